"""What every source shares: the headings of a list, which columns are closed, which is which."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from commdesk.core.database import Database, batched
from commdesk.core.errors import Refused
from commdesk.core.intaking import Intake
from commdesk.core.sheets.headings import Headings, normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.spec import Column
from commdesk.core.words import LANGUAGES, Text, Words
from commdesk.features.exchange.model import Chosen, Remembered, Taken
from commdesk.features.exchange.sources import door

_TURNED_AT_ONCE = 2_000

Tick = Callable[[int, int], object]


def silent(_done: int, _of: int) -> None:
    return None


class Wanted(Struct, frozen=True):
    """What an intake asks of a file, for whom and on which day."""

    columns: tuple[Column, ...]
    words: Words
    """Of the workbook: some values are worded by us and then stored."""
    today: date
    tick: Tick = silent
    """Told (rows done, rows in all) now and then; may raise to stop."""
    intake: str = "members"
    """Its name: a program whose lists hold people and what they did gives what is asked."""
    needs: tuple[str, ...] = ()
    """Keys of the columns that a list must have."""
    chosen: Chosen | None = None
    """What the user chose for the columns of this very list."""
    remembered: Mapping[str, Remembered] = field(default_factory=dict)
    """What was chosen before, by the signature of the headings."""
    may_ask: bool = False
    """Whether somebody can be asked: a list that is not understood then comes with its columns."""

    @classmethod
    def of(
        cls,
        intake: Intake,
        words: Words,
        today: date,
        tick: Tick = silent,
        *,
        db: Database | None = None,
        **more: Any,
    ) -> Wanted:
        """What this intake asks, in this workbook; `more` are further fields."""
        columns = intake.columns_in(db) if db else intake.columns
        return cls(columns, words, today, tick, intake.name, intake.needs, **more)


class Source(Struct, frozen=True):
    """One program whose lists we know."""

    name: str
    recognises: Callable[[Table], bool]
    take: Callable[[Table, Wanted, Sequence[Table]], Taken]
    """(first table, what is wanted, the other tables of the file) -> what the file holds."""
    intakes: tuple[str, ...] = ("members",)
    """What its lists can be taken in as, the first unless asked otherwise; (): as anything."""
    is_either: bool = False
    """Whether a list is one of these or another, so that somebody may have to say which."""


class Listing(Struct, frozen=True, dict=True):
    """A table with its headings, before its values are looked at."""

    table: Table
    headings: Headings
    known: Mapping[str, Column]
    """Plain heading -> column."""
    given: Mapping[int, Column] | None = None
    """Place -> column, as somebody chose them; None: what the headings say."""
    opened: frozenset[int] = frozenset()
    """Closed columns that are taken by hand nevertheless, with a reason."""
    shut: frozenset[str] = frozenset()
    """Plain headings that are closed in this list, though perhaps not in another."""

    def corrected(self, given: Mapping[int, Column], opened: frozenset[int]) -> Listing:
        """The same list with its columns as somebody chose them; what was looked at stays seen."""
        made = Listing(self.table, self.headings, self.known, given, opened)
        made.__dict__.update(rows=self.rows, doors=self.doors, _columns=self._columns)
        return made

    @cached_property
    def rows(self) -> list[tuple[int, Sequence[Any]]]:
        return list(self.table.below(self.headings))

    def values_of(self, place: int) -> Sequence[Any]:
        return self._columns[place]

    @cached_property
    def _columns(self) -> list[list[Any]]:
        """What stands under each heading. In blocks: turning the whole at once keeps others out."""
        columns: list[list[Any]] = [[] for _ in self.headings.names]
        for block in batched(self.rows, _TURNED_AT_ONCE):
            turned = zip(*(cells for _, cells in block), strict=False)
            for column, cells in zip(columns, turned, strict=False):
                column.extend(cells)
        return columns

    @cached_property
    def closed(self) -> frozenset[int]:
        """Columns that are not taken in, by heading or by value."""
        return frozenset(
            place
            for place, closed in self.doors.items()
            if closed.is_never or place not in self.opened
        )

    @cached_property
    def doors(self) -> dict[int, door.Closed]:
        """Columns that are closed, and why."""
        found = {place: self._door(place, name) for place, name in enumerate(self.headings.names)}
        return {place: closed for place, closed in found.items() if closed}

    @property
    def reasons(self) -> dict[str, Text]:
        """Why each closed column is closed, by its heading in the file."""
        return {self.called(place): self.doors[place].why for place in sorted(self.closed)}

    def called(self, place: int) -> str:
        """A column as the file calls it; its letter where that is nothing, or a number itself."""
        name = self.headings.names[place]
        return letter(place) if not name or door.nine_digits(name) else name

    @cached_property
    def dropped(self) -> tuple[str, ...]:
        """The closed columns as the file calls them."""
        return tuple(dict.fromkeys(map(self.called, sorted(self.closed))))

    @cached_property
    def unused(self) -> tuple[str, ...]:
        """Filled columns with a heading that we do not know, as the file calls them."""
        known = self.closed | self.places.keys()
        return tuple(
            name
            for place, name in enumerate(self.headings.names)
            if name and place not in known and any(v is not None for v in self.values_of(place))
        )

    @cached_property
    def places(self) -> dict[int, Column]:
        """Where each known column stands; refuses two columns with one heading."""
        if self.given is not None:
            return {n: column for n, column in self.given.items() if n not in self.closed}
        found = {
            place: self.known[normal_heading(name)]
            for place, name in enumerate(self.headings.names)
            if place not in self.closed and normal_heading(name) in self.known
        }
        for name in self.headings.duplicates:
            same = [place for place in self.headings.columns_of(name) if place in found]
            filled = [place for place in same if any(v is not None for v in self.values_of(place))]
            if len(filled) > 1:
                raise doubled(self.table.name, name, filled)
            for place in set(same) - set(filled[:1] or same[:1]):
                del found[place]
        return found

    def _door(self, place: int, name: str) -> door.Closed | None:
        by_heading = door.closed_by_heading(name) if name else None
        if by_heading and by_heading.is_never:
            return by_heading
        column = self.known.get(normal_heading(name))
        by_value = door.closed_by_value(
            self.values_of(place),
            is_known=column is not None,
            is_phone=column is not None and column.key == "phone",
        )
        if not by_heading and normal_heading(name) in self.shut:
            by_heading = door.SAYS_TOO_MUCH
        return by_value or by_heading


def known_headings(columns: Sequence[Column]) -> dict[str, Column]:
    """Plain heading -> column: the heading in both languages, then its aliases; first come."""
    known: dict[str, Column] = {}
    for words in map(Words, LANGUAGES):
        for column in columns:
            known.setdefault(normal_heading(words(column.heading)), column)
    for column in columns:
        for alias in (*column.aliases, column.key):
            known.setdefault(normal_heading(alias), column)
    return known


def letter(place: int) -> str:
    """How a spreadsheet calls the column at this place (from 0): A, B ... AA."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def doubled(file: str, name: str, places: Sequence[int]) -> Refused:
    """Two filled columns with one heading, where nobody can be asked which one counts."""
    return Refused(
        "{file} has columns {letters} both called {heading}. Rename or empty one of them, save "
        "the file and try again. Nothing was changed.",
        file=file,
        letters=[letter(place) for place in places],
        heading=f"“{name}”",
    )
