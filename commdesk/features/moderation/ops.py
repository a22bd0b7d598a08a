"""Writes of moderation: tasks, budgets, the team, shifts, hours worked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import list_closing_days
from commdesk.features.members import find_member
from commdesk.features.moderation.model import (
    WEEK_MINUTES,
    Moderator,
    ModeratorDraft,
    Shift,
    TaskDraft,
    Worked,
    check_open,
    check_past,
    check_shift,
    check_worked,
)
from commdesk.features.moderation.queries import (
    find_budget,
    find_moderator,
    find_shift,
    find_task,
    has_hours,
    list_moderators,
    list_tasks,
    minutes_by_name,
    shifts_between,
    worked_on,
)
from commdesk.features.moderation.rows import log_row, row_of, shift_row

_TASK = set(TaskDraft.__struct_fields__)
_MODERATOR = set(ModeratorDraft.__struct_fields__)

# --- tasks and budgets ---------------------------------------------------------------------------


@op("Add moderation task {name}")
def add_task(db: Database, draft: TaskDraft) -> int:
    """Add a task; refuses one without a name, or with one that is taken."""
    _check_task(db, asdict(draft), None)
    db.about(name=draft.name.strip())
    return insert(db, "moderation_task", row_of(asdict(draft)))


@op("Change moderation task {name}")
def change_task(db: Database, task_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields of a draft."""
    values = asdict(find_task(db, task_id)) | dict(changes)
    _check_task(db, values, task_id)
    db.about(name=values["name"].strip())
    update(db, "moderation_task", task_id, row_of({k: values[k] for k in changes if k in _TASK}))


@op("Remove moderation task {name}")
def remove_task(db: Database, task_id: int) -> None:
    """Take a task out with its budgets and shifts; refused once hours were worked on it."""
    task = find_task(db, task_id)
    if has_hours(db, task_id=task_id):
        raise Refused(
            "{name} has hours worked on it. Switch it off instead; its hours stay.", name=task.name
        )
    db.about(name=task.name)
    delete(db, "moderation_task", task_id)


@op("Set the hours of {name} in {week}")
def set_budget(db: Database, task_id: int, week: Week, minutes: Minutes | None) -> None:
    """Give one ISO week a budget of its own; None returns to the hours of the task."""
    if minutes is not None and not 0 <= minutes <= WEEK_MINUTES:
        raise Refused("A budget lies between 0 and 168 hours a week.", field="minutes")
    db.about(name=find_task(db, task_id).name, week=str(week))
    known = find_budget(db, task_id, week)
    if minutes is None:
        if known:
            delete(db, "moderation_budget", known)
    elif known:
        update(db, "moderation_budget", known, {"minutes": int(minutes)})
    else:
        row = {"task_id": task_id, "week": str(week), "minutes": int(minutes)}
        insert(db, "moderation_budget", row)


# --- team ----------------------------------------------------------------------------------------


@op("Add moderator {name}")
def add_moderator(db: Database, draft: ModeratorDraft) -> int:
    """Add somebody to the team; a member gives their name when none is typed."""
    values = asdict(draft)
    if draft.member_id is not None and not draft.name.strip():
        values["name"] = find_member(db, draft.member_id).name
    _check_moderator(db, values, None)
    db.about(name=values["name"].strip())
    return insert(db, "moderator", row_of(values))


@op("Change moderator {name}")
def change_moderator(db: Database, moderator_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields of a draft; shifts that no longer fit stay and show as overload."""
    values = asdict(find_moderator(db, moderator_id)) | dict(changes)
    _check_moderator(db, values, moderator_id)
    db.about(name=values["name"].strip())
    row = row_of({key: values[key] for key in changes if key in _MODERATOR})
    update(db, "moderator", moderator_id, row)


@op("Remove moderator {name}")
def remove_moderator(db: Database, moderator_id: int) -> None:
    """Take somebody out with their shifts; refused once they worked hours."""
    moderator = find_moderator(db, moderator_id)
    if has_hours(db, moderator_id=moderator_id):
        raise Refused(
            "{name} has worked hours. Switch them off instead; their hours stay.",
            name=moderator.name,
        )
    db.about(name=moderator.name)
    delete(db, "moderator", moderator_id)


# --- roster --------------------------------------------------------------------------------------


@op("Roster {name} for {task}")
def add_shift(db: Database, shift: Shift) -> int:
    """Plan hours of one person; refuses with the reason what they cannot do."""
    _check_shift(db, shift)
    return insert(db, "moderation_shift", shift_row(shift))


@op("Change the shift of {name} for {task}")
def change_shift(db: Database, shift_id: int, changes: Mapping[str, Any]) -> None:
    """Another day, day part, person or length; checked as a new shift is."""
    shift = replace(find_shift(db, shift_id), **changes)
    _check_shift(db, shift)
    update(db, "moderation_shift", shift_id, shift_row(shift))


@op("Remove the shift of {name} for {task}")
def remove_shift(db: Database, shift_id: int) -> None:
    shift = find_shift(db, shift_id)
    db.about(
        name=find_moderator(db, shift.moderator_id).name, task=find_task(db, shift.task_id).name
    )
    delete(db, "moderation_shift", shift_id)


# --- hours ---------------------------------------------------------------------------------------


@op("Log {hours} of {task}")
def log_hours(db: Database, entry: Worked, *, today: date) -> int:
    """Write down hours worked; refuses zero, more than a day holds, what overlaps or is to come."""
    check_past(entry.day, today)
    task = find_task(db, entry.task_id)
    who = task if entry.moderator_id is None else find_moderator(db, entry.moderator_id)
    check_worked(entry, _same_day(db, entry), who.name)
    db.about(hours=f"{entry.minutes // 60}:{entry.minutes % 60:02}", task=task.name)
    return insert(db, "moderation_log", log_row(entry))


@op("Write the hours of {task}")
def set_hours(
    db: Database,
    task_id: int,
    day: date,
    minutes: Minutes,
    *,
    today: date,
    moderator_id: int | None = None,
) -> None:
    """Make the hours of a task on a day come to `minutes`: of one moderator, or in all.

    Typed for all together, the difference with what is written by name belongs to nobody in
    particular; less than what is written by name is refused.
    """
    db.about(task=find_task(db, task_id).name)
    if minutes:
        check_past(day, today)
    if moderator_id is None:
        minutes = Minutes(minutes - _by_name(db, task_id, day, minutes))
    known = worked_on(db, day, moderator_id=moderator_id, task_id=task_id)
    if sum(each.minutes for each in known) == minutes:
        return
    rest, notes = int(minutes), []
    for each in sorted(known, key=lambda one: not one.key):
        if each.key and rest:  # known again when its file comes once more
            update(db, "moderation_log", each.id, {"minutes": min(int(each.minutes), rest)})
            rest -= min(int(each.minutes), rest)
        else:
            delete(db, "moderation_log", each.id)
            notes += [each.note] if each.note else []
    if rest:
        entry = Worked(task_id, moderator_id, day, Minutes(rest), "; ".join(notes))
        log_hours(db, entry, today=today)


def _by_name(db: Database, task_id: int, day: date, minutes: int) -> int:
    by_name = minutes_by_name(db, task_id, day)
    if 0 <= minutes < by_name:
        raise Refused(
            "{hours} of this is written by name; change it in Team.",
            hours=Minutes(by_name),
            field="minutes",
        )
    return by_name


def _same_day(db: Database, entry: Worked) -> list[Worked]:
    """What shares the day's 24 hours: the person's own, or what nobody in particular did."""
    task_id = entry.task_id if entry.moderator_id is None else None
    return worked_on(db, entry.day, moderator_id=entry.moderator_id, task_id=task_id)


def _check_task(db: Database, values: Mapping[str, Any], own_id: int | None) -> None:
    name = values["name"].strip()
    if not name:
        raise Refused("Give the task a name.", field="name")
    if any(t.name.casefold() == name.casefold() and t.id != own_id for t in list_tasks(db)):
        raise Refused("There is a task called {name} already.", name=name, field="name")
    _check_weekly(values["weekly_minutes"])


def _check_moderator(db: Database, values: Mapping[str, Any], own_id: int | None) -> None:
    name = values["name"].strip()
    if not name:
        raise Refused("Give the moderator a name.", field="name")
    _check_weekly(values["weekly_minutes"])
    if any(_is_same(each, values) and each.id != own_id for each in list_moderators(db)):
        raise Refused("{name} is in the team already.", name=name, field="name")


def _is_same(known: Moderator, values: Mapping[str, Any]) -> bool:
    if known.member_id is not None and known.member_id == values["member_id"]:
        return True
    return known.name.casefold() == str(values["name"]).strip().casefold()


def _check_weekly(minutes: int | None) -> None:
    if minutes is None or not 0 <= minutes <= WEEK_MINUTES:
        raise Refused("Hours a week lie between 0 and 168.", field="weekly_minutes")


def _check_shift(db: Database, shift: Shift) -> None:
    """Refuse what the person cannot do; knows their other shifts of that ISO week."""
    task, person = find_task(db, shift.task_id), find_moderator(db, shift.moderator_id)
    check_open(shift.day, {each.day: each.name for each in list_closing_days(db)})
    week = Week.of(shift.day)
    others = [
        other
        for other in shifts_between(db, week.monday, week.sunday)
        if other.moderator_id == person.id and other.id != shift.id
    ]
    clash = next((o for o in others if (o.day, o.day_part) == (shift.day, shift.day_part)), None)
    in_the_way = find_task(db, clash.task_id).name if clash else ""
    db.about(name=person.name, task=task.name)
    check_shift(shift, task, person, others, in_the_way)
