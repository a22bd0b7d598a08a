"""What a list of no known program may hold besides people: by its columns and what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from commdesk.core.intaking import Intake
from commdesk.core.sheets.headings import find_heading_row, headings_at, normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.spec import Column
from commdesk.features.exchange.sources import values
from commdesk.features.exchange.sources.asked import asked_for
from commdesk.features.exchange.sources.columns import LOOKED_AT
from commdesk.features.exchange.sources.listing import known_headings

_MOST = 0.7
"""Share of the filled cells that must be what their column asks for."""


def holds(table: Table, intake: Intake) -> bool:
    """Whether the list has every column that this intake needs, with values that fit."""
    if not intake.needs or not table.rows:
        return False
    known = known_headings(intake.columns)
    start = replace(table, rows=table.rows[:LOOKED_AT])
    headings = headings_at(start.rows, find_heading_row(start.rows, known))
    places: dict[str, int] = {}
    for place, name in enumerate(headings.names):
        if column := known.get(normal_heading(name)):
            places.setdefault(column.key, place)
    rows = [cells for _, cells in start.below(headings)]
    needed = [column for column in intake.columns if column.key in intake.needs]
    return all(
        column.key in places and _fits(column, [cells[places[column.key]] for cells in rows])
        for column in needed
    )


def asks(table: Table, intake: Intake) -> bool:
    """Whether the questions of a form fill every column that this intake needs."""
    if not intake.needs or not table.rows:
        return False
    known = known_headings(intake.columns)
    asked = {asked_for(str(heading or ""), known) for heading in table.rows[0][1]}
    return asked.issuperset(intake.needs)


def _fits(column: Column, cells: Iterable[Any]) -> bool:
    filled = [cell for cell in cells if cell is not None and str(cell).strip()]
    read = values.reader_of(column, month_first=values.is_month_first(filled))
    good = 0
    for cell in filled:
        try:
            read(cell)
        except values.Unfit:
            continue
        good += 1
    return bool(filled) and good >= _MOST * len(filled)
