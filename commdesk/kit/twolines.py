"""A text that is too long for its place: on two lines, and cut only at the end of the second."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

_TWO = 2


def in_two(text: str, width: int, metrics: QFontMetrics) -> list[str]:
    """The one or two lines of a text in so many pixels; a word wider than that is cut.

    A text of two lines keeps them: neither runs on in the other.
    """
    own = [" ".join(line.split()) for line in text.split("\n")]
    if len(own) == _TWO:
        return [_cut(line, width, metrics) for line in own]
    text = " ".join(text.split())
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    first, rest = _first_line(text.split(" "), width, metrics)
    return [_cut(line, width, metrics) for line in (first, rest) if line]


def paint_in_two(painter: QPainter, rect: QRect, lines: list[str]) -> None:
    """The lines under each other in the middle of the height, from the left."""
    height = painter.fontMetrics().height()
    top = rect.top() + (rect.height() - height * len(lines)) // 2
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    for number, line in enumerate(lines):
        place = QRect(rect.left(), top + number * height, rect.width(), height)
        painter.drawText(place, int(flags | Qt.TextFlag.TextDontClip), line)


def _cut(line: str, width: int, metrics: QFontMetrics) -> str:
    """Asked first: to elide measures a little wider, and would cut what just fits."""
    if metrics.horizontalAdvance(line) <= width:
        return line
    return metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)


def _first_line(words: list[str], width: int, metrics: QFontMetrics) -> tuple[str, str]:
    line = words[0]
    for place, word in enumerate(words[1:], 1):
        longer = f"{line} {word}"
        if metrics.horizontalAdvance(longer) > width:
            return line, " ".join(words[place:])
        line = longer
    return line, ""
