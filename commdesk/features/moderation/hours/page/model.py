"""The hours of a week as a table: tasks x days, totals, and what was typed and refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Words
from commdesk.features.moderation.tasks import Task
from commdesk.kit import theme

Index = QModelIndex | QPersistentModelIndex
Hours = Mapping[tuple[int, date], Minutes]
Write = Callable[[int, date, Minutes, Callable[[Refused], None]], None]
"""Store the minutes of a task on a day; a refusal goes to the last argument."""
_DAYS = 7


def typed_hours(minutes: int) -> str:
    """As it is typed: `1:30`; nothing for nothing."""
    return f"{minutes // 60}:{minutes % 60:02}" if minutes else ""


class HoursModel(QAbstractTableModel):
    """Tasks x days with totals; a value that cannot be is kept as typed, with the reason."""

    wrong = Signal(str)
    """The sentence beside the cell; empty when all is well."""

    def __init__(self, words: Words, write: Write, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self._write = write
        self._week = Week(2000, 1)
        self._tasks: list[Task] = []
        self._hours: Hours = {}
        self._typed: dict[tuple[int, date], str] = {}
        """What was refused, as typed."""

    def show_week(self, week: Week, tasks: Sequence[Task], hours: Hours) -> None:
        is_same = week == self._week and [t.id for t in tasks] == [t.id for t in self._tasks]
        if is_same:
            self._tasks, self._hours = list(tasks), hours
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._week, self._tasks, self._hours = week, list(tasks), hours
        self._typed = {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or not self._tasks else len(self._tasks) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else _DAYS + 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(section)
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return self.words(N_("Moderation task"))
        if section > _DAYS:
            return self.words(N_("Total"))
        day = self._week.days[section - 1]
        return f"{self.words.weekday(day)} {day.day}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flag | Qt.ItemFlag.ItemIsEditable if self._key(index) else flag

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tell = _ANSWERS.get(role)
        return tell(self, index) if tell else None

    def text(self, index: Index) -> str:
        """What stands in a cell: hours as typed, a name, a total."""
        if key := self._key(index):
            return self._typed.get(key, typed_hours(self._hours.get(key, 0)))
        if index.column() == 0:
            is_task = index.row() < len(self._tasks)
            return self._tasks[index.row()].name if is_task else self.words("Total")
        total = self._total(index)
        return self.words.hours(total) if total else "–"

    def spoken(self, index: Index) -> str:
        """A cell speaks with its task and its day."""
        heading = self.headerData(index.column(), Qt.Orientation.Horizontal)
        row = self.text(self.index(index.row(), 0))
        return f"{row}, {heading}: {self.text(index) or '–'}"

    def is_wrong(self, index: Index) -> bool:
        return self._key(index) in self._typed

    def is_total(self, index: Index) -> bool:
        return index.row() == len(self._tasks) or index.column() > _DAYS

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = self._key(index)
        if key is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value or "").strip()
        if text == self.text(index) and key not in self._typed:
            return False
        self._typed.pop(key, None)
        self.wrong.emit("")
        try:
            minutes = Minutes.parse(text) if text else Minutes(0)
        except ValueError:
            wrong = Refused("{text} is not a length of time. Write 1:30, 1,5 or 90m.", text=text)
            self._refuse(key, text, wrong)
            return False
        self._write(*key, minutes, lambda refused: self._refuse(key, text, refused))
        return True

    def _refuse(self, key: tuple[int, date], text: str, refused: Refused) -> None:
        self._typed[key] = text
        task = next(t.name for t in self._tasks if t.id == key[0])
        place = f"{task}, {self.words.date(key[1])}"
        self.wrong.emit(f"{place}: {self.words(refused.text)}")

    def _key(self, index: Index) -> tuple[int, date] | None:
        """Task and day of a cell that can be typed in."""
        if not 0 < index.column() <= _DAYS or index.row() >= len(self._tasks):
            return None
        return self._tasks[index.row()].id, self._week.days[index.column() - 1]

    def _total(self, index: Index) -> int:
        rows = self._tasks if index.row() == len(self._tasks) else [self._tasks[index.row()]]
        days = self._week.days
        if index.column() <= _DAYS:
            days = (days[index.column() - 1],)
        return sum(self._hours.get((task.id, day), 0) for task in rows for day in days)


def _aligned(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _ink(model: HoursModel, index: Index) -> QColor | None:
    return theme.tokens().colour("bad") if model.is_wrong(index) else None


def _ground(model: HoursModel, index: Index) -> QColor | None:
    return theme.tokens().colour("bad_soft") if model.is_wrong(index) else None


def _font(model: HoursModel, index: Index) -> QFont | None:
    return theme.font("strong") if model.is_total(index) else None


_ANSWERS: dict[int, Callable[[HoursModel, Index], Any]] = {
    Qt.ItemDataRole.DisplayRole: HoursModel.text,
    Qt.ItemDataRole.EditRole: HoursModel.text,
    Qt.ItemDataRole.AccessibleTextRole: HoursModel.spoken,
    Qt.ItemDataRole.TextAlignmentRole: lambda _model, index: _aligned(index.column()),
    Qt.ItemDataRole.ForegroundRole: _ink,
    Qt.ItemDataRole.BackgroundRole: _ground,
    Qt.ItemDataRole.FontRole: _font,
}
