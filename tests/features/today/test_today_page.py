"""The Today page by key: each line ticked, put off, moved, handed over, and taken back again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.members import MemberDraft, add_member, stop_contact
from commdesk.features.moderation import TaskDraft, add_task
from commdesk.features.plan import TodoDraft, add_todo, find_todo, plan_todo
from commdesk.features.today import open_snoozes
from commdesk.features.today.closing import Way
from commdesk.features.today.page import TodayPage
from tests.host import QuietHost, ThreadedHost, focus, on_screen

MONDAY = date(2026, 11, 23)
TUESDAY, FRIDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
Key, Modifier = Qt.Key, Qt.KeyboardModifier


def add(desk: Desk, title: str, **more: Any) -> int:
    draft = TodoDraft(title=title, minutes=Minutes(30), **{"planned_on": MONDAY} | more)
    return desk.do(add_todo, draft, today=MONDAY)


@pytest.fixture
def todos(desk: Desk) -> list[int]:
    fatma = desk.do(add_member, MemberDraft("Fatma"), today=MONDAY)
    desk.do(stop_contact, fatma, reason="asked so", today=MONDAY)
    return [add(desk, title, owner="Noor") for title in ("Anna bellen", "Bas mailen", "Cas zien")]


@pytest.fixture
def page(desk: Desk, todos: list[int], qtbot: QtBot, qapp: QApplication) -> Iterator[TodayPage]:
    assert todos
    host = QuietHost(desk, Words("en"))
    with on_screen(TodayPage(desk, host), qtbot, qapp) as shown:  # type: ignore[arg-type]
        shown.take_focus()
        shown.list.select_key(f"todo/{todos[0]}")
        yield shown


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    qtbot.keyClick(focus(), key, modifier)


def type_in(qtbot: QtBot, text: str) -> None:
    line = focus()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Key.Key_Return)


def said(page: TodayPage) -> str:
    host: Any = page.host
    return str(host.said[-1])


def shown(page: TodayPage) -> list[str]:
    return [row.title for row in page.list.rows]


def is_at(page: TodayPage, todo: int) -> bool:
    return page.list.hasFocus() and page.list.current_key() == f"todo/{todo}"


def test_space_ticks_and_the_keyboard_is_on_the_next(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_Space)
    assert find_todo(page.desk.db, todos[0]).done_on == MONDAY
    assert said(page) == "Ticked off: Anna bellen"
    assert is_at(page, todos[1])
    page.desk.undo()
    assert find_todo(page.desk.db, todos[0]).done_on is None


def test_z_puts_off_to_the_next_working_day(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_Z)
    assert open_snoozes(page.desk.db) == {f"todo/{todos[0]}": TUESDAY}
    assert said(page) == "Put off until Tue 24 Nov: Anna bellen"
    assert is_at(page, todos[1])
    page.desk.undo()
    assert "Anna bellen" in shown(page)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("+3", 3), ("vr", 4), ("tomorrow", 1), ("27-11", 4), ("2026-12-01", 8)],
)
def test_shift_z_puts_off_until_a_day_that_is_typed(
    page: TodayPage, todos: list[int], qtbot: QtBot, typed: str, day: int
) -> None:
    press(qtbot, Key.Key_Z, Modifier.ShiftModifier)
    type_in(qtbot, typed)
    assert open_snoozes(page.desk.db) == {f"todo/{todos[0]}": MONDAY + timedelta(days=day)}
    assert is_at(page, todos[1])


def test_a_day_that_cannot_be_is_refused_next_to_the_field(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    for key, typed in ((Key.Key_Z, "yesterday"), (Key.Key_R, "yesterday"), (Key.Key_R, "blurb")):
        modifier = Modifier.ShiftModifier if key == Key.Key_Z else Modifier.NoModifier
        press(qtbot, key, modifier)
        type_in(qtbot, typed)
        assert page.day_card.isVisible()
        assert page.day_card.form.control("until").property("wrong") == "true"
        page.day_card.finish(None)
    assert find_todo(page.desk.db, todos[0]).planned_on == MONDAY
    assert open_snoozes(page.desk.db) == {}
    assert page.list.hasFocus()


def test_r_gives_it_another_day_as_one_act(page: TodayPage, todos: list[int], qtbot: QtBot) -> None:
    press(qtbot, Key.Key_R)
    type_in(qtbot, "vr")
    assert find_todo(page.desk.db, todos[0]).planned_on == FRIDAY
    assert said(page) == "Now on Fri 27 Nov: Anna bellen"
    assert is_at(page, todos[1])
    page.desk.undo()
    assert find_todo(page.desk.db, todos[0]).planned_on == MONDAY


def test_what_is_late_goes_away_until_its_new_day_and_undo_brings_both_back(
    page: TodayPage, qtbot: QtBot
) -> None:
    late = add(
        page.desk, "Dirk", planned_on=None, due_on=MONDAY - timedelta(days=5), is_promise=True
    )
    page.list.select_key(f"todo/{late}")
    press(qtbot, Key.Key_R)
    type_in(qtbot, "vr")
    assert find_todo(page.desk.db, late).planned_on == FRIDAY
    assert open_snoozes(page.desk.db) == {f"todo/{late}": FRIDAY}
    page.desk.undo()
    assert (find_todo(page.desk.db, late).planned_on, open_snoozes(page.desk.db)) == (None, {})


def test_a_day_is_for_the_line_it_was_asked_for_though_another_is_chosen_meanwhile(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_R)
    page.list.select_key(f"todo/{todos[2]}")
    type_in(qtbot, "vr")
    assert [find_todo(page.desk.db, each).planned_on for each in todos] == [FRIDAY, MONDAY, MONDAY]
    assert is_at(page, todos[2])


def test_where_only_one_region_shows_it_goes_back_to_the_list(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    page.resize(560, 700)
    qtbot.waitUntil(lambda: page.beside.is_narrow)
    press(qtbot, Key.Key_R)
    assert not page.list.isVisible()
    type_in(qtbot, "vr")
    assert page.list.isVisible()
    assert is_at(page, todos[1])


def test_a_likely_day_is_one_press_away(page: TodayPage, todos: list[int], qtbot: QtBot) -> None:
    press(qtbot, Key.Key_R)
    button = page.day_card._row.itemAt(0).widget()  # type: ignore[union-attr]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert find_todo(page.desk.db, todos[0]).planned_on == TUESDAY


def test_o_changes_the_owner_and_it_counts_no_more(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_O)
    type_in(qtbot, "Daan")
    assert find_todo(page.desk.db, todos[0]).owner == "Daan"
    assert said(page) == "Daan does it: Anna bellen"
    assert is_at(page, todos[1])
    assert "2 things, 1 of 7.2 h · 1 thing of others" in page.header.line
    page.list.select_key(f"todo/{todos[0]}")
    assert page.list.current().chips[0][0] == "Daan"  # type: ignore[union-attr]
    press(qtbot, Key.Key_O)
    assert [page.owner_card._row.itemAt(0).widget().text()] == ["Noor"]  # type: ignore[union-attr]
    press(qtbot, Key.Key_Escape)
    page.desk.undo()
    assert find_todo(page.desk.db, todos[0]).owner == "Noor"


def test_a_line_without_a_day_or_owner_of_its_own_says_why_not(
    page: TodayPage, qtbot: QtBot
) -> None:
    page.desk.do(add_task, TaskDraft("Evening", weekly_minutes=Minutes(120)))
    short, *_later = [row.key for row in page.list.rows if row.data.item.feature == "moderation"]
    page.list.select_key(short)
    press(qtbot, Key.Key_R)
    assert said(page).endswith("has no day to change here. Z puts it off.")
    press(qtbot, Key.Key_O)
    assert said(page).endswith("is settled where it belongs. Enter opens it.")
    page.hands.tick()
    assert said(page).endswith("ends where it belongs. Enter opens it.")
    assert page.list.hasFocus()


def test_letters_do_nothing_where_they_are_switched_off(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    host: Any = page.host
    host.has_letter_keys = False
    for key in (Key.Key_Z, Key.Key_R, Key.Key_O):
        press(qtbot, key)
    assert is_at(page, todos[0])
    assert open_snoozes(page.desk.db) == {}
    host.has_letter_keys = True


def test_the_menu_key_shows_what_can_be_done_with_its_keys(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(
        page.list.viewport(), QContextMenuEvent(reason, QPoint(5, 5), QPoint(5, 5))
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    keys = [action.text().split("\t")[1] for action in menu.actions()]
    assert keys == ["Enter", "Space", "Z", "Shift+Z", "R", "O"]
    menu.actions()[1].trigger()
    menu.close()
    assert find_todo(page.desk.db, todos[0]).done_on == MONDAY


def test_all_of_it_is_in_the_palette(page: TodayPage) -> None:
    texts = {action.text for action in page.page_actions()}
    wanted = {"Close the day", "Tick off", "Put off", "Put off until…", "Reschedule…"}
    assert wanted | {"Change the owner…"} <= texts


def test_the_pane_says_why_a_line_is_where_it_is(page: TodayPage) -> None:
    assert "Place 1 of 3. What is due comes after what was promised: for today, 30 min." in (
        page.beside.detail._line.text()
    )


def test_closing_shows_before_it_takes_and_can_be_changed(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    page.close_day()
    assert page.closing.isVisible()
    assert focus() is page.closing.rows[0].choice.box
    assert [place.day for place in page.closing.places] == [TUESDAY] * 3
    assert find_todo(page.desk.db, todos[0]).planned_on == MONDAY
    ways = page.closing.rows[1].choice
    press(qtbot, Key.Key_Tab)
    assert focus() is ways.box
    press(qtbot, Key.Key_Down)
    assert page.closing.places[1].day == MONDAY + timedelta(days=2)
    page.desk.do(plan_todo, todos[2], None)
    assert [place.day for place in page.closing.places] == [TUESDAY, MONDAY + timedelta(days=2)]
    press(qtbot, Key.Key_Return, Modifier.ControlModifier)
    assert not page.is_closing
    assert find_todo(page.desk.db, todos[1]).planned_on == MONDAY + timedelta(days=2)
    page.desk.undo()
    assert [find_todo(page.desk.db, each).planned_on for each in todos[:2]] == [MONDAY, MONDAY]


def test_something_can_go_back_to_be_planned_or_stay(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    page.close_day()
    for place, way in enumerate((Way.TO_PLAN, Way.STAY)):
        choice = page.closing.rows[place].choice
        choice.load((way, None))
        choice.edited.emit()
    page.closing.take()
    found = [find_todo(page.desk.db, each).planned_on for each in todos]
    assert found == [None, MONDAY, TUESDAY]


def test_esc_leaves_the_close_of_the_day_as_it_was(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    page.close_day()
    press(qtbot, Key.Key_Escape)
    assert not page.is_closing
    assert is_at(page, todos[0])
    assert find_todo(page.desk.db, todos[0]).planned_on == MONDAY


def test_enter_opens_a_place_and_takes_nothing_over(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    page.close_day()
    box = page.closing.rows[0].choice.box
    press(qtbot, Key.Key_Return)
    assert page.is_closing
    assert box.view().isVisible()
    box.hidePopup()
    assert find_todo(page.desk.db, todos[0]).planned_on == MONDAY


def test_esc_asks_before_it_throws_away_a_chosen_place(page: TodayPage, qtbot: QtBot) -> None:
    page.close_day()
    press(qtbot, Key.Key_Down)
    assert page.has_unsaved()
    press(qtbot, Key.Key_Escape)
    assert page.is_closing
    (asked,) = page.window().findChildren(QDialog)
    asked.accept()
    assert not page.is_closing
    assert said(page) == "Nothing was moved."
    assert not page.has_unsaved()


def test_an_empty_day_says_what_was_done_and_what_comes_first(
    page: TodayPage, qtbot: QtBot
) -> None:
    for _ in range(2):
        press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Z)
    assert page.list.rows == []
    text = page.list._empty._text.text()
    assert "Done today, in 1 h" in text
    assert "First on Tue 24 Nov: Cas zien." in text
    assert "nothing left for today" in page.header.line
    page.close_day()
    assert not page.closing.taker.isEnabled()


def test_with_many_people_the_coming_days_are_read_beside_the_window(
    desk: Desk, todos: list[int], qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commdesk.features.today.page.closing._MANY", 0)
    host = ThreadedHost(desk, Words("en"))
    with on_screen(TodayPage(desk, host), qtbot, qapp) as page:  # type: ignore[arg-type]
        page.close_day()
        assert not page.closing.taker.isEnabled()
        qtbot.waitUntil(lambda: len(page.closing.rows) == len(todos))
        assert focus() is page.closing.rows[0].choice.box
        page.closing.take()
        assert find_todo(desk.db, todos[0]).planned_on == TUESDAY
        host.jobs.stop()


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Z])
def test_the_line_that_undo_brings_back_is_selected(
    page: TodayPage, todos: list[int], qtbot: QtBot, key: Qt.Key
) -> None:
    press(qtbot, key)
    assert is_at(page, todos[1])
    page.desk.undo()
    assert is_at(page, todos[0])
    page.desk.redo()
    assert not is_at(page, todos[0])


def test_undo_selects_the_line_that_it_moves_back(
    page: TodayPage, todos: list[int], qtbot: QtBot
) -> None:
    press(qtbot, Key.Key_R)
    type_in(qtbot, "fr")
    page.list.select_key(f"todo/{todos[1]}")
    page.desk.undo()
    assert is_at(page, todos[0])
