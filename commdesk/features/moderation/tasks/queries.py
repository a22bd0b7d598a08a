"""Reads of the need: tasks, and the budgets that weeks have of their own."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.features.moderation.dayparts import Slots
from commdesk.features.moderation.named import named, the_one
from commdesk.features.moderation.rows import day_in
from commdesk.features.moderation.tasks.budgets import Budget
from commdesk.features.moderation.tasks.model import Task

_FOUND = 8


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


def find_task_by_words(db: Database, typed: str) -> Task:
    """The one task an id or a name stands for; else refuses with the candidates."""
    found = named(list_tasks(db), typed)
    return the_one(found, typed, N_("No moderation task is called {typed}."))


def find_for_palette(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Tasks with a word that begins so; the note says which expertise they ask."""
    found = named(list_tasks(db), typed)
    return [(task.id, task.name, task.expertise) for task in found[:_FOUND]]


def name_of_task(db: Database, task_id: int) -> str:
    """Its name, empty when it is gone."""
    sql = "SELECT name FROM moderation_task WHERE id = :id"
    return str(db.value(sql, {"id": task_id}) or "")


def known_expertise(db: Database) -> list[str]:
    """What the team has and tasks ask, each once whatever its capitals."""
    sql = "SELECT expertise FROM moderation_task UNION ALL SELECT expertise FROM moderator"
    found = (tag.strip() for typed in db.column(sql) for tag in typed.split(","))
    by_plain = {tag.casefold(): tag for tag in found if tag}
    return [by_plain[plain] for plain in sorted(by_plain)]


def list_budgets(db: Database, task_id: int) -> list[Budget]:
    """The weeks in which a task has hours of its own, in order."""
    sql = """
        SELECT week, minutes, reason FROM moderation_budget
         WHERE task_id = :task_id ORDER BY week
    """
    return [
        Budget(Week.parse(row["week"]), Minutes(row["minutes"]), row["reason"])
        for row in db.query(sql, {"task_id": task_id})
    ]


def find_budget(db: Database, task_id: int, week: Week) -> int | None:
    """The id of the budget that this week has of its own."""
    sql = "SELECT id FROM moderation_budget WHERE task_id = :task_id AND week = :week"
    found = db.value(sql, {"task_id": task_id, "week": str(week)})
    return None if found is None else int(found)


def has_earlier_hours(db: Database, task_id: int, before: Week) -> bool:
    """Whether it is written what the task asked in the weeks before this one."""
    sql = "SELECT 1 FROM moderation_task_earlier WHERE task_id = :task_id AND before_week = :week"
    return bool(db.value(sql, {"task_id": task_id, "week": str(before)}))


def _task(row: dict[str, Any]) -> Task:
    lengths = {key: Minutes(row[key]) for key in ("weekly_minutes", "shift_minutes")}
    read = {
        "is_active": bool(row["is_active"]),
        "slots": Slots.parse(row["slots"]),
        "carry_from": day_in(row["carry_from"]),
    }
    return Task(**row | lengths | read)
