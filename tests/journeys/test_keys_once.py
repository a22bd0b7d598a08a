"""A key of the menu is given once: twice it is ambiguous to Qt, and then does nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.keys import Key as FileKey
from commdesk.core.workbook import Workbook
from commdesk.features.duplicates.page import DuplicatesPage
from commdesk.features.members import MemberDraft, add_member, count_members
from commdesk.shell.host import actions_of
from tests.journeys.conftest import CTRL, Person

Key = Qt.Key
FORMS = {"Ctrl+Return"}  # only while the keyboard is in a form


def pairs(person: Person) -> DuplicatesPage:
    """Two pairs, found."""
    desk = person.window.desk
    for name in ("Fatma", "Henk"):
        for _ in range(2):
            draft = MemberDraft(first_name=name, last_name="Mulder", organisation="Gemeente Oost")
            desk.do(add_member, draft, today=desk.today())
    person.window.open_page("members", "duplicates")
    page = person.window.stage.current_page
    part = page.shown_part() if page else None
    assert isinstance(part, DuplicatesPage)
    person.wait(lambda: len(part.list.rows) == 2)
    part.list.setFocus()
    return part


def test_ctrl_enter_merges_and_ctrl_delete_tells_apart(person: Person) -> None:
    page = pairs(person)
    person.press(Key.Key_Return, CTRL)
    person.wait(lambda: count_members(person.window.desk.db) == 3)
    person.wait(lambda: len(page.list.rows) == 1)
    page.list.setFocus()
    person.press(Key.Key_Delete, CTRL)
    person.wait(lambda: not page.list.rows)
    assert count_members(person.window.desk.db) == 3


@pytest.mark.parametrize(
    "name", ["today", "week", "outreach", "members", "ambassadors", "moderation", "data"]
)
def test_no_page_gives_a_key_of_its_menu_again(person: Person, name: str) -> None:
    person.window.open_page(name)
    page = person.window.stage.current_page
    assert page is not None
    in_menu = {each.shortcut for each in actions_of(page) if each.shortcut}
    again = {each.key().toString() for each in page.findChildren(QShortcut)}
    assert not in_menu & (again - FORMS), "Say it as an action, or as a key of the page: not both."


@pytest.mark.parametrize("place", ["week", "moderation/hours", "data/rights", "outreach"])
def test_no_page_takes_a_key_of_the_window_of_a_protected_workbook(
    person: Person, tmp_path: Path, place: str
) -> None:
    path, key = tmp_path / "protected.commdesk", FileKey.new("zeven blauwe fietsen")
    Desk.create(path, FEATURES, Workbook("Besloten"), key=key).close()
    person.session.open_workbook(path, key=key)
    page, _, part = place.partition("/")
    person.window.open_page(page, part or None)
    acts = [a for a in person.window.findChildren(QAction) if a.isEnabled() and a.isVisible()]
    keys = Counter(key.toString() for act in acts for key in act.shortcuts())
    assert keys["Ctrl+Shift+W"], "Lock now"
    assert not [each for each, times in keys.items() if times > 1]
