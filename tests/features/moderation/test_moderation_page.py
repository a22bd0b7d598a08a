"""The Moderation page by keyboard: what the grid says, rostering, hours typed straight in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
    remove_task,
    set_budget,
)
from commdesk.features.moderation.page import ModerationPage
from commdesk.features.moderation.roster import shifts_between
from tests.host import QuietHost

MONDAY = date(2026, 11, 23)
LATER = date(2027, 3, 1)
WEEK = Week.of(MONDAY)
KEY = Qt.Key


@pytest.fixture
def legal(desk: Desk) -> int:
    return desk.do(add_task, TaskDraft("Juridische vragen", "juridisch", Minutes(240)))


@pytest.fixture
def noor(desk: Desk) -> int:
    return desk.do(add_moderator, ModeratorDraft("Noor", None, Minutes(300), ("juridisch",)))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, legal: int, noor: int) -> ModerationPage:
    made = ModerationPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    desk.on_change(made.tables_changed)
    made.resize(1060, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found
    return found


def at(table: QTableView) -> tuple[int, int]:
    return table.currentIndex().row(), table.currentIndex().column()


def cells(page: ModerationPage) -> list[str]:
    model = page.overview.grid.grid_model
    return [model.index(0, column).data() for column in range(2, model.columnCount())]


def test_a_cell_says_covered_short_or_later_in_words(
    page: ModerationPage, desk: Desk, legal: int, noor: int
) -> None:
    for day in (0, 1):
        desk.do(add_shift, Shift(legal, noor, MONDAY + timedelta(day), "evening", Minutes(120)))
    desk.do(add_shift, Shift(legal, noor, MONDAY + timedelta(7), "evening", Minutes(120)))
    desk.do(set_budget, legal, WEEK + 2, Minutes(0))
    assert cells(page)[:4] == [
        "4 van 4 u · gedekt",
        "2 van 4 u · 2 u tekort",
        "–",
        "0 van 4 u · 4 u tekort",
    ]
    page.go(1)
    assert cells(page)[3] == "0 van 4 u"
    assert "2 tekorten in de komende vier weken" in page.header.line


def test_enter_on_a_cell_sets_the_hours_of_that_week(
    page: ModerationPage, desk: Desk, qtbot: QtBot, legal: int
) -> None:
    page.overview.grid.setFocus()
    qtbot.keyClick(page.overview.grid, KEY.Key_Right)
    qtbot.keyClick(page.overview.grid, KEY.Key_Return)
    field = focus()
    qtbot.keyClick(field, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "5,5")
    page.overview.save_budget()
    assert cells(page)[1] == "0 van 5,5 u · 5,5 u tekort"
    desk.undo()
    assert cells(page)[1] == "0 van 4 u · 4 u tekort"


def test_a_shortage_is_rostered_and_a_refusal_stands_beside_its_field(
    page: ModerationPage, desk: Desk, qtbot: QtBot, legal: int, noor: int
) -> None:
    page.show_target(legal)
    page.overview.begin_shift()
    page.overview.save_shift()
    (shift,) = shifts_between(desk.db, MONDAY, MONDAY + timedelta(6))
    assert (shift.task_id, shift.moderator_id, shift.minutes) == (legal, noor, 180)
    page.overview.begin_shift()
    page.overview.save_shift()
    said = page.overview.shift.control("day_part").accessibleDescription()
    assert "heeft op ma 23 nov in de avond al Juridische vragen" in said
    page.overview.leave_shift()
    page.overview.roster.setFocus()
    page.overview.roster.select_first()
    qtbot.keyClick(page.overview.roster, KEY.Key_Delete)
    assert shifts_between(desk.db, MONDAY, MONDAY + timedelta(6)) == []


def test_without_tasks_the_page_says_what_belongs_here(qtbot: QtBot, desk: Desk) -> None:
    page = ModerationPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    assert page.overview.grid.empty.accessibleName().startswith("Nog geen moderatietaken")


def test_a_gap_in_a_later_week_says_that_it_is_no_shortage_yet(page: ModerationPage) -> None:
    model = page.overview.grid.grid_model
    page.go(1)
    said = [
        model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)
        for column in range(2, model.columnCount())
    ]
    assert said[2].endswith("tekort")
    assert said[3].endswith("later: nog geen tekort")


def test_the_roster_says_what_comes_first(page: ModerationPage, desk: Desk, legal: int) -> None:
    assert page.overview.roster._empty._button.text() == "Iemand inroosteren"
    desk.do(remove_task, legal)
    assert page.overview.roster._empty._button.text() == "Moderatietaak toevoegen"


def test_on_an_empty_workbook_the_first_thing_to_do_is_a_task_then_a_moderator(
    qtbot: QtBot, desk: Desk
) -> None:
    page = ModerationPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    desk.on_change(page.tables_changed)
    page.resize(1060, 720)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    assert page.primary_action().text == "Add task"
    page.primary_action().slot()
    assert page.host.opened[-1] == ("moderation_tasks", "new")  # type: ignore[attr-defined]
    desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(240)))
    assert page.primary_action().text == "Add moderator", "nobody can be rostered yet"
    desk.do(add_moderator, ModeratorDraft("Noor", None, Minutes(300), ()))
    assert page.primary_action().text == "Roster somebody"
    page.primary_action().slot()
    assert page.overview.shift.isAncestorOf(focus())
    assert focus().isVisible()
