"""What to-dos hand in: lines of Today, blocks of Week, the story of a member."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from commdesk.core.database import Database
from commdesk.core.feature import Act, TimelineItem, TodayItem, WeekItem
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, say, say_n
from commdesk.core.workbook import Absence, list_absences, read_workbook, workdays
from commdesk.core.workhours import is_own
from commdesk.features.members import restricted_members
from commdesk.features.plan.copying import copying
from commdesk.features.plan.model import Todo, shared_title
from commdesk.features.plan.ops import (
    complete_todo,
    hand_over_todo,
    move_todo,
    plan_todo,
    reopen_todo,
)
from commdesk.features.plan.placing import placed_after
from commdesk.features.plan.queries import open_todos, todos_about, todos_of_week
from commdesk.features.plan.reasons import ANNOUNCED_BEFORE, Reason, today_reason, week_reason
from commdesk.features.plan.spreading import Placed


def today_items(db: Database, today: date) -> list[TodayItem]:
    """The to-dos that want attention in this ISO week, each with its reason; an absence ahead.

    None about somebody whose data may not be used.
    """
    days, owner = workdays(db), read_workbook(db).owner
    placed = placed_after(db, today)
    ahead = days.add(today, ANNOUNCED_BEFORE + 1)
    todos = open_todos(db, today, max(Week.of(today).sunday, ahead))
    closed = restricted_members(db)
    found = [
        (todo, today_reason(todo, today, days, placed.get(todo.id)))
        for todo in todos
        if todo.member_id not in closed
    ]
    lines = [_line(todo, why, today, owner) for todo, why in found if why]
    return [*absences_ahead(db, today), *lines]


def absences_ahead(db: Database, today: date) -> list[TodayItem]:
    """On the last working days before an own absence: what falls in it."""
    days, found = workdays(db), []
    for absence in list_absences(db, since=today):
        leaves = days.last_until(absence.from_on - timedelta(days=1))
        if today <= leaves <= days.add(today, ANNOUNCED_BEFORE) and leaves < absence.from_on:
            inside = _falls_in(db, absence.from_on, absence.until_on, today)
            found.append(_announced(absence, leaves, inside))
    return found


def morning(db: Database, today: date) -> list[Text]:
    """How many promises are for today."""
    owner, closed = read_workbook(db).owner, restricted_members(db)
    todos = (todo for todo in open_todos(db, today) if todo.member_id not in closed)
    own = [todo for todo in todos if todo.is_promise and is_own(todo.owner, owner)]
    due = sum(todo.due_on == today for todo in own)
    return [say_n("{n} promise for today", "{n} promises for today", due)] if due else []


def week_items(db: Database, week: Week) -> list[WeekItem]:
    """The to-dos of a week on their days; those without a day carry the day they stood on.

    What stands on a day off is on the day after it where it goes to. Whose data may not be used
    is not named; the hours stay.
    """
    owner, placed = read_workbook(db).owner, placed_after(db, week.monday)
    closed = restricted_members(db)
    items = [(todo, placed.get(todo.id)) for todo in todos_of_week(db, week)]
    return [
        _week_item(todo, week, where, owner, is_closed=todo.member_id in closed)
        for todo, where in items
        if not where or not todo.planned_on or where.day <= week.sunday
    ]


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """To-dos about a member: when each was written down, and when it was done."""
    items = []
    for todo in todos_about(db, member_id):
        kind = say("Promise") if todo.is_promise else say("To-do")
        items.append(_story(todo.added_on, kind, _as_typed(todo.title)))
        if todo.done_on:
            items.append(_story(todo.done_on, kind, say("Done: {title}", title=todo.title)))
    return items


def _line(todo: Todo, why: Reason, today: date, owner: str) -> TodayItem:
    reason, urgency, day = why
    other = "" if is_own(todo.owner, owner) else todo.owner
    return TodayItem(
        feature="plan",
        key=f"todo/{todo.id}",
        title=_as_typed(todo.title),
        reason=reason,
        due_on=day,
        minutes=todo.minutes,
        urgency=urgency,
        member_id=todo.member_id,
        chip=_chip(todo, other),
        tick=_done(todo.id, today),
        page="week",
        target=todo.id,
        owner=other,
        move=lambda to: Act(move_todo, (todo.id, to)),
        hand_over=lambda to: Act(hand_over_todo, (todo.id, to)),
    )


def _chip(todo: Todo, other: str) -> Text | None:
    """What stands out most: that another does it, that it was promised, that it comes back."""
    if other:
        return say("Owner: {owner}", owner=other)
    if todo.is_promise:
        return say("Promise")
    return say("Repeats") if todo.rule else None


def _falls_in(db: Database, first: date, last: date, today: date) -> list[Todo]:
    """What stands on a day of an absence, by its day to do it or the one it is due on."""
    todos = (todo for todo in open_todos(db, today, last))
    return [todo for todo in todos if first <= (todo.planned_on or todo.due_on or today) <= last]


def _announced(absence: Absence, leaves: date, inside: Sequence[Todo]) -> TodayItem:
    promises = sum(todo.is_promise for todo in inside)
    others = len(inside) - promises
    parts = [
        say_n("{n} promise", "{n} promises", promises) if promises else None,
        say_n("{n} to-do", "{n} to-dos", others) if others else None,
    ]
    fall = [part for part in parts if part]
    last = say("The last working day before it is {day}", day=leaves)
    reason = say("In it fall {things}; you leave after {day}", things=fall, day=leaves)
    return TodayItem(
        feature="plan",
        key=f"absence/{absence.id}",
        title=say("Away from {first} until {last}", first=absence.from_on, last=absence.until_on),
        reason=reason if fall else last,
        due_on=leaves,
        minutes=Minutes(0),
        page="week",
    )


def _week_item(
    todo: Todo, week: Week, placed: Placed | None, owner: str, *, is_closed: bool
) -> WeekItem:
    """`is_closed`: it is about somebody whose data may not be used."""
    hidden = shared_title(todo)
    day = todo.planned_on or todo.done_on
    if placed and todo.planned_on:
        day = placed.day
    is_in = day is not None and week.monday <= day <= week.sunday
    if not is_in and todo.done_on:
        day, is_in = todo.done_on, True  # planned for another week, done in this one
    reason = week_reason(todo, is_planned=is_in, placed=placed)
    return WeekItem(
        feature="plan",
        key=f"todo/{todo.id}",
        day=day if is_in else None,
        title=hidden if hidden and is_closed else _as_typed(todo.title),
        minutes=todo.minutes,
        kind=todo.kind,
        is_done=todo.is_done,
        due_on=todo.due_on,
        reason=reason if is_own(todo.owner, owner) else _of_another(todo, reason),
        id=todo.id,
        is_own=is_own(todo.owner, owner),
        was_on=None if is_in else todo.planned_on,
        move=lambda to: Act(plan_todo, (todo.id, to)),
        toggle=lambda today: _reopened(todo.id) if todo.is_done else _done(todo.id, today),
        shared_title=hidden,
        done_on=todo.done_on,
        is_promise=todo.is_promise,
        copy=copying(todo),
        next_on=todo.next_on,
    )


def _of_another(todo: Todo, reason: Text | None) -> Text:
    """It shows among one's own work, and takes none of one's own hours."""
    if reason is None:
        return say("Owner: {owner}", owner=todo.owner)
    return say("Owner: {owner}; {reason}", owner=todo.owner, reason=reason)


def _done(todo_id: int, today: date) -> Act:
    return Act(complete_todo, (todo_id,), {"today": today})


def _reopened(todo_id: int) -> Act:
    return Act(reopen_todo, (todo_id,))


def _story(day: date, kind: Text, text: Text) -> TimelineItem:
    """At noon here: a day without an hour stays that day west of Greenwich too."""
    return TimelineItem(datetime.combine(day, time(12)).astimezone(), kind, text, "plan")


def _as_typed(title: str) -> Text:
    """A title is data: it travels as a value, never as a message to translate."""
    return Text("{title}", {"title": title})
