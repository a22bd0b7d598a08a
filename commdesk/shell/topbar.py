"""The bar over everything: the workbook's name, the menus, the search field, undo and redo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenuBar, QPushButton, QSizePolicy

from commdesk.core.words import Text, Words
from commdesk.kit import theme
from commdesk.kit.parts import button, label
from commdesk.kit.signals import soon

_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class SearchField(QLineEdit):
    """Where Ctrl+K goes; the arrows, Enter and Esc are for the list under it."""

    moved = Signal(int)
    """A Qt key: Down, Up, Enter or Esc."""
    entered = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setPlaceholderText(words("Search a member, page or action"))
        self.setAccessibleName(words("Search a member, page or action"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(180))
        self.setMaximumWidth(theme.px(440))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            self.moved.emit(int(event.key()))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        needed = self.fontMetrics().horizontalAdvance(self.placeholderText() + keys)
        if self.text() or self.width() < needed + 48:
            return
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.tokens().colour("muted"))
        inside = self.rect().adjusted(0, 0, -12, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, keys)


class TopBar(QFrame):
    """Name over the side bar, menus over the content, search, undo and redo at the right."""

    def __init__(self, words: Words, title: str, menus: QMenuBar | None) -> None:
        super().__init__()
        self.words = words
        self.setProperty("role", "bar")
        self.title = label(title, "workbook")
        self.search = SearchField(words)
        self.undo = button(words("Undo"))
        self.redo = button(words("Redo"))
        for each in (self.undo, self.redo):
            each.setEnabled(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 16, 7)
        row.setSpacing(theme.GAP)
        row.addWidget(self.title)
        row.addSpacing(12)
        self._fixed = [menus] if menus is not None else []
        if menus is not None:
            menus.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(menus)
        row.addStretch(1)
        row.addWidget(self.search, 4)
        row.addStretch(1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        soon(self, self._fit)  # inside a running layout Qt would lose the change

    def _fit(self) -> None:
        """Where it is narrow the name goes first, then the buttons: the menus have all three."""
        room = self.width() - sum(part.sizeHint().width() + theme.GAP for part in self._fixed) - 60
        room -= self.search.minimumWidth()
        for part in (self.undo, self.redo, self.title):
            room -= part.sizeHint().width() + theme.GAP
            part.setVisible(room >= 0)

    def show_undo(self, undo: Text | None, redo: Text | None) -> None:
        """Name on each button what it would do."""
        words = self.words
        _name(self.undo, words("Undo: {what}", what=undo) if undo else words("Undo"), undo)
        _name(self.redo, words("Redo: {what}", what=redo) if redo else words("Redo"), redo)


def _name(which: QPushButton, named: str, what: Text | None) -> None:
    which.setEnabled(what is not None)
    which.setToolTip(named)
    which.setAccessibleName(named)
