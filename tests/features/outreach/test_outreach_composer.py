"""A message that begins with a template: complete at once, held back while something is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.core.workbook import set_facts
from commdesk.features.ambassadors.model import AmbassadorDraft, ExchangeDraft
from commdesk.features.ambassadors.ops import add_ambassador, log_exchange
from commdesk.features.content import ItemDraft, add_item, remove_item
from commdesk.features.members import change_member, find_member
from commdesk.features.outreach import PromiseDraft, open_promise
from commdesk.features.outreach.model import Draft
from commdesk.features.outreach.ops import keep_draft
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.queries import count_written, find_draft, messages_of
from commdesk.features.outreach.templates.model import TemplateDraft
from commdesk.features.outreach.templates.ops import add_template, make_default
from commdesk.features.outreach.templates.queries import default_template
from tests.host import QuietHost, on_screen

MONDAY = date(2026, 11, 23)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Due = Callable[[str], int]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[OutreachPage]:
    desk.do(set_facts, language="nl", owner="Mirjam", name="Omgevingsnetwerk")
    host = QuietHost(desk, Words("nl"))
    with on_screen(OutreachPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


def chord(qtbot: QtBot, page: OutreachPage) -> None:
    qtbot.keyClick(page.composer.text, Key.Key_Return, CTRL)


def text_of(page: OutreachPage) -> str:
    return page.composer.text.toPlainText()


def choose(qtbot: QtBot, box: object, text: str) -> None:
    """As with the keyboard: the choice with this text, and the box says that it was chosen."""
    place = box.findText(text)  # type: ignore[attr-defined]
    assert place >= 0, text
    box.setCurrentIndex(place)  # type: ignore[attr-defined]
    box.activated.emit(place)  # type: ignore[attr-defined]


def test_a_standard_message_is_complete_and_costs_one_chord(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna, bas = due("Anna"), due("Bas")
    text = text_of(page)
    assert text.startswith("Hoi Anna,")
    assert text.endswith("Mirjam")
    assert "Omgevingsnetwerk" in text
    assert "{" not in text
    page.composer.text.setFocus()
    chord(qtbot, page)
    (message,) = messages_of(desk.db, anna)
    assert message.text == text == QGuiApplication.clipboard().text()
    usual = default_template(desk.db, "keep-in-touch", "nl", "informal")
    assert usual
    assert message.template_id == usual.id
    assert page.composer.member_id == bas
    assert text_of(page).startswith("Hoi Bas,")


def test_an_unknown_field_is_said_and_holds_the_message_back(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    due("Anna")
    page.composer.text.setFocus()
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClicks(page.composer.text, "Dag {voornam} ")
    said = "{voornam} is geen veld. Bedoel je {voornaam}?"
    assert page.composer._missing.isVisible()
    assert said in page.composer._missing.text()
    chord(qtbot, page)
    assert said in page.banner.text
    assert count_written(desk.db, MONDAY) == 0
    assert QGuiApplication.clipboard().text() == "before"
    assert page.composer.text.textCursor().selectedText() == "{voornam}", "where it is"


def test_a_brace_that_stands_alone_holds_it_back_and_a_doubled_one_is_a_sign(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna = due("Anna")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "{ ")
    chord(qtbot, page)
    assert count_written(desk.db, MONDAY) == 0
    qtbot.keyClick(page.composer.text, Key.Key_Backspace)
    qtbot.keyClicks(page.composer.text, "{{ en }} ")
    assert not page.composer._missing.isVisible()
    chord(qtbot, page)
    assert "{ en }" in messages_of(desk.db, anna)[0].text
    assert "{{" not in messages_of(desk.db, anna)[0].text


def test_a_field_without_a_value_names_what_is_to_be_done(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna = due("Anna")
    item = desk.do(
        add_item,
        ItemDraft(title="Bomen en bewoners", kind="event", link="https://forum.example/bomen"),
        today=MONDAY,
    )
    page.refresh()
    choose(qtbot, page.composer.choices.purpose.box, "ergens op wijzen")
    assert "kies een item" in page.composer._missing.text()
    chord(qtbot, page)
    assert count_written(desk.db, MONDAY) == 0
    choose(qtbot, page.composer.choices.content.box, "Bomen en bewoners")
    assert not page.composer._missing.isVisible()
    assert "https://forum.example/bomen" in text_of(page)
    chord(qtbot, page)
    (message,) = messages_of(desk.db, anna)
    assert message.content_id == item
    assert message.purpose == "notify"


def test_what_was_typed_survives_another_purpose_and_is_one_undo_from_another_template(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    due("Anna")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "Eigen woorden. ")
    typed = text_of(page)
    choose(qtbot, page.composer.choices.purpose.box, "bedanken")
    assert text_of(page) == typed
    box = page.composer.choices.template.box
    choose(qtbot, box, box.itemText(0))
    assert "Eigen woorden" not in text_of(page)
    qtbot.keyClick(page.composer.text, Key.Key_Z, CTRL)
    assert text_of(page) == typed


def test_another_template_by_default_is_what_messages_begin_with(
    desk: Desk, page: OutreachPage, due: Due
) -> None:
    draft = TemplateDraft("Kort", "keep-in-touch", "nl", "informal", "{aanhef}\n\nAlles goed?")
    desk.do(make_default, desk.do(add_template, draft))
    due("Anna")
    assert text_of(page) == "Hoi Anna,\n\nAlles goed?"


def test_a_draft_comes_back_with_its_template_and_item(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna = due("Anna")
    due("Bas")
    item = desk.do(add_item, ItemDraft(title="Bomen"), today=MONDAY)
    page.refresh()
    choose(qtbot, page.composer.choices.content.box, "Bomen")
    page.composer.text.setFocus()
    qtbot.keyClicks(page.composer.text, "Half ")
    typed = text_of(page)
    page.people.queue.step(1)
    kept = find_draft(desk.db, anna)
    assert kept
    assert kept.content_id == item
    page.people.queue.step(-1)
    assert text_of(page) == typed
    assert page.composer.choices.content.value() == item
    desk.do(remove_item, item)
    page.people.queue.step(1)
    page.people.queue.step(-1)
    assert text_of(page) == typed, "the item is gone, the words are not"


def test_who_looks_for_a_new_item_is_pointed_to_it(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Callable[..., int]
) -> None:
    anna = add("Anna", looking_for="iets over stadsbomen")
    draft = ItemDraft(
        title="Stadsbomen zonder zorgen", kind="article", link="https://forum.example/1"
    )
    item = desk.do(add_item, draft, today=MONDAY)
    page.refresh()
    assert (
        page.people.queue.rows[0].reason == "Zoekt “Stadsbomen”; past bij Stadsbomen zonder zorgen"
    )
    assert page.composer.choices.content.value() == item
    assert "Stadsbomen zonder zorgen" in text_of(page)
    page.composer.text.setFocus()
    chord(qtbot, page)
    assert messages_of(desk.db, anna)[0].content_id == item
    page.refresh()
    assert not page.people.queue.rows, "told once"


def test_the_notice_goes_with_the_first_message_to_somebody_out_of_a_list(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna = due("Anna")
    desk.do(change_member, anna, {"source": "leden.xlsx"})
    page.refresh()
    assert "leden.xlsx" in text_of(page)
    page.composer.text.setFocus()
    chord(qtbot, page)
    assert find_member(desk.db, anna).informed_on == MONDAY


def test_a_workbook_without_an_owner_says_so(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    desk.do(set_facts, owner="")
    due("Anna")
    assert "{mijn_naam}" in page.composer._missing.text()
    chord(qtbot, page)
    assert count_written(desk.db, MONDAY) == 0


@pytest.mark.parametrize("name", ["🌳 Anna", "أنا", "{first_name}", "O'Neill & <b>"])
def test_odd_names_stay_as_they_are(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due, name: str
) -> None:
    member = due(name)
    page.composer.text.setFocus()
    chord(qtbot, page)
    assert messages_of(desk.db, member)[0].text.startswith(f"Hoi {name},")


def test_a_promise_is_asked_after_by_its_name_and_a_question_needs_own_words(
    qtbot: QtBot, desk: Desk, page: OutreachPage, add: Callable[..., int], log: Callable[..., int]
) -> None:
    anna, bas = add("Anna"), add("Bas")
    draft = PromiseDraft(anna, what="een stuk over bomen", follow_up_on=MONDAY)
    desk.do(open_promise, draft, today=MONDAY)
    log(bas, days_ago=2, is_outgoing=False, purpose="ask")
    page.refresh()
    assert page.people.queue.select_key(anna)
    assert "een stuk over bomen" in text_of(page)
    assert page.people.queue.select_key(bas)
    assert text_of(page) == "Hoi Bas,\n\n"
    page.composer.text.setFocus()
    chord(qtbot, page)
    assert page.banner.text == "Typ wat er in het bericht staat."


def test_an_ask_of_who_was_asked_too_much_warns_and_offers_a_give(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna = due("Anna")
    desk.do(change_member, anna, {"looking_for": "stadsbomen"})
    draft = ItemDraft(
        title="Stadsbomen zonder zorgen", kind="article", link="https://forum.example/1"
    )
    item = desk.do(add_item, draft, today=MONDAY)
    desk.do(add_ambassador, anna, AmbassadorDraft(), today=MONDAY)
    desk.do(log_exchange, ExchangeDraft(anna, "ask", "een stuk schrijven"), today=MONDAY)
    page.refresh()
    warning = page.composer.first_give
    assert not warning.isVisible(), "nothing is asked"
    choose(qtbot, page.composer.choices.purpose.box, "vragen")
    assert warning.isVisible()
    assert "Geef eerst iets terug" in warning.warning.text()
    (give,) = warning.findChildren(QPushButton)
    give.click()
    assert page.composer.choices.content.value() == item
    assert page.composer.choices.purpose.value() == "notify"
    assert "Stadsbomen" in text_of(page)
    assert not warning.isVisible()


def test_a_draft_of_earlier_says_so_and_takes_a_second_chord(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna, bas = due("Anna"), due("Bas")
    page.people.queue.select_key(bas)
    desk.do(keep_draft, Draft(anna, "dm", "keep-in-touch", "Hoi Anna, half"))
    page.people.queue.select_key(anna)
    assert page.composer.head.again.isVisible()
    page.composer.text.setFocus()
    chord(qtbot, page)
    assert "concept van eerder" in page.banner.text
    assert count_written(desk.db, MONDAY) == 0
    chord(qtbot, page)
    assert messages_of(desk.db, anna)[0].text == "Hoi Anna, half"


def test_a_draft_can_be_let_go_for_what_a_message_begins_with(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna, bas = due("Anna"), due("Bas")
    page.people.queue.select_key(bas)
    desk.do(keep_draft, Draft(anna, "dm", "keep-in-touch", "Hoi Anna, half"))
    page.people.queue.select_key(anna)
    page.composer.head.again.click()
    assert text_of(page).endswith("Mirjam")
    assert not page.composer.head.again.isVisible()
    chord(qtbot, page)
    assert messages_of(desk.db, anna)[0].text.endswith("Mirjam")


def test_a_field_that_is_typed_by_hand_is_filled_in_and_undo_brings_back_what_was_typed(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna = due("Anna")
    page.composer.text.setPlainText("Dag {voornaam}, {{zo}}.")
    assert not page.composer._missing.isVisible()
    page.composer.text.setFocus()
    chord(qtbot, page)
    assert messages_of(desk.db, anna)[0].text == "Dag Anna, {zo}."
    desk.undo()
    assert text_of(page) == "Dag {voornaam}, {{zo}}."


def test_the_hint_says_when_the_notice_was_taken_out(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    anna = due("Anna")
    desk.do(change_member, anna, {"source": "leden.xlsx"})
    page.refresh()
    assert "Er staat ook in" in page.composer._hint.text()
    page.composer.text.setPlainText("Hoi Anna, alles goed?")
    assert "deze tekst doet dat ook niet" in page.composer._hint.text()


def test_who_might_answer_is_asked_that_question(
    desk: Desk, page: OutreachPage, add: Callable[..., int]
) -> None:
    anna = add("Anna", looking_for="", notes="weet alles van hemelwater")
    desk.do(add_item, ItemDraft(title="Hemelwater op eigen grond?"), today=MONDAY)
    page.refresh()
    assert page.people.queue.rows[0].key == anna
    assert "Hemelwater op eigen grond?" in text_of(page)
    assert page.composer.first_hole() is None, "a question without a link needs none"


def test_nothing_goes_out_that_is_not_in_sight(
    qtbot: QtBot, desk: Desk, page: OutreachPage, due: Due
) -> None:
    due("Anna")
    page.begin_log()
    page.people.queue.setFocus()
    qtbot.keyClick(page.people.queue, Key.Key_Return, CTRL)
    assert count_written(desk.db, MONDAY) == 0
    page.log_form.finish(None)
    page.resize(700, 700)
    qtbot.waitUntil(lambda: not page.composer.isVisible())
    qtbot.keyClick(page.people.queue, Key.Key_Return, CTRL)
    assert count_written(desk.db, MONDAY) == 0
    assert page.composer.isVisible(), "it is shown first"
    chord(qtbot, page)
    assert count_written(desk.db, MONDAY) == 1
