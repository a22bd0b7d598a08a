"""Blanks values in the journal in large numbers; who, when and what kind stay."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from commdesk.core.database import Database
from commdesk.core.values import from_moment, to_moment

_MANY = "SELECT value FROM json_each(:ids)"


def scrub_many(db: Database, table: str, rows: Sequence[int], *, why: str) -> None:
    """As `scrub`, for many rows of one table."""
    where = {"table": table, "ids": json.dumps([*rows]), "why": why}
    changes = f"table_name = :table AND row_id IN ({_MANY})"
    db.execute(
        f"""
        UPDATE journal_entry SET closed_because = :why, subject = '{{}}'
         WHERE id IN (SELECT entry_id FROM journal_change WHERE {changes})
        """,
        where,
    )
    db.execute(f"UPDATE journal_change SET before = NULL, after = NULL WHERE {changes}", where)


def blank_entries(db: Database, entries: Sequence[int], *, why: str) -> None:
    """Blank all that these acts changed, and close undo at them, saying why."""
    where = {"ids": json.dumps([*entries]), "why": why}
    db.execute(
        f"""
        UPDATE journal_entry SET closed_because = :why, subject = '{{}}' WHERE id IN ({_MANY})
        """,
        where,
    )
    db.execute(
        f"""
        UPDATE journal_change SET before = NULL, after = NULL
         WHERE entry_id IN ({_MANY}) AND (before IS NOT NULL OR after IS NOT NULL)
        """,
        where,
    )


def blank_before(db: Database, moment: datetime, *, why: str) -> int:
    """Blank every act before this moment that was not blanked for this reason yet; how many."""
    sql = "SELECT id FROM journal_entry WHERE at < :at AND closed_because <> :why"
    found = db.column(sql, {"at": to_moment(moment), "why": why})
    blank_entries(db, found, why=why)
    return len(found)


def day_of_act(db: Database) -> date:
    """The day on which the running act is done, on this computer; inside an op."""
    sql = """
        SELECT at FROM journal_entry WHERE id = (SELECT entry_id FROM temp.journal_now)
    """
    return from_moment(db.value(sql)).astimezone().date()
