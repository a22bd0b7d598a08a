"""Reads of own fields: which there are, and what is filled in."""

from __future__ import annotations

from typing import Any

import msgspec

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.sheets.spec import Column
from commdesk.features.members.fields.model import OwnField, column_of


def list_fields(db: Database) -> list[OwnField]:
    """Every own field, in the order in which they were made."""
    return [_field(row) for row in db.query("SELECT * FROM member_field ORDER BY id")]


def find_field(db: Database, field_id: int) -> OwnField:
    row = db.one("SELECT * FROM member_field WHERE id = :id", {"id": field_id})
    if row is None:
        raise Refused("This field is no longer in the workbook.")
    return _field(row)


def name_of_field(db: Database, field_id: int) -> str:
    """How this field is called now, or nothing when it is gone."""
    return db.value("SELECT title FROM member_field WHERE id = :id", {"id": field_id}) or ""


def count_values(db: Database, field_id: int) -> int:
    """Of how many members this field is filled in."""
    sql = "SELECT count(*) FROM member_value WHERE field_id = :id"
    return int(db.value(sql, {"id": field_id}))


def own_values(db: Database, member_id: int) -> dict[int, str]:
    """Field -> stored value of one member, of the fields that are filled in."""
    sql = "SELECT field_id, value FROM member_value WHERE member_id = :id ORDER BY field_id"
    return {row["field_id"]: row["value"] for row in db.query(sql, {"id": member_id})}


def values_of_everyone(db: Database) -> list[tuple[int, int, str]]:
    """(member, field, stored value) of everything that is filled in."""
    rows = db.query("SELECT member_id, field_id, value FROM member_value")
    return [(row["member_id"], row["field_id"], row["value"]) for row in rows]


def own_columns(db: Database) -> tuple[Column, ...]:
    """The own fields as columns of a sheet."""
    return tuple(column_of(field) for field in list_fields(db))


def _field(row: dict[str, Any]) -> OwnField:
    choices = msgspec.json.decode(row["choices"], type=tuple[str, ...])
    return OwnField(row["title"], row["kind"], choices, id=row["id"])
