"""Reads of the year at a glance."""

from __future__ import annotations

from datetime import date, timedelta

from commdesk.core.database import Database
from commdesk.core.developing import Phase
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.values import Week
from commdesk.core.workbook import read_workbook
from commdesk.features.development.goals.model import Goal
from commdesk.features.development.goals.queries import standings
from commdesk.features.development.goals.year.model import YearReport, year_lines
from commdesk.features.development.queries import read, span_of


def year_report(db: Database, features: Features, year: int, today: date) -> YearReport:
    """A year as it stands now, or as it ended; refuses one that is still to come."""
    if year > today.year:
        raise Refused("That year has not begun yet.", field="year")
    until = min(date(year, 12, 31), today)
    reading = read(db, features, Week.of(until), until)
    return YearReport(
        read_workbook(db).name,
        year,
        until,
        year_lines(reading.charts, year, until),
        _phase_on(db, features, date(year, 1, 1) - timedelta(days=1), today),
        reading.phase,
        tuple(each for each in standings(db, reading) if _concerns(each.goal, year)),
    )


def _concerns(goal: Goal, year: int) -> bool:
    """Whether a goal was set by the end of the year, and not due before it."""
    return goal.start_on.year <= year <= goal.due_on.year


def _phase_on(db: Database, features: Features, day: date, today: date) -> Phase | None:
    span = span_of(db, features, Week.of(day), min(day, today))
    phases = (each.phase(db, span) for each in features if each.phase)
    return next(filter(None, phases), None)
