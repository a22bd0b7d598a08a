"""The table that every list of many rows is shown in: keys, copying, empty state, columns."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from commdesk.kit import theme
from commdesk.kit.columns import Columns
from commdesk.kit.copies import CopiesCells
from commdesk.kit.copying import Cells
from commdesk.kit.parts import EmptyState, Slot
from commdesk.kit.press import is_enter, presses_shown
from commdesk.kit.rowpaint import RowDelegate
from commdesk.kit.rows import RowsModel, TableColumn, field_of

__all__ = ["RowsModel", "Table", "TableColumn"]


class Table(CopiesCells, QTableView):
    """Rows with keys: Enter opens, Space ticks, Esc leaves, Ctrl+C copies for a spreadsheet."""

    opened = Signal(object)
    """The row object on which Enter or a double click came."""
    ticked = Signal(object)
    selected = Signal(object)
    """The row object that became current, or None."""
    left = Signal()
    many_selected = Signal(int)
    """How many rows are selected now, where more than one can be."""
    pasted = Signal()

    def __init__(
        self,
        model: RowsModel,
        *,
        name: str,
        title: str,
        memory: MutableMapping[str, str],
        many: bool = False,
    ) -> None:
        """`title` is what a screen reader calls it; columns are remembered under `name`."""
        super().__init__()
        self._rows = model
        self.setAccessibleName(title)
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.viewport().setAutoFillBackground(False)
        self._empty = EmptyState(self)
        self._set_up_headers()
        self.setModel(model)
        self.columns = Columns(self, model, f"table/{name}", memory)
        model.modelReset.connect(self._show_emptiness)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.row(index.row())))

    def reload(self) -> None:
        """Fetch again; the same row stays selected where it still exists."""
        current, row_id = self.currentIndex().row(), self.current_id()
        self._rows.reload()
        if row_id is not None and self.current_id() != row_id:
            place = self._rows.find(row_id, max(current, 0))
            self.select_row(min(current, self._rows.rowCount() - 1) if place is None else place)
        elif row_id is not None:
            self.selected.emit(self.current_row())
        self._show_emptiness()

    def current_row(self) -> Any:
        """The row object that is selected, or None."""
        return self._rows.row(self.currentIndex().row())

    def current_id(self) -> Any:
        return field_of(self.current_row(), "id")

    def selected_rows(self) -> list[Any]:
        runs = self.selected_runs()
        return [self._rows.row(row) for first, count in runs for row in range(first, first + count)]

    def selected_runs(self) -> list[tuple[int, int]]:
        """The selected rows as (first, how many), in order: a million of them are one run."""
        found: list[tuple[int, int]] = []
        ranges = {
            (each.top(), each.bottom()) for each in self.selectionModel().selection().toList()
        }
        for top, bottom in sorted(ranges):
            start = max(top, sum(found[-1]) if found else 0)
            if start <= bottom:
                found.append((start, bottom - start + 1))
        return found

    @property
    def selected_count(self) -> int:
        return sum(count for _first, count in self.selected_runs())

    def select_row(self, number: int) -> None:
        """Make this row current and bring it into view."""
        index = self._rows.index(number, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def select_id(self, row_id: object, near: int = 0) -> bool:
        """Select the row with this id; `near` is where to look in a long list."""
        place = self._rows.find(row_id, near)
        if place is not None:
            self.select_row(place)
        return place is not None

    def set_empty(self, title: str, text: str = "", do: str = "", slot: Slot | None = None) -> None:
        """What to show without rows: what this list is, why it is empty, what fills it."""
        self._empty.explain(title, text, do, slot)
        self._show_emptiness()

    def count_selected(self) -> int:
        return self.selected_count

    def selected_cells(self) -> Cells:
        return self.as_cells(self.selected_rows())

    def all_cells(self) -> Cells:
        return self.as_cells([self._rows.row(row) for row in range(self._rows.rowCount())])

    def as_cells(self, rows: list[Any]) -> list[list[str]]:
        """Rows as texts in the order of the columns; with headings when there is more than one."""
        words = self._rows.words
        columns = self.columns.in_order
        lines = [[self._rows.text(row, each) for each in columns] for row in rows]
        if len(lines) > 1:
            lines.insert(0, [words(each.heading) for each in columns])
        return lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif is_enter(event) and row is not None:
            self.opened.emit(row)
        elif presses_shown(event, self._empty):
            event.accept()
        elif event.key() == Qt.Key.Key_Space and row is not None:
            self.ticked.emit(row)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.ignore()
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.selected.emit(self._rows.row(current.row()))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection:
            self.many_selected.emit(self.selected_count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().geometry())
        self.columns.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._size_rows()

    def _show_emptiness(self) -> None:
        is_empty = self._rows.rowCount() == 0
        self._empty.setVisible(is_empty)
        self.horizontalHeader().setVisible(not is_empty)
        bars = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            bars.ScrollBarAlwaysOff if is_empty else bars.ScrollBarAsNeeded
        )

    def _set_up_headers(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setMinimumSectionSize(48)
        across.setStretchLastSection(False)
        self._size_rows()

    def _size_rows(self) -> None:
        text = theme.metrics().height()
        self.verticalHeader().setDefaultSectionSize(max(theme.ROW_HEIGHT, text + 15))
