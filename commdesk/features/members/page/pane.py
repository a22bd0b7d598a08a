"""What every pane beside the list shares: a heading, what scrolls, buttons under it, Esc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card
from commdesk.kit.signals import on_key


class Pane(Card):
    """Add to `inside`; `done` with what came of it, or None when it was left."""

    done = Signal(object)
    words: Words

    def __init__(self, title: str = "") -> None:
        super().__init__(title, padding=0)
        self.setAccessibleName(title)
        self.heading.setContentsMargins(16, 16, 16, 4)
        self.body.setSpacing(0)
        holder = QWidget()
        holder.setProperty("role", "page")
        self.inside = QVBoxLayout(holder)
        self.inside.setContentsMargins(*(theme.CARD_PADDING,) * 4)
        self.inside.setSpacing(theme.GAP)
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(title)
        area.setWidget(holder)
        self._buttons = QWidget()
        self._flow = Flow(self._buttons)
        self._flow.setContentsMargins(16, 8, 16, 16)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._buttons)
        on_key(self, "Esc", self.leave)

    def name(self, title: str) -> None:
        self.heading.setText(title)
        self.heading.show()
        self.setAccessibleName(title)
        self.area.setAccessibleName(title)

    def add_buttons(self, buttons: Sequence[QPushButton]) -> None:
        for each in buttons:
            self._flow.addWidget(each)

    def leave(self) -> None:
        """Typing is thrown away only on purpose."""
        ask_to_drop(self.window(), self.words, is_typed=self.is_dirty, then=self._left)

    def _left(self) -> None:
        self.drop()
        self.done.emit(None)

    def drop(self) -> None:
        """Forget what is typed."""

    def take_focus(self) -> None:
        """Put the keyboard where the work begins."""

    @property
    def is_dirty(self) -> bool:
        """Whether something typed here is not kept yet."""
        return False
