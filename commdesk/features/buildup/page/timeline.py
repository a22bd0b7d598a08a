"""The year of the plan: a line for each step with its bars, months above, today through it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from commdesk.core.words import Words
from commdesk.features.buildup.page.bars import (
    ENTRY,
    Index,
    Line,
    LineDelegate,
    Span,
    begins,
    ends,
    paint_today,
    plot,
)
from commdesk.kit import theme
from commdesk.kit.copies import CopiesCells
from commdesk.kit.copying import Cells

_PAD = 8


class Months(QWidget):
    """The names of the months above the lines, as many as fit."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._span: Span | None = None
        self._right = 0
        self.setFixedHeight(theme.metrics("small").height() + 2 * 4)

    def show_span(self, span: Span | None, right: int) -> None:
        """`right` is what the lines leave free at their right, for a scroll bar."""
        self._span, self._right = span, right
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._span is None:
            return
        painter = QPainter(self)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.tokens().colour("muted"))
        box = plot(QRectF(0, 0, self.width() - self._right, self.height()))
        months = self._span.months
        names = [self._words.date(month).split()[-1] for month in months]
        widest = max(theme.metrics("small").horizontalAdvance(name) for name in names) + _PAD
        every = next((n for n in (1, 2, 3, 4, 6) if n * box.width() > widest * len(months)), 12)
        for month, name in list(zip(months, names, strict=True))[::every]:
            x = box.left() + box.width() * self._span.share(month)
            if x + widest - _PAD <= box.right() + _PAD:
                painter.drawText(QPointF(x, box.bottom() - 6), name)


class Timeline(CopiesCells, QListView):
    """Arrows choose a step, Enter opens it; what it waits for is joined to it by lines."""

    chosen = Signal(object)
    """The Line that became current, or None."""
    opened = Signal(object)

    def __init__(self, title: str, words: Words) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._words = words
        self.months = Months(words)
        self.span: Span | None = None
        self._model = _Lines(self)
        self.setModel(self._model)
        self.setItemDelegate(LineDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda _index: self._open())

    @property
    def lines(self) -> Sequence[Line]:
        return self._model.lines

    def show_lines(self, lines: Sequence[Line], today: date) -> None:
        """Show these steps; the same one stays chosen, else the one that took its place.

        It tells nobody: who gives the steps knows that what stands beside them is to be renewed.
        """
        with QSignalBlocker(self):
            self._take(lines, today)

    def _take(self, lines: Sequence[Line], today: date) -> None:
        place, known = self.currentIndex().row(), self.current()
        self.span = Span.of(lines, today) if lines else None
        self._model.show_lines(lines)
        if known is None or not self.choose(known.id):
            self.setCurrentIndex(self._model.index(min(max(place, 0), len(lines) - 1)))
        self._tell_months()
        self.viewport().update()

    def current(self) -> Line | None:
        return self._model.line_at(self.currentIndex().row())

    def choose(self, step_id: int) -> bool:
        """Whether the step is there; it is chosen then."""
        place = next((n for n, each in enumerate(self.lines) if each.id == step_id), None)
        if place is not None:
            self.setCurrentIndex(self._model.index(place))
        return place is not None

    def selected_cells(self) -> Cells:
        if len(self.selectedIndexes()) > 1:
            return self.all_cells()
        line = self.current()
        return [self._cells_of(line)] if line else []

    def all_cells(self) -> Cells:
        words = self._words
        above = [words("Step"), words("From"), words("Until"), words("State")]
        return [above, *map(self._cells_of, self.lines)]

    def _cells_of(self, line: Line) -> list[str]:
        """What is planned of it, with the year, and the word of its chip."""
        first, last = (self._words.date(day, today=date.min) for day in line.planned)
        return [line.title, first, last, line.chip]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current():
            self._open()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.chosen.emit(self._model.line_at(current.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_months()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.span is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = plot(QRectF(self.viewport().rect()))
        x = box.left() + box.width() * self.span.share(self.span.today)
        paint_today(painter, x, self._bottom())
        if line := self.current():
            for other in line.waits_for:
                self._paint_wait(painter, other, line)

    def _paint_wait(self, painter: QPainter, other_id: int, line: Line) -> None:
        """From the end of what it waits for, down or up, to where it begins."""
        place = next((n for n, each in enumerate(self.lines) if each.id == other_id), None)
        if place is None or self.span is None:
            return
        other = self.lines[place]
        there = self.visualRect(self._model.index(place))
        here = self.visualRect(self.currentIndex())
        start = QPointF(self._x(ends(other), there), there.center().y())
        end = QPointF(self._x(begins(line), here), here.center().y())
        ink = theme.tokens().colour("text" if other.is_done else "bad")
        bend = max(min(end.x() - theme.px(8), start.x() + theme.px(8)), start.x() + theme.px(4))
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        corners = [start, QPointF(bend, start.y()), QPointF(bend, end.y()), end]
        painter.drawPolyline(QPolygonF(corners))
        painter.setBrush(ink)
        painter.drawEllipse(end, 2.5, 2.5)

    def _x(self, day: date, rect: QRect) -> float:
        box = plot(QRectF(rect))
        return box.left() + box.width() * (self.span.share(day) if self.span else 0)

    def _bottom(self) -> float:
        last = self._model.index(len(self.lines) - 1)
        return float(self.visualRect(last).bottom())

    def _tell_months(self) -> None:
        self.months.show_span(self.span, self.width() - self.viewport().width())

    def _open(self) -> None:
        if line := self.current():
            self.opened.emit(line)


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def line_at(self, place: int) -> Line | None:
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == ENTRY:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return line.title
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None
