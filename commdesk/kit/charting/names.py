"""The names of lines and of lines to hold to: at their end, or under the picture as a key."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from commdesk.core.words import Words
from commdesk.kit.charting.fitting import in_lines, shortened, spread, wrapped
from commdesk.kit.charting.shapes import (
    REFERENCE_DASH,
    Block,
    Box,
    Face,
    Mark,
    Measure,
    Note,
    Stroke,
    ink_of,
)

_MOST_LINES = 3
_KEY_LINES = 2


class Name(Struct, frozen=True):
    """What is named: a line by its number, or a line to hold to, which has none."""

    text: str
    number: int | None = None
    is_filled: bool = False
    """It is drawn as columns, not as a line."""
    dash: int = 0

    @property
    def ink(self) -> str:
        return "text" if self.number is None else ink_of(self.number)

    @property
    def face(self) -> Face:
        return "small" if self.number is None else "strong"


class Named(Struct):
    """Names with what they look like beside them."""

    notes: list[Note]
    blocks: list[Block]
    strokes: list[Stroke]
    marks: list[Mark]
    height: float = 0

    @classmethod
    def none(cls) -> Named:
        return cls([], [], [], [])

    def add(self, name: Name, box: Box, lines: Sequence[str], measure: Measure) -> None:
        """Its swatch at the left of the box, its lines at the right of that."""
        room, line = swatch_room(measure), measure.line
        for number, text in enumerate(lines):
            width = min(measure.width(text, name.face) + 1, box.width - room)
            place = Box(box.left + room, box.top + number * line, width, line)
            self.notes.append(Note(place, text, "text", name.face))
        self._add_swatch(name, box.left, box.top + line / 2, measure)

    def _add_swatch(self, name: Name, left: float, middle: float, measure: Measure) -> None:
        side = swatch_room(measure) - 6 * measure.scale
        if name.number is None:
            points = ((left, middle), (left + side, middle))
            self.strokes.append(Stroke(points, "text", REFERENCE_DASH, 1.2))
        elif name.is_filled:
            square = Box(left + 1, middle - side / 2 + 1, side - 2, side - 2)
            self.blocks.append(Block(square, name.ink, name.number))
        else:
            points = ((left, middle), (left + side, middle))
            self.strokes.append(Stroke(points, name.ink, name.dash, 2))
            self.marks.append(Mark((left + side / 2, middle), name.ink, name.number))


def swatch_room(measure: Measure) -> float:
    return 22 * measure.scale


def beside(
    names: Sequence[Name],
    heights: Sequence[float],
    room: Box,
    measure: Measure,
) -> tuple[Named, float] | None:
    """Names at the heights where their lines end, at the right of `room`, and how wide they are.

    None where they do not fit.
    """
    inside = room.width - swatch_room(measure)
    folded = [wrapped(each.text, inside, measure, each.face, _MOST_LINES) for each in names]
    if inside <= 0 or any(lines is None for lines in folded):
        return None
    told = [lines or [] for lines in folded]
    tall = [len(lines) * measure.line + 2 for lines in told]
    # A name of several lines stands with its first line at the end of its line.
    wanted = [
        height + (size - measure.line) / 2 for height, size in zip(heights, tall, strict=True)
    ]
    middles = spread(wanted, tall, room.top, room.bottom)
    if middles is None:
        return None
    wide = max(
        measure.width(text, name.face)
        for name, lines in zip(names, told, strict=True)
        for text in lines
    )
    width = wide + swatch_room(measure) + 2
    found = Named.none()
    for name, lines, middle, size in zip(names, told, middles, tall, strict=True):
        box = Box(room.right - width, middle - size / 2 + 1, width, size - 2)
        found.add(name, box, lines, measure)
    return found, width


def key(names: Sequence[Name], frame: Box, most: float, measure: Measure, words: Words) -> Named:
    """Names in rows from the left, at most so high.

    Where there is no room each gets one line, and then the last of them are only counted.
    """
    for lines in (_KEY_LINES, 1):
        found = _rows(names, frame, lines, measure)
        if found.height <= most:
            return found
    for count in range(len(names) - 1, -1, -1):
        more = words("and {n} more", n=len(names) - count)
        found = _rows(names[:count], frame, 1, measure, more)
        if found.height <= most:
            return found
    return Named.none()


def _rows(names: Sequence[Name], frame: Box, most: int, measure: Measure, more: str = "") -> Named:
    """Packed from the left; `more` stands behind the last."""
    found, gap = Named.none(), 12 * measure.scale
    left = top = tallest = 0.0
    packed: list[Name | str] = [*names, *([more] if more else [])]
    for name in packed:
        lines, wide = _folded(name, frame.width, most, measure)
        if left and left + wide > frame.width:
            left, top, tallest = 0.0, top + tallest + 2, 0.0
        place = Box(frame.left + left, frame.top + top, wide, measure.line)
        if isinstance(name, Name):
            found.add(name, place, lines, measure)
        else:
            found.notes.append(Note(place, lines[0]))
        left += wide + gap
        tallest = max(tallest, len(lines) * measure.line)
        found.height = top + tallest
    return found


def _folded(name: Name | str, width: float, most: int, measure: Measure) -> tuple[list[str], float]:
    """Its lines and how wide it is with its swatch, never wider than `width`."""
    if isinstance(name, str):
        return [shortened(name, width, measure)], min(measure.width(name) + 1, width)
    inside = width - swatch_room(measure) - 1
    lines = in_lines(name.text, inside, measure, name.face, most) or [""]
    wide = max(measure.width(text, name.face) for text in lines)
    return lines, wide + swatch_room(measure) + 1
