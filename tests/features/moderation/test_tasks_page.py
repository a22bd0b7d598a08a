"""The tab of moderation tasks by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    list_tasks,
)
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


def test_a_to_do_can_be_begun_at_a_moderation_task(page: TasksPage, legal: int) -> None:
    page.register.add_todo()
    assert page.host.opened[-1] == ("week", new_todo_about("moderation_task", legal))  # type: ignore[attr-defined]
