"""The Outreach page with real widgets and keys: one chord a message, nothing by accident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.words import Words
from commdesk.features.members import find_member, stop_contact
from commdesk.features.outreach.model import Draft
from commdesk.features.outreach.ops import keep_draft
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.page.people import WAITING
from commdesk.features.outreach.promises import promises_of
from commdesk.features.outreach.queries import count_written, find_draft, messages_of
from commdesk.features.outreach.turns import USUAL_SOURCES, Rule, queue, read_sources
from commdesk.kit.form import Form
from tests.host import QuietHost, ThreadedHost, on_screen

MONDAY = date(2026, 11, 23)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NO = Qt.KeyboardModifier.NoModifier
Add = Callable[..., int]
Log = Callable[..., int]


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def names(page: OutreachPage) -> list[str]:
    return [row.title for row in page.people.list.rows]


def test_an_empty_workbook_says_what_the_page_is_for(page: OutreachPage) -> None:
    assert "Here is who to write to next" in page.people.queue._empty.accessibleName()
    assert not page.composer.text.isEnabled()


def test_namesakes_are_told_apart_in_both_lists(
    desk: Desk,
    page: OutreachPage,
    add: Callable[..., int],
    cadence: Callable[[int, int], None],
    log: Log,
) -> None:
    place, mail = "Gemeente Westerdiep", "jan@post.example"
    here = add("Jan", last_name="Bos", organisation=place)
    there, anna = add("Jan", last_name="Bos", email=mail), add("Anna", organisation=place)
    for member in (here, there, anna):
        cadence(member, 5)
    page.refresh()
    assert sorted(names(page)) == ["Anna", f"Jan Bos · {place}", f"Jan Bos · {mail}"]
    page.people.filter.setText("gemeente")
    assert names(page) == [], "the filter is about names"
    page.people.filter.clear()
    for member in (here, there, there, anna):
        log(member)
    page.refresh()
    page.people.show_tab(WAITING)
    twice = [f"Jan Bos · {mail}"] * 2
    assert sorted(names(page)) == ["Anna", f"Jan Bos · {place}", *twice]


def test_one_message_costs_one_chord(
    qtbot: QtBot, desk: Desk, page: OutreachPage, host: QuietHost, due: Callable[[str], int]
) -> None:
    anna, bas = due("Anna"), due("Bas")
    assert names(page) == ["Anna", "Bas"]
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "How are you?")
    press(qtbot, Key.Key_Return, CTRL)
    assert QGuiApplication.clipboard().text() == "Hi Anna,\n\nHow are you?"
    (message,) = messages_of(desk.db, anna)
    assert message.text == "Hi Anna,\n\nHow are you?"
    assert names(page) == ["Bas"]
    assert page.composer.member_id == bas
    assert page.composer.text.hasFocus()
    assert host.said[-1].startswith("Logged. Next: Bas.")
    assert find_draft(desk.db, anna) is None, "what was sent is no draft"


def test_holding_the_chord_logs_one_message(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    due("Anna")
    bas = due("Bas")
    desk.do(keep_draft, Draft(bas, "dm", "ask", "Ready to go"))
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "How are you?")
    press(qtbot, Key.Key_Return, CTRL)
    for _ in range(40):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, Key.Key_Return, CTRL, "\r", True)
            QCoreApplication.sendEvent(page.composer.text, event)
    assert count_written(desk.db, MONDAY) == 1


def test_a_greeting_alone_is_no_message(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    due("Anna")
    page.composer.text.setFocus()
    press(qtbot, Key.Key_Return, CTRL)
    assert page.banner.text == "Type what the message says."
    assert count_written(desk.db, MONDAY) == 0


def test_a_clipboard_that_refuses_logs_nothing(
    qtbot: QtBot,
    desk: Desk,
    page: OutreachPage,
    due: Callable[[str], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    due("Anna")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "How are you?")
    monkeypatch.setattr(QClipboard, "setMimeData", lambda *_args: None)
    press(qtbot, Key.Key_Return, CTRL)
    assert "nothing was logged" in page.banner.text
    assert count_written(desk.db, MONDAY) == 0
    assert page.composer.is_typed


def test_undo_brings_back_person_place_and_text(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    anna = due("Anna")
    due("Bas")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "How are you?")
    press(qtbot, Key.Key_Return, CTRL)
    desk.undo()
    assert names(page) == ["Anna", "Bas"]
    assert page.composer.member_id == anna
    assert page.composer.text.toPlainText() == "Hi Anna,\n\nHow are you?"
    press(qtbot, Key.Key_Return, CTRL)
    assert len(messages_of(desk.db, anna)) == 1


def test_enter_in_the_text_is_a_new_line_and_tab_leaves(
    qtbot: QtBot, page: OutreachPage, due: Callable[[str], int]
) -> None:
    due("Anna")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "5 z / s 12")
    press(qtbot, Key.Key_Return)
    assert page.composer.text.toPlainText() == "Hi Anna,\n\n5 z / s 12\n"
    press(qtbot, Key.Key_Tab)
    assert not page.composer.text.hasFocus()


def test_a_draft_survives_another_person_and_closing(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    anna = due("Anna")
    due("Bas")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "Half a")
    page.people.queue.setFocus()
    press(qtbot, Key.Key_Down)
    kept = find_draft(desk.db, anna)
    assert kept
    assert kept.text == "Hi Anna,\n\nHalf a"
    press(qtbot, Key.Key_Up)
    assert page.composer.text.toPlainText() == "Hi Anna,\n\nHalf a"
    page.composer.text.setPlainText("Other")
    assert not page.has_unsaved()
    kept = find_draft(desk.db, anna)
    assert kept
    assert kept.text == "Other"


def test_results_one_to_four_in_the_list_and_with_alt_in_the_message(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add, log: Log
) -> None:
    anna, bas = add("Anna"), add("Bas")
    log(anna, days_ago=3)
    log(bas, days_ago=2)
    page.people.show_tab(WAITING)
    assert names(page) == ["Bas", "Anna"]
    page.people.waiting.setFocus()
    press(qtbot, Key.Key_2)
    assert names(page) == ["Anna"]
    assert messages_of(desk.db, bas)[0].result == "answered"
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "3")
    assert messages_of(desk.db, anna)[0].result == ""
    press(qtbot, Key.Key_3, ALT)
    assert messages_of(desk.db, anna)[0].result == "will-contribute"
    assert names(page) == []


def test_five_asks_for_enter_before_it_stops_all_contact(
    qtbot: QtBot, qapp: QApplication, desk: Desk, page: OutreachPage, add: Add, log: Log
) -> None:
    anna = add("Anna")
    log(anna, days_ago=3)
    page.people.show_tab(WAITING)
    page.people.waiting.setFocus()
    press(qtbot, Key.Key_5)
    assert not find_member(desk.db, anna).do_not_contact
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, QDialog)
    qtbot.keyClick(dialog, Key.Key_Return)
    assert find_member(desk.db, anna).do_not_contact
    desk.undo()
    assert names(page) == ["Anna"]


def test_letters_can_be_switched_off(
    qtbot: QtBot, desk: Desk, page: OutreachPage, host: QuietHost, add: Add, log: Log
) -> None:
    anna = add("Anna")
    log(anna, days_ago=3)
    host.has_letter_keys = False
    page.people.show_tab(WAITING)
    page.people.waiting.setFocus()
    press(qtbot, Key.Key_1)
    assert messages_of(desk.db, anna)[0].result == ""
    press(qtbot, Key.Key_1, ALT)
    assert messages_of(desk.db, anna)[0].result == "none"


def test_somebody_who_opted_out_cannot_be_written_to(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add
) -> None:
    anna = add("Anna")
    desk.do(stop_contact, anna, reason="No", today=MONDAY)
    page.show_target(anna)
    assert not page.composer.text.isEnabled()
    assert page.composer._hint.text() == "Anna asked not to be contacted."
    page.send()
    assert messages_of(desk.db, anna) == []


def test_z_offers_days_and_puts_somebody_off(
    qtbot: QtBot, qapp: QApplication, desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    due("Anna")
    page.people.queue.setFocus()
    press(qtbot, Key.Key_Z)
    menu = qapp.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Key.Key_Return)
    assert names(page) == []
    assert desk.db.value("SELECT until_on FROM outreach_pause") == "2026-11-24"
    assert "1 is snoozed" in page.people._foot.text()


def test_s_skips_with_a_reason(
    qtbot: QtBot, qapp: QApplication, desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    due("Anna")
    page.people.queue.setFocus()
    press(qtbot, Key.Key_S)
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, QDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit), "On leave")
    qtbot.keyClick(dialog, Key.Key_Return)
    assert names(page) == []
    assert desk.db.value("SELECT reason FROM outreach_pause") == "On leave"


def test_a_name_finds_its_message_in_the_waiting_list(
    qtbot: QtBot, page: OutreachPage, add: Add, log: Log
) -> None:
    for name in ("Anna", "Bas", "Cor"):
        log(add(name), days_ago=3)
    page.people.show_tab(WAITING)
    page.people.filter.setFocus()
    qtbot.keyClicks(page.people.filter, "bas")
    assert names(page) == ["Bas"]
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_1)
    assert names(page) == ["Cor", "Anna"], "the filter is empty for the next name"
    assert page.people.filter.hasFocus()


def test_contact_from_elsewhere_is_logged_with_the_form(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add
) -> None:
    anna = add("Anna")
    page.begin_log()
    form = page.log_form.form
    assert form.control("member").hasFocus()
    qtbot.keyClicks(form.control("member"), "anna")
    form.control("at").setText("20-11")  # type: ignore[attr-defined]
    qtbot.keyClicks(form.control("text"), "Call me after the autumn")
    press(qtbot, Key.Key_Return, CTRL)
    (message,) = messages_of(desk.db, anna)
    assert (message.is_outgoing, message.sent_on) == (False, date(2026, 11, 20))
    assert page.composer.isVisible()


def test_an_unknown_name_is_refused_at_its_field(
    qtbot: QtBot, page: OutreachPage, add: Add
) -> None:
    add("Anna")
    page.begin_log()
    qtbot.keyClicks(page.log_form.form.control("member"), "Zoe")
    page.log_form.save()
    assert page.log_form.form._errors["member"].isVisible()


def test_a_member_who_is_removed_while_selected_leaves_no_ghost(
    desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    from commdesk.features.members import remove_member

    anna = due("Anna")
    assert page.composer.member_id == anna
    page.composer.text.setPlainText("Half a")
    desk.do(remove_member, anna)
    assert page.composer.member_id is None
    assert names(page) == []
    assert page.banner.text == "Anna is no longer in the workbook."


def test_typed_contact_is_unsaved_and_esc_asks_before_it_goes(
    qtbot: QtBot, page: OutreachPage, add: Add
) -> None:
    add("Anna")
    page.begin_log()
    assert not page.has_unsaved()
    press(qtbot, Key.Key_Escape)
    assert page.composer.isVisible()
    page.begin_log()
    text = page.log_form.form.control("text")
    qtbot.keyClicks(text, "A long call")
    assert page.has_unsaved()
    press(qtbot, Key.Key_Escape)
    (question,) = page.window().findChildren(QDialog)
    question.reject()
    assert text.toPlainText() == "A long call"  # type: ignore[attr-defined]
    page.begin_log()
    assert text.toPlainText() == "A long call"  # type: ignore[attr-defined]
    page.log_form.leave()
    page.window().findChildren(QDialog)[-1].accept()
    assert page.composer.isVisible()
    assert not page.has_unsaved()


def test_the_form_fills_in_when_to_come_back_and_logs_time_and_result(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add
) -> None:
    anna = add("Anna")
    page.begin_log()
    form = page.log_form.form
    assert form.control("follow_up_on").isHidden() or not form.control("follow_up_on").isVisible()
    qtbot.keyClicks(form.control("member"), "anna")
    choose(form, "is_outgoing", 1)
    assert form.control("follow_up_on").text() == "30-11-2026"  # type: ignore[attr-defined]
    choose(form, "purpose", 3)
    assert form.control("follow_up_on").text() == "30-11-2026"  # type: ignore[attr-defined]
    choose(form, "channel", 2)
    choose(form, "result", 3)
    qtbot.keyClicks(form.control("at"), "20-11 25:59")
    page.log_form.save()
    assert form._errors["at"].isVisible()
    form.control("at").setText("20-11 14:30")  # type: ignore[attr-defined]
    page.log_form.save()
    (message,) = messages_of(desk.db, anna)
    assert message.sent_at.astimezone().strftime("%d-%m %H:%M") == "20-11 14:30"
    assert (message.channel, message.result) == ("phone", "will-contribute")
    assert [each.follow_up_on for each in promises_of(desk.db, anna)] == [date(2026, 11, 30)]


def choose(form: Form, key: str, place: int) -> None:
    box = form.control(key)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_the_first_message_to_somebody_out_of_a_list_carries_the_privacy_notice(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Add, cadence: Callable[[int, int], None]
) -> None:
    anna = add("Anna", source="leden.xlsx")
    cadence(anna, 5)
    page.composer.text.setFocus()
    press(qtbot, Key.Key_Return, CTRL)
    assert messages_of(desk.db, anna) == [], "the notice alone is no message"
    qtbot.keyClicks(page.composer.text, "How are you?")
    press(qtbot, Key.Key_Return, CTRL)
    (message,) = messages_of(desk.db, anna)
    assert message.text.startswith("Hi Anna,\n\nHow are you?")
    assert "leden.xlsx" in message.text
    assert find_member(desk.db, anna).informed_on == MONDAY
    page.show_target(anna)
    assert "leden.xlsx" not in page.composer.text.toPlainText()


def test_a_notice_that_was_taken_out_informs_nobody(
    desk: Desk, page: OutreachPage, add: Add, cadence: Callable[[int, int], None]
) -> None:
    anna = add("Anna", source="leden.xlsx")
    cadence(anna, 5)
    page.composer.text.setPlainText("Just this")
    page.send()
    assert len(messages_of(desk.db, anna)) == 1
    assert find_member(desk.db, anna).informed_on is None


def test_tab_goes_as_it_is_read(
    qtbot: QtBot, page: OutreachPage, due: Callable[[str], int]
) -> None:
    due("Anna")
    page.people.queue.setFocus()
    composer = page.composer
    for there in (*composer.choices.boxes, composer.text, composer._send):
        press(qtbot, Key.Key_Tab)
        assert QApplication.focusWidget() is there


def test_sources_are_switched_and_ordered_by_key(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    due("Anna")
    next(each for each in page.page_actions() if each.text == "Sources of the list…").slot()
    assert page.sources.list.current_key() == Rule.QUESTION
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Down, ALT)
    kept = read_sources(desk.db)
    assert [(each.rule, each.is_on) for each in kept[:2]] == [
        (Rule.FOLLOW_UP, True),
        (Rule.QUESTION, False),
    ]
    desk.undo()
    desk.undo()
    assert read_sources(desk.db) == USUAL_SOURCES
    press(qtbot, Key.Key_Escape)
    assert page.people.queue.hasFocus()


def test_the_score_is_shown_on_demand(
    desk: Desk, page: OutreachPage, due: Callable[[str], int]
) -> None:
    due("Anna")
    (row,) = page.people.queue.rows
    assert row.right == ""
    next(each for each in page.page_actions() if "weighs" in each.text).slot()
    (row,) = page.people.queue.rows
    assert int(row.right) == queue(desk.db, MONDAY).score(row.data)


@op("Add a crowd")
def _add_a_crowd(db: Database) -> None:
    names = ((f"Lid {number}", f"lid {number}", "2026-11-20") for number in range(20_100))
    insert_many(db, "member", ("first_name", "sort_name", "added_on"), names)


def test_with_many_members_the_lists_are_read_behind_the_chords(
    qtbot: QtBot, qapp: QApplication, desk: Desk, due: Callable[[str], int], plain: None
) -> None:
    anna, bas = due("Anna"), due("Bas")
    desk.do(_add_a_crowd)
    host = ThreadedHost(desk, Words("en"))
    with on_screen(OutreachPage(desk, host), qtbot, qapp) as page:  # type: ignore[arg-type]
        with qtbot.waitActive(page):
            page.activateWindow()
        assert page.member_id == anna
        page.composer.text.setFocus()
        qtbot.keyClicks(page.composer.text, "How are you?")
        press(qtbot, Key.Key_Return, CTRL)
        assert page.member_id == bas, "at once"
        qtbot.keyClicks(page.composer.text, "Half a")
        assert not page.people.waiting.rows, "not read yet"
        qtbot.waitUntil(lambda: len(page.people.waiting.rows) == 1)
        assert page.member_id == bas
        assert page.composer.text.toPlainText() == "Hi Bas,\n\nHalf a", "what is typed stays"
        assert not page.people.list.hasFocus()
