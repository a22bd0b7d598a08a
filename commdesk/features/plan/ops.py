"""Writes of to-dos: add, change, plan on a day, tick off, open again, remove."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.stored import stored_row
from commdesk.features.plan.model import DAY_MINUTES, MOST_TITLE, Kind, TodoDraft
from commdesk.features.plan.queries import find_todo

_FIELDS = set(TodoDraft.__struct_fields__)


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
    values = asdict(find_todo(db, todo_id)) | dict(changes)
    check_todo(values)
    db.about(title=values["title"].strip())
    update(db, "todo", todo_id, stored_row({key: values[key] for key in changes if key in _FIELDS}))


@op("Plan “{title}”")
def plan_todo(db: Database, todo_id: int, day: date | None) -> None:
    """Put a to-do on a day; None puts it back among what is still to be planned."""
    db.about(title=find_todo(db, todo_id).title)
    update(db, "todo", todo_id, {"planned_on": day.isoformat() if day else None})


@op("Done: {title}")
def complete_todo(db: Database, todo_id: int, *, today: date) -> None:
    """Tick a to-do off; refuses one that is done already, so that its day is not overwritten."""
    todo = find_todo(db, todo_id)
    if todo.done_on:
        raise Refused("“{title}” was done on {day} already.", title=todo.title, day=todo.done_on)
    db.about(title=todo.title)
    update(db, "todo", todo_id, {"done_on": today.isoformat()})


@op("Not done after all: {title}")
def reopen_todo(db: Database, todo_id: int) -> None:
    db.about(title=find_todo(db, todo_id).title)
    update(db, "todo", todo_id, {"done_on": None})


@op("Remove to-do “{title}”")
def remove_todo(db: Database, todo_id: int) -> None:
    db.about(title=find_todo(db, todo_id).title)
    delete(db, "todo", todo_id)


def check_todo(values: Mapping[str, Any]) -> None:
    """Refuse what no to-do can be, given all its fields."""
    if not values["title"].strip():
        raise Refused("Say what is to be done.", field="title")
    if len(values["title"].strip()) > MOST_TITLE:
        raise Refused(
            "A to-do has at most {most} characters; put the rest in the note.",
            most=MOST_TITLE,
            field="title",
        )
    if values["kind"] not in set(Kind):
        raise Refused("{kind} is not a kind of work.", kind=values["kind"], field="kind")
    minutes = values["minutes"]
    if minutes is None or not 0 <= minutes <= DAY_MINUTES:
        raise Refused("A to-do takes between 0 minutes and 24 hours.", field="minutes")
    if bool(values["link_table"]) != (values["link_id"] is not None):
        raise Refused("A link names both a kind of thing and which one.", field="link_id")
