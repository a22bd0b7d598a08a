"""Paints a line of the timeline: a title with a chip, and its bars; and what the bars mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.parts import label, paint_chip
from commdesk.kit.theme import Tone

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole + 1
_PAD = 8
_NAMES_SHARE = 0.4
_LEAST_NAMES, _MOST_NAMES = 150, 330
_PLANNED, _REAL = 12, 7
_LEAST_BAR = 4


class Line(Struct, frozen=True):
    """One step as the timeline shows it, already worded."""

    id: int
    title: str
    planned: tuple[date, date]
    real: tuple[date, date] | None
    """What was done of it: until today, or until it was done."""
    forecast: tuple[date, date] | None
    """What is still to come of it, at this pace."""
    chip: str
    tone: Tone
    spoken: str
    is_done: bool = False
    waits_for: tuple[int, ...] = ()


class Span(Struct, frozen=True):
    """The days that the timeline shows, and today among them."""

    first: date
    last: date
    today: date

    @classmethod
    def of(cls, lines: Sequence[Line], today: date) -> Span:
        """From the month of the first day to the last day of any bar."""
        days = [
            day
            for line in lines
            for bar in (line.planned, line.real, line.forecast) if bar
            for day in bar
        ]  # fmt: skip
        first, last = min([*days, today]), max([*days, today])
        return cls(first.replace(day=1), last + timedelta(days=7), today)

    def share(self, day: date) -> float:
        """Where a day lies, from 0 to 1."""
        return (day - self.first).days / max((self.last - self.first).days, 1)

    @property
    def months(self) -> list[date]:
        """The first day of every month that is shown."""
        found, day = [], self.first
        while day <= self.last:
            found.append(day)
            day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return found


def names_width(whole: float) -> float:
    """How much of the width the titles have."""
    return min(max(whole * _NAMES_SHARE, theme.px(_LEAST_NAMES)), theme.px(_MOST_NAMES))


def begins(line: Line) -> date:
    return (line.real or line.forecast or line.planned)[0]


def ends(line: Line) -> date:
    return (line.forecast or line.real or line.planned)[1] + timedelta(days=1)


class LineDelegate(QStyledItemDelegate):
    """A title with a chip, and three bars: planned, real, still to come."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.px(320), theme.px(theme.ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view: Any = self.parent()
        line, span = index.data(ENTRY), getattr(view, "span", None)
        if span is None:
            return
        rect: QRect = option.rect
        # Asked of the view, as in a card list: option.state makes PySide build all enums of QStyle.
        is_chosen = view.selectionModel().isSelected(index)
        has_focus = view.currentIndex() == index and view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, rect, is_chosen=is_chosen, has_focus=has_focus)
        _paint_names(painter, QRectF(rect), line, span, is_chosen=is_chosen)
        paint_bars(painter, plot(QRectF(rect)), line, span)
        painter.restore()


def paint_bars(painter: QPainter, box: QRectF, line: Line, span: Span) -> None:
    """Planned is an outline, real is filled, what is still to come is dashed."""
    now = theme.tokens()
    ink = now.colour("good" if line.is_done else "accent")
    for bar, height, pen, fill in (
        (line.planned, _PLANNED, QPen(now.colour("edge"), 1), now.colour("line")),
        (line.real, _REAL, QPen(ink, 1), ink),
        (line.forecast, _REAL, QPen(ink, 1.2, Qt.PenStyle.DashLine), now.colour("accent_soft")),
    ):
        if bar is None:
            continue
        left = box.left() + box.width() * span.share(bar[0])
        right = box.left() + box.width() * span.share(bar[1] + timedelta(days=1))
        tall = theme.px(height)
        painter.setPen(pen)
        painter.setBrush(fill)
        wide = max(right - left, _LEAST_BAR)
        painter.drawRoundedRect(QRectF(left, box.center().y() - tall / 2, wide, tall), 3, 3)


def paint_today(painter: QPainter, x: float, height: float) -> None:
    painter.setPen(QPen(theme.tokens().colour("bad"), 1.4, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, 0), QPointF(x, height))


def plot(rect: QRectF) -> QRectF:
    return rect.adjusted(names_width(rect.width()), 0, -_PAD, 0)


def _paint_ground(painter: QPainter, rect: QRect, *, is_chosen: bool, has_focus: bool) -> None:
    now = theme.tokens()
    if is_chosen:
        painter.fillRect(rect, now.colour("accent_soft"))
        painter.fillRect(QRect(rect.left(), rect.top(), theme.ACCENT_BAR, rect.height()),
                         now.colour("accent"))  # fmt: skip
    painter.setPen(now.colour("line"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if has_focus:
        painter.setPen(QPen(now.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 4, 4)


def _paint_names(
    painter: QPainter, rect: QRectF, line: Line, span: Span, *, is_chosen: bool
) -> None:
    """The title; its chip behind the bars where there is room, else at the end of the title."""
    right = rect.left() + names_width(rect.width()) - _PAD
    if line.chip:
        small = theme.metrics("small")
        wide, tall = small.horizontalAdvance(line.chip) + 2 * theme.px(8), small.height() + 4
        box = plot(rect)
        left = box.left() + box.width() * span.share(ends(line)) + _PAD
        if left + wide > box.right():
            left = right - wide
            right = left - 6
        chip = QRectF(left, rect.center().y() - tall / 2, wide, tall)
        paint_chip(painter, chip, line.chip, line.tone, outlined=is_chosen)
    painter.setFont(theme.font())
    painter.setPen(theme.tokens().colour("muted" if line.is_done else "text"))
    box = QRectF(rect.left() + _PAD + 4, rect.top(), right - rect.left() - _PAD - 4, rect.height())
    text = theme.metrics().elidedText(line.title, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Legend(QWidget):
    """What the bars mean, in the bars themselves."""

    def __init__(self, words: Words, today: date) -> None:
        super().__init__()
        flow = Flow(self, 12)
        week = (today, today + timedelta(days=6))
        empty = Line(0, "", week, None, None, "", "plain", "")
        for text, line in (
            (words("planned"), empty),
            (words("running"), replace(empty, real=week)),
            (words("done"), replace(empty, real=week, is_done=True)),
            (words("to come"), replace(empty, forecast=week)),
            (words("today"), None),
        ):
            each = QWidget()
            row = QHBoxLayout(each)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(Sample(line))
            row.addWidget(label(text, "small"))
            flow.addWidget(each)


class Sample(QWidget):
    """One bar, or the line of today."""

    def __init__(self, line: Line | None) -> None:
        super().__init__()
        self._line = line
        self.setFixedSize(theme.px(28 if line else 6), theme.px(_PLANNED + 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._line is None:
            paint_today(painter, self.width() / 2, self.height())
            return
        first = self._line.planned[0]
        span = Span(first, first + timedelta(days=7), first)
        paint_bars(painter, QRectF(self.rect()).adjusted(1, 0, -1, 0), self._line, span)
