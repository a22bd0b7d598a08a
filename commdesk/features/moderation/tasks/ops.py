"""Writes of the need: tasks, and budgets of weeks of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.hours.queries import has_hours
from commdesk.features.moderation.rows import row_of
from commdesk.features.moderation.tasks.model import (
    CARRIES,
    MOST_PEOPLE,
    MOST_WEEKS,
    MOST_WEEKS_CARRIED,
    WEEK_MINUTES,
    Task,
    TaskDraft,
)
from commdesk.features.moderation.tasks.queries import (
    find_budget,
    find_task,
    has_earlier_hours,
    list_tasks,
)

_TASK = set(TaskDraft.__struct_fields__)
_LONGEST_SHIFT = 12 * 60


@op("Add moderation task {name}")
def add_task(db: Database, draft: TaskDraft) -> int:
    """Add a task; refuses one without a name, or with one that is taken."""
    _check_task(db, asdict(draft), None)
    db.about(name=draft.name.strip())
    return insert(db, "moderation_task", row_of(asdict(draft)))


@op("Add {n} moderation tasks")
def add_tasks(db: Database, drafts: Sequence[TaskDraft]) -> list[int]:
    """Add several in one step: all of them, or none when one cannot be."""
    if not drafts:
        raise Refused("Tick at least one task.")
    made = [add_task(db, draft) for draft in drafts]
    db.about(n=len(drafts), name="")
    return made


@op("Change moderation task {name}")
def change_task(db: Database, task_id: int, changes: Mapping[str, Any], *, today: date) -> None:
    """Set just these fields of a draft; other hours hold from this week on, not before it."""
    task = find_task(db, task_id)
    values = asdict(task) | dict(changes)
    _check_task(db, values, task_id)
    db.about(name=values["name"].strip())
    _keep_earlier_hours(db, task, values, Week.of(today))
    update(db, "moderation_task", task_id, row_of({k: values[k] for k in changes if k in _TASK}))


@op("Remove moderation task {name}")
def remove_task(db: Database, task_id: int) -> int:
    """Take a task out with its budgets and shifts; refused once hours were worked on it.

    Returns how many shifts left the roster with it.
    """
    task = find_task(db, task_id)
    if has_hours(db, task_id=task_id):
        raise Refused(
            "{name} has hours worked on it. Switch it off instead; its hours stay.", name=task.name
        )
    db.about(name=task.name)
    sql = "SELECT count(*) FROM moderation_shift WHERE task_id = :id"
    shifts = int(db.value(sql, {"id": task_id}))
    delete(db, "moderation_task", task_id)
    return shifts


@op("Set the hours of {name} in {week}")
def set_budget(
    db: Database, task_id: int, week: Week, minutes: Minutes | None, reason: str = ""
) -> None:
    """Give one ISO week a budget of its own; None returns to the hours of the task."""
    db.about(name=find_task(db, task_id).name, week=str(week))
    _check_budget(minutes)
    known = find_budget(db, task_id, week)
    row = {"minutes": int(minutes or 0), "reason": reason.strip()}
    if minutes is None:
        if known:
            delete(db, "moderation_budget", known)
    elif known:
        update(db, "moderation_budget", known, row)
    else:
        insert(db, "moderation_budget", {"task_id": task_id, "week": str(week), **row})


@op("Set the hours of {name} for a period")
def set_budgets(
    db: Database, task_id: int, weeks: Sequence[Week], minutes: Minutes | None, reason: str = ""
) -> None:
    """Give every one of these weeks the same budget; None returns to the hours of the task."""
    if not weeks:
        raise Refused("Choose a week first.", field="weeks")
    if len(set(weeks)) > MOST_WEEKS:
        raise Refused("A period is at most {most} weeks.", most=str(MOST_WEEKS), field="weeks")
    for week in sorted(set(weeks)):
        set_budget(db, task_id, week, minutes, reason)


def _check_budget(minutes: int | None) -> None:
    if minutes is not None and not 0 <= minutes <= WEEK_MINUTES:
        raise Refused("A budget lies between 0 and 168 hours a week.", field="minutes")


def _keep_earlier_hours(db: Database, task: Task, values: Mapping[str, Any], this: Week) -> None:
    """What was asked before this week stays on record, or a change would rewrite the account."""
    before = task.weekly_minutes * task.is_active
    if before == values["weekly_minutes"] * values["is_active"]:
        return
    if not has_earlier_hours(db, task.id, this):
        row = {"task_id": task.id, "before_week": str(this), "minutes": int(before)}
        insert(db, "moderation_task_earlier", row)


def _check_task(db: Database, values: Mapping[str, Any], own_id: int | None) -> None:
    name = values["name"].strip()
    if not name:
        raise Refused("Give the task a name.", field="name")
    if any(t.name.casefold() == name.casefold() and t.id != own_id for t in list_tasks(db)):
        raise Refused("There is a task called {name} already.", name=name, field="name")
    weekly = values["weekly_minutes"]
    if weekly is None or not 0 <= weekly <= WEEK_MINUTES:
        raise Refused("Hours a week lie between 0 and 168.", field="weekly_minutes")
    _check_numbers(values)


def _check_numbers(values: Mapping[str, Any]) -> None:
    if not 1 <= (values["people"] or 0) <= MOST_PEOPLE:
        raise Refused(
            "Between 1 and {most} people do a task at once.", most=str(MOST_PEOPLE), field="people"
        )
    if not 0 < (values["shift_minutes"] or 0) <= _LONGEST_SHIFT:
        raise Refused("A shift takes between 1 minute and 12 hours.", field="shift_minutes")
    if values["carry"] not in dict(CARRIES):
        raise Refused("Choose what happens to hours that are left.", field="carry")
    if not 1 <= (values["carry_weeks"] or 0) <= MOST_WEEKS_CARRIED:
        raise Refused(
            "Hours are carried for 1 to {most} weeks.",
            most=str(MOST_WEEKS_CARRIED),
            field="carry_weeks",
        )
