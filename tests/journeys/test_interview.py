"""Somebody is interviewed: written down with the keyboard while they talk, in one go."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from commdesk.features.concept.interviews import Answer, answers_of, list_interviews
from commdesk.features.concept.interviews.ops import record_interview
from commdesk.features.concept.interviews.page import InterviewsPage
from commdesk.features.concept.questions import Question
from commdesk.features.members import MemberDraft, add_member
from tests.journeys.conftest import CTRL, Person

Key = Qt.Key
TODAY = date(2026, 11, 23)
TALK: tuple[tuple[Question, str, str, tuple[str, ...]], ...] = (
    (Question.FOR_WHOM, "Lawyers of small towns", "We are each alone", ("small towns",)),
    (Question.DRIVES, "Wants to learn", "I like to share", ("larger network", "knowledge")),
    (Question.TOPICS, "Permits", "Every week the same question", ("permits",)),
    (Question.WHOM_NEEDED, "The water board", "", ("water board",)),
    (Question.GAIN, "Answers within a day", "Then I come back", ("sooner",)),
)


def interviews(person: Person) -> InterviewsPage:
    part = person.window.stage.page("concept").shown_part()
    assert isinstance(part, InterviewsPage)
    return part


def write(person: Person, text: str) -> None:
    """Type in the field that has the keyboard; what is suggested under it goes away."""
    line: Any = person.focused
    person.type(text)
    if isinstance(line, QLineEdit) and line.completer():
        line.completer().popup().hide()
        person.window.activateWindow()
        person.wait(person.window.isActiveWindow)
        line.setFocus()
        person.wait(line.hasFocus)


def to(person: Person, page: InterviewsPage, key: str) -> None:
    """Tab until this field has the keyboard: at most over the button that picks a day."""
    wanted = page.form.form.control(key)
    for _ in range(2):
        person.press(Key.Key_Tab)
        if wanted.hasFocus():
            return
    raise AssertionError(f"{key} is not next in the order of Tab")


def test_an_interview_is_recorded_from_name_to_what_they_want_without_the_mouse(
    person: Person,
) -> None:
    desk = person.window.desk
    desk.do(add_member, MemberDraft(first_name="Fatma", last_name="Kaya"), today=TODAY)
    known = Answer(Question.DRIVES, themes=("larger network",))
    desk.do(record_interview, {"name": "Els", "circle": "Lawyers", "held_on": TODAY}, (known,),
            today=TODAY)  # fmt: skip
    person.window.open_page("interviews")
    page = interviews(person)
    person.press(Key.Key_N, CTRL)
    person.wait(page.form.form.control("name").hasFocus)
    write(person, "fatma kaya")
    to(person, page, "circle")
    write(person, "Lawyers")
    to(person, page, "held_on")
    for question, text, quote, themes in TALK:
        for part, said in (("text", text), ("quote", quote), ("themes", ", ".join(themes))):
            to(person, page, f"{question}/{part}")
            write(person, said)
    to(person, page, "willing")
    person.press(Key.Key_3)
    to(person, page, "weekly_minutes")
    write(person, "2")
    to(person, page, "would_do")
    write(person, "Answer questions")
    person.look("interview-typed")
    to(person, page, "wants_back")
    write(person, "A stage")
    person.press(Key.Key_Return, CTRL)
    interview = next(each for each in list_interviews(desk.db) if each.name == "Fatma Kaya")
    assert (interview.willing, interview.weekly_minutes, interview.circle) == (
        "yes", 120, "Lawyers",
    )  # fmt: skip
    assert (interview.held_on, interview.would_do, interview.wants_back) == (
        TODAY, "Answer questions", "A stage",
    )  # fmt: skip
    assert interview.member_id is not None
    assert answers_of(desk.db, [interview.id])[interview.id] == [
        Answer(question, text, quote, themes) for question, text, quote, themes in TALK
    ]
    assert page.form.form.control("name").hasFocus()
    person.press(Key.Key_Escape)
    person.wait(page.list.hasFocus)
    assert page.list.current_key() == interview.id
    person.look("interview-recorded")
    person.press(Key.Key_Z, CTRL)
    assert len(list_interviews(desk.db)) == 1
