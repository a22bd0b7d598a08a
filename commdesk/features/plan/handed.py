"""What to-dos hand in: lines of Today, blocks of Week, the story of a member."""

from __future__ import annotations

from datetime import date, datetime, time

from commdesk.core.database import Database
from commdesk.core.feature import Act, TimelineItem, TodayItem, WeekItem
from commdesk.core.values import Week
from commdesk.core.words import Text, say
from commdesk.core.workbook import workdays
from commdesk.features.plan.copying import copying
from commdesk.features.plan.model import Todo, shared_title, today_reason, week_reason
from commdesk.features.plan.ops import complete_todo, plan_todo, reopen_todo
from commdesk.features.plan.queries import open_todos, todos_about, todos_of_week


def today_items(db: Database, today: date) -> list[TodayItem]:
    """The to-dos that want attention in this ISO week, each with its reason."""
    days = workdays(db)
    found = [(todo, today_reason(todo, today, days)) for todo in open_todos(db)]
    return [
        TodayItem(
            feature="plan",
            key=f"todo/{todo.id}",
            title=_as_typed(todo.title),
            reason=reason,
            due_on=day,
            minutes=todo.minutes,
            urgency=urgency,
            member_id=todo.member_id,
            chip=say("Promise") if todo.is_promise else None,
            tick=_done(todo.id, today),
            page="week",
            target=todo.id,
        )
        for todo, why in found
        if why
        for reason, urgency, day in [why]
    ]


def week_items(db: Database, week: Week) -> list[WeekItem]:
    """The to-dos of a week on their days; those without a day carry the day they stood on."""
    return [_week_item(todo, week) for todo in todos_of_week(db, week)]


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """To-dos about a member: when each was written down, and when it was done."""
    items = []
    for todo in todos_about(db, member_id):
        kind = say("Promise") if todo.is_promise else say("To-do")
        items.append(_story(todo.added_on, kind, _as_typed(todo.title)))
        if todo.done_on:
            items.append(_story(todo.done_on, kind, say("Done: {title}", title=todo.title)))
    return items


def _week_item(todo: Todo, week: Week) -> WeekItem:
    day = todo.planned_on or todo.done_on
    is_in = day is not None and week.monday <= day <= week.sunday
    if not is_in and todo.done_on:
        day, is_in = todo.done_on, True  # planned for another week, done in this one
    return WeekItem(
        feature="plan",
        key=f"todo/{todo.id}",
        day=day if is_in else None,
        title=_as_typed(todo.title),
        minutes=todo.minutes,
        kind=todo.kind,
        is_done=todo.is_done,
        due_on=todo.due_on,
        reason=week_reason(todo, is_planned=is_in),
        id=todo.id,
        was_on=None if is_in else todo.planned_on,
        move=lambda to: Act(plan_todo, (todo.id, to)),
        toggle=lambda today: _reopened(todo.id) if todo.is_done else _done(todo.id, today),
        shared_title=shared_title(todo),
        is_promise=todo.is_promise,
        copy=copying(todo),
    )


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
