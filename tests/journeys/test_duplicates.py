"""Duplicates by keyboard in the real window, wherever on the page the keyboard is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget

from commdesk.features.duplicates.page import DuplicatesPage
from commdesk.features.duplicates.queries import dismissed_pairs
from commdesk.features.members import MemberDraft, add_member, count_members
from tests.journeys.conftest import CTRL, Person

Key = Qt.Key
KEYPAD = Qt.KeyboardModifier.KeypadModifier
Place = Callable[[DuplicatesPage], QWidget]


def a_header_button(page: DuplicatesPage) -> QWidget:
    return page.header.findChild(QPushButton)


def a_side(page: DuplicatesPage) -> QWidget:
    return page.comparison.findChild(QRadioButton)


def the_merge_button(page: DuplicatesPage) -> QWidget:
    return next(each for each in page.comparison.findChildren(QPushButton) if each.text())


PLACES = [lambda page: page.list, a_side, a_header_button, the_merge_button]
NAMES = ["list", "side", "header", "button"]


def begin(person: Person) -> DuplicatesPage:
    """Three entries of one, of which one hangs on another by their number only; then the page."""
    desk = person.window.desk
    for draft in (
        MemberDraft("Jan", "", "Bos", email="jan@a.example", organisation="A"),
        MemberDraft("Jan", "", "Bos", phone="06-12345678", organisation="A"),
        MemberDraft("J.", "", "Bos", phone="06-12345678", organisation="B"),
        MemberDraft("Petra", "", "Vos", organisation="C"),
    ):
        desk.do(add_member, draft, today=desk.today())
    person.window.open_page("members", "duplicates")
    stage = person.window.stage.current_page
    page = stage.shown_part() if stage else None
    assert isinstance(page, DuplicatesPage)
    settle(person, page)
    return page


def settle(person: Person, page: DuplicatesPage) -> None:
    """Until nothing is searched any more, nor will be."""
    person.wait(lambda: page.findings and not page.is_searching and not page._is_behind)


def put(person: Person, page: DuplicatesPage, place: Place) -> None:
    place(page).setFocus()
    person.wait(place(page).hasFocus)


@pytest.mark.parametrize("place", PLACES, ids=NAMES)
def test_ctrl_enter_merges_wherever_the_keyboard_is(person: Person, place: Place) -> None:
    page = begin(person)
    db = person.window.desk.db
    put(person, page, place)
    person.press(Key.Key_Return, CTRL)
    assert count_members(db) == 3
    person.press(Key.Key_Z, CTRL)
    assert count_members(db) == 4
    settle(person, page)
    put(person, page, place)
    person.press(Key.Key_Enter, CTRL | KEYPAD)
    assert count_members(db) == 3


@pytest.mark.parametrize("place", PLACES, ids=NAMES)
def test_ctrl_delete_tells_apart_wherever_the_keyboard_is(person: Person, place: Place) -> None:
    page = begin(person)
    db = person.window.desk.db
    put(person, page, place)
    person.press(Key.Key_Delete, CTRL)
    assert len(dismissed_pairs(db)) == 1
    assert count_members(db) == 4
    person.press(Key.Key_Z, CTRL)
    assert dismissed_pairs(db) == set()


def test_who_hung_on_one_of_the_two_is_shown_after_a_merge(person: Person) -> None:
    page = begin(person)
    for left in (3, 2):
        assert page.list.rows, "at once, not after the next search"
        person.press(Key.Key_Return, CTRL)
        assert count_members(person.window.desk.db) == left
    settle(person, page)
    assert page.list.rows == []
    assert page.list._empty.accessibleName().endswith("2 members were compared.")
    person.look("duplicates-none")


def test_who_is_added_while_the_page_waits_is_found(person: Person) -> None:
    page = begin(person)
    person.window.open_page("today")
    desk = person.window.desk
    draft = MemberDraft("P.", "", "Vos", organisation="C")
    desk.do(add_member, draft, today=desk.today())
    person.window.open_page("members", "duplicates")
    settle(person, page)
    assert any("Petra Vos" in row.title for row in page.list.rows)


def test_nothing_is_said_of_a_search_that_found_nothing_new(person: Person) -> None:
    desk = person.window.desk
    desk.do(add_member, MemberDraft("Petra", "", "Vos"), today=desk.today())
    before = person.window.status.text
    person.window.open_page("members", "duplicates")
    stage = person.window.stage.current_page
    page = stage.shown_part() if stage else None
    assert isinstance(page, DuplicatesPage)
    settle(person, page)
    assert person.window.status.text == before
    person.press(Key.Key_F5)
    settle(person, page)
    assert person.window.status.text == "0 pairs may be one person"
