"""The pane beside a list: who or what is selected, and its story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from msgspec import Struct, field
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from commdesk.kit import theme
from commdesk.kit.detailwords import Chips, Mark, Paragraphs, Story, word
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, EmptyState, empty_layout
from commdesk.kit.readable import Readable
from commdesk.kit.signals import soon

_LEAST_WORDS = 96  # the words scroll: they ask for no more, or the whole page would scroll


class Detail(Struct, frozen=True):
    """What a detail pane shows, already worded."""

    title: str
    line: str = ""
    chips: Sequence[Mark] = ()
    paragraphs: Sequence[tuple[str, str]] = ()
    """(label, text); one without text and chip is left out."""
    timeline: Sequence[tuple[str, str]] = ()
    """(when, what), newest first."""
    timeline_title: str = ""
    timeline_more: str = ""
    """What the link says that shows more than the newest dozen; without it all are shown."""
    buttons: Sequence[QPushButton] = field(default_factory=tuple)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Label of a paragraph -> the chip that stands before its text."""


class _Inside(QWidget):
    """What scrolls. Made wider while its first size is still on its way, Qt keeps the first."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (layout := self.layout()) is not None:
            layout.setGeometry(self.rect())


class DetailPane(Card):
    """Shows a `Detail`; or, without one, a sentence that says what would be here.

    Its labels stay and get other words: a new one costs ten times as much, and the next person
    has to stand here at once.
    """

    def __init__(self, nothing: str) -> None:
        super().__init__(padding=0)
        self.heading.hide()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._area.setMinimumHeight(theme.px(_LEAST_WORDS))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.verticalScrollBar().rangeChanged.connect(self._stop_at_words)
        self._inside = _Inside()
        self._inside.setProperty("role", "page")
        self._inside_column = QVBoxLayout(self._inside)
        self._inside_column.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        self._inside_column.setSpacing(0)
        self._lay_out_words()
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

    def _lay_out_words(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(4)
        self._title = Readable("section")
        self._line = Readable("small")
        self._chips = Chips()
        self._chips.setContentsMargins(0, 4, 0, 0)
        self._paragraphs = Paragraphs()
        self._story = Story()
        column.addWidget(self._title)
        column.addWidget(self._line)
        for part in (self._chips, self._paragraphs, self._story):
            column.addLayout(part)
        column.addStretch()
        self._inside_column.addLayout(column, 1)
        self._story.more.clicked.connect(self._show_whole_story)

    def show_nothing(self, text: str = "") -> None:
        if text:
            self._empty.explain("", text)
        self._area.hide()
        self._buttons.hide()
        self._empty.show()

    def show_detail(self, detail: Detail) -> None:
        with self._laid_out_once():
            self._title.setText(detail.title)
            word(self._line, detail.line)
            self._chips.show_chips(detail.chips)
            self._paragraphs.show_words(detail.paragraphs, detail.marks)
            self._story.show_words(detail.timeline_title, detail.timeline, detail.timeline_more)
        self._add_buttons(detail)
        self._empty.hide()
        self._area.show()
        self._area.verticalScrollBar().setValue(0)
        self.setAccessibleName(detail.title)
        self._area.setAccessibleName(detail.title)

    def _stop_at_words(self, _least: int, most: int) -> None:
        """Tab stops at the words where the arrows have something to scroll."""
        ways = Qt.FocusPolicy
        self._area.setFocusPolicy(ways.StrongFocus if most else ways.NoFocus)

    def _show_whole_story(self) -> None:
        """The keyboard goes to the words, where the arrows scroll."""
        self._area.setFocus()
        with self._laid_out_once():
            self._story.show_all()

    @contextmanager
    def _laid_out_once(self) -> Iterator[None]:
        """Qt lays out all of it again for each label that is shown, unless it may not for now."""
        self._inside_column.setEnabled(False)
        yield
        self._inside_column.setEnabled(True)
        self._inside_column.invalidate()

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
