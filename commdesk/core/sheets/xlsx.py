"""The sheets of a workbook through openpyxl's write-only mode: row by row, little memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table

from commdesk.core.sheets.cells import Cell
from commdesk.core.sheets.long_texts import LONG_TEXT_COLUMNS, LongTexts, is_too_long
from commdesk.core.sheets.look import Look, Styles, is_figure, lines_of, look_of, number_format
from commdesk.core.sheets.seal import save_sealed
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.worded import worded
from commdesk.core.sheets.writer import SheetPlan
from commdesk.core.words import N_, Words

_FIRST_EXCEL_DAY = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was."""
_EXACT = 10**15
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_READABLE_WIDTH = 190  # characters beside each other on A4 landscape that can still be read
_PAPER_A4 = 9
_ID_WIDTH = 22
_LINE_HEIGHT, _MOST_LINES = 15, 12
_MOST_HEADER = 200  # of 255 with the name of the sheet


def write_xlsx(
    path: Path, plans: Sequence[SheetPlan], words: Words, *, title: str, long_texts: str
) -> None:
    """Write all sheets to `path`; a sheet for long texts comes last, only when there are any."""
    with _book(title) as book:
        long = LongTexts(long_texts, words)
        for number, plan in enumerate(plans, 1):
            _SheetWriter(book, plan, words, long, number).write()
        if long.rows or not plans:
            rest = SheetPlan(long.name, LONG_TEXT_COLUMNS, long.rows)
            _SheetWriter(book, rest, words, long, len(plans) + 1).write()
        save_sealed(book, path)


@contextmanager
def _book(title: str) -> Iterator[openpyxl.Workbook]:
    """A workbook whose temporary files, which hold people, are gone whatever happens."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.title = title
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    try:
        yield book
    finally:
        for sheet in book.worksheets:
            _forget(sheet)


def _forget(sheet: Any) -> None:
    writer = sheet._writer  # noqa: SLF001 - openpyxl itself cleans up at exit only
    if writer is None or not Path(writer.out).exists():
        return
    with suppress(Exception):  # a half-written stream may complain about being closed
        if sheet._rows is not None:  # noqa: SLF001
            sheet._rows.close()  # noqa: SLF001
        writer.close()
    writer.cleanup()


class _SheetWriter:
    """One sheet: note, headings, rows, totals, and what makes it a table that prints well."""

    def __init__(
        self,
        book: openpyxl.Workbook,
        plan: SheetPlan,
        words: Words,
        long: LongTexts,
        number: int,
    ) -> None:
        self._plan, self._words, self._long, self._number = plan, words, long, number
        self._sheet: Any = book.create_sheet(plan.name)
        self._sheet.sheet_state = "hidden" if plan.is_hidden else "visible"
        self._sheet._values_to_row = _as_they_are  # noqa: SLF001 - else a third of the time goes there
        self._styles = Styles(WriteOnlyCell(self._sheet))
        self._headings = unique_headings([words(column.heading) for column in plan.columns])
        self._letters = {
            column.key: get_column_letter(n) for n, column in enumerate(plan.columns, 1)
        }
        self._heading_row = 3 if plan.note else 1
        self._row = 0
        ids = [column.kind == "id" for column in plan.columns]
        count = len(ids) - next((n for n, is_id in enumerate(reversed(ids)) if not is_id), 0)
        self._printed = plan.columns[:count]
        self._title = book.properties.title or ""

    def write(self) -> None:
        self._set_up_view()
        self._set_up_page()
        self._write_headings()
        for row in self._plan.rows:
            self._append(self._row_cells(row))
        last = self._row
        if last > self._heading_row:  # a table of Excel has at least one row, and a total adds some
            self._write_totals(last)
            self._add_table(last)
        corner = f"{get_column_letter(len(self._printed))}{self._row}"
        self._sheet.print_area = f"A1:{corner}"  # else a long text prints a page of its own

    def _set_up_view(self) -> None:
        sheet = self._sheet
        sheet.sheet_view.showGridLines = False
        sheet.sheet_format.customHeight = True  # one line a row, unless it says otherwise
        sheet.freeze_panes = f"A{self._heading_row + 1}"
        sheet.row_dimensions[self._heading_row].height = 24
        for column, heading in zip(self._plan.columns, self._headings, strict=True):
            least = _ID_WIDTH if column.kind == "id" else 0
            width = max(column.width, least, min(len(heading) + 4, 40))  # 4: the filter's arrow
            sheet.column_dimensions[self._letters[column.key]].width = width
        self._fold_ids()

    def _fold_ids(self) -> None:
        """Ids at the end are for programs: a closed group that opens with one click."""
        folded = self._plan.columns[len(self._printed) :]
        for column in folded:
            dimension = self._sheet.column_dimensions[self._letters[column.key]]
            dimension.hidden, dimension.outlineLevel = True, 1
        self._sheet.sheet_format.outlineLevelCol = int(bool(folded))

    def _set_up_page(self) -> None:
        sheet = self._sheet
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _PAPER_A4
        width = sum(column.width for column in self._printed)
        sheet.page_setup.fitToWidth = ceil(width / _READABLE_WIDTH)
        sheet.page_setup.fitToHeight = 0
        margins = sheet.page_margins
        margins.left = margins.right = 0.4
        margins.top = margins.bottom = 0.75
        margins.header = margins.footer = 0.3
        sheet.print_title_cols = "A:A"
        sheet.print_title_rows = f"{self._heading_row}:{self._heading_row}"
        sheet.HeaderFooter.oddHeader.left.text = "&A"
        sheet.HeaderFooter.oddHeader.right.text = self._title.replace("&", "&&")[:_MOST_HEADER]
        sheet.HeaderFooter.oddFooter.right.text = self._words(
            N_("page {page} of {pages}"), page="&P", pages="&N"
        )

    def _write_headings(self) -> None:
        if self._plan.note:
            self._append([self._cell(1, self._plan.note, Look("note"))])
            self._append([])
        columns = zip(self._plan.columns, self._headings, strict=True)
        self._append(
            [
                self._cell(n, heading, Look("heading", is_right=is_figure(column)))
                for n, (column, heading) in enumerate(columns, 1)
            ]
        )

    def _append(self, cells: list[Any]) -> None:
        self._row += 1
        self._sheet.append(cells)

    def _row_cells(self, row: Mapping[str, Any]) -> list[Any]:
        return [
            self._formula_cell(n, column) if column.formula else self._value_cell(n, column, row)
            for n, column in enumerate(self._plan.columns, 1)
        ]

    def _formula_cell(self, n: int, column: Column) -> Any:
        places = {key: f"{letter}{self._row + 1}" for key, letter in self._letters.items()}
        formula = "=" + column.formula.format_map(places).removeprefix("=")
        return self._cell(n, formula, look_of(column, None, self._words.language), kind="f")

    def _value_cell(self, n: int, column: Column, row: Mapping[str, Any]) -> Any:
        value = _storable(worded(column, row.get(column.key), self._words))
        if isinstance(value, str) and is_too_long(value):
            heading = self._headings[n - 1]
            value = self._long.refer(value, self._plan.name, self._row + 1, heading)
        self._make_room(lines_of(column, value))
        return self._cell(n, value, look_of(column, value, self._words.language))

    def _make_room(self, lines: int) -> None:
        """A row as high as its tallest cell; not every program finds that out by itself."""
        if lines > 1:
            row = self._sheet.row_dimensions[self._row + 1]
            row.height = max(row.height or 0, min(lines, _MOST_LINES) * _LINE_HEIGHT)

    def _write_totals(self, last: int) -> None:
        if not self._plan.totals:
            return
        language = self._words.language
        looks = [Look("total", number_format(c.kind, language), n > 0) for n, c in self._numbered()]
        cells = [self._cell(n, None, look) for n, look in enumerate(looks, 1)]
        cells[0] = self._cell(1, self._words(N_("Total")), looks[0])
        for n, column in self._numbered():
            if column.key in self._plan.totals:
                cells[n] = self._cell(n + 1, self._sum_of(column, last), looks[n], kind="f")
        self._append(cells)

    def _sum_of(self, column: Column, last: int) -> str:
        """The live total of a column; a day is a figure above zero, a text in its place is not."""
        figures = self._range(column.key, last)
        if not self._plan.totals_by:
            return f"=SUM({figures})"
        return f'=SUMIF({self._range(self._plan.totals_by, last)},">0",{figures})'

    def _range(self, key: str, last: int) -> str:
        letter = self._letters[key]
        return f"{letter}{self._heading_row + 1}:{letter}{last}"

    def _numbered(self) -> Iterator[tuple[int, Column]]:
        return enumerate(self._plan.columns)

    def _add_table(self, last: int) -> None:
        """A real table: Excel then knows its columns by name, filters and sorts it."""
        letters = list(self._letters.values())
        table: Any = Table(
            displayName=f"{_plain_name(self._plan.name)}_{self._number}",
            ref=f"{letters[0]}{self._heading_row}:{letters[-1]}{last}",
        )
        table._initialise_columns()  # noqa: SLF001 - write-only sheets leave this to their caller
        for column, heading in zip(table.tableColumns, self._headings, strict=True):
            column.name = heading
        self._sheet.tables.add(table)

    def _cell(self, n: int, value: Cell, look: Look, kind: str = "") -> Any:
        """A cell whose type we choose: openpyxl would make a formula of a text with `=`."""
        cell: Any = WriteOnlyCell(self._sheet)
        cell.row, cell.column = self._row + 1, n
        cell._style = self._styles.of(look)  # noqa: SLF001
        cell._value = _escaped(value) if isinstance(value, str) else value  # noqa: SLF001
        cell.data_type = kind or _data_type(value)
        return cell


def _as_they_are(cells: list[Any], _: int) -> list[Any]:
    return cells


def _escaped(text: str) -> str:
    """With `_x0041_` written so that Excel does not read it as the letter A."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def unique_headings(headings: Sequence[str]) -> list[str]:
    """On one line and all different, as a table of Excel asks: a second `Naam` becomes `Naam 2`."""
    unique: list[str] = []
    for heading in headings:
        name = " ".join(heading.split()) or "-"
        number, candidate = 1, name
        while candidate.casefold() in {each.casefold() for each in unique}:
            number += 1
            candidate = f"{name} {number}"
        unique.append(candidate)
    return unique


def _data_type(value: Cell) -> str:
    if isinstance(value, str):
        return "s"
    return "d" if isinstance(value, date) else "n"


def _storable(value: Cell) -> Cell:
    """What Excel would count wrong becomes text: days before March 1900, figures past 15 digits."""
    if isinstance(value, date):
        day = date(value.year, value.month, value.day)
        return value if day >= _FIRST_EXCEL_DAY else value.isoformat()
    if isinstance(value, int) and abs(value) >= _EXACT:
        return str(value)
    return value


def _plain_name(name: str) -> str:
    """A name that Excel takes for a table: letters and digits, not beginning with a digit."""
    plain = re.sub(r"\W", "_", name)
    return plain if plain[:1].isalpha() else f"T{plain}"
