"""The tabs Promises and Introductions, and a promise beside Waiting, with widgets and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.features.outreach.introductions.ops import introduce
from commdesk.features.outreach.introductions.page import IntroductionsPage
from commdesk.features.outreach.introductions.queries import list_introductions
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.page.people import WAITING
from commdesk.features.outreach.promises.model import Promise, PromiseDraft
from commdesk.features.outreach.promises.ops import open_promise
from commdesk.features.outreach.promises.page import PromisesPage
from commdesk.features.outreach.promises.queries import find_promise, promises_of
from commdesk.features.outreach.queries import find_message
from tests.host import QuietHost, on_screen

MONDAY = date(2026, 11, 23)
Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Add = Callable[..., int]
Log = Callable[..., int]


@pytest.fixture
def show(
    qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost
) -> Iterator[Callable[[Any], Any]]:
    """Show a page of this kind; one in a test."""
    with ExitStack() as stack:

        def open_it(kind: Any) -> Any:
            page = stack.enter_context(on_screen(kind(desk, host), qtbot, qapp))
            qtbot.waitUntil(page.isActiveWindow)
            return page

        yield open_it


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def type_in(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def name(qtbot: QtBot, page: Any, key: str, typed: str) -> None:
    """Type a name, let the suggestions go, and step to the next field."""
    line = page.form.form.control(key)
    qtbot.keyClicks(line, typed)
    line.completer().popup().hide()
    page.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    press(qtbot, Key.Key_Tab)


def note(desk: Desk, member: int, **fields: Any) -> int:
    draft = PromiseDraft(member, **{"what": "A piece on trees"} | fields)
    return desk.do(open_promise, draft, today=MONDAY)


def groups(page: Any) -> list[str]:
    return [row.group for row in page.list.rows]


def buttons(page: Any) -> list[str]:
    return [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]


# --- promises -------------------------------------------------------------------------------------


def test_an_empty_page_says_what_fills_it(show: Callable[[Any], Any]) -> None:
    page = show(PromisesPage)
    assert "No promises yet" in page.list._empty.accessibleName()
    assert "Go to Members" in buttons(page)
    assert page.header.line == ""


def test_with_people_it_says_where_promises_come_from(show: Callable[[Any], Any], add: Add) -> None:
    add()
    page = show(PromisesPage)
    assert "will contribute" in page.list._empty.accessibleName()
    assert page.form.isHidden() or not page.form.isVisible()


def test_a_promise_of_ours_is_noted_with_keys_alone(
    qtbot: QtBot, desk: Desk, show: Callable[[Any], Any], add: Add
) -> None:
    fatma = add()
    page = show(PromisesPage)
    page.add()
    name(qtbot, page, "member", "fatma")
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Tab)
    type_in(qtbot, "Send the numbers")
    press(qtbot, Key.Key_Tab)
    type_in(qtbot, "30-11")
    press(qtbot, Key.Key_Return)
    (promise,) = promises_of(desk.db, fatma)
    assert (promise.side, promise.what) == ("ours", "Send the numbers")
    assert promise.due_on == date(2026, 11, 30)
    assert page.list.hasFocus()
    assert page.list.current_key() == promise.id
    assert page.header.line == "1 open promise"


def test_alt_arrows_move_a_promise_and_delete_lets_it_go(
    qtbot: QtBot, desk: Desk, host: QuietHost, show: Callable[[Any], Any], add: Add
) -> None:
    promise = note(desk, add())
    page = show(PromisesPage)
    page.list.setFocus()
    stages = []
    for key, keys in ((Key.Key_Right, ALT), (Key.Key_Right, ALT), (Key.Key_Right, ALT),
                      (Key.Key_Left, ALT), (Key.Key_Delete, NO)):  # fmt: skip
        press(qtbot, key, keys)
        stages.append(find_promise(desk.db, promise).stage)
        assert page.list.current_key() == promise
    assert stages == ["draft", "placed", "placed", "draft", "dropped"]
    assert host.said[-1] == "Fatma: let go"
    press(qtbot, Key.Key_Left, ALT)
    assert find_promise(desk.db, promise).stage == "idea"


def test_enter_changes_a_promise_beside_the_list(
    qtbot: QtBot, desk: Desk, show: Callable[[Any], Any], add: Add
) -> None:
    promise = note(desk, add())
    page = show(PromisesPage)
    page.list.setFocus()
    press(qtbot, Key.Key_Return)
    assert QApplication.focusWidget() is page.form.form.control("what")
    type_in(qtbot, "!")
    assert page.has_unsaved()
    press(qtbot, Key.Key_Return)
    assert "!" in find_promise(desk.db, promise).what
    assert not page.has_unsaved()
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Escape)
    assert page.list.hasFocus()


def test_a_day_that_cannot_be_read_is_said_at_its_field(
    qtbot: QtBot, desk: Desk, show: Callable[[Any], Any], add: Add
) -> None:
    note(desk, add())
    page = show(PromisesPage)
    page.change()
    page.form.form.control("due_on").setText("ooit")
    page.form.form._set_dirty(now=True)
    page.form.save()
    assert page.form.form._errors["due_on"].isVisible()


def test_the_board_stands_in_groups_and_says_what_is_late(
    desk: Desk, show: Callable[[Any], Any], add: Add
) -> None:
    fatma = add()
    note(desk, fatma)
    note(desk, fatma, side="ours", due_on=date(2026, 11, 19))
    note(desk, fatma, follow_up_on=MONDAY)
    page = show(PromisesPage)
    assert groups(page) == ["Promised by us", "Promised by them: idea", "Promised by them: idea"]
    assert page.list.rows[0].chips == [("4 days late", "bad")]
    assert page.list.rows[1].chips == [("ask after it", "warn")]
    assert page.header.line == "3 open promises · 1 is late"


def test_it_opens_at_a_promise_and_for_a_member(
    desk: Desk, show: Callable[[Any], Any], add: Add
) -> None:
    fatma = add()
    note(desk, fatma)
    second = note(desk, add("Henk"))
    page = show(PromisesPage)
    page.show_target(second)
    assert page.list.current_key() == second
    page.show_target(f"new-{fatma}")
    assert page.form.heading.text() == "Promise with Fatma"
    assert QApplication.focusWidget() is page.form.form.control("what")


# --- beside Waiting -------------------------------------------------------------------------------


@pytest.fixture
def waiting(show: Callable[[Any], Any], add: Add, log: Log) -> tuple[OutreachPage, int, int]:
    """The list of who still owes an answer, with Fatma's message in it."""
    fatma = add()
    message = log(fatma)
    page: OutreachPage = show(OutreachPage)
    page.people.show_tab(WAITING)
    page.people.waiting.setFocus()
    return page, fatma, message


def promised(desk: Desk, member: int) -> Promise:
    (promise,) = promises_of(desk.db, member)
    return promise


def test_result_3_asks_what_was_promised_and_enter_saves(
    qtbot: QtBot, desk: Desk, waiting: tuple[OutreachPage, int, int]
) -> None:
    page, fatma, _message = waiting
    press(qtbot, Key.Key_3)
    assert QApplication.focusWidget() is page.promise_form.form.control("what")
    type_in(qtbot, "5 z / s 12")
    press(qtbot, Key.Key_Return)
    assert promised(desk, fatma).what == "5 z / s 12"
    assert page.people.waiting.hasFocus()
    assert page.composer.isVisible()


def test_result_3_and_escape_leaves_the_promise_as_it_is(
    qtbot: QtBot, desk: Desk, waiting: tuple[OutreachPage, int, int]
) -> None:
    page, fatma, message = waiting
    press(qtbot, Key.Key_3)
    press(qtbot, Key.Key_Escape)
    assert promised(desk, fatma).what == ""
    assert page.people.waiting.hasFocus()
    desk.undo()
    assert promises_of(desk.db, fatma) == []
    assert find_message(desk.db, message).result == ""
    assert [row.key for row in page.people.waiting.rows] == [message]


def test_another_result_asks_nothing(qtbot: QtBot, waiting: tuple[OutreachPage, int, int]) -> None:
    page, _fatma, _message = waiting
    press(qtbot, Key.Key_2)
    assert not page.promise_form.isVisible()


def test_a_typed_promise_is_not_lost_by_closing(
    qtbot: QtBot, waiting: tuple[OutreachPage, int, int]
) -> None:
    page, _fatma, _message = waiting
    press(qtbot, Key.Key_3)
    type_in(qtbot, "An article")
    assert page.has_unsaved()
    page.drop_unsaved()
    assert not page.has_unsaved()


def test_the_person_has_buttons_for_a_promise_and_an_introduction(
    qtbot: QtBot, desk: Desk, host: QuietHost, waiting: tuple[OutreachPage, int, int]
) -> None:
    page, fatma, _message = waiting
    press(qtbot, Key.Key_2)
    page.show_member(fatma, None)
    page.begin_promise()
    type_in(qtbot, "An example")
    press(qtbot, Key.Key_Return)
    assert promised(desk, fatma).what == "An example"
    page.show_member(fatma, None)
    assert {"New promise", "More…"} <= {b.text() for b in page.findChildren(QPushButton)}
    assert any("Introduce…" in b.toolTip() for b in page.findChildren(QPushButton))
    page.acts.introduce()
    assert host.opened[-1] == ("introductions", f"new-{fatma}")


# --- introductions --------------------------------------------------------------------------------


def test_an_empty_page_of_introductions_says_what_fills_it(show: Callable[[Any], Any]) -> None:
    page = show(IntroductionsPage)
    assert "Nobody was introduced yet" in page.list._empty.accessibleName()
    assert "Go to Members" in buttons(page)


def test_two_members_are_introduced_with_keys_alone(
    qtbot: QtBot, desk: Desk, show: Callable[[Any], Any], add: Add
) -> None:
    add("Kees", looking_for="Which trees may go")
    add("Anna", tags=("trees",))
    page = show(IntroductionsPage)
    page.add()
    name(qtbot, page, "member", "kees")
    name(qtbot, page, "other", "anna")
    type_in(qtbot, "Trees")
    press(qtbot, Key.Key_Return, CTRL)
    (made,) = list_introductions(desk.db)
    assert (made.name, made.other_name, made.why) == ("Kees", "Anna", "Trees")
    assert page.list.hasFocus()
    press(qtbot, Key.Key_2)
    assert list_introductions(desk.db)[0].result == "helped"
    assert page.header.line == "1 of 1 found each other"


def test_a_suggestion_fills_the_form_in(
    qtbot: QtBot, desk: Desk, show: Callable[[Any], Any], add: Add
) -> None:
    kees = add("Kees", looking_for="Which trees may go")
    add("Anna", tags=("trees",))
    page = show(IntroductionsPage)
    page.show_target(f"new-{kees}")
    offered = page.form._suggestions.list
    assert [row.title for row in offered.rows] == ["Anna"]
    offered.setFocus()
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return, CTRL)
    (made,) = list_introductions(desk.db)
    assert made.why == "Kees looks for this; Anna has the tag trees"


def test_a_refusal_stands_at_its_field(qtbot: QtBot, show: Callable[[Any], Any], add: Add) -> None:
    kees = add("Kees")
    page = show(IntroductionsPage)
    page.show_target(f"new-{kees}")
    name(qtbot, page, "other", "kees")
    type_in(qtbot, "x")
    page.form.save()
    assert page.form.form._errors["other"].isVisible()
    assert page.has_unsaved()
    page.drop_unsaved()


def test_enter_changes_why_they_were_introduced(
    qtbot: QtBot, desk: Desk, show: Callable[[Any], Any], add: Add
) -> None:
    desk.do(introduce, add("Kees"), add("Anna"), "Trees", now=desk.now())
    page = show(IntroductionsPage)
    page.list.setFocus()
    press(qtbot, Key.Key_Return)
    page.form.form.control("why").setPlainText("Parks")
    press(qtbot, Key.Key_Return, CTRL)
    assert list_introductions(desk.db)[0].why == "Parks"
    assert list_introductions(desk.db)[0].follow_up_on == date(2026, 12, 7)
