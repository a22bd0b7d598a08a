"""The flow between levels in a month: bands from left to right, as wide as there are members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from commdesk.kit import theme

_GAP = 10
_BAR = 6
_PAD = 8
_LEAST = 3
"""How thin a band is drawn at least."""
_MIDDLE = 0.5
_ROUND = 4


class Band(Struct, frozen=True):
    """One movement: names of both levels as they are read, and how many."""

    was: str
    level: str
    members: int
    is_up: bool

    @property
    def number(self) -> str:
        """With the way it goes, so that the colour is not the only thing that says so."""
        return f"{'↑' if self.is_up else '↓'} {self.members}"


class Placed(Struct, frozen=True):
    """A band with the two upright strips that it goes between."""

    band: Band
    left: QRectF
    right: QRectF


class Node(Struct, frozen=True):
    """A level at one side: its bar, and where its name stands."""

    text: str
    bar: QRectF
    label: QRectF
    is_left: bool


class Laid(Struct, frozen=True):
    """Everything that is drawn, in its place."""

    bands: tuple[Placed, ...] = ()
    nodes: tuple[Node, ...] = ()


def lay_out(
    bands: Sequence[Band], order: Sequence[str], whole: QRectF, line: float, labels: float
) -> Laid:
    """Bands of one side under each other, each with room for its number; so are the names.

    `order` has the names of the levels, the highest first; `line` is the height of a line of text
    and `labels` the width of the longest name.
    """
    if not bands:
        return Laid()
    most = max(sum(band.members for band in bands), 1)
    sides = [_grouped(bands, order, is_left=is_left) for is_left in (True, False)]
    gaps = max(len(side) for side in sides) * _GAP
    spare = max(whole.height() - len(bands) * line - gaps, 0.0)
    heights = {id(band): line + spare * band.members / most for band in bands}
    left, nodes = _stack(sides[0], heights, whole, labels, is_left=True)
    right, others = _stack(sides[1], heights, whole, labels, is_left=False)
    placed = tuple(Placed(band, left[id(band)], right[id(band)]) for band in bands)
    return Laid(placed, (*nodes, *others))


def least_height(bands: Sequence[Band], line: float) -> int:
    levels = max(len({band.was for band in bands}), len({band.level for band in bands}), 1)
    return round(len(bands) * line + levels * _GAP) + 2 * _PAD


def _grouped(
    bands: Sequence[Band], order: Sequence[str], *, is_left: bool
) -> list[tuple[str, list[Band]]]:
    """By level of that side, and within it by that of the other: bands cross as little as can."""
    found = []
    for name in order:
        here = [band for band in bands if (band.was if is_left else band.level) == name]
        here.sort(key=lambda band: order.index(band.level if is_left else band.was))
        if here:
            found.append((name, here))
    return found


def _stack(
    side: Iterable[tuple[str, list[Band]]],
    heights: dict[int, float],
    whole: QRectF,
    labels: float,
    *,
    is_left: bool,
) -> tuple[dict[int, QRectF], list[Node]]:
    bar = whole.left() + labels if is_left else whole.right() - labels - _BAR
    start = bar + _BAR if is_left else bar
    top, places, nodes = whole.top(), dict[int, QRectF](), list[Node]()
    for name, bands in side:
        first = top
        for band in bands:
            places[id(band)] = QRectF(start, top, 0, heights[id(band)])
            top += heights[id(band)]
        at = whole.left() if is_left else bar + _BAR + _PAD
        label = QRectF(at, first, labels - _PAD, top - first)
        nodes.append(Node(name, QRectF(bar, first, _BAR, top - first), label, is_left))
        top += _GAP
    return places, nodes


class LevelFlow(QWidget):
    """Draws them; what a screen reader says is the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._bands: Sequence[Band] = ()
        self._order: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bands(self, bands: Sequence[Band], order: Sequence[str], spoken: str) -> None:
        self._bands, self._order = tuple(bands), tuple(order)
        self.setAccessibleDescription(spoken)
        self.setVisible(bool(bands))
        self.updateGeometry()
        self.update()

    def laid(self) -> Laid:
        metrics = theme.metrics("small")
        names = {name for band in self._bands for name in (band.was, band.level)}
        labels = max((metrics.horizontalAdvance(name) for name in names), default=0) + _PAD
        whole = QRectF(self.rect()).adjusted(0, _PAD, 0, -_PAD)
        return lay_out(self._bands, self._order, whole, metrics.height(), labels)

    def sizeHint(self) -> QSize:
        least = self.minimumSizeHint()
        return QSize(theme.px(460), max(least.height(), theme.px(220)))

    def minimumSizeHint(self) -> QSize:
        height = least_height(self._bands, theme.metrics("small").height())
        return QSize(theme.px(280), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        laid = self.laid()
        for placed in laid.bands:
            _paint_band(painter, placed)
        for placed in laid.bands:  # over all of them: one that crosses would cover a number
            _paint_number(painter, placed)
        for node in laid.nodes:
            _paint_node(painter, node)


def _paint_band(painter: QPainter, placed: Placed) -> None:
    """Up is filled, down is hatched."""
    now, is_up = theme.tokens(), placed.band.is_up
    ink = now.colour("accent" if is_up else "warn")
    painter.setPen(QPen(ink, 1))
    soft = now.colour("accent_soft" if is_up else "warn_soft")
    path = _path(placed)
    painter.fillPath(path, soft)
    if not is_up:
        hatch = QBrush(ink, Qt.BrushStyle.BDiagPattern)
        painter.setOpacity(0.35)
        painter.fillPath(path, hatch)
        painter.setOpacity(1)
    painter.drawPath(path)


def _paint_number(painter: QPainter, placed: Placed) -> None:
    """Where the band begins, on ground of its own where the band is hardly higher than it."""
    now = theme.tokens()
    text = placed.band.number
    metrics = theme.metrics("small")
    width = metrics.horizontalAdvance(text) + _PAD
    box = QRectF(placed.left.left() + _PAD, placed.left.top(), width, placed.left.height())
    behind = QRectF(box.left(), box.center().y() - metrics.height() / 2, width, metrics.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.colour("surface"))
    if box.height() < 2 * metrics.height() or not placed.band.is_up:
        painter.drawRoundedRect(behind, _ROUND, _ROUND)
    painter.setPen(now.colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _path(placed: Placed) -> QPainterPath:
    left, right = _inner(placed.left), _inner(placed.right)
    middle = left.left() + (right.left() - left.left()) * _MIDDLE
    path = QPainterPath(left.topLeft())
    path.cubicTo(middle, left.top(), middle, right.top(), right.left(), right.top())
    path.lineTo(right.left(), right.bottom())
    path.cubicTo(middle, right.bottom(), middle, left.bottom(), left.left(), left.bottom())
    path.closeSubpath()
    return path


def _inner(strip: QRectF) -> QRectF:
    return strip.adjusted(0, 1, 0, -1) if strip.height() > _LEAST else strip


def _paint_node(painter: QPainter, node: Node) -> None:
    now = theme.tokens()
    painter.fillRect(node.bar, now.colour("edge"))
    painter.setPen(now.colour("text"))
    way = Qt.AlignmentFlag.AlignRight if node.is_left else Qt.AlignmentFlag.AlignLeft
    painter.drawText(node.label, way | Qt.AlignmentFlag.AlignVCenter, node.text)
