"""The picture of a chart: its places are walked with the arrow keys or the mouse, and spoken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from commdesk.core.chartwords import described, told_at, told_place
from commdesk.core.developing import Chart
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.charting import lying
from commdesk.kit.charting.layout import draw, height_of
from commdesk.kit.charting.paint import Faces, paint, paint_mark, screen_faces
from commdesk.kit.charting.shapes import Drawing, Mark, ink_of
from commdesk.kit.parts import label
from commdesk.kit.signals import speak

_WIDE, _HIGH = 440, 210
_LEAST_WIDE, _LEAST_HIGH = 240, 170
_BACK, _FORWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


class ChartPicture(QWidget):
    """Paints a chart; knows at which of its places somebody looks."""

    pointed = Signal(int)
    """The number of the place, or -1 when nobody points any more."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._chart: Chart | None = None
        self._drawing: Drawing | None = None
        self._faces: Faces | None = None
        self._place = -1
        self._is_walked = False
        self._high = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, chart: Chart) -> None:
        self._chart, self._drawing, self._place = chart, None, -1
        self._find_height()
        self.update()

    @property
    def place(self) -> int:
        """At which place somebody looks; -1 is at none."""
        return self._place

    @property
    def drawing(self) -> Drawing | None:
        """What is painted, laid out for its size now."""
        if self._drawing is None and self._chart is not None:
            self._drawing = draw(
                self._chart, self.width(), self.height(), self._measure(), self._words
            )
        return self._drawing

    def point(self, place: int) -> None:
        """Look at a place; -1 is at none."""
        if place != self._place:
            self._place = place
            self.update()
            self.pointed.emit(place)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDE), max(theme.px(_HIGH), self._high))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST_WIDE), max(theme.px(_LEAST_HIGH), self._high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if (drawing := self.drawing) is None:
            return
        painter, now = QPainter(self), theme.tokens()
        if self._place >= 0:
            self._paint_pointer(painter, drawing)
        paint(painter, drawing, self._measure(), now)
        if self._place >= 0:
            self._paint_values(painter, drawing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawing = None
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._find_height()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._drawing = self._faces = None
            self._find_height()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first arrow key looks at the last place."""
        last = len(self._chart.places) - 1 if self._chart else -1
        key = event.key()
        if last < 0:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._speak(0 if key == Qt.Key.Key_Home else last)
        elif key in _BACK:
            self._speak(max(self._place - 1, 0) if self._place >= 0 else last)
        elif key in _FORWARD:
            self._speak(min(self._place + 1, last) if self._place >= 0 else last)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drawing = self.drawing
        if drawing and drawing.spots:
            here = event.position().y() if drawing.is_lying else event.position().x()
            spots = drawing.spots
            self._is_walked = False
            self.point(min(range(len(spots)), key=lambda place: abs(spots[place] - here)))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Where the keys came stays."""
        if not self._is_walked:
            self.point(-1)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_walked = False
        self.point(-1)
        super().focusOutEvent(event)

    def _measure(self) -> Faces:
        if self._faces is None:
            self._faces = screen_faces()
        return self._faces

    def _find_height(self) -> None:
        """As high as its bars, or its names and its figures, need at this width."""
        if self._chart is None:
            return
        measure = self._measure()
        if self._chart.shape == "bars":
            high = lying.height_of(self._chart, measure)
        else:
            least = theme.px(_LEAST_HIGH)
            high = height_of(self._chart, self.width(), least, measure, self._words)
        if round(high) != self._high:
            self._high = round(high)
            self.updateGeometry()

    def _speak(self, place: int) -> None:
        self._is_walked = True
        self.point(place)
        if self._chart:
            speak(self, told_at(self._chart, place, self._words))

    def _paint_pointer(self, painter: QPainter, drawing: Drawing) -> None:
        if self._place >= len(drawing.spots):
            return
        at, plot = drawing.spots[self._place], drawing.plot
        painter.setPen(QPen(theme.tokens().colour("edge"), 1))
        if drawing.is_lying:
            painter.drawLine(QPointF(0, at), QPointF(plot.right, at))
        else:
            painter.drawLine(QPointF(at, plot.top), QPointF(at, plot.bottom))

    def _paint_values(self, painter: QPainter, drawing: Drawing) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, points in enumerate(drawing.points):
            found = points[self._place] if self._place < len(points) else None
            if found:
                mark = Mark(found, ink_of(number), number)
                paint_mark(painter, mark, theme.tokens(), theme.look().scale, 1.4)


class ChartView(QWidget):
    """The picture, and under it what stands at the place that is looked at.

    Else at the last one that is over; bars have their values beside them.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._chart: Chart | None = None
        self.picture = ChartPicture(words)
        self.picture.pointed.connect(self._say)
        self.values = label(role="small", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addWidget(self.picture, 1)
        column.addWidget(self.values)

    def show_chart(self, chart: Chart, name: str = "", spoken: str = "") -> None:
        """`name` and `spoken` are what a screen reader says: what it is, and what it shows."""
        self._chart = chart
        self.values.setMinimumHeight(0)
        self.picture.setAccessibleName(name or self._words(chart.question))
        self.picture.setAccessibleDescription(spoken or described(chart, self._words))
        self.picture.show_chart(chart)
        self._say(-1)

    def _say(self, place: int) -> None:
        """Its room only grows, so that the picture stands still while somebody points."""
        chart = self._chart
        if chart is None or not chart.places:
            self.values.clear()
            return
        shown = place if place >= 0 else told_place(chart)
        self.values.setText(told_at(chart, shown, self._words) if shown >= 0 else " ")
        if place >= 0:
            wanted = self.values.heightForWidth(self.values.width())
            self.values.setMinimumHeight(max(self.values.minimumHeight(), wanted))
