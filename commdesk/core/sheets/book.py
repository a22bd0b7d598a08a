"""Read .xlsx, .xlsm, .xls and .ods: through calamine, or openpyxl where calamine gives up."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, Protocol

from commdesk.core.sheets.cells import Batch, clean_rows
from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.origin import Origin
from commdesk.core.sheets.refusal import damaged, no_such_sheet, password
from commdesk.core.words import say

_ENDINGS = {"xlsx": {".xlsx", ".xlsm"}, "xls": {".xls"}, "ods": {".ods"}}
_MOST_MARKS = 2_000
_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>/]*>\s*<(?:\w+:)?f\b"""
)
Marks = tuple[list[tuple[int, int, int, int]], list[tuple[int, int]]]
"""Merged ranges (first row, first column, last row, last column) and formulas (row, column).

Rows from 1, columns from 0, as the rows of a table have them.
"""
Engine = Literal["calamine", "openpyxl"]


class Book(Protocol):
    """One opened workbook: the sheets that a person sees, and the raw rows of each."""

    names: list[str]
    every_name: list[str]
    """Those that are hidden as well."""

    def rows(self, name: str) -> Iterator[tuple[int, list[Any]]]: ...

    def marks(self, name: str) -> Marks: ...


def open_book(origin: Origin, engine: Engine) -> Book:
    """Refuses a workbook that this engine cannot open."""
    return CalamineBook(origin) if engine == "calamine" else OpenpyxlBook(origin)


def chosen_sheets(book: Book, origin: Origin, wanted: str | None) -> list[str]:
    """The sheet asked for, or all in their order: the first with something in it is read."""
    if wanted is None:
        return book.names
    exact = [name for name in book.names if name == wanted]
    close = [name for name in book.names if name.casefold() == wanted.strip().casefold()]
    if found := exact or close:
        return found[:1]
    raise no_such_sheet(origin.path, wanted, book.names)


def batches(book: Book, name: str, origin: Origin, limits: Limits) -> Iterator[Batch]:
    place = say("{file} (sheet {sheet})", file=origin.file, sheet=name)
    return clean_rows(book.rows(name), limits, place)


def marks_in(book: Book, name: str, origin: Origin) -> Marks:
    """Merged cells and formulas without an outcome in a sheet, as far as its kind tells."""
    if origin.kind == "xlsx":
        return OpenpyxlBook(origin).marks(name)
    return book.marks(name)


def formulas_by_sheet(origin: Origin) -> dict[str, list[tuple[int, int]]]:
    """Where the formulas of every sheet stand, as far as its kind tells: (row, column from 0)."""
    return OpenpyxlBook(origin).formulas(origin) if origin.kind == "xlsx" else {}


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


class GaveUp(Exception):
    """calamine could not read this; says in its own words why."""


class CalamineBook:
    """Fast, and reads every kind; holds a sheet as one dense block, and may abort on that."""

    def __init__(self, origin: Origin) -> None:
        import python_calamine as calamine

        try:
            self._book = self._opened(origin)
        except calamine.PasswordError as error:
            raise password(origin.path) from error
        except calamine.CalamineError as error:
            raise GaveUp(str(error)) from error
        sheets = [
            sheet
            for sheet in self._book.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        shown = calamine.SheetVisibleEnum.Visible
        self.names = [sheet.name for sheet in sheets if sheet.visible == shown]
        self.every_name = [sheet.name for sheet in sheets]

    @staticmethod
    def _opened(origin: Origin) -> Any:
        """By its name, which gives the better errors; by content where the name is wrong."""
        from python_calamine import CalamineWorkbook

        if origin.path.suffix.lower() in _ENDINGS[origin.kind]:
            return CalamineWorkbook.from_path(origin.path)
        with origin.path.open("rb") as source:
            return CalamineWorkbook.from_filelike(source)

    def rows(self, name: str) -> Iterator[tuple[int, list[Any]]]:
        """Rows from the first on; calamine leaves out the empty columns before the first one."""
        import python_calamine as calamine

        try:
            sheet = self._book.get_sheet_by_name(name)
        except calamine.CalamineError as error:
            raise GaveUp(str(error)) from error
        if sheet.start is None:
            return
        margin: list[Any] = [None] * sheet.start[1]
        for row, values in enumerate(sheet.iter_rows(), 1):
            if values.count("") < len(values):  # a million empty rows are passed over quickly
                yield row, margin + values

    def marks(self, name: str) -> Marks:
        """Only what is merged: calamine tells of no formulas."""
        found = self._book.get_sheet_by_name(name).merged_cell_ranges or ()
        return [
            (first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in found[:_MOST_MARKS]
        ], []


class OpenpyxlBook:
    """Slow, .xlsx only, but row by row: a cell far away costs nothing."""

    def __init__(self, origin: Origin) -> None:
        from openpyxl.reader.excel import ExcelReader

        self._path = origin.path
        with self._hostile():
            reader = ExcelReader(
                _named_as_it_is(origin), read_only=True, data_only=True, keep_links=False
            )
            reader.read()
        self._strings = reader.shared_strings
        self._book: Any = reader.wb
        self._sheets: dict[str, Any] = {sheet.title: sheet for sheet in self._book.worksheets}
        self.every_name = list(self._sheets)
        self.names = [
            name for name, sheet in self._sheets.items() if sheet.sheet_state == "visible"
        ]

    def formulas(self, origin: Origin) -> dict[str, list[tuple[int, int]]]:
        """Sheet -> (row, column) of every formula; looked for in the text of the file: that is
        many times faster than reading its cells once more."""
        found = {}
        with self._hostile(), zipfile.ZipFile(origin.path) as archive:
            for name, sheet in self._sheets.items():
                text = archive.read(sheet._worksheet_path)  # noqa: SLF001
                places = _FORMULA.findall(text)
                found[name] = [(int(row), _column_number(letters)) for letters, row in places]
        return found

    def rows(self, name: str) -> Iterator[tuple[int, list[Any]]]:
        """Only the rows that the file holds: openpyxl itself would fill in a million empty ones."""
        from openpyxl.worksheet._reader import WorkSheetParser

        with self._hostile(), self._sheets[name]._get_source() as source:  # noqa: SLF001
            parser = WorkSheetParser(
                source,
                self._strings,
                data_only=True,
                epoch=self._book.epoch,
                date_formats=self._book._date_formats,  # noqa: SLF001
                timedelta_formats=self._book._timedelta_formats,  # noqa: SLF001
            )
            for row, cells in parser.parse():
                yield row, _spread(cells)

    def marks(self, name: str) -> Marks:
        """What is merged, and where a formula stands whose outcome nobody worked out."""
        from openpyxl.worksheet._reader import WorkSheetParser

        formulas: list[tuple[int, int]] = []
        with self._hostile(), self._sheets[name]._get_source() as source:  # noqa: SLF001
            parser = WorkSheetParser(source, self._strings, data_only=False)
            for row, cells in parser.parse():
                formulas += [
                    (row, cell["column"] - 1) for cell in cells if cell["data_type"] == "f"
                ]
                del formulas[_MOST_MARKS:]
            merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
            bounds = [(r.min_row, r.min_col - 1, r.max_row, r.max_col - 1) for r in merged]
        return bounds[:_MOST_MARKS], formulas

    @contextmanager
    def _hostile(self) -> Iterator[None]:
        """openpyxl meets broken XML with any exception at all, and with warnings."""
        try:
            with warnings.catch_warnings(action="ignore"):
                yield
        except MemoryError:
            raise
        except Exception as error:
            raise damaged(self._path) from error


def _named_as_it_is(origin: Origin) -> Path | BytesIO:
    """openpyxl goes by the ending of a name; where that is wrong it gets what is in the file."""
    if origin.path.suffix.lower() in _ENDINGS["xlsx"]:
        return origin.path
    return BytesIO(origin.path.read_bytes())


def _spread(cells: list[dict[str, Any]]) -> list[Any]:
    """Cells at their columns, with nothing between them."""
    from openpyxl.utils.escape import unescape

    values: list[Any] = [None] * max((cell["column"] for cell in cells), default=0)
    for cell in cells:
        value = cell["value"]
        values[cell["column"] - 1] = unescape(value) if isinstance(value, str) else value
    return values
