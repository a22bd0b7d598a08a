"""What was deleted is gone from the file: out of free pages, search indexes, samples and the -wal.

`secure_delete` wipes a row where it was; not the copies that SQLite leaves when it splits a page,
nor the words that a search index keeps until its parts are merged.
"""

from __future__ import annotations

from commdesk.core import engine
from commdesk.core.database import Database
from commdesk.core.erasing import ledger
from commdesk.core.words import Text, say

_INDEXES = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
_SAMPLES = "SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat_'"


def forget_bytes(db: Database) -> bool:
    """Take what was erased from the file's bytes; outside a transaction, after the op.

    False when somebody reads the file just now, so that its -wal could not be emptied, or the disk
    is full: then it is still due, and is done when the workbook is closed or opened next. It takes
    about a second for every 200 MB.
    """
    query_only = db.value("PRAGMA query_only")
    db.execute("PRAGMA query_only=OFF")
    try:
        return _forget(db)
    except engine.OperationalError as error:
        if engine.code_of(error) not in {engine.BUSY, engine.LOCKED, engine.FULL}:
            raise
        return False  # under a rollback journal a reader keeps the file itself from being written
    finally:
        db.execute(f"PRAGMA query_only={query_only}")


def is_due(db: Database) -> bool:
    """Whether something was erased whose bytes may still be in the file."""
    return bool(db.value("SELECT is_due FROM erased_key"))


def still_due(db: Database) -> Text | None:
    """What is said after an act of which the file still holds bytes."""
    if not is_due(db):
        return None
    return say(
        "The file itself could not be cleaned just now: another window reads it, or the disk is "
        "full. That is done when the workbook is closed, or opened next."
    )


def clean(db: Database) -> bool:
    """Rewrite the file without what was deleted; whether nothing of it is left beside it either."""
    for name in db.column(_INDEXES):
        db.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")
    for name in db.column(_SAMPLES):
        db.execute(f"DELETE FROM {name}")
    db.execute("VACUUM")
    return not db.query("PRAGMA wal_checkpoint(TRUNCATE)")[0]["busy"]


def _forget(db: Database) -> bool:
    ledger.keep(db)
    is_sampled = any(db.value(f"SELECT 1 FROM {name} LIMIT 1") for name in db.column(_SAMPLES))
    is_done = clean(db)
    if is_sampled:  # anew, of who is still there: what is found quickly stays so
        db.execute("PRAGMA analysis_limit=1000")
        db.execute("ANALYZE")
    if is_done and is_due(db):
        db.execute("UPDATE erased_key SET is_due = 0")
        is_done = not db.query("PRAGMA wal_checkpoint(TRUNCATE)")[0]["busy"]
    return is_done
