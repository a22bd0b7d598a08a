"""Reads of many weeks at once: what all tasks together needed, had planned and took."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week


class WeekHours(Struct, frozen=True):
    """One week, all tasks together, nobody named."""

    week: Week
    needed: Minutes
    planned: Minutes
    worked: Minutes


def hours_of_weeks(db: Database, weeks: Sequence[Week], until: date) -> list[WeekHours]:
    """Weeks that follow each other, in their order; worked up to a day, planned to their end."""
    first, last = weeks[0].monday, weeks[-1].sunday
    needed = _needed(db, weeks)
    planned = _minutes(db, "moderation_shift", first, last)
    worked = _minutes(db, "moderation_log", first, min(last, until))
    return [
        WeekHours(
            week,
            Minutes(needed.get(str(week), 0)),
            Minutes(planned.get(place, 0)),
            Minutes(worked.get(place, 0)),
        )
        for place, week in enumerate(weeks)
    ]


def first_known_week(db: Database) -> Week | None:
    """The first week of which something is written: a shift, hours worked, or a budget."""
    sql = """
        SELECT min(week) FROM (
            SELECT strftime('%G-W%V', min(day)) AS week FROM moderation_shift
         UNION ALL SELECT strftime('%G-W%V', min(day)) FROM moderation_log
         UNION ALL SELECT min(week) FROM moderation_budget)
    """
    found = db.value(sql)
    return Week.parse(found) if found else None


def _needed(db: Database, weeks: Sequence[Week]) -> dict[str, int]:
    """As the grid counts it: the budget of a week, what held before a change, or the task's own."""
    sql = """
        SELECT wanted.value AS week, sum(coalesce(
                   budget.minutes,
                   (SELECT earlier.minutes FROM moderation_task_earlier AS earlier
                     WHERE earlier.task_id = task.id AND earlier.before_week > wanted.value
                  ORDER BY earlier.before_week LIMIT 1),
                   task.weekly_minutes * task.is_active)) AS minutes
          FROM json_each(:weeks) AS wanted CROSS JOIN moderation_task AS task
          LEFT JOIN moderation_budget AS budget
                 ON budget.task_id = task.id AND budget.week = wanted.value
      GROUP BY wanted.value
    """
    rows = db.query(sql, {"weeks": json.dumps([str(week) for week in weeks])})
    return {row["week"]: row["minutes"] for row in rows}


def _minutes(db: Database, table: str, first: date, last: date) -> dict[int, int]:
    """Number of the week, from 0 -> minutes."""
    sql = f"""
        SELECT CAST((julianday(day) - julianday(:first)) / 7 AS INTEGER) AS place,
               sum(minutes) AS minutes
          FROM {table} WHERE day BETWEEN :first AND :last GROUP BY 1
    """
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return {row["place"]: row["minutes"] for row in db.query(sql, days)}
