"""Writes of hours worked."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Minutes
from commdesk.features.moderation.hours.model import Worked, check_past, check_worked
from commdesk.features.moderation.hours.queries import minutes_by_name, worked_on
from commdesk.features.moderation.hours.rows import log_row
from commdesk.features.moderation.tasks import find_task
from commdesk.features.moderation.team import find_moderator


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
