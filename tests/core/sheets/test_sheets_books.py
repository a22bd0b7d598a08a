"""Workbooks: whole numbers, dates and texts come as themselves, by either engine."""

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.core.sheets.bad_files import ods, with_sheet
from tests.core.sheets.reading import cells_of, rows_of

SAMPLES = Path(__file__).parents[2] / "_samples"
ENGINES = pytest.mark.parametrize("engine", ["calamine", "openpyxl"])


def saved(path: Path, *rows: tuple[Any, ...], epoch: Any = None) -> Path:
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def as_text(path: Path, text: str) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Leden")
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    sheet.append([cell])
    book.save(path)
    return path


@ENGINES
def test_figures_and_dates_come_as_themselves(tmp_path: Path, engine: Any) -> None:
    path = saved(
        tmp_path / "a.xlsx",
        (2, 2.5, -0.0, True, date(2026, 11, 23), datetime(2026, 11, 23, 14, 3)),  # noqa: DTZ001
        (time(14, 3), timedelta(hours=26, minutes=30), None, "tekst", " "),
    )
    first, second = cells_of(path, engine=engine)
    assert first == [2, 2.5, 0, True, date(2026, 11, 23), datetime(2026, 11, 23, 14, 3)]  # noqa: DTZ001
    assert [type(cell) for cell in first] == [int, float, int, bool, date, datetime]
    assert second[:4] == ["14:03", "26:30", None, "tekst"]


@ENGINES
def test_days_count_from_1904_where_the_file_says_so(tmp_path: Path, engine: Any) -> None:
    path = saved(tmp_path / "a.xlsx", (date(2026, 11, 23),), epoch=CALENDAR_MAC_1904)
    assert cells_of(path, engine=engine) == [[date(2026, 11, 23)]]


@ENGINES
def test_rows_and_columns_keep_their_place(tmp_path: Path, engine: Any) -> None:
    book = openpyxl.Workbook()
    book.active["C5"], book.active["E9"] = "x", 1
    book.save(tmp_path / "a.xlsx")
    assert rows_of(tmp_path / "a.xlsx", engine=engine) == [
        (5, [None, None, "x"]),
        (9, [None, None, None, None, 1]),
    ]


@ENGINES
def test_a_merged_heading_leaves_the_cells_it_covers_empty(tmp_path: Path, engine: Any) -> None:
    book = openpyxl.Workbook()
    book.active.append(("Naam", "", "Mail"))
    book.active.merge_cells("A1:B1")
    book.save(tmp_path / "a.xlsx")
    assert cells_of(tmp_path / "a.xlsx", engine=engine) == [["Naam", None, "Mail"]]


@ENGINES
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=1+1", "=1+1"),
        ("#N/A", "#N/A"),
        ("a_x0000_b", "ab"),
        ("a_x0041_b", "aAb"),
        ("a_x005F_x0041_b", "a_x0041_b"),
        ("regel 1\nregel 2", "regel 1\nregel 2"),
    ],
)
def test_texts_come_as_a_person_sees_them(
    tmp_path: Path, engine: Any, written: str, read: str
) -> None:
    assert cells_of(as_text(tmp_path / "a.xlsx", written), engine=engine) == [[read]]


@ENGINES
def test_a_formula_that_was_never_reckoned_is_empty(tmp_path: Path, engine: Any) -> None:
    path = saved(tmp_path / "a.xlsx", ("Som", "=1+1"))
    assert cells_of(path, engine=engine) == [["Som"]]


@ENGINES
def test_a_day_out_of_range_is_no_crash(tmp_path: Path, engine: Any) -> None:
    path = saved(tmp_path / "a.xlsx", ("Dag", 99999999))
    book = openpyxl.load_workbook(path)
    book.active["B1"].number_format = "dd-mm-yyyy"
    book.save(path)
    assert cells_of(path, engine=engine)[0][1] in (99999999, "#VALUE!")


def test_reads_the_first_visible_sheet_that_holds_something(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Leeg"
    book.create_sheet("Geheim").append(("x",))
    book["Geheim"].sheet_state = "veryHidden"
    book.create_sheet("Leden").append(("Naam",))
    book.save(tmp_path / "a.xlsx")
    assert cells_of(tmp_path / "a.xlsx") == [["Naam"]]
    assert cells_of(tmp_path / "a.xlsx", sheet="leden ") == [["Naam"]]


def test_cells_without_a_place_stand_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_sheet("<row><c><v>1</v></c><c><v>2</v></c></row>"))
    assert cells_of(path, engine="openpyxl") == [[1, 2]]


def test_reads_an_opendocument_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    path.write_bytes(
        ods(
            '<table:table-row><table:table-cell office:value-type="string"><text:p>Naam</text:p>'
            '</table:table-cell><table:table-cell office:value-type="date" '
            'office:date-value="2026-11-23"><text:p>23-11-26</text:p></table:table-cell>'
            "</table:table-row>"
        )
    )
    assert cells_of(path) == [["Naam", date(2026, 11, 23)]]


@pytest.mark.parametrize("name", ["leden.xls", "leden.xlsx"])
def test_reads_an_old_workbook_also_under_a_new_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((SAMPLES / "leden.xls").read_bytes())
    assert cells_of(path) == [
        ["Naam", "Laatst gesproken", "Uren"],
        ["Fatma Yılmaz", date(2026, 11, 3), 4],
        ["Renée de Jong", date(2026, 10, 28), 2.5],
    ]


def test_a_workbook_named_csv_is_read_as_what_it_is(tmp_path: Path) -> None:
    content = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(("Naam", 1))
    book.save(content)
    (tmp_path / "a.csv").write_bytes(content.getvalue())
    assert cells_of(tmp_path / "a.csv") == [["Naam", 1]]
