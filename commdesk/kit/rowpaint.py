"""How a cell of a table is painted: selected rows soft with a bar, chips, quiet lines between."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from commdesk.kit import theme
from commdesk.kit.parts import paint_chip
from commdesk.kit.rows import MUTED_ROLE, TONE_ROLE, WRAPS_ROLE
from commdesk.kit.twolines import in_two, paint_in_two

_STATE = QStyle.StateFlag


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
        if is_selected and self._is_first(index.column()):
            bar = QRect(rect.left(), rect.top(), theme.ACCENT_BAR, rect.height())
            painter.fillRect(bar, now.colour("accent"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.colour("line"))
        self._paint_text(painter, rect, index, is_selected=is_selected)
        if state & _STATE.State_HasFocus:
            self._paint_focus(painter, rect)
        painter.restore()

    def _is_first(self, column: int) -> bool:
        """Whether this column stands at the left, wherever columns were moved."""
        table = self.parent()
        return (
            not isinstance(table, QTableView) or table.horizontalHeader().visualIndex(column) == 0
        )

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
        if index.data(WRAPS_ROLE) and _is_too_wide(text, inside.width()):
            painter.setFont(theme.font("small"))
            lines = in_two(text, inside.width(), theme.metrics("small"))
            paint_in_two(painter, inside, lines)
            return
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), cut)

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(QPen(theme.tokens().colour("accent"), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -2))


def _is_too_wide(text: str, width: int) -> bool:
    return "\n" in text or theme.metrics("body").horizontalAdvance(text) > width


def chip_box(text: str, inside: QRect) -> QRectF:
    """Where a chip with this text lies in a cell."""
    metrics = theme.metrics("small")
    width = min(metrics.horizontalAdvance(text) + 2 * theme.px(8), inside.width())
    height = metrics.height() + 4
    return QRectF(inside.left(), inside.center().y() - height / 2 + 1, width, height)
