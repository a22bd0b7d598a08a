"""What we write is what a reader gets back: in our own reader, in openpyxl, in Excel's rules."""

import csv
import random
import re
import sys
import tempfile
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commdesk.core.errors import Refused
from commdesk.core.sheets.cells import without_controls
from commdesk.core.sheets.csv_writer import guarded
from commdesk.core.sheets.reader import read_table
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook, unique_sheet_name, write_csv
from commdesk.core.words import Words, say
from tests.core import elsewhere
from tests.core.sheets.reading import cells_of

DUTCH, ENGLISH = Words("nl"), Words("en")
HOURS = (
    Column("id", "Id", "id"),
    Column("task", "Task", width=30),
    Column("due_on", "Due", "date"),
    Column("sent_at", "Sent", "moment"),
    Column("minutes", "Minutes", "minutes"),
    Column("budget", "Budget", "hours"),
    Column("worked", "Worked", "hours"),
    Column("left", "Left", "hours", formula="={budget}-{worked}"),
    Column("is_done", "Done", "boolean"),
    Column("stage", "Stage", "choice", choices=(("yes", "yes"), ("no", "no"))),
)
ROW = {
    "id": 4611686018427387905,
    "task": "=1+1",
    "due_on": "2026-11-23",
    "sent_at": "2026-11-23T13:03:00Z",
    "minutes": 90,
    "budget": 600,
    "worked": 200,
    "is_done": 1,
    "stage": "no",
}


def written(path: Path, words: Words = DUTCH, rows: Any = (ROW, ROW), **how: Any) -> Any:
    """The workbook as openpyxl sees it, after a trip over the disk."""
    book = Workbook(words, title="Week 48")
    book.add("Uren", HOURS, rows, **how)
    book.save(path)
    return openpyxl.load_workbook(path)


def test_values_are_real_dates_figures_and_texts(tmp_path: Path) -> None:
    sheet = written(tmp_path / "uren.xlsx").active
    cells = next(iter(sheet.iter_rows(min_row=2, max_row=2)))
    assert [cell.value for cell in cells] == [
        "4611686018427387905",
        "=1+1",
        datetime(2026, 11, 23),  # noqa: DTZ001
        datetime(2026, 11, 23, 14, 3),  # noqa: DTZ001 - the clock of this computer
        90,
        10,
        3.333333,
        "=Uren[[#This Row],[Budget]]-Uren[[#This Row],[Gewerkt]]",
        "ja",
        "nee",
    ]
    assert [cell.data_type for cell in cells] == ["s", "s", "d", "d", "n", "n", "n", "f", "s", "s"]


@pytest.mark.parametrize(
    ("words", "day"), [(DUTCH, "[$-413]ddd d mmm yyyy"), (ENGLISH, "[$-809]ddd d mmm yyyy")]
)
def test_formats_follow_the_language(tmp_path: Path, words: Words, day: str) -> None:
    sheet = written(tmp_path / "uren.xlsx", words).active
    assert sheet["C2"].number_format == day
    assert sheet["D2"].number_format == f"{day} hh:mm"
    assert sheet["A2"].number_format == "@"
    assert sheet["F2"].number_format == "0.0?;[Red]-0.0?"


def test_a_text_that_looks_like_a_formula_stays_text_also_after_editing(tmp_path: Path) -> None:
    path = tmp_path / "uren.xlsx"
    cell = written(path).active["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert set(re.findall("<f>(.*?)</f>", xml)) == {
        "Uren[[#This Row],[Budget]]-Uren[[#This Row],[Gewerkt]]"
    }


def test_a_sheet_is_a_table_frozen_filtered_and_ready_to_print(tmp_path: Path) -> None:
    book = written(tmp_path / "uren.xlsx", totals=("budget", "left"), note="Voor week 48")
    sheet = book.active
    table = sheet.tables["Uren"]
    assert (table.ref, table.autoFilter.ref) == ("A3:J5", "A3:J5")
    assert [column.name for column in table.tableColumns] == [c.value for c in sheet[3]]
    assert sheet.auto_filter.ref is None, "a second filter over a table is a damaged file to Excel"
    assert sheet["A1"].value == "Voor week 48"
    assert sheet.print_area == "'Uren'!$A$1:$J$6"
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["A3"].font.b
    assert sheet["A3"].fill.fgColor.rgb == "00E4EEFB"
    assert (sheet["A6"].value, sheet["F6"].value, sheet["H6"].value) == (
        "Totaal",
        "=SUM(Uren[Budget])",
        "=SUM(Uren[Over])",
    )
    assert (book.properties.title, book.properties.creator) == ("Week 48", "commdesk")


def test_a_sheet_without_rows_has_headings_and_adds_nothing_up(tmp_path: Path) -> None:
    sheet = written(
        tmp_path / "a.xlsx", rows=(), totals=("budget",), note="Niets in week 48."
    ).active
    assert [row[0].value for row in sheet.iter_rows()] == ["Niets in week 48.", None, "Id"]
    assert not sheet.tables, "a table of Excel has at least one row"
    assert sheet.print_area == "'Uren'!$A$1:$J$3"
    assert written(tmp_path / "b.xlsx", rows=(), totals=("budget",)).active.max_row == 1


def test_two_columns_never_share_a_heading(tmp_path: Path) -> None:
    book = Workbook(DUTCH)
    book.add("x", [Column("a", "Datum"), Column("b", "datum"), Column("c", "Da\ntum")], [{}])
    book.save(tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert [cell.value for cell in sheet[1]] == ["Datum", "datum 2", "Da tum"]


def test_sheets_have_names_that_excel_takes() -> None:
    assert unique_sheet_name("Uren: week 47/48", []) == "Uren- week 47-48"
    assert unique_sheet_name("leden", ["Leden", "leden 2"]) == "leden 3"
    assert unique_sheet_name("History", []) != "History"
    assert unique_sheet_name(" ", []) == "1"
    assert len(unique_sheet_name("x" * 50, ["x" * 31])) == 31


@given(st.text(max_size=60), st.lists(st.text(max_size=40), max_size=4))
def test_any_title_becomes_a_name_of_its_own(title: str, others: list[str]) -> None:
    taken: list[str] = []
    for each in [*others, title]:
        taken.append(unique_sheet_name(each, taken))
    assert len({name.casefold() for name in taken}) == len(taken)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in taken)


def test_a_text_too_long_for_excel_is_kept_whole_on_a_sheet_of_its_own(tmp_path: Path) -> None:
    long = "".join(random.Random(2).choices("abc 😀", k=40_000))  # noqa: S311
    book = written(tmp_path / "uren.xlsx", rows=[ROW | {"task": long}])
    assert book.sheetnames == ["Uren", "Lange teksten"]
    assert book["Uren"]["B2"].value.endswith("(hele tekst: blad Lange teksten, nummer 1)")
    rows = list(book["Lange teksten"].iter_rows(min_row=2, values_only=True))
    assert "".join(row[5] for row in rows) == long
    assert [row[:5] for row in rows[:2]] == [(1, "Uren", 2, "Task", n) for n in (1, 2)]


def test_words_and_lists_are_worded_in_the_language_of_the_workbook(tmp_path: Path) -> None:
    columns = [Column("a", "yes"), Column("b", "Thema")]
    write_csv(tmp_path / "a.csv", columns, [{"a": say("no"), "b": ["wonen", "water"]}], DUTCH)
    assert cells_of(tmp_path / "a.csv") == [["ja", "Thema"], ["nee", "wonen, water"]]


def test_what_does_not_fit_its_kind_is_shown_as_it_is(tmp_path: Path) -> None:
    odd = {"due_on": "morgen", "minutes": "veel", "sent_at": "ooit", "stage": "?", "id": None}
    sheet = written(tmp_path / "uren.xlsx", rows=[odd]).active
    assert [sheet[place].value for place in ("C2", "E2", "D2", "J2", "A2")] == [
        "morgen",
        "veel",
        "ooit",
        "?",
        None,
    ]


def test_a_day_before_excel_began_is_written_as_text(tmp_path: Path) -> None:
    sheet = written(tmp_path / "uren.xlsx", rows=[{"due_on": date(1899, 5, 1)}]).active
    assert sheet["C2"].value == "1899-05-01"


# What Excel keeps: 15 digits of a figure, whole seconds, no control characters.
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
FIGURES = st.integers(-(10**14), 10**14) | st.floats(
    -1e9, 1e9, allow_nan=False, allow_infinity=False
).map(lambda value: round(value, 4))
DATES = st.dates(date(1900, 3, 1), date(9999, 12, 31))
MOMENTS = st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
TABLES = st.lists(
    st.tuples(TEXTS, FIGURES | st.none(), DATES | st.none(), MOMENTS | st.none(), st.booleans()),
    min_size=1,
    max_size=8,
)
KINDS = (
    Column("text", "Tekst"),
    Column("figure", "Cijfer", "number"),
    Column("day", "Dag", "date"),
    Column("moment", "Moment", "moment"),
    Column("flag", "Vlag", "boolean"),
)


def as_read(row: tuple[Any, ...]) -> list[Any]:
    text, figure, day, moment, flag = row
    if moment is not None and moment.time() == datetime.min.time():
        moment = moment.date()
    figure = int(figure) if figure is not None and figure == int(figure) else figure
    return [without_controls(text) or None, figure, day, moment, "ja" if flag else "nee"]


def rows_from(table: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [dict(zip([c.key for c in KINDS], row, strict=True)) for row in table]


@settings(max_examples=60)
@given(TABLES)
def test_any_table_comes_back_from_excel_as_it_was(table: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book = Workbook(DUTCH)
        book.add("Tabel", KINDS, rows_from(table))
        book.save(path)
        for engine in ("calamine", "openpyxl"):
            read = cells_of(path, engine=engine)[1:]
            expected = [as_read(row) for row in table]
            for got, wanted in zip(read, expected, strict=True):
                assert same(got[0], wanted[0])
                assert got[1:] == wanted[1:]


def same(got: Any, wanted: str | None) -> bool:
    """A text of spaces only may come back empty: calamine trims those."""
    return got == wanted or (not (got or "").strip() and not (wanted or "").strip())


@settings(max_examples=60)
@given(TABLES, st.sampled_from([DUTCH, ENGLISH]))
def test_any_table_comes_back_from_csv_as_it_was(
    table: list[tuple[Any, ...]], words: Words
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        write_csv(path, KINDS, rows_from(table), words)
        read = cells_of(path)[1:]
    for got, row in zip(read, table, strict=True):
        text, figure, day, moment, flag = row
        assert same(got[0], without_controls(text) or None)
        shown = None if figure is None else got[1].replace(",", ".")
        assert (None if shown is None else float(shown)) == figure
        assert got[2] == (day and day.isoformat())
        assert got[3] == (moment and moment.isoformat(" ", "minutes"))
        assert got[4] == words("yes" if flag else "no")


@pytest.mark.parametrize("text", ["=1+1", "-2", "@cmd", "+a", "\t=1", "'=1", "＝1", "+31;=1"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded_in_csv(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+31 6 12345678", "+31612345678", "'t Hart", "a=b", ""])
def test_phone_numbers_and_plain_texts_are_left_alone_in_csv(text: str) -> None:
    assert guarded(text) == text


def test_csv_opens_well_in_the_excel_of_its_language(tmp_path: Path) -> None:
    for words, delimiter, hours in ((DUTCH, ";", "3,333333"), (ENGLISH, ",", "3.333333")):
        write_csv(tmp_path / "a.csv", HOURS, [ROW], words)
        text = (tmp_path / "a.csv").read_text("utf-8")
        assert text.startswith("\ufeff")
        row = list(csv.reader(text.splitlines(), delimiter=delimiter))[1]
        assert (row[2], row[3], row[6]) == ("2026-11-23", "2026-11-23 14:03", hours)


def test_the_real_reader_reads_what_we_write(tmp_path: Path) -> None:
    written(tmp_path / "uren.xlsx")
    table = read_table(tmp_path / "uren.xlsx")
    assert (table.sheet, table.sheets, len(table.rows)) == ("Uren", ("Uren",), 3)


def leftovers(folder: Path) -> list[str]:
    temporary = Path(tempfile.gettempdir()).glob("openpyxl.*")
    return sorted(path.name for path in [*folder.iterdir(), *temporary])


def test_a_failure_leaves_no_file_and_the_old_one_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "uren.xlsx"
    path.write_bytes(b"old")
    before = leftovers(tmp_path)

    def rows() -> Any:
        yield ROW
        raise ZeroDivisionError

    for write in (written, lambda place, rows: write_csv(place, HOURS, rows, DUTCH)):
        with pytest.raises(ZeroDivisionError):
            write(path, rows=rows())
        assert (leftovers(tmp_path), path.read_bytes()) == (before, b"old")


@pytest.mark.parametrize(
    ("place", "says"),
    [("map", "is a folder"), ("weg/uren.xlsx", "The folder .*weg is not there")],
)
def test_refuses_a_place_that_cannot_hold_a_file(tmp_path: Path, place: str, says: str) -> None:
    (tmp_path / "map").mkdir()
    with pytest.raises(Refused, match=f"{says}.*Nothing was changed"):
        written(tmp_path / place)


WRITE = """
import sys
from pathlib import Path
from commdesk.core.errors import Refused
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook
from commdesk.core.words import Words
book = Workbook(Words("en"))
book.add("Uren", (Column("task", "Task"),), ({"task": "x"},))
try:
    book.save(Path(sys.argv[1]))
except Refused as refused:
    print(refused)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="drops capabilities with prctl")
def test_refuses_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = elsewhere.run(WRITE, tmp_path / "uren.xlsx", before=elsewhere.as_anyone)
    tmp_path.chmod(0o700)
    assert (done.returncode, done.stderr) == (0, "")
    assert "cannot be written" in done.stdout


def test_refuses_a_target_that_excel_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows answers so while Excel has the file open; here the system is asked to act it."""

    def held(*_: Any) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(Refused, match="Close it in Excel"):
        written(tmp_path / "uren.xlsx")
    assert not [*tmp_path.glob("*uren*")]


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit there")
def test_refuses_a_full_disk_and_leaves_nothing(tmp_path: Path) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(Refused, match="no room left on the disk"):
            written(tmp_path / "uren.xlsx", rows=[ROW] * 500)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not [*tmp_path.glob("*uren*")]


def test_moments_follow_the_clock_of_this_computer(tmp_path: Path) -> None:
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    sheet = written(tmp_path / "uren.xlsx", rows=[{"sent_at": summer, "due_on": summer}]).active
    assert sheet["D2"].value == datetime(2026, 7, 2, 0, 30)  # noqa: DTZ001
    assert sheet["C2"].value == datetime(2026, 7, 2)  # noqa: DTZ001


def test_ids_at_the_end_are_folded_away_and_not_printed(tmp_path: Path) -> None:
    columns = (Column("id", "Id", "id"), Column("name", "Name"), Column("last", "Last", "id"))
    book = Workbook(Words("en"), title="Bomen & Co, week 48")
    book.add("People", columns, [{"id": 1, "name": "Fatma", "last": 2}])
    book.save(tmp_path / "w.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["People"]
    assert sheet.print_area == "'People'!$A$1:$B$2"
    hidden = [sheet.column_dimensions[letter].hidden for letter in "ABC"]
    assert hidden == [False, False, True]
    assert sheet.column_dimensions["C"].outlineLevel == 1
    assert sheet["C2"].value == "2"
    assert sheet.oddHeader.right.text == "Bomen && Co, week 48"


def test_a_sheet_for_programs_is_hidden_and_not_printed(tmp_path: Path) -> None:
    book = Workbook(Words("nl"))
    book.add("Taken", (Column("name", "Name"),), [{"name": "Fatma"}])
    book.add("commdesk", (Column("name", "Name"),), [{"name": "1"}], is_hidden=True)
    book.save(tmp_path / "out.xlsx")
    found = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [sheet.sheet_state for sheet in found.worksheets] == ["visible", "hidden"]
    assert not found.worksheets[1].print_area, "LibreOffice prints a hidden sheet that has one"
