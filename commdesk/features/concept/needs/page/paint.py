"""Drawn parts of the gate: the share on a bar with its interval and the norm, and how it went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from commdesk.features.concept.gate import NORM
from commdesk.kit import theme
from commdesk.kit.copying import Cells, copy_cells

_SOFT = 0.45  # how strong the interval is beside the share itself


class GateBar(QWidget):
    """The share from 0 to 100 %, between which shares the true one lies, and the norm."""

    def __init__(self) -> None:
        super().__init__()
        self._share: float | None = None
        self._interval = (0.0, 1.0)
        self._norm = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_gate(
        self, share: float | None, interval: tuple[float, float], norm: str, spoken: str
    ) -> None:
        """Without a share only the norm stands there; `spoken` is for a screen reader."""
        self._share, self._interval, self._norm = share, interval, norm
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.metrics("small").height() + theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, text = theme.tokens(), theme.metrics("small").height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = text + theme.px(17)
        thick = theme.px(8)
        whole = QRectF(1, middle - thick / 2, self.width() - 2, thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("line"))
        painter.drawRoundedRect(whole, thick / 2, thick / 2)
        if self._share is not None:
            self._paint_share(painter, whole)
        x = whole.left() + whole.width() * NORM
        painter.setPen(QPen(now.colour("bad"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, text + 2), QPointF(x, middle + theme.px(14)))
        painter.setFont(theme.font("small"))
        painter.setPen(now.colour("bad"))
        wide = theme.metrics("small").horizontalAdvance(self._norm) + 4
        left = min(max(x - wide / 2, 0), self.width() - wide)
        painter.drawText(QRectF(left, 0, wide, text), Qt.AlignmentFlag.AlignCenter, self._norm)

    def _paint_share(self, painter: QPainter, whole: QRectF) -> None:
        now = theme.tokens()
        low, high = self._interval
        sure = QRectF(whole)
        sure.setLeft(whole.left() + whole.width() * low)
        sure.setRight(whole.left() + whole.width() * high)
        painter.setBrush(_faded(now.colour("accent")))
        painter.drawRoundedRect(sure, whole.height() / 2, whole.height() / 2)
        x = whole.left() + whole.width() * (self._share or 0.0)
        x = min(max(x, whole.left() + 2), whole.right() - 2)
        mark = QRectF(x - 2, whole.center().y() - theme.px(10), 4, theme.px(20))
        painter.setBrush(now.colour("accent"))
        painter.drawRoundedRect(mark, 2, 2)


class StepLine(QWidget):
    """The share after each day of interviews as a line of steps; Ctrl+C takes its numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: Sequence[float] = ()
        self._ends = ("", "")
        self._last = ""
        self._cells: Cells = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(
        self,
        shares: Sequence[float],
        ends: tuple[str, str],
        last: str,
        spoken: tuple[str, str],
        cells: Cells,
    ) -> None:
        """`ends` are the days at both sides, `last` stands at the end of the line."""
        self._shares, self._ends, self._last, self._cells = shares, ends, last, cells
        self.setAccessibleName(spoken[0])
        self.setAccessibleDescription(spoken[1])
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(64) + theme.metrics("small").height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_cells(self._cells)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        now, metrics = theme.tokens(), theme.metrics("small")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        right = metrics.horizontalAdvance(self._last) + 10
        plot = QRectF(4, 8, self.width() - right - 4, self.height() - metrics.height() - 14)
        painter.setPen(QPen(now.colour("edge"), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(QPen(now.colour("bad"), 1.5, Qt.PenStyle.DashLine))
        norm = self._height(plot, NORM)
        painter.drawLine(QPointF(plot.left(), norm), QPointF(plot.right(), norm))
        if self._shares:
            self._paint_steps(painter, plot)
        painter.setPen(now.colour("muted"))
        under = QRectF(plot.left(), plot.bottom() + 4, plot.width(), metrics.height())
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, self._ends[0])
        painter.drawText(under, Qt.AlignmentFlag.AlignRight, self._ends[1])
        if self.hasFocus():
            painter.setPen(QPen(now.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_steps(self, painter: QPainter, plot: QRectF) -> None:
        """Level until the next day of interviews, then up or down."""
        painter.setPen(QPen(theme.tokens().colour("accent"), 2))
        wide = plot.width() / len(self._shares)
        points = []
        for place, share in enumerate(self._shares):
            y = self._height(plot, share)
            left = plot.left() + wide * place
            points += [QPointF(left, y), QPointF(left + wide, y)]
        painter.drawPolyline(points)
        line = theme.metrics("small").height()
        box = QRectF(plot.right() + 6, points[-1].y() - line / 2, self.width(), line)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, self._last)

    def _height(self, plot: QRectF, share: float) -> float:
        return plot.bottom() - plot.height() * share / max([*self._shares, 2 * NORM])


def _faded(colour: QColor) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(_SOFT)
    return faded
