"""A chart of columns with its numbers behind it as a table: to be read, copied, heard.

It is painted here and not by pyqtgraph: that brings numpy, together 0.7 s and 60 MiB at the first
chart and 80 MiB on the disk, for what a painter does with a dozen columns.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.copying import copy_cells
from commdesk.kit.parts import button, label
from commdesk.kit.table import RowsModel, Table, TableColumn

Shade = Literal["plain", "accent", "good"]
_INK: dict[str, str] = {"plain": "muted", "accent": "accent", "good": "good"}
_GAP = 6
_STEPS = (1, 2, 5)
_LINES = 3


class Series(Struct, frozen=True):
    """One thing counted along the whole width; a later one stands in front of the one before."""

    name: str
    shade: Shade
    values: tuple[int, ...]


class Picture(Struct, frozen=True):
    """What a chart shows: the words under each place, what is counted there, a line to hold to."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    reference: float | None = None
    reference_name: str = ""
    settled: int | None = None
    """So many places are complete; those after it may still grow and are drawn open."""
    number: Callable[[float], str] = str

    @property
    def most(self) -> float:
        values = [value for each in self.series for value in each.values]
        return max([*values, self.reference or 0, 1])


def top_of(most: float) -> tuple[int, int]:
    """(top, step) of an axis from zero: at most three round steps that hold `most`."""
    size = 1
    while True:
        for step in (each * size for each in _STEPS):
            if step * _LINES >= most:
                return step * -(-int(most) // step), step
        size *= 10


def spread(places: Sequence[float], least: float, lowest: float) -> list[float]:
    """Heights of labels, so far apart that none covers another, as near as that goes.

    `places` and what is given back are from top to bottom; none comes under `lowest`.
    """
    found = list(places)
    for above, here in pairwise(range(len(found))):
        found[here] = max(found[here], found[above] + least)
    limit = lowest
    for place in reversed(range(len(found))):
        found[place] = min(found[place], limit)
        limit = found[place] - least
    return found


class ColumnChart(QWidget):
    """Columns in front of each other from a zero line, each series named beside the last one."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture((), ())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture, name: str, spoken: str) -> None:
        """`name` and `spoken` are what a screen reader says: what it is, and what it shows."""
        self._picture = picture
        self.setAccessibleName(name)
        self.setAccessibleDescription(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), theme.px(190))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        if self._picture.labels:
            _Painting(painter, self._picture, QRectF(self.rect())).paint()
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.tokens().colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class _Painting:
    """One time that a picture is painted into a rectangle."""

    def __init__(self, painter: QPainter, picture: Picture, whole: QRectF) -> None:
        self._painter, self._picture = painter, picture
        self._now, self._metrics = theme.tokens(), theme.metrics("small")
        self._line = self._metrics.height()
        self._top, self._step = top_of(picture.most)
        wide = self._metrics.horizontalAdvance
        left = wide(picture.number(self._top)) + 2 * _GAP
        right = max([wide(text) for text, _ in self._ends()], default=0) + 2 * _GAP
        self._plot = whole.adjusted(left, self._line, -right, -self._line - 2 * _GAP)
        self._slot = self._plot.width() / len(picture.labels)

    def paint(self) -> None:
        self._paint_axis()
        for series in self._picture.series:
            self._paint_series(series)
        self._paint_labels()
        self._paint_reference()
        self._paint_ends()

    def _height(self, value: float) -> float:
        return self._plot.bottom() - self._plot.height() * value / self._top

    def _paint_axis(self) -> None:
        for value in range(0, self._top + 1, self._step):
            y = self._height(value)
            self._painter.setPen(QPen(self._now.colour("line" if value else "edge"), 1))
            self._painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
            box = QRectF(0, y - self._line / 2, self._plot.left() - _GAP, self._line)
            self._write(box, self._picture.number(value), "muted", Qt.AlignmentFlag.AlignRight)

    def _paint_series(self, series: Series) -> None:
        place = self._picture.series.index(series)
        width = self._slot * (0.72 - 0.16 * place)
        settled = self._picture.settled
        for number, value in enumerate(series.values):
            if not value:
                continue
            x = self._plot.left() + self._slot * (number + 0.5) - width / 2
            box = QRectF(x, self._height(value), width, self._plot.bottom() - self._height(value))
            is_open = settled is not None and number >= settled
            ink = self._now.colour("edge" if series.shade == "plain" else _INK[series.shade])
            pen = QPen(ink, 1.2)
            if is_open:
                pen.setStyle(Qt.PenStyle.DashLine)
            self._painter.setPen(pen)
            soft = "accent_soft" if series.shade == "plain" else f"{series.shade}_soft"
            is_full = series.shade != "plain" and not is_open
            self._painter.setBrush(ink if is_full else self._now.colour(soft))
            self._painter.drawRect(box)

    def _paint_labels(self) -> None:
        """As many as fit beside each other, the last one always."""
        labels = self._picture.labels
        widest = max(self._metrics.horizontalAdvance(text) for text in labels) + _GAP
        every = max(1, -(-int(widest) // max(int(self._slot), 1)))
        for number, text in enumerate(labels):
            if (len(labels) - 1 - number) % every:
                continue
            middle = self._plot.left() + self._slot * (number + 0.5)
            box = QRectF(middle - widest, self._plot.bottom() + _GAP, 2 * widest, self._line)
            self._write(box, text, "muted", Qt.AlignmentFlag.AlignHCenter)

    def _paint_reference(self) -> None:
        if self._picture.reference is None:
            return
        y = self._height(self._picture.reference)
        self._painter.setPen(QPen(self._now.colour("text"), 1.2, Qt.PenStyle.DashLine))
        self._painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))

    def _ends(self) -> list[tuple[str, str]]:
        found = [(each.name, _INK[each.shade]) for each in self._picture.series]
        if self._picture.reference is not None:
            found.append((self._picture.reference_name, "text"))
        return found

    def _paint_ends(self) -> None:
        """The name of each series at its height in the last place, none over another."""
        heights = [self._height(each.values[-1]) for each in self._picture.series]
        if self._picture.reference is not None:
            heights.append(self._height(self._picture.reference))
        order = sorted(range(len(heights)), key=lambda place: (heights[place], place))
        lowest = self._plot.bottom() - self._line / 4
        put = spread([heights[place] for place in order], self._line, lowest)
        ends = self._ends()
        for place, y in zip(order, put, strict=True):
            text, ink = ends[place]
            left = self._plot.right() + _GAP
            box = QRectF(left, y - self._line / 2, 4_000, self._line)
            self._write(box, text, ink, Qt.AlignmentFlag.AlignLeft)

    def _write(self, box: QRectF, text: str, ink: str, align: Qt.AlignmentFlag) -> None:
        self._painter.setPen(self._now.colour(ink))
        self._painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, text)


class ChartPane(QWidget):
    """A chart, and at a press its numbers as a table; Ctrl+C copies them either way."""

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[TableColumn],
        words: Words,
        memory: MutableMapping[str, str],
    ) -> None:
        """`title` stands above it and names it; the rows have an `id`."""
        super().__init__()
        self._words, self._title = words, title
        self._rows: list[Any] = []
        self.chart = ColumnChart()
        model = RowsModel(
            columns,
            lambda: len(self._rows),
            lambda offset, limit: self._rows[offset : offset + limit],
            words,
            parent=self,
        )
        self.table = Table(model, name=name, title=title, memory=memory, many=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        self._turn = button("", self.turn, "link")
        row = QHBoxLayout()
        row.addWidget(label(title, "section", wraps=True), 1)
        row.addWidget(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self._name_turn()

    @property
    def is_table(self) -> bool:
        return self._stack.currentWidget() is self.table

    def show_numbers(self, picture: Picture, rows: Sequence[Any], spoken: str) -> None:
        self._rows = list(rows)
        self.chart.show_picture(picture, self._title, spoken)
        self.table.reload()

    def turn(self) -> None:
        """The table instead of the chart, or the chart again."""
        self._stack.setCurrentWidget(self.chart if self.is_table else self.table)
        self._name_turn()

    def copy(self) -> None:
        """All its numbers, for a spreadsheet."""
        copy_cells(self.table.as_cells(self._rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _name_turn(self) -> None:
        words = self._words
        self._turn.setText(words("Show as chart") if self.is_table else words("Show as table"))
        self._turn.setAccessibleName(f"{self._title}: {self._turn.text()}")
