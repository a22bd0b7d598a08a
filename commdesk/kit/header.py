"""The top of a page: its title, the line that says what matters now, its buttons; and a banner."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Slot, button, empty_layout, icon_button, label
from commdesk.kit.taborder import put_in_order
from commdesk.kit.theme import Tone

NEW = "Ctrl+N"
"""The key of what makes the new thing of a page."""
_RICH, _PLAIN = Qt.TextFormat.RichText, Qt.TextFormat.PlainText
_LINE = 280  # a line this short is to fit beside the title; of a longer one half


class Action(Protocol):
    """As much of a page action as a header needs."""

    @property
    def text(self) -> str: ...
    @property
    def slot(self) -> Slot: ...
    @property
    def shortcut(self) -> str: ...


class Header(QWidget):
    """Title and line at the left, buttons at the right; under each other where it is narrow."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._said = ""
        self._beside: list[QWidget] = []
        self._made: list[QWidget] = []
        self._title = label(title, "title")
        self._line = label(role="line", wraps=True)
        self._line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(12)
        self._title_row.addWidget(self._title)
        self._title_row.addStretch()
        self._text_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._text_row.addLayout(self._title_row)
        self._text_row.addWidget(self._line, 1)
        self._buttons = QWidget()
        self._flow = Flow(self._buttons)
        self._buttons.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GAP)
        self._row.addLayout(self._text_row, 1)
        self._row.addWidget(self._buttons)

    def show_words(
        self, title: str | None = None, line: str | None = None, warning: str = ""
    ) -> None:
        """Change the title or the line beside it; None leaves it as it is.

        `warning` is the part of the line that is amber: its words say by themselves what is wrong.
        """
        if title is not None:
            self._title.setText(title)
        if line is not None:
            self._said = line
            self._line.setTextFormat(_RICH if warning else _PLAIN)
            self._line.setText(_warned(line, warning) if warning else line)
            self._line.setAccessibleName(line if warning else "")
        self._arrange()

    def embed(self) -> None:
        """The header of a section inside a page."""
        theme.set_role(self._title, "section")

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def line(self) -> str:
        return self._said

    def add_beside_title(self, widget: QWidget) -> None:
        """Something small between the title and the line: the arrows of a week."""
        self._title_row.insertWidget(self._title_row.count() - 1, widget)
        self._beside.append(widget)

    @property
    def controls(self) -> list[QWidget]:
        """What stands beside the title, then the buttons of the actions: the order of Tab."""
        return [*self._beside, *self._made]

    def add_button(self, widget: QWidget) -> None:
        self._flow.addWidget(widget)

    def show_actions(self, words: Words, actions: Sequence[Action], primary: Action | None) -> None:
        empty_layout(self._flow)
        made = [_button_of(words, each, "") for each in actions]
        made += [_button_of(words, primary, "primary")] if primary else []
        self._made = made
        for one in made:
            self._flow.addWidget(one)
            one.show()  # Qt does so a moment later: the words beside it wrapped in no room
        self._buttons.setVisible(bool(actions or primary))
        put_in_order(self, self.controls)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as title, line and buttons under each other, however they stand now.

        One that is wider while all stands in one row makes the page that scrolls around it wider,
        then narrower again, without end.
        """
        parts = (self._title_row.minimumSize(), self._line.minimumSizeHint(),
                 self._flow.minimumSize())  # fmt: skip
        height = super().minimumSizeHint().height()
        return QSize(max(size.width() for size in parts), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """All in one row when the title and half of the line fit beside the buttons.

        Else the line goes under the title; where that is not enough the buttons go under both, and
        the line back beside the title where half of it has room there.
        """
        whole = self._line.fontMetrics().horizontalAdvance(self._said)
        line = max(min(whole, theme.px(_LINE)), whole // 2)
        title, buttons = self._title_row.sizeHint().width(), self._flow.sizeHint().width()
        is_one_row = title + line + buttons + 40 <= self.width()
        is_beside = is_one_row or max(title, line) + buttons + 40 <= self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        has_room = title + line + 12 <= self.width()
        is_under_title = not is_one_row and (is_beside or not has_room)
        _turn(self._row, across if is_beside else down)
        _turn(self._text_row, down if is_under_title else across)
        self._text_row.setSpacing(2 if is_under_title else 12)


class Banner(QFrame):
    """One sentence across the page: what was refused or needs an answer, and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self._text = label(wraps=True)
        self._do = button("", self._press)
        self._slot: Slot | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.addWidget(self._text, 1)
        row.addWidget(self._do)
        self._close = icon_button(words("Close this message"), "close", self.hide, "×")
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_text(
        self,
        text: str,
        tone: Tone = "plain",
        *,
        do: str = "",
        slot: Slot | None = None,
        stays: bool = False,
    ) -> None:
        """Show a sentence; one that `stays` has no close button."""
        self.setProperty("tone", tone)
        theme.restyle(self)
        self._text.setText(text)
        self._do.setText(do)
        self._do.setVisible(bool(do))
        self._slot = slot
        self._close.setVisible(not stays)
        self.setAccessibleName(text)
        self.show()

    def _press(self) -> None:
        if self._slot:
            self._slot()


def _warned(line: str, warning: str) -> str:
    before, _, after = line.partition(warning)
    amber = f'<span style="color:{theme.tokens().warn}">{escape(warning)}</span>'
    return f"{escape(before)}{amber}{escape(after)}"


def _turn(row: QBoxLayout, way: QBoxLayout.Direction) -> None:
    if row.direction() != way:
        row.setDirection(way)


def _button_of(words: Words, action: Action, role: str) -> QWidget:
    made = button(words(action.text), action.slot, role)
    if action.shortcut:
        keys = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{words(action.text)} ({keys})")
    return made
