"""The tab of the account by keyboard, and that nobody's name is anywhere on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    Worked,
    add_moderator,
    add_shift,
    add_task,
    log_hours,
)
from commdesk.features.moderation.accounting.page import AccountingPage, work
from commdesk.features.moderation.accounting.paper import printed
from tests.host import ThreadedHost, focus, on_screen

MONDAY = date(2026, 11, 23)
KEY = Qt.Key
NAME = "Xanthippe Quisenberry"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, qapp: QApplication) -> Iterator[AccountingPage]:
    host = ThreadedHost(desk, Words("nl"))
    with on_screen(AccountingPage(desk, host), qtbot, qapp) as shown:  # type: ignore[arg-type]
        yield shown


@pytest.fixture
def tasks(desk: Desk) -> list[int]:
    """Two tasks, thirteen weeks of hours on them by somebody with a name."""
    found = [
        desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(240), priority=1)),
        desk.do(add_task, TaskDraft("Redactie", "", Minutes(120), priority=3)),
    ]
    who = desk.do(add_moderator, ModeratorDraft(NAME, None, Minutes(600)))
    for number in range(1, 14):
        day = MONDAY - timedelta(weeks=number)
        desk.do(log_hours, Worked(found[0], who, day, Minutes(240)), today=MONDAY)
        desk.do(log_hours, Worked(found[1], who, day, Minutes(90)), today=MONDAY)
        desk.do(add_shift, Shift(found[0], who, day, "morning", Minutes(240)))
    return found


def texts(page: QWidget) -> str:
    """Every text and spoken word on it."""
    shown = [*page.findChildren(QLabel), *page.findChildren(QAbstractButton)]
    spoken = [each.accessibleName() for each in page.findChildren(QWidget)]
    more = [each.accessibleDescription() for each in page.findChildren(QWidget)]
    tips = [each.toolTip() for each in page.findChildren(QWidget)]
    return "\n".join([*(each.text() for each in shown), *spoken, *more, *tips])


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_it_begins_with_the_button_that_fills_it(page: AccountingPage, desk: Desk) -> None:
    action = page.primary_action()
    assert action.text == "Add task"
    action.slot()
    assert page.host.opened == [("moderation_tasks", "new")]  # type: ignore[attr-defined]
    assert "Er is nog niets te verantwoorden" in texts(page)
    desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(240)))
    assert page.primary_action().text == "Write hours"
    assert page.sight.isVisible()
    assert "Met 25% minder uren blijft 3 van de 4 uur per week over." in texts(page)


def test_it_says_what_matters_and_follows_what_is_written(
    page: AccountingPage, desk: Desk, tasks: list[int]
) -> None:
    assert page.sight.headline == "In 13 weken was 78 uur nodig en is 71,5 uur gewerkt: 92%."
    assert [row[0] for row in page.sight.cells] == [
        "Moderatietaak", "Eerste reacties", "Redactie", "Totaal"
    ]  # fmt: skip
    day = MONDAY - timedelta(days=1)
    desk.do(log_hours, Worked(tasks[1], None, day, Minutes(390)), today=MONDAY)
    assert page.sight.headline == "In 13 weken was 78 uur nodig en is 78 uur gewerkt: 100%."
    desk.undo()
    assert page.sight.headline.endswith("92%.")


def test_the_cut_is_chosen_by_keyboard(
    page: AccountingPage, qtbot: QtBot, tasks: list[int]
) -> None:
    del tasks
    card = page.sight.cut_card
    assert card.lines == ["·  Redactie: van 2 naar 0,5 uur per week; vervalt grotendeels"]
    card.choice.setFocus()
    qtbot.keyClick(card.choice, KEY.Key_Down)
    assert card.lines == [
        "·  Redactie: van 2 naar 0 uur per week; vervalt",
        "·  Eerste reacties: van 4 naar 3 uur per week; vervalt deels",
    ]
    assert page.cut
    assert page.cut.percent == 50


def test_weeks_are_typed_and_refused_next_to_their_field(
    page: AccountingPage, qtbot: QtBot, tasks: list[int]
) -> None:
    del tasks
    page.span.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.span, KEY.Key_Down)
    assert page.typed.isVisible()
    first, last = page.typed.form.control("first"), page.typed.form.control("last")
    assert focus() is first
    first.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(first, "46")
    qtbot.keyClick(first, KEY.Key_Tab)
    assert focus() is last
    qtbot.keyClicks(last, "2026-W48")
    qtbot.keyClick(last, KEY.Key_Return)
    assert "week 48 is nog niet voorbij." in texts(page)
    assert focus() is last
    for typed in ("week", "2026-W47"):
        last.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(last, typed)
        qtbot.keyClick(last, KEY.Key_Return)
    assert page.sight.headline == "In 2 weken was 12 uur nodig en is 11 uur gewerkt: 92%."
    assert page.header.line == "week 46 t/m week 47, 2026"


def test_a_quarter_without_a_week_leads_back_to_the_last_weeks(
    page: AccountingPage, qtbot: QtBot, desk: Desk, clock: object, tasks: list[int]
) -> None:
    del tasks
    clock.move(days=44)  # type: ignore[attr-defined]
    assert desk.today() == date(2027, 1, 6)
    page.span.setCurrentIndex(1)
    assert page.sight.cells == []
    back = next(
        each
        for each in page.findChildren(QAbstractButton)
        if each.text() == "De laatste 13 weken tonen"
    )
    back.setFocus()
    qtbot.keyClick(back, KEY.Key_Return)
    assert page.span.currentIndex() == 0
    assert page.sight.cells


def test_the_table_and_the_weeks_are_copied(
    page: AccountingPage, qtbot: QtBot, tasks: list[int]
) -> None:
    del tasks
    page.take_focus()
    assert focus() is page.sight.table
    page.copy()
    lines = [line.split("\t") for line in clipboard().splitlines()]
    assert lines[0][:4] == ["Moderatietaak", "Gewerkt, %", "Nodig", "Gewerkt"]
    assert lines[-1][:4] == ["Totaal", "92%", "78 u", "71,5 u"]
    page.sight.chart.chart.setFocus()
    qtbot.keyClick(page.sight.chart.chart, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard().splitlines()[1] == "week 35 van 2026\t6 u\t4 u\t5,5 u"


def test_an_excel_file_is_made_of_what_shows(
    page: AccountingPage, qtbot: QtBot, tasks: list[int], tmp_path: Path
) -> None:
    del tasks
    path = tmp_path / "verantwoording.xlsx"
    page.taking.save(tmp_path / "verantwoording.pdf")
    assert "moet eindigen op .xlsx" in texts(page)
    page.taking.save(path)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: "verantwoording.xlsx is gemaakt." in texts(page))
    assert openpyxl.load_workbook(path).worksheets[0]["A1"].value == page.sight.headline


def test_it_goes_on_paper_as_it_shows_and_without_a_name(
    page: AccountingPage, tasks: list[int], tmp_path: Path
) -> None:
    del tasks
    path = tmp_path / "verantwoording.pdf"
    page.taking.save_pdf(tmp_path / "verantwoording.xlsx")
    assert "moet eindigen op .pdf" in texts(page)
    page.taking.save_pdf(path)
    assert path.read_bytes().startswith(b"%PDF")
    assert "verantwoording.pdf is gemaakt." in texts(page)
    account, cut = page.account, page.cut
    assert account
    assert cut
    paper = str(printed(account, cut, "Omgevingsnetwerk", Words("nl")))
    assert page.sight.headline in paper
    assert "Redactie: van 2 naar 0,5 uur per week" in paper
    assert not any(word in paper for word in NAME.split())


def test_what_takes_long_is_counted_in_a_thread(
    page: AccountingPage,
    qtbot: QtBot,
    desk: Desk,
    tasks: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work, "_MOST_CELLS", 10)
    day = MONDAY - timedelta(days=1)
    desk.do(log_hours, Worked(tasks[1], None, day, Minutes(390)), today=MONDAY)
    desk.do(log_hours, Worked(tasks[1], None, day, Minutes(390)), today=MONDAY)
    jobs = page.host.jobs  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "84,5 uur gewerkt" in page.sight.headline and not jobs.is_busy)


def test_no_name_of_a_moderator_is_on_the_page(page: AccountingPage, tasks: list[int]) -> None:
    del tasks
    page.copy()
    page.sight.chart.copy()
    told = texts(page) + clipboard() + str(page.sight.cells) + page.HELP
    assert page.sight.headline in told
    assert not any(word in told for word in NAME.split())


def test_sixty_tasks_scroll_in_a_table_of_nine_rows(page: AccountingPage, desk: Desk) -> None:
    task_id = 0
    for number in range(60):
        draft = TaskDraft(f"Taak {number}", "", Minutes(60), priority=1 + number % 3)
        task_id = desk.do(add_task, draft)
    last = Week.of(MONDAY) - 1
    desk.do(log_hours, Worked(task_id, None, last.monday, Minutes(60)), today=MONDAY)
    assert len(page.sight.cells) == 62
    assert page.sight.table.height() < 420
    assert page.sight.cut_card.lines[-1] == "·  en nog 14 taken"
