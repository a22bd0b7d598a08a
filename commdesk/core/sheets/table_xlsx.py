"""One sheet that is a table: note, headings, rows, totals, and what makes it print well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from math import ceil
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableFormula

from commdesk.core.sheets.cells import Cell, without_controls
from commdesk.core.sheets.fitting import Fitting, heading_lines
from commdesk.core.sheets.formulas import Named, table_name
from commdesk.core.sheets.long_texts import is_too_long
from commdesk.core.sheets.look import Look, is_figure, lines_of, look_of, number_format
from commdesk.core.sheets.making import Making
from commdesk.core.sheets.naming import unlike
from commdesk.core.sheets.plans import SheetPlan
from commdesk.core.sheets.rows_xml import RowsXml, rest_of_cell, rest_of_formula
from commdesk.core.sheets.rules import Watched, add_alarm, add_choices
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.worded import worded

_FIRST_EXCEL_DAY = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was."""
_EXACT = 10**15
_READABLE_WIDTH = 190  # characters beside each other on A4 landscape that can still be read
_ROW_HEIGHT, _LINE_HEIGHT, _MOST_LINES = 16.5, 15, 12
_HEADING_HEIGHT, _HEADING_LINE = 24, 16
_BETWEEN_TICKS = 500
_MOST_KNOWN = 5_000
_DECIMALS = 6

Written = tuple[str, int, int, Cell]
"""A cell after its place, how many lines it takes, how wide its widest is, what it holds."""


class TableSheet:
    """Walks the rows once; what stands around them is known when they are written."""

    def __init__(self, making: Making, plan: SheetPlan) -> None:
        self._making, self._plan, self._words = making, plan, making.words
        self._headings = unique_headings([self._words(column.heading) for column in plan.columns])
        self._letters = {
            column.key: get_column_letter(n) for n, column in enumerate(plan.columns, 1)
        }
        self._heading_row = 3 if plan.note else 1
        ids = [column.kind == "id" for column in plan.columns]
        self._count = len(ids) - next((n for n, is_id in enumerate(reversed(ids)) if not is_id), 0)
        """Of the columns that people read; ids at the end are for programs."""
        self._xml = RowsXml()
        making.rows[plan.name] = self._xml
        by_key = {c.key: h for c, h in zip(plan.columns, self._headings, strict=True)}
        self._named = Named(table_name(plan.name, making.table_names), by_key)
        self._fitting = Fitting(plan.columns, self._headings)
        self._sums = _Sums(plan)

    def write(self) -> None:
        self._write_note()
        self._write_headings()
        self._write_rows()
        last = self._xml.count
        sheet = self._making.book.create_sheet(self._plan.name)
        sheet.sheet_state = "hidden" if self._plan.is_hidden else "visible"
        if last > self._heading_row:  # a table of Excel has at least one row, and a total adds some
            self._write_totals()
            self._add_table(sheet, last)
            self._add_rules(sheet, last)
        self._set_up_view(sheet)
        if not self._plan.is_hidden:  # with a print area LibreOffice would print it all the same
            self._set_up_page(sheet)

    def _write_note(self) -> None:
        if self._plan.note:
            self._put([self._plan.note], [Look("note")])
            self._xml.append([])

    def _write_headings(self) -> None:
        looks = [Look("heading", is_right=is_figure(column)) for column in self._plan.columns]
        height = _HEADING_HEIGHT + (heading_lines(self._headings) - 1) * _HEADING_LINE
        self._put(self._headings, looks, height)

    def _put(self, values: Sequence[Cell], looks: Sequence[Look], height: float = 0) -> None:
        row, styles = self._xml.count + 1, self._making.styles
        self._xml.append(
            (
                f'<c r="{get_column_letter(n)}{row}{rest_of_cell(value, styles.of(look))}'
                for n, (value, look) in enumerate(zip(values, looks, strict=True), 1)
            ),
            height,
        )

    def _write_rows(self) -> None:
        xml = self._xml
        writers = [self._writer_of(n, column) for n, column in enumerate(self._plan.columns)]
        starts = [f'<c r="{letter}' for letter in self._letters.values()]
        number = 0
        for number, row in enumerate(self._plan.rows, 1):
            at = xml.count + 1
            written = [write(row, at) for write in writers]
            lines = max(each[1] for each in written)
            height = min(lines, _MOST_LINES) * _LINE_HEIGHT if lines > 1 else 0
            xml.append((f"{s}{at}{w[0]}" for s, w in zip(starts, written, strict=True)), height)
            self._fitting.widen(written)
            self._sums.add(written)
            if not number % _BETWEEN_TICKS:
                self._making.tick(_BETWEEN_TICKS)
        self._making.tick(number % _BETWEEN_TICKS)

    def _writer_of(self, n: int, column: Column) -> Callable[[Mapping[str, Any], int], Written]:
        """What writes the cells of one column; texts and days that come again are known."""
        if column.formula:
            return self._formula_writer(column)
        key, known = column.key, dict[Any, Written]()

        def write(row: Mapping[str, Any], at: int) -> Written:
            value = row.get(key)
            is_plain = value is None or type(value) is str or type(value) is date
            if is_plain and (found := known.get(value)):
                return found
            made = self._value_cell(n, column, value, at)
            if is_plain and len(known) < _MOST_KNOWN and not _is_long(value):
                known[value] = made
            return made

        return write

    def _value_cell(self, n: int, column: Column, value: Any, at: int) -> Written:
        cell = storable(worded(column, value, self._words))
        if isinstance(cell, str) and is_too_long(cell):
            cell = self._making.long.refer(cell, self._plan.name, at, self._headings[n])
        style = self._making.styles.of(look_of(column, cell, self._words.language))
        wide = max(map(len, cell.split("\n"))) if isinstance(cell, str) else 0
        return rest_of_cell(cell, style), lines_of(column, cell), wide, cell

    def _formula_writer(self, column: Column) -> Callable[[Mapping[str, Any], int], Written]:
        formula = self._named.row_formula(column, self._words)
        style = self._making.styles.of(look_of(column, None, self._words.language))

        def write(row: Mapping[str, Any], _at: int) -> Written:
            cell = storable(worded(column, row.get(column.key), self._words))
            wide = len(cell) if isinstance(cell, str) else 0
            return rest_of_formula(formula, cell, style), 1, wide, cell

        return write

    def _write_totals(self) -> None:
        if not self._plan.totals:
            return
        row, language = self._xml.count + 1, self._words.language
        cells = []
        for n, column in enumerate(self._plan.columns):
            look = Look("total", number_format(column.kind, language), n > 0)
            style = self._making.styles.of(look)
            if n in self._sums.totals:
                total = round(self._sums.totals[n], _DECIMALS)
                formula = self._named.total(column.key, self._plan.totals_by)
                rest = rest_of_formula(formula, total, style)
            else:
                rest = rest_of_cell(None if n else self._words("Total"), style)
            cells.append(f'<c r="{self._letters[column.key]}{row}{rest}')
        self._xml.append(cells)

    def _add_table(self, sheet: Any, last: int) -> None:
        """A real table: Excel then knows its columns by name, filters and sorts it."""
        letters = list(self._letters.values())
        name = self._named.table
        self._making.table_names.append(name)
        ref = f"{letters[0]}{self._heading_row}:{letters[-1]}{last}"
        table: Any = Table(displayName=name, ref=ref)
        table._initialise_columns()  # noqa: SLF001 - else it would look for cells of openpyxl
        for made, column, heading in self._columns(table.tableColumns):
            made.name = heading
            if column.formula:
                formula = self._named.row_formula(column, self._words)
                made.calculatedColumnFormula = TableFormula(attr_text=formula)
        sheet.tables.add(table)

    def _columns(self, made: Sequence[Any]) -> Iterator[tuple[Any, Column, str]]:
        return zip(made, self._plan.columns, self._headings, strict=True)

    def _add_rules(self, sheet: Any, last: int) -> None:
        for column in self._plan.columns:
            watched = Watched(column, self._letters[column.key], self._heading_row + 1, last)
            options = self._plan.options.get(column.key, ())
            add_choices(sheet, watched, options, self._making.lists, self._words)
            add_alarm(sheet, watched, self._letters, self._words)

    def _set_up_view(self, sheet: Any) -> None:
        sheet.sheet_view.showGridLines = False
        sheet.sheet_format.customHeight = True  # one line a row, unless it says otherwise
        sheet.sheet_format.defaultRowHeight = _ROW_HEIGHT
        sheet.freeze_panes = f"A{self._heading_row + 1}"
        sheet.sheet_properties.tabColor = self._plan.tab or self._making.style.accent
        for n, column in enumerate(self._plan.columns):
            dimension = sheet.column_dimensions[self._letters[column.key]]
            dimension.width = self._fitting.width_of(n)
            if n >= self._count:  # a closed group that opens with one click
                dimension.hidden, dimension.outlineLevel = True, 1
        sheet.sheet_format.outlineLevelCol = int(self._count < len(self._letters))

    def _set_up_page(self, sheet: Any) -> None:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation = "landscape"
        width = sum(self._fitting.width_of(n) for n in range(self._count))
        sheet.page_setup.fitToWidth = ceil(width / _READABLE_WIDTH)
        sheet.page_setup.fitToHeight = 0
        self._making.print_well(sheet)
        sheet.print_title_cols = "A:A"
        sheet.print_title_rows = f"{self._heading_row}:{self._heading_row}"
        corner = f"{get_column_letter(max(self._count, 1))}{self._xml.count}"
        sheet.print_area = f"A1:{corner}"  # else a long text prints a page of its own


class _Sums:
    """What the totals come to, by the place of their column."""

    def __init__(self, plan: SheetPlan) -> None:
        keys = [column.key for column in plan.columns]
        self.totals = {n: 0.0 for n, key in enumerate(keys) if key in plan.totals}
        self._by = keys.index(plan.totals_by) if plan.totals_by else None

    def add(self, written: Sequence[Written]) -> None:
        if self._by is not None and not isinstance(written[self._by][3], date):
            return
        for n in self.totals:
            value = written[n][3]
            if isinstance(value, int | float):
                self.totals[n] += value


def unique_headings(headings: Sequence[str]) -> list[str]:
    """On one line and all different, as a table of Excel asks: a second `Naam` becomes `Naam 2`."""
    unique: list[str] = []
    for heading in headings:
        name = " ".join(without_controls(heading).split()) or "-"
        unique.append(unlike(unique, name, partial("{} {}".format, name)))
    return unique


def storable(value: Cell) -> Cell:
    """What Excel would count wrong becomes text: days before March 1900, figures past 15 digits."""
    if isinstance(value, date):
        day = date(value.year, value.month, value.day)
        return value if day >= _FIRST_EXCEL_DAY else value.isoformat()
    if isinstance(value, int) and abs(value) >= _EXACT:
        return str(value)
    return value


def _is_long(value: object) -> bool:
    """Too long to be kept for when it comes again."""
    return isinstance(value, str) and len(value) > _MOST_KNOWN
