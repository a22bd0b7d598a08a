"""Views in the real window: from the side bar, from Ctrl+K, and all who are in one at once."""

from __future__ import annotations

from PySide6.QtCore import Qt

from commdesk.features.members import MemberDraft, add_member, find_member
from commdesk.features.members.page import MembersPage
from tests.journeys.conftest import CTRL, Person

Key = Qt.Key


def page(person: Person) -> MembersPage:
    found = person.window.stage.current_page
    part = found.shown_part() if found else None
    assert isinstance(part, MembersPage)
    return part


def add(person: Person, *names: str) -> list[int]:
    desk = person.window.desk
    drafts = [MemberDraft(first_name=name) for name in names]
    return [desk.do(add_member, draft, today=desk.today()) for draft in drafts]


def marks(person: Person) -> list[str]:
    return [mark.accessibleName() for mark in person.window.side.marks]


def test_views_stand_under_members_while_that_page_is_shown(person: Person) -> None:
    add(person, "Fatma")
    assert marks(person) == []
    person.window.open_page("members")
    assert "Not yet informed, 1" in marks(person)
    person.look("members-views")
    person.window.open_page("week")
    assert marks(person) == []


def test_the_arrows_go_through_pages_and_views(person: Person) -> None:
    add(person, "Fatma")
    person.window.open_page("members")
    side = person.window.side
    members = next(item for item in side.items if item.name == "members")
    members.setFocus()
    person.press(Key.Key_Down)
    assert page(person).bookmark() == "view:silent"
    assert side.marks[0].hasFocus()
    assert side.marks[0].isChecked()
    person.press(Key.Key_Down)
    assert page(person).bookmark() == "view:new"
    person.press(Key.Key_Up)
    person.press(Key.Key_Up)
    assert members.hasFocus()
    for _ in range(6):
        person.press(Key.Key_Down)
    assert person.window.stage.current_name == "ambassadors"


def test_ctrl_k_opens_a_view_and_all_in_it_are_changed(person: Person) -> None:
    ids = add(person, "Fatma", "Bas")
    person.press(Key.Key_K, CTRL)
    person.type("yet inf")
    person.press(Key.Key_Return)
    assert page(person).bookmark() == "view:uninformed"
    person.wait(page(person).table.hasFocus)
    person.press(Key.Key_A, CTRL)
    person.press(Key.Key_E, CTRL)
    person.type("kerngroep")
    person.press(Key.Key_Return, CTRL)
    desk = person.window.desk
    assert {find_member(desk.db, each).tags for each in ids} == {("kerngroep",)}
    person.look("members-many")
