"""Replies, contact logged afterwards, and sending that goes wrong: the real page, by keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QClipboard, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import add_identity, find_member, stop_contact
from commdesk.features.outreach.model import Draft
from commdesk.features.outreach.ops import keep_draft
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.page.people import QUEUE, WAITING
from commdesk.features.outreach.queries import count_written, find_draft, messages_of
from tests.features.outreach.test_outreach_page import ALT, CTRL, Add, Key, Log, names, press
from tests.host import QuietHost

MONDAY = date(2026, 11, 23)


def begin(page: OutreachPage) -> None:
    page.people.show_tab(WAITING)
    page.people.list.setFocus()


# --- the list of who owes an answer ---------------------------------------------------------------


def test_a_letter_typed_in_the_list_begins_a_name(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add, log: Log
) -> None:
    members = {name: add(name) for name in ("Anna", "Bas", "Cor")}
    for days, member in enumerate(members.values(), 1):
        log(member, days_ago=days)
    begin(page)
    for sign in "BA":
        qtbot.keyClick(QApplication.focusWidget(), sign)
    assert page.people.filter.text().lower() == "ba"
    assert names(page) == ["Bas"]
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_4)
    assert messages_of(desk.db, members["Bas"])[0].result == "contributed"
    assert page.people.filter.hasFocus()
    assert (page.people.filter.text(), names(page)) == ("", ["Anna", "Cor"])


def test_a_digit_is_about_nobody_when_no_name_fits(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add, log: Log
) -> None:
    member = add("Anna")
    log(member, days_ago=1)
    begin(page)
    page.people.filter.setText("zz")
    assert page.member_id is None
    assert "Nobody of that name" in page.people.list._empty.accessibleName()
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_4)
    page.people.list.setFocus()
    press(qtbot, Key.Key_4)
    assert messages_of(desk.db, member)[0].result == ""
    page.people.filter.clear()
    assert names(page) == ["Anna"]


def test_down_goes_to_the_first_row_whatever_was_selected(
    qtbot: QtBot, page: OutreachPage, add: Add, log: Log
) -> None:
    for days, name in enumerate(("Jan A", "Jan B", "Jan C"), 1):
        log(add(name), days_ago=days)
    begin(page)
    press(qtbot, Key.Key_End)
    page.people.filter.setFocus()
    qtbot.keyClicks(page.people.filter, "jan")
    press(qtbot, Key.Key_Down)
    row = page.people.waiting.current()
    assert row
    assert row.title == "Jan A"


def test_without_a_name_the_keyboard_stays_in_the_list(
    qtbot: QtBot, page: OutreachPage, add: Add, log: Log
) -> None:
    for days, name in enumerate(("Anna", "Bas", "Cor"), 1):
        log(add(name), days_ago=days)
    begin(page)
    press(qtbot, Key.Key_2)
    press(qtbot, Key.Key_1)
    assert names(page) == ["Cor"]


def test_letters_that_are_off_begin_a_name(
    qtbot: QtBot, page: OutreachPage, host: QuietHost, add: Add, log: Log
) -> None:
    log(add("Zoe"), days_ago=1)
    host.has_letter_keys = False
    begin(page)
    press(qtbot, Key.Key_Z)
    assert page.people.filter.text().lower() == "z"


def test_five_closes_the_draft_too_and_one_undo_brings_all_back(
    qtbot: QtBot, qapp: QApplication, desk: Desk, page: OutreachPage, add: Add, log: Log
) -> None:
    anna = add("Anna")
    first, second = log(anna, days_ago=5), log(anna, days_ago=3)
    desk.do(keep_draft, Draft(anna, "mail", "ask", "Half a"))
    begin(page)
    press(qtbot, Key.Key_5)
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, QDialog)
    qtbot.keyClick(dialog, Key.Key_Return)
    assert names(page) == []
    assert find_member(desk.db, anna).do_not_contact
    assert find_draft(desk.db, anna) is None
    assert [m.follow_up_on for m in messages_of(desk.db, anna)] == [None, None]
    desk.undo()
    assert not find_member(desk.db, anna).do_not_contact
    draft = find_draft(desk.db, anna)
    assert draft
    assert draft.text == "Half a"
    found = {m.id: m for m in messages_of(desk.db, anna)}
    assert found[second].follow_up_on == date(2026, 11, 27)
    assert (found[first].result, found[second].result) == ("", "")


def test_a_reply_to_somebody_goes_to_their_last_message_that_waits(
    page: OutreachPage, add: Add, log: Log
) -> None:
    anna, bas = add("Anna"), add("Bas")
    log(anna, days_ago=9)
    last = log(anna, days_ago=3)
    log(bas, days_ago=1)
    page.people.filter.setText("bas")
    page.show_target(f"reply/{anna}")
    assert page.people.tab == WAITING
    assert page.people.list.current_key() == last
    assert page.people.list.hasFocus()


def test_a_reply_to_somebody_who_owes_none_opens_the_log_form(page: OutreachPage, add: Add) -> None:
    cor = add("Cor")
    page.show_target(f"reply/{cor}")
    assert page.log_form.isVisible()
    assert page.log_form.together.members() == [cor]
    assert page.log_form.form.control("text").hasFocus()


# --- contact that was elsewhere -------------------------------------------------------------------


def choose(page: OutreachPage, key: str, place: int) -> None:
    box = page.log_form.form.control(key)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_a_late_log_counts_from_its_own_date(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add
) -> None:
    anna = add("Anna")
    page.show_target(f"reply/{anna}")
    form = page.log_form.form
    choose(page, "is_outgoing", 1)
    form.control("at").setFocus()
    qtbot.keyClicks(form.control("at"), "3-11 21:00")
    press(qtbot, Key.Key_Tab)
    assert form.control("at").text() == "03-11-2026 21:00"  # type: ignore[attr-defined]
    assert form.control("follow_up_on").text() == "10-11-2026"  # type: ignore[attr-defined]
    qtbot.keyClicks(form.control("text"), "Hello")
    press(qtbot, Key.Key_Return, CTRL)
    (message,) = messages_of(desk.db, anna)
    assert (message.sent_on, message.follow_up_on) == (date(2026, 11, 3), date(2026, 11, 10))
    assert find_member(desk.db, anna).last_contact_on == date(2026, 11, 3)
    assert count_written(desk.db, MONDAY) == 0


def test_yesterday_typed_before_midnight_stays_that_day(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add, clock: object
) -> None:
    anna = add("Anna")
    clock.move(hours=14, minutes=58)  # type: ignore[attr-defined]
    page.show_target(f"reply/{anna}")
    at = page.log_form.form.control("at")
    at.setFocus()
    qtbot.keyClicks(at, "gi 21:00")
    clock.move(minutes=5)  # type: ignore[attr-defined]
    page.log_form.form.control("text").setPlainText("Called")  # type: ignore[attr-defined]
    page.log_form.save()
    (message,) = messages_of(desk.db, anna)
    assert message.sent_on == date(2026, 11, 22)


def test_one_event_for_several_people_is_one_act(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add, log: Log
) -> None:
    anna, bas, cor = add("Anna"), add("Bas"), add("Cor")
    log(anna, days_ago=1)
    log(anna, days_ago=2)  # over the cap, which is about messages that we send
    page.begin_log()
    line = page.log_form.form.control("member")
    qtbot.keyClicks(line, "anna;bas;Cor")
    choose(page, "channel", 5)
    press_save(page, "at", "vr 20:00")
    for member in (anna, bas, cor):
        newest = max(messages_of(desk.db, member), key=lambda m: m.id)
        assert (newest.channel, newest.is_outgoing) == ("event", False)
        assert newest.sent_on == date(2026, 11, 20)
        last = find_member(desk.db, member).last_contact_on
        assert last == (date(2026, 11, 22) if member == anna else date(2026, 11, 20))
    desk.undo()
    assert messages_of(desk.db, bas) == []
    assert len(messages_of(desk.db, anna)) == 2


def press_save(page: OutreachPage, key: str, text: str) -> None:
    page.log_form.form.control(key).setText(text)  # type: ignore[attr-defined]
    page.log_form.save()


def test_who_is_refused_is_named_and_may_be_left_out(
    qtbot: QtBot, qapp: QApplication, desk: Desk, page: OutreachPage, add: Add, log: Log
) -> None:
    anna, bas, cor = add("Anna"), add("Bas"), add("Cor")
    log(anna, days_ago=1)
    log(anna, days_ago=2)
    desk.do(stop_contact, cor, reason="No", today=MONDAY)
    page.begin_log()
    qtbot.keyClicks(page.log_form.form.control("member"), "anna;bas;cor;")
    choose(page, "is_outgoing", 1)
    page.log_form.form.control("text").setPlainText("Hello all")  # type: ignore[attr-defined]
    page.log_form.save()
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle() == "Leave out Anna and Cor?"
    assert messages_of(desk.db, bas) == []
    qtbot.keyClick(dialog, Key.Key_Return)
    assert [m.text for m in messages_of(desk.db, bas)] == ["Hello all"]
    assert len(messages_of(desk.db, anna)) == 2
    assert messages_of(desk.db, cor) == []


def test_somebody_is_taken_out_again(qtbot: QtBot, page: OutreachPage, add: Add) -> None:
    anna, bas = add("Anna"), add("Bas")
    page.begin_log()
    together = page.log_form.together
    qtbot.keyClicks(page.log_form.form.control("member"), "anna;bas;zoe;")
    assert page.log_form.form._errors["member"].isVisible()
    page.log_form.form.control("member").clear()  # type: ignore[attr-defined]
    assert together.members() == [anna, bas]
    press(qtbot, Key.Key_Backspace)
    assert together.members() == [anna]
    chip = next(b for b in together.findChildren(QPushButton) if "Anna" in b.accessibleName())
    chip.click()
    assert together.is_empty


def test_a_time_to_come_is_refused_at_its_field(page: OutreachPage, add: Add) -> None:
    page.show_target(f"reply/{add('Anna')}")
    page.log_form.form.control("text").setPlainText("x")  # type: ignore[attr-defined]
    press_save(page, "at", "23:00")
    assert page.log_form.form._errors["at"].text() == "23:00 is still to come."


# --- sending --------------------------------------------------------------------------------------


def test_a_clipboard_that_keeps_another_text_logs_nothing(
    qtbot: QtBot,
    desk: Desk,
    page: OutreachPage,
    due: Callable[[str], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    due("Anna")
    monkeypatch.setattr(QClipboard, "text", lambda *_args: "something else")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "5 z / s 12")
    press(qtbot, Key.Key_Return, CTRL)
    assert "nothing was logged" in page.banner.text
    assert count_written(desk.db, MONDAY) == 0
    assert page.composer.text.toPlainText().endswith("5 z / s 12")
    monkeypatch.undo()
    press(qtbot, Key.Key_Return, CTRL)
    assert count_written(desk.db, MONDAY) == 1


def test_a_text_that_is_too_long_is_not_copied_either(
    desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    due("Anna")
    QGuiApplication.clipboard().setText("before")
    page.composer.text.setPlainText("x" * 20_001)
    page.send()
    assert page.banner.text == "The text has 20,001 characters; at most 20,000 fit."
    assert QGuiApplication.clipboard().text() == "before"
    page.composer.text.setPlainText("x" * 20_000)
    page.send()
    assert count_written(desk.db, MONDAY) == 1


@pytest.mark.parametrize("text", ["👩‍🌾 🇳🇱 ok", "مرحبا يا فاطمة", "\u202bשלום\u202c", "a\tb\n\nc"])
def test_every_script_is_copied_and_logged_as_it_is(
    desk: Desk, page: OutreachPage, due: Callable[[str], int], text: str
) -> None:
    anna = due("Anna")
    page.composer.text.setPlainText(text)
    page.send()
    assert QGuiApplication.clipboard().text() == text
    assert messages_of(desk.db, anna)[0].text == text


def test_a_second_press_at_once_sends_nothing_twice(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    anna = due("Anna")
    bas = due("Bas")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "Hello")
    press(qtbot, Key.Key_Return, CTRL)
    press(qtbot, Key.Key_Return, CTRL)
    assert len(messages_of(desk.db, anna)) == 1
    assert messages_of(desk.db, bas) == []
    assert page.banner.text == "Type what the message says."


def test_undo_goes_back_to_the_list_and_the_filter_where_it_was_sent(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add, log: Log
) -> None:
    anna = add("Anna")
    old = log(anna, days_ago=9)
    log(add("Bas"), days_ago=8)
    begin(page)
    qtbot.keyClick(QApplication.focusWidget(), "A")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "Once more")
    press(qtbot, Key.Key_Return, CTRL)
    assert len(messages_of(desk.db, anna)) == 2
    page.people.filter.clear()
    page.people.show_tab(QUEUE)
    desk.undo()
    assert page.people.tab == WAITING
    assert page.people.list.current_key() == old
    assert page.composer.member_id == anna
    assert page.composer.text.toPlainText() == "Hi Anna,\n\nOnce more"


def test_somebody_who_is_merged_while_selected_is_said_in_a_sentence(
    desk: Desk, page: OutreachPage, due: Callable[[str], int], add: Add
) -> None:
    anna, other = due("Anna"), add("Anne")
    assert page.composer.member_id == anna
    page.composer.text.setPlainText("Half a")
    desk.do(merge_members, other, anna, {}, ())
    assert page.composer.member_id is None or page.composer.member_id == other
    assert page.banner.text == "Anna is no longer in the workbook."
    page.send()
    assert count_written(desk.db, MONDAY) == 0


# --- a profile, a mail ----------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desktop was asked to open."""
    asked: list[str] = []

    def ask(url: QUrl) -> bool:
        asked.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", ask)
    return asked


def test_a_profile_opens_and_nothing_else_does(
    desk: Desk, page: OutreachPage, due: Callable[[str], int], opened: list[str]
) -> None:
    anna = due("Anna")
    page.reaching.open_profile()
    assert page.banner.text == "No web address of Anna is known."
    from commdesk.core.journal import op

    @op("Know {name}")
    def know(db: object, key: str) -> None:
        add_identity(db, anna, "forum", key)  # type: ignore[arg-type]

    desk.do(know, "javascript:alert(1)")
    page.reaching.open_profile()
    assert opened == []
    desk.do(know, "https://forum.example/u/anna")
    page.reaching.open_profile()
    assert opened == ["https://forum.example/u/anna"]


def test_a_short_mail_opens_and_a_long_one_is_a_file(
    desk: Desk, page: OutreachPage, add: Add, opened: list[str], tmp_path: Path
) -> None:
    anna = add("Anna", email="anna@example.nl")
    page.show_target(anna)
    page.composer.text.setPlainText("Hoi & dag\nTot ziens")
    page.reaching.write_mail()
    assert opened[0].startswith("mailto:anna@example.nl?subject=Omgevingsnetwerk&body=Hoi%20%26")
    assert "%0D%0A" in opened[0]
    assert count_written(desk.db, MONDAY) == 0, "opening a mail logs nothing"
    path = tmp_path / "Anna.eml"
    text = "Beste Ayşe 👋\n\n" + "Een lange regel. " * 300
    page.reaching.save_mail("anna@example.nl", "Onderwerp é", text, path)
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (mail["To"], mail["Subject"], mail["X-Unsent"]) == (
        "anna@example.nl",
        "Onderwerp é",
        "1",
    )
    assert mail.get_content().replace("\r\n", "\n").rstrip() == text.rstrip()
    page.reaching.save_mail("a@b.nl", "x", "y", tmp_path / "none" / "x.eml")
    assert page.banner.text == "x.eml cannot be written there."


def test_no_mail_to_somebody_who_wants_none(
    desk: Desk, page: OutreachPage, add: Add, opened: list[str]
) -> None:
    anna = add("Anna", email="anna@example.nl")
    desk.do(stop_contact, anna, reason="No", today=MONDAY)
    page.show_target(anna)
    page.reaching.write_mail()
    assert opened == []
    assert page.banner.text == "Anna asked not to be contacted."


def test_alt_and_a_digit_in_the_text_leaves_the_keyboard_there(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add, log: Log
) -> None:
    log(add("Bart"), days_ago=1)
    log(add("Bas"), days_ago=2)
    begin(page)
    qtbot.keyClick(QApplication.focusWidget(), "B")
    page.composer.text.setFocus()
    press(qtbot, Key.Key_2, ALT)
    assert names(page) == ["Bas"]
    assert page.composer.text.hasFocus()
    assert page.people.filter.text().lower() == "b"
