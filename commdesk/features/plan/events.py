"""To-dos for a calendar program: on the day to do them, else on the day they are due."""

from __future__ import annotations

from datetime import date

from commdesk.core.calendars import CalendarEvent, whole_day
from commdesk.core.database import Database
from commdesk.core.values import Period
from commdesk.core.words import Text
from commdesk.core.workbook import read_workbook
from commdesk.core.workhours import is_own
from commdesk.features.members import restricted_members
from commdesk.features.plan.model import Todo, shared_title
from commdesk.features.plan.queries import open_todos
from commdesk.features.plan.reasons import week_reason


def events(db: Database, period: Period) -> list[CalendarEvent]:
    """What the owner still has to do in the period; what is done is in no calendar any more."""
    owner, restricted = read_workbook(db).owner, restricted_members(db)
    return [
        _event(todo, day, is_closed=todo.member_id in restricted)
        for todo in open_todos(db, period.first, period.last)
        if is_own(todo.owner, owner) and (day := todo.planned_on or todo.due_on) and day in period
    ]


def _event(todo: Todo, day: date, *, is_closed: bool) -> CalendarEvent:
    """`is_closed`: it is about somebody whose data may not be used."""
    hidden = shared_title(todo)
    title = hidden if hidden and is_closed else Text("{title}", {"title": todo.title})
    return whole_day(
        f"todo-{todo.id}",
        title,
        day,
        note=week_reason(todo, is_planned=True) or "",
        kind="todo",
        rows=(("todo", todo.id),),
        about=f"member:{todo.member_id}" if hidden and not is_closed else "",
        shared_title=hidden,
    )
