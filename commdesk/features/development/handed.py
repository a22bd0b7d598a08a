"""What Development hands in: its part of the weekly report, its charts for the Excel file."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Line, Shape
from commdesk.core.feature import ExportScope, Feature
from commdesk.core.reporting import ReportPart, ReportScope
from commdesk.core.sheets.charting import Series, SheetChart
from commdesk.core.values import Week, decimal_hours
from commdesk.core.words import N_, Text, say
from commdesk.features.development import wording
from commdesk.features.development.goals import asks_of_goals
from commdesk.features.development.model import USUAL_PERIOD, Reading
from commdesk.features.development.queries import read

MOST_PICTURES = 2
_KINDS: dict[Shape, str] = {
    "lines": "line", "columns": "bars", "stacked": "stacked", "bars": "lying",
}  # fmt: skip
_UNITS = {"share": N_("Share"), "minutes": N_("Hours"), "days": N_("Days")}


def report_over(
    db: Database, features: tuple[Feature, ...], scope: ReportScope
) -> list[ReportPart]:
    """The phase and what stands out, with a picture or two; nobody is named.

    Of a week that has not begun there is nothing to tell.
    """
    if scope.week > Week.of(scope.today):
        return []
    day = _judged_on(scope)
    reading = read(db, features, scope.week, scope.today, judged_on=day)
    phase = reading.phase
    named = (phase.text, wording.months_of(phase)) if phase else ()
    lines = (*named, *(each.sentence for each in reading.stands_out))
    if not lines:
        return []
    return [
        ReportPart(
            N_("Development"),
            60,
            tuple(lines),
            asks=asks_of_goals(db, reading, day),
            name="development",
            charts=_pictures(reading),
        )
    ]


def _judged_on(scope: ReportScope) -> date:
    """Of the last week is told what is in danger now, of an older one what was so then."""
    is_last = scope.week >= Week.of(scope.today) - 1
    return scope.today if is_last else scope.week.sunday


def _pictures(reading: Reading) -> tuple[Chart, ...]:
    """Of the charts that a sentence is about, else the first ones; those that show something."""
    told = {each.line for each in reading.stands_out}
    shown = [chart for chart in reading.shown(USUAL_PERIOD) if not chart.is_empty]
    shown.sort(key=lambda chart: not any(line.name in told for line in chart.lines))
    return tuple(shown[:MOST_PICTURES])


def sheet_charts(db: Database, scope: ExportScope) -> list[SheetChart]:
    """Every chart with figures, over the weeks of the export and at least a quarter."""
    if not scope.features or not scope.weeks:
        return []
    this = Week.of(scope.today)
    week = min(scope.weeks[-1], this)
    reading = read(db, scope.features, week, scope.today)
    weeks = sum(each <= week for each in scope.chart_weeks)
    return [_sheet_chart(each.last(weeks)) for each in reading.charts if _is_drawn(each)]


def _is_drawn(chart: Chart) -> bool:
    return not chart.is_empty and bool(chart.places)


def _sheet_chart(chart: Chart) -> SheetChart:
    series = [Series(each.title, _figures(chart, each)) for each in chart.lines]
    if chart.shape != "bars":
        values = [_in_unit(each.value, chart) for each in chart.references]
        series += [
            Series(each.name, (value,) * len(chart.places), is_reference=True)
            for each, value in zip(chart.references, values, strict=True)
        ]
    return SheetChart(
        Text(chart.title),
        tuple(str(each) if isinstance(each, Week) else each for each in chart.places),
        tuple(series),
        kind=_KINDS[chart.shape],  # type: ignore[arg-type]
        along=say("Week") if chart.is_weekly else "",
        unit=Text(_UNITS[chart.unit]) if chart.unit in _UNITS else "",
        rank=chart.rank,
        name=chart.name,
        is_share=chart.unit == "share",
    )


def _figures(chart: Chart, line: Line) -> tuple[float | None, ...]:
    """A week that still runs stays out of a line: Excel would draw it as a fall."""
    over = len(line.values) - (chart.open_places if chart.shape == "lines" else 0)
    return tuple(
        None if value is None or place >= over else _in_unit(value, chart)
        for place, value in enumerate(line.values)
    )


def _in_unit(value: float, chart: Chart) -> float:
    """As Excel shows it: hours decimal, other figures with no more decimals than say something."""
    if chart.unit == "minutes":
        return decimal_hours(round(value))
    return round(value, 4)
