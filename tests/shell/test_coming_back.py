"""Where the window begins, and where one is again after having been elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core import settings
from commdesk.shell.app import Session
from tests.conftest import MovableClock
from tests.shell.conftest import Press

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(session: Session) -> str:
    assert session.window is not None
    return session.window.stage.current_name


def open_again(session: Session, path: Path) -> None:
    session.close_workbook()
    session.open_workbook(path)


def test_the_first_opening_of_a_day_shows_today_and_later_where_one_was(
    session: Session, workbook_path: Path, clock: MovableClock
) -> None:
    assert shown(session) == "today"
    assert session.window is not None
    session.window.open_page("members")
    open_again(session, workbook_path)
    assert shown(session) == "members"
    session._redraw()
    assert shown(session) == "members"
    clock.move(days=1)
    open_again(session, workbook_path)
    assert shown(session) == "today"


def test_a_half_filled_form_has_the_keyboard_again(session: Session, press: Press) -> None:
    assert session.window is not None
    window = session.window
    window.open_page("members")
    press(Key.Key_N, CTRL)
    press(Key.Key_Tab)
    press("van")
    field = QApplication.focusWidget()
    press(Key.Key_1, CTRL)
    assert QApplication.focusWidget() is not field
    window.open_page("members")
    assert QApplication.focusWidget() is field
    window.stage.page("members").drop_unsaved()


def test_the_start_page_speaks_the_language_that_is_chosen(session: Session, qtbot: QtBot) -> None:
    session.close_workbook()
    before = session.start_window
    assert before is not None
    (dutch,) = (each for each in before.findChildren(QPushButton) if each.text() == "Nederlands")
    dutch.click()
    qtbot.waitUntil(lambda: session.start_window is not before)
    now = session.start_window
    assert now is not None
    assert now.isVisible()
    assert now.words.language == settings.load().language == "nl"
    assert "Nieuw communitybestand" in [each.text() for each in now.findChildren(QPushButton)]
