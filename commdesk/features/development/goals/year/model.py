"""A calendar year in figures by month or quarter.

A week belongs to the month in which its Thursday lies, as in ISO 8601 it belongs to that year.
What adds up (`Line.adds_up`) is added up; a share is that of all those weeks together, by the whole
it is of; everything else is the mean of the weeks that are known. A month that is not known stays
empty, and the year is made of its weeks, not of its months.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from commdesk.core.developing import Chart, Line, Phase
from commdesk.core.values import Week
from commdesk.core.words import Text
from commdesk.features.development.goals.judging import Standing

How = Literal["sum", "share", "mean"]
MONTHS = tuple((number,) for number in range(1, 13))
QUARTERS = tuple(tuple(range(first, first + 3)) for first in (1, 4, 7, 10))
_TO_THURSDAY = timedelta(days=3)


class YearLine(Struct, frozen=True):
    """One measure in a year."""

    chart: str
    """Stable name, and title as an English msgid."""
    chart_title: str
    name: str
    title: Text
    unit: str
    how: How
    months: tuple[float | None, ...]
    quarters: tuple[float | None, ...]
    year: float | None


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
    return tuple(each for each in found if each.year is not None)


def how_of(line: Line, unit: str) -> How:
    return "sum" if line.adds_up else "share" if unit == "share" and line.of else "mean"


def _year_line(chart: Chart, line: Line, year: int, last: date) -> YearLine:
    how = how_of(line, chart.unit)
    weeks: dict[int, list[tuple[float, int]]] = {}
    wholes = line.of or (None,) * len(line.values)
    for place, value, whole in zip(chart.places, line.values, wholes, strict=False):
        if value is None or not isinstance(place, Week) or place.sunday > last:
            continue
        day = place.monday + _TO_THURSDAY
        if day.year != year:
            continue
        weeks.setdefault(day.month, []).append((float(value), whole or 0))

    def of(months: Sequence[int]) -> float | None:
        return _figure([pair for month in months for pair in weeks.get(month, [])], how)

    return YearLine(
        chart.name, chart.title, line.name, line.title, chart.unit, how,
        tuple(map(of, MONTHS)), tuple(map(of, QUARTERS)), of(range(1, 13)),
    )  # fmt: skip


def _figure(weeks: Sequence[tuple[float, int]], how: How) -> float | None:
    if not weeks:
        return None
    total = sum(value for value, _ in weeks)
    if how == "sum":
        return total
    wholes = sum(whole for _, whole in weeks)
    if how == "share" and wholes:
        return sum(value * whole for value, whole in weeks) / wholes
    return total / len(weeks)
