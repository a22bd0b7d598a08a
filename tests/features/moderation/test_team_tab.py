"""The tab of the team in use: overload, shifts that no longer fit, days off, leaving, sheets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    Slots,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
    change_moderator,
    list_moderators,
)
from commdesk.features.moderation.dayparts import WEEKDAYS
from commdesk.features.moderation.page.slotgrid import SlotGrid
from commdesk.features.moderation.roster import find_shift, shifts_between
from commdesk.features.moderation.team import DaysOff, find_moderator, list_days_off
from commdesk.features.moderation.team.ops import add_days_off
from commdesk.features.moderation.team.page import TeamPage
from commdesk.features.moderation.team.page.person import DAYS_OFF, SHIFTS
from commdesk.features.moderation.team.page.rows import ALL, OVERLOADED, UNFIT
from commdesk.features.moderation.team.page.sheetplan import PlanQuestion
from commdesk.features.moderation.team.sheets import write_sheets
from commdesk.features.moderation.team.sheets.reading import read_sheet
from commdesk.kit.dialogs import Question
from tests.host import QuietHost, on_screen

MONDAY = date(2026, 11, 23)
KEY = Qt.Key


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


@pytest.fixture
def task(desk: Desk) -> int:
    return desk.do(add_task, TaskDraft("Eerste reacties", "algemeen", Minutes(240)))


@pytest.fixture
def noor(desk: Desk) -> int:
    return desk.do(add_moderator, ModeratorDraft("Noor", None, Minutes(480), ("algemeen",)))


@pytest.fixture
def eva(desk: Desk) -> int:
    return desk.do(add_moderator, ModeratorDraft("Eva", None, Minutes(120), ("algemeen",)))


@pytest.fixture
def host(desk: Desk) -> QuietHost:
    return QuietHost(desk, Words("nl", desk.today))


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost, task: int, noor: int, eva: int
) -> Iterator[TeamPage]:
    with on_screen(TeamPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        made.register.go_to(noor)
        yield made
        made.drop_unsaved()


def plan(desk: Desk, task: int, person: int, *days: int, minutes: int = 60) -> list[int]:
    return [
        desk.do(add_shift, Shift(task, person, day(n), "afternoon", Minutes(minutes)),
                is_allowed=True)
        for n in days
    ]  # fmt: skip


def cells(table: Any, column: str) -> list[str]:
    model = table.model()
    keys = [each.key for each in model.columns]
    return [model.index(n, keys.index(column)).data() for n in range(model.rowCount())]


def question() -> Question:
    found = QApplication.activeModalWidget()
    assert isinstance(found, Question)
    return found


def press(inside: QWidget, text: str) -> None:
    (found,) = [b for b in inside.findChildren(QPushButton) if b.text() == text]
    found.click()


def write(page: TeamPage, qtbot: QtBot, key: str, text: str) -> QLineEdit:
    line = page.register.form.control(key)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    return line


def test_who_is_overloaded_is_said_counted_and_filtered(
    page: TeamPage, desk: Desk, task: int, noor: int
) -> None:
    plan(desk, task, noor, 0, 1, 2, minutes=180)
    assert cells(page.register.table, "planned") == ["0 van 2 u", "9 van 8 u, 1 u te veel"]
    assert page.header.line == "week 48: 9 van 10 uur gepland · 1 overbelast"
    page.register.tabs[OVERLOADED].click()
    assert cells(page.register.table, "name") == ["Noor"]
    page.go(1)
    assert page.header.line == "week 49: 0 van 10 uur gepland"
    assert page.register.table._empty.accessibleName().startswith("Niemand is overbelast")
    press(page.register.table._empty, "Iedereen")
    assert page.register.rows.only == ALL
    assert cells(page.register.table, "name") == ["Eva", "Noor"]


def test_a_shift_on_a_day_off_is_listed_with_its_reason_and_leads_to_the_roster(
    page: TeamPage, desk: Desk, host: QuietHost, task: int, noor: int, qtbot: QtBot
) -> None:
    inside, outside = plan(desk, task, noor, 8, 2)
    desk.do(add_days_off, DaysOff(noor, day(7), day(9)))
    assert page.header.line.endswith("1 dienst past niet meer")
    page.register.tabs[UNFIT].click()
    assert cells(page.register.table, "unfit") == ["1 past niet meer"]
    page.person.tabs[SHIFTS].click()
    table = page.person.shifts.table
    assert [table.model().row(n).id for n in range(2)] == [inside, outside]  # type: ignore[attr-defined]
    why, fits = cells(table, "reason")
    assert (why, fits) == ("Noor is vrij van ma 30 nov tot en met wo 2 dec.", "past")
    table.select_row(0)
    table.setFocus()
    qtbot.keyClick(table, KEY.Key_Return)
    assert host.opened == [("roster", str(inside))]


def test_a_shift_that_no_longer_fits_is_allowed_or_taken_off_in_one_step_each(
    page: TeamPage, desk: Desk, task: int, noor: int, qtbot: QtBot
) -> None:
    first, second = plan(desk, task, noor, 8, 9)
    desk.do(add_days_off, DaysOff(noor, day(7), day(9)))
    page.person.turn_to(SHIFTS)
    page.person.shifts.table.select_id(first)
    page.person.shifts.allow_button.click()
    assert find_shift(desk.db, first).exception == "day_off"
    assert page.header.line.endswith("1 dienst past niet meer")
    page.person.shifts.table.select_id(second)
    page.person.shifts.table.setFocus()
    qtbot.keyClick(page.person.shifts.table, KEY.Key_Delete)
    assert [s.id for s in shifts_between(desk.db, MONDAY, date.max)] == [first]
    desk.undo()
    desk.undo()
    assert find_shift(desk.db, first).exception == ""


def test_days_off_are_added_changed_and_removed_by_keyboard(
    page: TeamPage, desk: Desk, host: QuietHost, task: int, noor: int, qtbot: QtBot
) -> None:
    plan(desk, task, noor, 8)
    desk.do(add_days_off, DaysOff(noor, day(-20), day(-18)))
    page.person.turn_to(DAYS_OFF)
    pane = page.person.days_off
    assert pane.table.model().rowCount() == 0, "what is past is folded"
    first, last = (pane.form.control(key) for key in ("first_on", "last_on"))
    qtbot.keyClicks(first, "30-11")
    qtbot.keyClicks(last, "2-12")
    qtbot.keyClick(last, KEY.Key_Return)
    assert cells(pane.table, "note") == ["3 dagen · 1 dienst past niet meer"]
    assert "1 dienst past niet meer" in host.said[-1]
    assert pane.table.hasFocus()
    qtbot.keyClick(pane.table, KEY.Key_Return)
    last.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(last, "3-1-2027")
    qtbot.keyClick(last, KEY.Key_Return)
    assert "sluitingsdagen: Eerste kerstdag" in cells(pane.table, "note")[0]
    qtbot.keyClick(pane.table, KEY.Key_Delete)
    assert pane.table.model().rowCount() == 0
    assert pane.past.text() == "1 voorbije tonen"
    pane.past.click()
    assert cells(pane.table, "first_on") == ["di 3 nov 2026"]
    desk.undo()
    assert len(list_days_off(desk.db, date.min, date.max, noor)) == 2


def test_days_off_that_overlap_are_joined_and_said(
    page: TeamPage, desk: Desk, host: QuietHost, noor: int, qtbot: QtBot
) -> None:
    desk.do(add_days_off, DaysOff(noor, day(7), day(9)))
    page.person.turn_to(DAYS_OFF)
    pane = page.person.days_off
    qtbot.keyClicks(pane.form.control("first_on"), "1-12")
    qtbot.keyClicks(pane.form.control("last_on"), "4-12")
    pane.save()
    assert cells(pane.table, "last_on") == ["vr 4 dec 2026"]
    assert host.said[-1].startswith("Samengevoegd met vrije dagen die overlappen: ma 30 nov")


def test_days_off_that_cannot_be_are_refused_beside_their_field(
    page: TeamPage, qtbot: QtBot
) -> None:
    page.person.turn_to(DAYS_OFF)
    pane = page.person.days_off
    qtbot.keyClicks(pane.form.control("first_on"), "4-12")
    qtbot.keyClicks(pane.form.control("last_on"), "1-12")
    pane.save()
    assert pane.form._errors["last_on"].isVisible()
    assert page.has_unsaved()


def test_who_leaves_mid_week_is_saved_and_the_page_says_what_left_the_roster(
    page: TeamPage, desk: Desk, task: int, noor: int, qtbot: QtBot
) -> None:
    plan(desk, task, noor, 1, 3, 8)
    write(page, qtbot, "until_on", "24-11")
    page.register.save()
    assert page.banner.text == "2 diensten zijn van het rooster gehaald."
    assert cells(page.register.table, "planned")[1] == "1 van 3,2 u"
    desk.undo()
    assert len(shifts_between(desk.db, MONDAY, date.max, noor)) == 3


@pytest.mark.parametrize(
    ("answer", "left", "said"),
    [
        ("Diensten laten staan", 2, "2 diensten passen niet meer."),
        ("Van het rooster halen", 0, "2 diensten zijn van het rooster gehaald."),
        ("Annuleren", 2, ""),
    ],
)
def test_switching_somebody_off_asks_once_about_their_shifts(
    page: TeamPage, desk: Desk, task: int, noor: int, answer: str, left: int, said: str
) -> None:
    plan(desk, task, noor, 2, 9)
    page.register.form.control("is_active").click()  # type: ignore[attr-defined]
    page.register.save()
    asked = question()
    assert asked.windowTitle() == "Noor heeft nog 2 diensten staan"
    press(asked, answer)
    assert len(shifts_between(desk.db, MONDAY, date.max, noor)) == left
    assert find_moderator(desk.db, noor).is_active == (answer == "Annuleren")
    assert (page.banner.text if said else "") == said


def test_hours_that_become_fewer_leave_a_shift_that_no_longer_fits(
    page: TeamPage, desk: Desk, task: int, noor: int, qtbot: QtBot
) -> None:
    plan(desk, task, noor, 1, 2)
    write(page, qtbot, "weekly_minutes", "1")
    page.register.save()
    assert page.banner.text == "1 dienst past niet meer."
    press(page.banner, "Tonen")
    assert page.person.shown == SHIFTS
    assert cells(page.person.shifts.table, "reason")[0].startswith("Noor heeft 1 u per week")


def test_the_grid_of_day_parts_is_saved_and_one_without_any_is_refused(
    page: TeamPage, desk: Desk, noor: int, qtbot: QtBot
) -> None:
    grid = page.register.form.control("day_parts")
    assert isinstance(grid, SlotGrid)
    assert grid.marks == (Slots.every(WEEKDAYS), Slots())
    grid.setFocus()
    qtbot.keyClick(grid, KEY.Key_Space)
    page.register.save()
    assert find_moderator(desk.db, noor).rather_not == Slots.parse("1m")
    assert find_moderator(desk.db, noor).availability == Slots()
    grid.load((Slots(), Slots()))
    page.register.save()
    assert page.register.form._errors["day_parts"].isVisible()
    assert find_moderator(desk.db, noor).availability == Slots()


def test_known_expertise_completes_while_typing(page: TeamPage, desk: Desk) -> None:
    desk.do(add_task, TaskDraft("Conflicten", "bemiddeling", Minutes(60)))
    line = page.register.form.control("expertise")
    assert isinstance(line, QLineEdit)
    completer = line.completer()
    completer.setCompletionPrefix("algemeen, bem")
    assert completer.currentCompletion().endswith("bemiddeling")


def test_what_is_typed_stays_when_another_row_is_chosen_or_something_changes(
    page: TeamPage, desk: Desk, noor: int, eva: int, qtbot: QtBot
) -> None:
    line = write(page, qtbot, "name", "Noor J")
    desk.do(change_moderator, eva, {"is_paid": True})
    assert line.text() == "Noor J"
    page.register.table.select_id(eva)
    question().reject()
    assert (line.text(), page.register.current_id) == ("Noor J", noor)
    page.register.table.select_id(eva)
    question().accept()
    assert (line.text(), page.register.current_id) == ("Eva", eva)


def test_without_anybody_the_tab_says_what_fills_it(
    qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost
) -> None:
    with on_screen(TeamPage(desk, host), qtbot, qapp) as page:  # type: ignore[arg-type]
        assert page.header.line == ""
        assert not page.person.isVisible()
        press(page.register.table._empty, "Moderator toevoegen")
        qtbot.keyClicks(page.register.form.control("name"), "Daan")
        qtbot.keyClicks(page.register.form.control("weekly_minutes"), "3")
        qtbot.keyClick(page.register.form.control("weekly_minutes"), KEY.Key_Return)
        assert [each.name for each in list_moderators(desk.db)] == ["Daan"]
        assert page.person.isVisible()


def test_on_a_narrow_page_the_form_takes_the_place_of_the_list(
    page: TeamPage, qtbot: QtBot
) -> None:
    page.resize(790, 700)
    regions = page.register._regions
    assert regions.is_narrow
    assert not page.register.form.isVisible()
    page.register.table.setFocus()
    qtbot.keyClick(page.register.table, KEY.Key_Return)
    assert page.register.form.isVisible()
    qtbot.keyClick(page.register.form.control("name"), KEY.Key_Escape)
    assert page.register.table.isVisible()


def sheet_of(desk: Desk, folder: Path, name: str) -> Path:
    write_sheets(desk, folder, "rooster")
    return folder / f"Beschikbaarheid {name}.xlsx"


def fill_in(path: Path, was: str, now: object) -> None:
    book = load_workbook(path)
    cell = next(c for row in book.active.iter_rows() for c in row if c.value == was)  # type: ignore[union-attr]
    cell.value = now  # type: ignore[union-attr,assignment]
    book.save(path)


def test_a_sheet_that_came_back_is_looked_at_before_it_is_taken_in(
    page: TeamPage, desk: Desk, noor: int, tmp_path: Path
) -> None:
    path = sheet_of(desk, tmp_path / "out", "Noor")
    fill_in(path, "kan", "nee")
    page.sheets.plan(read_sheet(path, desk.today()))
    asked = question()
    assert isinstance(asked, PlanQuestion)
    assert len(cells(asked.table, "label")) == 1
    assert find_moderator(desk.db, noor).availability == Slots(), "nothing changed yet"
    asked.accept()
    assert Slots.parse("1m") & find_moderator(desk.db, noor).availability == Slots()
    desk.undo()
    assert find_moderator(desk.db, noor).availability == Slots()


def test_a_sheet_that_is_taken_in_says_which_shifts_no_longer_fit(
    page: TeamPage, desk: Desk, task: int, noor: int, tmp_path: Path
) -> None:
    path = sheet_of(desk, tmp_path / "out", "Noor")
    fill_in(path, "kan", "nee")
    desk.do(add_shift, Shift(task, noor, day(7), "morning", Minutes(60)), is_allowed=True)
    page.sheets.plan(read_sheet(path, desk.today()))
    asked = question()
    assert isinstance(asked, PlanQuestion)
    asked.accept()
    assert page.banner.text == "1 dienst past niet meer."


def test_what_is_wrong_on_a_sheet_is_shown_with_its_place_and_nothing_is_taken_in(
    page: TeamPage, desk: Desk, noor: int, tmp_path: Path
) -> None:
    path = sheet_of(desk, tmp_path / "out", "Noor")
    fill_in(path, "kan", "misschien")
    page.sheets.plan(read_sheet(path, desk.today()))
    asked = question()
    assert isinstance(asked, PlanQuestion)
    assert cells(asked.table, "found") == ["misschien"]
    assert cells(asked.table, "row")[0].isdigit()
    asked.accept()
    assert find_moderator(desk.db, noor).availability == Slots()


def test_empty_cells_are_said_before_a_sheet_is_taken_in(
    page: TeamPage, desk: Desk, tmp_path: Path
) -> None:
    path = sheet_of(desk, tmp_path / "out", "Noor")
    fill_in(path, "kan", None)
    page.sheets.plan(read_sheet(path, desk.today()))
    asked = question()
    assert "1 cel is leeg en telt als nee: " in asked._text.text()
    asked.reject()


def test_the_picker_offers_every_kind_that_is_read(page: TeamPage) -> None:
    page.sheets.take_in()
    (picker,) = page.window().findChildren(QFileDialog)
    for kind in ("*.xlsx", "*.ods", "*.csv"):
        assert kind in picker.nameFilters()[0]
    picker.reject()


def test_a_sheet_that_changes_nothing_says_so(
    page: TeamPage, desk: Desk, host: QuietHost, tmp_path: Path
) -> None:
    path = sheet_of(desk, tmp_path / "out", "Noor")
    page.sheets.plan(read_sheet(path, desk.today()))
    assert host.said[-1] == "Noor: er verandert niets."


def test_sheets_go_out_only_for_a_purpose(page: TeamPage) -> None:
    page.sheets.send()
    asked = question()
    assert "doel" in asked.windowTitle()
    assert not asked._do.isEnabled()
    asked.reject()
