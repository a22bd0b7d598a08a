"""The tab of hours by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    TaskDraft,
    Worked,
    add_task,
    log_hours,
)
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.hours.page import HoursPage
from tests.host import QuietHost, focus

MONDAY = date(2026, 11, 23)
LATER = date(2027, 3, 1)
WEEK = Week.of(MONDAY)
KEY = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, legal: int, noor: int) -> HoursPage:
    made = HoursPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    desk.on_change(made.tables_changed)
    made.resize(1060, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def at(table: QTableView) -> tuple[int, int]:
    return table.currentIndex().row(), table.currentIndex().column()


def test_hours_are_typed_and_enter_goes_down_while_typing_tab_right(
    page: HoursPage, desk: Desk, qtbot: QtBot, legal: int
) -> None:
    other = desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(60)))
    table = page.hours.table
    table.setFocus()
    qtbot.keyClicks(table, "1")
    qtbot.keyClicks(focus(), ":30")
    qtbot.keyClick(focus(), KEY.Key_Return)
    qtbot.waitUntil(lambda: at(table) == (1, 1))
    qtbot.keyClicks(table, "9")
    qtbot.keyClicks(focus(), "0m")
    qtbot.keyClick(focus(), KEY.Key_Tab)
    qtbot.waitUntil(lambda: at(table) == (1, 2))
    qtbot.keyClick(focus(), KEY.Key_Escape)
    assert worked_in_week(desk.db, WEEK) == {(legal, MONDAY): 90, (other, MONDAY): 90}
    assert page.hours.model.index(2, 1).data() == "3:00"
    table.setCurrentIndex(page.hours.model.index(0, 1))
    qtbot.keyClick(table, KEY.Key_Delete)
    assert worked_in_week(desk.db, WEEK) == {(other, MONDAY): 90}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("veel", "veel is geen tijdsduur"),
        ("30", "heeft een dag 24 uur"),
        ("-1", "-1 is geen tijdsduur"),
    ],
)
def test_hours_that_cannot_be_stay_in_the_cell_with_the_reason(
    page: HoursPage, desk: Desk, typed: str, says: str
) -> None:
    page.hours.model.setData(page.hours.model.index(0, 1), typed)
    assert page.hours.model.index(0, 1).data() == typed
    assert says in page.hours.error.text()
    assert page.hours.error.text().startswith("Juridische vragen, ma 23 nov: ")
    assert worked_in_week(desk.db, WEEK) == {}
    page.hours.model.setData(page.hours.model.index(0, 1), "1,5")
    assert page.hours.error.isHidden()
    assert page.hours.model.index(0, 1).data() == "1:30"


def test_a_total_below_the_hours_by_name_is_refused(
    page: HoursPage, desk: Desk, legal: int, noor: int
) -> None:
    desk.do(log_hours, Worked(legal, noor, MONDAY, Minutes(120)), today=LATER)
    page.hours.model.setData(page.hours.model.index(0, 1), "1")
    assert "2 u hiervan staat op naam" in page.hours.error.text()
