"""How a block of a day looks: a small card with what it is and how long it takes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from commdesk.features.week.proposal import ProposedItem
from commdesk.kit import theme
from commdesk.kit.cardlist import ENTRY, CardRow

Index = QModelIndex | QPersistentModelIndex
_PAD = 10
_NARROW = 100
_GAP = 8
_TOP = 8
_GUTTER = 13
"""Kept free for a scroll bar, so that blocks are as wide with it as without."""


class BlockDelegate(QStyledItemDelegate):
    """As high as its words need; a word wider than the block ends in `…`, whole in the tooltip."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row: CardRow = index.data(ENTRY)
        width = self._width()
        words = sum(laid_out(text, role, _inside(width))[1] for text, role in _texts(row, width))
        return QSize(width, words + 2 * _TOP + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CardRow = index.data(ENTRY)
        now = theme.tokens()
        state = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        whole = QRect(option.rect)
        whole.setWidth(self._width())
        rect = QRectF(whole.adjusted(1, 1, -1, -_GAP))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(now.colour("accent_soft" if is_selected else "ground"))
        has_focus = is_selected and bool(state & QStyle.StateFlag.State_HasFocus)
        is_proposed = isinstance(row.data, ProposedItem)
        edge = now.colour("accent" if is_selected else "edge" if is_proposed else "line")
        line = Qt.PenStyle.DashLine if is_proposed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edge, 2 if has_focus else 1, line))
        if is_proposed and not is_selected:
            painter.setBrush(now.colour("surface"))
        painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
        _paint_words(painter, row, whole)
        painter.restore()

    def _width(self) -> int:
        return self._view.width() - theme.px(_GUTTER)


def _paint_words(painter: QPainter, row: CardRow, whole: QRect) -> None:
    now = theme.tokens()
    top = whole.top() + _TOP
    for number, (text, role) in enumerate(_texts(row, whole.width())):
        laid, height = laid_out(text, role, _inside(whole.width()))
        is_muted = number > 0 or row.is_ticked or not row.data.is_own
        painter.setPen(now.colour("muted" if is_muted else "text"))
        laid.draw(painter, QPointF(whole.left() + _pad(whole.width()), top))
        top += height


def _texts(row: CardRow, width: int) -> tuple[tuple[str, theme.Role], ...]:
    """What it is, and under it how long and why; small where a day is narrow."""
    title: theme.Role = "small" if _is_narrow(width) else "body"
    return ((_title(row), title), (_under(row), "small"))


def _title(row: CardRow) -> str:
    return f"✓\u00a0{row.title}" if row.is_ticked else row.title


def _under(row: CardRow) -> str:
    return " · ".join(part for part in (row.right, row.reason) if part)


def _inside(width: int) -> int:
    return max(width - 2 * _pad(width), 24)


def _pad(width: int) -> int:
    return _PAD // 2 if _is_narrow(width) else _PAD


def _is_narrow(width: int) -> bool:
    return width < theme.px(_NARROW)


def _unbroken(text: str, role: theme.Role, width: int) -> str:
    """The text with every word that is wider than a line elided, so that none is broken in two."""
    measured = theme.metrics(role)
    return " ".join(
        measured.elidedText(word, Qt.TextElideMode.ElideRight, width) for word in text.split(" ")
    )


def laid_out(text: str, role: theme.Role, width: int) -> tuple[QTextLayout, int]:
    """Lines, broken between words only."""
    laid = QTextLayout(_unbroken(text, role, width), theme.font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    laid.setTextOption(option)
    height = 0.0
    laid.beginLayout()
    while (line := laid.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    laid.endLayout()
    return laid, round(height) if text else 0
