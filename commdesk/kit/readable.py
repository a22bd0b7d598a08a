"""Words that can be selected and copied; a long address goes on in the next line."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QEnterEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QLabel, QMenu

_MOST = 20  # so many signs without a place to break fit in every pane
_BREAK = "\u200b"
_LONG = re.compile(rf"\S{{{_MOST},}}")
_ENDLESS = re.compile(r"\S{41,}")
_PARTS = re.compile(r"[^@./_-]*[@./_-]+|[^@./_-]+")


class Readable(QLabel):
    """Words that can be selected and copied with the mouse, from when the mouse is there.

    A label that always can is laid out as a document, which takes twice as long.
    """

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)
        self.ensurePolished()

    def setText(self, words: str) -> None:
        """A screen reader hears them without the places to break."""
        shown = breakable(words)
        super().setText(shown)
        if shown != words or self.accessibleName():
            self.setAccessibleName(words if shown != words else "")

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu copies what it sees; ours comes after it."""
        super().contextMenuEvent(event)
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu) and (copy := menu.findChild(QAction, "edit-copy")):
            copy.triggered.connect(self._copy)

    def _copy(self) -> None:
        """As the words are, without the places to break."""
        QGuiApplication.clipboard().setText(self.selectedText().replace(_BREAK, ""))


class Wrapping(QLabel):
    """A word without end goes on in the next line, or the page would be as wide as it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        """What is marked up stays as it is: a place to break would be read as part of the marks."""
        is_plain = self.textFormat() == Qt.TextFormat.PlainText
        super().setText(breakable(text) if is_plain and _ENDLESS.search(text) else text)

    def text(self) -> str:
        """The words without the places to break."""
        return super().text().replace(_BREAK, "")


def breakable(words: str) -> str:
    """With places to break in what is long: after the @ and dots of an address, or anywhere."""
    return _LONG.sub(lambda long: _broken(long[0]), words)


def _broken(word: str) -> str:
    pieces = (
        part[at : at + _MOST] for part in _PARTS.findall(word) for at in range(0, len(part), _MOST)
    )
    return _BREAK.join(pieces)
