"""Paints a drawing in a scheme of colours; dashes, marks and fillings tell apart without them."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, cos, pi, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPen,
    QPolygonF,
)

from commdesk.kit import theme
from commdesk.kit.charting.shapes import (
    REFERENCE_DASH,
    Block,
    Drawing,
    Face,
    Mark,
    Note,
    Stroke,
)
from commdesk.kit.theme import Tokens

_DASHES: dict[int, list[float]] = {
    1: [5, 2],
    2: [1.2, 1.6],
    3: [6, 2, 1.2, 2],
    4: [3, 1.5],
    5: [8, 2, 1.2, 2, 1.2, 2],
    REFERENCE_DASH: [4, 4],
}
"""In widths of the pen; the first line is whole."""
_FILLS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.NoBrush,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.DiagCrossPattern,
    Qt.BrushStyle.HorPattern,
)
_SOFT = 0.26
"""How much of its colour a light filling has."""
_RADIUS = 3.6
_LONG = 14
_RASTER = QPaintEngine.Type.Raster
_CORNERS = (0, 4, 3, 4, 3, 5)
"""Corners of the marks: a circle, a square, a triangle, a diamond, a triangle down, a pentagon."""
_TURNS = (0.0, pi / 4, -pi / 2, 0.0, pi / 2, -pi / 2)
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "middle": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class Faces:
    """The fonts of a picture, and how large texts are in them."""

    def __init__(self, small: QFont, strong: QFont, scale: float = 1.0) -> None:
        self.fonts: dict[Face, QFont] = {"small": small, "strong": strong}
        self.scale = scale
        self._metrics = {face: QFontMetricsF(font) for face, font in self.fonts.items()}
        self.line = float(ceil(max(each.height() for each in self._metrics.values())))
        self._widths: dict[tuple[str, Face], float] = {}

    def width(self, text: str, face: Face = "small") -> float:
        if (text, face) not in self._widths:
            metrics = self._metrics[face]
            ink = metrics.boundingRect(text).right()
            self._widths[text, face] = float(ceil(max(metrics.horizontalAdvance(text), ink)))
        return self._widths[text, face]


def screen_faces() -> Faces:
    """As the window has them now."""
    return Faces(theme.font("small"), theme.font("label"), theme.look().scale)


def paint(painter: QPainter, drawing: Drawing, faces: Faces, tokens: Tokens) -> None:
    """Everything, from behind to before."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stroke in drawing.behind:
        _stroke(painter, stroke, tokens, faces.scale, is_crisp=True)
    for block in drawing.blocks:
        _block(painter, block, tokens)
    for stroke in drawing.strokes:
        _stroke(painter, stroke, tokens, faces.scale)
    for mark in drawing.marks:
        paint_mark(painter, mark, tokens, faces.scale)
    for note in drawing.notes:
        _note(painter, note, faces, tokens)
    painter.restore()


def paint_mark(
    painter: QPainter, mark: Mark, tokens: Tokens, scale: float, larger: float = 1.0
) -> None:
    """A mark with a rim of the ground, so that it stands on lines; hollow when open."""
    shape = mark.shape % len(_CORNERS)
    radius = _RADIUS * scale * larger
    rim, inside = (mark.ink, "surface") if mark.is_open else ("surface", mark.ink)
    painter.setPen(QPen(tokens.colour(rim), 1.4 * scale if mark.is_open else 1.2))
    painter.setBrush(tokens.colour(inside))
    middle, corners = QPointF(*mark.at), _CORNERS[shape]
    if not corners:
        painter.drawEllipse(middle, radius, radius)
        return
    radius *= 1.25
    angles = (_TURNS[shape] + 2 * pi * corner / corners for corner in range(corners))
    points = [middle + QPointF(radius * cos(angle), radius * sin(angle)) for angle in angles]
    painter.drawPolygon(QPolygonF(points))


def _stroke(
    painter: QPainter, stroke: Stroke, tokens: Tokens, scale: float, *, is_crisp: bool = False
) -> None:
    pen = QPen(tokens.colour(stroke.ink), stroke.width * (scale if stroke.width > 1 else 1))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if stroke.dash:
        pen.setDashPattern(_DASHES[stroke.dash if stroke.dash in _DASHES else 1 + stroke.dash % 5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [QPointF(x, y) for x, y in stroke.points]
    if is_crisp and points[0].y() == points[-1].y():
        points = [QPointF(point.x(), round(point.y()) + 0.5) for point in points]
    if stroke.dash or len(points) < _LONG or painter.paintEngine().type() != _RASTER:
        painter.drawPolyline(QPolygonF(points))
        return
    # On pixels a long line that crosses itself takes 25 times as long as its pieces.
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    painter.drawLines([QLineF(one, other) for one, other in pairwise(points)])


def _block(painter: QPainter, block: Block, tokens: Tokens) -> None:
    ink, ground = tokens.colour(block.ink), tokens.colour("surface")
    box = QRectF(block.box.left, block.box.top, block.box.width, block.box.height)
    is_thin = box.width() < 3 or box.height() < 3  # noqa: PLR2004 - no room for an outline
    style = _FILLS[block.fill % len(_FILLS)]
    if is_thin or (style == Qt.BrushStyle.SolidPattern and not block.is_open):
        painter.fillRect(box, ink)
        return
    inside = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.fillRect(inside, ground if block.is_open else _mixed(ink, ground))
    painter.setBrush(Qt.BrushStyle.NoBrush if block.is_open else QBrush(ink, style))
    pen = QPen(ink, 1)
    if block.is_open:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawRect(inside)


def _mixed(ink: QColor, ground: QColor) -> QColor:
    """A light shade of the ink on its ground."""
    red, green, blue = (
        _SOFT * getattr(ink, part)() + (1 - _SOFT) * getattr(ground, part)()
        for part in ("red", "green", "blue")
    )
    return QColor(round(red), round(green), round(blue))


def _note(painter: QPainter, note: Note, faces: Faces, tokens: Tokens) -> None:
    painter.setFont(faces.fonts[note.face])
    painter.setPen(tokens.colour(note.ink))
    box = QRectF(note.box.left, note.box.top, note.box.width, note.box.height)
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(box, _ALIGN[note.align] | middle, note.text)
