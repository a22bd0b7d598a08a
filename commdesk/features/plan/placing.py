"""Reads what waited in days off, and puts it on the working days after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from commdesk.core.database import Database
from commdesk.core.workbook import Workdays, list_absences, read_workbook
from commdesk.core.workhours import is_own
from commdesk.features.plan.model import Todo
from commdesk.features.plan.queries import open_todos, todos_done
from commdesk.features.plan.repeats.queries import Calendar
from commdesk.features.plan.spreading import Placed, spread_after, waits

_BACK = timedelta(days=90)
_AHEAD = timedelta(days=60)
"""What waits may go on filling days for some weeks after an absence."""


def placed_after(db: Database, day: date) -> dict[int, Placed]:
    """To-do id -> where it goes, of all that waits in days off around a day.

    It does not depend on the day one looks: what was done in the meantime still takes its room.
    """
    calendar = Calendar.of(db)
    workdays, workbook = calendar.workdays, read_workbook(db)
    by_rule = calendar.open_between(day - _BACK, day + _AHEAD)
    todos = [*open_todos(db), *_not_overtaken(by_rule, workdays)]
    if not any(waits(todo, workdays) for todo in todos):
        return {}
    away = {
        absence.from_on + timedelta(days=n)
        for absence in list_absences(db)
        for n in range((absence.until_on - absence.from_on).days + 1)
    }
    taken = _busy(todos, workdays, workbook.owner)
    for done in todos_done(db, day - _BACK, day):
        if done.done_on and is_own(done.owner, workbook.owner):
            taken[done.done_on] = taken.get(done.done_on, 0) + done.minutes
    a_day = workbook.weekly_minutes // max(len(workbook.workdays), 1)
    own = (todo for todo in todos if is_own(todo.owner, workbook.owner))
    return spread_after(own, taken, a_day, workdays, away)


def _busy(todos: Iterable[Todo], workdays: Workdays, owner: str) -> dict[date, int]:
    """Minutes that days have of themselves."""
    found: dict[date, int] = {}
    for todo in todos:
        day = todo.planned_on or todo.due_on
        if day and is_own(todo.owner, owner) and not waits(todo, workdays):
            found[day] = found.get(day, 0) + todo.minutes
    return found


def _not_overtaken(by_rule: Iterable[Todo], workdays: Workdays) -> Iterator[Todo]:
    """Of a series nothing waits for a day on which the next of it has come already."""
    last: dict[tuple[int | None, date], Todo] = {}
    for todo in by_rule:
        day = todo.planned_on or todo.due_on or date.min
        back = day if day in workdays else workdays.next_from(day)
        last[todo.series_id, back] = todo
    return iter(last.values())
