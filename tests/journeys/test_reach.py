"""Ctrl+Shift+M without a waiting message: the keyboard is in the form, and nothing else is sent."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from commdesk.features.members import MemberDraft, add_member, change_member, remove_member
from commdesk.features.outreach.page import OutreachPage
from commdesk.features.outreach.queries import count_written
from tests.journeys.conftest import CTRL, SHIFT, Person

Key = Qt.Key


def desk_of(person: Person) -> OutreachPage:
    whole = person.window.stage.page("outreach")
    page = whole if isinstance(whole, OutreachPage) else whole.shown_part()
    assert isinstance(page, OutreachPage)
    return page


def people(person: Person, *names: str) -> list[int]:
    desk, made = person.window.desk, []
    for name in names:
        added_on = desk.today() - timedelta(days=60)
        made.append(desk.do(add_member, MemberDraft(first_name=name), today=added_on))
        desk.do(change_member, made[-1], {"cadence_days": 5})
    return made


def test_logging_from_another_page_has_the_keyboard_in_the_form(person: Person) -> None:
    _anna, bas = people(person, "Anna", "Bas")
    for _ in range(2):
        person.window.open_page("members", bas)
        person.press(Key.Key_M, CTRL | SHIFT)
        page = desk_of(person)
        assert page.log_form.isVisible()
        assert page.log_form.isAncestorOf(person.focused), person.focused
        person.press(Key.Key_Escape)
    person.window.open_page("members", bas)
    person.press(Key.Key_M, CTRL | SHIFT)
    person.type("belde")
    assert "belde" in page.log_form.form.values()["text"]
    page.people.queue.setFocus()
    person.press(Key.Key_Return, CTRL)
    assert count_written(person.window.desk.db, person.window.desk.today()) == 0


def test_who_is_removed_while_selected_is_said(person: Person) -> None:
    anna, _bas = people(person, "Anna", "Bas")
    person.press(Key.Key_3, CTRL)
    page = desk_of(person)
    assert page.member_id == anna
    person.window.desk.do(remove_member, anna)
    assert "Anna" in page.banner.text
    assert page.composer.member_id != anna
