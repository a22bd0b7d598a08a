"""One module per program whose files we read: file -> canonical rows, problems, closed columns.

A source says whether a table is its own by the headings; the first that does reads it.
"""

from __future__ import annotations

from commdesk.core.sheets.reader import Table
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.sources import discourse, generic
from commdesk.features.exchange.sources.listing import Wanted

SOURCES = (discourse.SOURCE, generic.SOURCE)


def take(table: Table, wanted: Wanted) -> Taken:
    """What a table holds for this intake; raises Refused when that is nothing."""
    return next(source for source in SOURCES if source.recognises(table)).take(table, wanted)


def is_list(table: Table, wanted: Wanted) -> bool:
    """Whether the table looks like what is wanted; of a workbook the first such sheet is read."""
    return discourse.SOURCE.recognises(table) or generic.holds_people(table, wanted)
