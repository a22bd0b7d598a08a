"""The import page on five lists as people really have them, with pictures of what it shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.features.exchange.page import ImportSection
from commdesk.shell.app import Session
from commdesk.shell.host import actions_of
from commdesk.shell.window import Window
from tests.features.exchange import real_lists
from tests.journeys.conftest import SHOTS

LOOKS = [("nl", "light", (1024, 640)), ("en", "dark", (1600, 1000))]
LONG = 20_000


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2][0]}")
def page(
    request: pytest.FixtureRequest, qtbot: QtBot, session: Session, workbook_path: Path
) -> ImportSection:
    language, theme, size = request.param
    session.begin(workbook_path)
    session._preferences.keep(language=language, theme=theme)
    session._preferences.dress()
    session._redraw()
    window = session.window
    assert window is not None
    window.resize(*size)
    qtbot.waitExposed(window)
    window.open_page("import")
    section = window.stage.page("data").shown_part()
    assert isinstance(section, ImportSection)
    return section


def look(page: ImportSection, name: str) -> None:
    """Keep a picture of the window."""
    QApplication.processEvents()
    window = page.window()
    assert isinstance(window, Window)
    now = window.grab()
    folder = SHOTS / "import"
    folder.mkdir(parents=True, exist_ok=True)
    assert now.save(str(folder / f"{name}-{page.words.language}-{now.width()}.png"))


@pytest.fixture
def loaded(page: ImportSection, qtbot: QtBot, tmp_path: Path) -> Callable[[str], None]:
    def load(name: str) -> None:
        page.load(getattr(real_lists, name)(tmp_path))
        qtbot.waitUntil(lambda: page.plan is not None, timeout=LONG)

    return load


def settled(page: ImportSection, qtbot: QtBot) -> None:
    """Until nothing is read or planned any more."""
    host = page.host
    qtbot.waitUntil(lambda: not host.jobs.is_busy, timeout=LONG)  # type: ignore[attr-defined]
    QApplication.processEvents()


def test_a_members_list_with_a_late_heading_and_unknown_columns(
    page: ImportSection, loaded: Callable[[str], None], qtbot: QtBot
) -> None:
    loaded("ledenlijst")
    assert page.columns.isVisible(), "what was not recognised is asked"
    assert page.columns.table.current_row().heading == "Waar loopt iemand warm voor?"
    look(page, "ledenlijst-columns")
    qtbot.keyClick(page.columns.table, Qt.Key.Key_Return)
    box = page.columns.pane.choice.control
    assert box.hasFocus()
    qtbot.keyClick(box, "Z" if page.words.language == "nl" else "L")
    page.columns.pane.choice.load("looking_for")
    page.columns.pane.choice.edited.emit()
    settled(page, qtbot)
    look(page, "ledenlijst-chosen")
    page.show_plan()
    look(page, "ledenlijst-plan")
    keys = {each.name: each.shortcut for each in actions_of(page)}
    assert keys["import_apply"] == "Ctrl+Return", "Ctrl+N is for something new: it imports nothing"
    assert keys["import_choose"] == "Ctrl+N"
    assert page.plan is not None
    new = page.plan.plan.changes[0]
    assert new.fields["looking_for"][1] == "voorbeelden van klimaatplannen"


def test_the_user_list_of_discourse(page: ImportSection, loaded: Callable[[str], None]) -> None:
    loaded("discourse")
    assert page.view.isVisible()
    look(page, "discourse")


def test_the_contacts_of_outlook(page: ImportSection, loaded: Callable[[str], None]) -> None:
    loaded("outlook")
    look(page, "outlook")
    assert page.plan is not None
    assert page.plan.counts["new"] == 3


def test_a_list_with_citizen_service_numbers(
    page: ImportSection, loaded: Callable[[str], None], qtbot: QtBot
) -> None:
    loaded("intekenlijst")
    page.show_columns()
    page.columns.table.select_row(1)
    look(page, "bsn-columns")
    page.show_plan()
    qtbot.keyClick(page.view.table, Qt.Key.Key_Space)
    assert page.plan is not None
    assert page.plan.counts["skipped"] == 1
    look(page, "bsn-plan")
    page.apply()
    settled(page, qtbot)
    look(page, "bsn-done")


def test_a_pasted_address_line(page: ImportSection, qtbot: QtBot) -> None:
    QApplication.clipboard().setText(real_lists.ADDRESS_LINE)
    page.host.open_page("import", "paste")
    qtbot.waitUntil(lambda: page.plan is not None, timeout=LONG)
    assert page.plan is not None
    assert page.plan.counts["new"] == 5
    look(page, "pasted")
