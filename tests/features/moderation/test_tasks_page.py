"""The tab of moderation tasks by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import Shift, add_shift, list_tasks
from commdesk.features.moderation.roster import shifts_between
from commdesk.features.moderation.tasks.page import TasksPage
from commdesk.features.plan import new_todo_about
from tests.host import QuietHost, focus

MONDAY = date(2026, 11, 23)
LATER = date(2027, 3, 1)
WEEK = Week.of(MONDAY)
KEY = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, legal: int, noor: int) -> TasksPage:
    made = TasksPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    desk.on_change(made.tables_changed)
    made.resize(1060, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_task_is_added_by_keyboard(page: TasksPage, desk: Desk, qtbot: QtBot) -> None:
    action = page.primary_action()
    assert action
    action.slot()
    qtbot.keyClicks(focus(), "Avonddienst")
    qtbot.keyClick(focus(), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert {task.name for task in list_tasks(desk.db)} == {"Juridische vragen", "Avonddienst"}
    row = page.register.table.current_row()
    assert row
    assert row.name == "Avonddienst"


def test_what_is_typed_outlives_a_change_from_elsewhere(
    page: TasksPage, desk: Desk, qtbot: QtBot, legal: int, noor: int
) -> None:
    page.register.table.select_id(legal)
    name = page.register.form.control("name")
    name.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(name, "Juridisch adv")
    page.reload()
    assert page.register.form.is_dirty
    assert name.text() == "Juridisch adv"  # type: ignore[attr-defined]
    assert page.register.current_id == legal


def test_a_to_do_can_be_begun_at_a_moderation_task(page: TasksPage, legal: int) -> None:
    page.register.add_todo()
    assert page.host.opened[-1] == ("week", new_todo_about("moderation_task", legal))  # type: ignore[attr-defined]


def test_shifts_that_go_with_a_task_are_said(
    page: TasksPage, desk: Desk, legal: int, noor: int
) -> None:
    desk.do(add_shift, Shift(legal, noor, MONDAY, "evening", Minutes(60)))
    page.register.table.select_id(legal)
    page.register.remove()
    assert list_tasks(desk.db) == []
    assert page.banner.text == "1 dienst is van het rooster gehaald."
    desk.undo()
    assert len(shifts_between(desk.db, MONDAY, MONDAY)) == 1


def test_tab_goes_from_the_starter_set_to_its_button(page: TasksPage, qtbot: QtBot) -> None:
    page.show_target("starter")
    last = page.starter.boxes[-1]
    last.setFocus()
    qtbot.keyClick(last, KEY.Key_Tab)
    assert focus().text().endswith("taken toevoegen")  # type: ignore[attr-defined]
