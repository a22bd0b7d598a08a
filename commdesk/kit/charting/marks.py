"""Values as lines with gaps, as columns beside each other, as parts on each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from commdesk.core.developing import Chart
from commdesk.kit.charting.shapes import Block, Box, Mark, Point, Stroke, ink_of

_WIDE, _DENSE = 2.0, 1.4
"""Pixels that a line of values is wide; of more than a year of weeks."""
_MANY = 60
"""More places have no room for dashes: marks along the line tell it from others."""
_APART = 13
"""Places from one of those marks to the next: a quarter of a year."""
_FEW = 13
"""So many places have a mark each; of more only the last of a line has one."""
_FILLED = 0.68
"""Share of its room that a column takes."""
_LEAST_COLUMN = 3.0
"""Narrower columns, in pixels, cannot be told apart: they become lines."""


class Field(Struct, frozen=True):
    """Where values are drawn: the middle of each place, its room, a value's height."""

    centres: tuple[float, ...]
    slot: float
    height: Callable[[float], float]


Points = tuple[tuple[Point | None, ...], ...]


class Drawn(Struct):
    """What comes of the values."""

    blocks: list[Block]
    strokes: list[Stroke]
    marks: list[Mark]
    points: Points


def is_filled(chart: Chart, slot: float) -> bool:
    """Whether it is drawn with columns: where there is room for them."""
    if chart.shape == "stacked":
        return True
    return chart.shape == "columns" and slot * _FILLED / len(chart.lines) >= _LEAST_COLUMN


def dash_of(number: int, places: int) -> int:
    """The pattern of a line among so many places."""
    return 0 if places > _MANY else number


def drawn(chart: Chart, field: Field) -> Drawn:
    if chart.shape == "stacked":
        return _stacked(chart, field)
    if is_filled(chart, field.slot):
        return _columns(chart, field)
    return _lines(chart, field)


def _lines(chart: Chart, field: Field) -> Drawn:
    """What may still grow is a hollow mark that no line leads to: it would look like a plunge."""
    found = Drawn([], [], [], _points(chart, field))
    settled = max(len(chart.places) - chart.open_places, 0)
    for number, points in enumerate(found.points):
        found.strokes += _strokes(points[:settled], number, len(points))
        found.marks += _marks(points[:settled], number)
        rest = points[settled:]
        found.marks += [Mark(at, ink_of(number), number, is_open=True) for at in rest if at]
    return found


def _points(chart: Chart, field: Field) -> Points:
    return tuple(
        tuple(
            None if value is None else (x, field.height(value))
            for x, value in zip(field.centres, line.values, strict=False)
        )
        for line in chart.lines
    )


def _strokes(points: Sequence[Point | None], number: int, places: int) -> Iterator[Stroke]:
    """A line for each run of known values."""
    wide = _DENSE if places > _MANY else _WIDE
    for run in _runs(points):
        if len(run) > 1:
            line = tuple(point for _, point in run)
            yield Stroke(line, ink_of(number), dash_of(number, places), wide)


def _runs(points: Sequence[Point | None]) -> Iterator[list[tuple[int, Point]]]:
    run: list[tuple[int, Point]] = []
    for place, point in enumerate(points):
        if point is not None:
            run.append((place, point))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _marks(points: Sequence[Point | None], number: int) -> Iterator[Mark]:
    """The last value, each that stands alone, and all of a few."""
    known = [place for place, point in enumerate(points) if point is not None]
    alone = {run[0][0] for run in _runs(points) if len(run) == 1}
    shown = set(known) if len(points) <= _FEW else {*known[-1:], *alone}
    if len(points) > _MANY:
        shown.update(known[-1 - 3 * number :: -_APART])
    for place in sorted(shown):
        point = points[place]
        if point is not None:
            yield Mark(point, ink_of(number), number)


def _columns(chart: Chart, field: Field) -> Drawn:
    """The lines of a place beside each other, from zero."""
    zero, count = field.height(0), len(chart.lines)
    whole = field.slot * _FILLED
    wide = whole / count
    blocks, points = [], []
    for number, line in enumerate(chart.lines):
        tops: list[Point | None] = []
        for place, value in enumerate(line.values[: len(field.centres)]):
            left = field.centres[place] - whole / 2 + number * wide
            tops.append(None if value is None else (left + wide / 2, field.height(value)))
            if value:
                box = _upright(left, wide, zero, field.height(value))
                blocks.append(_block(box, number, chart, place))
        points.append(tuple(tops))
    return Drawn(blocks, [], [], tuple(points))


def _stacked(chart: Chart, field: Field) -> Drawn:
    """The lines of a place on each other, what is under zero downwards."""
    whole = max(field.slot * _FILLED, min(field.slot, 1.5))
    blocks, points = [], []
    ups, downs = [0.0] * len(field.centres), [0.0] * len(field.centres)
    for number, line in enumerate(chart.lines):
        tops: list[Point | None] = []
        for place, value in enumerate(line.values[: len(field.centres)]):
            if value is None:
                tops.append(None)
                continue
            ends = ups if value >= 0 else downs
            start, ends[place] = ends[place], ends[place] + value
            foot, head = field.height(start), field.height(ends[place])
            tops.append((field.centres[place], (foot + head) / 2))
            if value:
                box = _upright(field.centres[place] - whole / 2, whole, foot, head)
                blocks.append(_block(box, number, chart, place))
        points.append(tuple(tops))
    return Drawn(blocks, [], [], tuple(points))


def _upright(left: float, wide: float, foot: float, head: float) -> Box:
    return Box(left, min(foot, head), wide, abs(foot - head))


def _block(box: Box, number: int, chart: Chart, place: int) -> Block:
    is_open = place >= len(chart.places) - chart.open_places
    return Block(box, ink_of(number), number, is_open)
