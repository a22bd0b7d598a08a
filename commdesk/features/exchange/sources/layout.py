"""A list that a program writes itself: its headings are certain, and one row is one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from commdesk.core.intaking import Change
from commdesk.core.sheets.headings import headings_at, normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.spec import Column
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import AS_TOLD, Taken
from commdesk.features.exchange.sources import door
from commdesk.features.exchange.sources.chat import only_activity
from commdesk.features.exchange.sources.corrected import correct, laid_over
from commdesk.features.exchange.sources.listing import Listing, Wanted
from commdesk.features.exchange.sources.person import Person
from commdesk.features.exchange.sources.reading import Reading

_CHANCE = 3
"""Below so many numbers of nine digits, an account number passes the eleven-test by chance."""


class Layout(Struct, frozen=True):
    """What the list of one program looks like; headings as the program writes them."""

    name: str
    """Stable name of the format."""
    title: str
    """What the program is called."""
    columns: tuple[tuple[str, str], ...]
    """(heading, column key); where two fill one key the first filled in this order counts."""
    addresses: tuple[str, ...] = ()
    """Headings of e-mail addresses, where `judge` reads more than one."""
    also_read: tuple[str, ...] = ()
    """Headings that `judge` reads itself."""
    keys: tuple[str, ...] = ()
    """Those of `also_read` that number an account."""
    nothing: frozenset[str] = frozenset()
    """What the program fills in where nobody said anything (`Normaal`, `0-0-00`)."""
    closed: tuple[str, ...] = ()
    """Headings that say too much here, though perhaps not in another list."""


Tell = Callable[[Person], dict[str, Any] | None]
"""What the row says that its person did: kind, happened_on, place, source, key; or nothing."""
Judge = Callable[[Person], Text | None]
"""Completes the canonical row of a person; or says why the row is nobody to take in."""


class _Roll(Listing, frozen=True, dict=True, kw_only=True):
    """The listing of a program: its columns in their order of preference."""

    layout: Layout
    ordered: Mapping[str, int] = field(default_factory=dict)
    """Plain heading -> order of preference."""

    @cached_property
    def doors(self) -> dict[int, door.Closed]:
        found = super().doors
        return {n: why for n, why in found.items() if n not in self._numbers_of_accounts}

    @cached_property
    def places(self) -> dict[int, Column]:
        found = super().places
        order = sorted(found, key=lambda place: self.ordered[self._plain_names[place]])
        return {place: found[place] for place in order}

    @cached_property
    def unused(self) -> tuple[str, ...]:
        read = frozenset(map(normal_heading, (*self.layout.also_read, *self.layout.addresses)))
        return tuple(
            name
            for name in super().unused
            if normal_heading(name) not in read and self._says_something(name)
        )

    @cached_property
    def open_places(self) -> dict[str, int]:
        """Plain heading -> where it stands first; closed columns are not there."""
        places = [(name, n) for n, name in enumerate(self._plain_names) if n not in self.closed]
        return dict(reversed(places))

    @property
    def defaults(self) -> dict[int, str]:
        """Place -> what a column is by itself; AS_TOLD where the program's module reads it."""
        told = self._places_of(self.layout.also_read, AS_TOLD)
        addresses = self._places_of(self.layout.addresses, "email")
        return told | addresses | {place: column.key for place, column in self.places.items()}

    def _places_of(self, headings: Iterable[str], key: str) -> dict[int, str]:
        names = map(normal_heading, headings)
        return {self.open_places[name]: key for name in names if name in self.open_places}

    def _says_something(self, name: str) -> bool:
        nothing = self.layout.nothing | {"", "none"}
        values = (v for place in self.headings.columns_of(name) for v in self.values_of(place))
        return any(str(value).strip().casefold() not in nothing for value in values)

    @cached_property
    def _plain_names(self) -> tuple[str, ...]:
        return tuple(map(normal_heading, self.headings.names))

    @cached_property
    def _numbers_of_accounts(self) -> frozenset[int]:
        keys = frozenset(map(normal_heading, self.layout.keys))
        return frozenset(
            place
            for place, name in enumerate(self._plain_names)
            if name in keys
            and sum(map(bool, map(door.nine_digits, self.values_of(place)))) < _CHANCE
        )


def plain(headings: str) -> frozenset[str]:
    """Plain headings written behind each other."""
    return frozenset(headings.split())


def plain_headings(table: Table) -> frozenset[str]:
    """The headings in the first row, without capitals, accents, spaces and punctuation."""
    names = table.rows[0][1] if table.rows else ()
    return frozenset(normal_heading(name) for name in names if isinstance(name, str)) - {""}


def has_at_least(table: Table, count: int, distinctive: frozenset[str]) -> bool:
    """Whether so many of these (plain) headings are there."""
    return len(plain_headings(table) & distinctive) >= count


def take_people(
    table: Table, wanted: Wanted, layout: Layout, judge: Judge, tell: Tell | None = None
) -> Taken:
    """What the list holds, each row completed by `judge`; corrected columns come over that.

    `tell`: where a row is about something that its person did as well.
    """
    roll = _roll(table, wanted, layout)
    fixed = correct(roll, roll.defaults, wanted, layout.title)
    reading = Reading(fixed.own(roll), wanted)
    places = {name: n for name, n in roll.open_places.items() if n not in fixed.hidden}
    rows, skipped, facts = [], [], []
    for (row, cells), over in zip(reading.rows(), fixed.rows(), strict=False):
        person = Person(row, reading, places, cells)
        reason = judge(person)
        person.settle_name()
        person.row = laid_over(person.row, over)
        if reason := reason or _nobody(person):
            skipped.append(Change(row["row"], "skipped", person.called, reason=reason))
            continue
        rows.append(person.row)
        if tell and (fact := tell(person)):
            facts.append({"row": row["row"], "person": row["row"], "name": person.called, **fact})
    taken = Taken(
        format=layout.name,
        source=layout.title,
        rows=tuple(rows),
        problems=tuple(reading.problems),
        dropped=roll.dropped,
        unused=roll.unused,
        skipped=tuple(skipped),
        headings=_headings(roll),
        also={"activity": tuple(facts)} if facts else {},
    )
    return only_activity(taken) if wanted.intake == "activity" else fixed.told(taken)


def _roll(table: Table, wanted: Wanted, layout: Layout) -> _Roll:
    by_key = {column.key: column for column in wanted.columns}
    known = {normal_heading(h): by_key[key] for h, key in layout.columns if key in by_key}
    order = {normal_heading(h): n for n, (h, _) in reversed(list(enumerate(layout.columns)))}
    shut = frozenset(map(normal_heading, layout.closed))
    headings = headings_at(table.rows, 0)
    return _Roll(table, headings, known, shut=shut, layout=layout, ordered=order)


def _headings(roll: _Roll) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, column in roll.places.items():
        found.setdefault(column.key, roll.headings.names[place])
    for heading in roll.layout.addresses:
        if (stands := roll.open_places.get(normal_heading(heading))) is not None:
            found.setdefault("email", roll.headings.names[stands])
    return found


def _nobody(person: Person) -> Text | None:
    """A row without name and address is nobody; the headings being certain, one is enough."""
    if not person.has_name:
        if "email" not in person.row:
            return say("no name and no e-mail address in this row")
        person.row["is_certain"] = True
    return None
