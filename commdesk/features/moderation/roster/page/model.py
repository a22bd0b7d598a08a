"""The week as a table: what is still to divide, then day parts and tasks; a column for each day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from commdesk.core.words import Words
from commdesk.features.moderation.dayparts import DayPart, part_name
from commdesk.features.moderation.roster.board import Cell, Row, Strip, WeekBoard, short_names
from commdesk.features.moderation.roster.page.chips import Chip, Marks, Speaker
from commdesk.kit import theme

Index = QModelIndex | QPersistentModelIndex
CHIPS = Qt.ItemDataRole.UserRole + 1
TARGET = Qt.ItemDataRole.UserRole + 2
VERDICT = Qt.ItemDataRole.UserRole + 3
PART, TASK, FIRST_DAY = 0, 1, 2
_DAYS = 7
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Key = tuple[int, str, int]
"""Task, day part, ISO weekday; a strip has neither part nor day."""


class Verdict(Struct, frozen=True):
    """Whether what is being moved may go to a place: a word for the cell, and the reason."""

    is_allowed: bool
    word: str
    reason: str


class RosterModel(QAbstractTableModel):
    """One row for each strip, and for each task in each day part."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self.board: WeekBoard | None = None
        self.rows: list[Strip | Row] = []
        self.day_width = 0
        """How wide the heading of a day can be; 0: not known."""
        self._chips: dict[Key, list[Chip]] = {}
        self._said: dict[Key, str] = {}
        self._verdicts: Mapping[Key, Verdict] = {}

    def show_board(self, board: WeekBoard, marks: Marks) -> None:
        self.beginResetModel()
        self.board = board
        self.rows = [*board.strips, *board.rows]
        speaker = Speaker(board, short_names(board.people.values()), marks, self.words)
        self._chips, self._said = {}, {}
        for row in self.rows:
            self._say(row, speaker)
        self.endResetModel()

    def _say(self, row: Strip | Row, speaker: Speaker) -> None:
        if isinstance(row, Strip):
            key = key_of(row)
            self._chips[key] = speaker.strip_chips(row)
            self._said[key] = f"{row.task.name}: {speaker.strip_words(row)}"
            return
        for cell in self.cells(row):
            key = key_of(cell)
            self._chips[key] = chips = speaker.chips(cell)
            self._said[key] = speaker.said(cell, chips)

    def cells(self, row: Row) -> list[Cell]:
        if self.board is None:
            return []
        return [self.board.cell(row.task, day, row.part) for day in self.board.week.days]

    def targets(self) -> list[Cell | Strip]:
        """Every place where somebody can be put."""
        found: list[Cell | Strip] = []
        for row in self.rows:
            found += [row] if isinstance(row, Strip) else self.cells(row)
        return found

    def show_verdicts(self, verdicts: Mapping[Key, Verdict]) -> None:
        """Say of every place whether what is being moved may go there; none: nothing is moved."""
        self._verdicts = verdicts
        if self.rows:
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def verdict(self, key: Key) -> Verdict | None:
        return self._verdicts.get(key)

    def target(self, index: Index) -> Cell | Strip | None:
        """The place at an index; the names before the days stand for the first day."""
        if not index.isValid() or self.board is None:
            return None
        row = self.rows[index.row()]
        if isinstance(row, Strip):
            return row
        day = self.board.week.days[max(index.column() - FIRST_DAY, 0)]
        return self.board.cell(row.task, day, row.part)

    def chips(self, index: Index) -> list[Chip]:
        target = self.target(index)
        return self._chips.get(key_of(target), []) if target else []

    def index_of(self, key: Key) -> QModelIndex:
        task_id, part, weekday = key
        for number, row in enumerate(self.rows):
            if row.task.id == task_id and _part(row) == part:
                return self.index(number, FIRST_DAY + max(weekday - 1, 0))
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else FIRST_DAY + _DAYS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or self.board is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section < FIRST_DAY else _WRAPPED
        if section < FIRST_DAY:
            names = (self.words("Day part"), self.words("Moderation task"))
            return names[section] if role == Qt.ItemDataRole.DisplayRole else None
        day = self.board.week.days[section - FIRST_DAY]
        closed = self.board.closed.get(day, "")
        if role == Qt.ItemDataRole.DisplayRole:
            name = f"{self.words.weekday(day)} {day.day}"
            return f"{name}\n{self._fitting(closed)}" if closed else name
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole} and closed:
            return f"{self.words.date(day)}, {self.words('closed: {name}', name=closed)}"
        return None

    def _fitting(self, name: str) -> str:
        """The name of a closing day wraps by words; a word that is too long is cut."""
        if not self.day_width:
            return name
        metrics, cut = theme.metrics("label"), Qt.TextElideMode.ElideRight
        return " ".join(metrics.elidedText(word, cut, self.day_width) for word in name.split())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        target = self.target(index)
        if index.column() < FIRST_DAY:
            row = self.rows[index.row()]
            return self._name(row, index.column()) if role == Qt.ItemDataRole.DisplayRole else None
        if target is None or role == TARGET:
            return target
        key = key_of(target)
        reads: dict[int, Callable[[Key], Any]] = {
            CHIPS: self._chips.get,
            VERDICT: self._verdicts.get,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ToolTipRole: self._said.get,
            Qt.ItemDataRole.DisplayRole: self._shown,
        }
        return reads[role](key) if role in reads else None

    def _spoken(self, key: Key) -> str:
        verdict = self._verdicts.get(key)
        return f"{self._said[key]}. {verdict.reason}" if verdict else self._said[key]

    def _shown(self, key: Key) -> str:
        return ", ".join(chip.text for chip in self._chips.get(key, []))

    def _name(self, row: Strip | Row, column: int) -> str:
        if column == TASK:
            return row.task.name
        return self.words("open") if isinstance(row, Strip) else self.words(part_name(row.part))


def key_of(target: Cell | Strip) -> Key:
    if isinstance(target, Strip):
        return target.task.id, "", 0
    return target.task.id, str(target.part), target.day.isoweekday()


def _part(row: Strip | Row) -> str:
    return "" if isinstance(row, Strip) else str(DayPart(row.part))
