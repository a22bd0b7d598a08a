"""A morning at the keyboard: add a member, find it, undo, go anywhere with Ctrl+K."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit

from commdesk.features.ambassadors.model import AmbassadorDraft
from commdesk.features.ambassadors.ops import add_ambassador
from commdesk.features.ambassadors.page import AmbassadorsPage
from commdesk.features.members import list_members
from commdesk.features.members.page import MembersPage
from tests.journeys.conftest import ALT, CTRL, Person

Key = Qt.Key


def members(person: Person) -> list[str]:
    return [row.name for row in list_members(person.window.desk.db)]


def page(person: Person) -> MembersPage:
    found = person.window.stage.current_page
    part = found.shown_part() if found else None
    assert isinstance(part, MembersPage)
    return part


def add(person: Person, first: str, last: str) -> None:
    person.window.open_page("members")
    person.press(Key.Key_N, CTRL)
    person.type(first)
    person.press(Key.Key_Tab)
    person.press(Key.Key_Tab)
    person.type(last)
    person.press(Key.Key_Return, CTRL)


def test_a_member_is_added_with_the_keyboard_alone(person: Person) -> None:
    person.look("members-empty")
    add(person, "Fatma", "Yılmaz")
    assert members(person) == ["Fatma Yılmaz"]
    assert page(person).table.current_row().name == "Fatma Yılmaz"
    assert page(person).table.hasFocus()
    person.look("members-one")


def test_a_member_without_a_name_is_refused_at_the_field_and_the_typing_stays(
    person: Person,
) -> None:
    person.window.open_page("members")
    person.press(Key.Key_N, CTRL)
    for _ in range(4):
        person.press(Key.Key_Tab)
    person.type("06 123")
    person.press(Key.Key_Return, CTRL)
    editor = page(person).editor
    assert editor.form._errors["first_name"].isVisible()
    assert editor.form.control("first_name").hasFocus()
    assert editor.form.values()["phone"] == "06 123"
    person.look("members-refused")


def test_filtering_finds_and_escape_clears(person: Person) -> None:
    for first in ("Fatma", "Henk", "Noor"):
        add(person, first, "de Vries")
    person.press(Key.Key_F, CTRL)
    person.type("hen")
    person.wait(lambda: page(person).table.model().rowCount() == 1)
    person.press(Key.Key_Down)
    assert page(person).table.current_row().name == "Henk de Vries"
    person.press(Key.Key_Slash)
    person.press(Key.Key_Escape)
    person.wait(lambda: page(person).table.model().rowCount() == 3)


def test_undo_takes_back_what_was_done_and_says_what(person: Person) -> None:
    add(person, "Fatma", "Yılmaz")
    assert person.window.menus._actions["undo"].text() == "&Undo: Add Fatma Yılmaz"
    person.press(Key.Key_Z, CTRL)
    assert members(person) == []
    assert person.window.status.text == "Undone: Add Fatma Yılmaz"
    person.press(Key.Key_Y, CTRL)
    assert members(person) == ["Fatma Yılmaz"]


def test_undo_in_a_text_field_takes_back_the_typing_only(person: Person) -> None:
    add(person, "Fatma", "Yılmaz")
    person.press(Key.Key_F, CTRL)
    person.type("xyz")
    person.press(Key.Key_Z, CTRL)
    assert members(person) == ["Fatma Yılmaz"]
    person.press(Key.Key_Z, CTRL | ALT)
    assert members(person) == []


def test_the_palette_finds_a_member_from_anywhere(person: Person) -> None:
    for first in ("Fatma", "Henk"):
        add(person, first, "de Vries")
    person.window.open_page("today")
    person.press(Key.Key_K, CTRL)
    person.type("fatm")
    person.wait(
        lambda: [row.title for row in person.window.palette_list.rows] == ["Fatma de Vries"]
    )
    person.look("palette")
    person.press(Key.Key_Return)
    assert page(person).table.current_row().name == "Fatma de Vries"


@pytest.mark.parametrize("typed", ["leden", "memb"])
def test_the_palette_knows_a_page_in_either_language(person: Person, typed: str) -> None:
    person.window.open_page("today")
    person.press(Key.Key_K, CTRL)
    person.type(typed)
    person.wait(lambda: any(row.right == "page" for row in person.window.palette_list.rows))
    person.press(Key.Key_Return)
    assert person.window.stage.current_name == "members"


def test_escape_in_the_palette_goes_back_to_what_had_the_keyboard(person: Person) -> None:
    add(person, "Fatma", "Yılmaz")
    before = person.focused
    person.press(Key.Key_K, CTRL)
    assert isinstance(person.focused, QLineEdit)
    person.press(Key.Key_Escape)
    assert person.focused is before
    assert person.window.palette_list.isHidden()


def test_ctrl_and_a_number_open_the_pages_in_side_bar_order(person: Person) -> None:
    names = person.window.stage.names
    for number, name in enumerate(names[:-1]):
        person.press(Key(Key.Key_1 + number), CTRL)
        assert person.window.stage.current_name == name
    person.press(Key.Key_0, CTRL)
    assert person.window.stage.current_name == "data"


def test_the_arrows_in_the_side_bar_walk_through_the_pages(person: Person) -> None:
    person.window.open_page("today")
    person.window.side.items[0].setFocus()
    person.press(Key.Key_Down)
    assert person.window.stage.current_name == person.window.stage.names[1]
    assert person.window.side.items[1].hasFocus()


def test_f1_says_what_the_page_is_for(person: Person) -> None:
    person.window.open_page("members")
    person.press(Key.Key_F1)
    assert person.window.help.isVisible()
    person.look("help")
    person.press(Key.Key_F1)
    assert person.window.help.isHidden()


def test_contact_is_stopped_with_a_reason(person: Person) -> None:
    add(person, "Fatma", "Yılmaz")
    page(person).stop_contact()
    person.wait(lambda: isinstance(person.focused, QLineEdit))
    person.type("Asked so by phone")
    person.look("stop-contact")
    person.press(Key.Key_Return)
    (row,) = list_members(person.window.desk.db)
    assert row.do_not_contact


def test_closing_asks_when_something_typed_is_not_saved(person: Person) -> None:
    person.window.open_page("members")
    person.press(Key.Key_N, CTRL)
    person.type("Fat")
    assert not person.window.close()
    question = person.top
    assert isinstance(question, QDialog)
    question.reject()
    assert person.window.isVisible()
    assert page(person).editor.form.values()["first_name"] == "Fat"
    page(person).drop_unsaved()


def test_the_board_adds_an_ambassador_by_the_key_of_every_page(person: Person) -> None:
    add(person, "Fatma", "Yılmaz")
    add(person, "Henk", "de Vries")
    desk = person.window.desk
    fatma = list_members(desk.db)[0].id
    desk.do(add_ambassador, fatma, AmbassadorDraft(), today=desk.today())
    begin = (
        lambda: person.press(Key.Key_N, CTRL),
        lambda: person.window.open_page("ambassadors", "ambassadors/new"),
    )
    for each in begin:
        person.window.open_page("ambassadors", "pipeline")
        each()
        tabbed = person.window.stage.current_page
        page = tabbed.shown_part() if tabbed else None
        assert isinstance(page, AmbassadorsPage)
        assert page.editor.isAncestorOf(person.focused), "not in the list beside the form"
