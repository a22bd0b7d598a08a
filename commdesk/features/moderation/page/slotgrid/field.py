"""The grid as a field of a form: it loads and gives back slots, and says them in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QBoxLayout

from commdesk.core.words import N_, Words
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.page.slotgrid.grid import SlotGrid
from commdesk.features.moderation.page.slotgrid.model import WANTED, SlotState
from commdesk.kit.inputs import Input
from commdesk.kit.parts import label


class SlotsInput(Input):
    """The grid as a field of a form; under it stands in words what is chosen.

    Its value is one `Slots` where there is one state to mark, else a tuple of them (`Marks`).
    `none` (English msgid) is what no mark at all means.
    """

    def __init__(
        self, words: Words, states: Sequence[SlotState] = WANTED, none: str = N_("Any day part")
    ) -> None:
        self.grid = SlotGrid(words, states)
        super().__init__(self.grid)
        self._words, self._states, self._none = words, states, none
        self._said = label(role="small", wraps=True)
        row = self.layout()
        if isinstance(row, QBoxLayout):
            row.setDirection(QBoxLayout.Direction.TopToBottom)
            row.addWidget(self._said)
        self.grid.changed.connect(self._changed)
        self._say()

    def load(self, value: Any) -> None:
        is_one = value is None or isinstance(value, Slots)
        self.grid.load((value or Slots(),) if is_one else tuple(value))
        self._say()

    def value(self) -> Any:
        marks = self.grid.marks
        return marks[0] if len(marks) == 1 else marks

    def _changed(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        marks, words = self.grid.marks, self._words
        if len(marks) == 1:
            text = marks[0].said(words)
        else:
            named = zip(self._states[1:], marks, strict=True)
            text = "; ".join(f"{words(s.name)}: {each.said(words)}" for s, each in named if each)
        self._said.setText(text or words(self._none))
