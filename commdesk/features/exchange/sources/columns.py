"""The columns of a list that no format explains: what each is taken for, and how to correct it.

Recognition proposes by the headings (or, without headings, by the values), what was chosen for
lists with these headings comes over that, and what somebody chooses for this list over everything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import islice
from typing import Any

from msgspec import Struct

from commdesk.core.sheets.headings import (
    SEARCHED_ROWS,
    Headings,
    find_heading_row,
    headings_at,
    normal_heading,
)
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.spec import Column
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import (
    AS_TOLD,
    LEFT_OUT,
    NO_HEADINGS,
    Chosen,
    FoundColumn,
    Layout,
    Remembered,
)
from commdesk.features.exchange.sources import door, guess
from commdesk.features.exchange.sources.listing import Listing, Wanted, known_headings, letter

BY_HAND = frozenset({"notes"})
"""Where a closed column may go when somebody takes it by hand: into free text only."""
WHO = frozenset({"name", "first_name", "last_name", "email"})
PEOPLE = "members"
"""What lists are taken in as unless something else is asked."""
_SAMPLES = 3
LOOKED_AT = 400
"""Rows in which the first different values are looked for."""
_LONGEST = 60
_ROW_PREVIEW = 120
_DIGEST = 32
_VALUE_LIKE = re.compile(r"@|\d{4}\D?\d|\d\D?\d{4}")


class Read(Struct, frozen=True):
    """A table with what its columns are taken for."""

    listing: Listing
    layout: Layout
    doubles: tuple[int, ...] = ()
    """Filled columns with the same heading, among which nobody chose."""

    @property
    def has_people(self) -> bool:
        return any(column.key in WHO for column in self.listing.places.values())


def read(table: Table, wanted: Wanted) -> Read:
    """Find the headings and say what each column is; never refuses."""
    known = known_headings(wanted.columns)
    headings, remembered = _headings(table, known, wanted)
    plain = Listing(table, headings, known)
    defaults, doubles = _by_default(plain, wanted)
    listing, layout = settled(plain, defaults, wanted, remembered)
    chosen = wanted.chosen.keys if wanted.chosen else {}
    marks = _marks(headings)
    is_chosen = any(marks[place] in chosen for place in doubles)
    return Read(listing, layout, () if is_chosen else doubles)


def settled(
    plain: Listing, defaults: Mapping[int, str], wanted: Wanted, remembered: Remembered | None
) -> tuple[Listing, Layout]:
    """What is chosen over what each column is by itself (place -> key), and how that looks."""
    headings, table = plain.headings, plain.table
    chosen = wanted.chosen or Chosen()
    marks = _marks(headings)
    keys = {n: defaults.get(n, LEFT_OUT) for n in range(len(headings.names))}
    by_key = {column.key: column for column in wanted.columns}
    kept = remembered.keys if remembered else {}
    still = {mark: key for mark, key in kept.items() if key in by_key or key in {LEFT_OUT, AS_TOLD}}
    keys |= {n: still[digest(mark)] for n, mark in enumerate(marks) if digest(mark) in still}
    keys |= {n: chosen.keys[mark] for n, mark in enumerate(marks) if mark in chosen.keys}
    opened = _opened(plain, keys, marks, chosen)
    given = {n: by_key[key] for n, key in keys.items() if key in by_key}
    listing = plain.corrected(given, frozenset(opened))
    told = frozenset(n for n, key in keys.items() if key == AS_TOLD)
    layout = Layout(
        columns=tuple(_columns(listing, marks, defaults, opened, told)),
        heading_row=headings.row,
        first_rows=tuple(_first_rows(table)),
        sheet=table.sheet,
        sheets=table.sheets,
        signature=signature(headings, wanted.intake),
        chosen_on=remembered.chosen_on if remembered else None,
    )
    return listing, layout


def signature(headings: Headings, intake: str = PEOPLE) -> str:
    """By what lists with these headings are known, in any order; empty when they may be values.

    A choice for people says nothing of the same list taken for something else.
    """
    names = [name for name in headings.names if name]
    if headings.row == NO_HEADINGS or not names:
        return ""
    if any(_VALUE_LIKE.search(name) or len(name) > _LONGEST for name in names):
        return ""
    apart = () if intake == PEOPLE else (f"={intake}",)
    return digest("\n".join((*sorted(map(normal_heading, names)), *apart)))


def digest(text: str) -> str:
    """What is kept of a heading: enough to know it again, and no name of anybody can be read.

    Somebody may take the first person of a list for its headings.
    """
    return sha256(text.encode()).hexdigest()[:_DIGEST]


def _headings(
    table: Table, known: Mapping[str, Column], wanted: Wanted
) -> tuple[Headings, Remembered | None]:
    """The row somebody chose, else one whose headings we were told of before, else the best."""
    chosen_row = wanted.chosen.heading_row if wanted.chosen else None
    if chosen_row == NO_HEADINGS or (chosen_row is None and guess.has_no_headings(table, known)):
        width = max((len(cells) for _, cells in table.rows[:LOOKED_AT]), default=0)
        return Headings(NO_HEADINGS, ("",) * width), None
    rows = [number for number, _ in table.rows]
    if chosen_row in rows:
        headings = headings_at(table.rows, rows.index(chosen_row))
        return headings, remembered_for(headings, wanted)
    if wanted.remembered:
        for place, (row, _) in enumerate(table.rows[:SEARCHED_ROWS]):
            headings = headings_at(table.rows, place)
            if row <= SEARCHED_ROWS and (found := remembered_for(headings, wanted)):
                return headings, found
    place = find_heading_row(
        table.rows, lambda text: normal_heading(text) in known or door.is_denied_heading(text)
    )
    return headings_at(table.rows, place), None


def remembered_for(headings: Headings, wanted: Wanted) -> Remembered | None:
    """What was chosen before for lists with these headings, taken in as this one."""
    return wanted.remembered.get(signature(headings, wanted.intake))


def _marks(headings: Headings) -> list[str]:
    """A name for every column: its plain heading, numbered when it is not the first with it."""
    counts: Counter[str] = Counter()
    marks = []
    for place, name in enumerate(headings.names):
        plain = normal_heading(name)
        counts[plain] += 1
        number = f"#{counts[plain]}" if counts[plain] > 1 else ""
        marks.append(f"{plain}{number}" if plain else f"#{letter(place)}")
    return marks


def _by_default(listing: Listing, wanted: Wanted) -> tuple[dict[int, str], tuple[int, ...]]:
    """What each column is by itself; of filled columns with one heading the first, and which."""
    if listing.headings.row == NO_HEADINGS:
        return guess.by_value(listing, wanted), ()
    found = {
        place: listing.known[normal_heading(name)].key
        for place, name in enumerate(listing.headings.names)
        if place not in listing.closed and normal_heading(name) in listing.known
    }
    doubles: list[int] = []
    for name in listing.headings.duplicates:
        same = [place for place in listing.headings.columns_of(name) if place in found]
        filled = [place for place in same if any(v is not None for v in listing.values_of(place))]
        doubles += filled if len(filled) > 1 else []
        for place in set(same) - set(filled[:1] or same[:1]):
            del found[place]
    return found, tuple(doubles)


def _opened(
    listing: Listing, keys: dict[int, str], marks: Sequence[str], chosen: Chosen
) -> dict[int, str]:
    """Closed columns that are taken by hand -> why. What was only remembered opens no door."""
    opened: dict[int, str] = {}
    for place, closed in listing.doors.items():
        why = chosen.reasons.get(marks[place], "").strip()
        if why and not closed.is_never and chosen.keys.get(marks[place]) in BY_HAND:
            opened[place] = why
        else:
            keys[place] = LEFT_OUT
    return opened


def _columns(
    listing: Listing,
    marks: Sequence[str],
    defaults: Mapping[int, str],
    opened: Mapping[int, str],
    told: Container[int],
) -> Iterable[FoundColumn]:
    for place in range(len(listing.headings.names)):
        closed = listing.doors.get(place)
        column = listing.places.get(place)
        samples = _samples(listing.values_of(place))
        if not samples and not listing.headings.names[place]:
            continue
        yield FoundColumn(
            mark=marks[place],
            token=digest(marks[place]),
            heading=listing.called(place),
            samples=() if closed and closed.is_never else samples,
            key=column.key if column else AS_TOLD if place in told else LEFT_OUT,
            by_default=defaults.get(place, LEFT_OUT),
            closed=closed.why if closed else None,
            is_never=bool(closed and closed.is_never),
            reason=opened.get(place, ""),
        )


def _samples(values: Iterable[Any]) -> tuple[str, ...]:
    """The first different values, short enough to stand beside each other."""
    found: dict[str, None] = {}
    for value in islice(values, LOOKED_AT):
        if value is not None and (text := _short(value, _LONGEST)):
            found.setdefault(text)
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def _first_rows(table: Table) -> Iterable[tuple[int, str]]:
    for row, cells in table.rows[:SEARCHED_ROWS]:
        yield row, _short(" · ".join(_short(c, _LONGEST) for c in cells if c is not None))


def _short(value: Any, most: int = _ROW_PREVIEW) -> str:
    text = f"{value:%d-%m-%Y}" if isinstance(value, date) else " ".join(str(value).split())
    return f"{text[: most - 1]}…" if len(text) > most else text


def question(found: Read) -> Text | None:
    """What somebody must say before this list can come in, if anything."""
    if not found.has_people:
        return say("Which column holds the names or the e-mail addresses?")
    if found.doubles:
        names = dict.fromkeys(found.listing.called(place) for place in found.doubles)
        letters = [letter(place) for place in found.doubles]
        return say(
            "Columns {letters} are both called {heading}. The first one counts; choose another "
            "if that is wrong.",
            letters=letters,
            heading=[f"“{name}”" for name in names],
        )
    return None
