"""A list of rows of two lines: a title, why it is here, a chip, a tick box; under headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from commdesk.core.words import N_
from commdesk.kit.cardpaint import CardDelegate, tick_box
from commdesk.kit.copies import CopiesCells, page_around
from commdesk.kit.copying import Cells
from commdesk.kit.parts import EmptyState, Slot
from commdesk.kit.press import is_enter, presses_shown
from commdesk.kit.theme import Tone

Index = QModelIndex | QPersistentModelIndex
_HEADINGS = (N_("Group"), N_("Explanation"), N_("Mark"), N_("Further"))  # around the title
ENTRY = Qt.ItemDataRole.UserRole + 1


class CardRow(Struct, frozen=True):
    """One row, already worded. `key` finds it again after a reload."""

    key: object
    title: str
    reason: str = ""
    chips: Sequence[tuple[str, Tone]] = ()
    right: str = ""
    tickable: bool = False
    is_ticked: bool = False
    group: str = ""
    """Heading above the first row of each group; rows of a group stand together."""
    data: Any = None


class CardList(CopiesCells, QListView):
    """Enter opens, Space ticks, arrows move, Esc leaves, Ctrl+C copies for a spreadsheet."""

    opened = Signal(object)
    """A CardRow."""
    ticked = Signal(object)
    selected = Signal(object)
    """The CardRow that became current, or None."""
    asked = Signal(object)
    """Where on the screen the menu of the current row is wanted: right mouse button, menu key."""
    left = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._model = _Cards(self)
        self.setModel(self._model)
        self._delegate = CardDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self._empty = EmptyState(self)
        self.doubleClicked.connect(lambda index: self._emit(self.opened, index))

    def show_rows(self, rows: Sequence[CardRow]) -> None:
        """Show these rows; the same one stays selected, else the one that took its place."""
        key, place = self.current_key(), self.currentIndex().row()
        self._delegate.has_ticks = any(row.tickable for row in rows)
        self._model.show_rows(rows)
        self._empty.setVisible(not rows)
        if key is not None and not self.select_key(key):
            self._select_near(place)

    def take_out(self, key: object) -> None:
        """Let one row go without reading the others again; the next one takes its place."""
        place = self._model.place_of(key)
        if place is None:
            return
        self._model.take_out(place)
        self._empty.setVisible(not self._model.rowCount())
        if self.current() is None:
            self._select_near(place)

    def current(self) -> CardRow | None:
        return self._model.row_at(self.currentIndex().row())

    def current_key(self) -> object:
        row = self.current()
        return row.key if row else None

    def select_key(self, key: object) -> bool:
        place = self._model.place_of(key)
        if place is not None:
            self.setCurrentIndex(self._model.index(place))
        return place is not None

    @property
    def rows(self) -> list[CardRow]:
        return self._model.rows

    def selected_cells(self) -> Cells:
        places = sorted(index.row() for index in self.selectedIndexes())
        return cells_of(self, [row for place in places if (row := self._model.row_at(place))])

    def count_all(self) -> int:
        return len(self.rows)

    def all_cells(self) -> Cells:
        return cells_of(self, self.rows)

    def step(self, by: int) -> None:
        """Move to the next row or the one before, as the arrow keys do."""
        index = self._nearest(self.currentIndex().row() + by, by)
        if index.isValid():
            self.setCurrentIndex(index)

    def key_after(self) -> object:
        """The key of the row after the current one; of the last row that of the one before it."""
        rows, key = self.rows, self.current_key()
        place = next((n for n, row in enumerate(rows) if row.key == key), -1)
        around = rows[place + 1 : place + 2] or rows[max(place - 1, 0) : max(place, 0)]
        return around[0].key if around else None

    def full_height(self) -> int:
        """How high all rows are together at the width of now; without rows what is said then."""
        if not self._model.rowCount():
            return self._empty.heightForWidth(self.viewport().width())
        self.doItemsLayout()
        last = self.visualRect(self._model.index(self._model.rowCount() - 1))
        return last.bottom() + 1 + self.verticalOffset()

    def select_first(self) -> None:
        self._select_near(0)

    def set_empty(self, title: str, text: str = "", do: str = "", slot: Slot | None = None) -> None:
        self._empty.explain(title, text, do, slot)
        self._empty.setVisible(self._model.rowCount() == 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if is_enter(event) and self.current():
            self._emit(self.opened, index)
        elif presses_shown(event, self._empty):
            event.accept()
        elif event.key() == Qt.Key.Key_Space and self.current():
            self._tick(index)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Headings are passed over; Home and End go to rows."""
        index = super().moveCursor(action, modifiers)
        if self._model.row_at(index.row()) is not None:
            return index
        step = -1 if index.row() < self.currentIndex().row() else 1
        found = self._nearest(index.row(), step)
        return found if found.isValid() else self._nearest(index.row(), -step)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the mouse, or by the menu key at the row itself."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        if self._model.row_at(index.row()) is None:
            return
        self.setCurrentIndex(index)
        rect = self.visualRect(index)
        self.asked.emit(self.viewport().mapToGlobal(rect.center()) if is_key else event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._model.row_at(index.row())
        if row and row.tickable and tick_box(self.visualRect(index)).contains(event.position()):
            self._tick(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().geometry())
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()  # reasons wrap anew, at once and not after 100 ms

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.selected.emit(self._model.row_at(current.row()))

    def _tick(self, index: QModelIndex) -> None:
        row = self._model.row_at(index.row())
        if row and row.tickable:
            self.ticked.emit(row)

    def _emit(self, signal: Any, index: QModelIndex) -> None:
        if row := self._model.row_at(index.row()):
            signal.emit(row)

    def _select_near(self, place: int) -> None:
        place = min(place, self._model.rowCount() - 1)
        index = self._nearest(place, 1)
        self.setCurrentIndex(index if index.isValid() else self._nearest(place, -1))

    def _nearest(self, place: int, step: int) -> QModelIndex:
        while 0 <= place < self._model.rowCount():
            if self._model.row_at(place) is not None:
                return self._model.index(place)
            place += step
        return QModelIndex()


class _Cards(QAbstractListModel):
    """Rows and the headings between them; a heading is a plain string."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[CardRow | str] = []

    def show_rows(self, rows: Sequence[CardRow]) -> None:
        self.beginResetModel()
        self._entries = []
        group = ""
        for row in rows:
            if row.group and row.group != group:
                self._entries.append(row.group)
            group = row.group
            self._entries.append(row)
        self.endResetModel()

    def take_out(self, place: int) -> None:
        self.beginRemoveRows(QModelIndex(), place, place)
        del self._entries[place]
        self.endRemoveRows()

    @property
    def rows(self) -> list[CardRow]:
        return [entry for entry in self._entries if isinstance(entry, CardRow)]

    def row_at(self, place: int) -> CardRow | None:
        entry = self._entries[place] if 0 <= place < len(self._entries) else None
        return entry if isinstance(entry, CardRow) else None

    def place_of(self, key: object) -> int | None:
        for place, entry in enumerate(self._entries):
            if isinstance(entry, CardRow) and entry.key == key:
                return place
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.row_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry if isinstance(entry, str) else entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry if isinstance(entry, str) else _spoken(entry)
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(entry, CardRow) and entry.tickable:
            return Qt.CheckState.Checked if entry.is_ticked else Qt.CheckState.Unchecked
        return None


def cells_of(view: QAbstractItemView, rows: Sequence[CardRow]) -> Cells:
    """A line each, with headings above more than one; what none of them has gets no column."""
    page = page_around(view)
    names = [page.words(each) if page else each for each in _HEADINGS]
    lines = [_cells_of(row) for row in rows]
    shown = [n for n, cells in enumerate(zip(*lines, strict=True)) if any(cells)]
    if len(lines) > 1:
        lines.insert(0, [names[0], view.accessibleName(), *names[1:]])
    return [[line[n] for n in shown] for line in lines]


def _cells_of(row: CardRow) -> list[str]:
    chips = ", ".join(text for text, _tone in row.chips)
    return [row.group, row.title, row.reason, chips, row.right]


def _spoken(row: CardRow) -> str:
    chips = ", ".join(text for text, _tone in row.chips)
    return ". ".join(part for part in (row.title, row.reason, chips, row.right) if part)
