"""The hours of a week as a table: tasks x days, what is needed, and what was typed and refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, Words, say
from commdesk.features.moderation.hours.block import NO_LENGTH, read_cell
from commdesk.features.moderation.hours.cells import Cell, CellsRefused, Place
from commdesk.features.moderation.hours.page import headings
from commdesk.features.moderation.hours.page.figures import Hours, Need, Sums, as_typed, figure_of
from commdesk.features.moderation.hours.page.headings import CARRIED, DAYS, LEFT, TOTAL
from commdesk.features.moderation.hours.page.looks import ANSWERS, aligned
from commdesk.features.moderation.tasks import Task

Index = QModelIndex | QPersistentModelIndex
Write = Callable[[int, date, Minutes, Callable[[Refused], None]], None]
"""Store the minutes of a task on a day; a refusal goes to the last argument."""
WriteMany = Callable[[Sequence[Cell], Callable[[Refused], None]], None]
"""Store a block in one step; a refusal goes to the last argument."""


class HoursModel(QAbstractTableModel):
    """Tasks x days with totals; a value that cannot be is kept as typed, with the reason."""

    wrong = Signal(str)
    """The sentence beside the cell; empty when all is well."""

    def __init__(
        self, words: Words, write: Write, parent: QObject, write_many: WriteMany | None = None
    ) -> None:
        super().__init__(parent)
        self.words = words
        self.week = Week(2000, 1)
        self._days = self.week.days
        self.tasks: list[Task] = []
        self._write, self._write_many = write, write_many
        self._hours: Hours = {}
        self._needs: Mapping[int, Need] | None = None
        self._typed: dict[Place, tuple[str, str]] = {}
        """What was refused, as typed, and why: kept when another week shows."""
        self.proposed: dict[Place, Minutes] = {}
        """What is proposed and not written."""
        self.has_low_headings = True
        """On one line; on two where there is no room for that."""

    def show_week(
        self,
        week: Week,
        tasks: Sequence[Task],
        hours: Hours,
        needs: Mapping[int, Need] | None = None,
    ) -> None:
        has_beside = (needs is None) == (self._needs is None)
        is_same = week == self.week and [t.id for t in tasks] == [t.id for t in self.tasks]
        if is_same and has_beside:
            self.tasks, self._hours, self._needs = list(tasks), hours, needs
            self._changed()
            return
        self.beginResetModel()
        self.week, self.tasks, self._hours, self._needs = week, list(tasks), hours, needs
        self._days = week.days
        self.proposed = {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or not self.tasks else len(self.tasks) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else (TOTAL if self._needs is None else LEFT) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return aligned(section)
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and section > TOTAL:
            return headings.explained(section, self.words)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        text = self.heading(section)
        return text if self.has_low_headings else headings.on_two_lines(text)

    def make_headings(self, *, low: bool) -> None:
        if low != self.has_low_headings:
            self.has_low_headings = low
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, DAYS)

    def heading(self, column: int) -> str:
        return headings.heading(column, self._days, self.words)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flag | Qt.ItemFlag.ItemIsEditable if self.place(index) else flag

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        tell = ANSWERS.get(role)
        return tell(self, index) if tell else None

    def text(self, index: Index) -> str:
        """What stands in a cell: hours as typed, a name, a total."""
        if place := self.place(index):
            return self.text_at(place)
        row, column = index.row(), index.column()
        if column == 0:
            return self._name(self.tasks[row]) if row < len(self.tasks) else self.words("Total")
        minutes = self.figure(index)
        if column <= DAYS:
            return as_typed(minutes) or "–"
        if column == CARRIED and minutes > 0:
            return f"+{self.words.hours(minutes)}"
        return self.words.hours(minutes) if minutes else "–"

    def text_at(self, place: Place) -> str:
        """As it is typed: `1:30`; nothing for nothing."""
        if place in self._typed:
            return self._typed[place][0]
        minutes = self.proposed.get(place, self._hours.get(place, 0))
        return as_typed(minutes)

    def minutes_at(self, place: Place) -> Minutes:
        """What is written there."""
        return self._hours.get(place, Minutes(0))

    def spoken(self, index: Index) -> str:
        """A cell speaks with its task and its day, and with what is wrong."""
        row = self.text(self.index(index.row(), 0))
        said = f"{row}, {self.heading(index.column())}: {self.text(index) or '–'}"
        if why := self.why_wrong(index):
            return f"{said}. {why}"
        is_proposed = self.is_proposed(index)
        return f"{said}, {self.words('proposed')}" if is_proposed else said

    def why_wrong(self, index: Index) -> str:
        """The reason for which what was typed here is not written; empty when it is."""
        place = self.place(index)
        return self._typed[place][1] if place and place in self._typed else ""

    def is_wrong(self, index: Index) -> bool:
        return self.place(index) in self._typed

    def is_proposed(self, index: Index) -> bool:
        return self.place(index) in self.proposed

    def is_total(self, index: Index) -> bool:
        return index.row() == len(self.tasks) or index.column() == TOTAL

    def is_quiet(self, index: Index) -> bool:
        """What is worked out beside the total, and the name of a task that is off."""
        if index.row() >= len(self.tasks):
            return False
        is_off = not self.tasks[index.row()].is_active
        return index.column() > TOTAL or (is_off and index.column() == 0)

    @property
    def has_carried(self) -> bool:
        """Whether anything was carried into the week at all."""
        return any(need.carried for need in (self._needs or {}).values())

    @property
    def refused(self) -> Mapping[Place, str]:
        """Cells of any week whose text was refused, and why."""
        return {place: why for place, (_, why) in self._typed.items()}

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        place = self.place(index)
        if place is None or role != Qt.ItemDataRole.EditRole:
            return False
        text = str(value or "").strip()
        if text == self.text(index) and place not in self._typed:
            return False
        self.let_go([place])
        try:
            minutes = read_cell(text) or Minutes(0)
        except ValueError:
            self.mark({place: (text, say(NO_LENGTH, text=text))})
            return False
        self._store_one(Cell(*place, minutes), text)
        return True

    def store(self, cells: Sequence[Cell], typed: Mapping[Place, str] | None = None) -> None:
        """Write a block in one step; what cannot be is marked, with the text it was `typed` as."""
        self.let_go([cell.place for cell in cells])
        texts = typed or {}

        def refused(why: Refused) -> None:
            found = why.cells if isinstance(why, CellsRefused) else {}
            self.mark(
                {
                    place: (texts.get(place, self.text_at(place)), text)
                    for place, text in found.items()
                }
            )
            self.wrong.emit(self._nothing_written([why.text], len(found), len(cells)))

        if self._write_many is not None and len(cells) > 1:
            self._write_many(cells, refused)
            return
        for cell in cells:
            self._store_one(cell, texts.get(cell.place, self.text_at(cell.place)))

    def refuse_block(
        self, wrong: Mapping[Place, tuple[str, Text]], why: Sequence[Text], of: int
    ) -> None:
        """Mark the cells of a block that was not taken, and say why."""
        self.mark(wrong)
        self.wrong.emit(self._nothing_written(why, len(wrong), of))

    def mark(self, wrong: Mapping[Place, tuple[str, Text]]) -> None:
        """Keep what was typed where it was typed, with the reason."""
        for place, (text, why) in wrong.items():
            self._typed[place] = text, f"{self._where(place)}: {self.words(why)}"
        self._changed()
        if wrong:
            self.wrong.emit(self._typed[next(iter(wrong))][1])

    def let_go(self, places: Iterable[Place]) -> bool:
        """What stands written shows again in these cells; whether anything was wrong in them."""
        gone = [(self._typed.pop(place, None), self.proposed.pop(place, None)) for place in places]
        was_wrong = any(typed for typed, _ in gone)
        if any(typed or proposed for typed, proposed in gone):
            self._changed()
        self.wrong.emit("")
        return was_wrong

    def drop_all(self) -> None:
        """Nothing that was refused is kept, in any week."""
        self._typed.clear()
        self._changed()
        self.wrong.emit("")

    def propose(self, cells: Mapping[Place, Minutes]) -> None:
        """Show hours that are not written yet."""
        self.proposed = dict(cells)
        self._changed()

    def place(self, index: Index) -> Place | None:
        """Task and day of a cell that can be typed in."""
        if not 0 < index.column() <= DAYS or not 0 <= index.row() < len(self.tasks):
            return None
        return self.tasks[index.row()].id, self._days[index.column() - 1]

    def _store_one(self, cell: Cell, text: str) -> None:
        self._write(
            *cell.place, cell.minutes, lambda why: self.mark({cell.place: (text, why.text)})
        )

    def _where(self, place: Place) -> str:
        task = next((t.name for t in self.tasks if t.id == place[0]), "")
        return f"{task}, {self.words.date(place[1])}"

    def _name(self, task: Task) -> str:
        return task.name if task.is_active else self.words("{task} (off)", task=task.name)

    def _nothing_written(self, why: Sequence[Text], wrong: int, of: int) -> str:
        said = " ".join(self.words(each) for each in why)
        if not wrong:
            return said
        counted = self.words(
            "Nothing is written: {wrong} of {all} cells cannot be.", wrong=str(wrong), all=str(of)
        )
        return f"{counted} {said}"

    def figure(self, index: Index) -> int:
        """Minutes of a cell that is worked out, of one task or of all."""
        rows = self.tasks if index.row() == len(self.tasks) else [self.tasks[index.row()]]
        column = index.column()
        days = (self._days[column - 1],) if column <= DAYS else self._days
        ids = [task.id for task in rows]
        sums = Sums.of(ids, days, self._hours, self._needs or {})
        return sums.worked if column <= TOTAL else figure_of(column, sums)

    def _changed(self) -> None:
        if self.tasks:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
