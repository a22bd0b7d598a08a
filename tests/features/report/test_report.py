"""The weekly report: what is told, that nobody is in it, what is added by hand, and its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.housestyle import PLAIN
from commdesk.core.journal import op
from commdesk.core.printed import Grid, Printed
from commdesk.core.reporting import ReportPart, ReportScope, ReportTable
from commdesk.core.values import Minutes, Week, decimal_hours
from commdesk.core.words import Words, say
from commdesk.core.workbook import MONDAY_TO_FRIDAY, Workdays, add_absence, add_closing_day
from commdesk.features.moderation import TaskDraft, add_task, shortages
from commdesk.features.report import paper, wording
from commdesk.features.report.model import (
    LONGEST_ASK,
    LONGEST_OPENING,
    MOST_ASKS,
    Note,
    WeekReport,
    report_day,
    usual_week,
)
from commdesk.features.report.ops import leave_out, mark_made, set_note, set_report_day
from commdesk.features.report.queries import note_of, week_report, week_to_tell
from commdesk.features.today import lines_of_today
from commdesk.kit.printing import settled
from tests.conftest import MovableClock

Verb = Callable[..., Result]
MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(days=4)
W47, W48 = Week(2026, 47), Week(2026, 48)
NL, EN = Words("nl"), Words("en")
pytestmark = pytest.mark.usefixtures("qapp")
WEEKDAYS = Workdays(frozenset(MONDAY_TO_FRIDAY), frozenset())
FREE_TEXTS = {
    "member": ("first_name", "last_name", "email", "notes", "looking_for"),
    "moderator": ("name",),
    "interview": ("name", "would_do", "wants_back", "email"),
    "interview_answer": ("text", "quote"),
    "ambassador": ("looking_for_note", "we_do"),
    "ambassador_agreement": ("what", "contact_person"),
    "ambassador_exchange": ("what",),
    "outreach_message": ("text",),
    "outreach_promise": ("what", "help"),
    "moderation_log": ("note",),
    "buildup_step": ("owner", "note"),
    "concept_decision": ("who",),
}


@op("Plant")
def plant(db: Database) -> None:
    """Every text about somebody says so."""
    for table, columns in FREE_TEXTS.items():
        sets = ", ".join(f"{c} = 'Xanthippe {table} {c}'" for c in columns)
        if table != "member":
            db.execute(f"UPDATE {table} SET {sets}")
            continue
        db.execute(f"UPDATE member SET {sets.replace('member email', 'email')}, email = email")


def told(desk: Desk, week: Week = W47) -> WeekReport:
    return week_report(desk.db, desk.features, week, desk.today())


def cells(printed: Printed) -> list[str]:
    grids = [each for each in printed.parts if isinstance(each, Grid)]
    return [getattr(c, "text", c) for grid in grids for row in grid.rows for c in row]


def words_of(desk: Desk, words: Words) -> str:
    """Everything that can be read in any shape of the report."""
    report = told(desk)
    tries = [repr(each) for each in wording.one_page(report, words).tries]
    rows = [spot.value for row in paper.paper_of(report, words).rows for spot in row]
    return "\n".join([wording.as_text(report, words), *tries, *map(str, rows)])


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_nobody_and_nothing_that_somebody_said_is_in_the_report(demo: Desk, words: Words) -> None:
    demo.do(plant)
    assert "Xanthippe" not in words_of(demo, words)


def test_no_hours_of_one_person_are_in_the_report(demo: Desk) -> None:
    names = demo.db.column("SELECT name FROM moderator")
    assert names
    assert [name for name in names if name in words_of(demo, NL)] == []


def test_its_shortages_are_those_of_the_side_bar(demo: Desk) -> None:
    short = shortages(demo.db, demo.today())
    part = next(each for each in told(demo).parts if each.name == "shortages")
    said = EN(part.lines[0])
    hours = decimal_hours(sum(cell.missing for cell in short))
    assert said.startswith(f"{len(short)} shortages in this week")
    assert f"{EN.number(hours)} hours" in said


def test_every_feature_of_the_issue_tells_its_part(demo: Desk) -> None:
    names = [part.name for part in told(demo).parts]
    told_of = ["hours", "shortages", "gate", "buildup", "ambassadors", "messages", "development"]
    assert names == told_of, "a goal of the demo is in danger"


def test_an_empty_workbook_has_a_report_that_says_so(desk: Desk) -> None:
    report = told(desk)
    assert report.is_empty
    assert "Er is nu niets te besluiten." in wording.as_text(report, NL)


@pytest.mark.parametrize("words", [NL, EN], ids=["nl", "en"])
def test_the_demo_fits_on_one_page(demo: Desk, words: Words) -> None:
    paper_ = settled(wording.one_page(told(demo), words))
    assert "Redactie weekbericht" in cells(paper_), "with all its tasks"


def a_report(tasks: int, *, asks: int = 0, opening: str = "") -> WeekReport:
    """With so many tasks of an hour each."""
    hour = Minutes(60)
    table = ReportTable(
        ("Moderation task", "Needed", "Worked"),
        tuple((f"Taak {n}", hour, Minutes(0)) for n in range(tasks)),
        frozenset({1, 2}),
        total=(say("Total"), Minutes(60 * tasks), Minutes(0)),
    )
    lines = tuple(say("{text}", text="lang verhaal " * 12) for _ in range(3))
    subjects = [ReportPart(f"Deel {n}", 20 + n, lines) for n in range(4)]
    parts = (ReportPart("Hours per moderation task", 10, lines[:1], table), *subjects)
    note = Note(opening, tuple("besluit " * 24 for _ in range(asks)))
    return WeekReport(ReportScope(W47, MONDAY), "Omgevingsnetwerk", parts, note)


def test_with_twenty_tasks_the_rest_is_added_up(tmp_path: Path) -> None:
    page = settled(wording.one_page(a_report(20), NL))
    found = cells(page)
    others = next(cell for cell in found if cell.startswith("en "))
    count = int(others.split()[1])
    assert found[found.index(others) + 1] == f"{count} u"
    assert f"Taak {19 - count}" in found
    assert f"Taak {20 - count}" not in found
    assert pages_of(page, tmp_path) == 1


def test_with_all_that_can_be_typed_it_still_is_one_page(tmp_path: Path) -> None:
    opening = ("zin " * LONGEST_OPENING)[:LONGEST_OPENING]
    report = a_report(40, asks=MOST_ASKS, opening=opening)
    assert pages_of(settled(wording.one_page(report, NL)), tmp_path) == 1


def pages_of(page: Printed, folder: Path) -> int:
    from PySide6.QtCore import QByteArray  # the PDF itself, uncompressed where it counts pages

    from commdesk.kit.printing import save_pdf

    path = folder / "page.pdf"
    save_pdf(page, path, NL)
    content = QByteArray(path.read_bytes()).data()
    return content.count(b"/Type /Page\n") + content.count(b"/Type /Page ")


@given(st.integers(0, 30), st.integers(1, 12))
def test_rows_that_are_added_up_lose_no_minute(tasks: int, most: int) -> None:
    report = a_report(tasks)
    table = report.parts[0].table
    assert table
    rows = wording.shortened(table, most)
    assert sum(row[1] for row in rows) == 60 * tasks
    assert len(rows) <= most + 1


def test_the_excel_file_has_every_row_and_a_total_that_recalculates(
    demo: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "week.xlsx"
    paper.save(path, told(demo), NL, PLAIN)
    sheet = openpyxl.load_workbook(path).active
    assert sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(n for n, row in enumerate(rows) if row[0] == "Moderatietaak")
    total = next(n for n, row in enumerate(rows) if row[0] == "Totaal")
    assert rows[total][1] == f"=SUM(B{head + 2}:B{total})"
    needed = sum(row[1] for row in rows[head + 1 : total])
    assert needed == sum(c[1] for c in _hours(demo)) / 60


def _hours(desk: Desk) -> list[tuple[str, Minutes]]:
    table = told(desk).parts[0].table
    assert table
    return [(row[0], row[1]) for row in table.rows]


# --- by hand ----------------------------------------------------------------------------------


def test_the_own_sentence_stands_first_and_own_decisions_before_the_others(demo: Desk) -> None:
    demo.do(set_note, W47, opening="Een goede week.", asks=["Mag er een avond bij?", " "])
    text = wording.as_text(told(demo), NL)
    assert text.index("Een goede week.") < text.index("Uren per moderatietaak")
    assert text.index("- Mag er een avond bij?") < text.index("- 3 tekorten")
    demo.undo()
    assert note_of(demo.db, W47) == Note()


def test_a_note_is_of_its_own_week(demo: Desk) -> None:
    demo.do(set_note, W47, opening="Een goede week.", asks=())
    assert "Een goede week." not in wording.as_text(told(demo, W48), NL)


@pytest.mark.parametrize(
    ("opening", "asks", "field"),
    [
        ("x" * (LONGEST_OPENING + 1), [], "opening"),
        ("", ["x" * (LONGEST_ASK + 1)], "asks"),
        ("", ["vraag"] * (MOST_ASKS + 1), "asks"),
    ],
)
def test_refuses_what_has_no_room_on_the_page(
    desk: Desk, opening: str, asks: list[str], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        desk.do(set_note, W47, opening=opening, asks=asks)
    assert refused.value.field == field


def test_a_part_stays_out_with_its_decisions_until_it_is_put_back(demo: Desk) -> None:
    demo.do(leave_out, "shortages", is_out=True)
    assert "tekorten" not in wording.as_text(told(demo), NL)
    demo.do(leave_out, "shortages", is_out=False)
    assert "tekorten" in wording.as_text(told(demo), NL)


# --- its day ----------------------------------------------------------------------------------


def test_its_day_is_the_weekday_or_the_working_day_before() -> None:
    assert report_day(W48, 5, WEEKDAYS) == FRIDAY
    assert report_day(W48, 7, WEEKDAYS) == FRIDAY
    closed = Workdays(frozenset(MONDAY_TO_FRIDAY), frozenset({FRIDAY}))
    assert report_day(W48, 5, closed) == FRIDAY - timedelta(days=1)
    none = Workdays(frozenset(), frozenset())
    assert report_day(W48, 5, none) == FRIDAY


def test_before_its_day_the_last_week_is_told_of_and_then_this_one() -> None:
    assert usual_week(MONDAY, FRIDAY) == W47
    assert usual_week(FRIDAY, FRIDAY) == W48


def asked_on(desk: Desk) -> list[str]:
    lines = lines_of_today(desk.db, desk.features, desk.today())
    return [line.item.key for line in lines if line.item.feature == "report"]


def test_today_asks_for_it_on_its_day_until_it_is_ticked(demo: Desk, clock: MovableClock) -> None:
    assert asked_on(demo) == []
    clock.move(days=4)
    assert asked_on(demo) == ["report/2026-W48"]
    line = next(
        each.item
        for each in lines_of_today(demo.db, demo.features, demo.today())
        if each.item.feature == "report"
    )
    assert line.page == "report"
    assert line.tick
    demo.do(line.tick.op, *line.tick.args, **line.tick.kwargs)
    assert note_of(demo.db, W48).made_on == FRIDAY
    assert asked_on(demo) == []
    demo.undo()
    assert asked_on(demo) == ["report/2026-W48"]


def test_its_day_is_a_setting_and_moves_before_a_free_day(demo: Desk, clock: MovableClock) -> None:
    demo.do(set_report_day, 3)
    clock.move(days=2)
    assert asked_on(demo) == ["report/2026-W48"]
    demo.do(set_report_day, 5)
    assert asked_on(demo) == []
    demo.do(add_closing_day, FRIDAY, "Brugdag")
    demo.do(add_absence, FRIDAY - timedelta(days=1), None)
    assert asked_on(demo) == ["report/2026-W48"]
    with pytest.raises(Refused):
        demo.do(set_report_day, 8)


def test_a_workbook_of_this_week_is_not_asked_for_a_report(desk: Desk, clock: MovableClock) -> None:
    clock.move(days=4)
    assert asked_on(desk) == []
    clock.move(days=7)
    assert asked_on(desk) == ["report/2026-W49"]


# --- command line -----------------------------------------------------------------------------


def test_the_verb_prints_the_week_as_text(commdesk: Verb, demo_path: Path) -> None:
    done = commdesk("report", demo_path, "--week", "2026-W47")
    assert done.output.startswith("Weekoverzicht week 47\n")
    assert "Gevraagde besluiten" in done.output


def test_without_a_week_it_tells_of_the_one_that_is_over(commdesk: Verb, demo_path: Path) -> None:
    assert "week 47" in commdesk("report", demo_path).output.splitlines()[0]


@pytest.mark.parametrize(("language", "title"), [("nl", "Weekoverzicht"), ("en", "Weekly report")])
def test_it_writes_an_excel_file_and_a_pdf_in_either_language(
    commdesk: Verb, demo_path: Path, tmp_path: Path, language: str, title: str
) -> None:
    for ending in ("xlsx", "pdf"):
        path = tmp_path / f"uit.{ending}"
        done = commdesk("report", demo_path, "--to", path, "--language", language)
        assert done.exit_code == 0, done.output
        assert path.stat().st_size > 1000
    sheet = openpyxl.load_workbook(tmp_path / "uit.xlsx").active
    assert sheet
    assert str(sheet["A1"].value).startswith(title)
    assert (tmp_path / "uit.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["uit.docx", "uit", "demo.commdesk"])
def test_it_refuses_another_ending(
    commdesk: Verb, demo_path: Path, tmp_path: Path, name: str
) -> None:
    done = commdesk("report", demo_path, "--to", tmp_path / name)
    assert done.exit_code == 1
    assert ".pdf of .xlsx" in done.output


def test_it_refuses_a_place_that_cannot_be_written(
    commdesk: Verb, demo_path: Path, tmp_path: Path
) -> None:
    done = commdesk("report", demo_path, "--to", tmp_path / "nergens" / "uit.xlsx")
    assert done.exit_code == 1
    assert "nergens" in done.output


def test_a_task_of_the_week_is_in_it_without_anything_else(desk: Desk) -> None:
    desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(240)))
    report = told(desk, week_to_tell(desk.db, desk.today()))
    assert [part.name for part in report.parts] == ["hours", "shortages"]
    desk.do(mark_made, W47, today=desk.today())
    assert told(desk).note.made_on == MONDAY
