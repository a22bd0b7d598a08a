"""Writes of hours worked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Minutes
from commdesk.features.moderation.hours.cells import (
    Cell,
    CellsRefused,
    Written,
    lines_after,
    refusals,
    total,
)
from commdesk.features.moderation.hours.model import (
    Worked,
    check_length,
    check_past,
    check_team_day,
    check_worked,
)
from commdesk.features.moderation.hours.queries import people_on, worked_between, worked_on
from commdesk.features.moderation.hours.rows import log_row
from commdesk.features.moderation.tasks import find_task, list_tasks
from commdesk.features.moderation.team import find_moderator


@op("Log {hours} of {task}")
def log_hours(db: Database, entry: Worked, *, today: date) -> int:
    """Write down hours worked; refuses zero, more than a day holds, what overlaps or is to come.

    Hours of somebody who left, or on a task that is switched off, are taken: worked is worked.
    """
    check_past(entry.day, today)
    task = find_task(db, entry.task_id)
    if entry.moderator_id is None:
        check_length(entry)
        minutes = total(worked_between(db, entry.day, entry.day)) + entry.minutes
        check_team_day(entry.day, minutes, people_on(db, [entry.day])[entry.day])
    else:
        others = worked_on(db, entry.day, moderator_id=entry.moderator_id)
        check_worked(entry, others, find_moderator(db, entry.moderator_id).name)
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
    _set(db, [Cell(task_id, day, minutes)], today, moderator_id)


@op("Write hours in {count} cells")
def set_many_hours(
    db: Database, cells: Sequence[Cell], *, today: date, moderator_id: int | None = None
) -> int:
    """As `set_hours`, a block in one step: all of it, or nothing and `CellsRefused` says where.

    Gives how many cells changed.
    """
    db.about(count=len(cells))
    return _set(db, cells, today, moderator_id)


def _set(db: Database, cells: Sequence[Cell], today: date, moderator_id: int | None) -> int:
    if not cells:
        return 0
    written = _read_written(db, cells, moderator_id)
    if wrong := refusals(cells, written, today):
        raise CellsRefused(next(iter(wrong.values())), field="minutes", cells=wrong)
    changes = [lines_after(cell, written) for cell in cells]
    for line in (line for lines in changes for line in lines):
        _write(db, line)
    return sum(bool(lines) for lines in changes)


def _write(db: Database, line: Worked) -> None:
    if not line.id:
        insert(db, "moderation_log", log_row(line))
    elif line.minutes:
        update(db, "moderation_log", line.id, {"minutes": int(line.minutes)})
    else:
        delete(db, "moderation_log", line.id)


def _read_written(db: Database, cells: Sequence[Cell], moderator_id: int | None) -> Written:
    if len({cell.place for cell in cells}) < len(cells):
        raise Refused("A task and a day stand in this block twice.", field="minutes")
    days = sorted({cell.day for cell in cells})
    return Written(
        tasks={task.id: task.name for task in list_tasks(db)},
        lines=worked_between(db, days[0], days[-1]),
        moderator_id=moderator_id,
        name="" if moderator_id is None else find_moderator(db, moderator_id).name,
        people=people_on(db, days) if moderator_id is None else {},
    )
