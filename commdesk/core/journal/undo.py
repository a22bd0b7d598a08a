"""Plays an act backwards in one transaction, and refuses when something changed since."""

from __future__ import annotations

from collections.abc import Callable

from commdesk.core.database import Database, Row, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal.entries import Change, Entry, as_entry, changes_backwards
from commdesk.core.words import Text

_MANY = 500  # row changes: well under the 50 ms that the window may stand still

Called = Callable[[str], Text]
"""`table` or `table.column` -> what the user calls it."""


def next_undo(db: Database) -> Entry | None:
    """The newest act that still stands, or None."""
    return as_entry(
        db.one(
            """
            SELECT * FROM journal_entry WHERE kind = 'do' AND is_undone = 0
          ORDER BY id DESC LIMIT 1
            """
        )
    )


def was_played_back(db: Database) -> bool:
    """Whether the newest entry undid something or did it again."""
    row = db.one("SELECT kind FROM journal_entry ORDER BY id DESC LIMIT 1")
    return row is not None and row["kind"] in {"undo", "redo"}


def next_redo(db: Database) -> Entry | None:
    """The oldest act that is undone and may be done again: a new act ends redo."""
    return as_entry(
        db.one(
            """
            SELECT * FROM journal_entry WHERE kind = 'do' AND is_undone = 1
          ORDER BY id LIMIT 1
            """
        )
    )


def is_long(db: Database, first_id: int, last_id: int | None = None) -> bool:
    """Whether undoing this act (and those up to `last_id`) takes longer than a window may wait."""
    sql = """
        SELECT 1 FROM journal_change WHERE entry_id BETWEEN :first AND :last
         LIMIT 1 OFFSET :many
    """
    where = {"first": first_id, "last": last_id or first_id, "many": _MANY}
    return db.value(sql, where) is not None


def undo_entry_of(db: Database, entry_id: int) -> int:
    """The newest entry that undid this act."""
    sql = "SELECT max(id) FROM journal_entry WHERE of_id = :id AND kind = 'undo'"
    return int(db.value(sql, {"id": entry_id}))


def named_next(
    db: Database, find: Callable[[Database], Entry | None], nothing: str, only: int | None
) -> Entry:
    """What `find` finds to be played back; refuses when it may not, or is not the one named."""
    entry = find(db)
    if entry is None:
        raise Refused(nothing)
    refuse_if_closed(entry)
    refuse_if_other(entry, only)
    return entry


def refuse_if_closed(entry: Entry) -> None:
    if entry.closed_because:
        raise Refused(
            "{what} cannot be undone: {why}.", what=entry.text, why=Text(entry.closed_because)
        )


def refuse_if_other(entry: Entry, only: int | None) -> None:
    """Refuse unless this is the act that was named to the user: a colleague's came since, say."""
    if only is not None and entry.id != only:
        raise Refused(
            "Something else was done meanwhile; now it would be: {what}. Nothing was changed.",
            what=entry.text,
        )


def play_back(db: Database, what: Entry, source: int, running: int, called: Called) -> None:
    """Reverse the changes of entry `source` inside the running entry; refuse on any difference.

    Cascades are replayed like any change: what a cascade already did counts as done, and in the
    end the running entry must hold exactly as many changes as the one it reverses. `called` words
    tables and columns in a refusal.
    """
    db.raw.execute("PRAGMA defer_foreign_keys=ON")
    count = 0
    for change in changes_backwards(db, source):
        _reverse(db, what, change, running, called)
        count += 1
    made = db.value("SELECT count(*) FROM journal_change WHERE entry_id = :id", {"id": running})
    if made != count:
        raise Refused("{what} cannot be undone: newer things hang on it.", what=what.text)


def mark_undone(db: Database, entry_id: int, *, is_undone: bool) -> None:
    db.raw.execute("UPDATE journal_entry SET is_undone = ? WHERE id = ?", (is_undone, entry_id))


def _reverse(db: Database, what: Entry, change: Change, running: int, called: Called) -> None:
    now = _row(db, change.table, change.row_id)
    if change.action == "delete":
        if now is not None:
            raise _conflict(what, change, None, called)
        insert(db, change.table, change.before or {})
    elif now is None:
        if not (change.action == "insert" and _is_touched(db, running, change)):
            raise _conflict(what, change, None, called)
    elif wrong := _different(now, change.after or {}):
        if change.action != "update" or not _is_touched(db, running, change):
            raise _conflict(what, change, wrong, called)
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


def _conflict(what: Entry, change: Change, field: str | None, called: Called) -> Refused:
    table = called(change.table)
    if field is None:
        return Refused(
            "{what} cannot be undone: {table} was changed since.", what=what.text, table=table
        )
    return Refused(
        "{what} cannot be undone: “{detail}” was changed since ({table}).",
        what=what.text,
        detail=called(f"{change.table}.{field}"),
        table=table,
    )
