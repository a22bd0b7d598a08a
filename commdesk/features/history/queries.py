"""Reads of history: lines, newest first, and what one act changed."""

from __future__ import annotations

from typing import Any

from commdesk.core import journal
from commdesk.core.database import Database
from commdesk.features.history.model import Line


def count_lines(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM journal_entry"))


def list_lines(db: Database, *, limit: int = 200, offset: int = 0) -> list[Line]:
    """Lines of history, newest first."""
    return [Line.of(entry) for entry in journal.history(db, limit=limit, offset=offset)]


def what_changed(db: Database, entry_id: int) -> list[tuple[str, str, Any, Any]]:
    """(table, field, before, after) of every value that an act changed."""
    return [
        (change.table, field, before.get(field), after.get(field))
        for change in journal.changes_of(db, entry_id)
        for before, after in [(change.before or {}, change.after or {})]
        for field in dict.fromkeys((*before, *after))
        if field != "id" and before.get(field) != after.get(field)
    ]
