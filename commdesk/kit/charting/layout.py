"""Where everything of a chart stands, in pixels: no label over another, none cut; no Qt.

Names stand at the end of their lines; where there is no room for that they stand under the picture
as a key. Along the places as many labels stand as fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.chartwords import title_of, value_words
from commdesk.core.developing import Chart
from commdesk.core.words import Words
from commdesk.kit.charting import along, lying
from commdesk.kit.charting.marks import Drawn, Field, dash_of, drawn, is_filled
from commdesk.kit.charting.names import Name, Named, beside, key, swatch_room
from commdesk.kit.charting.scale import Scale, extent, scale_of
from commdesk.kit.charting.shapes import (
    REFERENCE_DASH,
    Box,
    Drawing,
    Measure,
    Note,
    Point,
    Stroke,
)

_GAP = 6
_WIDEST_NAMES = 0.36
"""Share of the width that names at the end of lines take at most."""
_LEAST_PLOT = 0.4
_LEAST_LINES = 1.2
"""Lines of text that the picture is high at least, when its names take what is left."""
_LEAST_HIGH = 6.5
"""And where the picture may be as high as it needs."""
_APART = 2.2
"""Lines of text from one step of the axis to the next."""
_MOST_STEPS = 4
_MARK = 5
_MOVED = 4
"""Pixels that a name may stand beside the end of its line without a leader."""


class _Asked(Struct, frozen=True):
    """What is drawn, how large, with which texts."""

    chart: Chart
    frame: Box
    measure: Measure
    words: Words

    @property
    def gap(self) -> float:
        return _GAP * self.measure.scale


class _Plot(Struct, frozen=True):
    """The room of the values, with their axis and places."""

    box: Box
    scale: Scale
    spots: along.Spots

    def height(self, value: float) -> float:
        return self.box.bottom - self.box.height * self.scale.part(value)


def draw(chart: Chart, width: float, height: float, measure: Measure, words: Words) -> Drawing:
    """The drawing of a chart that is cut to its places; empty when it has nothing to show."""
    frame = Box(0, 0, width, height)
    if chart.is_empty or not chart.places:
        return Drawing(frame, frame)
    chart = _known(chart)
    if chart.shape == "bars":
        return lying.draw(chart, frame, measure, words)
    asked = _Asked(chart, frame, measure, words)
    return _with_names_beside(asked) or _with_key(asked)


def _known(chart: Chart) -> Chart:
    """Without lines of which nothing is known here: a name without figures only asks questions."""
    known = tuple(line for line in chart.lines if any(v is not None for v in line.values))
    return chart if len(known) == len(chart.lines) else replace(chart, lines=known)


def height_of(chart: Chart, width: float, least: float, measure: Measure, words: Words) -> float:
    """`least`, and more where names under the picture would take its room from the figures."""
    if chart.is_empty or chart.shape == "bars":
        return least
    chart = _known(chart)
    asked = _Asked(chart, Box(0, 0, width, least), measure, words)
    if _is_beside(asked):
        return least
    bare = _plot(asked, 0, 0)
    frame = Box(0, 0, width, 0)
    names = key(_names(asked, bare.spots.slot), frame, least, measure, words)
    return least + max(names.height + asked.gap - (bare.box.height - _LEAST_HIGH * measure.line), 0)


def _room_beside(asked: _Asked) -> tuple[_Plot, list[Name], Box]:
    """The figures when names stand beside them, those names, and their room."""
    measure, frame = asked.measure, asked.frame
    names = _names(asked, frame.width)
    room = frame.width * _WIDEST_NAMES
    widest = max(measure.width(each.text, each.face) for each in names) + swatch_room(measure) + 2
    plot = _plot(asked, min(room, widest) + asked.gap, 0)
    least = (plot.box.top - measure.line / 2, plot.box.bottom + measure.line / 2)
    right = Box(frame.right - room, least[0], room, least[1] - least[0])
    return plot, _names(asked, plot.spots.slot), right


def _is_beside(asked: _Asked) -> bool:
    """Whether names fit beside the figures: that does not hang on what the figures are."""
    plot, names, right = _room_beside(asked)
    if plot.box.width < _LEAST_PLOT * asked.frame.width:
        return False
    return beside(names, [plot.box.bottom] * len(names), right, asked.measure) is not None


def _with_names_beside(asked: _Asked) -> Drawing | None:
    measure, frame = asked.measure, asked.frame
    plot, names, right = _room_beside(asked)
    ends = _ends(asked.chart, plot, drawn(asked.chart, _field(plot)))
    found = beside(names, ends, right, measure)
    if found is None or plot.box.width < _LEAST_PLOT * frame.width:
        return None
    plot = _plot(asked, found[1] + asked.gap, 0)
    if is_filled(asked.chart, plot.spots.slot) != names[0].is_filled:  # it just became wide enough
        found = beside(_names(asked, plot.spots.slot), ends, right, measure) or found
    named, wide = found
    return _drawing(asked, plot, named, _leaders(plot, ends, named, frame.right - wide))


def _with_key(asked: _Asked) -> Drawing:
    measure, frame = asked.measure, asked.frame
    bare = _plot(asked, 0, 0)
    most = bare.box.height - _LEAST_LINES * measure.line - asked.gap
    names = _names(asked, bare.spots.slot)
    room = Box(frame.left, 0, frame.width, 0)
    height = key(names, room, most, measure, asked.words).height
    below = Box(frame.left, frame.bottom - height, frame.width, 0)
    named = key(names, below, most, measure, asked.words)
    return _drawing(asked, _plot(asked, 0, height + asked.gap if height else 0), named, [])


def _names(asked: _Asked, slot: float) -> list[Name]:
    chart, words = asked.chart, asked.words
    filled, places = is_filled(chart, slot), len(chart.places)
    lines = [
        Name(title_of(line, words), number, filled, dash_of(number, places))
        for number, line in enumerate(chart.lines)
    ]
    return [*lines, *(Name(words(reference.name)) for reference in chart.references)]


def _plot(asked: _Asked, right: float, below: float) -> _Plot:
    """The room that is left when the axis, the labels and so much for names are taken off."""
    chart, frame, measure = asked.chart, asked.frame, asked.measure
    lines = along.lines_of(chart, frame.height, measure)
    top = frame.top + measure.line / 2 + 1
    bottom = frame.bottom - below - measure.line / 2 - lines * measure.line - 1
    height = max(bottom - top, 1.0)
    steps = min(max(int(height / (_APART * measure.line)), 1), _MOST_STEPS)
    scale = scale_of(extent(chart), chart.unit, steps)
    left = frame.left + max(_tick_widths(asked, scale)) + asked.gap
    box = Box(left, top, max(frame.right - right - left, 1.0), height)
    return _Plot(box, scale, _spots(asked, box))


def _tick_widths(asked: _Asked, scale: Scale) -> list[float]:
    told = (value_words(tick, asked.chart.unit, asked.words) for tick in scale.ticks)
    return [asked.measure.width(text) + 1 for text in told]


def _spots(asked: _Asked, box: Box) -> along.Spots:
    """Columns in the middle of their room; lines from edge to edge."""
    count = len(asked.chart.places)
    slot = box.width / count
    if is_filled(asked.chart, slot) or count == 1:
        centres = tuple(box.left + slot * (place + 0.5) for place in range(count))
    else:
        inset = min(_MARK * asked.measure.scale, box.width / 4)
        step = (box.width - 2 * inset) / (count - 1)
        centres = tuple(box.left + inset + step * place for place in range(count))
    return along.Spots(centres, slot, asked.frame.left, asked.frame.right)


def _field(plot: _Plot) -> Field:
    return Field(plot.spots.centres, plot.spots.slot, plot.height)


def _ends(chart: Chart, plot: _Plot, values: Drawn) -> list[float]:
    """The height at which each name wants to stand: that of the last value that grows no more."""
    last = [_end(points, chart.open_places, plot) for points in values.points]
    return [*last, *(plot.height(reference.value) for reference in chart.references)]


def _end(points: Sequence[Point | None], still_open: int, plot: _Plot) -> float:
    over = points[: len(points) - still_open]
    known = (point for part in (over, points) for point in reversed(part) if point)
    return next((point[1] for point in known), plot.box.bottom)


def _leaders(plot: _Plot, ends: list[float], named: Named, left: float) -> list[Stroke]:
    """From where a line ends to its name, where that had to move."""
    swatches = _swatch_heights(named)
    right = plot.box.right + 1
    return [
        Stroke(((right, end), (left - 1, middle)), "edge", 0, 0.8)
        for end, middle in zip(ends, swatches, strict=False)
        if abs(end - middle) > _MOVED
    ]


def _swatch_heights(named: Named) -> list[float]:
    """In the order of the names: columns have a block as swatch, all others a stroke."""
    return [*(each.box.middle for each in named.blocks),
            *(each.points[0][1] for each in named.strokes)]  # fmt: skip


def _drawing(asked: _Asked, plot: _Plot, named: Named, leaders: list[Stroke]) -> Drawing:
    chart, measure = asked.chart, asked.measure
    values = drawn(chart, _field(plot))
    lines = along.lines_of(chart, asked.frame.height, measure)
    below = plot.box.bottom + measure.line / 2 + 1
    labels = along.labels(chart, plot.spots, below, lines, measure, asked.words)
    return Drawing(
        asked.frame,
        plot.box,
        plot.spots.centres,
        behind=(*_grid(plot), *leaders),
        blocks=(*values.blocks, *named.blocks),
        strokes=(*_held(asked, plot), *values.strokes, *named.strokes),
        marks=(*values.marks, *named.marks),
        notes=(*_ticks(asked, plot), *labels, *named.notes),
        points=values.points,
    )


def _grid(plot: _Plot) -> list[Stroke]:
    box = plot.box
    return [
        Stroke(((box.left, y), (box.right, y)), "line" if tick else "edge")
        for tick in plot.scale.ticks
        for y in [plot.height(tick)]
    ]


def _held(asked: _Asked, plot: _Plot) -> list[Stroke]:
    box = plot.box
    return [
        Stroke(((box.left, y), (box.right, y)), "text", REFERENCE_DASH, 1.2)
        for reference in asked.chart.references
        for y in [plot.height(reference.value)]
    ]


def _ticks(asked: _Asked, plot: _Plot) -> list[Note]:
    """As many as are a line apart, from the highest down; zero always."""
    measure, found = asked.measure, list[Note]()
    width = plot.box.left - asked.frame.left - asked.gap
    ticks = sorted(plot.scale.ticks, key=lambda tick: (tick != 0, -tick))
    for tick in ticks:
        top = plot.height(tick) - measure.line / 2
        box = Box(asked.frame.left, top, width, measure.line)
        if not any(box.meets(note.box) for note in found):
            told = value_words(tick, asked.chart.unit, asked.words)
            found.append(Note(box, told, align="right"))
    return found
