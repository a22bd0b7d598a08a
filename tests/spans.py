"""Weeks to recount charts in: across week 53, and the nights on which the clock changes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database, insert
from commdesk.core.developing import Chart, Span
from commdesk.core.values import Week

LENGTH = 16
_BEFORE = 30
FIRST_WEEKS = (Week(2026, 44), Week(2020, 46), Week(2026, 4), Week(2026, 38))
"""2026 and 2020 have a week 53; summer time begins in 2026-W13 and ends in 2026-W43."""


def random_span(rng: random.Random) -> Span:
    """Sixteen weeks; today is in the last one or, when a past week is asked, later."""
    first = rng.choice(FIRST_WEEKS)
    weeks = tuple(first + n for n in range(LENGTH))
    return Span(weeks, weeks[-1].monday + timedelta(days=rng.randrange(40)))


def random_day(rng: random.Random, span: Span) -> str:
    """Before, in or after the span."""
    day = span.first_day + timedelta(days=rng.randrange(-_BEFORE, 7 * LENGTH + _BEFORE))
    return day.isoformat()


def insert_many(db: Database, table: str, rows: list[dict[str, Any]]) -> list[int]:
    return [insert(db, table, row) for row in rows]


def week_ends(span: Span) -> list[tuple[str, str]]:
    """Monday and the last day that counts, of every week."""
    return [
        (week.monday.isoformat(), min(week.sunday, span.today).isoformat()) for week in span.weeks
    ]


def line_of(charts: list[Chart], name: str) -> tuple[float | None, ...]:
    """The values of the line of this name."""
    return next(line.values for chart in charts for line in chart.lines if line.name == name)


def named(charts: list[Chart], name: str) -> Chart:
    return next(chart for chart in charts if chart.name == name)


def span_until(today: date, weeks: int = 20) -> Span:
    """So many weeks up to that of today."""
    this = Week.of(today)
    return Span(tuple(this - n for n in reversed(range(weeks))), today)
