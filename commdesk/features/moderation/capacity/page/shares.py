"""When the work comes in: hours per weekday and day part, each with a bar of its own length."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from commdesk.core.words import Words
from commdesk.features.moderation.dayparts import (
    DAY_PARTS,
    PARTS,
    WEEKDAYS,
    Slot,
    Slots,
    weekday_name,
)
from commdesk.kit import theme
from commdesk.kit.copies import CopiesCells
from commdesk.kit.copying import Cells

Index = QModelIndex | QPersistentModelIndex
_MONDAY = date(2024, 1, 1)
_BAR, _BUSY = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_ROW, _HEAD, _NAMES = 26, 28, 40


class SharesModel(QAbstractTableModel):
    """Weekdays under each other, day parts beside each other, and the share of the whole day."""

    def __init__(self, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self._minutes: Mapping[Slot, float] = {}
        self._busy = Slots()

    def show_minutes(self, minutes: Mapping[Slot, float], busy: Slots) -> None:
        self.beginResetModel()
        self._minutes, self._busy = minutes, busy
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() or not self._minutes else len(WEEKDAYS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(PARTS) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return weekday_name(WEEKDAYS[section], self.words)
        if section == len(PARTS):
            return self.words("Share")
        return self.words(DAY_PARTS[section][1])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        weekday, column = WEEKDAYS[index.row()], index.column()
        if column == len(PARTS):
            return self._share(weekday, role)
        slot = (weekday, PARTS[column])
        minutes = self._minutes.get(slot, 0.0)
        if role == _BAR:
            return minutes / max(self._minutes.values())
        if role == _BUSY:
            return slot in self._busy
        text = self.words.number(round(minutes / 60, 1)) if minutes else "–"
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            hours = self.words.hours(round(minutes))
            said = f"{self._day(index.row())} {self.words(DAY_PARTS[column][1])}: {hours}"
            needed = self.words("people are needed")
            return f"{said}, {needed}" if slot in self._busy else said
        return text if role == Qt.ItemDataRole.DisplayRole else None

    def as_cells(self) -> list[list[str]]:
        """The whole table with its headings, for a spreadsheet."""
        across = range(self.columnCount())
        heading = [self.headerData(n, Qt.Orientation.Horizontal) for n in across]
        rows = [
            [self._day(row), *(str(self.index(row, n).data()) for n in across)]
            for row in range(self.rowCount())
        ]
        return [["", *heading], *rows]

    def _share(self, weekday: int, role: int) -> Any:
        total = sum(self._minutes.values())
        own = sum(minutes for (day, _), minutes in self._minutes.items() if day == weekday)
        text = self.words.percent(own / total) if total else "–"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._day(weekday - 1)}: {text}"
        return text if role == Qt.ItemDataRole.DisplayRole else None

    def _day(self, row: int) -> str:
        return self.words.long_date(_MONDAY + timedelta(days=row)).partition(" ")[0]


class SharesTable(CopiesCells, QTableView):
    """Read with the arrow keys; Ctrl+C takes all of it to a spreadsheet."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.shares_model = SharesModel(words, self)
        self.setModel(self.shares_model)
        self.setAccessibleName(words("Hours per weekday and day part"))
        self.setItemDelegate(_BarDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QTableCornerButton::section { background: transparent; border: 0; }")
        self.viewport().setAutoFillBackground(False)
        for heading in (self.horizontalHeader(), self.verticalHeader()):
            heading.setHighlightSections(False)
            heading.setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(side)
        self.horizontalHeader().setStyleSheet("QHeaderView::section { padding: 0 4px; }")
        down = self.verticalHeader()
        down.setDefaultAlignment(side)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(0)
        down.setDefaultSectionSize(theme.px(_ROW))
        down.setFixedWidth(theme.px(_NAMES))
        down.setStyleSheet("QHeaderView::section { border: 0; padding: 0; min-height: 0; }")
        self.horizontalHeader().setFixedHeight(theme.px(_HEAD))
        self.setFixedHeight(theme.px(_HEAD) + len(WEEKDAYS) * theme.px(_ROW) + 2)

    def show_minutes(self, minutes: Mapping[Slot, float], busy: Slots) -> None:
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self.shares_model.show_minutes(minutes, busy)
        self.setCurrentIndex(self.shares_model.index(max(row, 0), max(column, 0)))

    def selected_cells(self) -> Cells:
        """All of it, whichever cell the keyboard is in."""
        return self.all_cells()

    def all_cells(self) -> Cells:
        return self.shares_model.as_cells()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_NAMES + 240), self.maximumHeight())


class _BarDelegate(QStyledItemDelegate):
    """The number on a bar; what asks people has the accent and is bold."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme.tokens()
        rect: QRect = option.rect
        share, is_busy = index.data(_BAR), index.data(_BUSY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, now.colour("surface"))
        if share:
            bar = QRectF(rect).adjusted(2, 3, -2, -3)
            bar.setWidth(max(bar.width() * share, 3))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("accent_soft" if is_busy else "ground"))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setBrush(now.colour("accent" if is_busy else "edge"))
            painter.drawRect(QRectF(bar.left(), bar.top(), 2, bar.height()))
        painter.setFont(theme.font("label" if is_busy else "small"))
        painter.setPen(now.colour("text" if share else "muted"))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(10, 0, -4, 0), side, str(index.data()))
        view = self.parent()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen and isinstance(view, QTableView) and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(now.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()
