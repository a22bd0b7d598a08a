"""Paints the roster: names, chips, closing days, and where what is being moved may go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from commdesk.features.moderation.roster.board import Cell, Strip
from commdesk.features.moderation.roster.page.chips import Chip
from commdesk.features.moderation.roster.page.model import (
    CHIPS,
    FIRST_DAY,
    PART,
    TARGET,
    VERDICT,
    Index,
    Verdict,
)
from commdesk.kit import theme

_EDGE, _GAP, _PIN = 4, 3, 12
_INKS = {
    "person": ("text", "accent_soft"),
    "exception": ("warn", "warn_soft"),
    "broken": ("bad", "bad_soft"),
    "added": ("good", "good_soft"),
    "removed": ("muted", "ground"),
    "short": ("bad", "bad_soft"),
    "open": ("muted", "ground"),
}
_SIGNS = {"exception": "! ", "broken": "! ", "added": "+ ", "removed": "− "}
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def chip_height() -> int:
    return theme.metrics("small").height() + 5


def row_height(most_chips: int) -> int:
    """So high that this many chips go in a cell."""
    chips = most_chips * (chip_height() + _GAP) - _GAP
    return max(chips + 2 * _EDGE + 2, theme.px(theme.ROW_HEIGHT))


def chip_boxes(rect: QRect, chips: Sequence[Chip]) -> list[QRect]:
    """Where each chip stands: under each other, from the middle of a cell that is higher."""
    high = chip_height()
    total = len(chips) * (high + _GAP) - _GAP
    top = rect.top() + max((rect.height() - total) // 2, _EDGE)
    return [
        QRect(rect.left() + _EDGE, top + n * (high + _GAP), rect.width() - 2 * _EDGE, high)
        for n in range(len(chips))
    ]


def chip_at(rect: QRect, chips: Sequence[Chip], point: QPoint) -> int | None:
    boxes = chip_boxes(rect, chips)
    return next((n for n, box in enumerate(boxes) if box.contains(point)), None)


class RosterDelegate(QStyledItemDelegate):
    """Chips on a cell; the chosen cell has a ring, and so has the chosen chip in it."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, row_height(len(index.data(CHIPS) or ())))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        view: Any = self.parent()
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.tokens().colour("surface"))
        if index.column() < FIRST_DAY:
            _paint_name(painter, rect, str(index.data() or ""), is_part=index.column() == PART)
        else:
            is_current = view.currentIndex() == index
            chosen = view.chip_number() if is_current else None
            _paint_cell(painter, rect, index, chosen)
            if is_current:
                _paint_ring(painter, rect, has_focus=view.hasFocus())
        if _ends_group(view, index):
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, _colour("line"))
        painter.restore()


def _paint_name(painter: QPainter, rect: QRect, text: str, *, is_part: bool) -> None:
    painter.setFont(theme.font("small" if is_part else "body"))
    painter.setPen(_colour("muted" if is_part else "text"))
    inside = rect.adjusted(_EDGE, 0, -_EDGE, 0)
    if is_part:
        inside.setHeight(min(inside.height(), theme.px(theme.ROW_HEIGHT)))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, _LEFT, cut)


def _paint_cell(painter: QPainter, rect: QRect, index: Index, chosen: int | None) -> None:
    target: Cell | Strip = index.data(TARGET)
    chips: list[Chip] = index.data(CHIPS)
    verdict: Verdict | None = index.data(VERDICT)
    if isinstance(target, Cell) and (target.closed or not target.is_wanted):
        painter.fillRect(rect.adjusted(1, 1, -1, -1), _colour("ground"))
    if verdict:
        is_open = any(chip.kind in {"short", "open"} for chip in chips)
        _paint_verdict_ground(painter, rect, verdict, is_open=is_open)
        chips = [] if verdict.word else chips
    for number, (chip, box) in enumerate(zip(chips, chip_boxes(rect, chips), strict=True)):
        _paint_chip(painter, box, chip, is_chosen=number == chosen and chip.shift is not None)
    if verdict:
        _paint_verdict_word(painter, rect, verdict)
    elif not chips:
        painter.setFont(theme.font("small"))
        painter.setPen(_colour("muted"))
        painter.drawText(rect, _MIDDLE, "–")


def _paint_verdict_ground(
    painter: QPainter, rect: QRect, verdict: Verdict, *, is_open: bool
) -> None:
    """Where it may go stands out, most of all where somebody is wanted."""
    if verdict.is_allowed:
        painter.setPen(QPen(_colour("good"), 2 if is_open else 1))
        painter.setBrush(_colour("good_soft"))
    else:
        painter.setPen(QPen(_colour("bad"), 1, Qt.PenStyle.DotLine))
        painter.setBrush(_colour("surface"))
    painter.drawRoundedRect(QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)


def _paint_verdict_word(painter: QPainter, rect: QRect, verdict: Verdict) -> None:
    painter.setFont(theme.font("label" if verdict.is_allowed else "small"))
    painter.setPen(_colour("good" if verdict.is_allowed else "bad"))
    inside = rect.adjusted(_EDGE, 0, -_EDGE, 0)
    elide = Qt.TextElideMode.ElideRight
    cut = painter.fontMetrics().elidedText(verdict.word, elide, inside.width())
    painter.drawText(inside, _MIDDLE, cut)


def _paint_chip(painter: QPainter, box: QRect, chip: Chip, *, is_chosen: bool) -> None:
    ink, ground = (_colour(name) for name in _INKS[chip.kind])
    pen = QPen(_colour("accent"), 2) if is_chosen else QPen(ground, 1)
    if chip.kind == "added":
        pen = QPen(ink, 2 if is_chosen else 1)
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    font = theme.font("label" if chip.kind == "short" else "small")
    font.setStrikeOut(chip.kind == "removed")
    painter.setFont(font)
    painter.setPen(ink)
    inside, text = words_in(box, chip, painter.fontMetrics())
    painter.drawText(inside, _LEFT if chip.shift else _MIDDLE, text)
    if chip.is_pinned:
        left = inside.left() - theme.px(_PIN)
        _paint_pin(painter, QRect(left, box.top(), box.width(), box.height()), _colour("accent"))


def words_in(box: QRect, chip: Chip, metrics: QFontMetrics) -> tuple[QRect, str]:
    """The whole text and where it goes, else the narrow one, then close to the edges, then cut."""
    sign = _SIGNS.get(chip.kind, "")
    roomy, tight = ((6, 4), (2, 1)) if chip.shift else ((2, 2), (2, 2))
    pin = theme.px(_PIN) if chip.is_pinned else 0
    narrow = chip.narrow or chip.text
    tries = ((roomy, sign + chip.text), (roomy, sign + narrow), (tight, sign.strip() + narrow))
    for (left, right), text in tries:
        inside = box.adjusted(left + pin, 0, -right, 0)
        if text and metrics.horizontalAdvance(text) <= inside.width():
            return inside, text
    return inside, metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())


def _paint_pin(painter: QPainter, inside: QRect, colour: QColor) -> None:
    """A pin: a round head on a needle."""
    size = theme.px(3)
    middle = QPoint(inside.left() + size, inside.center().y() - size + 1)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(middle, middle + QPoint(0, 3 * size))
    painter.setBrush(colour)
    painter.drawEllipse(middle, size, size)


def _paint_ring(painter: QPainter, rect: QRect, *, has_focus: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_colour("accent" if has_focus else "edge"), 2 if has_focus else 1))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)


def _ends_group(view: Any, index: Index) -> bool:
    """Under the last row of a day part stands a line, and under that of the strips."""
    rows = view.roster.rows
    after = index.row() + 1
    if after >= len(rows):
        return True
    return getattr(rows[index.row()], "part", None) != getattr(rows[after], "part", None)


def _colour(name: str) -> QColor:
    return theme.tokens().colour(name)
