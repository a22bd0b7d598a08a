"""One module per program whose files we read: file -> canonical rows, problems, closed columns.

A source says whether a table is its own by the headings; the first that does reads it.
"""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.sheets.reader import Table
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources import discourse, generic
from commdesk.features.exchange.sources.listing import Wanted

SOURCES = (discourse.SOURCE, generic.SOURCE)


def take(tables: Sequence[Table], wanted: Wanted) -> Taken:
    """What a file holds for this intake; raises Refused when that is nothing.

    A list is one table; an archive that was unpacked may be more, of which the first tells whose
    it is.
    """
    source = next(source for source in SOURCES if source.recognises(tables[0]))
    return source.take(tables[0], wanted, tables[1:])


def is_list(table: Table, wanted: Wanted) -> bool:
    """Whether the table looks like what is wanted; of a workbook the first such sheet is read."""
    return discourse.SOURCE.recognises(table) or generic.holds_people(table, wanted)
