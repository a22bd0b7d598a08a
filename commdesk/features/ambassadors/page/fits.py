"""Under an ask that warns: what could be given instead, a button each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from textwrap import fill

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.kit.parts import button, empty_layout, label

_WIDE = 38
"""Characters that fit beside the list in the narrowest window; a button does not wrap."""


class Fits(QWidget):
    """`chosen` with the words of a give."""

    chosen = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._gives: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(4)
        self._column.addWidget(label(words("What could be given first"), role="label"))
        self._column.addLayout(self._buttons)

    @property
    def has_gives(self) -> bool:
        return bool(self._gives)

    def show_gives(self, gives: Sequence[str]) -> None:
        self._gives = list(gives)
        empty_layout(self._buttons)
        for each in gives:
            made = button(fill(each, _WIDE), partial(self.chosen.emit, each), "link")
            made.setAccessibleName(self.words("Give: {what}", what=each))
            self._buttons.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
