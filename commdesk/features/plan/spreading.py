"""What waited in days off is spread over the working days after them, within their hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from msgspec import Struct

from commdesk.core.workbook import Workdays
from commdesk.features.plan.model import Todo


class Placed(Struct, frozen=True):
    """Where something goes that stood on a day off."""

    day: date
    back: date
    """The first working day after the one it stood on."""
    over: int = 1
    """Over how many days what waited with it is spread."""
    is_away: bool = False
    """Own absence, not a closing day."""


def waits(todo: Todo, workdays: Workdays) -> date | None:
    """The day off on which an open to-do stands, when it waits for the days after.

    Not what was promised for such a day: that is announced before it.
    """
    day = todo.planned_on or todo.due_on
    if todo.is_done or day is None or day not in workdays.closed:
        return None
    is_dated = todo.is_promise and todo.due_on is not None
    if is_dated and todo.due_on is not None and todo.due_on < workdays.next_from(day):
        return None
    return day


def spread_after(
    todos: Iterable[Todo],
    busy: Mapping[date, int],
    a_day: int,
    workdays: Workdays,
    away: Iterable[date] = (),
) -> dict[int, Placed]:
    """To-do id -> where it goes. `busy`: minutes that days have already; `a_day`: what they hold.

    First what has a day due, the first due first, and nothing later than that; then what waited
    longest. The same to-dos give the same days.
    """
    waiting = [(day, todo) for todo in todos if (day := waits(todo, workdays))]
    taken, absent = dict(busy), frozenset(away)
    found: dict[int, Placed] = {}
    ordered = sorted(waiting, key=lambda each: _urgency(each[0], each[1], workdays))
    for back, group in groupby(ordered, key=lambda each: workdays.next_from(each[0])):
        together = list(group)
        days = _days_of(back, [todo for _day, todo in together], taken, a_day, workdays)
        for (stood, todo), day in zip(together, days, strict=True):
            found[todo.id] = Placed(day, back, len(set(days)), stood in absent)
            taken[day] = taken.get(day, 0) + todo.minutes
    return found


def _days_of(
    back: date, todos: list[Todo], taken: Mapping[date, int], a_day: int, workdays: Workdays
) -> list[date]:
    lengths = [todo.minutes for todo in todos]
    days = workdays.spread(back, lengths, lambda day: a_day - taken.get(day, 0))
    return [min(day, _last(todo, back, workdays)) for day, todo in zip(days, todos, strict=True)]


def _last(todo: Todo, back: date, workdays: Workdays) -> date:
    """The last day it may go to: the working day up to the one it is due on."""
    if todo.due_on is None or todo.due_on in workdays.closed:
        return date.max
    return max(back, workdays.last_until(todo.due_on))


def _urgency(stood: date, todo: Todo, workdays: Workdays) -> tuple[date, date, bool, date, int]:
    back = workdays.next_from(stood)
    last = _last(todo, back, workdays)
    return back, last, not todo.is_promise, stood, todo.id
