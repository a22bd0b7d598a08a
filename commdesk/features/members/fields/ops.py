"""Writes of own fields: add, change, remove a field; keep the values of a member."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.features.members.fields.model import OwnFieldDraft
from commdesk.features.members.fields.queries import count_values, find_field


@op("Add the field {title}")
def add_field(db: Database, draft: OwnFieldDraft) -> int:
    """A further field of every member; refuses one without a title, or with that of another."""
    db.about(title=draft.title.strip())
    return insert(db, "member_field", _row(db, draft, None))


@op("Change the field {title}")
def change_field(db: Database, field_id: int, draft: OwnFieldDraft) -> None:
    """Call it otherwise or change its choices.

    Refuses another kind once it is filled in, and to drop a choice that somebody has.
    """
    known = find_field(db, field_id)
    db.about(title=known.title)
    row = _row(db, draft, field_id)
    if draft.kind != known.kind and count_values(db, field_id):
        raise Refused(
            "{title} is filled in already: its kind stays.", title=known.title, field="kind"
        )
    for choice in set(known.choices) - set(draft.choices):
        if count := _count_with(db, field_id, choice):
            raise Refused(
                "{count} members have {choice}: the choice stays.",
                count=count,
                choice=choice,
                field="choices",
            )
    update(db, "member_field", field_id, row)


@op("Remove the field {title}, filled in {count} times")
def remove_field(db: Database, field_id: int) -> None:
    """Take a field out with everything filled in; refuses while a view has a condition on it."""
    known = find_field(db, field_id)
    db.about(title=known.title, count=count_values(db, field_id))
    sql = """
        SELECT member_view.name FROM member_view, json_each(member_view.conditions) AS each
         WHERE json_extract(each.value, '$.field') = :key LIMIT 1
    """
    if view := db.value(sql, {"key": known.key}):
        raise Refused(
            "The view {view} has a condition on {title}. Change the view first.",
            view=view,
            title=known.title,
        )
    delete(db, "member_field", field_id)


def keep_values(db: Database, member_id: int, values: Mapping[int, str]) -> None:
    """Field -> stored value, empty for none; part of the op that changes the member."""
    sql = "SELECT id, value FROM member_value WHERE member_id = :member_id AND field_id = :field_id"
    for field_id, value in values.items():
        where = {"member_id": member_id, "field_id": field_id}
        known = db.one(sql, where)
        if known is None:
            if value:
                insert(db, "member_value", {**where, "value": value})
        elif not value:
            delete(db, "member_value", known["id"])
        elif value != known["value"]:
            update(db, "member_value", known["id"], {"value": value})


def _row(db: Database, draft: OwnFieldDraft, own_id: int | None) -> dict[str, str]:
    title = " ".join(draft.title.split())
    if not title:
        raise Refused("A field needs a name.", field="title")
    sql = "SELECT 1 FROM member_field WHERE title = :title AND id IS NOT :own"
    if db.value(sql, {"title": title, "own": own_id}):
        raise Refused("There is a field {title} already.", title=title, field="title")
    choices = [*dict.fromkeys(" ".join(each.split()) for each in draft.choices if each.strip())]
    if draft.kind == "choice" and not choices:
        raise Refused("Type the choices, with commas between them.", field="choices")
    kept = choices if draft.kind == "choice" else []
    return {"title": title, "kind": draft.kind, "choices": msgspec.json.encode(kept).decode()}


def _count_with(db: Database, field_id: int, value: str) -> int:
    sql = "SELECT count(*) FROM member_value WHERE field_id = :id AND value = :value"
    return int(db.value(sql, {"id": field_id, "value": value}))
