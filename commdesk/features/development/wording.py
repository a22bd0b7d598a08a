"""Development in words, without a window: figures by their unit, months of a phase, a table."""

from __future__ import annotations

from commdesk.core.chartwords import cell_words, plain_number
from commdesk.core.developing import Chart, Line, Phase, Unit
from commdesk.core.values import Week
from commdesk.core.words import Text, Words, say
from commdesk.features.development.model import PERIODS, Reading

LATEST = 8
"""Weeks that a table in words shows."""


def figure(value: float, unit: Unit, words: Words) -> str:
    """`27`, `27%`, `26,5 u`, `1,4`: in full, under a heading that names the unit."""
    if unit == "share":
        return words.percent(value)
    if unit == "minutes":
        return words.hours(round(value))
    return plain_number(value, words)


def cell(chart: Chart, line: Line, place: int, words: Words) -> str:
    """A figure; of a share both numbers."""
    return cell_words(chart, line, place, words, figure)


def headings(chart: Chart, words: Words) -> list[str]:
    """Of its table with a place down and a line across."""
    first = words("Week") if chart.is_weekly else ""
    return [first, *(words(line.title) for line in chart.lines)]


def rows(chart: Chart, words: Words) -> list[list[str]]:
    """Of its table; without a line there is none."""
    return [
        [
            str(place) if isinstance(place, Week) else words(place),
            *(cell(chart, line, n, words) for line in chart.lines),
        ]
        for n, place in enumerate(chart.places if chart.lines else ())
    ]


def lying(chart: Chart, words: Words) -> tuple[list[str], list[list[str]]]:
    """Headings and rows with a line down and a week across, which takes less paper."""
    weeks = [words("wk {n}", n=str(each.number)) for each in chart.places if isinstance(each, Week)]
    found = [
        [words(line.title), *(cell(chart, line, n, words) for n in range(len(weeks)))]
        for line in chart.lines
    ]
    return [words("Week"), *weeks], found


def months_of(phase: Phase) -> Text:
    """For where its evidence, which says so too, has no room."""
    low, high = phase.months
    return say("This phase usually takes {low} to {high} months.", low=low, high=high)


def told_of_phase(reading: Reading) -> list[Text]:
    """The phase, and what it is concluded from."""
    phase = reading.phase
    return [phase.text, *phase.evidence] if phase else []


def period_said(period: int, words: Words) -> str:
    return words.plural("{n} week", "{n} weeks", period) if period else words("Everything")


def period_named(name: str, usual: int) -> int:
    """What was remembered, where that can still be chosen."""
    return int(name) if name.isdecimal() and int(name) in PERIODS else usual


def week_named(reading: Reading, words: Words) -> str:
    """As little as says which week it is: it stands beside the title of the page."""
    named = words.week(reading.week)
    return words("{week}, so far", week=named) if reading.span.is_running else named


def week_said(reading: Reading, words: Words) -> str:
    week = reading.week
    days = f"{words.date(week.monday)} – {words.date(week.sunday)} {week.sunday.year}"
    said = f"{words.week(week)}, {days}"
    return words("{week}, so far", week=said) if reading.span.is_running else said
