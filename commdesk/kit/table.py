"""The table that every list of many rows is shown in: keys, copying, empty state, columns."""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from commdesk.kit import theme
from commdesk.kit.parts import EmptyState, Slot, paint_chip
from commdesk.kit.rows import MUTED_ROLE, TONE_ROLE, RowsModel, TableColumn, field_of
from commdesk.kit.signals import after_pause

__all__ = ["RowsModel", "Table", "TableColumn"]

_STATE = QStyle.StateFlag


class Table(QTableView):
    """Rows with keys: Enter opens, Space ticks, Esc leaves, Ctrl+C copies as tab-separated text."""

    opened = Signal(object)
    """The row object on which Enter or a double click came."""
    ticked = Signal(object)
    selected = Signal(object)
    """The row object that became current, or None."""
    left = Signal()

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
        self._key = f"table/{name}"
        self._memory = memory
        self._is_restoring = True
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
        self._restore()
        self._save_soon = after_pause(self, 300, self._remember)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._changed())
        self.horizontalHeader().sortIndicatorChanged.connect(lambda *_: self._changed())
        model.modelReset.connect(self._show_emptiness)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.row(index.row())))
        self._is_restoring = False

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
        chosen = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.row(number) for number in chosen]

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

    def copy(self) -> None:
        """Put the selected rows on the clipboard, for a spreadsheet."""
        QGuiApplication.clipboard().setText(self.as_text(self.selected_rows()))

    def as_text(self, rows: list[Any]) -> str:
        """Rows as tab-separated text; with headings when there is more than one."""
        words = self._rows.words
        lines = [[self._rows.text(row, each) for each in self._rows.columns] for row in rows]
        if len(lines) > 1:
            lines.insert(0, [words(each.heading) for each in self._rows.columns])
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row is not None:
            self.opened.emit(row)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().geometry())
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._size_rows()

    def _show_emptiness(self) -> None:
        is_empty = self._rows.rowCount() == 0
        self._empty.setVisible(is_empty)
        self.horizontalHeader().setVisible(not is_empty)

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

    def _restore(self) -> None:
        kept = self._kept()
        across = self.horizontalHeader()
        for number, column in enumerate(self._rows.columns):
            across.resizeSection(number, kept.get(column.key, theme.px(column.width)))
        keys = [column.key for column in self._rows.columns]
        number = keys.index(kept["sort"]) if kept.get("sort") in keys else -1
        order = Qt.SortOrder.DescendingOrder if kept.get("down") else Qt.SortOrder.AscendingOrder
        across.setSortIndicator(number, order)
        across.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)

    def _fit(self) -> None:
        """Hide what has no room; the column that stretches gets what the others leave."""
        across = self.horizontalHeader()
        width = self.viewport().width()
        taken, stretching = 0, -1
        for number, column in enumerate(self._rows.columns):
            self.setColumnHidden(number, width < theme.px(column.needs))
            if column.stretches:
                stretching = number
            elif not self.isColumnHidden(number):
                taken += across.sectionSize(number)
        if stretching >= 0:
            least = theme.px(self._rows.columns[stretching].width)
            self._is_restoring = True
            across.resizeSection(stretching, max(least, width - taken))
            self._is_restoring = False

    def _kept(self) -> dict[str, Any]:
        try:
            found = json.loads(self._memory.get(self._key, "{}"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _changed(self) -> None:
        if not self._is_restoring:
            self._fit()
            self._save_soon()

    def _remember(self) -> None:
        across = self.horizontalHeader()
        kept: dict[str, Any] = {
            column.key: across.sectionSize(number)
            for number, column in enumerate(self._rows.columns)
            if not column.stretches and not self.isColumnHidden(number)
        }
        if (section := across.sortIndicatorSection()) < len(self._rows.columns) and section >= 0:
            kept["sort"] = self._rows.columns[section].key
            kept["down"] = across.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self._memory[self._key] = json.dumps(kept)


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: selected rows soft with a bar at their left, chips, quiet lines between."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        now = theme.tokens()
        rect: QRect = option.rect
        state = option.state
        is_selected = bool(state & _STATE.State_Selected)
        painter.save()
        if is_selected:
            painter.fillRect(rect, now.colour("accent_soft"))
        if is_selected and index.column() == 0:
            bar = QRect(rect.left(), rect.top(), theme.ACCENT_BAR, rect.height())
            painter.fillRect(bar, now.colour("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.colour("line"))
        self._paint_text(painter, rect, index, is_selected=is_selected)
        if state & _STATE.State_HasFocus:
            self._paint_focus(painter, rect)
        painter.restore()

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        *,
        is_selected: bool,
    ) -> None:
        text = str(index.data() or "")
        inside = rect.adjusted(theme.GAP, 0, -theme.GAP, 0)
        if text and (tone := index.data(TONE_ROLE)):
            box = chip_box(text, inside)
            paint_chip(painter, box, text, tone, outlined=is_selected and tone == "accent")
            return
        now = theme.tokens()
        painter.setFont(theme.font())
        painter.setPen(now.colour("muted" if index.data(MUTED_ROLE) else "text"))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), cut)

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(theme.tokens().colour("accent"), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -2))


def chip_box(text: str, inside: QRect) -> QRectF:
    """Where a chip with this text lies in a cell."""
    metrics = theme.metrics("small")
    width = min(metrics.horizontalAdvance(text) + 2 * theme.px(8), inside.width())
    height = metrics.height() + 4
    return QRectF(inside.left(), inside.center().y() - height / 2 + 1, width, height)
