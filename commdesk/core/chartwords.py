"""A chart in words: its values, its places, what stands at one of them, its table."""

from __future__ import annotations

from collections.abc import Callable

from commdesk.core.developing import Chart, Line, Unit
from commdesk.core.values import Week
from commdesk.core.words import Words

UNKNOWN = "–"
_MILLION, _MILLIARD, _ENDLESS = 1e6, 1e9, 1e15
_MANY_DECIMALS = 100


def value_words(value: float, unit: Unit, words: Words) -> str:
    """`27`, `27%`, `26,5 u`, `3 dagen`, `1,4`; short when it is large."""
    match unit:
        case "share":
            return words.percent(value)
        case "minutes":
            if abs(value) >= _MILLION:
                return f"{_short(value / 60, words)} {words('h')}"
            return words.hours(round(value))
        case "days":
            rounded = round(value, 1)
            if rounded == 1:
                return words.plural("{n} day", "{n} days", 1)
            return words("{days} days", days=_short(rounded, words))
        case _:
            return _short(value, words)


def _short(value: float, words: Words) -> str:
    size = abs(value)
    if size >= _ENDLESS:
        return f"{value:.0e}"
    if size >= _MILLIARD:
        return words("{n} billion", n=round(value / _MILLIARD, 1))
    if size >= _MILLION:
        return words("{n} million", n=round(value / _MILLION, 1))
    return plain_number(value, words)


def plain_number(value: float, words: Words) -> str:
    """In full, with no more decimals than say something."""
    rounded = round(value, 0 if abs(value) >= _MANY_DECIMALS else 1)
    return words.number(int(rounded) if rounded == int(rounded) else rounded)


def has_years(chart: Chart) -> bool:
    """Whether its weeks lie in more than one year."""
    return len({place.year for place in chart.places if isinstance(place, Week)}) > 1


def place_words(chart: Chart, place: int, words: Words) -> str:
    """`week 48`; with its year where the chart has several; what may still grow is named so."""
    found = chart.places[place]
    told = words(found) if not isinstance(found, Week) else words.week(found)
    if isinstance(found, Week) and has_years(chart):
        told = words("{week} of {year}", week=found, year=str(found.year))
    if place >= len(chart.places) - chart.open_places:
        return words("{place} (so far)", place=told)
    return told


def axis_words(chart: Chart, place: int, words: Words) -> str:
    """As it stands along the axis: `wk 48`."""
    found = chart.places[place]
    return words("wk {n}", n=str(found.number)) if isinstance(found, Week) else words(found)


def open_words(chart: Chart, place: int, words: Words) -> str:
    """As `axis_words`, of a week that may still grow with that: `wk 48 so far`."""
    found = chart.places[place]
    if isinstance(found, Week) and place >= len(chart.places) - chart.open_places:
        return words("wk {n} so far", n=str(found.number))
    return axis_words(chart, place, words)


def title_of(line: Line, words: Words) -> str:
    return words(line.title)


def cell_words(
    chart: Chart,
    line: Line,
    place: int,
    words: Words,
    figure: Callable[[float, Unit, Words], str] = value_words,
) -> str:
    """A value in the table, as `figure` words it; of a share both numbers."""
    value = line.values[place] if place < len(line.values) else None
    if value is None:
        return UNKNOWN
    told = figure(value, chart.unit, words)
    whole = line.of[place] if chart.unit == "share" and place < len(line.of) else None
    if whole is None:
        return told
    return words("{n} of {all} ({share})", n=round(value * whole), all=whole, share=told)


def told_place(chart: Chart) -> int:
    """The place that is told of unasked: the last week that is over; -1 is none."""
    if not chart.is_weekly:
        return -1
    last = len(chart.places) - 1
    return last - chart.open_places if chart.open_places <= last else last


def told_at(chart: Chart, place: int, words: Words) -> str:
    """What stands at a place, in a sentence: `week 47: 27 active, 9 contributing`.

    What is not known there is left out, unless that is all of it.
    """
    known = [each for each in chart.lines if each.values[place : place + 1] not in {(), (None,)}]
    told = [_told(chart, line, place, words) for line in known or chart.lines]
    joint = ", " if chart.unit == "count" else "; "
    return f"{place_words(chart, place, words)}: {joint.join(told)}"


def _told(chart: Chart, line: Line, place: int, words: Words) -> str:
    title = _inside(title_of(line, words))
    cell = cell_words(chart, line, place, words)
    if cell == UNKNOWN:
        return words("{title} not known", title=title)
    return f"{cell} {title}" if chart.unit == "count" else f"{title} {cell}"


def _inside(title: str) -> str:
    """As it stands inside a sentence; abbreviations keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def cells(chart: Chart, words: Words) -> list[list[str]]:
    """Its table with headings: a place down, a line across."""
    head = [place_heading(chart, words), *(title_of(line, words) for line in chart.lines)]
    return [head, *(row(chart, place, words) for place in range(len(chart.places)))]


def row(chart: Chart, place: int, words: Words) -> list[str]:
    figures = (cell_words(chart, line, place, words) for line in chart.lines)
    return [place_words(chart, place, words), *figures]


def place_heading(chart: Chart, words: Words) -> str:
    return words("Week") if chart.is_weekly else words("What")


def described(chart: Chart, words: Words) -> str:
    """What a screen reader says of the picture: its answer, its lines to hold to, the last place.

    All figures are in the table.
    """
    held = [
        words("Line to hold to: {name}.", name=words(reference.name))
        for reference in chart.references
    ]
    count = len(chart.places)
    last = [f"{told_at(chart, told_place(chart) % count, words)}."] if count else []
    return " ".join([words(chart.answer), *held, *last]).strip()
