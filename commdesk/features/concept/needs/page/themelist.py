"""Themes under their question, each with a bar of how many interviews name it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from commdesk.core.words import Words
from commdesk.features.concept.questions import QUESTIONS
from commdesk.features.concept.themes import Theme
from commdesk.features.members import STAGES
from commdesk.kit import theme
from commdesk.kit.cardlist import ENTRY, CardList, CardRow

Index = QModelIndex | QPersistentModelIndex
_ORDER = [key for key, _ in QUESTIONS]
_PAD = 8
_COUNT = 34
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
_WORDS = 0.55  # of the width, before a name takes a line of its own


def rows_of(themes: Sequence[Theme], words: Words) -> list[CardRow]:
    """Question by question, as they were ranked."""
    placed = sorted(themes, key=lambda each: _ORDER.index(each.question))
    return [_row(each, words) for each in placed]


def _row(each: Theme, words: Words) -> CardRow:
    stage = words(dict(STAGES)[each.stage]) if each.stage else ""
    return CardRow(
        key=each.id,
        title=each.name,
        reason=stage,
        right=words.plural("{n} interview", "{n} interviews", each.interviews),
        group=words(dict(QUESTIONS)[each.question]),
        data=each,
    )


class ThemeList(CardList):
    """More than one can be selected, with Shift and Ctrl: to merge them."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(_BarDelegate(self))

    @property
    def most(self) -> int:
        return max((row.data.interviews for row in self.rows), default=0)

    def chosen(self) -> list[Theme]:
        """The one with the keyboard first, then the others that are selected."""
        current = self.current()
        entries = [index.data(ENTRY) for index in self.selectionModel().selectedIndexes()]
        others = [row for row in entries if isinstance(row, CardRow) and row != current]
        return [row.data for row in ([current] if current else []) + others]


class _BarDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry, width = index.data(ENTRY), self._view.viewport().width()
        if isinstance(entry, str):
            return QSize(width, theme.metrics("label").height() + theme.px(18))
        if _fits(entry, width):
            return QSize(width, max(theme.px(30), theme.metrics("body").height() + theme.px(10)))
        inside = QRect(0, 0, _room(entry, width - 2 * _PAD), 10_000)
        words = theme.metrics("body").boundingRect(inside, _WRAP, entry.title)
        return QSize(width, words.height() + theme.px(10) + theme.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, rect = index.data(ENTRY), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, str):
            painter.setFont(theme.font("label"))
            painter.setPen(theme.tokens().colour("muted"))
            under = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.drawText(rect.adjusted(_PAD, 0, 0, -6), under, entry)
        else:
            self._paint_ground(painter, rect, index)
            self._paint_theme(painter, rect, entry)
        painter.restore()

    @property
    def _view(self) -> Any:
        return self.parent()

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index) -> None:
        now, view = theme.tokens(), self._view
        if view.selectionModel().isSelected(index):
            painter.fillRect(rect, now.colour("accent_soft"))
            bar = QRect(rect.left(), rect.top(), theme.ACCENT_BAR, rect.height())
            painter.fillRect(bar, now.colour("accent"))
        if view.currentIndex() == index and view.hasFocus():
            painter.setPen(QPen(now.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_theme(self, painter: QPainter, rect: QRect, row: CardRow) -> None:
        now, fits = theme.tokens(), _fits(row, rect.width())
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        words = QRect(inside)
        if not fits:
            words.setHeight(rect.height() - theme.px(14))
        painter.setFont(theme.font("body"))
        painter.setPen(now.colour("text"))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        room = QRect(words)
        room.setWidth(_room(row, words.width()))
        painter.drawText(room, int(side) | int(Qt.TextFlag.TextWordWrap), row.title)
        wide = theme.metrics("body").boundingRect(room, _WRAP, row.title).width()
        painter.setFont(theme.font("small"))
        painter.setPen(now.colour("muted"))
        painter.drawText(words.adjusted(wide + _PAD, 0, 0, 0), side, row.reason)
        painter.setPen(now.colour("text"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, right, str(row.data.interviews))
        self._paint_bar(painter, inside, row, fits=fits)

    def _paint_bar(self, painter: QPainter, inside: QRect, row: CardRow, *, fits: bool) -> None:
        now, thick = theme.tokens(), theme.px(6)
        left = inside.left() + (round(inside.width() * _WORDS) if fits else 0)
        middle = inside.center().y() if fits else inside.bottom() - theme.px(10)
        whole = QRectF(left, middle - thick / 2, inside.right() - left - theme.px(_COUNT), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("line"))
        painter.drawRoundedRect(whole, thick / 2, thick / 2)
        most = self._view.most
        if row.data.interviews and most:
            whole.setWidth(whole.width() * row.data.interviews / most)
            painter.setBrush(now.colour("accent"))
            painter.drawRoundedRect(whole, thick / 2, thick / 2)


def _room(row: CardRow, inside: int) -> int:
    """How wide its name may be on a line of its own: the count and who it is stand after it."""
    stage = theme.metrics("small").horizontalAdvance(row.reason) + _PAD if row.reason else 0
    return max(inside - theme.px(_COUNT) - stage, theme.px(60))


def _fits(row: CardRow, width: int) -> bool:
    """Whether the name leaves a bar beside it."""
    stage = theme.metrics("small").horizontalAdvance(row.reason) + _PAD if row.reason else 0
    wide = theme.metrics("body").horizontalAdvance(row.title) + stage + 2 * _PAD
    return wide <= (width - 2 * _PAD) * _WORDS
