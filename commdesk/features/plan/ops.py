"""Writes of to-dos: add, change, plan, move, hand over, tick off, open again, remove.

One of a series that only its rule says is written down by the first of these done to it; the
others of the series stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import check_length, stored_row
from commdesk.features.plan.model import DAY_MINUTES, MOST_TITLE, Kind, Todo, TodoDraft, moved
from commdesk.features.plan.queries import find_todo, is_written_down

FIELDS = frozenset(TodoDraft.__struct_fields__)
_OF_SERIES = ("series_id", "occurs_on")


@op("Add to-do “{title}”")
def add_todo(db: Database, draft: TodoDraft, *, today: date) -> int:
    """Write down one to-do; refuses one without a title, a kind or a possible length."""
    values = asdict(draft)
    check_todo(values)
    db.about(title=draft.title.strip())
    return insert(db, "todo", stored_row(values) | {"added_on": today.isoformat()})


@op("Change to-do “{title}”")
def change_todo(db: Database, todo_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these fields of a draft; fields not named stay as they are."""
    todo = written_down(db, todo_id)
    values = asdict(todo) | dict(changes)
    check_todo(values)
    db.about(title=values["title"].strip())
    update(db, "todo", todo.id, stored_row({key: values[key] for key in changes if key in FIELDS}))


@op("Plan “{title}”")
def plan_todo(db: Database, todo_id: int, day: date | None) -> None:
    """Put a to-do on a day; None puts it back among what is still to be planned."""
    todo = written_down(db, todo_id)
    db.about(title=todo.title)
    update(db, "todo", todo.id, stored_row({"planned_on": day}))


@op("Move “{title}” to {day}")
def move_todo(db: Database, todo_id: int, day: date) -> None:
    """Put it off or bring it forward: the day to do it, and what is due before then goes along.

    What was promised stays promised for its day.
    """
    todo = written_down(db, todo_id)
    db.about(title=todo.title, day=day)
    update(db, "todo", todo.id, stored_row(moved(todo, day)))


@op("Give “{title}” to {owner}")
def hand_over_todo(db: Database, todo_id: int, owner: str) -> None:
    """Make somebody else its owner."""
    if not owner.strip():
        raise Refused("Who is to do it?", field="owner")
    check_length(owner, "owner", MOST_TITLE)
    todo = written_down(db, todo_id)
    db.about(title=todo.title, owner=owner.strip())
    update(db, "todo", todo.id, {"owner": owner.strip()})


@op("Done: {title}")
def complete_todo(db: Database, todo_id: int, *, today: date) -> None:
    """Tick a to-do off; refuses one that is done already, so that its day is not overwritten."""
    todo = written_down(db, todo_id)
    if todo.done_on:
        raise Refused("“{title}” was done on {day} already.", title=todo.title, day=todo.done_on)
    db.about(title=todo.title)
    update(db, "todo", todo.id, {"done_on": today.isoformat()})


@op("Not done after all: {title}")
def reopen_todo(db: Database, todo_id: int) -> None:
    todo = find_todo(db, todo_id)
    db.about(title=todo.title)
    update(db, "todo", todo.id, {"done_on": None})


@op("Remove to-do “{title}”")
def remove_todo(db: Database, todo_id: int) -> None:
    """Of a series only this one: its day is left out."""
    todo = find_todo(db, todo_id)
    db.about(title=todo.title)
    delete(db, "todo", todo.id)
    if todo.series_id is not None:
        skipped = {"series_id": todo.series_id, "occurs_on": todo.occurs_on}
        insert(db, "todo_skipped", stored_row(skipped))


def written_down(db: Database, todo_id: int) -> Todo:
    """Part of ops: a to-do with a row of its own; what only a rule says gets one."""
    todo = find_todo(db, todo_id)
    if not is_written_down(db, todo.id):
        kept = {key: getattr(todo, key) for key in (*FIELDS, "id", "added_on", *_OF_SERIES)}
        insert(db, "todo", stored_row(kept))
    return todo


def check_todo(values: Mapping[str, Any]) -> None:
    """Part of ops: refuse a to-do without a title, a kind or a possible length."""
    if not values["title"].strip():
        raise Refused("Say what is to be done.", field="title")
    if len(values["title"].strip()) > MOST_TITLE:
        raise Refused(
            "A to-do has at most {most} characters; put the rest in the note.",
            most=MOST_TITLE,
            field="title",
        )
    if not values["kind"]:
        raise Refused("Choose a kind of work.", field="kind")
    if values["kind"] not in set(Kind):
        raise Refused("{kind} is not a kind of work.", kind=values["kind"], field="kind")
    minutes = values["minutes"]
    if minutes is None or not 0 <= minutes <= DAY_MINUTES:
        raise Refused("A to-do takes between 0 minutes and 24 hours.", field="minutes")
    if bool(values["link_table"]) != (values["link_id"] is not None):
        raise Refused("A link names both a kind of thing and which one.", field="link_id")
