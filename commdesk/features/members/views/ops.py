"""Writes of views: keep one under a name, change it, remove it; follow a tag that is renamed."""

from __future__ import annotations

from typing import Any

import msgspec

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.members.views.model import Condition, View


@op("Add the view {name}")
def add_view(db: Database, view: View) -> int:
    """Keep a list by name; refuses one without conditions, or with the name of another."""
    db.about(name=view.name.strip())
    return insert(db, "member_view", _row(db, view, None))


@op("Change the view {name}")
def change_view(db: Database, view_id: int, view: View) -> None:
    """Name, conditions, sort and columns as they are now."""
    db.about(name=_name(db, view_id))
    update(db, "member_view", view_id, _row(db, view, view_id))


@op("Remove the view {name}")
def remove_view(db: Database, view_id: int) -> None:
    """Take the list away; the members stay."""
    db.about(name=_name(db, view_id))
    delete(db, "member_view", view_id)


def follow_tag(db: Database, old: str, new: str) -> None:
    """Let conditions on a tag follow its new name; part of the op that renames it."""
    for row in db.query("SELECT id, conditions FROM member_view"):
        known = msgspec.json.decode(row["conditions"], type=tuple[Condition, ...])
        renamed = tuple(_renamed(each, old, new) for each in known)
        if renamed != known:
            update(db, "member_view", row["id"], {"conditions": _json(renamed)})


def _renamed(condition: Condition, old: str, new: str) -> Condition:
    is_same = str(condition.value or "").casefold() == old.casefold()
    if condition.field != "tags" or not is_same:
        return condition
    return Condition(condition.field, condition.operator, new)


def _row(db: Database, view: View, own_id: int | None) -> dict[str, Any]:
    name = " ".join(view.name.split())
    if not name:
        raise Refused("A view needs a name.", field="name")
    if not view.conditions:
        raise Refused("Add a condition: without one everybody is in the view.", field="name")
    sql = "SELECT 1 FROM member_view WHERE name = :name AND id IS NOT :own"
    if db.value(sql, {"name": name, "own": own_id}):
        raise Refused("There is a view {name} already.", name=name, field="name")
    return {
        "name": name,
        "conditions": _json(view.conditions),
        "sort": view.sort,
        "is_descending": int(view.is_descending),
        "columns": _json(view.columns),
    }


def _name(db: Database, view_id: int) -> str:
    name = db.value("SELECT name FROM member_view WHERE id = :id", {"id": view_id})
    if name is None:
        raise Refused("This view is no longer in the workbook.")
    return str(name)


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
