"""What Excel does with a table by itself: it calculates, offers words, warns, looks the part."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from commdesk.core.housestyle import HouseStyle
from commdesk.core.pictures import picture_of
from commdesk.core.sheets.charting import Series, SheetChart
from commdesk.core.sheets.formulas import table_name
from commdesk.core.sheets.paper import Paper, Spot
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook
from commdesk.core.words import Words, say

NL = Words("nl")
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x68\x00\x00\x00\x5a\x08\x02\x00\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x11\x08\x00\x5a\x01\x68\x03" + b"\x00" * 12
COLUMNS = (
    Column("title", "Title", width=30),
    Column("owner", "Owner", options=lambda _db: ()),
    Column("stage", "Stage", "choice", choices=(("yes", "yes"), ("no", "no"))),
    Column("due_on", "Due", "date", alarm="past", is_input=True),
    Column("needed", "Needed", "hours"),
    Column("planned", "Planned", "hours", is_input=True),
    Column("short", "Short", "hours", alarm="above zero", formula="={needed}-{planned}"),
    Column("verdict", "Outcome", "choice", choices=(("a", "yes"), ("b", "no")),
           formula='=IF({short}>0,"{said[b]}","{said[a]}")'),
    Column("is_done", "Done", "boolean"),
    Column("id", "Id", "id"),
)  # fmt: skip
ROW = {
    "title": "Zaal",
    "owner": "Mirjam",
    "stage": "yes",
    "due_on": date(2026, 11, 20),
    "needed": 120,
    "planned": 90,
    "short": 30,
    "verdict": "b",
    "is_done": False,
    "id": 7,
}
OWNERS = {"owner": ("Mirjam", "O'Neill, Sjaak", "Mirjam", " ")}


def written(path: Path, **how: Any) -> openpyxl.Workbook:
    book = Workbook(NL, title="Week 48", **how.pop("book", {}))
    book.add("Taken", COLUMNS, [ROW, ROW], ("short",), options=OWNERS, **how)
    book.save(path)
    return openpyxl.load_workbook(path)


def first(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def rules(sheet: Worksheet) -> dict[str, Any]:
    return {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}


def test_a_formula_names_columns_so_that_sorting_and_new_rows_keep_it(tmp_path: Path) -> None:
    sheet = first(written(tmp_path / "a.xlsx"))
    formula = "Taken[[#This Row],[Nodig]]-Taken[[#This Row],[Gepland]]"
    assert sheet["G2"].value == sheet["G3"].value == f"={formula}"
    (column,) = (c for c in sheet.tables["Taken"].tableColumns if c.name == "Tekort")
    assert column.calculatedColumnFormula.attr_text == formula, "a new row fills in by itself"
    assert sheet["H2"].value == '=IF(Taken[[#This Row],[Tekort]]>0,"nee","ja")'


def test_a_formula_carries_its_value_for_who_does_not_calculate(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx")
    sheet = first(openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True))
    assert (sheet["G2"].value, sheet["H2"].value, sheet["G4"].value) == (0.5, "nee", 1)


def test_words_to_choose_from_reach_rows_still_to_come(tmp_path: Path) -> None:
    book = written(tmp_path / "a.xlsx")
    found = rules(first(book))
    assert found["C2:C203"].formula1 == '"ja,nee"'
    assert found["I2:I203"].formula1 == '"ja,nee"'
    assert found["B2:B203"].formula1 == "list_owner"
    assert found["B2:B203"].errorStyle == "warning", "a new owner may be typed"
    lists = book["lists"]
    assert lists.sheet_state == "hidden"
    assert [cell.value for cell in lists["A"]] == ["list_owner", "Mirjam", "O'Neill, Sjaak"]
    assert book.defined_names["list_owner"].attr_text == "'lists'!$A$2:$A$3"


def test_what_is_typed_in_a_day_or_a_figure_is_watched(tmp_path: Path) -> None:
    found = rules(first(written(tmp_path / "a.xlsx")))
    assert found["D2:D203"].type == "date"
    assert found["F2:F203"].type == "decimal"
    assert not any(str(place).startswith("E") for place in found), "it is no column to type in"


def test_shortages_and_what_is_late_turn_red(tmp_path: Path) -> None:
    sheet = first(written(tmp_path / "a.xlsx"))
    alarms = {
        str(each.sqref): rule.formula[0]
        for each in sheet.conditional_formatting
        for rule in each.rules
    }
    assert alarms == {
        "D2:D203": 'AND(ISNUMBER($D2),$D2<TODAY(),$I2<>"ja")',
        "G2:G203": "AND(ISNUMBER($G2),$G2>0)",
    }


def test_formulas_are_shaded_inputs_framed_and_nothing_is_locked(tmp_path: Path) -> None:
    sheet = first(written(tmp_path / "a.xlsx"))
    assert sheet["G2"].fill.fgColor.rgb == "00ECEFF3"
    assert sheet["F2"].border.left.style == sheet["F2"].border.top.style == "thin"
    assert sheet["E2"].border.left is None or sheet["E2"].border.left.style is None
    assert not sheet.protection.sheet, "a locked sheet can not be sorted"


def test_the_style_of_the_house_is_in_font_headings_and_tab(tmp_path: Path) -> None:
    style = HouseStyle("Gemeente", "Verdana", "00746B")
    sheet = first(written(tmp_path / "a.xlsx", book={"style": style}))
    assert sheet["A1"].font.name == sheet["A2"].font.name == "Verdana"
    assert sheet["A1"].fill.fgColor.rgb == "00E0EEED"
    assert sheet.sheet_properties.tabColor.rgb == "0000746B"
    assert sheet.HeaderFooter.oddFooter.left.text == "Gemeente"


def test_columns_are_as_wide_as_what_is_in_them_and_no_heading_is_cut(tmp_path: Path) -> None:
    columns = [
        Column("text", "Text", width=60),
        Column("kind", "Kind", "choice", 8, choices=(("x", "kandidaat-ambassadeur"),)),
        Column("n", "Evidence asked", "number", 4),
    ]
    book = Workbook(NL)
    book.add("Breed", columns, [{"text": "kort", "kind": "x", "n": 1}])
    book.save(tmp_path / "a.xlsx")
    sheet = first(openpyxl.load_workbook(tmp_path / "a.xlsx"))
    widths = {letter: each.width for letter, each in sheet.column_dimensions.items()}
    assert widths["A"] < 12
    assert widths["B"] >= len("kandidaat-ambassadeur")
    assert widths["C"] >= max(map(len, str(sheet["C1"].value).split()))


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("Taken", [], "Taken"),
        ("Uren per taak", [], "Uren_per_taak"),
        ("taken", ["Taken"], "taken_2"),
        ("De 20%-norm", [], "De_20_norm"),
        ("Uur1", [], "Uur1_"),
        ("R", [], "R_"),
        ("2026", [], "T_2026"),
        ("👩", [], "T"),
    ],
)
def test_tables_have_plain_names_that_are_no_cell(title: str, taken: list[str], name: str) -> None:
    assert table_name(title, taken) == name


def test_a_heading_with_brackets_can_be_named_in_a_formula(tmp_path: Path) -> None:
    columns = [Column("a", "A [x]#'", "number"), Column("b", "B", "number", formula="={a}")]
    book = Workbook(NL)
    book.add("T", columns, [{"a": 1, "b": 1}])
    book.save(tmp_path / "a.xlsx")
    sheet = first(openpyxl.load_workbook(tmp_path / "a.xlsx"))
    assert sheet["B2"].value == "=T[[#This Row],[A '[x']'#'']]"


def test_a_chart_stands_beside_its_figures(tmp_path: Path) -> None:
    series = (Series(say("Planned"), (1.5, 2.0)), Series(say("Worked"), (1.0, None)))
    chart = SheetChart(say("Hours"), ("2026-W47", "2026-W48"), series, along=say("Week"))
    line = SheetChart(say("Messages"), ("a",), (series[0],), kind="line", rank=1)
    book = Workbook(NL)
    book.add_charts(say("Charts"), [chart, line])
    book.save(tmp_path / "a.xlsx")
    sheet = first(openpyxl.load_workbook(tmp_path / "a.xlsx"))
    assert sheet["A1"].value == NL("Messages"), "the lowest rank stands highest"
    rows = list(sheet.iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[0] == NL("Week"))
    assert [row[:3] for row in rows[start : start + 3]] == [
        ("Week", "Gepland", "Gewerkt"),
        ("2026-W47", 1.5, 1),
        ("2026-W48", 2, None),
    ]
    assert len(sheet._charts) == 2


@pytest.mark.parametrize(("data", "size"), [(PNG, ("png", 360, 90)), (JPEG, ("jpeg", 360, 90))])
def test_the_size_of_a_logo_is_in_its_first_bytes(data: bytes, size: tuple[str, int, int]) -> None:
    assert picture_of(data) == size


@pytest.mark.parametrize("data", [b"", b"GIF89a", PNG[:20], JPEG[:8], b"\xff\xd8\xff", PNG[:16]])
def test_what_is_no_picture_has_no_size_and_leaves_a_page_without_logo(
    data: bytes, tmp_path: Path
) -> None:
    assert picture_of(data) is None
    book = Workbook(NL, style=HouseStyle(logo=data))
    paper = Paper("Over", [20])
    paper.add(Spot("Omgevingsnetwerk", "title"))
    book.add_page(paper, has_logo=True)
    book.save(tmp_path / "a.xlsx")
    assert not first(openpyxl.load_workbook(tmp_path / "a.xlsx"))._images


def test_a_stop_halfway_leaves_no_file(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(_rows: int) -> None:
        raise Stopped

    book = Workbook(NL)
    book.add("Taken", COLUMNS, [ROW] * 600)
    with pytest.raises(Stopped):
        book.save(tmp_path / "a.xlsx", stop)
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_stopped_while_it_is_packed_and_every_row_is_told_once(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    told: list[int] = []

    def stop(rows: int) -> None:
        told.append(rows)
        if sum(told) == 700 and not rows:
            raise Stopped

    book = Workbook(NL)
    book.add("Taken", COLUMNS, [ROW] * 600)
    book.add("Meer", COLUMNS, [ROW] * 100)
    with pytest.raises(Stopped):
        book.save(tmp_path / "a.xlsx", stop)
    assert list(tmp_path.iterdir()) == []
    assert [rows for rows in told if rows] == [500, 100, 100]


def test_a_heading_with_control_characters_leaves_a_file_that_opens(tmp_path: Path) -> None:
    book = Workbook(NL)
    book.add("Leden", [Column("own", "Eigen\x07 veld")], [{"own": "x"}])
    book.save(tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet["A1"].value == "Eigen veld"
