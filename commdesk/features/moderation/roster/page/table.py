"""The grid of a week: arrows, keys, and dragging people from cell to cell."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QRect, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from commdesk.core.words import Words
from commdesk.features.moderation.roster.board import Cell, Row, Strip, WeekBoard
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.page.chips import Chip, Marks
from commdesk.features.moderation.roster.page.dragging import DragTable
from commdesk.features.moderation.roster.page.model import (
    CHIPS,
    FIRST_DAY,
    PART,
    TASK,
    Index,
    Key,
    key_of,
)
from commdesk.features.moderation.roster.page.paint import RosterDelegate, row_height
from commdesk.kit import theme
from commdesk.kit.parts import EmptyState
from commdesk.kit.press import presses_shown

_CONTROL = Qt.KeyboardModifier.ControlModifier
_PLAIN: dict[int, str] = {
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_Backspace: "remove",
    Qt.Key.Key_Escape: "leave",
}
_LETTERS: dict[int, str] = {
    Qt.Key.Key_M: "cut",
    Qt.Key.Key_P: "pin",
    Qt.Key.Key_Plus: "longer",
    Qt.Key.Key_Equal: "longer",
    Qt.Key.Key_Minus: "shorter",
}
_WITH_CONTROL: dict[int, str] = {
    Qt.Key.Key_X: "cut",
    Qt.Key.Key_V: "paste",
    Qt.Key.Key_D: "copy_week",
    Qt.Key.Key_Return: "allow",
    Qt.Key.Key_Enter: "allow",
}
_PART_WIDTH, _TASK_WIDTH, _LEAST_DAY = 72, 160, 60
_PAD = 4  # a day is narrow, and the name of a closing day is not


class RosterTable(DragTable):
    """Arrows go from cell to cell, Space from person to person in a cell."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.has_letter_keys = True
        self.setItemDelegate(RosterDelegate(self))
        self._set_up()
        self.empty = EmptyState(self)

    def show_board(self, board: WeekBoard, marks: Marks) -> None:
        """Show this week; the same cell stays chosen, and the same shift where it is there."""
        target, chip = self.target(), self.chip()
        self.roster.show_board(board, marks)
        self._span()
        self._fit_columns()
        self._fit_rows()
        self.empty.setVisible(not self.roster.rows)
        self.horizontalHeader().setVisible(bool(self.roster.rows))
        if self.roster.rows and not (
            target and self.choose(key_of(target), chip.shift if chip else None)
        ):
            self.setCurrentIndex(self.roster.index(0, FIRST_DAY))

    def target(self) -> Cell | Strip | None:
        return self.roster.target(self.currentIndex())

    def chip(self) -> Chip | None:
        """The person that the keyboard is at, in a cell with people."""
        people = self._people(self.currentIndex())
        return people[min(self._chip, len(people) - 1)] if people else None

    def chip_number(self) -> int:
        chips, chip = self.roster.chips(self.currentIndex()), self.chip()
        return chips.index(chip) if chip in chips else -1

    def choose(self, key: Key, shift: Shift | None = None) -> bool:
        """Go to this place, and there to this shift; False when the week does not show it."""
        index = self.roster.index_of(key)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        ids = [chip.shift.id for chip in self._people(index) if chip.shift]
        if shift and shift.id in ids:
            self._chip = ids.index(shift.id)
        self.scrollTo(index)
        self.viewport().update()
        return True

    def place_rect(self) -> QRect:
        """Where the chosen cell is, in the coordinates of this widget."""
        rect = self.visualRect(self.currentIndex())
        return QRect(self.viewport().mapTo(self, rect.topLeft()), rect.size())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if event.key() == Qt.Key.Key_Space:
            self._next_person()
        elif presses_shown(event, self.empty):
            event.accept()
        elif act == "leave":
            event.ignore()
            self.acted.emit(act)
        elif act:
            self.acted.emit(act)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> Any:
        """Names are passed over: the keyboard stays in the days."""
        index = super().moveCursor(action, modifiers)
        if index.isValid() and index.column() < FIRST_DAY:
            return index.siblingAtColumn(FIRST_DAY)
        return index

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._chip = 0
        self.moved.emit()

    def selectionCommand(self, index: Index, event: Any = None) -> Any:
        """A press on a name chooses nothing."""
        if index.isValid() and index.column() < FIRST_DAY:
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self.empty.setGeometry(self.viewport().geometry())

    def minimumSizeHint(self) -> QSize:
        """Narrower it scrolls."""
        return QSize(theme.px(300), theme.px(180))

    def _act_of(self, event: QKeyEvent) -> str | None:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == _CONTROL:
            return _WITH_CONTROL.get(key)
        if key in _PLAIN:
            return _PLAIN[key]
        is_letter = modifiers in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
        return _LETTERS.get(key) if self.has_letter_keys and is_letter else None

    def _next_person(self) -> None:
        people = self._people(self.currentIndex())
        if len(people) > 1:
            self._chip = (self._chip + 1) % len(people)
            self.viewport().update()
            self.moved.emit()

    def _set_up(self) -> None:
        self.setAccessibleName(self.words("Roster of the week"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setStyleSheet(f"QHeaderView::section {{ padding: 0 {_PAD}px; }}")
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setTextElideMode(Qt.TextElideMode.ElideNone)  # names of closing days wrap

    def _fit_rows(self) -> None:
        for number in range(len(self.roster.rows)):
            chips = [
                len(self.roster.index(number, column).data(CHIPS) or ())
                for column in range(FIRST_DAY, self.roster.columnCount())
            ]
            self.setRowHeight(number, row_height(max(chips, default=0)))

    def _span(self) -> None:
        """A strip goes over all days; a day part stands beside all of its rows."""
        self.clearSpans()
        rows = self.roster.rows
        start = 0
        for number, row in enumerate(rows):
            if isinstance(row, Strip):
                self.setSpan(number, FIRST_DAY, 1, self.roster.columnCount() - FIRST_DAY)
            if number + 1 == len(rows) or _part(rows[number + 1]) != _part(row):
                if number > start:
                    self.setSpan(start, PART, number - start + 1, 1)
                start = number + 1

    def _fit_columns(self) -> None:
        """Names as wide as they need within reason; the days share what is left evenly."""
        across = self.horizontalHeader()
        if across.count() < FIRST_DAY:
            return
        names = self._names_width()
        across.resizeSection(PART, self._part_width())
        across.resizeSection(TASK, names)
        days = across.count() - FIRST_DAY
        room = self.viewport().width() - self._part_width() - names
        each, rest = divmod(max(room, 0), days)
        self.roster.day_width = max(each, theme.px(_LEAST_DAY)) - 2 * _PAD
        for day in range(days):
            width = max(each + (day < rest), theme.px(_LEAST_DAY))
            across.resizeSection(FIRST_DAY + day, width)
        across.setFixedHeight(self._heading_height())

    def _heading_height(self) -> int:
        """As high as the longest name of a closing day wraps to."""
        across, metrics = self.horizontalHeader(), theme.metrics("label")
        wraps = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        lines = [
            metrics.boundingRect(
                QRect(0, 0, across.sectionSize(section) - 2 * _PAD, 1000),
                int(wraps),
                self._heading(section),
            ).height()
            for section in range(FIRST_DAY, across.count())
        ]
        return max([*lines, theme.px(theme.ROW_HEIGHT) - 8]) + 8

    def _part_width(self) -> int:
        heading = self._heading(PART)
        return max(_wide(heading), theme.px(_PART_WIDTH))

    def _names_width(self) -> int:
        metrics = theme.metrics("body")
        widest = max((metrics.horizontalAdvance(r.task.name) for r in self.roster.rows), default=0)
        names = min(widest + 2 * theme.GAP, theme.px(_TASK_WIDTH))
        return max(names, _wide(self._heading(TASK)))

    def _heading(self, section: int) -> str:
        return str(self.roster.headerData(section, Qt.Orientation.Horizontal) or "")


def _wide(heading: str) -> int:
    return theme.metrics("label").horizontalAdvance(heading) + 2 * theme.GAP + 2


def _part(row: Row | Strip) -> str:
    return "" if isinstance(row, Strip) else str(row.part)
