"""Reads of moderation: the grid of weeks and tasks, shortages, the team, shifts, worked hours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import OneOf
from commdesk.features.members import folded
from commdesk.features.moderation.model import (
    Moderator,
    Shift,
    Task,
    TaskWeek,
    Worked,
    available_for,
    shortage_weeks,
)

_FOUND = 8
T = TypeVar("T", Task, Moderator)


def list_tasks(db: Database, *, only_active: bool = False) -> list[Task]:
    """All tasks, the most pressing first."""
    sql = """
        SELECT * FROM moderation_task
         WHERE is_active OR NOT :only_active
      ORDER BY is_active DESC, priority, id
    """
    return [_task(row) for row in db.query(sql, {"only_active": int(only_active)})]


def find_task(db: Database, task_id: int) -> Task:
    """One task; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM moderation_task WHERE id = :id", {"id": task_id})
    if row is None:
        raise Refused("This moderation task is no longer in the workbook.")
    return _task(row)


def find_for_palette(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Tasks with a word that begins so; the note says which expertise they ask."""
    found = _named(list_tasks(db), typed)
    return [(task.id, task.name, task.expertise) for task in found[:_FOUND]]


def name_of_task(db: Database, task_id: int) -> str:
    """Its name, empty when it is gone."""
    sql = "SELECT name FROM moderation_task WHERE id = :id"
    return str(db.value(sql, {"id": task_id}) or "")


def name_of_moderator(db: Database, moderator_id: int) -> str:
    """Their name, empty when they are gone."""
    return str(db.value("SELECT name FROM moderator WHERE id = :id", {"id": moderator_id}) or "")


def list_moderators(db: Database, *, only_active: bool = False) -> list[Moderator]:
    """The team by name, active people first."""
    sql = """
        SELECT * FROM moderator
         WHERE is_active OR NOT :only_active
      ORDER BY is_active DESC, name COLLATE NOCASE, id
    """
    return [_moderator(row) for row in db.query(sql, {"only_active": int(only_active)})]


def find_moderator(db: Database, moderator_id: int) -> Moderator:
    """One moderator; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM moderator WHERE id = :id", {"id": moderator_id})
    if row is None:
        raise Refused("This moderator is no longer in the workbook.")
    return _moderator(row)


def find_moderator_by_words(db: Database, typed: str) -> Moderator:
    """The one moderator an id, a member's address or a name stands for; else refuses."""
    team = list_moderators(db)
    sql = """
        SELECT moderator.id FROM moderator JOIN member ON member.id = moderator.member_id
         WHERE lower(member.email) = :email
    """
    meant = set(db.column(sql, {"email": typed.strip().lower()}))
    found = [m for m in team if m.id in meant] or _named(team, typed)
    if not found:
        raise Refused("No moderator is called {typed}.", typed=typed)
    if len(found) > 1:
        raise _many(typed, found)
    return found[0]


def find_task_by_words(db: Database, typed: str) -> Task:
    """The one task an id or a name stands for; else refuses with the candidates."""
    found = _named(list_tasks(db), typed)
    if not found:
        raise Refused("No moderation task is called {typed}.", typed=typed)
    if len(found) > 1:
        raise _many(typed, found)
    return found[0]


def task_weeks(db: Database, weeks: Sequence[Week]) -> list[TaskWeek]:
    """Every task in every week: needed, available, planned, worked; by week, then by priority.

    A task that is no longer active shows where it has hours or a budget of its own.
    """
    if not weeks:
        return []
    sql = """
        WITH wanted(week) AS (SELECT value FROM json_each(:weeks)),
        planned AS MATERIALIZED (
            SELECT task_id, strftime('%G-W%V', day) AS week, sum(minutes) AS minutes
              FROM moderation_shift WHERE day BETWEEN :first AND :last GROUP BY 1, 2),
        worked AS MATERIALIZED (
            SELECT task_id, strftime('%G-W%V', day) AS week, sum(minutes) AS minutes
              FROM moderation_log WHERE day BETWEEN :first AND :last GROUP BY 1, 2)
        SELECT wanted.week, task.id AS task_id, task.name AS task, task.expertise,
               coalesce(budget.minutes, task.weekly_minutes * task.is_active) AS needed,
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
    team = list_moderators(db, only_active=True)
    available = {row["expertise"]: available_for(row["expertise"], team) for row in rows}
    known = {str(week): week for week in weeks}
    return [_task_week(row, known[row["week"]], available[row["expertise"]]) for row in rows]


def shortages(db: Database, today: date) -> list[TaskWeek]:
    """Every task and week that is short, soonest first: the one count that everything shows."""
    return [each for each in task_weeks(db, shortage_weeks(today)) if each.is_shortage(today)]


def shifts_between(db: Database, first: date, last: date) -> list[Shift]:
    """Planned hours from the first to the last day, in order of day and day part."""
    sql = """
        SELECT * FROM moderation_shift
         WHERE day BETWEEN :first AND :last
      ORDER BY day, instr('morning afternoon evening', day_part), id
    """
    found = db.query(sql, {"first": first.isoformat(), "last": last.isoformat()})
    return [_shift(row) for row in found]


def find_shift(db: Database, shift_id: int) -> Shift:
    """One shift; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM moderation_shift WHERE id = :id", {"id": shift_id})
    if row is None:
        raise Refused("This shift is no longer in the workbook.")
    return _shift(row)


def planned_by_moderator(db: Database, week: Week) -> dict[int, Minutes]:
    """Minutes on the roster of a week, by moderator."""
    found: dict[int, Minutes] = {}
    for shift in shifts_between(db, week.monday, week.sunday):
        so_far = found.get(shift.moderator_id, 0)
        found[shift.moderator_id] = Minutes(so_far + shift.minutes)
    return found


def worked_on(
    db: Database, day: date, *, moderator_id: int | None, task_id: int | None = None
) -> list[Worked]:
    """What is written on a day for one person; None: for nobody in particular."""
    sql = """
        SELECT * FROM moderation_log
         WHERE day = :day AND moderator_id IS :moderator_id
           AND (:task_id IS NULL OR task_id = :task_id)
      ORDER BY start_minute, id
    """
    values = {"day": day.isoformat(), "moderator_id": moderator_id, "task_id": task_id}
    return [_worked(row) for row in db.query(sql, values)]


def worked_between(db: Database, first: date, last: date) -> list[Worked]:
    """Everything written from the first to the last day."""
    sql = "SELECT * FROM moderation_log WHERE day BETWEEN :first AND :last ORDER BY day, id"
    found = db.query(sql, {"first": first.isoformat(), "last": last.isoformat()})
    return [_worked(row) for row in found]


def worked_by_key(db: Database, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Worked]:
    """(source, key) -> the line that came in under it, of those that did."""
    sql = """
        SELECT log.* FROM json_each(:keys) AS wanted
          JOIN moderation_log AS log ON log.source = wanted.value ->> 0
                                    AND log.key = wanted.value ->> 1
         WHERE log.key IS NOT NULL
    """
    rows = db.query(sql, {"keys": json.dumps(keys)})
    return {(row["source"], row["key"]): _worked(row) for row in rows}


def emails_of_moderators(db: Database) -> dict[int, str]:
    """Moderator -> address of the member that they are."""
    sql = """
        SELECT moderator.id, member.email FROM moderator
          JOIN member ON member.id = moderator.member_id
         WHERE member.email <> ''
    """
    return {row["id"]: row["email"] for row in db.query(sql)}


def worked_in_week(
    db: Database, week: Week, moderator_id: int | None = None
) -> dict[tuple[int, date], Minutes]:
    """Minutes by task and day; of one moderator, or of all of them together."""
    sql = """
        SELECT task_id, day, sum(minutes) AS minutes FROM moderation_log
         WHERE day BETWEEN :first AND :last
           AND (:moderator_id IS NULL OR moderator_id = :moderator_id)
      GROUP BY task_id, day
    """
    days = {"first": week.monday.isoformat(), "last": week.sunday.isoformat()}
    rows = db.query(sql, {**days, "moderator_id": moderator_id})
    return {
        (row["task_id"], date.fromisoformat(row["day"])): Minutes(row["minutes"]) for row in rows
    }


def minutes_by_name(db: Database, task_id: int, day: date) -> int:
    """Of the hours of a task on a day: how many are written by name."""
    sql = """
        SELECT coalesce(sum(minutes), 0) FROM moderation_log
         WHERE task_id = :task AND day = :day AND moderator_id IS NOT NULL
    """
    return int(db.value(sql, {"task": task_id, "day": day.isoformat()}))


def find_budget(db: Database, task_id: int, week: Week) -> int | None:
    """The id of the budget that this week has of its own."""
    sql = "SELECT id FROM moderation_budget WHERE task_id = :task_id AND week = :week"
    found = db.value(sql, {"task_id": task_id, "week": str(week)})
    return None if found is None else int(found)


def has_hours(db: Database, *, task_id: int | None = None, moderator_id: int | None = None) -> bool:
    """Whether anything was worked on this task, or by this moderator."""
    sql = "SELECT 1 FROM moderation_log WHERE task_id = :task OR moderator_id = :moderator LIMIT 1"
    return bool(db.value(sql, {"task": task_id, "moderator": moderator_id}))


def _named(things: list[T], typed: str) -> list[T]:
    """By id, by whole name, else by the beginning of a word in the name."""
    wanted = folded(typed)
    by_id = [each for each in things if str(each.id) == typed.strip()]
    exact = by_id or [each for each in things if folded(each.name) == wanted]
    return exact or [each for each in things if wanted and f" {wanted}" in f" {folded(each.name)}"]


def _many(typed: str, found: Sequence[Task | Moderator]) -> Refused:
    candidates = OneOf([f"{each.name} ({each.id})" for each in found[:8]])
    return Refused("{typed} can be {candidates}. Use the id.", typed=typed, candidates=candidates)


def _task(row: dict[str, Any]) -> Task:
    minutes = Minutes(row["weekly_minutes"])
    return Task(**row | {"weekly_minutes": minutes, "is_active": bool(row["is_active"])})


def _moderator(row: dict[str, Any]) -> Moderator:
    tags = tuple(tag for tag in row["expertise"].split(", ") if tag)
    flags = {key: bool(row[key]) for key in ("is_paid", "is_active")}
    return Moderator(
        **row | flags | {"expertise": tags, "weekly_minutes": Minutes(row["weekly_minutes"])}
    )


def _task_week(row: dict[str, Any], week: Week, available: Minutes) -> TaskWeek:
    minutes = {key: Minutes(row[key]) for key in ("needed", "planned", "worked")}
    flags = {"is_override": bool(row["is_override"])}
    return TaskWeek(**row | minutes | flags | {"week": week, "available": available})


def _shift(row: dict[str, Any]) -> Shift:
    day, minutes = date.fromisoformat(row["day"]), Minutes(row["minutes"])
    return Shift(**row | {"day": day, "minutes": minutes})


def _worked(row: dict[str, Any]) -> Worked:
    known = {key: row[key] for key in Worked.__struct_fields__}
    day, minutes = date.fromisoformat(row["day"]), Minutes(row["minutes"])
    return Worked(**known | {"day": day, "minutes": minutes, "key": row["key"] or ""})
