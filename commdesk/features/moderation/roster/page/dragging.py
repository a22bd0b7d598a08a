"""Dragging over the grid: people go along with the mouse, and every cell says if they may land."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QTableView, QToolTip

from commdesk.core.words import Words
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.page.carry import Carried, drag, is_far, read_carried
from commdesk.features.moderation.roster.page.chips import Chip
from commdesk.features.moderation.roster.page.model import FIRST_DAY, VERDICT, Index, RosterModel
from commdesk.features.moderation.roster.page.paint import chip_at
from commdesk.kit.copies import CopiesCells

_SCROLL_EDGE = 24


class DragTable(CopiesCells, QTableView):
    """Where people are picked up and put down with the mouse."""

    acted = Signal(str)
    """What a key asks: open, cut, paste, remove, pin, longer, shorter, allow, leave, copy_week."""
    carried = Signal(object)
    """What somebody drags; None when that is over."""
    dropped = Signal(object, object)
    """What was dragged, and the Cell or Strip it was let go on."""
    moved = Signal()
    """The keyboard went to another cell or person."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.roster = RosterModel(words, self)
        self.is_locked = False
        """While a proposal shows: nothing is moved in it."""
        self._chip = 0
        self._pressed: tuple[QPoint, Shift] | None = None
        self.setModel(self.roster)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        people = self._people(index)
        at = chip_at(self.visualRect(index), self.roster.chips(index), point)
        chip = self.roster.chips(index)[at] if at is not None else None
        self._pressed = None
        if chip in people and chip and chip.shift:
            self._chip = people.index(chip)
            is_left = event.button() == Qt.MouseButton.LeftButton
            self._pressed = (point, chip.shift) if is_left else None
            self.moved.emit()
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A person goes along with the mouse; nothing is selected by moving over it."""
        if self._pressed is None or self.is_locked:
            return
        start, shift = self._pressed
        if is_far(start, event.position().toPoint()):
            self._pressed = None
            self.carry(Carried(shift.moderator_id, shift))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.acted.emit("open")

    def carry(self, what: Carried) -> None:
        """Drag it until it is let go."""
        self.carried.emit(what)
        person = self.roster.board.people.get(what.person_id) if self.roster.board else None
        drag(self, what, person.name if person else "")
        self.carried.emit(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.is_locked or (what := read_carried(event.mimeData(), self.roster.board)) is None:
            event.ignore()
            return
        self.carried.emit(what)
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        self._scroll_near(point)
        if read_carried(event.mimeData(), self.roster.board) is None or index.column() < FIRST_DAY:
            event.ignore()
            return
        event.acceptProposedAction()
        if verdict := index.data(VERDICT):
            where = self.viewport().mapToGlobal(point)
            QToolTip.showText(where, verdict.reason, self.viewport())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        QToolTip.hideText()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        QToolTip.hideText()
        what = read_carried(event.mimeData(), self.roster.board)
        index = self.indexAt(event.position().toPoint())
        target = self.roster.target(index)
        self.carried.emit(None)
        if what is None or target is None or index.column() < FIRST_DAY:
            event.ignore()
            return
        event.acceptProposedAction()
        self.setCurrentIndex(index)
        self.dropped.emit(what, target)

    def _people(self, index: Index) -> list[Chip]:
        """The chips of people who are on the roster there, not of who a proposal takes off."""
        return [chip for chip in self.roster.chips(index) if chip.shift and chip.kind != "removed"]

    def _scroll_near(self, point: QPoint) -> None:
        """While dragging near an edge the rows come along."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if point.y() < _SCROLL_EDGE:
            bar.setValue(bar.value() - bar.singleStep())
        elif point.y() > height - _SCROLL_EDGE:
            bar.setValue(bar.value() + bar.singleStep())
