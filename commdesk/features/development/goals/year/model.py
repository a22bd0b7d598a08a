"""A calendar year in figures by month or quarter.

A week belongs to the month in which its Thursday lies, as in ISO 8601 it belongs to that year.
What adds up (`Line.adds_up`) is added up; a share is that of all those weeks together, by the whole
it is of; everything else is the mean of the weeks that are known. A figure over a window of weeks
(`Line.weeks`) is the one at the end of the period: windows overlap, and put together they would
count a week many times. A month that is not known stays empty, and the year is made of its weeks,
not of its months. What a line does not know yet of weeks that another of its chart knows, as who
answered what was sent last week, is counted as open weeks, for it lowers a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from msgspec import Struct

from commdesk.core.developing import Chart, Line, Phase
from commdesk.core.values import Week
from commdesk.core.words import Text
from commdesk.features.development.goals.judging import Standing
from commdesk.features.development.standing.wording import named

How = Literal["sum", "share", "mean", "end"]
MONTHS = tuple((number,) for number in range(1, 13))
QUARTERS = tuple(tuple(range(first, first + 3)) for first in (1, 4, 7, 10))
_TO_THURSDAY = timedelta(days=3)


class Figure(Struct, frozen=True):
    """Of one period."""

    value: float | None
    open_weeks: int = 0
    """Weeks of it of which this is not known yet, and something else is."""


class YearLine(Struct, frozen=True):
    """One measure in a year."""

    chart: str
    """Stable name, and title as an English msgid."""
    chart_title: str
    name: str
    title: Text
    named: Text
    """As it is understood outside of its chart."""
    unit: str
    how: How
    months: tuple[Figure, ...]
    quarters: tuple[Figure, ...]
    year: Figure

    @property
    def is_known(self) -> bool:
        return any(each.value is not None for each in (*self.months, self.year))


class YearReport(Struct, frozen=True):
    """Everything that a yearly report tells; nobody is named."""

    community: str
    year: int
    until: date
    """The last day that counts: 31 December, or today in a year that runs."""
    lines: tuple[YearLine, ...]
    begun: Phase | None
    ended: Phase | None
    goals: tuple[Standing, ...]

    @property
    def is_running(self) -> bool:
        return self.until < date(self.year, 12, 31)


def year_lines(charts: Sequence[Chart], year: int, last: date) -> tuple[YearLine, ...]:
    """Each line of weeks that has a figure in that year, in the order of the charts.

    Only weeks that ended by `last` count.
    """
    found = (
        _year_line(chart, line, year, last)
        for chart in charts
        if chart.is_weekly
        for line in chart.lines
    )
    return tuple(each for each in found if each.is_known)


def how_of(line: Line, unit: str) -> How:
    if line.weeks > 1:
        return "end"
    return "sum" if line.adds_up else "share" if unit == "share" and line.of else "mean"


class _Known(NamedTuple):
    """One week of a line."""

    value: float | None
    whole: int
    is_open: bool


def _year_line(chart: Chart, line: Line, year: int, last: date) -> YearLine:
    how = how_of(line, chart.unit)
    weeks = _weeks_by_month(chart, line, year, last)

    def of(months: Sequence[int]) -> Figure:
        return _figure([each for month in months for each in weeks.get(month, [])], how)

    return YearLine(
        chart.name, chart.title, line.name, line.title, named(chart, line), chart.unit, how,
        tuple(map(of, MONTHS)), tuple(map(of, QUARTERS)), of(range(1, 13)),
    )  # fmt: skip


def _weeks_by_month(chart: Chart, line: Line, year: int, last: date) -> dict[int, list[_Known]]:
    """The weeks of that year that are over, by month."""
    found: dict[int, list[_Known]] = {}
    wholes = line.of or (None,) * len(line.values)
    first_open, end = _known_until(line), max(map(_known_until, chart.lines))
    places = zip(chart.places, line.values, wholes, strict=False)
    for n, (place, value, whole) in enumerate(places):
        if not isinstance(place, Week) or place.sunday > last:
            continue
        day = place.monday + _TO_THURSDAY
        if day.year == year:
            known = _Known(value, whole or 0, is_open=first_open <= n < end)
            found.setdefault(day.month, []).append(known)
    return found


def _known_until(line: Line) -> int:
    """The place after the last week of which it is known."""
    return next((n for n in range(len(line.values), 0, -1) if line.values[n - 1] is not None), 0)


def _figure(weeks: Sequence[_Known], how: How) -> Figure:
    if how == "end":
        return Figure(weeks[-1].value if weeks else None)
    known = [(each.value, each.whole) for each in weeks if each.value is not None]
    open_weeks = sum(each.is_open for each in weeks) if known else 0
    return Figure(_together(known, how), open_weeks)


def _together(weeks: Sequence[tuple[float, int]], how: How) -> float | None:
    if not weeks:
        return None
    total = sum(value for value, _ in weeks)
    if how == "sum":
        return total
    wholes = sum(whole for _, whole in weeks)
    if how == "share" and wholes:
        return sum(value * whole for value, whole in weeks) / wholes
    return total / len(weeks)
