"""Bars that lie: a place under the other, its name at the left, its value at the end."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.chartwords import UNKNOWN, axis_words, title_of, value_words
from commdesk.core.developing import Chart, Reference
from commdesk.core.words import Words
from commdesk.kit.charting.fitting import in_lines, shortened
from commdesk.kit.charting.names import Name, Named, key
from commdesk.kit.charting.scale import Scale, extent, scale_of
from commdesk.kit.charting.shapes import (
    REFERENCE_DASH,
    Block,
    Box,
    Drawing,
    Measure,
    Note,
    Point,
    Stroke,
    ink_of,
)

_WIDEST_NAMES = 0.38
_GAP = 8
_BETWEEN = 8
"""Pixels from one place to the next, and by how much more where there is room."""
_LOOSE = 2.2
_SEVERAL = 2
_THICK = 0.82
"""Share of a line of text that a bar is thick."""
_GROWN = 1.9
"""And of how many lines it is at most, where there is room."""


class _Row(Struct, frozen=True):
    """One place: its name in lines, its value words, how high it is."""

    place: int
    name: list[str]
    values: list[str]
    height: float
    lane: float
    """Of which a bar takes the most."""
    held: tuple[Reference, ...] = ()
    """The lines to hold to that are for this place; each has its name under the bars."""


class _Room(Struct, frozen=True):
    """What is drawn into which frame, and the bars' part of it."""

    chart: Chart
    frame: Box
    measure: Measure
    words: Words
    plot: Box
    scale: Scale

    def across(self, value: float) -> float:
        return self.plot.left + self.plot.width * self.scale.part(value)


def height_of(chart: Chart, measure: Measure) -> float:
    """How high it is with every place, names in two lines counted as one in four."""
    lines = max(len(chart.lines), 1.25)
    rows = len(chart.places) * (lines * measure.line + _BETWEEN * measure.scale)
    more = len(chart.references) + (1 if len(chart.lines) > 1 else 0)  # at a bar it takes as much
    return rows + (more + 1) * (measure.line + 4)


def draw(chart: Chart, frame: Box, measure: Measure, words: Words) -> Drawing:
    rows = _rows(chart, frame, measure, words)
    room = _room(chart, frame, rows, measure, words)
    held = _held_names(room)
    top = max((note.box.bottom for note in held), default=frame.top)
    under = _key(room, frame.top).height
    bottom = frame.bottom - (under + 2 * _BETWEEN * measure.scale if under else 0)
    shown, rest = _fitting(rows, bottom - top, measure)
    shown = shown if rest else _grown(shown, bottom - top, measure)
    gap = _gap(shown, rest, bottom - top, measure)
    end = top + sum(row.height + gap for row in shown) + (measure.line if rest else 0)
    below = min(end + _BETWEEN * measure.scale, frame.bottom - under)
    return _drawing(room, shown, rest, (top, gap), (held, _key(room, below)))


def _key(room: _Room, top: float) -> Named:
    """The names of the lines, where there are several."""
    chart, frame = room.chart, room.frame
    if len(chart.lines) < _SEVERAL:
        return Named.none()
    titles = [title_of(line, room.words) for line in chart.lines]
    names = [Name(title, number, is_filled=True) for number, title in enumerate(titles)]
    below = Box(frame.left, top, frame.width, 0)
    return key(names, below, frame.height / 3, room.measure, room.words)


def _gap(rows: list[_Row], rest: int, height: float, measure: Measure) -> float:
    """From one place to the next: the usual, or a little more where there is room."""
    least = _BETWEEN * measure.scale
    if rest or not rows:
        return least
    spare = (height - sum(row.height for row in rows)) / len(rows)
    return min(max(spare, least), _LOOSE * least)


def _grown(rows: list[_Row], height: float, measure: Measure) -> list[_Row]:
    """Thicker bars where few of them have much room; all alike."""
    least = _BETWEEN * measure.scale
    lanes = sum(len(row.values) for row in rows)
    spare = height - sum(row.height for row in rows) - 2 * least * len(rows)
    more = min(max(spare, 0.0) / max(lanes, 1), (_GROWN - 1) * measure.line)
    return [
        replace(row, height=row.height + more * len(row.values), lane=measure.line + more)
        for row in rows
    ]


def _rows(chart: Chart, frame: Box, measure: Measure, words: Words) -> list[_Row]:
    widest, line = frame.width * _WIDEST_NAMES, measure.line
    most = frame.width - widest - 3 * _GAP * measure.scale
    found = []
    for place in range(len(chart.places)):
        name = in_lines(axis_words(chart, place, words), widest, measure) or [""]
        said = [_value(chart, n, place, words) for n in range(len(chart.lines))]
        values = [shortened(each, most, measure, "strong") for each in said]
        held = tuple(each for each in chart.references if each.place == place)
        height = (max(len(name), len(values)) + len(held)) * line
        found.append(_Row(place, name, values, height, line, held))
    return found


def _value(chart: Chart, number: int, place: int, words: Words) -> str:
    values = chart.lines[number].values
    value = values[place] if place < len(values) else None
    return UNKNOWN if value is None else value_words(value, chart.unit, words)


def _room(chart: Chart, frame: Box, rows: list[_Row], measure: Measure, words: Words) -> _Room:
    gap = _GAP * measure.scale
    names = max(measure.width(text) for row in rows for text in row.name) + 1
    values = max(measure.width(text, "strong") for row in rows for text in row.values) + 1
    width = max(frame.width - names - values - 2 * gap, 1.0)
    plot = Box(frame.left + names + gap, frame.top, width, frame.height)
    return _Room(chart, frame, measure, words, plot, scale_of(extent(chart), chart.unit, 4))


def _held_names(room: _Room) -> list[Note]:
    """Names of the lines to hold to, above the bars; those that would meet stand in rows."""
    measure, found = room.measure, list[Note]()
    for reference in _of_all(room):
        text = shortened(room.words(reference.name), room.frame.width - 1, measure)
        width = min(measure.width(text) + 1, room.frame.width)
        left = room.across(reference.value) - width / 2
        left = min(max(left, room.frame.left), room.frame.right - width)
        box = Box(left, room.frame.top, width, measure.line)
        while any(box.meets(note.box) for note in found):
            box = Box(left, box.top + measure.line, width, measure.line)
        found.append(Note(box, text, "text", align="middle"))
    most = room.frame.height / 3
    return [note for note in found if note.box.bottom - room.frame.top <= most]


def _fitting(rows: list[_Row], height: float, measure: Measure) -> tuple[list[_Row], int]:
    """The places there is room for, and how many there are more."""
    gap = _BETWEEN * measure.scale
    taken, count = 0.0, 0
    for row in rows:
        is_last = count == len(rows) - 1
        if taken + row.height + gap + (0 if is_last else measure.line) > height:
            break
        taken, count = taken + row.height + gap, count + 1
    return rows[:count], len(rows) - count


def _drawing(
    room: _Room,
    rows: list[_Row],
    rest: int,
    ends: tuple[float, float],
    names: tuple[list[Note], Named],
) -> Drawing:
    held, named = names
    top, gap = ends
    notes, blocks, spots = [*held, *named.notes], [*named.blocks], list[float]()
    strokes: list[Stroke] = []
    points: list[list[Point | None]] = [[] for _ in room.chart.lines]
    at = top + gap / 2
    for row in rows:
        spots.append(at + (row.height - len(row.held) * room.measure.line) / 2)
        notes += _name_notes(room, row, at)
        _add_bars(room, row, at, notes, blocks, points)
        strokes += _held_at(room, row, at, notes)
        at += row.height + gap
    if rest and at - gap / 2 + room.measure.line <= room.frame.bottom - named.height:
        notes.append(_more(room, rest, at - gap / 2))
    plot = Box(room.plot.left, top, room.plot.width, max(at - gap / 2 - top, 1.0))
    return Drawing(
        room.frame,
        plot,
        tuple(spots),
        is_lying=True,
        behind=(_zero(room, plot),),
        blocks=tuple(blocks),
        strokes=(*_held(room, plot, notes), *strokes, *named.strokes),
        marks=tuple(named.marks),
        notes=tuple(notes),
        points=tuple(map(tuple, points)),
    )


def _name_notes(room: _Room, row: _Row, top: float) -> list[Note]:
    line = room.measure.line
    first = top + (row.height - (len(row.name) + len(row.held)) * line) / 2
    width = room.plot.left - room.frame.left - _GAP * room.measure.scale
    return [
        Note(Box(room.frame.left, first + n * line, width, line), text, "text")
        for n, text in enumerate(row.name)
    ]


def _add_bars(
    room: _Room,
    row: _Row,
    top: float,
    notes: list[Note],
    blocks: list[Block],
    points: list[list[Point | None]],
) -> None:
    line, gap = room.measure.line, _GAP * room.measure.scale
    lane = row.lane
    first = top + (row.height - len(row.held) * line - len(row.values) * lane) / 2
    thick = lane * _THICK
    is_open = row.place >= len(room.chart.places) - room.chart.open_places
    for number, told in enumerate(row.values):
        value = None if told == UNKNOWN else room.chart.lines[number].values[row.place]
        zero, end = room.across(0), room.across(value or 0)
        middle = first + (number + 0.5) * lane
        if value:
            box = Box(min(zero, end), middle - thick / 2, abs(end - zero), thick)
            blocks.append(Block(box, ink_of(number), number, is_open))
        width = room.measure.width(told, "strong") + 1
        box = Box(max(zero, end) + gap / 2, middle - line / 2, width, line)
        notes.append(Note(box, told, "text", "strong"))
        points[number].append(None if value is None else (end, middle))


def _more(room: _Room, rest: int, top: float) -> Note:
    told = room.words("and {n} more", n=rest)
    told = shortened(told, room.frame.width, room.measure)
    width = min(room.measure.width(told) + 1, room.frame.width)
    return Note(Box(room.frame.left, top, width, room.measure.line), told)


def _zero(room: _Room, plot: Box) -> Stroke:
    x = room.across(0)
    return Stroke(((x, plot.top), (x, plot.bottom)), "edge")


def _held(room: _Room, plot: Box, notes: list[Note]) -> list[Stroke]:
    """Lines to hold to for all, from the top down."""
    found: list[Stroke] = []
    for reference in _of_all(room):
        found += _upright(room.across(reference.value), plot.top, plot.bottom, notes)
    return found


def _held_at(room: _Room, row: _Row, top: float, notes: list[Note]) -> list[Stroke]:
    """Those of one place, at its own bars alone, each to its name under them."""
    line, found = room.measure.line, list[Stroke]()
    under = top + row.height - len(row.held) * line
    for number, reference in enumerate(row.held):
        x, end = room.across(reference.value), under + number * line
        found += _upright(x, top, end, notes)
        text = shortened(room.words(reference.name), room.plot.width - 1, room.measure)
        width = room.measure.width(text) + 1
        left = max(min(x - width / 2, room.frame.right - width), room.plot.left)
        if text:
            notes.append(Note(Box(left, end, width, line), text, "text", align="middle"))
    return found


def _upright(x: float, top: float, bottom: float, notes: list[Note]) -> list[Stroke]:
    """A line down, broken where a value or a name stands."""
    line, found = Box(x - 2, top, 4, bottom - top), []
    crossed = [note.box for note in notes if note.box.meets(line)]
    for box in sorted(crossed, key=lambda box: box.top):
        found.append(((x, top), (x, box.top)))
        top = box.bottom
    found.append(((x, top), (x, bottom)))
    return [Stroke(points, "text", REFERENCE_DASH, 1.2) for points in found]


def _of_all(room: _Room) -> list[Reference]:
    return [each for each in room.chart.references if each.place is None]
