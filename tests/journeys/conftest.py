"""The real program on a real workbook, driven by keys; pictures of what a person would see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.shell.app import Session
from commdesk.shell.window import Window

SHOTS = Path(__file__).parent.parent / "_shots"
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Person:
    """Somebody at the keyboard."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, session: Session) -> None:
        self.qtbot, self.qapp, self.session = qtbot, qapp, session

    @property
    def window(self) -> Window:
        assert self.session.window is not None
        return self.session.window

    @property
    def focused(self) -> QWidget:
        """What the next key goes to."""
        return self.qapp.focusWidget() or self.top

    @property
    def top(self) -> QWidget:
        top = QApplication.activeModalWidget() or self.session.window or self.session.start_window
        assert top is not None
        return top

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
        self.qtbot.keyClick(self.focused, key, modifiers)
        self.qapp.processEvents()

    def type(self, text: str) -> None:
        for sign in text:
            if sign.isascii():
                self.qtbot.keyClick(self.focused, sign)
            else:  # QTest knows no key for it, as an input method does not either
                event = QKeyEvent(QEvent.Type.KeyPress, 0, NO, sign)
                QCoreApplication.sendEvent(self.focused, event)

    def wait(self, until: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()))

    def look(self, name: str) -> None:
        """Keep a picture of the window."""
        SHOTS.mkdir(exist_ok=True)
        assert self.top.grab().save(str(SHOTS / f"{name}.png"))


@pytest.fixture
def session(qapp: QApplication, clock: object) -> Iterator[Session]:
    settings.remember(language="en", theme="light")
    made = Session(qapp, FEATURES, clock)  # type: ignore[arg-type]
    made._crash.install = lambda: None  # type: ignore[method-assign]
    yield made
    made.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, session: Session, workbook_path: Path) -> Person:
    """Sits before an open, empty workbook."""
    session.begin(workbook_path)
    made = Person(qtbot, qapp, session)
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    return made
