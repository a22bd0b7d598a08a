"""What the exports of chat programs share: people, and what they posted without the words.

The child gives two tables: what was done (account, kind, day, place, key) and the people. No text
of a message is ever in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from hashlib import blake2b
from typing import Any

from msgspec import Struct

from commdesk.core.intaking import Change
from commdesk.core.sheets.cells import Row, clean_row
from commdesk.core.sheets.headings import Headings
from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.reader import Table
from commdesk.core.words import Text, say
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.listing import Listing, Source, Wanted
from commdesk.features.exchange.sources.reading import Reading

POST, REPLY, REACTION = "post", "reply", "reaction"
PEOPLE = ("account", "name", "user name", "email", "title", "joined", "state")
_COLUMNS = {"name": "name", "email": "email", "title": "role", "joined": "joined_on"}
"""Heading of the people's table -> column of members."""
_KEY_BYTES = 12
_QUARTER = 900
_FIRST_YEAR = 2000
_LARGEST = 2**63
_REASONS: Mapping[str, Text] = {
    "deleted": say("the account was closed"),
    "bot": say("a program, not a person"),
}


class Person(Struct, frozen=True):
    """An account as the program knows it; `state` is empty, deleted or bot."""

    account: str
    name: str = ""
    user_name: str = ""
    email: str = ""
    title: str = ""
    joined: date | None = None
    state: str = ""

    @property
    def cells(self) -> tuple[Any, ...]:
        return (
            self.account, self.name, self.user_name, self.email, self.title, self.joined,
            self.state,
        )  # fmt: skip


class Done(Struct, frozen=True):
    """Something that an account did; the day is None where the file has no possible one."""

    account: str
    kind: str
    day: date | None
    place: str
    key: str

    @property
    def cells(self) -> tuple[Any, ...]:
        return self.account, self.kind, self.day, self.place, self.key


def deeds_name(program: str) -> str:
    return f"{program} activity"


def deeds(things: Iterator[Done], limits: Limits, file: str) -> Iterator[Row]:
    """The table of what was done."""
    yield 1, ("account", "kind", "day", "place", "key")
    yield from _numbered((done.cells for done in things), limits, file)


def people(persons: Iterator[Person], limits: Limits, file: str) -> Iterator[Row]:
    """The table of people."""
    yield 1, PEOPLE
    yield from _numbered((person.cells for person in persons), limits, file)


def _numbered(cells: Iterator[tuple[Any, ...]], limits: Limits, file: str) -> Iterator[Row]:
    for row, each in enumerate(cells, 2):
        if clean := clean_row(row, each, limits, file):
            yield row, clean


@lru_cache(maxsize=4_096)
def _day_of(quarter: int) -> date | None:
    """The day on this computer's calendar of a quarter of an hour, counted from 1970."""
    try:
        return datetime.fromtimestamp(quarter * _QUARTER, UTC).astimezone().date()
    except (ValueError, OverflowError, OSError):
        return None


def day_at(moment: str, *, per_second: int = 1) -> date | None:
    """The day of a moment counted from 1970; None for what is no moment of such a program."""
    try:
        found = _day_of(int(float(moment) / per_second) // _QUARTER)
    except (ValueError, OverflowError):
        return None
    return found if found and found.year >= _FIRST_YEAR else None


def moment(value: Any) -> str:
    """A moment as the file counts it, whether text or number; empty for anything else."""
    is_number = isinstance(value, int | float) and abs(value) < _LARGEST
    return str(value) if is_number else text(value)


def text(value: Any) -> str:
    """A value that should be a text; anything else is nothing."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def hashed(*parts: object) -> str:
    """A key that stays the same and names nobody."""
    said = "\n".join(map(str, parts)).encode("utf-8", "replace")
    return blake2b(said, digest_size=_KEY_BYTES).hexdigest()


def source(program: str, title: str) -> Source:
    """The source of a chat program whose child gives these two tables."""
    return Source(
        program,
        # A workbook, whose sheets may have any name, says which it has; an archive has none.
        lambda table: table.sheet == deeds_name(program) and not table.sheets,
        partial(_take, program, title),
        intakes=("members", "activity"),
    )


def _take(program: str, title: str, done: Table, wanted: Wanted, others: Sequence[Table]) -> Taken:
    listing = _listing(others[0], wanted)
    reading = Reading(listing, wanted)
    rows, skipped, places = [], [], {}
    for row, cells in reading.rows():
        account, name, user_name, *_, state = (str(cell or "") for cell in cells)
        if account in places:
            continue
        places[account] = row["row"]
        if state:
            reason = _REASONS[state]
            skipped.append(Change(row["row"], "skipped", name or user_name, reason=reason))
            continue
        row["identities"] = [(program, account)]
        if "name" not in row:
            row["name_if_new"] = user_name or account
        rows.append(row)
    names = {row["row"]: str(row.get("name") or row["name_if_new"]) for row in rows}
    facts = _facts(program, done, places, names)
    taken = Taken(
        format=program,
        source=title,
        rows=tuple(rows),
        problems=tuple(reading.problems),
        dropped=listing.dropped,
        skipped=tuple(skipped),
        headings={key: heading for heading, key in _COLUMNS.items()},
        also={"activity": tuple(facts)},
    )
    return only_activity(taken) if wanted.intake == "activity" else taken


def _listing(table: Table, wanted: Wanted) -> Listing:
    by_key = {column.key: column for column in wanted.columns}
    known = {heading: by_key[key] for heading, key in _COLUMNS.items() if key in by_key}
    return Listing(table, Headings(table.rows[0][0], PEOPLE), known)


def _facts(
    program: str, done: Table, places: Mapping[str, int], names: Mapping[int, str]
) -> Iterator[dict[str, Any]]:
    for number, cells in done.rows[1:]:
        account, kind, day, place, key = cells
        person = places.get(str(account))
        yield {
            "row": number,
            "person": person,
            "name": names.get(person or 0, account),
            "kind": kind,
            "happened_on": day,
            "place": place or "",
            "source": program,
            "key": key,
        }


def only_activity(taken: Taken) -> Taken:
    """The same file asked for what its people did alone: each fact names its person itself."""
    people = {row["row"]: row for row in taken.rows}
    rows = tuple(
        _named(fact, people.get(fact["person"] or 0)) for fact in taken.also.get("activity", ())
    )
    return Taken(taken.format, taken.source, rows)


def _named(fact: Mapping[str, Any], person: Mapping[str, Any] | None) -> dict[str, Any]:
    plain = {key: value for key, value in fact.items() if key != "person"}
    if person is None:
        return plain
    who = {key: person[key] for key in ("email", "identities") if key in person}
    return {**plain, **who}
