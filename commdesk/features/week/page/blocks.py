"""Blocks of a week in a list: one list per day, one for what is still to be planned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from commdesk.kit.cardlist import ENTRY, CardRow, cells_of
from commdesk.kit.copies import CopiesCells
from commdesk.kit.copying import Cells
from commdesk.kit.parts import EmptyState

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-commdesk-week-item"
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Blocks(QAbstractListModel):
    """Rows that can be dragged when the feature that owns them can move them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[CardRow] = []

    def show_rows(self, rows: Sequence[CardRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ENTRY:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return ", ".join(part for part in (row.title, row.right, row.reason) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.rows[index.row()].data.move:
            flag |= Qt.ItemFlag.ItemIsDragEnabled
        return flag

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        key = str(self.rows[indexes[0].row()].key) if indexes else ""
        carried.setData(MIME, key.encode())
        return carried


class BlockList(CopiesCells, QListView):
    """Enter opens, Space ticks, Left and Right go to another list, Alt with them takes it along.

    Ctrl+Right takes it to the next day with room; Delete and Ctrl+Enter are for a proposal.
    """

    opened = Signal(object)
    """A WeekItem."""
    ticked = Signal(object)
    chosen = Signal(object)
    """The WeekItem that has the keyboard."""
    stepped = Signal(int)
    """To the list at the left (-1) or right (1)."""
    carried = Signal(object, int)
    """This WeekItem a day back or on."""
    lifted = Signal(object, int)
    """This WeekItem up (-1) to the days, or down (1) to what is still to be planned."""
    pushed = Signal(object)
    """This WeekItem to the next day with room."""
    let_out = Signal(object)
    """This WeekItem out of the proposal."""
    begun = Signal()
    """Enter where nothing stands: begin something new."""
    taken = Signal()
    """Ctrl+Enter: take the proposal over."""
    left = Signal()
    dropped = Signal(str)
    """The key of a block that was let go here."""
    hovered = Signal(bool)
    """Whether a block hangs above this list."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._blocks = Blocks(self)
        self.setModel(self._blocks)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.viewport().setAutoFillBackground(False)
        self.empty = EmptyState(self)
        self.doubleClicked.connect(lambda _index: self._emit(self.opened))

    @property
    def rows(self) -> list[CardRow]:
        return self._blocks.rows

    def show_rows(self, rows: Sequence[CardRow]) -> None:
        """Show these; the same one stays selected, else the one that took its place."""
        place, key = self.currentIndex().row(), self.current_key()
        self._blocks.show_rows(rows)
        if key is not None and not self.select_key(key) and rows and self.hasFocus():
            self.select_place(place)

    def selected_cells(self) -> Cells:
        return cells_of(self, [self.rows[index.row()] for index in self.selectedIndexes()])

    def all_cells(self) -> Cells:
        return cells_of(self, self.rows)

    def current(self) -> Any:
        """The WeekItem that is selected, or None."""
        place = self.currentIndex().row()
        return self.rows[place].data if 0 <= place < len(self.rows) else None

    def current_key(self) -> object:
        item = self.current()
        return item.key if item else None

    def select_key(self, key: object) -> bool:
        places = [place for place, row in enumerate(self.rows) if row.key == key]
        if places:
            self.setCurrentIndex(self._blocks.index(places[0]))
        return bool(places)

    def select_place(self, place: int) -> None:
        if self.rows:
            self.setCurrentIndex(self._blocks.index(max(0, min(place, len(self.rows) - 1))))

    def let_go(self) -> None:
        """Nothing is selected here any more."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, item = Qt.Key(event.key()), self.current()
        has_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        has_control = held == Qt.KeyboardModifier.ControlModifier
        if key in _STEPS and has_alt and item:
            self.carried.emit(item, _STEPS[key])
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and has_alt and item:
            self.lifted.emit(item, -1 if key == Qt.Key.Key_Up else 1)
        elif has_control and self._with_control(key, item):
            return
        elif key in _STEPS and not has_alt:
            self.stepped.emit(_STEPS[key])
        elif key in _ENTER:
            self.opened.emit(item) if item else self.begun.emit()
        elif key == Qt.Key.Key_Delete and item:
            self.let_out.emit(item)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
            self.left.emit()
        elif key == Qt.Key.Key_Space and item:
            self.ticked.emit(item)
        else:
            super().keyPressEvent(event)

    def _with_control(self, key: Qt.Key, item: Any) -> bool:
        if key == Qt.Key.Key_Right and item:
            self.pushed.emit(item)
        elif key in _ENTER:
            self.taken.emit()
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current() is None:
            self.select_place(0)
        self.chosen.emit(self.current())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.chosen.emit(self.current())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.empty.setGeometry(self.viewport().geometry())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._weigh(event)

    def dragLeaveEvent(self, _event: Any) -> None:
        self.hovered.emit(False)  # noqa: FBT003 - a signal of one value

    def dropEvent(self, event: QDropEvent) -> None:
        self.hovered.emit(False)  # noqa: FBT003 - a signal of one value
        key = bytes(event.mimeData().data(MIME).data()).decode()
        event.setDropAction(Qt.DropAction.CopyAction)  # the workbook moves it, not the list
        event.accept()
        if key:
            self.dropped.emit(key)

    def _weigh(self, event: QDragMoveEvent) -> None:
        is_ours = event.mimeData().hasFormat(MIME)
        event.setAccepted(is_ours)
        self.hovered.emit(is_ours)

    def _emit(self, signal: Any) -> None:
        if item := self.current():
            signal.emit(item)
