"""The workbook as another program sees it: LibreOffice opens it, recalculates it and saves it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from commdesk.catalog import FEATURES
from commdesk.core.clock import ExampleClock
from commdesk.core.desk import Desk
from commdesk.core.feature import Scale
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook
from commdesk.core.values import Period
from commdesk.core.words import Words
from commdesk.features.demo.build import Recipe, build
from commdesk.features.exchange import exporting
from tests.core.sheets.libreoffice import needs_libreoffice, through_libreoffice

TODAY = date(2026, 11, 23)
HALF_A_YEAR = Period(date(2026, 9, 1), date(2027, 2, 28))
Book = openpyxl.Workbook


@pytest.fixture(scope="module", params=["nl", "en"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sheet there is, with texts, of an invented community."""
    folder = tmp_path_factory.mktemp(f"export-{request.param}")
    return _export(folder, request.param)


@pytest.fixture(scope="module")
def saved(made: Path) -> Path:
    return through_libreoffice(made, made.parent)


def formulas(book: Book) -> Iterator[tuple[str, str]]:
    """Where a formula stands: sheet and cell."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, c.coordinate) for c in row if c.data_type == "f")


def figure(value: Any) -> Any:
    """Texts as they are, nothing for an empty one, figures without the noise of halves."""
    if isinstance(value, int | float):
        return round(float(value), 4)
    return value or None


def ranges(book: Book) -> Iterator[tuple[Worksheet, Any, tuple[int, int, int, int]]]:
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            yield sheet, table, range_boundaries(table.ref)  # type: ignore[misc]


def assert_tables_are_sound(book: Book) -> None:
    names = [table.displayName.casefold() for _, table, _ in ranges(book)]
    assert len(names) == len(set(names)), "two tables of one workbook never share a name"
    for sheet, table, (left, top, right, _) in ranges(book):
        (cells,) = sheet.iter_rows(top, top, left, right, values_only=True)
        assert list(cells) == [column.name for column in table.tableColumns], table.displayName
    places = [(sheet.title, *bounds) for sheet, _, bounds in ranges(book)]
    for number, (title, left, top, right, bottom) in enumerate(places):
        for other, left2, top2, right2, bottom2 in places[number + 1 :]:
            apart = right < left2 or right2 < left or bottom < top2 or bottom2 < top
            assert title != other or apart, f"two tables overlap on {title}"


def test_a_workbook_has_no_table_twice_and_no_heading_but_its_own(made: Path) -> None:
    book = openpyxl.load_workbook(made)
    assert len(list(ranges(book))) > 8
    assert_tables_are_sound(book)


def test_every_formula_carries_what_commdesk_says(made: Path) -> None:
    """A program that does not calculate shows these: a mail, a telephone, a protected view."""
    shown = openpyxl.load_workbook(made, data_only=True)
    places = list(formulas(openpyxl.load_workbook(made)))
    assert len(places) > 200
    empty = [place for place in places if shown[place[0]][place[1]].value is None]
    assert len(empty) < len(places) // 10, "only what has nothing to divide is empty"


@needs_libreoffice
def test_libreoffice_works_out_what_commdesk_says(made: Path, saved: Path) -> None:
    ours = openpyxl.load_workbook(made, data_only=True)
    theirs = openpyxl.load_workbook(saved, data_only=True)
    places = list(formulas(openpyxl.load_workbook(made)))
    assert list(formulas(openpyxl.load_workbook(saved))) == places, "formulas stay formulas"
    different = {
        (sheet, cell): (ours[sheet][cell].value, theirs[sheet][cell].value)
        for sheet, cell in places
        if figure(ours[sheet][cell].value) != figure(theirs[sheet][cell].value)
    }
    assert different == {}


@needs_libreoffice
def test_libreoffice_keeps_tables_charts_lists_and_alarms(made: Path, saved: Path) -> None:
    ours, theirs = openpyxl.load_workbook(made), openpyxl.load_workbook(saved)
    assert_tables_are_sound(theirs)
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours.worksheets:
        there = theirs[sheet.title]
        assert bool(sheet.data_validations.dataValidation) == bool(
            there.data_validations.dataValidation
        )
        assert len(list(sheet.conditional_formatting)) == len(list(there.conditional_formatting))
        assert there.sheet_state == sheet.sheet_state
    counts = []
    for path in (made, saved):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
        counts.append(sum(name.startswith("xl/charts/chart") for name in names))
    assert counts[0] == counts[1] > 10


TYPED = (
    "=1+1",
    "+31 6 12345678",
    "-12",
    "@naam",
    "00012",
    "1e5",
    "ja & nee <b>",
    "_x0041_",
    " spaties ",
    "twee\nregels",
    "emoji 👩🏽‍💻🎉",
    "dag\x07 bel\x1b",
    "1850-05-06",
    "'apostrof",
    "x" * 32_767,
    "9" * 20,
)


@needs_libreoffice
def test_texts_arrive_as_typed_after_libreoffice_saved_them(tmp_path: Path) -> None:
    path = tmp_path / "teksten.xlsx"
    book = Workbook(Words("nl"))
    book.add("Teksten", [Column("text", "Text", width=40)], [{"text": text} for text in TYPED])
    book.save(path)
    sheet = openpyxl.load_workbook(through_libreoffice(path, tmp_path)).active
    assert isinstance(sheet, Worksheet)
    there = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert there == [text.replace("\x07", "").replace("\x1b", "") for text in TYPED]


@needs_libreoffice
def test_a_day_before_1900_and_an_id_stay_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "dagen.xlsx"
    columns = [Column("day", "Day", "date"), Column("text", "Text"), Column("id", "Id", "id")]
    row = {"day": date(1899, 12, 31), "text": "x", "id": 4_611_686_018_427_387_905}
    book = Workbook(Words("nl"))
    book.add("Dagen", columns, [row, row | {"day": date(2026, 11, 23)}])
    book.save(path)
    sheet = openpyxl.load_workbook(through_libreoffice(path, tmp_path)).active
    assert isinstance(sheet, Worksheet)
    assert sheet["A2"].value == "1899-12-31"
    assert sheet["A3"].value.date() == date(2026, 11, 23)
    assert sheet["C2"].value == "4611686018427387905"


def _export(folder: Path, language: str) -> Path:
    path, out = folder / "demo.commdesk", folder / "alles.xlsx"
    build(path, FEATURES, Recipe(Scale(members=80, messages=400, weeks=16, language=language)))
    with Desk.open(path, FEATURES, clock=ExampleClock(TODAY), read_only=True) as desk:
        wanted = exporting.wish(FEATURES, [exporting.ALL], HALF_A_YEAR, with_texts=True)
        exporting.save(exporting.gather(desk, wanted), out, desk.words, "een proef")
    return out
