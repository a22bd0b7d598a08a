"""F1: beside the page, what it is for and its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from commdesk.core.words import N_, Words
from commdesk.kit import theme
from commdesk.kit.page import Page
from commdesk.kit.parts import empty_layout, icon_button, label
from commdesk.kit.signals import on_key
from commdesk.shell.escaping import EscapeFirst
from commdesk.shell.host import actions_of

KEYS = (
    ("Ctrl+K", N_("Search a member, page or action")),
    ("Ctrl+F", N_("Filter the list")),
    ("Enter", N_("Open")),
    ("Space", N_("Tick or select")),
    ("Esc", N_("Back")),
    ("Ctrl+Z", N_("Undo, outside a text field")),
    ("Ctrl+Alt+Z", N_("Undo from anywhere")),
    ("Ctrl+Y", N_("Redo")),
    ("Ctrl+Shift+M", N_("Log a message")),
    ("F1", N_("Show or hide this help")),
)
FORM_KEYS = (
    ("Enter", N_("Save; in text of several lines a new line")),
    ("Ctrl+Enter", N_("Save, from anywhere in the form")),
    ("Esc", N_("Leave it; asks first when something was typed")),
)


class HelpPanel(QFrame):
    """Stays open while pages change, until it is closed."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.setProperty("role", "sidebar")
        self.setAccessibleName(words("Help"))
        self.setFixedWidth(theme.px(300))
        self._title = label(role="section", wraps=True)
        self._text = label(wraps=True)
        self._keys = QGridLayout()
        self._keys.setHorizontalSpacing(12)
        self._keys.setColumnStretch(1, 1)
        self._page: Page | None = None
        self._places: list[str] = []
        self._close = icon_button(words("Close help"), "close", self.hide, "×")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self._area())
        on_key(self, "Esc", self.hide)
        self._escape = EscapeFirst(self)
        self.hide()

    def show_page(self, page: Page | None, places: list[str]) -> None:
        """Say what this page is for; `places` are the worded pages for Ctrl+1 and on."""
        self._page, self._places = page, places
        if not self.isHidden():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        self._fill()
        self._escape.begin()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._escape.end()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line at its left: it may lie over a page."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(0, 0, 1, self.height(), theme.tokens().colour("edge"))

    def _fill(self) -> None:
        page = self._page.shown_part() if self._page else None
        self._title.setText(page.accessibleName() if page else self.words("Help"))
        self._text.setText(self.words(page.HELP) if page and page.HELP else "")
        empty_layout(self._keys)
        self._head(N_("Keys of this page"), self._own_keys())
        self._head(N_("Keys in a form"), FORM_KEYS)
        self._head(N_("Keys everywhere"), KEYS)
        for number, title in enumerate(self._places[:-1], 1):
            self._add(QKeySequence(f"Ctrl+{number}").toString(_NATIVE), title)
        if self._places:
            self._add(QKeySequence("Ctrl+0").toString(_NATIVE), self._places[-1])

    def _own_keys(self) -> list[tuple[str, str]]:
        """What the page itself says that can be done, with its key."""
        actions = actions_of(self._page) if self._page else []
        more = self._page.shown_part().KEYS if self._page else ()
        return [*((each.shortcut, each.text) for each in actions if each.shortcut), *more]

    def _head(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        """A group of keys under its title, when there are any; all are English msgids."""
        if not keys:
            return
        row = self._keys.rowCount()
        head = label(self.words(title), "strong")
        head.setContentsMargins(0, 8 if self._keys.count() else 0, 0, 0)
        self._keys.addWidget(head, row, 0, 1, 2)
        for key, what in keys:
            self._add(self._key_name(key), self.words(what))

    def _key_name(self, keys: str) -> str:
        """As the keyboard has it; Qt knows the space bar in English only."""
        return self.words("Space") if keys == "Space" else QKeySequence(keys).toString(_NATIVE)

    def _add(self, keys: str, what: str) -> None:
        row = self._keys.rowCount()
        self._keys.addWidget(label(keys, "label"), row, 0, Qt.AlignmentFlag.AlignTop)
        self._keys.addWidget(label(what, wraps=True), row, 1)

    def _area(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addLayout(self._keys)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.words("Help"))
        area.setWidget(inside)
        return area


_NATIVE = QKeySequence.SequenceFormat.NativeText
