"""A week of hours typed straight in: tasks under each other, days beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.moderation.hours.page.model import Hours, HoursModel, Write
from commdesk.features.moderation.tasks import Task
from commdesk.kit import theme
from commdesk.kit.parts import label

Index = QModelIndex | QPersistentModelIndex


class HoursTable(QTableView):
    """Typing begins at once; Enter goes down, Tab goes right, Delete empties, Esc takes back."""

    def __init__(self, model: HoursModel, title: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(title)
        self.setItemDelegate(_HoursDelegate(self))
        self.setShowGrid(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        across.resizeSection(0, theme.px(170))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            event.accept()  # what the field let through; it closes by itself
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go(index.row() + 1, index.column())
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.model().setData(index, "")
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        index = self.currentIndex()
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self._go(index.row() + 1, index.column())

    def _go(self, row: int, column: int) -> None:
        if row < self.model().rowCount() - 1:
            self.setCurrentIndex(self.model().index(row, column))


class _HoursDelegate(QStyledItemDelegate):
    """The field in a cell is as high as the cell; the chosen cell has a ring, not a colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = theme.tokens()
        rect: QRect = option.rect
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        painter.save()
        painter.fillRect(rect, ground or now.colour("accent_soft" if is_chosen else "surface"))
        painter.setFont(index.data(Qt.ItemDataRole.FontRole) or theme.font())
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or now.colour("text"))
        inside = rect.adjusted(theme.GAP, 0, -theme.GAP, 0)
        text = str(index.data() or "")
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), cut)
        if is_chosen:
            painter.setPen(QPen(now.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setProperty("role", "cell")
        line.setStyleSheet("min-height: 0; border-radius: 0; padding: 0 6px;")
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)


class WeekSheet(QWidget):
    """The table of hours and, under it, what is wrong with what was typed."""

    refused = Signal(str)

    def __init__(self, words: Words, write: Write, title: str) -> None:
        super().__init__()
        self.model = HoursModel(words, write, self)
        self.table = HoursTable(self.model, title)
        self.error = label(role="error", wraps=True)
        self.error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.error)
        self.model.wrong.connect(self._tell)

    def show_week(self, week: Week, tasks: Sequence[Task], hours: Hours) -> None:
        self.model.show_week(week, tasks, hours)
        if not self.table.currentIndex().isValid() and tasks:
            self.table.setCurrentIndex(self.model.index(0, 1))

    def _tell(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.table.setAccessibleDescription(text)
        if text:
            self.refused.emit(text)
