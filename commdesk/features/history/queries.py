"""Reads of history: lines, newest first, and what one act changed, as the user calls it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from commdesk.core import journal
from commdesk.core.called import called_by
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.events import find_events
from commdesk.core.feature import Features
from commdesk.core.journal.entries import as_entry
from commdesk.core.telling import MADE_BY_PROGRAM, Telling, Weekday, typed
from commdesk.core.values import Period, day_starts_at
from commdesk.core.words import LANGUAGE_NAMES, Text
from commdesk.features.history.model import FieldChange, Line, RowChange

_FACTS = "workbook_fact"
_A_DAY = timedelta(days=1)
_BOTH = """
    SELECT id, at, 0 AS is_event FROM journal_entry
     UNION ALL
    SELECT id, at, 1 AS is_event FROM event_log
"""


class Titles:
    """What tables and sheets are called, for the column that says what something was done to."""

    def __init__(self, features: Features) -> None:
        self.table = called_by(features)
        self._sheets = {each.name: each.title for f in features for each in f.sheets}

    def sheets(self, named: str) -> str | Text:
        """`members,outreach` as the user knows them; any other thing as it is called."""
        titles = [Text(self._sheets.get(name, name)) for name in named.split(",") if name]
        return Text("{names}", {"names": titles}) if titles else ""


def count_lines(db: Database, days: Period | None = None) -> int:
    return int(db.value(f"SELECT count(*) FROM ({_BOTH}) {_within(days)}", _bounds(days)))


def list_lines(
    db: Database,
    *,
    limit: int = 200,
    offset: int = 0,
    days: Period | None = None,
    titles: Titles | None = None,
) -> list[Line]:
    """Lines of history, newest first; without `titles` they do not say what they were done to."""
    sql = f"""
        SELECT id, is_event FROM ({_BOTH}) {_within(days)}
      ORDER BY id DESC LIMIT :limit OFFSET :offset
    """
    found = db.query(sql, {"limit": limit, "offset": offset, **_bounds(days)})
    acts = [row["id"] for row in found if not row["is_event"]]
    happened = [row["id"] for row in found if row["is_event"]]
    lines = _acts(db, acts, titles) | _events(db, happened, titles)
    return [lines[row["id"]] for row in found]


def _acts(db: Database, ids: Sequence[int], titles: Titles | None) -> dict[int, Line]:
    # The first change alone: counting those of a large act takes as long as the act is large.
    sql = f"""
        SELECT entry.*, (SELECT table_name FROM journal_change AS change
                          WHERE change.entry_id = entry.id ORDER BY change.id LIMIT 1) AS first
          FROM journal_entry AS entry WHERE entry.id IN ({_listed(ids)})
    """
    found: dict[int, Line] = {}
    for row in db.query(sql):
        first = row.pop("first")
        if entry := as_entry(row):
            found[entry.id] = Line.of(entry, titles.table(first) if titles and first else "")
    return found


def _events(db: Database, ids: Sequence[int], titles: Titles | None) -> dict[int, Line]:
    return {
        event_id: Line.of_event(event, titles.sheets(event.object) if titles else event.object)
        for event_id, event in find_events(db, ids).items()
    }


def _listed(ids: Sequence[int]) -> str:
    return ", ".join(f"{int(each)}" for each in ids)


def _within(days: Period | None) -> str:
    return "WHERE at >= :since AND at < :until" if days else ""


def _bounds(days: Period | None) -> dict[str, str]:
    if days is None:
        return {}
    return {"since": day_starts_at(days.first), "until": day_starts_at(days.last + _A_DAY)}


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
