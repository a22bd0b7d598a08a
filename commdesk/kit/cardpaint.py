"""Lays out and paints the rows of a card list; a reason wraps and is never cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from commdesk.core.paths import resource
from commdesk.kit import theme
from commdesk.kit.parts import paint_chip

if TYPE_CHECKING:
    from commdesk.kit.cardlist import CardRow

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole + 1
_PAD = 8
_BOX = 18
_MOST_KNOWN = 5_000
_SURELY_FITS = 8  # letters in the narrowest list
_LEAST_WORDS = 200  # narrower than this the chips go under the words
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Laid(Struct):
    """Where the parts of one row lie, from the row's own corner."""

    title: QRect
    reason: QRect
    chips: list[QRectF]
    right: QRect
    height: int


def tick_box(rect: QRect) -> QRectF:
    """Where the tick box lies in a row."""
    size = theme.px(_BOX)
    return QRectF(rect.left() + _PAD + 1, rect.center().y() - size // 2, size, size)


def lay_out(row: CardRow, width: int, *, has_ticks: bool) -> Laid:
    """Words at the left; chips and the text at the right, or under them where it is narrow."""
    left = _PAD + (theme.px(_BOX) + 12 if has_ticks else 4)
    most = max(width - left - _PAD, theme.px(40))
    chip_widths = [min(_chip_width(text), most) for text, _tone in row.chips]
    right = _right_width(row)
    beside = width - left - right - _PAD - sum(chip_widths) - 6 * len(chip_widths)
    fits = beside >= theme.px(_LEAST_WORDS) or not chip_widths
    words = max(beside if fits else width - left - right - _PAD, 80)
    title = QRect(left, 6, words, _height(row.title, "body", words))
    reason = QRect(left, title.bottom() + 1, words, _height(row.reason, "small", words))
    at = width - right - _PAD - sum(chip_widths) - 6 * (len(chip_widths) - 1) if fits else left
    chips = _in_lines(chip_widths, at, width - _PAD)
    under = 0 if fits else round(chips[-1].bottom()) + 6
    height = max(theme.px(44), reason.bottom() + 1 + under + 6)
    spare = (height - reason.bottom() - 1 - under - 6) // 2
    title.translate(0, spare)
    reason.translate(0, spare)
    top = (height - _chip_height()) // 2 if fits else reason.bottom() + 5
    for each in chips:
        each.translate(0, top)
    return Laid(title, reason, chips, QRect(width - right, 0, right - _PAD, height), height)


def _in_lines(widths: Sequence[int], left: int, end: int) -> list[QRectF]:
    """Chips beside each other from `left` on, further down where `end` is reached."""
    boxes, at, top, height = [], left, 0, _chip_height()
    for width in widths:
        if at > left and at + width > end:
            at, top = left, top + height + 4
        boxes.append(QRectF(at, top, width, height))
        at += width + 6
    return boxes


class CardDelegate(QStyledItemDelegate):
    """Two kinds of entries: headings (text) and rows."""

    has_ticks = False
    """Whether any row has a tick box: then all rows leave room for one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[object, ...], int] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY)
        width = self._width()
        if isinstance(entry, str):
            return QSize(width, theme.metrics("label").height() + theme.px(18))
        return QSize(width, self._height_of(entry, width))

    def _height_of(self, row: CardRow, width: int) -> int:
        """Qt asks it of every row whenever one comes or goes; wrapping words takes long."""
        scale = theme.metrics("body").height()
        known = (row.title, row.reason, *row.chips, row.right, width, scale, self.has_ticks)
        if known not in self._heights:
            if len(self._heights) > _MOST_KNOWN:
                self._heights.clear()
            self._heights[known] = lay_out(row, width, has_ticks=self.has_ticks).height
        return self._heights[known]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry = index.data(ENTRY)
        rect: QRect = option.rect
        painter.fillRect(_underline(rect), theme.tokens().colour("line"))
        if isinstance(entry, str):
            _paint_heading(painter, rect, entry)
        else:
            laid = lay_out(entry, rect.width(), has_ticks=self.has_ticks)
            # Asked of the view: option.state makes PySide build every enum of QStyle, 10 ms long.
            view: Any = self.parent()
            is_current = view.currentIndex() == index
            _paint_row(
                painter,
                rect,
                entry,
                laid,
                is_selected=view.selectionModel().isSelected(index),
                has_focus=is_current and view.hasFocus(),
            )
        painter.restore()

    def _width(self) -> int:
        view: Any = self.parent()
        return int(view.viewport().width()) if isinstance(view, QAbstractItemView) else 300


def _paint_heading(painter: QPainter, rect: QRect, text: str) -> None:
    painter.setFont(theme.font("label"))
    painter.setPen(theme.tokens().colour("muted"))
    inside = rect.adjusted(_PAD, 0, 0, -6)
    painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)


def _paint_row(
    painter: QPainter,
    rect: QRect,
    row: CardRow,
    laid: Laid,
    *,
    is_selected: bool,
    has_focus: bool,
) -> None:
    now = theme.tokens()
    if is_selected:
        painter.fillRect(rect, now.colour("accent_soft"))
        bar = QRect(rect.left(), rect.top(), theme.ACCENT_BAR, rect.height())
        painter.fillRect(bar, now.colour("accent"))
    if row.tickable:
        paint_tick(painter, tick_box(rect), is_ticked=row.is_ticked)
    _paint_text(painter, laid.title.translated(rect.topLeft()), row.title, "body")
    _paint_text(painter, laid.reason.translated(rect.topLeft()), row.reason, "small")
    for (text, tone), box in zip(row.chips, laid.chips, strict=True):
        at = box.translated(rect.left(), rect.top())
        paint_chip(painter, at, text, tone, outlined=is_selected and tone == "accent")
    _paint_right(painter, laid.right.translated(rect.topLeft()), row.right)
    if has_focus:
        painter.setPen(QPen(now.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)


def _paint_text(painter: QPainter, rect: QRect, text: str, role: theme.Role) -> None:
    painter.setFont(theme.font(role))
    painter.setPen(theme.tokens().colour("text" if role == "body" else "muted"))
    fitted = fitting(text, role, rect.width())
    painter.drawText(rect, _WRAP | int(Qt.TextFlag.TextDontClip), fitted)


def _paint_right(painter: QPainter, rect: QRect, text: str) -> None:
    painter.setFont(theme.font("small"))
    painter.setPen(theme.tokens().colour("muted"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)


def paint_tick(painter: QPainter, box: QRectF, *, is_ticked: bool) -> None:
    """A tick box as everywhere in the program, in 16 pixels square or so."""
    now = theme.tokens()
    painter.setPen(now.colour("accent" if is_ticked else "edge"))
    painter.setBrush(now.colour("accent" if is_ticked else "surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if is_ticked:
        shade = "dark" if now.is_dark else "light"
        mark = QPixmap(str(resource("icons", f"check-{shade}@2x.png")))
        painter.drawPixmap(box.adjusted(3, 3, -3, -3), mark, QRectF(mark.rect()))


def _underline(rect: QRect) -> QRect:
    return QRect(rect.left(), rect.bottom(), rect.width(), 1)


def _chip_width(text: str) -> int:
    return theme.metrics("small").horizontalAdvance(text) + 2 * theme.px(8)


def _chip_height() -> int:
    return theme.metrics("small").height() + 4


def _right_width(row: CardRow) -> int:
    """At least as wide as `45 min`, so that the chips of all rows stand in one line."""
    if not row.right:
        return _PAD
    metrics = theme.metrics("small")
    widest = max(metrics.horizontalAdvance(row.right), metrics.horizontalAdvance("00 min"))
    return widest + 2 * _PAD


def _height(text: str, role: theme.Role, width: int) -> int:
    if not text:
        return 0
    metrics = theme.metrics(role)
    fitted = fitting(text, role, width)
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, fitted).height()


def fitting(text: str, role: theme.Role, width: int) -> str:
    """The text itself; a single word that is wider than there is room for is cut."""
    if len(text) <= _SURELY_FITS:
        return text
    metrics, cut = theme.metrics(role), Qt.TextElideMode.ElideRight
    words = (
        word if len(word) <= _SURELY_FITS else metrics.elidedText(word, cut, width)
        for word in text.split(" ")
    )
    return " ".join(words)
