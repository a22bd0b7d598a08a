"""Writes of series: begin one, change or end it from one of its to-dos on.

"This and the coming ones" ends the series before this one and begins another: what was done
stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import stored_row
from commdesk.features.plan.model import Todo, TodoDraft
from commdesk.features.plan.ops import FIELDS, check_todo, written_down
from commdesk.features.plan.queries import find_todo
from commdesk.features.plan.repeats.model import Repeat, Series, first_days, last_day
from commdesk.features.plan.repeats.queries import find_series, id_of, repeat_of
from commdesk.features.plan.repeats.typed import check_repeat, read_rule

_DAY = timedelta(days=1)
_OWN = FIELDS - {"planned_on", "due_on"}


@op("Add repeating to-do “{title}”")
def add_series(db: Database, draft: TodoDraft, repeat: Repeat, *, today: date) -> int:
    """Write down a to-do that comes back; the id of the first. Without a day it begins today."""
    db.about(title=draft.title.strip())
    return _begin(db, asdict(draft), repeat, today)[1]


@op("Repeat “{title}”")
def repeat_todo(
    db: Database, todo_id: int, changes: Mapping[str, Any], repeat: Repeat, *, today: date
) -> int:
    """Make a to-do the first of a series; it goes to the first day that the rule gives."""
    todo = find_todo(db, todo_id)
    if todo.series_id is not None:
        raise Refused("This to-do repeats already.")
    values = _draft_of(todo) | dict(changes)
    series_id, first = _begin(db, values, repeat, today)
    db.about(title=values["title"].strip())
    made = find_todo(db, first)
    fields = {key: getattr(made, key) for key in FIELDS}
    of_series = {"series_id": series_id, "occurs_on": made.occurs_on}
    update(db, "todo", todo_id, stored_row(fields | of_series))
    return todo_id


@op("Change “{title}” and the coming ones")
def change_coming(
    db: Database,
    todo_id: int,
    changes: Mapping[str, Any],
    repeat: Repeat | None = None,
    *,
    today: date,
) -> int:
    """Change a to-do of a series and all after it; the id of the first of those.

    `repeat`: how it goes on; None: as it did. What was done or stood before this one stays.
    """
    todo = find_todo(db, todo_id)
    series = find_series(db, todo.series_id)
    values = _draft_of(todo) | dict(changes)
    by_rule = _on(series, todo.occurs_on or series.from_on)
    values |= {key: day for key, day in by_rule.items() if values[key] == getattr(todo, key)}
    db.about(title=values["title"].strip())
    repeat = repeat or repeat_of(db, todo)
    series_id, first = _begin(db, values, repeat, today, was=series)
    _hand_on(db, series, todo, series_id)
    if todo.is_done:
        update(db, "todo", todo.id, stored_row({key: changes[key] for key in changes}))
    return find_todo(db, first).id


@op("“{title}” comes no more after {day}")
def end_series(db: Database, todo_id: int, changes: Mapping[str, Any] | None = None) -> None:
    """This one is the last; what else changes about it goes along."""
    todo = written_down(db, todo_id)
    series, day = find_series(db, todo.series_id), todo.occurs_on or todo.added_on
    values = asdict(todo) | dict(changes or {})
    check_todo(values)
    db.about(title=values["title"].strip(), day=day)
    update(db, "todo", todo.id, stored_row({key: values[key] for key in changes or ()}))
    _cut(db, series, day + _DAY)


@op("Remove “{title}” and the coming ones")
def remove_coming(db: Database, todo_id: int) -> None:
    """This one and all after it; what is done stays."""
    todo = find_todo(db, todo_id)
    series = find_series(db, todo.series_id)
    db.about(title=todo.title)
    _cut(db, series, todo.occurs_on or series.from_on)


def _begin(
    db: Database,
    values: Mapping[str, Any],
    repeat: Repeat,
    today: date,
    was: Series | None = None,
) -> tuple[int, int]:
    """A new series from the day of these fields on: its id, and that of its first to-do."""
    check_todo(values)
    start = _day(values) or today
    known = read_rule(repeat.rule, start)
    repeat = replace(repeat, rule=known.rule)
    check_repeat(repeat, start)
    planned, due = values["planned_on"], values["due_on"]
    row = {key: values[key] for key in _OWN} | asdict(repeat)
    row |= {
        "from_on": start,
        "is_planned": planned is not None or due is None,
        "due_after": (due - planned).days if planned and due else None,
        "added_on": was.added_on if was else today,
    }
    series_id = insert(db, "todo_series", stored_row(row))
    (first,) = first_days(repeat, start, 1)
    return series_id, id_of(series_id, first)


def _hand_on(db: Database, series: Series, todo: Todo, series_id: int) -> None:
    """What is done of the days from this to-do on, and what was left out, counts for the next."""
    about = {"series": series.id, "day": stored_row({"day": todo.occurs_on})["day"]}
    for table, more in (("todo", "AND done_on IS NOT NULL"), ("todo_skipped", "")):
        sql = f"SELECT id FROM {table} WHERE series_id = :series AND occurs_on >= :day {more}"
        for row_id in db.column(sql, about):
            update(db, table, row_id, {"series_id": series_id})
    _cut(db, series, todo.occurs_on or series.from_on)


def _cut(db: Database, series: Series, day: date) -> None:
    """End a series before a day: open to-dos of it go; so does it, when nothing of it is left."""
    about = {"series": series.id, "day": day.isoformat()}
    still_open = "AND done_on IS NULL AND occurs_on >= :day"
    for row_id in db.column(f"SELECT id FROM todo WHERE series_id = :series {still_open}", about):
        delete(db, "todo", row_id)
    left_out = "SELECT id FROM todo_skipped WHERE series_id = :series AND occurs_on >= :day"
    for row_id in db.column(left_out, about):
        delete(db, "todo_skipped", row_id)
    if last_day(series.repeat, series.from_on, day - _DAY) or _is_used(db, series.id):
        until = min(day - _DAY, series.until_on or day)
        update(db, "todo_series", series.id, stored_row({"until_on": until, "times": None}))
    else:
        delete(db, "todo_series", series.id)


def _is_used(db: Database, series_id: int) -> bool:
    about = {"series": series_id}
    sql = """
        SELECT EXISTS (SELECT 1 FROM todo WHERE series_id = :series)
            OR EXISTS (SELECT 1 FROM todo_skipped WHERE series_id = :series)
    """
    return bool(db.value(sql, about))


def _draft_of(todo: Todo) -> dict[str, Any]:
    return {key: getattr(todo, key) for key in FIELDS}


def _day(values: Mapping[str, Any]) -> date | None:
    found = values["planned_on"] or values["due_on"]
    return found if isinstance(found, date) else None


def _on(series: Series, occurs_on: date) -> dict[str, date | None]:
    """The days of a to-do by its rule, wherever a closing day or a hand has put it."""
    if not series.is_planned:
        return {"planned_on": None, "due_on": occurs_on}
    after = series.due_after
    return {"planned_on": occurs_on, "due_on": None if after is None else occurs_on + after * _DAY}
