"""What the grid shows: lines of tasks or expertises, their weeks, and the totals under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from commdesk.core.values import Week, decimal_hours
from commdesk.core.words import Words
from commdesk.features.moderation.coverage import Cell, Coverage, ExpertiseWeek, TaskWeek
from commdesk.kit.theme import Tone

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
TONE = Qt.ItemDataRole.UserRole + 2
SHORTER = Qt.ItemDataRole.UserRole + 3
"""The same in fewer words, the fewest last, for a cell that is too narrow."""
MARKED = Qt.ItemDataRole.UserRole + 4
"""Whether the week has a budget of its own."""
NOTE = Qt.ItemDataRole.UserRole + 5
"""Of a header: its second text."""
IS_NOW = Qt.ItemDataRole.UserRole + 6
TOTAL: tuple[str, ...] = ("total",)


class Shown(Struct, frozen=True):
    """Weeks to show, by task or by expertise, with what is special about them."""

    weeks: Sequence[Week]
    coverage: Coverage
    today: date
    by_expertise: bool = False
    notes: Mapping[Week, str] = field(default_factory=dict)
    """Closing days, and why weeks have budgets of their own."""


class Line(Struct, frozen=True):
    """One row: a task, an expertise, or all of them together."""

    key: tuple[Any, ...]
    name: str
    note: str
    cells: Mapping[Week, Cell]


def key_of(cell: Cell) -> tuple[Any, ...]:
    """By which its row is found again."""
    if isinstance(cell, TaskWeek):
        return ("task", cell.task_id)
    return ("expertise", cell.expertise.casefold()) if isinstance(cell, ExpertiseWeek) else TOTAL


def cell_words(cell: Cell, today: date, words: Words) -> tuple[list[str], Tone]:
    """What a cell says, then in fewer words, and in which tone.

    A shortage counts, a later gap is only muted; what has passed is what was worked.
    """
    is_past = cell.week < Week.of(today)
    done = words.number(decimal_hours(cell.worked if is_past else cell.planned))
    of = words("{planned} of {needed}", planned=done, needed=words.hours(cell.needed))
    carried = words("{hours} carried", hours=words.hours(cell.carried)) if cell.carried else ""
    if is_past and (cell.needed or cell.worked):
        return _variants([of], carried), "plain"
    if not cell.needed:
        planned = words("{planned} planned", planned=words.hours(cell.planned))
        return _variants([planned if cell.planned else "–"], carried), "plain"
    if cell.is_shortage(today):
        short = words("{missing} short", missing=words.hours(cell.missing))
        return _variants([f"{of} · {short}", short], carried), "bad"
    if cell.missing or is_past:
        return _variants([of], carried), "plain"
    return _variants([f"{of} · {words('covered')}", of], carried), "good"


def _variants(said: list[str], carried: str) -> list[str]:
    return [*(f"{each} · {carried}" for each in said), said[-1]] if carried else said


class GridModel(QAbstractTableModel):
    """One row for each task or expertise, one column for each week, a row of totals."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self.weeks: tuple[Week, ...] = ()
        self.lines: list[Line] = []
        self._shown: Shown | None = None
        self._this = Week(1, 1)

    def show(self, shown: Shown) -> bool:
        """Show these; False when rows and weeks stayed the same and only what they say changed."""
        lines, weeks = _lines(shown, self.words), tuple(shown.weeks)
        same = weeks == self.weeks and [e.key for e in lines] == [e.key for e in self.lines]
        if not same:
            self.beginResetModel()
        self.weeks, self.lines, self._shown = weeks, lines, shown
        self._this = Week.of(shown.today)
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(
                self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
            )
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
        return not same

    def cell(self, index: Index) -> Cell | None:
        if not index.isValid():
            return None
        return self.lines[index.row()].cells.get(self.weeks[index.column()])

    def place_of(self, key: tuple[Any, ...], week: Week) -> QModelIndex:
        """Where it stands; the first week for one that does not show."""
        column = self.weeks.index(week) if week in self.weeks else 0
        for row, line in enumerate(self.lines):
            if line.key == key:
                return self.index(row, column)
        return QModelIndex()

    def is_total(self, row: int) -> bool:
        return self.lines[row].key == TOTAL

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.weeks)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self._name(self.lines[section], role)
        week = self.weeks[section]
        note = self._shown.notes.get(week, "") if self._shown else ""
        if role == Qt.ItemDataRole.DisplayRole:
            name = self.words.week(week)
            return name if week >= self._this else self.words("{week}, worked", week=name)
        if role == NOTE:
            return note or self._days(week)
        if role == IS_NOW:
            return week == self._this
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            said = (self.words.week(week), self._days(week), note)
            return ", ".join(part for part in said if part)
        return None

    def _days(self, week: Week) -> str:
        """`23–29 nov`, without the names of the days."""
        first, last = (self.words.date(d).split(" ", 1)[1] for d in (week.monday, week.sunday))
        if week.monday.month == week.sunday.month:
            first = str(week.monday.day)
        return f"{first}–{last}"

    def _name(self, line: Line, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == NOTE:
            return line.note
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{line.name}, {line.note}" if line.note else line.name
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index)
        if cell is None or self._shown is None or role == CELL:
            return cell
        if role == MARKED:
            return cell.is_override
        if role not in _SAID:
            return None
        variants, tone = cell_words(cell, self._shown.today, self.words)
        told = {TONE: tone, SHORTER: variants[1:], Qt.ItemDataRole.DisplayRole: variants[0]}
        if role in told:
            return told[role]
        return self._whole(self.lines[index.row()], cell, variants[0])

    def _whole(self, line: Line, cell: Cell, text: str) -> str:
        """With its row and week, why it has a budget of its own, and that it is no shortage yet."""
        words, today = self.words, self._shown.today if self._shown else date.min
        week = words.week(cell.week)
        if cell.week < Week.of(today):
            week = words("{week}, worked", week=week)
        said = [f"{line.name}, {week}: {text}"]
        if cell.is_override:
            reason = cell.reason if isinstance(cell, TaskWeek) else ""
            said.append(words("hours of its own: {reason}", reason=reason) if reason
                        else words("hours of its own"))  # fmt: skip
        if cell.missing and cell.week > Week.of(today) and not cell.is_shortage(today):
            said.append(words("later: no shortage yet"))
        return " · ".join(said)


_SAID = {
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
    TONE,
    SHORTER,
}


def _lines(shown: Shown, words: Words) -> list[Line]:
    """Tasks or expertises in their order, and under them the totals, where there is a task."""
    rows: dict[tuple[Any, ...], dict[Week, Cell]] = {}
    read = shown.coverage
    for cell in read.by_expertise if shown.by_expertise else read.by_task:
        rows.setdefault(key_of(cell), {})[cell.week] = cell
    if not rows:
        return []
    tasks: dict[str, dict[str, None]] = {}
    for task in read.by_task:
        tasks.setdefault(task.expertise.casefold(), {})[task.task] = None
    lines = [_line(key, cells, tasks, words) for key, cells in rows.items()]
    totals = {each.week: each for each in read.by_week}
    return [*lines, Line(TOTAL, words("Total"), "", totals)]


def _line(
    key: tuple[Any, ...],
    cells: Mapping[Week, Cell],
    tasks: Mapping[str, Mapping[str, None]],
    words: Words,
) -> Line:
    first = next(iter(cells.values()))
    if isinstance(first, TaskWeek):
        return Line(key, first.task, first.expertise or words("anybody"), cells)
    name = first.expertise if isinstance(first, ExpertiseWeek) else ""
    return Line(key, name or words("anybody"), ", ".join(tasks.get(name.casefold(), ())), cells)
