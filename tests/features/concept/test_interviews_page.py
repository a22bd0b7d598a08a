"""The tab Interviews with its forms: typed with keys, refused at its field, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.concept.interviews import Answer, InterviewDraft
from commdesk.features.concept.interviews.guide import guide_of
from commdesk.features.concept.interviews.ops import add_interview, record_interview
from commdesk.features.concept.interviews.page import InterviewsPage
from commdesk.features.concept.interviews.queries import (
    answers_of,
    find_interview,
    list_interviews,
)
from commdesk.features.concept.questions import Question
from commdesk.features.members import MemberDraft, add_member, stop_contact
from tests.host import QuietHost, on_screen

TODAY = date(2026, 11, 23)
Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def host(desk: Desk) -> QuietHost:
    return QuietHost(desk, Words("en"))


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost) -> Iterator[InterviewsPage]:
    with on_screen(InterviewsPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def fill(page: InterviewsPage, **typed: str) -> None:
    """Put texts in fields of the form by their key, as typed."""
    for key, text in typed.items():
        control: Any = page.form.form.control(key.replace("__", "/"))
        control.setFocus()
        if hasattr(control, "insertPlainText"):
            control.insertPlainText(text)
        else:
            control.end(False)
            control.insert(text)
            control.textEdited.emit(control.text())


def buttons(page: InterviewsPage) -> list[str]:
    found = page.detail.findChildren(QPushButton)
    return [each.text() for each in found if each.isVisibleTo(page)]


def plan(desk: Desk, **fields: Any) -> int:
    draft = InterviewDraft(**{"name": "Petra Vos", "planned_on": TODAY} | fields)
    return desk.do(add_interview, draft, today=TODAY)


def member(desk: Desk) -> int:
    return desk.do(add_member, MemberDraft(first_name="Petra", last_name="Vos"), today=TODAY)


def test_an_empty_list_says_what_to_do(page: InterviewsPage) -> None:
    shown = [each.text() for each in page.list.findChildren(QPushButton)]
    assert "Record an interview" in shown


def test_ctrl_enter_saves_and_begins_the_next(
    page: InterviewsPage, desk: Desk, qtbot: QtBot
) -> None:
    page.record()
    fill(page, name="Bram Hendriks", circle="Policy", drives__text="Sharing", drives__quote="Fun")
    fill(page, drives__themes="network, larger stage")
    page.form.form.control("willing").setFocus()
    press(qtbot, Key.Key_3)
    press(qtbot, Key.Key_Return, CTRL)
    (interview,) = list_interviews(desk.db)
    assert (interview.name, interview.willing, interview.held_on) == ("Bram Hendriks", "yes", TODAY)
    assert answers_of(desk.db, [interview.id])[interview.id] == [
        Answer(Question.DRIVES, "Sharing", "Fun", ("network", "larger stage"))
    ]
    assert not page.has_unsaved()
    assert page.form.form.control("name").hasFocus()


@pytest.mark.parametrize(
    ("key", "willing"),
    [(Key.Key_1, "no"), (Key.Key_2, "maybe"), (Key.Key_4, "already"), (Key.Key_Y, "yes"),
     (Key.Key_D, "already")],
)  # fmt: skip
def test_willing_has_a_key_each(
    page: InterviewsPage, qtbot: QtBot, key: Qt.Key, willing: str
) -> None:
    page.record()
    page.form.form.control("willing").setFocus()
    press(qtbot, key)
    assert page.form.form.value_now("willing") == willing
    press(qtbot, Key.Key_0)
    assert page.form.form.value_now("willing") == ""


def test_enter_goes_to_the_next_field_and_saves_nothing(
    page: InterviewsPage, desk: Desk, qtbot: QtBot
) -> None:
    page.record()
    fill(page, drives__quote="Fun")
    press(qtbot, Key.Key_Return)
    assert page.form.form.control("drives/themes").hasFocus()
    assert list_interviews(desk.db) == []


def test_tab_goes_through_all_of_it_in_reading_order(page: InterviewsPage, qtbot: QtBot) -> None:
    page.record()
    form = page.form.form
    reached = []
    for _ in range(40):
        now = QApplication.focusWidget()
        key = next((key for key in form._inputs if form.control(key) is now), None)
        if key:
            reached.append(key)
        if now is page.form.saver:
            break
        press(qtbot, Key.Key_Tab)
    assert reached == list(form._inputs)
    assert page.form.saver.hasFocus()


def test_the_future_is_refused_at_the_day_and_what_is_typed_stays(
    page: InterviewsPage, desk: Desk, qtbot: QtBot
) -> None:
    page.record()
    fill(page, name="Bram", gain__text="x" * 50_000)
    page.form.form.control("held_on").clear()  # type: ignore[attr-defined]
    fill(page, held_on="1-12-2026")
    press(qtbot, Key.Key_Return, CTRL)
    assert "still to come" in page.form.form.control("held_on").accessibleDescription()
    page.form.form.control("held_on").clear()  # type: ignore[attr-defined]
    fill(page, held_on="23-11-2026")
    press(qtbot, Key.Key_Return, CTRL)
    assert "longer than" in page.form.form.control("gain/text").accessibleDescription()
    assert list_interviews(desk.db) == []
    assert page.has_unsaved()


def test_a_known_theme_is_offered_for_its_question_only(page: InterviewsPage, desk: Desk) -> None:
    said = Answer(Question.DRIVES, themes=("Larger network",))
    desk.do(record_interview, {"name": "A", "held_on": TODAY}, (said,), today=TODAY)
    page.record()

    def offered(key: str) -> int:
        completer = page.form.form.control(key).completer()  # type: ignore[attr-defined]
        completer.setCompletionPrefix("lar")
        return int(completer.completionCount())

    assert (offered("drives/themes"), offered("topics/themes")) == (1, 0)


def test_a_member_is_tied_by_name(page: InterviewsPage, desk: Desk, qtbot: QtBot) -> None:
    petra = member(desk)
    page.record()
    fill(page, name="petra vos")
    press(qtbot, Key.Key_Return, CTRL)
    (interview,) = list_interviews(desk.db)
    assert (interview.member_id, interview.name) == (petra, "Petra Vos")


def test_a_planned_one_is_written_down_as_held_today(
    page: InterviewsPage, desk: Desk, qtbot: QtBot
) -> None:
    planned = plan(desk, circle="Policy")
    page.list.setFocus()
    press(qtbot, Key.Key_Return)
    assert page.form.form.value_now("circle") == "Policy"
    page.form.form.control("willing").setFocus()
    press(qtbot, Key.Key_2)
    press(qtbot, Key.Key_Return, CTRL)
    found = find_interview(desk.db, planned)
    assert (found.held_on, found.planned_on, found.willing) == (TODAY, TODAY, "maybe")


def test_a_held_one_is_changed_and_the_form_ends(
    page: InterviewsPage, desk: Desk, qtbot: QtBot
) -> None:
    said = Answer(Question.GAIN, "Answers", "Soon", ("soon",))
    kept = desk.do(record_interview, {"name": "A", "held_on": TODAY}, (said,), today=TODAY)
    page.list.setFocus()
    press(qtbot, Key.Key_Return)
    fill(page, gain__themes=", more")
    press(qtbot, Key.Key_Return, CTRL)
    assert answers_of(desk.db, [kept])[kept][0].themes == ("soon", "more")
    assert page.list.hasFocus()


def test_a_plan_needs_a_day_that_is_not_past(
    page: InterviewsPage, desk: Desk, qtbot: QtBot
) -> None:
    page.plan()
    form = page.plan_form.form
    form.control("name").insert("Bram")  # type: ignore[attr-defined]
    press(qtbot, Key.Key_Return, CTRL)
    assert form.control("planned_on").accessibleDescription()
    form.control("planned_on").insert("yesterday")  # type: ignore[attr-defined]
    press(qtbot, Key.Key_Return, CTRL)
    assert "is past" in form.control("planned_on").accessibleDescription()
    assert not list_interviews(desk.db)
    form.control("planned_on").clear()  # type: ignore[attr-defined]
    form.control("planned_on").insert("1-12-2026")  # type: ignore[attr-defined]
    press(qtbot, Key.Key_Return, CTRL)
    (interview,) = list_interviews(desk.db)
    assert (interview.planned_on, interview.held_on) == (date(2026, 12, 1), None)


def test_only_a_member_who_may_be_contacted_is_invited(
    page: InterviewsPage, desk: Desk, host: QuietHost
) -> None:
    plan(desk, name="Bram")
    assert "Invite" not in buttons(page)
    desk.undo()
    petra = member(desk)
    plan(desk, member_id=petra)
    next(b for b in page.detail.findChildren(QPushButton) if b.text() == "Invite").click()
    assert host.opened[-1] == ("outreach", petra)
    desk.do(stop_contact, petra, reason="asked", today=TODAY)
    assert "Invite" not in buttons(page)
    assert page._why_not(find_interview(desk.db, list_interviews(desk.db)[0].id), None)


def test_p_makes_a_prospect(page: InterviewsPage, desk: Desk, qtbot: QtBot) -> None:
    planned = plan(desk, name="Bram Hendriks")
    page.list.setFocus()
    press(qtbot, Key.Key_P)
    assert find_interview(desk.db, planned).member_id is not None


def test_the_guide_is_changed_moved_and_made_a_pdf(
    page: InterviewsPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page.change_guide()
    press(qtbot, Key.Key_Down, ALT)
    page.guide.form.control("drives").setPlainText("What moves you?")  # type: ignore[attr-defined]
    assert page.has_unsaved()
    press(qtbot, Key.Key_Return, CTRL)
    first, second, *_ = guide_of(desk.db, page.words)
    assert (first.question, first.text) == ("drives", "What moves you?")
    assert second.question == "for-whom"
    page.record()
    assert next(iter(page.form._prompts)).text == "What moves you?"
    page.write_guide(tmp_path / "guide.pdf")
    assert (tmp_path / "guide.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_typed_is_not_thrown_away_without_a_question(
    page: InterviewsPage, qtbot: QtBot
) -> None:
    page.record()
    fill(page, name="Bram")
    page.plan()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    assert page.form.form.value_now("name") == "Bram"
    page.drop_unsaved()
    assert not page.has_unsaved()


def test_late_ones_come_first_and_say_so(page: InterviewsPage, desk: Desk) -> None:
    desk.do(record_interview, {"name": "Held", "held_on": TODAY}, today=TODAY)
    plan(desk, name="Late", planned_on=TODAY - timedelta(days=2))
    row = page.list.rows[0]
    assert (row.title, row.group, row.chips) == ("Late", "To be held", [("2 days late", "bad")])


def test_the_form_and_the_guide_open_from_elsewhere(page: InterviewsPage) -> None:
    page.show_target("record")
    assert page.form.isVisible()
    page.form.empty()
    page.show_target("guide")
    assert page.guide.isVisible()


def test_recording_somebody_who_was_planned_holds_that_plan_and_says_so(
    page: InterviewsPage, qtbot: QtBot, desk: Desk, host: QuietHost
) -> None:
    draft = InterviewDraft(name="Kees Bos", circle="Bewoners", planned_on=TODAY)
    planned = desk.do(add_interview, draft, today=TODAY)
    page.record()
    fill(page, name="kees bos")
    press(qtbot, Key.Key_Return, CTRL)
    assert [each.id for each in list_interviews(desk.db)] == [planned]
    found = find_interview(desk.db, planned)
    assert (found.held_on, found.circle) == (desk.today(), "Bewoners")
    assert "planned" in host.said[-1]


def test_an_interview_of_before_says_that_it_does_not_count(
    page: InterviewsPage, desk: Desk
) -> None:
    for days in (7, 0):
        day = TODAY - timedelta(days=days)
        draft = InterviewDraft(name="Kees Bos", held_on=day, willing="yes")
        desk.do(add_interview, draft, today=TODAY)
    page.refresh()
    told = []
    for row in page.list.rows:
        page.list.select_key(row.key)
        told.append(
            any("spoken with again" in each.text() for each in page.detail.findChildren(QLabel))
        )
    assert sorted(told) == [False, True]


def test_every_field_of_a_question_says_which_question_it_is_about(page: InterviewsPage) -> None:
    page.record()
    form = page.form.form
    names = [
        form.control(f"{prompt.question}/{part}").accessibleName()
        for prompt in guide_of(page.desk.db, Words("en"))
        for part in ("text", "quote", "themes")
    ]
    assert len(set(names)) == len(names) == 15
    assert names[0].startswith("What was said: ")
