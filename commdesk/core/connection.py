"""Connections to a workbook that is known to be sound: the writing one and the read-only twin."""

from __future__ import annotations

from pathlib import Path

from commdesk.core import engine, files, journal, migrate
from commdesk.core.backup.copies import before_update_folder
from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.lock import refuse_a_second_computer
from commdesk.core.words import LANGUAGES, Text
from commdesk.core.workbook import read_fact

BULK_WAIT_MS = 5_000


def connect_to_work(
    path: Path, features: Features, place: Text | None, key: Key | None
) -> Database:
    """Bring the file up to date (after copying it) and connect; the caller holds its lock."""
    files.check_is_writable(path)
    copies = before_update_folder()
    is_older = migrate.migrate(path, features, copies, key, is_shared=bool(place)) is not None
    db = connect(path, features, key)
    if is_older:
        _settle(db, features)
    return db


def connect(path: Path, features: Features, key: Key | None, wait_ms: int = 0) -> Database:
    """A connection for writing, with the functions of every feature; see `record`."""
    db = Database.connect(path, key=key, wait_ms=wait_ms)
    try:
        _prepare(db, features)
        db.execute("PRAGMA query_only=ON")
    except BaseException:
        db.close()
        raise
    return db


def record(db: Database, features: Features) -> None:
    """Make the journal's triggers before the first write; till then nothing can be written.

    They take as long as the rest of opening a workbook, and most windows are only looked at first.
    """
    if not db.is_recorded:
        db.execute("PRAGMA query_only=OFF")
        journal.watch(db, (name for feature in features for name in feature.unwatched))
        db.is_recorded = True


def connect_twin(path: Path, features: Features, key: Key | None) -> Database:
    """A reading connection beside a writer; refuses a file that this program would migrate.

    On a shared place it reads beside a writer on this computer only.
    """
    refuse_a_second_computer(path)
    db = Database.connect(path, key=key, read_only=True, wait_ms=BULK_WAIT_MS)
    try:
        migrate.refuse_if_newer(db.raw, path, features)
        if migrate.version_of(db.raw) < migrate.wanted_version(features):
            raise Refused(
                "{file} was made by an older commdesk. Open it once in the window to bring it "
                "up to date. Nothing was changed.",
                file=path.name,
            )
        _prepare(db, features)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: Database, features: Features) -> None:
    for feature in features:
        if feature.prepare:
            feature.prepare(db)


def _settle(db: Database, features: Features) -> None:
    """Bring derived tables up to date for what a migration changed; else the next op would."""
    try:
        db.execute("PRAGMA query_only=OFF")
        db.execute("BEGIN IMMEDIATE")
        for feature in features:
            if feature.settle:
                feature.settle(db)
        db.execute("COMMIT")
        db.execute("PRAGMA query_only=ON")
    except BaseException:
        db.close()
        raise


def language_of(path: Path, key: Key | None = None) -> str | None:
    """The language a workbook speaks, also of one that will be refused; None when it has none.

    One with a passphrase says nothing without its key.
    """
    try:
        files.check_is_workbook(path, key)
        db = Database.connect(path, key=key, read_only=True, wait_ms=BULK_WAIT_MS)
    except (Refused, OSError, engine.DatabaseError):
        return None
    try:
        found = read_fact(db, "language")
    except (ValueError, engine.DatabaseError):
        return None
    finally:
        db.close()
    return found if found in LANGUAGES else None
