"""Reads of history: lines, newest first, and what one act changed, as the user calls it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from commdesk.core import journal
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.telling import MADE_BY_PROGRAM, Telling, Weekday, typed
from commdesk.core.words import LANGUAGE_NAMES
from commdesk.features.history.model import FieldChange, Line, RowChange

_FACTS = "workbook_fact"


def count_lines(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM journal_entry"))


def list_lines(db: Database, *, limit: int = 200, offset: int = 0) -> list[Line]:
    """Lines of history, newest first."""
    return [Line.of(entry) for entry in journal.history(db, limit=limit, offset=offset)]


def count_changes(db: Database, entry_id: int) -> int:
    """How many rows an act changed."""
    sql = "SELECT count(*) FROM journal_change WHERE entry_id = :id"
    return int(db.value(sql, {"id": entry_id}))


def what_changed(desk: Desk, entry_id: int, *, limit: int = 60) -> list[RowChange]:
    """The rows that an act changed, in order, at most `limit`; what was blanked is left out."""
    reading = _Reading(desk)
    changes = journal.changes_of(desk.db, entry_id, limit=limit)
    return [reading.row(change) for change in changes if change.before or change.after]


class _Reading:
    """Finds words for tables, fields, values and the things that ids point to."""

    def __init__(self, desk: Desk) -> None:
        self._db = desk.db
        self._called = desk.called
        self._telling = Telling(desk)

    def row(self, change: journal.Change) -> RowChange:
        before, after = change.before or {}, change.after or {}
        if change.table == _FACTS:
            fields = self._fact(change.row_id, before, after)
        else:
            found = (self._field(change, key) for key in dict.fromkeys((*before, *after)))
            fields = tuple(each for each in found if each is not None)
        name = self._telling.name(change.table, change.row_id) or _own_name(before | after)
        return RowChange(self._called(change.table), name, change.action, fields)

    def _field(self, change: journal.Change, key: str) -> FieldChange | None:
        if key in MADE_BY_PROGRAM:
            return None
        old, new = (
            self._telling.value(change.table, key, (side or {}).get(key))
            for side in (change.before, change.after)
        )
        if old == new or (change.action != "update" and not (old or new)):
            return None
        return FieldChange(self._called(f"{change.table}.{key}"), old, new)

    def _fact(
        self, row_id: int, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> tuple[FieldChange, ...]:
        key = before.get("key") or after.get("key") or _key_of_fact(self._db, row_id)
        sides = (json.loads(side.get("value") or "null") for side in (before, after))
        old, new = (_fact_value(key, value) for value in sides)
        return (FieldChange(self._called(f"{_FACTS}.{key}"), old, new),)


def _fact_value(key: str, value: Any) -> Any:
    if key == "language":
        return LANGUAGE_NAMES.get(value, value)
    if key == "workdays" and isinstance(value, list):
        return [Weekday(number) for number in value]
    if isinstance(value, dict | list):
        return None  # how a feature keeps something for itself is nothing to read
    return None if value in {None, ""} else typed(key, value)


def _key_of_fact(db: Database, row_id: int) -> str:
    return db.value("SELECT key FROM workbook_fact WHERE id = :id", {"id": row_id}) or "value"


def _own_name(values: Mapping[str, Any]) -> str:
    return next((str(values[key]) for key in ("name", "title", "day") if values.get(key)), "")
