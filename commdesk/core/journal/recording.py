"""The triggers that write every row change of an act into the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from commdesk.core.database import Database
from commdesk.core.journal.entries import FINAL, OWN_TABLES, Kind
from commdesk.core.values import to_moment
from commdesk.core.words import Text


def watch(db: Database, unwatched: Iterable[str]) -> None:
    """Make the recording triggers of this connection; call again after every migration."""
    db.raw.execute("CREATE TEMP TABLE IF NOT EXISTS journal_now (entry_id INTEGER)")
    for table in watched_tables(db, unwatched):
        for statement in _triggers(table, _columns(db, table)):
            db.raw.execute(statement)


def watched_tables(db: Database, unwatched: Iterable[str]) -> list[str]:
    """Our own plain tables; virtual and shadow tables are never watched."""
    left_out = OWN_TABLES | frozenset(unwatched)
    names = db.column(
        """
        SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table'
           AND name NOT LIKE 'sqlite%' AND substr(name, 1, 1) <> '_'
      ORDER BY name
        """
    )
    return [name for name in names if name not in left_out]


def begin(
    db: Database,
    *,
    kind: Kind,
    op: str,
    label: str,
    now: datetime,
    who: tuple[str, str],
    of: int | None = None,
) -> int:
    """Start an entry inside the open transaction; every change until `finish` belongs to it.

    `who` is actor and device; `of` the act that an undo or redo is about.
    """
    last = db.value("SELECT max(id) FROM journal_entry") or 0
    entry_id = max(db.next_id(), last + 1)
    if entry_id == last + 1:
        db.follow_ids(entry_id)
    db.raw.execute(
        """
        INSERT INTO journal_entry (id, kind, op, label, subject, actor, device, at, of_id)
        VALUES (:id, :kind, :op, :label, '{}', :actor, :device, :at, :of)
        """,
        {
            "id": entry_id,
            "kind": kind,
            "op": op,
            "label": label,
            "actor": who[0],
            "device": who[1],
            "at": to_moment(now),
            "of": of,
        },
    )
    db.raw.execute("INSERT INTO temp.journal_now VALUES (?)", (entry_id,))
    return entry_id


def finish(
    db: Database, entry_id: int, subject: dict[str, Any], *, is_final: bool = False
) -> frozenset[str]:
    """End the entry; the tables it changed. An entry that changed nothing is not kept."""
    stop(db)
    tables = changed_tables(db, entry_id)
    if tables:
        _end_redo(db, entry_id)
        db.raw.execute(
            "UPDATE journal_entry SET subject = ?, closed_because = ? WHERE id = ?",
            (_json(subject), FINAL if is_final else "", entry_id),
        )
    else:
        db.raw.execute("DELETE FROM journal_entry WHERE id = ?", (entry_id,))
    return tables


def _end_redo(db: Database, entry_id: int) -> None:
    """A new act ends redo: what is undone now stays so (2)."""
    db.raw.execute(
        """
        UPDATE journal_entry SET is_undone = 2 WHERE kind = 'do' AND is_undone = 1
           AND (SELECT kind FROM journal_entry WHERE id = ?) = 'do'
        """,
        (entry_id,),
    )


def stop(db: Database) -> None:
    db.raw.execute("DELETE FROM temp.journal_now")


def changed_tables(db: Database, entry_id: int) -> frozenset[str]:
    sql = "SELECT DISTINCT table_name FROM journal_change WHERE entry_id = :id"
    return frozenset(db.column(sql, {"id": entry_id}))


def _columns(db: Database, table: str) -> list[str]:
    return db.column(f"SELECT name FROM pragma_table_info('{table}')")


def _triggers(table: str, columns: list[str]) -> list[str]:
    fields = [column for column in columns if column != "id"]
    whole = "json_object(" + ", ".join(f"'{c}', {{row}}.\"{c}\"" for c in columns) + ")"
    differs = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in fields) or "0"
    return [
        _trigger(table, "insert", "NEW", "NULL", whole.format(row="NEW")),
        _trigger(table, "delete", "OLD", whole.format(row="OLD"), "NULL"),
        _trigger(table, "update", "NEW", _diff(fields, "OLD"), _diff(fields, "NEW"), differs),
        f"""
        CREATE TEMP TRIGGER IF NOT EXISTS "journal_{table}_key"
        BEFORE UPDATE OF id ON main."{table}"
        WHEN OLD.id IS NOT NEW.id BEGIN SELECT RAISE(ABORT, 'a key never changes'); END
        """,
    ]


def _trigger(table: str, action: str, row: str, before: str, after: str, when: str = "1") -> str:
    return f"""
        CREATE TEMP TRIGGER IF NOT EXISTS "journal_{table}_{action}"
        AFTER {action.upper()} ON main."{table}" WHEN {when} BEGIN
            INSERT INTO journal_change (entry_id, table_name, row_id, action, before, after)
            VALUES (coalesce((SELECT entry_id FROM journal_now),
                             RAISE(ABORT, 'a write outside desk.do')),
                    '{table}', {row}.id, '{action}', {before}, {after});
        END
    """


def _diff(fields: list[str], row: str) -> str:
    """A JSON object of the changed fields only: a patch over {} drops none that are null."""
    if not fields:
        return "'{}'"
    pairs = " UNION ALL ".join(
        f'SELECT \'{c}\' AS k, json_quote({row}."{c}") AS v WHERE OLD."{c}" IS NOT NEW."{c}"'
        for c in fields
    )
    return f"(SELECT json_group_object(k, json(v)) FROM ({pairs}))"


def _json(subject: dict[str, Any]) -> str:
    return json.dumps(subject, ensure_ascii=False, default=_kept)


def _kept(value: Any) -> Any:
    """A day and a text are kept as such, to be worded in the language of whoever reads them."""
    if isinstance(value, Text) and not value.values:
        return {"text": value.message}
    return {"day": value.isoformat()} if type(value) is date else str(value)
