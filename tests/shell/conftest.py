"""The program with its window on an empty workbook, in Dutch and light, closed after the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.clock import Clock
from commdesk.shell.app import Session
from commdesk.shell.data import DataPage

Press = Callable[..., None]
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def session(
    qapp: QApplication, clock: Clock, workbook_path: Path, qtbot: QtBot
) -> Iterator[Session]:
    settings.remember(theme="light")
    made = Session(qapp, FEATURES, clock)
    made._crash.install = lambda: None  # type: ignore[method-assign]
    made.begin(workbook_path)
    assert made.window is not None
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    yield made
    made.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]


@pytest.fixture
def data(session: Session) -> Callable[[], DataPage]:
    """The Data page of the window that is there now; a new look makes another one."""

    def now() -> DataPage:
        assert session.window is not None
        session.window.open_page("data")
        page = session.window.stage.current_page
        assert isinstance(page, DataPage)
        return page

    return now


@pytest.fixture
def press(qtbot: QtBot, qapp: QApplication) -> Press:
    """A key, or a text, to whatever has the keyboard."""

    def now(
        what: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        assert focused is not None
        if isinstance(what, str):
            qtbot.keyClicks(focused, what)
        else:
            qtbot.keyClick(focused, what, modifiers)
        qapp.processEvents()

    return now
