"""A morning of sixty messages: sixty chords and no mouse, in the real window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from commdesk.core.workbook import set_facts
from commdesk.features.members import MemberDraft, add_member, change_member
from commdesk.features.outreach import PromiseDraft, open_promise
from commdesk.features.outreach.ops import plan_minutes
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.queries import count_written, messages_of
from tests.journeys.conftest import ALT, CTRL, Person

Key = Qt.Key
PEOPLE, MESSAGES, PROMISES = 66, 60, 6


@pytest.fixture
def morning(person: Person) -> list[int]:
    """Sixty-six people whose turn it is, and the time to write to all of them."""
    desk = person.window.desk
    today = desk.today()
    desk.do(set_facts, owner="Mirjam", language="nl")
    desk.do(plan_minutes, 2 * PEOPLE)
    members = []
    for number in range(PEOPLE):
        draft = MemberDraft(first_name=f"Lid{number:02}", last_name="de Vries")
        members.append(desk.do(add_member, draft, today=today - timedelta(days=60)))
        desk.do(change_member, members[-1], {"cadence_days": 10 + number % 40})
    for member in members[:PROMISES]:
        draft = PromiseDraft(member, what="een stuk over bomen", follow_up_on=today)
        desk.do(open_promise, draft, today=today - timedelta(days=7))
    return members


def test_sixty_standard_messages_take_sixty_chords_and_no_mouse(
    person: Person, morning: list[int]
) -> None:
    desk, today = person.window.desk, person.window.desk.today()
    person.press(Key.Key_3, CTRL)
    whole = person.window.stage.page("outreach")
    page = whole if isinstance(whole, OutreachPage) else whole.shown_part()
    assert isinstance(page, OutreachPage)
    assert len(page.people.queue.rows) == PEOPLE
    texts: dict[int, str] = {}
    for number in range(MESSAGES):
        member = page.member_id
        assert member is not None
        texts[member] = page.composer.text.toPlainText()
        person.press(Key.Key_Return, CTRL)
        assert count_written(desk.db, today) == number + 1
        (message,) = messages_of(desk.db, member)
        assert message.text == texts[member] == QGuiApplication.clipboard().text()
        assert page.member_id not in texts, "the next one stands ready"
    assert len(texts) == MESSAGES
    person.look("sixty-messages")
    for number, member in enumerate(texts):
        (message,) = messages_of(desk.db, member)
        asks_after = number < PROMISES
        assert message.purpose == ("follow-up" if asks_after else "keep-in-touch")
        assert ("een stuk over bomen" in message.text) == asks_after
        assert message.follow_up_on == today + timedelta(days=7)
    person.wait(lambda: len(page.people.queue.rows) == PEOPLE - MESSAGES)
    for member in reversed(texts):
        person.press(Key.Key_Z, CTRL | ALT)
        assert messages_of(desk.db, member) == []
        assert page.member_id == member, "person, place and text come back"
        assert page.composer.text.toPlainText() == texts[member]
    assert count_written(desk.db, today) == 0
