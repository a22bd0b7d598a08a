"""To-dos that come back in an Excel file: ticked, moved, reworded, added, gone."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.returning import Giver, Returns, Values
from commdesk.core.values import Minutes
from commdesk.features.plan.model import HALF_HOUR, Kind, Todo, TodoDraft
from commdesk.features.plan.ops import (
    add_todo,
    change_todo,
    check_todo,
    complete_todo,
    remove_todo,
    reopen_todo,
)
from commdesk.features.plan.queries import find_todo, is_restricted

COLUMNS = ("is_done", "title", "kind", "due_on", "planned_on", "minutes", "owner")
_BLANK_ROWS = 12


def change(db: Database, row_id: str, values: Values, giver: Giver) -> None:
    check(db, row_id, values, giver)
    todo_id = int(row_id)
    if fields := _fields(values):
        change_todo(db, todo_id, fields)
    if values.get("is_done"):
        complete_todo(db, todo_id, today=giver.today)
    elif "is_done" in values:
        reopen_todo(db, todo_id)


def check(db: Database, row_id: str | None, values: Values, _giver: Giver) -> None:
    """A title that the file does not tell is not to be overwritten by what it says instead."""
    if row_id is None:
        check_todo(asdict(_draft(values)))
        return
    todo = find_todo(db, int(row_id))
    if is_restricted(db, todo.member_id):
        raise Refused("This to-do is about a member whose data is restricted.")
    if "title" in values and todo.member_id is not None:
        raise Refused("The title of a to-do about a member stays as it is here.", field="title")
    check_todo(asdict(todo) | _fields(values))
    _check_tick(todo, values)


def add(db: Database, values: Values, giver: Giver) -> None:
    todo_id = add_todo(db, _draft(values), today=giver.today)
    if values.get("is_done"):
        complete_todo(db, todo_id, today=giver.today)


def remove(db: Database, row_id: str, _giver: Giver) -> None:
    remove_todo(db, int(row_id))


def _check_tick(todo: Todo, values: Values) -> None:
    if values.get("is_done") and todo.done_on:
        raise Refused(
            "“{title}” was done on {day} already.",
            title=todo.title,
            day=todo.done_on,
            field="is_done",
        )


def _draft(values: Values) -> TodoDraft:
    """A new row: what was left empty is as usual."""
    fields = _fields(values)
    if fields.get("minutes") is None:
        fields["minutes"] = HALF_HOUR
    return TodoDraft(**fields | {"kind": fields.get("kind") or Kind.OTHER})


def _fields(values: Values) -> dict[str, Any]:
    """What a draft holds: texts are never None, a length is one."""
    fields = {key: values[key] for key in COLUMNS if key in values and key != "is_done"}
    for key in {"title", "owner", "kind"}.intersection(fields):
        fields[key] = fields[key] or ""
    if fields.get("minutes") is not None:
        fields["minutes"] = Minutes(fields["minutes"])
    return fields


RETURNS = Returns("id", COLUMNS, change, check, add, remove, _BLANK_ROWS)
