"""The list of sections at the left of the Data page: looks like the side bar, acts like a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from commdesk.kit import theme

_WIDTH = 176
_INSET = 12
_NO_LIMIT = 16_777_215  # QWIDGETSIZE_MAX
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}  # Qt's own stop at the foot of a column
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}


class SectionList(QListWidget):
    """Arrows choose a section at once; Enter or Right goes into it."""

    entered = Signal()

    def __init__(self, title: str, sections: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setItemDelegate(_SectionDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(0)
        for section in sections:
            self.addItem(QListWidgetItem(section))
        self._one = self._wanted_width()
        self.setFixedWidth(self._one)

    def stand_above(self, width: int) -> None:
        """In as many columns as fit in this width, all in sight; the order goes down each."""
        columns = max(width // self._one, 1)
        rows = -(-self.count() // columns)
        row = theme.px(theme.ROW_HEIGHT)
        self.setWrapping(columns > 1)
        self.setGridSize(QSize(self._one, row) if columns > 1 else QSize())
        edge = 2 * self.frameWidth() + 4
        self.setFixedSize(self._one * columns + edge, rows * row + edge)
        self.scrollToTop()

    def stand_beside(self) -> None:
        """One column, as high as there is room."""
        self.setWrapping(False)
        self.setGridSize(QSize())
        self.setFixedWidth(self._one)
        self.setMinimumHeight(0)
        self.setMaximumHeight(_NO_LIMIT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() in _STEPS:
            row = self.currentRow() + _STEPS[Qt.Key(event.key())]
            self.setCurrentRow(min(max(row, 0), self.count() - 1))
        else:
            super().keyPressEvent(event)

    def _wanted_width(self) -> int:
        metrics = theme.metrics("strong")
        words = [self.item(row).text() for row in range(self.count())]
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return max(theme.px(_WIDTH), widest + 2 * _INSET + 4)


class _SectionDelegate(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.px(theme.ROW_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        now = theme.tokens()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 1, -2, -1)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.colour("accent_soft"))
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        if is_chosen and _has_keyboard(option.widget):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(now.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.setFont(theme.font("strong" if is_chosen else "body"))
        painter.setPen(now.colour("accent" if is_chosen else "text"))
        inside = box.adjusted(_INSET - 2, 0, -_INSET + 2, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(inside, middle, str(index.data()))
        painter.restore()


def _has_keyboard(widget: QWidget | None) -> bool:
    return widget is not None and widget.hasFocus()
