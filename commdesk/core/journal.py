"""Records every row change by triggers; undoes and redoes from that record.

SQLite writes the journal, nobody else does: TEMP triggers made from each watched table's columns
store the changed fields of an UPDATE (before, after) and the whole row of an INSERT or DELETE.
A write outside `desk.do` is refused by the same triggers. Undo plays an entry backwards in one
transaction and is itself an entry, so history only ever grows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any, Literal, TypeVar

from commdesk.core.database import Database, Row, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.values import from_moment, to_moment
from commdesk.core.words import N_, Text

Kind = Literal["do", "undo", "redo"]
F = TypeVar("F", bound=Callable[..., Any])

FINAL = N_("it is final")
OWN_TABLES = frozenset({"journal_entry", "journal_change"})


def op(label: str, *, is_final: bool = False) -> Callable[[F], F]:
    """Mark a function as an op; `label` is its name in undo and history (an English msgid).

    `is_final`: the op cannot be undone, nor anything before it through it (erasing a person).
    """

    def mark(function: F) -> F:
        function.label = label  # type: ignore[attr-defined]
        function.is_final = is_final  # type: ignore[attr-defined]
        return function

    return mark


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the user: what, about whom, by whom, where, when, and whether it still stands."""

    id: int
    kind: Kind
    op: str
    label: str
    subject: dict[str, Any]
    actor: str
    device: str
    at: datetime
    is_undone: bool
    closed_because: str

    @property
    def text(self) -> Text:
        """The label with what it is about; what was blanked on erasure reads as an ellipsis."""
        named = {name for _, name, _, _ in Formatter().parse(self.label) if name}
        return Text(self.label, dict.fromkeys(named, "…") | self.subject)


@dataclass(frozen=True, slots=True)
class Change:
    """One row change of an entry, as the triggers wrote it."""

    table: str
    row_id: int
    action: Literal["insert", "update", "delete"]
    before: Row | None
    after: Row | None


# --- recording -----------------------------------------------------------------------------------


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
            SELECT RAISE(ABORT, 'a write outside desk.do')
             WHERE NOT EXISTS (SELECT 1 FROM journal_now);
            INSERT INTO journal_change (entry_id, table_name, row_id, action, before, after)
            SELECT entry_id, '{table}', {row}.id, '{action}', {before}, {after} FROM journal_now;
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
    return json.dumps(subject, ensure_ascii=False, default=str)


# --- undo and redo -------------------------------------------------------------------------------


def next_undo(db: Database) -> Entry | None:
    """The newest act that still stands, or None."""
    return _entry(
        db.one(
            """
            SELECT * FROM journal_entry WHERE kind = 'do' AND is_undone = 0
          ORDER BY id DESC LIMIT 1
            """
        )
    )


def next_redo(db: Database) -> Entry | None:
    """The oldest act that is undone and may be done again: a new act ends redo."""
    return _entry(
        db.one(
            """
            SELECT * FROM journal_entry WHERE kind = 'do' AND is_undone = 1
          ORDER BY id LIMIT 1
            """
        )
    )


def undo_entry_of(db: Database, entry_id: int) -> int:
    """The newest entry that undid this act."""
    sql = "SELECT max(id) FROM journal_entry WHERE of_id = :id AND kind = 'undo'"
    return int(db.value(sql, {"id": entry_id}))


def refuse_if_closed(entry: Entry) -> None:
    if entry.closed_because:
        raise Refused(
            "{what} cannot be undone: {why}.", what=entry.text, why=Text(entry.closed_because)
        )


def changes_of(db: Database, entry_id: int) -> list[Change]:
    sql = """
        SELECT table_name, row_id, action, before, after FROM journal_change
         WHERE entry_id = :id ORDER BY id
    """
    return [
        Change(
            row["table_name"],
            row["row_id"],
            row["action"],
            json.loads(row["before"]) if row["before"] else None,
            json.loads(row["after"]) if row["after"] else None,
        )
        for row in db.query(sql, {"id": entry_id})
    ]


def play_back(db: Database, what: Entry, source: int, running: int) -> None:
    """Reverse the changes of entry `source` inside the running entry; refuse on any difference.

    Cascades are replayed like any change: what a cascade already did counts as done, and in the
    end the running entry must hold exactly as many changes as the one it reverses.
    """
    db.raw.execute("PRAGMA defer_foreign_keys=ON")
    changes = changes_of(db, source)
    for change in reversed(changes):
        _reverse(db, what, change, running)
    made = db.value("SELECT count(*) FROM journal_change WHERE entry_id = :id", {"id": running})
    if made != len(changes):
        raise Refused("{what} cannot be undone: newer things hang on it.", what=what.text)


def mark_undone(db: Database, entry_id: int, *, is_undone: bool) -> None:
    db.raw.execute("UPDATE journal_entry SET is_undone = ? WHERE id = ?", (is_undone, entry_id))


def _reverse(db: Database, what: Entry, change: Change, running: int) -> None:
    now = _row(db, change.table, change.row_id)
    if change.action == "delete":
        if now is not None:
            raise _conflict(what, change, None)
        insert(db, change.table, change.before or {})
    elif now is None:
        if not (change.action == "insert" and _is_touched(db, running, change)):
            raise _conflict(what, change, None)
    elif wrong := _different(now, change.after or {}):
        if change.action != "update" or not _is_touched(db, running, change):
            raise _conflict(what, change, wrong)
    elif change.action == "insert":
        delete(db, change.table, change.row_id)
    else:
        update(db, change.table, change.row_id, change.before or {})


def _row(db: Database, table: str, row_id: int) -> Row | None:
    return db.one(f'SELECT * FROM "{table}" WHERE id = :id', {"id": row_id})


def _different(now: Row, expected: Row) -> str | None:
    return next((field for field, value in expected.items() if now.get(field) != value), None)


def _is_touched(db: Database, running: int, change: Change) -> bool:
    sql = """
        SELECT 1 FROM journal_change
         WHERE entry_id = :entry AND table_name = :table AND row_id = :row LIMIT 1
    """
    found = db.value(sql, {"entry": running, "table": change.table, "row": change.row_id})
    return found is not None


def _conflict(what: Entry, change: Change, field: str | None) -> Refused:
    if field is None:
        return Refused(
            "{what} cannot be undone: {table} was changed since.",
            what=what.text,
            table=change.table,
        )
    return Refused(
        "{what} cannot be undone: {detail} was changed since ({table}).",
        what=what.text,
        detail=field,
        table=change.table,
    )


# --- reading and erasing -------------------------------------------------------------------------


def history(db: Database, *, limit: int = 200, offset: int = 0) -> list[Entry]:
    """Entries, newest first."""
    sql = "SELECT * FROM journal_entry ORDER BY id DESC LIMIT :limit OFFSET :offset"
    rows = db.query(sql, {"limit": limit, "offset": offset})
    return [entry for row in rows if (entry := _entry(row)) is not None]


def scrub(db: Database, rows: Iterable[tuple[str, int]], *, why: str) -> None:
    """Blank the values of these (table, row id) in the journal; who, when and what kind stay.

    Closes undo at every entry that loses values; `why` is the msgid of the reason shown then.
    """
    for table, row_id in rows:
        where = {"table": table, "row": row_id, "why": why}
        db.raw.execute(
            """
            UPDATE journal_entry SET closed_because = :why, subject = '{}' WHERE id IN
                   (SELECT entry_id FROM journal_change WHERE table_name = :table AND row_id = :row)
            """,
            where,
        )
        db.raw.execute(
            """
            UPDATE journal_change SET before = NULL, after = NULL
             WHERE table_name = :table AND row_id = :row
            """,
            where,
        )


def _entry(row: Row | None) -> Entry | None:
    if row is None:
        return None
    return Entry(
        id=row["id"],
        kind=row["kind"],
        op=row["op"],
        label=row["label"],
        subject=json.loads(row["subject"]),
        actor=row["actor"],
        device=row["device"],
        at=from_moment(row["at"]),
        is_undone=bool(row["is_undone"]),
        closed_because=row["closed_because"],
    )
