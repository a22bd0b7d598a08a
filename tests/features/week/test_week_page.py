"""The Week page by keyboard and by drag: every move is the act that the feature handed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week, decimal_hours
from commdesk.core.words import Words
from commdesk.core.workbook import add_closing_day
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    TaskDraft,
    add_moderator,
    add_shift,
    add_task,
)
from commdesk.features.plan import (
    TodoDraft,
    add_todo,
    find_todo,
    open_todos,
    plan_todo,
    remove_todo,
)
from commdesk.features.week.page import WeekPage
from commdesk.features.week.page.blockpaint import laid_out
from commdesk.features.week.page.blocks import MIME
from commdesk.features.week.queries import week_plan
from commdesk.kit import theme
from tests.host import QuietHost, focus

MONDAY = date(2026, 11, 23)
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def todo(desk: Desk) -> int:
    draft = TodoDraft("Zaal vastleggen", planned_on=MONDAY, minutes=Minutes(90), kind="events")
    return desk.do(add_todo, draft, today=MONDAY)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, todo: int) -> WeekPage:
    made = WeekPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    desk.on_change(made.tables_changed)
    made.resize(1060, 720)
    made.show()
    qtbot.waitExposed(made)
    made.show_target(todo)
    return made


def planned_on(desk: Desk, todo: int) -> date | None:
    return find_todo(desk.db, todo).planned_on


def test_alt_with_an_arrow_moves_a_to_do_and_the_keyboard_goes_along(
    page: WeekPage, desk: Desk, qtbot: QtBot, todo: int
) -> None:
    qtbot.keyClick(focus(), KEY.Key_Right, ALT)
    assert planned_on(desk, todo) == MONDAY + timedelta(1)
    assert page.columns[1].list.hasFocus()
    qtbot.keyClick(focus(), KEY.Key_Right, ALT)
    assert planned_on(desk, todo) == MONDAY + timedelta(2)
    desk.undo()
    assert planned_on(desk, todo) == MONDAY + timedelta(1)


def test_past_the_edge_of_the_week_the_page_goes_along(
    page: WeekPage, desk: Desk, qtbot: QtBot, todo: int
) -> None:
    qtbot.keyClick(focus(), KEY.Key_Left, ALT)
    assert planned_on(desk, todo) == MONDAY - timedelta(1)
    assert page.week == Week.of(MONDAY) + -1
    assert page.columns[6].list.current().id == todo


def test_alt_down_puts_it_back_to_be_planned_and_alt_up_on_the_chosen_day(
    page: WeekPage, desk: Desk, qtbot: QtBot, todo: int
) -> None:
    qtbot.keyClick(focus(), KEY.Key_Down, ALT)
    assert planned_on(desk, todo) is None
    assert page.left.hasFocus()
    page.columns[3].list.setFocus()
    page.left.setFocus()
    qtbot.keyClick(page.left, KEY.Key_Up, ALT)
    assert planned_on(desk, todo) == MONDAY + timedelta(3)


def test_a_block_dropped_on_a_day_is_planned_there(page: WeekPage, desk: Desk, todo: int) -> None:
    carried = QMimeData()
    carried.setData(MIME, f"todo/{todo}".encode())
    drop = QDropEvent(
        QPointF(4, 4),
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.columns[4].list.dropEvent(drop)
    assert planned_on(desk, todo) == MONDAY + timedelta(4)
    page.left.dropEvent(drop)
    assert planned_on(desk, todo) is None


def test_space_ticks_off_and_ticks_back(
    page: WeekPage, desk: Desk, qtbot: QtBot, todo: int
) -> None:
    qtbot.keyClick(focus(), KEY.Key_Space)
    assert find_todo(desk.db, todo).done_on == MONDAY
    assert page.columns[0].list.rows[0].is_ticked
    qtbot.keyClick(focus(), KEY.Key_Space)
    assert find_todo(desk.db, todo).done_on is None


def test_enter_opens_the_form_and_ctrl_enter_saves(
    page: WeekPage, desk: Desk, qtbot: QtBot, todo: int
) -> None:
    qtbot.keyClick(focus(), KEY.Key_Return)
    qtbot.keyClick(focus(), KEY.Key_End)
    qtbot.keyClicks(focus(), " in Zwolle")
    assert page.has_unsaved()
    qtbot.keyClick(focus(), KEY.Key_Return, CTRL)
    assert find_todo(desk.db, todo).title == "Zaal vastleggen in Zwolle"
    assert not page.has_unsaved()
    assert page.columns[0].list.hasFocus()


def test_a_new_to_do_lands_on_the_chosen_day(page: WeekPage, desk: Desk, qtbot: QtBot) -> None:
    page.columns[2].list.setFocus()
    action = page.primary_action()
    assert action
    action.slot()
    qtbot.keyClicks(focus(), "Bellen")
    qtbot.keyClick(focus(), KEY.Key_Return, CTRL)
    found = next(each for each in open_todos(desk.db) if each.title == "Bellen")
    assert (found.planned_on, found.owner) == (MONDAY + timedelta(2), "Noor")
    assert page.columns[2].list.current().id == found.id


def test_what_is_wrong_is_said_beside_its_field(page: WeekPage, qtbot: QtBot) -> None:
    page.add()
    editor = page._bottom.currentWidget()
    assert editor
    qtbot.keyClick(focus(), KEY.Key_Return, CTRL)
    assert focus().accessibleDescription() == "Zeg wat er moet gebeuren."
    qtbot.keyClick(focus(), KEY.Key_Escape)
    assert page._bottom.currentIndex() == 0


def test_the_header_names_planned_and_available(page: WeekPage, desk: Desk) -> None:
    assert page.header.title == "Week 48"
    before = page.header.line
    assert before.startswith("23–29 november · ")
    assert before.endswith(" van 36 uur gepland")
    desk.do(add_closing_day, MONDAY + timedelta(1), "Brugdag")
    assert page.header.line.endswith(" van 28,8 uur gepland")
    assert page.columns[1]._note.text() == "Gesloten: Brugdag"
    page.go(1)
    assert page.header.line.startswith("30 november–6 december · ")


def test_somebody_elses_shift_is_shown_and_not_moved_here(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    task = desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(120)))
    eva = desk.do(add_moderator, ModeratorDraft("Eva", None, Minutes(120)))
    desk.do(add_shift, Shift(task, eva, MONDAY + timedelta(5), "evening", Minutes(120)))
    saturday = page.columns[5].list
    saturday.setFocus()
    assert [row.title for row in saturday.rows] == ["Avonddienst: Eva"]
    qtbot.keyClick(saturday, KEY.Key_Left, ALT)
    assert len(saturday.rows) == 1
    assert "niet hier" in page.host.said[-1]  # type: ignore[attr-defined]
    qtbot.keyClick(saturday, KEY.Key_Return)
    assert page.host.opened[-1][0] == "moderation"  # type: ignore[attr-defined]


def test_arrows_go_from_day_to_day(page: WeekPage, qtbot: QtBot) -> None:
    qtbot.keyClick(focus(), KEY.Key_Right)
    assert page.columns[1].list.hasFocus()
    qtbot.keyClick(focus(), KEY.Key_Left)
    assert page.columns[0].list.hasFocus()


def test_a_target_that_is_gone_is_refused_in_words(page: WeekPage) -> None:
    page.show_target(12345)
    assert "staat niet meer" in page.banner.text


def test_the_page_and_the_command_line_say_the_same_decimal_hours(
    page: WeekPage, desk: Desk, commdesk: Callable[..., Any]
) -> None:
    draft = TodoDraft("Zaal inrichten", planned_on=MONDAY, minutes=Minutes(285), kind="events")
    desk.do(add_todo, draft, today=MONDAY)
    page.refresh()
    plan = week_plan(desk.db, desk.features, Week.of(MONDAY), MONDAY)
    planned = Words("nl").number(decimal_hours(plan.planned))
    assert planned == "6,25"
    assert f"{planned} van" in page.header.line
    assert f"{planned} u van" in commdesk("week", desk.path).stdout


@pytest.mark.parametrize("width", [30, 60, 90, 150])
def test_a_block_never_breaks_a_word_in_two(qapp: QApplication, width: int) -> None:
    title = "✓\u00a0Themabijeenkomst participatie: zaal vastleggen met de opdrachtgever"
    laid, _height = laid_out(title, "body", width)
    lines = [laid.lineAt(number) for number in range(laid.lineCount())]
    shown = [laid.text()[line.textStart() :][: line.textLength()].strip() for line in lines]
    words = title.split(" ")
    for word in " ".join(shown).split(" "):
        whole = words.pop(0)
        assert word == whole or (word.endswith("…") and whole.startswith(word[:-1]))
    assert not words
    assert all(theme.metrics("body").horizontalAdvance(text) <= width for text in shown)


def test_a_whole_title_is_in_the_tooltip_and_spoken(page: WeekPage) -> None:
    index = page.columns[0].list.model().index(0, 0)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert index.data(role).startswith("Zaal vastleggen, 1 u 30 min")


def test_a_weekend_without_work_leaves_the_room_to_the_working_days(
    page: WeekPage, desk: Desk, todo: int, qtbot: QtBot
) -> None:
    page.resize(790, 560)
    monday, saturday = page.columns[0], page.columns[5]
    qtbot.waitUntil(lambda: saturday.width() < 0.6 * monday.width())
    name = saturday.findChild(QLabel)
    assert name.width() >= name.sizeHint().width(), "its name is not cut"
    desk.do(plan_todo, todo, MONDAY + timedelta(5))
    qtbot.waitUntil(lambda: saturday.width() > 0.9 * monday.width())


def test_a_day_of_a_few_minutes_does_not_say_no_hours(page: WeekPage, desk: Desk) -> None:
    draft = TodoDraft("Kort", planned_on=MONDAY + timedelta(3), minutes=Minutes(2))
    desk.do(add_todo, draft, today=MONDAY)
    page.refresh()
    assert page.columns[3]._hours.text() == "2 min"


def test_an_empty_week_offers_a_first_to_do(page: WeekPage, desk: Desk, todo: int) -> None:
    assert "Alles heeft een dag" in page.left.empty.accessibleName()
    desk.do(remove_todo, todo)
    page.refresh()
    assert "Geen taken in deze week" in page.left.empty.accessibleName()
    page.left.empty._press()
    assert page._bottom.currentIndex() > 0
    page.drop_unsaved()
