"""The board of ambassadors and the forms beside their list, with real widgets and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.ambassadors.agreements.ops import want_hours
from commdesk.features.ambassadors.agreements.queries import agreements_of, wanted_minutes
from commdesk.features.ambassadors.checks.model import CheckDraft
from commdesk.features.ambassadors.checks.ops import note_check
from commdesk.features.ambassadors.checks.queries import checks_of
from commdesk.features.ambassadors.model import AmbassadorDraft, ExchangeDraft, Need
from commdesk.features.ambassadors.ops import add_ambassador, log_exchange
from commdesk.features.ambassadors.page import AmbassadorsPage
from commdesk.features.ambassadors.pipeline.page import BoardPage
from commdesk.features.ambassadors.pipeline.page.column import carried
from commdesk.features.ambassadors.pipeline.queries import moves_of
from commdesk.features.ambassadors.queries import exchanges_of, find_ambassador
from commdesk.features.members import MemberDraft, add_member
from tests.host import QuietHost, on_screen

MONDAY = date(2026, 11, 23)
Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def host(desk: Desk) -> QuietHost:
    return QuietHost(desk, Words("en"))


@pytest.fixture
def board(qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost) -> Iterator[BoardPage]:
    with on_screen(BoardPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost
) -> Iterator[AmbassadorsPage]:
    with on_screen(AmbassadorsPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


@pytest.fixture
def add(desk: Desk) -> Callable[..., int]:
    def make(name: str, today: date = MONDAY, **fields: Any) -> int:
        member = desk.do(add_member, MemberDraft(name), today=MONDAY)
        return desk.do(add_ambassador, member, AmbassadorDraft(**fields), today=today)

    return make


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def shown(board: BoardPage) -> dict[str, list[str]]:
    return {c.stage: [r.title for r in c.list.rows] for c in board.columns if c.list.rows}


def test_a_card_goes_along_with_alt_and_an_arrow_and_takes_a_note(
    qtbot: QtBot, desk: Desk, board: BoardPage, host: QuietHost, add: Callable[..., int]
) -> None:
    henk = add("Henk")
    add("Petra", stage="active")
    board.take_focus()
    press(qtbot, Key.Key_Right, ALT)
    assert shown(board) == {"asked": ["Henk"], "active": ["Petra"]}
    assert host.said[-1] == "Henk: asked"
    assert board.columns[1].list.hasFocus(), "the keyboard goes along"
    press(qtbot, Key.Key_N)
    assert board.note.hasFocus()
    qtbot.keyClicks(board.note, "Over coffee")
    press(qtbot, Key.Key_Return)
    (last, _first) = moves_of(desk.db, find_ambassador(desk.db, henk).member_id)
    assert (last.stage_before, last.stage, last.note) == ("candidate", "asked", "Over coffee")
    assert board.columns[1].list.hasFocus()
    desk.undo()
    desk.undo()
    assert shown(board) == {"candidate": ["Henk"], "active": ["Petra"]}


def test_the_keyboard_goes_back_with_a_card_when_the_move_is_undone(
    qtbot: QtBot, desk: Desk, board: BoardPage, add: Callable[..., int]
) -> None:
    add("Henk")
    add("Petra", stage="asked")
    board.take_focus()
    press(qtbot, Key.Key_Right, ALT)
    assert board.columns[1].list.hasFocus()
    desk.undo()
    assert board.columns[0].list.hasFocus()
    assert [row.title for c in board.columns if (row := c.list.current())] == ["Henk"]


def test_a_note_is_kept_when_the_keyboard_goes_elsewhere(
    qtbot: QtBot, desk: Desk, board: BoardPage, add: Callable[..., int]
) -> None:
    henk = add("Henk")
    board.take_focus()
    press(qtbot, Key.Key_N)
    qtbot.keyClicks(board.note, "Knows everybody")
    board.columns[0].list.setFocus()
    (move,) = moves_of(desk.db, find_ambassador(desk.db, henk).member_id)
    assert move.note == "Knows everybody"


def test_an_empty_board_says_so_once_and_has_one_button(
    qtbot: QtBot, board: BoardPage, host: QuietHost, add: Callable[..., int]
) -> None:
    shown_buttons = [b for b in board.findChildren(QPushButton) if b.isVisibleTo(board)]
    assert [b.text() for b in shown_buttons] == ["Add ambassador"]
    assert not any(column.isVisibleTo(board) for column in board.columns)
    board.take_focus()
    press(qtbot, Key.Key_Return)
    assert host.opened[-1][0] == "ambassadors"
    add("Henk")
    board.refresh()
    assert not board.empty.isVisibleTo(board)
    assert all(column.isVisibleTo(board) for column in board.columns)
    assert [b for b in board.findChildren(QPushButton) if b.isVisibleTo(board)] == []


def test_arrows_go_round_the_board_over_empty_columns(
    qtbot: QtBot, board: BoardPage, add: Callable[..., int]
) -> None:
    add("Henk")
    add("Petra", stage="active")
    board.take_focus()
    press(qtbot, Key.Key_Right)
    assert board.columns[3].list.hasFocus()
    assert board.person_at_hand() == board.columns[3].list.rows[0].data.ambassador.member_id
    press(qtbot, Key.Key_Right)
    assert board.columns[3].list.hasFocus(), "there is nothing further on"
    press(qtbot, Key.Key_Left)
    assert board.columns[0].list.hasFocus()
    assert board.columns[3].list.current() is None, "one card is selected on the whole board"


def test_a_card_is_dropped_in_another_column(
    desk: Desk, board: BoardPage, add: Callable[..., int]
) -> None:
    henk = add("Henk")
    target = board.columns[3].list
    mime = carried(henk)
    buttons = Qt.MouseButton.LeftButton
    for _twice in range(2):  # dropped where it is already nothing happens
        event = QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, mime, buttons, NO)
        target.dropEvent(event)
    assert find_ambassador(desk.db, henk).stage == "active"
    assert len(moves_of(desk.db, find_ambassador(desk.db, henk).member_id)) == 2


def test_the_line_of_the_board_holds_hours_against_what_is_wanted(
    desk: Desk, board: BoardPage, add: Callable[..., int]
) -> None:
    henk = add("Henk", stage="active", weekly_minutes=Minutes(90))
    assert board.header.line == ""
    desk.do(want_hours, 240)
    assert board.header.line == "1.5 h of 4 h a week agreed · 2.5 h still to be found"
    member = find_ambassador(desk.db, henk).member_id
    desk.do(note_check, CheckDraft(member, "yes"), today=MONDAY)
    assert board.header.line.endswith("1 of 1 got what they were looking for")


def test_m_writes_a_move_with_its_note_and_changes_the_last_one(
    qtbot: QtBot, desk: Desk, page: AmbassadorsPage, add: Callable[..., int]
) -> None:
    henk = add("Henk")
    page.list.setFocus()
    press(qtbot, Key.Key_M)
    stage = page.mover.form.control("stage")
    assert isinstance(stage, QComboBox)
    stage.setCurrentIndex(1)
    stage.activated.emit(1)
    qtbot.keyClicks(page.mover.form.control("note"), "Coffee")
    press(qtbot, Key.Key_Return, CTRL)
    member = find_ambassador(desk.db, henk).member_id
    assert (moves_of(desk.db, member)[0].stage, moves_of(desk.db, member)[0].note) == (
        "asked",
        "Coffee",
    )
    page.list.setFocus()
    press(qtbot, Key.Key_M)
    page.mover.form.control("note").selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(page.mover.form.control("note"), "Tea")
    press(qtbot, Key.Key_Return, CTRL)
    assert [move.note for move in moves_of(desk.db, member)] == ["Tea", ""]


def test_l_looks_back(
    qtbot: QtBot, desk: Desk, page: AmbassadorsPage, add: Callable[..., int]
) -> None:
    henk = add("Henk", date(2026, 5, 1), stage="active", looking_for=Need.NETWORK)
    page.list.setFocus()
    press(qtbot, Key.Key_L)
    qtbot.keyClicks(page.check.form.control("note"), "Three towns")
    press(qtbot, Key.Key_Return, CTRL)
    (check,) = checks_of(desk.db, find_ambassador(desk.db, henk).member_id)
    assert (check.answer, check.note, check.checked_on) == ("yes", "Three towns", MONDAY)


def test_an_agreement_that_ends_offers_the_next_one_from_the_day_after(
    desk: Desk, page: AmbassadorsPage, add: Callable[..., int]
) -> None:
    end = MONDAY + timedelta(days=9)
    henk = add("Henk", stage="active", agreement="Read along", until_on=end)
    page.list.select_first()
    row = page.list.current()
    assert row
    (renew,) = (b for b in page._buttons(row.data) if b.text() == "New agreement")
    renew.click()
    form = page.agreement.form
    form.control("what").setPlainText("Go on")  # type: ignore[attr-defined]
    form.control("until_on").setText("1-1-2026")  # type: ignore[attr-defined]
    page.agreement.save()
    assert form._errors["until_on"].isVisible(), "the end lies before the start"
    form.control("until_on").setText("1-6-2027")  # type: ignore[attr-defined]
    page.agreement.save()
    newest = agreements_of(desk.db, find_ambassador(desk.db, henk).member_id)[0]
    assert (newest.what, newest.from_on) == ("Go on", end + timedelta(days=1))


def test_the_hours_wanted_are_set_on_the_page(desk: Desk, page: AmbassadorsPage) -> None:
    page.want()
    page.wanted.form.control("minutes").setText("6")  # type: ignore[attr-defined]
    page.wanted.save()
    assert wanted_minutes(desk.db) == 360


def test_an_ask_that_warns_offers_gives_that_fit(
    qtbot: QtBot, desk: Desk, page: AmbassadorsPage, add: Callable[..., int]
) -> None:
    member = find_ambassador(
        desk.db, add("Henk", stage="active", looking_for=Need.PLATFORM)
    ).member_id
    got = "Give their story a place in the newsletter"
    desk.do(log_exchange, ExchangeDraft(member, "give", got), today=MONDAY)
    page.list.select_first()
    page.list.setFocus()
    press(qtbot, Key.Key_A)
    assert page.exchange.fits.isHidden(), "in balance nothing is said"
    press(qtbot, Key.Key_Escape)
    for what in ("One", "Two"):
        desk.do(log_exchange, ExchangeDraft(member, "ask", what), today=MONDAY)
    page.list.setFocus()
    press(qtbot, Key.Key_A)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    offered = page.exchange.fits.findChildren(QPushButton)
    assert page.exchange.fits.isVisible()
    assert [each.accessibleName() for each in offered] == [
        "Give: Invite them to speak at the next meeting",
        "Give: Pass their article on to the trade press",
    ], "not what they got already"
    page.exchange.form.control("recurrence").setFocus()
    reached = []
    for _ in range(4):
        press(qtbot, Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == [*offered, page.exchange.saver, page.exchange.leaver]
    offered[0].click()
    assert page.exchange.form.value_now("kind") == "give"
    page.exchange.save()
    assert exchanges_of(desk.db, member)[0].what == "Invite them to speak at the next meeting"
