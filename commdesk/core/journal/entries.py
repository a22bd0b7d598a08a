"""What the journal holds: acts and their row changes; reading them, and blanking a person."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from string import Formatter
from typing import Any, Literal, TypeVar

from msgspec import Struct

from commdesk.core.database import Database, Row
from commdesk.core.values import from_moment
from commdesk.core.words import N_, Text

Kind = Literal["do", "undo", "redo"]
F = TypeVar("F", bound=Callable[..., Any])

FINAL = N_("it is final")
OWN_TABLES = frozenset(
    {
        "journal_entry", "journal_change", "event_log",
        "erased_key", "erased_person", "erased_mark",
    }
)  # fmt: skip
"""What history is made of (see `core.events` for the third), and what is kept of who was erased:
none of it has a history itself."""
_BLOCK = 2_000


def op(label: str, *, is_final: bool = False) -> Callable[[F], F]:
    """Mark a function as an op; `label` is its name in undo and history (an English msgid).

    `is_final`: the op cannot be undone, nor anything before it through it (erasing a person).
    """

    def mark(function: F) -> F:
        function.label = label  # type: ignore[attr-defined]
        function.is_final = is_final  # type: ignore[attr-defined]
        return function

    return mark


class Entry(Struct, frozen=True):
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


class Change(Struct, frozen=True):
    """One row change of an entry, as the triggers wrote it."""

    table: str
    row_id: int
    action: Literal["insert", "update", "delete"]
    before: Row | None
    after: Row | None


def history(db: Database, *, limit: int = 200, offset: int = 0) -> list[Entry]:
    """Entries, newest first."""
    sql = "SELECT * FROM journal_entry ORDER BY id DESC LIMIT :limit OFFSET :offset"
    rows = db.query(sql, {"limit": limit, "offset": offset})
    return [entry for row in rows if (entry := as_entry(row)) is not None]


def find_entry(db: Database, entry_id: int) -> Entry | None:
    """One act by its id; None when this copy of the workbook does not have it."""
    return as_entry(db.one("SELECT * FROM journal_entry WHERE id = :id", {"id": entry_id}))


def changes_of(db: Database, entry_id: int, *, limit: int = -1) -> list[Change]:
    """The row changes of an entry in the order in which they were made; -1: all of them."""
    sql = """
        SELECT table_name, row_id, action, before, after FROM journal_change
         WHERE entry_id = :id ORDER BY id LIMIT :limit
    """
    return [_as_change(row) for row in db.query(sql, {"id": entry_id, "limit": limit})]


def changes_backwards(db: Database, entry_id: int) -> Iterator[Change]:
    """The row changes of an entry, last one first; a large act is read a block at a time.

    A list of all of them would take hundreds of megabytes, and letting go of it stops every thread.
    """
    bounds = "SELECT min(id), max(id) FROM journal_change WHERE entry_id = :id"
    ((first, last),) = db.raw.execute(bounds, {"id": entry_id}).fetchall()
    while first is not None and last >= first:
        # The + keeps SQLite on the primary key: sorting the whole entry for each block is slow.
        sql = """
            SELECT table_name, row_id, action, before, after FROM journal_change
             WHERE id > :after AND id <= :last AND +entry_id = :entry ORDER BY id DESC
        """
        where = {"after": last - _BLOCK, "last": last, "entry": entry_id}
        yield from (_as_change(row) for row in db.query(sql, where))
        last -= _BLOCK


def _as_change(row: Row) -> Change:
    return Change(
        row["table_name"],
        row["row_id"],
        row["action"],
        json.loads(row["before"]) if row["before"] else None,
        json.loads(row["after"]) if row["after"] else None,
    )


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


def scrub_all(db: Database, *, why: str) -> None:
    """Blank every value in the journal, and close undo; who, when and what kind stay."""
    db.raw.execute("UPDATE journal_entry SET closed_because = :why, subject = '{}'", {"why": why})
    db.raw.execute("UPDATE journal_change SET before = NULL, after = NULL")


def as_entry(row: Row | None) -> Entry | None:
    """An entry out of its stored row."""
    if row is None:
        return None
    return Entry(
        id=row["id"],
        kind=row["kind"],
        op=row["op"],
        label=row["label"],
        subject={name: _subject(value) for name, value in json.loads(row["subject"]).items()},
        actor=row["actor"],
        device=row["device"],
        at=from_moment(row["at"]),
        is_undone=bool(row["is_undone"]),
        closed_because=row["closed_because"],
    )


def _subject(value: Any) -> Any:
    if isinstance(value, dict) and "text" in value:
        return Text(value["text"])
    return date.fromisoformat(value["day"]) if isinstance(value, dict) and "day" in value else value
