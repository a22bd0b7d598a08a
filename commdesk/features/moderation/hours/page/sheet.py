"""A week of hours typed straight in: tasks under each other, days beside each other, blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, Words, say
from commdesk.features.moderation.hours.block import NO_LENGTH, Placed, place_block, read_block
from commdesk.features.moderation.hours.block import read_cell as read_hours
from commdesk.features.moderation.hours.cells import Cell, Place
from commdesk.features.moderation.hours.page.figures import Hours, Need, as_typed
from commdesk.features.moderation.hours.page.model import HoursModel, Write, WriteMany
from commdesk.features.moderation.hours.page.table import HoursTable
from commdesk.features.moderation.tasks import Task
from commdesk.kit.copying import as_text
from commdesk.kit.parts import button, label

_SAID = 2  # reasons that are said of a block; there may be as many as it has rows
ALL = 1000  # the table takes the room that its rows need; the reason stands right under them
_FORMULA = ("=", "+", "-", "@")


class WeekSheet(QWidget):
    """The table of hours and, under it, what is wrong with what was typed.

    `write` stores one cell, `write_many` a block in one step; without it a block is as many steps
    as it has cells. `refused` and `told` say what a screen reader should; `note` stands for what
    is worth knowing of what was written. `opened` asks for what a cell is made of, with its task
    and its day.
    """

    refused = Signal(str)
    told = Signal(str)
    opened = Signal(object, object)

    def __init__(
        self, words: Words, write: Write, title: str, write_many: WriteMany | None = None
    ) -> None:
        super().__init__()
        self._words = words
        self.model = HoursModel(words, write, self, write_many)
        self.table = HoursTable(self.model, title)
        self.error = label(role="error", wraps=True)
        self.error.hide()
        self.note = label(role="muted", wraps=True)
        self.note.hide()
        self._proposal = _Proposal(words, self.take_over, self.drop_proposal)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._proposal)
        column.addWidget(self.table, ALL)
        column.addWidget(self.error)
        column.addWidget(self.note)
        column.addStretch(1)
        self.model.wrong.connect(self._tell)
        self.model.modelReset.connect(self._show_proposal)
        table = self.table
        table.moved.connect(self._explain)
        table.copied.connect(self.copy)
        table.cut.connect(self.cut)
        table.pasted.connect(self.paste)
        table.emptied.connect(self.empty)
        table.filled_down.connect(lambda: self.fill(0))
        table.filled_right.connect(lambda: self.fill(1))
        table.left.connect(self.take_back)
        table.opened.connect(self.open_cell)
        self.add_act(words("Copy"), "Ctrl+C", self.copy)
        self.add_act(words("Paste"), "Ctrl+V", self.paste)
        self.add_act(words("Fill down"), "Ctrl+D", lambda: self.fill(0))
        self.add_act(words("Fill to the right"), "Ctrl+R", lambda: self.fill(1))

    def add_act(self, text: str, keys: str, slot: Callable[[], object]) -> None:
        """Something that its keys do in the table, for who uses the mouse."""
        act = QAction(f"{text}\t{keys}", self.table)
        act.triggered.connect(lambda _checked=False: slot())
        self.table.addAction(act)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_week(
        self,
        week: Week,
        tasks: Sequence[Task],
        hours: Hours,
        needs: Mapping[int, Need] | None = None,
    ) -> None:
        """Show a week; with `needs` (task -> minutes) also what is needed, carried and left."""
        at = self.table.currentIndex()
        row, column = at.row(), at.column()
        is_other = week != self.model.week
        self.model.show_week(week, tasks, hours, needs)
        if is_other:
            refused = self.model.refused.items()
            self._tell(next((why for place, why in refused if place[1] in week.days), ""))
        if not self.table.currentIndex().isValid() and tasks:
            row = min(max(row, 0), len(tasks) - 1)
            self.table.setCurrentIndex(self.model.index(row, max(column, 1)))

    def copy(self) -> None:
        """The selected block as a spreadsheet takes it: hours as `1:30`, so that they can add."""
        block = [[self._copied(index) for index in row] for row in self._block()]
        if block:
            QGuiApplication.clipboard().setText(as_text(block))
            count = sum(map(len, block))
            self.told.emit(self._words.plural("{n} cell copied", "{n} cells copied", count))

    def cut(self) -> None:
        self.copy()
        self.empty()

    def paste(self) -> None:
        """What the clipboard holds, from the current cell on: all of it, or nothing.

        One value goes into every selected cell.
        """
        model = self.model
        try:
            rows = read_block(QGuiApplication.clipboard().text())
        except Refused as refused:
            self._tell(self._words(refused.text))
            return
        if not rows:
            self._tell(self._words("There is no text to paste."))
            return
        if len(rows) == len(rows[0]) == 1:
            self._spread(rows[0][0])
            return
        corner = self._corner()
        tasks = [(task.id, task.name) for task in model.tasks]
        placed = place_block(rows, tasks, model.week, (corner.row(), max(corner.column() - 1, 0)))
        self._store(placed)

    def empty(self) -> None:
        """The hours of the selected cells go, in one step; what was refused there goes too."""
        places = self._places()
        self.model.let_go(places)
        filled = [place for place in places if self.model.minutes_at(place)]
        self.model.store([Cell(*place, Minutes(0)) for place in filled])

    def fill(self, along: int) -> None:
        """The first row (0) or column (1) of the selection into the rest of it.

        Of one cell: what stands above it, or to the left of it.
        """
        block = self._block()
        if not block:
            return
        if not along:
            block = [list(column) for column in zip(*block, strict=True)]
        cells: list[Cell] = []
        for line in block:
            first, rest = line[0], line[1:]
            if not rest:
                step = first.siblingAtColumn if along else first.siblingAtRow
                at = first.column() if along else first.row()
                first, rest = step(at - 1), [first]
            cells += self._same_as(first, rest)
        self.model.store(cells)

    def take_back(self) -> None:
        """What is written shows again in the selected cells; a proposal goes."""
        self.model.let_go(self._places())
        self.drop_proposal()

    def propose(self, cells: Mapping[Place, Minutes], why: Text) -> None:
        """Hours to look at first; `take_over` writes them in one step."""
        self.model.propose(cells)
        self._proposal.say(self._words(why) if self.model.proposed else "")
        self._show_proposal()

    def take_over(self) -> None:
        cells = [Cell(*place, minutes) for place, minutes in self.model.proposed.items()]
        texts = {cell.place: self.model.text_at(cell.place) for cell in cells}
        self.drop_proposal()
        self.model.store(cells, texts)

    def drop_proposal(self) -> None:
        if self.model.proposed:
            self.model.propose({})
            self.table.setFocus()
        self._show_proposal()

    def _store(self, placed: Placed) -> None:
        model, words = self.model, self._words
        if not placed.is_right:
            reasons = [*placed.outside, *(why for _, why in placed.wrong.values())]
            count = len(placed.cells) + len(placed.wrong)
            if not reasons:
                self._tell(words("There are no hours in what is pasted."))
                return
            model.refuse_block(placed.wrong, reasons[:_SAID], count)
            return
        cells = list(placed.cells.values())
        typed = {cell.place: as_typed(cell.minutes) for cell in cells}
        model.store(cells, typed)
        if not model.refused:
            said = words.plural("{n} cell pasted", "{n} cells pasted", len(cells))
            if placed.left:
                said += "; " + words.plural(
                    "{n} empty cell left as it was",
                    "{n} empty cells left as they were",
                    placed.left,
                )
            self.told.emit(said)

    def _spread(self, text: str) -> None:
        """One value into all selected cells; nonsense stands in the first, as if typed."""
        places = self._places()
        try:
            minutes = read_hours(text)
        except ValueError:
            self.model.mark({places[0]: (text, say(NO_LENGTH, text=text))} if places else {})
            return
        if minutes is not None:
            self.model.store(
                [Cell(*place, minutes) for place in places], dict.fromkeys(places, text)
            )

    def _same_as(self, first: QModelIndex, rest: Sequence[QModelIndex]) -> list[Cell]:
        place = self.model.place(first)
        if place is None:
            return []
        minutes = self.model.minutes_at(place)
        others = [self.model.place(index) for index in rest]
        return [Cell(*other, minutes) for other in others if other]

    def _corner(self) -> QModelIndex:
        block = self._block()
        return block[0][0] if block else self.table.currentIndex()

    def _block(self) -> list[list[QModelIndex]]:
        """The selected cells, row by row."""
        found = self.table.selectionModel().selectedIndexes() or [self.table.currentIndex()]
        rows: dict[int, list[QModelIndex]] = {}
        for index in sorted(found, key=lambda each: (each.row(), each.column())):
            if index.isValid():
                rows.setdefault(index.row(), []).append(index)
        return list(rows.values())

    def _places(self) -> list[Place]:
        places = [self.model.place(index) for row in self._block() for index in row]
        return [place for place in places if place]

    def _copied(self, index: QModelIndex) -> str:
        model = self.model
        if model.place(index):
            return model.text(index)
        if index.column() == 0:
            name = model.text(index)
            return f"'{name}" if name.startswith(_FORMULA) else name
        minutes = model.figure(index)
        return f"{'-' if minutes < 0 else ''}{as_typed(abs(minutes)) or '0:00'}"

    def open_cell(self) -> None:
        """Ask for what the current cell is made of."""
        if place := self.model.place(self.table.currentIndex()):
            self.opened.emit(*place)

    def _explain(self) -> None:
        """Why the current cell is wrong, as soon as the keyboard is in it."""
        if why := self.model.why_wrong(self.table.currentIndex()):
            self._tell(why)

    def _show_proposal(self) -> None:
        self._proposal.setVisible(bool(self.model.proposed))

    def _tell(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.table.setAccessibleDescription(text)
        if text:
            self.refused.emit(text)


class _Proposal(QWidget):
    """What is proposed, and the two answers to it."""

    def __init__(
        self, words: Words, take: Callable[[], object], drop: Callable[[], object]
    ) -> None:
        super().__init__()
        self._text = label(role="muted", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addWidget(button(words("Take over"), take, "primary"))
        row.addWidget(button(words("Drop the proposal"), drop))
        self.hide()

    def say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
