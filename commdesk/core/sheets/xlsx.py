"""An Excel file out of sheets: tables, pages with cells of their own, charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Font

from commdesk.core.housestyle import HouseStyle
from commdesk.core.sheets.long_texts import LONG_TEXT_COLUMNS, LongTexts
from commdesk.core.sheets.look import SIZE, Styles
from commdesk.core.sheets.making import Making
from commdesk.core.sheets.plans import ChartsPlan, Identity, PagePlan, Plan, SheetPlan
from commdesk.core.sheets.seal import save_sealed
from commdesk.core.sheets.table_xlsx import TableSheet
from commdesk.core.words import Words

Tick = Callable[[int], object]


def write_xlsx(
    path: Path, plans: Sequence[Plan], words: Words, style: HouseStyle, identity: Identity,
    tick: Tick,
) -> None:  # fmt: skip
    """Write all sheets to `path`; a sheet for long texts comes last, only when there are any."""
    making = _making(words, style, identity, tick)
    with ExitStack() as closing:
        try:
            for plan in plans:
                _write(making, plan)
            if making.long.rows or not plans:
                rest = SheetPlan(identity.long_texts, LONG_TEXT_COLUMNS, making.long.rows)
                _write(making, rest)
            if making.lists.names:
                making.rows[identity.lists] = making.lists.write(making.book, identity.lists)
        finally:
            for rows in making.rows.values():
                closing.callback(rows.close)
        _open_on_the_first(making.book)
        finished = {name: _Told(rows.finished(), tick) for name, rows in making.rows.items()}
        save_sealed(making.book, path, finished)


class _Told:
    """Rows on their way into the file: at each piece it can be stopped."""

    def __init__(self, rows: IO[bytes], tick: Tick) -> None:
        self._rows, self._tick = rows, tick

    def read(self, size: int = -1, /) -> bytes:
        self._tick(0)
        return self._rows.read(size)


def _making(words: Words, style: HouseStyle, identity: Identity, tick: Tick) -> Making:
    book: Any = openpyxl.Workbook()
    first: Any = book.active
    styles = Styles(Cell(first, row=1, column=1), style)
    book.remove(first)
    if style.font:  # widths are counted in the digits of this one
        book._named_styles["Normal"].font = Font(name=style.font, size=SIZE)  # noqa: SLF001
    book.properties.title = identity.title
    book.properties.subject = identity.subject
    book.properties.language = words.language
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    long = LongTexts(identity.long_texts, words)
    return Making(book, words, style, identity.title, styles, long, tick)


def _write(making: Making, plan: Plan) -> None:
    match plan:
        case SheetPlan():
            TableSheet(making, plan).write()
        case PagePlan():
            from commdesk.core.sheets.page_xlsx import write_page

            write_page(making, plan)
        case ChartsPlan():
            from commdesk.core.sheets.charts_xlsx import write_charts

            write_charts(making, plan)


def _open_on_the_first(book: Any) -> None:
    """The first sheet that shows is the one that is seen; openpyxl marks none."""
    shown = [n for n, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible"]
    book.active = shown[0] if shown else 0
    for n, sheet in enumerate(book.worksheets):
        sheet.sheet_view.tabSelected = bool(shown) and n == shown[0]
