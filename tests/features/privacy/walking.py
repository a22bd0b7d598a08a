"""Finds what is of somebody by the schema alone: foreign keys, and columns called as one is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commdesk.core.database import Database
from commdesk.core.people import Person

NOT_OURS = ("journal_", "member_search", "member_gram", "sqlite", "_sqlite", "outreach_pace")
"""The record of acts, which is told apart; and what is made out of other tables."""
SHARED = {
    ("content_tag", "item_id"): "labels of an item, whoever asked it",
    ("interview_theme", "theme_id"): "what others said in their interviews",
    ("todo_skipped", "series_id"): "days on which nothing was to be done",
}
"""What hangs on a row of somebody and is not about them, with why; reviewed by hand."""
_PEOPLE = {"member": "member_id", "moderator": "moderator_id", "interview": "interview_id"}

Rows = dict[str, dict[int, dict[str, Any]]]
Pointer = tuple[str, str, str]
"""Table, column, the table it points at."""


def walk(db: Database, person: Person) -> Rows:
    """Table -> id -> row of everything that points at the person, over every link."""
    pointers = list(_pointers(db))
    found: Rows = {}
    _add(found, person.table, db.query(f"SELECT * FROM {person.table} WHERE id = {person.id}"))
    if person.table == "member":
        for table in ("today_snooze", "retention_kept"):
            _add(found, table, db.query(f"SELECT * FROM {table} WHERE key LIKE '%:{person.id}'"))
    before = -1
    while before != (before := sum(map(len, found.values()))):
        for table, column, target in pointers:
            ids = ", ".join(map(str, found.get(target, ())))
            _add(found, table, db.query(f"SELECT * FROM {table} WHERE {column} IN ({ids})"))
        for table in ("todo", "todo_series"):
            for target, rows in list(found.items()):
                ids = ", ".join(map(str, rows))
                sql = f"SELECT * FROM {table} WHERE link_table = :at AND link_id IN ({ids})"
                _add(found, table, db.query(sql, {"at": target}))
    return {table: rows for table, rows in found.items() if rows}


def tables(db: Database) -> list[str]:
    names = db.column("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [name for name in names if not name.startswith(NOT_OURS)]


def _pointers(db: Database) -> Iterator[Pointer]:
    """Of a table that says itself whose its rows are, no other column makes them somebody's."""
    for table in tables(db):
        columns = db.column(f"SELECT name FROM pragma_table_info('{table}')")
        keys = db.query(f"""SELECT "from", "table" FROM pragma_foreign_key_list('{table}')""")
        held = {key["from"]: key["table"] for key in keys}
        held |= {column: target for target, column in _PEOPLE.items() if column in columns}
        direct = {column: target for column, target in held.items() if target == "member"}
        own = direct or {column: to for column, to in held.items() if to in _PEOPLE} or held
        for column, target in own.items():
            if (table, column) not in SHARED:
                yield table, column, target
        if table == "privacy_request":
            yield table, "moderator_id", "moderator"
            yield table, "interview_id", "interview"


def _add(found: Rows, table: str, rows: list[dict[str, Any]]) -> None:
    found.setdefault(table, {}).update((row["id"], row) for row in rows)
