"""What each part of a week's days is: one of a few states, with a sign and a name of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from commdesk.core.words import N_, Words
from commdesk.features.moderation.dayparts import (
    DAY_PARTS,
    PARTS,
    WEEKDAYS,
    Slot,
    Slots,
    weekday_name,
)
from commdesk.kit.theme import Tone

Index = QModelIndex | QPersistentModelIndex
_MONDAY = date(2024, 1, 1)
_LETTERS = 2
"""Of the name of a day over its column, which is as wide as a tick: Mo, Tu."""
STATE = Qt.ItemDataRole.UserRole + 1


class SlotState(Struct, frozen=True):
    """What a day part can be; the first one is that of a part in none of the slots."""

    name: str
    """English msgid."""
    tone: Tone = "plain"
    sign: str = ""
    """Stands in the cell: colour is never alone."""


WANTED = (SlotState(N_("not wanted")), SlotState(N_("wanted"), "accent", "✓"))
"""When a task is done."""
CAN = (
    SlotState(N_("cannot")),
    SlotState(N_("can"), "good", "✓"),
    SlotState(N_("rather not"), "warn", "~"),
)
"""When somebody can moderate."""
Marks = tuple[Slots, ...]
"""One `Slots` for each state but the first; no day part is in two of them."""


class SlotsModel(QAbstractTableModel):
    """Day parts under each other, weekdays beside each other; each cell has one state."""

    def __init__(self, states: Sequence[SlotState], words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self.words, self.states = words, states
        self._marked: dict[Slot, int] = {}

    @property
    def marks(self) -> Marks:
        return tuple(
            Slots(slot for slot, state in self._marked.items() if state == wanted)
            for wanted in range(1, len(self.states))
        )

    def load(self, marks: Sequence[Slots]) -> None:
        """Later ones win: who can on a part but rather would not, rather would not."""
        self._marked = {slot: n for n, slots in enumerate(marks, 1) for slot in slots}
        self._tell_all()

    def state(self, slot: Slot) -> int:
        return self._marked.get(slot, 0)

    def mark(self, slots: Iterable[Slot], state: int) -> None:
        for slot in slots:
            if state:
                self._marked[slot] = state
            else:
                self._marked.pop(slot, None)
        self._tell_all()

    def after(self, slots: Sequence[Slot]) -> int:
        """The state that comes next for all of these; the first marked one where they differ."""
        known = {self.state(slot) for slot in slots}
        return (known.pop() + 1) % len(self.states) if len(known) == 1 else 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(PARTS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(WEEKDAYS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return weekday_name(WEEKDAYS[section], self.words)[:_LETTERS]
        return self.words(DAY_PARTS[section][1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        state = self.state(slot_at(index))
        if role == STATE:
            return self.states[state]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.states[state].sign
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._said(index, self.states[state])
        return None

    def _said(self, index: Index, state: SlotState) -> str:
        """`maandag avond: kan`."""
        day, _, _ = self.words.long_date(_MONDAY + timedelta(days=index.column())).partition(" ")
        return f"{day} {self.words(DAY_PARTS[index.row()][1])}: {self.words(state.name)}"

    def _tell_all(self) -> None:
        last = self.index(len(PARTS) - 1, len(WEEKDAYS) - 1)
        self.dataChanged.emit(self.index(0, 0), last)


def slot_at(index: Index) -> Slot:
    return WEEKDAYS[index.column()], PARTS[index.row()]
