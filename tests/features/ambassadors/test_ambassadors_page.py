"""The Ambassadors page with real widgets and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.ambassadors.model import AmbassadorDraft, ExchangeDraft
from commdesk.features.ambassadors.ops import add_ambassador, log_exchange
from commdesk.features.ambassadors.page import AmbassadorsPage
from commdesk.features.ambassadors.queries import (
    ambassador_of,
    exchanges_of,
    find_ambassador,
    list_ambassadors,
)
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
def page(
    qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost
) -> Iterator[AmbassadorsPage]:
    with on_screen(AmbassadorsPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


@pytest.fixture
def add(desk: Desk) -> Callable[..., int]:
    def make(name: str, **fields: Any) -> int:
        member = desk.do(add_member, MemberDraft(name), today=date(2026, 10, 1))
        return desk.do(add_ambassador, member, AmbassadorDraft(**fields), today=MONDAY)

    return make


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def test_an_empty_page_says_how_to_begin(page: AmbassadorsPage) -> None:
    assert "No ambassadors yet" in page.list._empty.accessibleName()


def test_a_member_becomes_an_ambassador_with_the_keyboard(
    qtbot: QtBot, desk: Desk, page: AmbassadorsPage
) -> None:
    member = desk.do(add_member, MemberDraft("Henk"), today=MONDAY)
    page.add()
    qtbot.keyClicks(page.editor.form.control("member"), "henk")
    press(qtbot, Key.Key_Return, CTRL)
    known = ambassador_of(desk.db, member)
    assert known
    assert (known.stage, known.cadence_days) == ("candidate", 30)
    assert page.list.hasFocus()
    assert page.list.current_key() == known.id


def test_a_name_that_nobody_has_is_refused_at_its_field(
    qtbot: QtBot, desk: Desk, page: AmbassadorsPage
) -> None:
    page.add()
    qtbot.keyClicks(page.editor.form.control("member"), "nobody")
    press(qtbot, Key.Key_Return, CTRL)
    assert page.editor.form._errors["member"].isVisible()
    assert list_ambassadors(desk.db, MONDAY) == []


def test_alt_and_the_arrows_move_through_the_stages(
    qtbot: QtBot, desk: Desk, page: AmbassadorsPage, host: QuietHost, add: Callable[..., int]
) -> None:
    henk = add("Henk")
    page.list.setFocus()
    press(qtbot, Key.Key_Left, ALT)
    assert find_ambassador(desk.db, henk).stage == "candidate"
    press(qtbot, Key.Key_Right, ALT)
    assert find_ambassador(desk.db, henk).stage == "asked"
    assert host.said[-1] == "Henk: asked"
    press(qtbot, Key.Key_Left, ALT)
    assert find_ambassador(desk.db, henk).stage == "candidate"


def test_g_logs_a_give(
    qtbot: QtBot, desk: Desk, page: AmbassadorsPage, add: Callable[..., int]
) -> None:
    henk = find_ambassador(desk.db, add("Henk", stage="active"))
    page.list.setFocus()
    press(qtbot, Key.Key_G)
    qtbot.keyClicks(page.exchange.form.control("what"), "A stage in December")
    assert page.exchange.notice.isHidden()
    press(qtbot, Key.Key_Return, CTRL)
    (given,) = exchanges_of(desk.db, henk.member_id)
    assert (given.kind, given.what, given.happened_on) == ("give", "A stage in December", MONDAY)
    assert page.list.current().chips == [("1× given, 0× asked", "accent")]  # type: ignore[union-attr]


def test_an_ask_below_zero_warns_but_never_locks(
    qtbot: QtBot, desk: Desk, page: AmbassadorsPage, add: Callable[..., int]
) -> None:
    henk = find_ambassador(desk.db, add("Henk", stage="active"))
    desk.do(log_exchange, ExchangeDraft(henk.member_id, "ask", "An article"), today=MONDAY)
    assert page.list.current().chips[-1][1] == "warn"  # type: ignore[union-attr]
    page.list.setFocus()
    press(qtbot, Key.Key_A)
    assert "Give first" in page.exchange.notice.text
    often = page.exchange.form.control("recurrence")
    assert isinstance(often, QComboBox)
    often.setCurrentIndex(1)
    often.activated.emit(1)
    assert "wears people out" in page.exchange.notice.text
    qtbot.keyClicks(page.exchange.form.control("what"), "Another")
    press(qtbot, Key.Key_Return, CTRL)
    assert len(exchanges_of(desk.db, henk.member_id)) == 2


def test_what_cannot_be_is_refused_at_its_field_and_the_typing_stays(
    qtbot: QtBot, desk: Desk, page: AmbassadorsPage, add: Callable[..., int]
) -> None:
    henk = add("Henk")
    page.change()
    form = page.editor.form
    form.control("from_on").setText("23-11-2026")  # type: ignore[attr-defined]
    form.control("until_on").setText("22-11-2026")  # type: ignore[attr-defined]
    page.editor.save()
    assert form._errors["until_on"].isVisible()
    assert find_ambassador(desk.db, henk).from_on is None
    press(qtbot, Key.Key_Escape)
    assert page.list.hasFocus()


def test_the_line_says_who_is_due_and_where_to_give(
    desk: Desk, page: AmbassadorsPage, host: QuietHost, add: Callable[..., int]
) -> None:
    henk = find_ambassador(desk.db, add("Henk", stage="active", cadence_days=5))
    desk.do(log_exchange, ExchangeDraft(henk.member_id, "ask", "An article"), today=MONDAY)
    assert page.header.line == "1 is due for contact · 1 was asked more than given"
    page._buttons(page.list.current().data)[0].click()  # type: ignore[union-attr]
    assert host.opened == [("outreach", henk.member_id)]
