"""Backups of the open workbook: by hand, by itself on closing, and whether the file is sound."""

from __future__ import annotations

import logging
from datetime import date, datetime
from pathlib import Path

from commdesk.core import backup, check, engine, files
from commdesk.core.backup import Backup
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.words import Text

_log = logging.getLogger(__name__)
_NEWEST = "SELECT max(id) FROM journal_entry"


def back_up(path: Path, now: datetime, key: Key | None = None) -> Backup:
    """Copy the workbook now, verify the copy and thin out old ones."""
    made = backup.make(path, now, key=key)
    backup.rotate(path, local_day(now))
    return made


def last_backup(path: Path) -> Backup | None:
    """The newest copy of this workbook, or None."""
    return next(iter(backup.list_backups(path)), None)


def find_faults(path: Path, key: Key | None = None) -> list[Text]:
    """What is wrong inside the file, read on a connection of its own (also beside a writer)."""
    with files.readable_errors(path):
        raw = engine.connect(str(path), key=key, read_only=True, wait_ms=5_000)
        try:
            return check.faults(raw)
        finally:
            raw.close()


def back_up_on_close(desk: Desk) -> Backup | None:
    """A backup when something changed since the last one; call it just before `desk.close()`.

    Never stands in the way of closing: what goes wrong is logged, without what is in the file.
    """
    if desk.is_read_only or not desk.is_open:
        return None
    try:
        return back_up(desk.path, desk.now(), desk.key) if has_changed(desk) else None
    except (Refused, OSError, engine.DatabaseError) as trouble:
        _log.info("no backup on closing: %s", type(trouble).__name__)
        return None


def has_changed(desk: Desk) -> bool:
    """Whether an act was done since the last backup: by the last act that the backup holds."""
    last = last_backup(desk.path)
    return last is None or _newest_act(last.path, desk.key) != desk.db.value(_NEWEST)


def local_day(now: datetime) -> date:
    return now.astimezone().date()


def _newest_act(path: Path, key: Key | None) -> int | None:
    """The last act in a copy; -1 for a copy that cannot be read, so that a good one follows."""
    try:
        raw = engine.connect(str(path), key=key, read_only=True)
    except engine.DatabaseError:
        return -1
    try:
        found = raw.execute(_NEWEST).fetchone()
        return None if found is None else found[0]
    except engine.DatabaseError:
        return -1
    finally:
        raw.close()
