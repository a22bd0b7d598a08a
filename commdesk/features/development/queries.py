"""Reads of Development: what every feature hands in about the weeks up to one."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import MOST_WEEKS, Span, agreed_levels
from commdesk.core.feature import Features
from commdesk.core.values import Week
from commdesk.features.development.goals import goals_at_risk
from commdesk.features.development.model import Reading
from commdesk.features.development.standing import nothing_stands_out, stands_out


def read(db: Database, features: Features, week: Week, today: date) -> Reading:
    """The charts, phase and levels as they stand at the end of a week, or today in it."""
    span = span_of(db, features, week, today)
    handed = [c for each in features if each.development for c in each.development(db, span)]
    charts = [chart.seen_in(span) for chart in handed]
    phases = (each.phase(db, span) for each in features if each.phase)
    levels = (each.levels(db, span) for each in features if each.levels)
    reading = Reading(
        span,
        tuple(sorted(charts, key=lambda chart: (chart.rank, chart.name))),
        next(filter(None, phases), None),
        next(filter(None, levels), None),
    )
    found = stands_out(db, reading, goals_at_risk(db, reading))
    is_calm = not (found or reading.is_empty)
    return replace(reading, stands_out=found, calm=nothing_stands_out(reading) if is_calm else None)


def span_of(db: Database, features: Features, week: Week, today: date) -> Span:
    weeks = tuple(week - number for number in reversed(range(MOST_WEEKS)))
    team = frozenset[int]().union(*(each.team(db) for each in features if each.team))
    return Span(weeks, today, team, agreed_levels(db, features))
