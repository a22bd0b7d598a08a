"""A window of 1024 x 640, full of work and empty: nothing has to be scrolled to the side."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.feature import Scale
from commdesk.features.demo.build import Recipe, build
from commdesk.shell.app import Session
from commdesk.shell.window import Window
from tests.journeys.conftest import Person

LONG = 20_000
MODERATION = ("moderation_tasks", "capacity", "team", "hours", "accounting")
CONCEPT = ("", "needs", "interviews", "boundaries", "readiness")
TABS = [*(("moderation", tab) for tab in MODERATION), *(("concept", tab) for tab in CONCEPT)]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo") / "Demo.commdesk"
    build(made, FEATURES, Recipe(Scale(language="en")))
    return made


@pytest.fixture
def full(qtbot: QtBot, qapp: QApplication, session: Session, demo: Path, tmp_path: Path) -> Person:
    session.begin(Path(shutil.copy(demo, tmp_path)))
    made = Person(qtbot, qapp, session)
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    return made


def sideways(window: Window) -> list[str]:
    """The lists, tables and forms of this page with a bar that scrolls to the side."""
    areas = window.stage.findChildren(QAbstractScrollArea)
    return [
        f"{type(each).__name__} {each.accessibleName()}"
        for each in areas
        if each.isVisible() and each.horizontalScrollBar().isVisible()
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_of_moderation_and_concept_scrolls_to_the_side(full: Person, language: str) -> None:
    full.session.set_language(language)
    with full.qtbot.waitSignal(full.window.badges.counted, timeout=LONG):
        full.window.badges.count()  # they make the side bar wider
    full.window.resize(1024, 640)
    for page, tab in TABS:
        full.window.open_page(page, tab or None)
        full.qtbot.wait(60)
        assert not sideways(full.window), (page, tab)


def test_an_empty_page_of_moderation_scrolls_nowhere(person: Person) -> None:
    person.window.resize(1024, 640)
    person.window.open_page("moderation")
    person.qtbot.wait(60)
    assert not sideways(person.window)


EMPTY = [("moderation", tab) for tab in ("", "moderation_tasks", "team", "roster", "hours")]


@pytest.mark.parametrize(("name", "tab"), [*EMPTY, ("concept", "needs"), ("members", "")])
def test_enter_on_an_empty_page_begins_what_fills_it(person: Person, name: str, tab: str) -> None:
    person.window.open_page(name, tab or None)
    person.press(Qt.Key.Key_Return)
    assert isinstance(person.focused, QLineEdit | QCheckBox), "in the form"
