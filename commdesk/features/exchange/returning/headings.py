"""Where the columns of a sheet stand that came back: by its mark, or by its headings."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.sheets.cells import Cell
from commdesk.core.sheets.reader import Table
from commdesk.features.exchange.returning.marking import PREFIX, Layout

_SEARCHED = 30
"""Rows from the top among which the headings stand."""


def marked_heading(table: Table, name: str) -> tuple[int, int] | None:
    """Where the mark of this sheet stands among its headings: (place in the rows, column)."""
    wanted = f"{PREFIX}{name}"
    for place, (_, cells) in enumerate(table.rows[:_SEARCHED]):
        if wanted in cells:
            return place, cells.index(wanted)
    return None


def unmarked_heading(table: Table, layout: Layout) -> int | None:
    """Where the headings of a sheet without marks stand: most of them, in one row."""
    if has_marks(table):
        return None
    for place, (_, cells) in enumerate(table.rows[:_SEARCHED]):
        if len(letters_of(cells, layout)[0]) * 2 > len(layout.headings):
            return place
    return None


def letters_of(cells: Sequence[Cell], layout: Layout) -> tuple[dict[str, int], tuple[str, ...]]:
    """Where our columns stand, and the headings that are not ours or stand there again."""
    keys = {_folded(heading): key for key, heading in layout.headings.items()}
    letters: dict[str, int] = {}
    added: list[str] = []
    for column, cell in enumerate(cells):
        heading = said(cells, column)
        key = keys.get(_folded(heading)) if heading else None
        if key is not None and key not in letters:
            letters[key] = column
        elif heading and not heading.startswith(PREFIX):
            added.append(str(cell).strip())
    return letters, tuple(added)


def _folded(heading: str) -> str:
    """`Worked` and `Worked, %` are two."""
    return " ".join(heading.split()).casefold()


def has_marks(table: Table) -> bool:
    """Whether any sheet of ours is in it: its marks stand there."""
    rows = table.rows[:_SEARCHED]
    return any(isinstance(c, str) and c.startswith(PREFIX) for _, cells in rows for c in cells)


def at(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else None


def said(cells: Sequence[Cell], column: int) -> str:
    cell = at(cells, column)
    return "" if cell is None else str(cell).strip()
