"""Any list of people with headings: .xlsx .xls .ods .csv .tsv, in any column order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.spec import Column
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources import door
from commdesk.features.exchange.sources.listing import (
    Listing,
    Reading,
    Source,
    Wanted,
    known_headings,
)

NAME = "generic"
_WHO = frozenset({"name", "first_name", "last_name", "email"})
_SHOWN = 12


def holds_people(table: Table, wanted: Wanted) -> bool:
    """Whether some column names people."""
    return bool(_listing(table, wanted).places_of_people)


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    listing = _listing(table, wanted)
    if not listing.places_of_people:
        raise _nobody(table, listing)
    reading = Reading(listing, wanted)
    rows = tuple(row for row, _ in reading.rows())
    return Taken(
        format=NAME,
        source=table.name,
        rows=rows,
        problems=tuple(reading.problems),
        dropped=listing.dropped,
        unused=listing.unused,
        headings=headings_of(listing),
    )


class _People(Listing, frozen=True, dict=True):
    @property
    def places_of_people(self) -> list[int]:
        return [place for place, column in self.places.items() if column.key in _WHO]


def headings_of(listing: Listing) -> dict[str, str]:
    """Column key -> heading in the file, of the first column with that key."""
    found: dict[str, str] = {}
    for place, column in listing.places.items():
        found.setdefault(column.key, listing.headings.names[place])
    return found


def _listing(table: Table, wanted: Wanted) -> _People:
    known = known_headings(wanted.columns)
    return _People(table, table.headings(_test(known)), known)


def _test(known: Mapping[str, Column]) -> Any:
    def is_known(heading: str) -> bool:
        return normal_heading(heading) in known or door.is_denied_heading(heading)

    return is_known


def _nobody(table: Table, listing: Listing) -> Refused:
    found = [name for name in listing.headings.names if name]
    more = "…" if len(found) > _SHOWN else ""
    return Refused(
        "{file} has no column with names or e-mail addresses. Row {row} was read as the headings: "
        "{headings}. Give the column the heading Name or E-mail and try again. "
        "Nothing was changed.",
        file=table.name,
        row=str(listing.headings.row),
        headings=", ".join(f"“{name}”" for name in found[:_SHOWN]) + more,
    )


SOURCE = Source(NAME, lambda _table: True, take, intakes=())
