"""What a drawing is made of: boxes, strokes, blocks, marks and notes; numbers only, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

Face = Literal["small", "strong"]
Align = Literal["left", "middle", "right"]
Point = tuple[float, float]

INKS = ("accent", "muted", "good", "warn", "text", "bad")
"""Tokens of the lines in their order; dash, mark and filling differ as well."""
REFERENCE_DASH = 6
"""Of a line to hold to; 0 to 5 are of the lines themselves."""


class Box(Struct, frozen=True):
    """A rectangle; its edges count as outside."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    def meets(self, other: Box) -> bool:
        """Whether they overlap by more than a rounding."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > _ROUNDING and down > _ROUNDING

    def is_within(self, other: Box) -> bool:
        return (
            self.left >= other.left - _ROUNDING
            and self.top >= other.top - _ROUNDING
            and self.right <= other.right + _ROUNDING
            and self.bottom <= other.bottom + _ROUNDING
        )


_ROUNDING = 0.01


class Stroke(Struct, frozen=True):
    """A line through points; `dash` is a number of a pattern, 0 is none."""

    points: tuple[Point, ...]
    ink: str
    dash: int = 0
    width: float = 1.0


class Block(Struct, frozen=True):
    """A column, a bar or a part of one; `fill` is a number of a pattern, 0 is full."""

    box: Box
    ink: str
    fill: int = 0
    is_open: bool = False
    """It may still grow: only its outline is drawn, dashed."""


class Mark(Struct, frozen=True):
    """A point of a line; `shape` is a number: circle, square, triangle, diamond..."""

    at: Point
    ink: str
    shape: int = 0
    is_open: bool = False
    """It may still grow: it is drawn hollow, and no line leads to it."""


class Note(Struct, frozen=True):
    """One line of text in a box that holds it."""

    box: Box
    text: str
    ink: str = "muted"
    face: Face = "small"
    align: Align = "left"


class Drawing(Struct, frozen=True):
    """A chart in pixels, from behind to before: strokes, blocks, lines, marks, notes."""

    frame: Box
    plot: Box
    spots: tuple[float, ...] = ()
    """Where each place stands: across, or of lying bars down."""
    is_lying: bool = False
    behind: tuple[Stroke, ...] = ()
    blocks: tuple[Block, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    points: tuple[tuple[Point | None, ...], ...] = ()
    """Of each line where its value of each place is drawn."""


class Measure(Protocol):
    """How large texts are."""

    @property
    def scale(self) -> float:
        """By how much everything is larger than normal."""

    @property
    def line(self) -> float:
        """Height of one line of text."""

    def width(self, text: str, face: Face = "small") -> float: ...


def ink_of(number: int) -> str:
    return INKS[number % len(INKS)]


def around(boxes: Sequence[Box]) -> Box:
    """The box that holds them all."""
    left, top = min(each.left for each in boxes), min(each.top for each in boxes)
    right, bottom = max(each.right for each in boxes), max(each.bottom for each in boxes)
    return Box(left, top, right - left, bottom - top)
