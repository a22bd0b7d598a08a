"""Reads of Development: what every feature hands in about the weeks up to one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import MOST_WEEKS, Chart, Span, agreed_levels, team_of
from commdesk.core.feature import Features
from commdesk.core.values import Week
from commdesk.features.development.goals import goals_at_risk
from commdesk.features.development.model import Reading
from commdesk.features.development.standing import nothing_stands_out, stands_out

FIRST = 5
"""Charts that fill a window."""


def read(
    db: Database,
    features: Features,
    week: Week,
    today: date,
    begun: Callable[[Reading], object] = lambda _reading: None,
    judged_on: date | None = None,
) -> Reading:
    """The charts, phase and levels as they stand at the end of a week, or today in it.

    `begun` is told once what fills a window: the phase with the first charts. `judged_on`: the day
    on which it is told, from which is counted when a goal is due; else the last one that is read.
    """
    span = span_of(db, features, week, today)
    asked = replace(span, shared={})
    phases = (each.phase(db, asked) for each in features if each.phase)
    levels = (each.levels(db, asked) for each in features if each.levels)
    reading = Reading(span, (), next(filter(None, phases), None))
    for chart in (c for each in features if each.development for c in each.development(db, asked)):
        reading = _with(reading, chart.seen_in(span))
        if len(reading.charts) == FIRST:
            begun(reading)
    reading = replace(reading, levels=next(filter(None, levels), None))
    found = stands_out(db, reading, goals_at_risk(db, reading, judged_on))
    is_calm = not (found or reading.is_empty)
    return replace(reading, stands_out=found, calm=nothing_stands_out(reading) if is_calm else None)


def _with(reading: Reading, chart: Chart) -> Reading:
    """This chart too, in the order of reading."""
    charts = sorted((*reading.charts, chart), key=lambda each: (each.rank, each.name))
    return replace(reading, charts=tuple(charts))


def span_of(db: Database, features: Features, week: Week, today: date) -> Span:
    weeks = tuple(week - number for number in reversed(range(MOST_WEEKS)))
    return Span(weeks, today, team_of(db, features), agreed_levels(db, features))
