"""A section for a page stands beside it as a tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.feature import Section
from commdesk.features.exchange.page import ExportLogSection
from commdesk.features.members.page import MembersPage
from commdesk.shell.app import Session
from commdesk.shell.tabs import TabbedPage
from commdesk.shell.window import Window

LOG = Section("log", "Export log", "commdesk.features.exchange.page:ExportLogSection", on="members")


@pytest.fixture
def window(qapp: QApplication, clock: object, workbook_path: Path) -> Iterator[Window]:
    features = tuple(
        replace(each, sections=(*each.sections, LOG)) if each.name == "exchange" else each
        for each in FEATURES
    )
    settings.remember(language="en", theme="light")
    session = Session(qapp, features, clock)  # type: ignore[arg-type]
    session._crash.install = lambda: None  # type: ignore[method-assign]
    session.begin(workbook_path)
    assert session.window is not None
    yield session.window
    session.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]


def test_a_tab_shows_its_section_and_that_answers_for_the_page(
    window: Window, qtbot: QtBot
) -> None:
    window.open_page("members")
    page = window.stage.current_page
    assert page is not None
    assert isinstance(page.shown_part(), MembersPage)
    assert page.primary_action() is not None
    (tab,) = (each for each in page.findChildren(QPushButton) if each.text() == "Export log")
    tab.click()
    assert isinstance(page.shown_part(), ExportLogSection)
    assert page.primary_action() is None


def test_a_section_is_opened_by_its_name_and_a_thing_by_its_id(window: Window) -> None:
    window.open_page("log")
    page = window.stage.current_page
    assert window.stage.current_name == "members"
    assert page is not None
    assert isinstance(page.shown_part(), ExportLogSection)
    window.open_page("members", 17)
    assert isinstance(page.shown_part(), MembersPage)


def test_a_page_without_sections_has_no_tabs(window: Window) -> None:
    window.open_page("today")
    page = window.stage.current_page
    assert page is not None
    assert page.shown_part() is page


def test_the_tabs_stand_under_the_title_of_whichever_part_shows(
    window: Window, qtbot: QtBot
) -> None:
    window.open_page("members")
    page = window.stage.current_page
    assert isinstance(page, TabbedPage)
    for name in ("organisations", "log", "members"):
        page._tabs[name].setFocus()
        page._tabs[name].click()
        QApplication.processEvents()
        part = page.shown_part()
        assert part.layout().indexOf(page._bar) == 1  # type: ignore[union-attr]
        assert page._bar.x() == part.header.x()
        assert page._tabs[name].hasFocus(), "the keyboard goes along"


def test_a_long_tab_does_not_make_the_others_scroll(window: Window, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    window.show()
    window.open_page("moderation_tasks")
    page = window.stage.current_page
    assert page is not None
    short = page.heightForWidth(1000)
    window.open_page("capacity")
    assert page.heightForWidth(1000) > short
    window.open_page("moderation_tasks")
    assert page.heightForWidth(1000) == short
