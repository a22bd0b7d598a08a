"""Why a to-do is on Today or in a week, in words, and for which day."""

from __future__ import annotations

from datetime import date, timedelta

from commdesk.core.feature import Urgency
from commdesk.core.values import Week
from commdesk.core.words import Text, say, say_n
from commdesk.core.workbook import Workdays
from commdesk.features.plan.model import Todo
from commdesk.features.plan.repeats import in_short
from commdesk.features.plan.spreading import Placed

ANNOUNCED_BEFORE = 2
"""Working days before the last one, on which what falls in an absence is announced."""
_YEAR = timedelta(days=366)

Reason = tuple[Text, Urgency, date]


def today_reason(
    todo: Todo, today: date, workdays: Workdays, placed: Placed | None = None
) -> Reason | None:
    """Why an open to-do is on Today, how urgent it is, and for which day; None when it is not.

    Nothing falls due on a day that is not worked: it goes where `placed` says, else to the next
    working day, and is late when that has passed. A promise for such a day is announced on the last
    working days before. What was planned earlier and not done comes back as today's.
    """
    found = _reason(todo, today, workdays, placed)
    if found is None or not todo.missed:
        return found
    text, urgency, day = found
    again = say_n(
        "{reason}; not done {n} time before", "{reason}; not done {n} times before", todo.missed,
        reason=text,
    )  # fmt: skip
    return again, urgency, day


def _reason(todo: Todo, today: date, workdays: Workdays, placed: Placed | None) -> Reason | None:
    due, planned = todo.due_on, _worked(todo.planned_on, today, workdays, placed)
    if due and due < today and (moved := _due_moved(todo, due, workdays, placed)) < today:
        return _late(todo, due, today, moved), "late", moved
    if due and _is_around(todo, planned, workdays) and abs(due - today) < _YEAR:
        return _around_absence(todo, due, today, workdays, placed)
    if planned and planned < today:
        return say("Was planned for {day} and not done", day=planned), _urgency(todo), today
    day = planned or due
    if day is None or day > Week.of(today).sunday:
        return None
    if placed and todo.planned_on:
        return moved_text(todo.planned_on, placed, todo), _urgency(todo), day
    return _coming(todo, day), _urgency(todo), day


def _is_around(todo: Todo, planned: date | None, workdays: Workdays) -> bool:
    """Due on a day off, and not meant to be done on another day than that."""
    if todo.due_on is None or todo.due_on in workdays:
        return False
    return planned is None or (todo.is_promise and todo.planned_on in workdays.closed)


def _due_moved(todo: Todo, due: date, workdays: Workdays, placed: Placed | None) -> date:
    """The day after which it is late."""
    is_spread = placed and due in workdays.closed and not todo.is_promise
    return placed.day if placed and is_spread else workdays.next_from(due)


def _around_absence(
    todo: Todo, due: date, today: date, workdays: Workdays, placed: Placed | None
) -> Reason | None:
    """What is due on a day that is not worked: before it when promised, else after it."""
    after = placed.day if placed else workdays.next_from(due)
    if todo.is_promise and today < due:
        day = _last_worked(due, workdays)
        if day > Week.of(today).sunday and day > workdays.add(today, ANNOUNCED_BEFORE):
            return None
        text = say("Promised for {day}, not a working day: do it before", day=due)
        return text, "promised", max(day, today)
    if due > Week.of(today).sunday or (placed and after > Week.of(today).sunday):
        return None
    if placed:
        return moved_text(due, placed, todo), _urgency(todo), after
    said = say("Promised for {day}, not a working day; so on {next}", day=due, next=after)
    soft = say("Due {day}, not a working day; so on {next}", day=due, next=after)
    return said if todo.is_promise else soft, _urgency(todo), after


def moved_text(stood: date, placed: Placed, todo: Todo) -> Text:
    """`Away on Tue 1 Dec, so on Tue 8 Dec; spread over 3 days`."""
    if placed.is_away:
        text = say("Away on {day}, so on {next}", day=stood, next=placed.day)
    elif todo.planned_on:
        text = say("Planned for {day}, not a working day; so on {next}", day=stood, next=placed.day)
    else:
        text = say("Due {day}, not a working day; so on {next}", day=stood, next=placed.day)
    if placed.over > 1:
        text = say_n(
            "{reason}; spread over {n} day", "{reason}; spread over {n} days", placed.over,
            reason=text,
        )  # fmt: skip
    due = todo.due_on
    return say("{reason}; due {due}", reason=text, due=due) if due and due != stood else text


def week_reason(todo: Todo, *, is_planned: bool, placed: Placed | None = None) -> Text | None:
    """What a to-do says of itself in a week: what it was promised for, when it is due."""
    if placed and (stood := todo.planned_on or todo.due_on):
        return moved_text(stood, placed, todo)
    text = _dated(todo, is_planned=is_planned)
    if not todo.rule:
        return text
    often = in_short(todo.rule)
    return Text("{reason}; {often}", {"reason": text, "often": often}) if text else often


def _dated(todo: Todo, *, is_planned: bool) -> Text | None:
    if todo.due_on:
        is_past = todo.planned_on is not None and todo.planned_on > todo.due_on
        if is_planned and is_past and not todo.is_done:
            return _past_its_day(todo, todo.due_on)
        promised = say("Promised for {day}", day=todo.due_on)
        return promised if todo.is_promise else say("Due {day}", day=todo.due_on)
    if todo.is_promise:
        return say("Promised")
    if is_planned or todo.planned_on is None:
        return None
    return say("Was planned for {day} and not done", day=todo.planned_on)


def _past_its_day(todo: Todo, due: date) -> Text:
    """It is to be done after the day it was for: said, not hidden."""
    promised = say("Promised for {due}, planned after that", due=due)
    return promised if todo.is_promise else say("Due {due}, planned after that", due=due)


def _last_worked(day: date, workdays: Workdays) -> date:
    """The last working day before `day`; the day itself when there is none in a year."""
    before = (day - timedelta(days=n) for n in range(1, _YEAR.days))
    return next((each for each in before if each in workdays), day)


def _worked(
    planned: date | None, today: date, workdays: Workdays, placed: Placed | None
) -> date | None:
    """A day to do it, unless that became a closing day or own absence: then a working one after.

    Whoever plans something on a Saturday means it.
    """
    if planned is None or planned not in workdays.closed or abs(planned - today) >= _YEAR:
        return planned
    return placed.day if placed else workdays.next_from(planned)


def _late(todo: Todo, due: date, today: date, moved: date) -> Text:
    days = (today - moved).days
    if todo.is_promise:
        late = say_n(
            "{n} day late; promised for {due}", "{n} days late; promised for {due}", days, due=due
        )
    else:
        late = say_n("{n} day late; due {due}", "{n} days late; due {due}", days, due=due)
    if todo.planned_on and todo.planned_on > today:
        return say("{reason}; now planned for {day}", reason=late, day=todo.planned_on)
    return late


def _coming(todo: Todo, day: date) -> Text:
    if todo.due_on and todo.due_on < day:
        return _past_its_day(todo, todo.due_on)
    if todo.due_on and todo.due_on != day:
        promised = say("Planned; promised for {due}", due=todo.due_on)
        return promised if todo.is_promise else say("Planned; due {due}", due=todo.due_on)
    if todo.is_promise:
        return say("Promised for {day}", day=day)
    return say("Due {day}", day=day) if todo.due_on else say("Planned for {day}", day=day)


def _urgency(todo: Todo) -> Urgency:
    return "promised" if todo.is_promise else "due"
