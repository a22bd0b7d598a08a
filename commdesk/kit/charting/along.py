"""The words along the axis of the places: as many as fit, the last one always."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from commdesk.core.chartwords import axis_words, has_years, open_words
from commdesk.core.developing import Chart
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.kit.charting.fitting import in_lines
from commdesk.kit.charting.shapes import Box, Measure, Note

_STRIDES = (1, 2, 4, 8, 13, 26, 52)
"""Weeks from one label to the next: a month, a quarter, half a year, a year."""
_GAP = 8
_READABLE = 6
"""Widths of a letter that a shortened name needs at least."""


class Spots(Struct, frozen=True):
    """Where the places stand, how wide each is, and between which ends labels may stand."""

    centres: tuple[float, ...]
    slot: float
    left: float
    right: float

    @property
    def apart(self) -> float:
        """From one to the next."""
        return self.centres[1] - self.centres[0] if len(self.centres) > 1 else self.slot


def labels(
    chart: Chart, spots: Spots, top: float, lines: int, measure: Measure, words: Words
) -> list[Note]:
    """Labels in at most so many lines from `top` on."""
    if chart.is_weekly:
        return _weeks(chart, spots, top, lines, measure, words)
    return _names(chart, spots, top, lines, measure, words)


def lines_of(chart: Chart, height: float, measure: Measure) -> int:
    """How many lines the labels take in a picture of this height."""
    is_roomy = height >= 8 * measure.line
    return 2 if is_roomy and (has_years(chart) or not chart.is_weekly) else 1


def _weeks(
    chart: Chart, spots: Spots, top: float, lines: int, measure: Measure, words: Words
) -> list[Note]:
    """Weeks at a regular distance, the last with what it lacks where that fits."""
    last = len(chart.places) - 1
    found: list[Note] = []
    for stride in [*_STRIDES, last + 1]:
        chosen = [place for place in range(last + 1) if (last - place) % stride == 0]
        for named in (open_words, axis_words):
            found = _row(chart, chosen, named, spots, top, lines, measure, words)
            if _are_apart(found, measure):
                return found
    return found


def _row(
    chart: Chart,
    chosen: Sequence[int],
    named: Callable[[Chart, int, Words], str],
    spots: Spots,
    top: float,
    lines: int,
    measure: Measure,
    words: Words,
) -> list[Note]:
    found, year = [], 0
    for place in chosen:
        week = chart.places[place]
        told = [named(chart, place, words)]
        if isinstance(week, Week) and week.year != year and has_years(chart):
            told, year = _with_year(told[0], week, lines, words), week.year
        found += _block(told, spots.centres[place], spots, top, measure)
    return found


def _with_year(told: str, week: Week, lines: int, words: Words) -> list[str]:
    if lines > 1:
        return [told, str(week.year)]
    return [words("wk {n} {year}", n=str(week.number), year=str(week.year))]


def _block(
    told: Sequence[str], centre: float, spots: Spots, top: float, measure: Measure
) -> list[Note]:
    """Lines under each other, as wide as the widest, within the ends."""
    most = spots.right - spots.left
    width = min(max(measure.width(text) for text in told) + 1, most)
    left = min(max(centre - width / 2, spots.left), spots.right - width)
    return [
        Note(Box(left, top + n * measure.line, width, measure.line), text, align="middle")
        for n, text in enumerate(told)
    ]


def _are_apart(notes: Sequence[Note], measure: Measure) -> bool:
    ends: dict[float, float] = {}
    for note in notes:
        if note.box.left < ends.get(note.box.top, note.box.left):
            return False
        ends[note.box.top] = note.box.right + _GAP * measure.scale
    return True


def _names(
    chart: Chart, spots: Spots, top: float, lines: int, measure: Measure, words: Words
) -> list[Note]:
    """Every name within its own room; where that is too narrow each second, third, ... one."""
    last, found = len(chart.places) - 1, list[Note]()
    texts = [axis_words(chart, place, words) for place in range(last + 1)]
    readable = min(_READABLE * measure.width("n"), max(map(measure.width, texts)) + 2)
    for stride in range(1, last + 2):
        room = min(spots.apart * stride, spots.right - spots.left) - _GAP * measure.scale
        if room < readable and stride <= last:
            continue
        found = []
        for place in range(last % stride, last + 1, stride):
            told = in_lines(texts[place], max(room, 1), measure, most=lines)
            found += _block(told, spots.centres[place], spots, top, measure) if told else []
        if _are_apart(_by_row(found), measure):
            return found
    return found


def _by_row(notes: Sequence[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: (note.box.top, note.box.left))
