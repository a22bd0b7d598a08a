"""Any table that is written to .csv, .xlsx and .ods reads back the same."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.sheets.ods import write_ods
from tests.core.sheets.reading import rows_of

# What XML and a spreadsheet can hold: no controls, no halves of characters, no edge of spaces.
LETTERS = st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"], exclude_characters="'")
WORD = st.text(LETTERS, min_size=1, max_size=12)
TEXT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
LINES = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
DAY = st.dates(date(1950, 1, 1), date(2099, 12, 31))
CELL = st.one_of(st.none(), LINES, st.integers(-(10**14), 10**14), DAY)
TABLE = st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6)
Cells = list[list[Any]]


def kept(rows: Cells) -> list[tuple[int, tuple[Any, ...]]]:
    """Rows that hold something, without the empty cells at their end."""
    found = []
    for number, row in enumerate(rows, 1):
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            found.append((number, tuple(cells)))
    return found


def as_read(path: Path) -> list[tuple[int, tuple[Any, ...]]]:
    return [(number, tuple(cells)) for number, cells in rows_of(path)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@settings(max_examples=60, deadline=None)
@given(TABLE.filter(kept))
def test_an_excel_file(folder: Path, rows: Cells) -> None:
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = book.active.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(folder / "t.xlsx")
    assert as_read(folder / "t.xlsx") == kept(rows)


@settings(max_examples=60, deadline=None)
@given(TABLE.filter(kept))
def test_an_opendocument_file(folder: Path, rows: Cells) -> None:
    assert as_read(write_ods(folder / "t.ods", rows)) == kept(rows)


@settings(max_examples=60, deadline=None)
@given(
    TABLE.filter(kept), st.sampled_from(";,\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
)
def test_a_text_file(folder: Path, rows: Cells, delimiter: str, encoding: str) -> None:
    headings: list[Any] = ["Naam", "E-mail", "Gemeente"]
    texts = [[None if cell is None else str(cell) for cell in row] for row in [headings, *rows]]
    with (folder / "t.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(texts)
    assert as_read(folder / "t.csv") == kept(texts)
