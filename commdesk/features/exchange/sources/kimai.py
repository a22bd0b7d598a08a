"""The timesheet of Kimai, in English or Dutch: an activity is a task, a user a moderator.

It has no number for a line. What a line says of when, who and what makes its key, and how often
that was said before: a corrected duration then changes the line, and the same file changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.spec import Column
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources.generic import headings_of
from commdesk.features.exchange.sources.listing import Listing, Source, Wanted
from commdesk.features.exchange.sources.reading import Reading

NAME = "kimai"
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "day": ("date", "datum"),
    "start": ("from", "van"),
    "end": ("to", "tot"),
    "minutes": ("duration", "duur"),
    "name": ("name", "naam"),
    "user": ("user", "gebruikersnaam"),
    "email": ("email",),
    "task": ("activity", "activiteit"),
    "note": ("description", "beschrijving"),
}
_OWN = (
    {"customer", "klant"}, {"project"}, {"billable", "factureerbaar"}, {"currency", "valuta"},
)  # fmt: skip
"""No plain list of hours has these; a template of one's own keeps some of them."""
_KEY_BYTES = 12


def recognises(table: Table) -> bool:
    names = {normal_heading(cell) for cell in table.rows[0][1] if cell} if table.rows else set()
    has = {key for key, headings in _HEADINGS.items() if names & set(headings)}
    is_timesheet = {"day", "minutes", "task"} <= has and bool({"name", "user"} & has)
    return is_timesheet and any(names & own for own in _OWN)


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    known = _known(wanted.columns)
    listing = Listing(table, table.headings(known), known)
    reading = Reading(listing, wanted)
    said: Counter[str] = Counter()
    found = [row for row, _ in reading.rows()]
    totals = {row["row"] for row in found if _is_total(row)}
    rows = tuple(_keyed(row, said) for row in found if row["row"] not in totals)
    return Taken(
        format=NAME,
        source="Kimai",
        rows=rows,
        problems=tuple(each for each in reading.problems if each.row not in totals),
        dropped=listing.dropped,
        headings=headings_of(listing),
    )


def _known(columns: Sequence[Column]) -> dict[str, Column]:
    by_key = {column.key: column for column in columns}
    return {heading: by_key[key] for key, headings in _HEADINGS.items() for heading in headings}


def _is_total(row: Mapping[str, Any]) -> bool:
    """The last row of a sheet that was made to be printed: of no day, of nobody, of no task."""
    return not any(row.get(key) for key in ("day", "task", "name", "user", "email"))


def _keyed(row: dict[str, Any], said: Counter[str]) -> dict[str, Any]:
    who = row.get("user") or row.get("email") or row.get("name")
    parts = (row.get("day"), row.get("start"), who, row.get("task"))
    line = "\n".join(" ".join(str(part or "").casefold().split()) for part in parts)
    said[line] += 1
    key = blake2b(f"{line}\n{said[line]}".encode(), digest_size=_KEY_BYTES).hexdigest()
    return {**row, "source": NAME, "key": key}


SOURCE = Source(NAME, recognises, take, intakes=("hours",))
