"""Reads of coverage: the grid of weeks and tasks, and its shortages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.coverage.model import (
    TaskWeek,
    available_for,
    carried_by_week,
    shortage_weeks,
)
from commdesk.features.moderation.tasks import Carry, Task, list_tasks
from commdesk.features.moderation.team import hours_by_week, list_moderators

_NEEDED = """
    coalesce(
        budget.minutes,
        (SELECT earlier.minutes FROM moderation_task_earlier AS earlier
          WHERE earlier.task_id = task.id AND earlier.before_week > wanted.week
       ORDER BY earlier.before_week LIMIT 1),
        task.weekly_minutes * task.is_active)
"""


def task_weeks(db: Database, weeks: Sequence[Week], today: date) -> list[TaskWeek]:
    """Every task in every week: needed, available, planned, worked, carried; by week, then task.

    A task that is no longer active shows where it has hours or a budget of its own.
    """
    if not weeks:
        return []
    sql = f"""
        WITH wanted(week) AS (SELECT value FROM json_each(:weeks)),
        planned AS MATERIALIZED (
            SELECT task_id, strftime('%G-W%V', day) AS week, sum(minutes) AS minutes
              FROM moderation_shift WHERE day BETWEEN :first AND :last GROUP BY 1, 2),
        worked AS MATERIALIZED (
            SELECT task_id, strftime('%G-W%V', day) AS week, sum(minutes) AS minutes
              FROM moderation_log WHERE day BETWEEN :first AND :last GROUP BY 1, 2)
        SELECT wanted.week, task.id AS task_id, task.name AS task, task.expertise,
               {_NEEDED} AS needed,
               coalesce(planned.minutes, 0) AS planned,
               coalesce(worked.minutes, 0) AS worked,
               budget.id IS NOT NULL AS is_override
          FROM wanted CROSS JOIN moderation_task AS task
          LEFT JOIN moderation_budget AS budget
                 ON budget.task_id = task.id AND budget.week = wanted.week
          LEFT JOIN planned ON planned.task_id = task.id AND planned.week = wanted.week
          LEFT JOIN worked ON worked.task_id = task.id AND worked.week = wanted.week
         WHERE task.is_active OR budget.id OR planned.minutes OR worked.minutes
      ORDER BY wanted.week, task.is_active DESC, task.priority, task.id
    """
    days = {"first": min(weeks).monday.isoformat(), "last": max(weeks).sunday.isoformat()}
    rows = db.query(sql, {"weeks": json.dumps([str(week) for week in weeks]), **days})
    known = {str(week): week for week in weeks}
    available = _available(db, {row["expertise"] for row in rows}, weeks)
    carried = _carried(db, min(max(weeks), Week.of(today)))
    return [_task_week(row, known[row["week"]], available, carried) for row in rows]


def shortages(db: Database, today: date) -> list[TaskWeek]:
    """Every task and week that is short, soonest first: the one count that everything shows."""
    cells = task_weeks(db, shortage_weeks(today), today)
    return [each for each in cells if each.is_shortage(today)]


def _available(
    db: Database, expertises: set[str], weeks: Sequence[Week]
) -> dict[tuple[str, Week], Minutes]:
    """(expertise, week) -> what everybody with it has in that week."""
    team = list_moderators(db, only_active=True)
    hours = hours_by_week(db, team, weeks)
    return {
        (expertise, week): available_for(
            expertise, team, {person.id: hours[person.id, week] for person in team}
        )
        for expertise in expertises
        for week in weeks
    }


def _carried(db: Database, until: Week) -> dict[tuple[int, Week], Minutes]:
    """(task, week) -> what is carried into it, of the tasks that carry hours at all."""
    found: dict[tuple[int, Week], Minutes] = {}
    for task in list_tasks(db):
        if task.carry != Carry.NONE:
            weeks = carried_by_week(task, _left_by_week(db, task, until), until)
            found.update({(task.id, week): minutes for week, minutes in weeks.items()})
    return found


def _left_by_week(db: Database, task: Task, until: Week) -> dict[Week, int]:
    """Needed less worked of every week from which the task carries hours, before `until`."""
    first = Week.of(task.carry_from) if task.carry_from else _first_week(db, task.id)
    weeks: list[Week] = []
    while first and first < until:
        weeks.append(first)
        first += 1
    if not weeks:
        return {}
    sql = f"""
        WITH wanted(week) AS (SELECT value FROM json_each(:weeks)),
        worked AS MATERIALIZED (
            SELECT strftime('%G-W%V', day) AS week, sum(minutes) AS minutes FROM moderation_log
             WHERE task_id = :task AND day BETWEEN :first AND :last GROUP BY 1)
        SELECT wanted.week, {_NEEDED} - coalesce(worked.minutes, 0) AS left
          FROM wanted JOIN moderation_task AS task ON task.id = :task
          LEFT JOIN moderation_budget AS budget
                 ON budget.task_id = task.id AND budget.week = wanted.week
          LEFT JOIN worked ON worked.week = wanted.week
    """
    days = {"first": weeks[0].monday.isoformat(), "last": weeks[-1].sunday.isoformat()}
    values = {"weeks": json.dumps([str(week) for week in weeks]), "task": task.id, **days}
    left = {row["week"]: row["left"] for row in db.query(sql, values)}
    return {week: left[str(week)] for week in weeks}


def _first_week(db: Database, task_id: int) -> Week | None:
    """The first week in which it has hours worked or a budget of its own."""
    sql = """
        SELECT min(week) FROM (
            SELECT min(week) AS week FROM moderation_budget WHERE task_id = :task
             UNION ALL
            SELECT strftime('%G-W%V', min(day)) FROM moderation_log WHERE task_id = :task)
    """
    found = db.value(sql, {"task": task_id})
    return Week.parse(found) if found else None


def _task_week(
    row: dict[str, Any],
    week: Week,
    available: Mapping[tuple[str, Week], Minutes],
    carried: Mapping[tuple[int, Week], Minutes],
) -> TaskWeek:
    read = {key: Minutes(row[key]) for key in ("needed", "planned", "worked")}
    return TaskWeek(
        **row
        | read
        | {
            "is_override": bool(row["is_override"]),
            "week": week,
            "available": available[row["expertise"], week],
            "carried": carried.get((row["task_id"], week), Minutes(0)),
        }
    )
