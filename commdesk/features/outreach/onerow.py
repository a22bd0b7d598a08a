"""Writes to tables in which a member has at most one row: a draft, a pause, an agreed cadence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commdesk.core.database import Database, delete, insert, update


def row_of(db: Database, table: str, member_id: int) -> int | None:
    """The id of the one row of a member, when there is one."""
    found: int | None = db.value(
        f"SELECT id FROM {table} WHERE member_id = :member", {"member": member_id}
    )
    return found


def put(db: Database, table: str, member_id: int, row: Mapping[str, Any]) -> None:
    """Part of an op: set these columns of the member's row, made when it is not there."""
    known = row_of(db, table, member_id)
    if known is None:
        insert(db, table, {"member_id": member_id, **row})
    else:
        update(db, table, known, row)


def forget(db: Database, table: str, member_id: int) -> None:
    """Part of an op: take the member's row away, if there is one."""
    if (known := row_of(db, table, member_id)) is not None:
        delete(db, table, known)
