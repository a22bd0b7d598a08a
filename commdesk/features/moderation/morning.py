"""What moderation says in the morning line of Today: the shifts of today that nobody has."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.values import Week
from commdesk.core.words import Text, say_n
from commdesk.core.workbook import list_closing_days
from commdesk.features.moderation.coverage import task_weeks
from commdesk.features.moderation.dayparts import DayPart
from commdesk.features.moderation.roster import places, shifts_between
from commdesk.features.moderation.tasks import list_tasks


def morning(db: Database, today: date) -> list[Text]:
    """Open shifts of today: those of the day together, and those of the evening."""
    parts = open_today(db, today)
    evening = parts.count(DayPart.EVENING)
    by_day = len(parts) - evening
    said = []
    if by_day:
        said.append(say_n("{n} shift open today", "{n} shifts open today", by_day))
    if evening:
        said.append(say_n("{n} shift open tonight", "{n} shifts open tonight", evening))
    return said


def open_today(db: Database, today: date) -> list[DayPart]:
    """Of each shift of today that nobody has its part of the day.

    Only tasks with day parts of their own: without them a shift may as well be another day.
    """
    week, tasks = Week.of(today), {task.id: task for task in list_tasks(db) if task.slots}
    closed = {each.day for each in list_closing_days(db, since=week.monday)}
    shifts = shifts_between(db, week.monday, week.sunday)
    found = []
    for cell in task_weeks(db, [week], today):
        if cell.missing and cell.task_id in tasks:
            kept = [shift for shift in shifts if shift.task_id == cell.task_id]
            wanted = places(tasks[cell.task_id], week, cell.needed, closed, kept, today)
            found += [part for p in wanted for day, part in p.spots if day == today]
    return found
