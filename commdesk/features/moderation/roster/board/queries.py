"""Reads one week of the roster, in as many queries whatever is on it."""

from __future__ import annotations

from datetime import date, timedelta

from commdesk.core.database import Database
from commdesk.core.values import Week
from commdesk.core.workbook import list_closing_days
from commdesk.features.moderation.coverage import task_weeks
from commdesk.features.moderation.roster.board.model import WeekBoard
from commdesk.features.moderation.roster.queries import shifts_between
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import hours_by_week, list_days_off, list_moderators

_A_DAY = timedelta(days=1)


def read_board(db: Database, week: Week, today: date) -> WeekBoard:
    """Everything that a week of the roster shows."""
    first, last = week.monday, week.sunday
    shifts = shifts_between(db, first - _A_DAY, last + _A_DAY)
    team = list_moderators(db)
    hours = hours_by_week(db, team, [week])
    return WeekBoard(
        week=week,
        today=today,
        tasks={task.id: task for task in list_tasks(db)},
        people={person.id: person for person in team},
        cells_of={cell.task_id: cell for cell in task_weeks(db, [week], today)},
        hours={person.id: hours[person.id, week] for person in team},
        shifts=tuple(shift for shift in shifts if first <= shift.day <= last),
        near=tuple(shift for shift in shifts if not first <= shift.day <= last),
        days_off=tuple(list_days_off(db, first, last)),
        closed={each.day: each.name for each in list_closing_days(db)},
    )
