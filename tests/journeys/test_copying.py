"""Every table and list of the program copies: what is selected, all of it, and from the menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.feature import Scale
from commdesk.features.demo.build import Recipe, build
from commdesk.kit.copies import CopiesCells
from commdesk.shell.app import Session
from commdesk.shell.host import actions_of
from tests.journeys.conftest import CTRL, SHIFT, Person

Key = Qt.Key
CHOSEN_IN = {"SlotGrid"}
"""Inputs of a form that look like a table."""
PLACES = [
    (page, part)
    for page in ("today", "week", "outreach", "members", "ambassadors", "moderation", "concept",
                 "buildup", "data")
    for part in ("", *(each.name for f in FEATURES for each in f.sections if each.on == page))
]  # fmt: skip


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.commdesk"
    build(path, FEATURES, Recipe(Scale(members=40, messages=150, weeks=8)))
    return path


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, session: Session, demo_path: Path) -> Person:
    session.begin(demo_path)
    made = Person(qtbot, qapp, session)
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    return made


def views(person: Person) -> list[QAbstractItemView]:
    """What shows rows on the page that is open; not what is inside a field."""
    page = person.window.stage.current_page
    assert page is not None
    shown = [each for each in page.findChildren(QAbstractItemView) if each.isVisible()]
    ours = ("commdesk.features", "commdesk.kit")
    return [
        each
        for each in shown
        if type(each).__module__.startswith(ours) and not isinstance(each, QHeaderView)
    ]


def test_every_table_and_list_copies_with_headings(person: Person) -> None:
    clipboard = QApplication.clipboard()
    seen, wrong = 0, []
    for page, part in PLACES:
        person.window.open_page(page, part or None)
        person.qapp.processEvents()
        for view in views(person):
            place = f"{page}/{part}: {type(view).__name__} {view.accessibleName()}"
            if type(view).__name__ in CHOSEN_IN:
                continue
            if not isinstance(view, CopiesCells):
                wrong.append(f"{place} does not copy")
            elif view.count_all():
                clipboard.clear()
                view.copy_all()
                data = clipboard.mimeData()
                lines = data.text().split("\n")
                is_whole = len(lines) >= view.count_all() and data.hasHtml()
                widths = {line.count("\t") for line in lines}
                if not is_whole or len(widths) != 1 or not data.text().strip():
                    wrong.append(f"{place} copied {lines[:3]}")
                seen += 1
    assert wrong == [], "Mix CopiesCells in: every table and list can be taken to Excel."
    assert seen > 25


def test_by_key_alone_one_row_and_all_of_them(person: Person) -> None:
    clipboard = QApplication.clipboard()
    person.window.open_page("today")
    person.qapp.processEvents()
    view = next(each for each in views(person) if isinstance(each, CopiesCells))
    view.setFocus()
    person.press(Key.Key_Down)
    person.press(Key.Key_C, CTRL)
    one = clipboard.text()
    assert one.strip()
    assert "\n" not in one
    person.press(Key.Key_A, CTRL)
    person.press(Key.Key_C, CTRL)
    assert len(clipboard.text().split("\n")) == view.count_all() + 1
    assert "mso-number-format" in clipboard.mimeData().html()
    person.press(Key.Key_Down)
    person.press(Key.Key_C, CTRL)
    assert "\n" not in clipboard.text()


def test_the_menu_and_the_palette_copy_the_table_that_has_the_keyboard(person: Person) -> None:
    clipboard = QApplication.clipboard()
    for page in ("members", "moderation", "week"):
        person.window.open_page(page)
        person.qapp.processEvents()
        clipboard.clear()
        person.press(Key.Key_C, CTRL | SHIFT)
        assert "\n" in clipboard.text(), page
        current = person.window.stage.current_page
        assert current is not None
        assert any(each.text == "Copy the table" for each in actions_of(current)), page


def test_what_is_printed_is_found_and_has_its_key(person: Person) -> None:
    for page, part in (("moderation", "roster"), ("concept", ""), ("concept", "interviews"),
                       ("moderation", "accounting")):  # fmt: skip
        person.window.open_page(page, part or None)
        person.qapp.processEvents()
        current = person.window.stage.current_page
        assert current is not None
        (found,) = [each for each in actions_of(current) if each.name == "print"]
        assert found.shortcut == "Ctrl+P"
        assert found.text.startswith("Print")
