"""The bar over everything: the workbook's name, the menus, the search field, undo and redo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy

from commdesk.core.words import Text, Words
from commdesk.kit import theme
from commdesk.kit.parts import button, label
from commdesk.kit.signals import soon
from commdesk.shell.menu import Menus

_MOVES = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class SearchField(QLineEdit):
    """Where Ctrl+K goes; the arrows, Enter and Esc are for the list under it."""

    moved = Signal(int)
    """A Qt key: Down, Up, Enter or Esc."""
    asked = Signal()
    """Clicked, or gone down from: somebody wants to see what there is."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setPlaceholderText(words("Search a member, page or action"))
        self.setAccessibleName(words("Search a member, page or action"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(180))
        self.setMaximumWidth(theme.px(440))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.asked.emit()

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

    def __init__(self, words: Words, title: str, menus: Menus | None) -> None:
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
        self._bar = menus.bar if menus else None
        self._all = menus and _menu_button(words, menus)
        if self._bar and self._all:
            self._bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(self._bar)
            row.addWidget(self._all)
        self._has_pages = False
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
        room = self.width() - self.search.minimumWidth() - 60
        if self._bar and self._all:
            is_short = self._has_pages or room < self._bar.sizeHint().width() + theme.GAP
            self._bar.setVisible(not is_short)
            self._all.setVisible(is_short)
            shown = self._all if is_short else self._bar
            room -= shown.sizeHint().width() + theme.GAP
        for part in (self.undo, self.redo, self.title):
            room -= part.sizeHint().width() + theme.GAP
            part.setVisible(room >= 0)

    def show_pages(self, *, in_menu: bool) -> None:
        """Whether the pages are to be found in the menu, since no side bar shows them."""
        self._has_pages = in_menu
        self._fit()

    def show_undo(self, undo: Text | None, redo: Text | None) -> None:
        """Name on each button what it would do."""
        words = self.words
        _name(self.undo, words("Undo: {what}", what=undo) if undo else words("Undo"), undo)
        _name(self.redo, words("Redo: {what}", what=redo) if redo else words("Redo"), redo)


def _menu_button(words: Words, menus: Menus) -> QPushButton:
    """The pages and all menus under one button; a shortcut works through whichever shows."""
    made = button(words("Menu"), icon="menu")
    made.setMenu(menus.whole)
    made.hide()
    return made


def _name(which: QPushButton, named: str, what: Text | None) -> None:
    which.setEnabled(what is not None)
    which.setToolTip(named)
    which.setAccessibleName(named)
