"""The pane beside a list: who or what is selected, and its story."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, Chip, EmptyState, empty_layout, label
from commdesk.kit.signals import soon
from commdesk.kit.theme import Tone


class Detail(Struct, frozen=True):
    """What a detail pane shows, already worded."""

    title: str
    line: str = ""
    chips: Sequence[tuple[str, Tone]] = ()
    paragraphs: Sequence[tuple[str, str]] = ()
    """(label, text); one without text is left out."""
    timeline: Sequence[tuple[str, str]] = ()
    """(when, what), newest first."""
    timeline_title: str = ""
    buttons: Sequence[QPushButton] = field(default_factory=tuple)


class DetailPane(Card):
    """Shows a `Detail`; or, without one, a sentence that says what would be here."""

    def __init__(self, nothing: str) -> None:
        super().__init__(padding=0)
        self.heading.hide()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._inside = QWidget()
        self._inside.setProperty("role", "page")
        self._inside_column = QVBoxLayout(self._inside)
        self._inside_column.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        self._inside_column.setSpacing(0)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._inside_column.addLayout(self._column, 1)
        self._buttons_scroll = False
        self._area.setWidget(self._inside)
        self._empty = EmptyState(self)
        self._empty.explain("", nothing)
        self._buttons = QWidget()
        self._button_row = Flow(self._buttons)
        self._button_row.setContentsMargins(16, 8, 16, 16)
        self.body.setSpacing(0)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._buttons)
        self.body.addWidget(self._empty)
        self.show_nothing()

    def show_nothing(self, text: str = "") -> None:
        if text:
            self._empty.explain("", text)
        self._area.hide()
        self._buttons.hide()
        self._empty.show()

    def show_detail(self, detail: Detail) -> None:
        empty_layout(self._column)
        self._add_head(detail)
        for name, text in detail.paragraphs:
            if text:
                self._add_paragraph(name, text)
        if detail.timeline:
            self._add_timeline(detail)
        self._add_buttons(detail)
        self._column.addStretch()
        self._empty.hide()
        self._area.show()
        self._area.verticalScrollBar().setValue(0)
        self.setAccessibleName(detail.title)

    def _add_head(self, detail: Detail) -> None:
        self._column.addWidget(_readable(label(detail.title, "section", wraps=True)))
        if detail.line:
            self._column.addWidget(_readable(label(detail.line, "small", wraps=True)))
        if detail.chips:
            row = Flow()
            for text, tone in detail.chips:
                row.addWidget(Chip(text, tone))
            self._column.addSpacing(4)
            self._column.addLayout(row)

    def _add_paragraph(self, name: str, text: str) -> None:
        self._column.addSpacing(theme.GAP)
        self._column.addWidget(label(name, "label"))
        self._column.addWidget(_readable(label(text, wraps=True)))

    def _add_timeline(self, detail: Detail) -> None:
        self._column.addSpacing(theme.GAP)
        self._column.addWidget(label(detail.timeline_title, "label"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (when, what) in enumerate(detail.timeline):
            grid.addWidget(label(when, "small"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_readable(label(what, "fine", wraps=True)), row, 1)
        self._column.addLayout(grid)

    def _add_buttons(self, detail: Detail) -> None:
        empty_layout(self._button_row)
        for each in detail.buttons:
            self._button_row.addWidget(each)
        self._buttons.setVisible(bool(detail.buttons))
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Under the words, where they stay in sight however long the story is.

        Where they would leave the words less than half of the height they scroll along with them.
        """
        row = self._button_row
        needs = row.heightForWidth(self.width()) if row.count() else 0
        scrolls = needs * 2 > self.height()
        if scrolls == self._buttons_scroll:
            return
        self._buttons_scroll = scrolls
        row.setContentsMargins(0 if scrolls else 16, 8, 0 if scrolls else 16, 0 if scrolls else 16)
        if scrolls:
            self._inside_column.addWidget(self._buttons)
        else:
            self.body.insertWidget(self.body.indexOf(self._area) + 1, self._buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        soon(self, self._place_buttons)  # inside a running layout Qt would lose the change


def _readable(text: QLabel) -> QLabel:
    """Words that can be selected and copied with the mouse."""
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text
