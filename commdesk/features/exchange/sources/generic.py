"""Any list of people with headings: .xlsx .xls .ods .csv .tsv, in any column order."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from commdesk.core.errors import Refused
from commdesk.core.sheets.reader import Table
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources import columns
from commdesk.features.exchange.sources.corrected import by_hand, rows_by_hand
from commdesk.features.exchange.sources.listing import (
    Listing,
    Source,
    Wanted,
    doubled,
)
from commdesk.features.exchange.sources.reading import Reading

NAME = "generic"
_SHOWN = 12


def holds_people(table: Table, wanted: Wanted) -> bool:
    """Whether some column names people."""
    start = replace(table, rows=table.rows[: columns.LOOKED_AT])
    return columns.read(start, wanted).has_people


def take(table: Table, wanted: Wanted, _others: Sequence[Table] = ()) -> Taken:
    """The people of a list; where somebody can be asked, a list with questions comes too."""
    found = columns.read(table, wanted)
    listing, question = found.listing, columns.question(found)
    if question and not wanted.may_ask:
        raise _refusal(table, found)
    layout = replace(found.layout, question=question)
    reading = Reading(listing, wanted)
    rows = tuple(rows_by_hand(reading)) if found.has_people else ()
    return Taken(
        format=NAME,
        source=table.name,
        rows=rows,
        problems=tuple(reading.problems),
        dropped=listing.dropped,
        unused=listing.unused,
        headings=headings_of(listing),
        why_dropped=listing.reasons,
        by_hand=by_hand(listing, layout),
        layout=layout,
    )


def headings_of(listing: Listing) -> dict[str, str]:
    """Column key -> heading in the file, of the first column with that key."""
    found: dict[str, str] = {}
    for place, column in listing.places.items():
        found.setdefault(column.key, listing.called(place))
    return found


def _refusal(table: Table, found: columns.Read) -> Refused:
    if found.has_people:
        name = found.listing.headings.names[found.doubles[0]]
        return doubled(table.name, name, found.listing.headings.columns_of(name))
    return _nobody(table, found.listing)


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
