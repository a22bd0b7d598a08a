"""Backups of the open workbook: by hand, and by themselves."""

from __future__ import annotations

import logging
from datetime import date, datetime
from pathlib import Path

from commdesk.core import backup, engine
from commdesk.core.backup import Backup
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.events import note_event
from commdesk.core.keys import Key
from commdesk.core.words import say
from commdesk.features.safekeeping.model import EVERY_HOURS, MADE, Outcome, is_due, missed_words
from commdesk.features.safekeeping.queries import newest_act, oldest_since

_log = logging.getLogger(__name__)
_NEWEST = "SELECT max(id) FROM journal_entry"


def back_up(path: Path, now: datetime, key: Key | None = None) -> Backup:
    """Copy the workbook now to where its copies go, verify the copy and thin out old ones."""
    return backup.keep(path, now, key=key)


def back_up_quietly(path: Path, now: datetime, key: Key | None) -> Outcome:
    """What `back_up` does, for a thread of which nobody waits: trouble is told, not raised."""
    try:
        made = back_up(path, now, key)
    except Refused as refused:
        return Outcome(None, trouble=refused.text)
    except (OSError, engine.DatabaseError) as trouble:
        _log.info("no backup: %s", type(trouble).__name__)
        return Outcome(
            None, trouble=say("No backup could be made: the disk or the folder is away.")
        )
    missed = backup.missed_base(made)
    return Outcome(newest_act(made, key), made.path.name, missed_words(missed) if missed else None)


def note_backup(desk: Desk, file: str, *, is_by_itself: bool = False) -> None:
    """Keep in history that a copy was made, or with no name that none could be made."""
    detail = say("by itself") if is_by_itself else ""
    note_event(desk, MADE, file, "done" if file else "failed", detail)


def last_backup(path: Path) -> Backup | None:
    """The newest copy of this workbook, or None."""
    return next(iter(backup.list_backups(path)), None)


def back_up_on_close(desk: Desk) -> Backup | None:
    """A backup when something changed since the last one; call it just before `desk.close()`.

    Never stands in the way of closing: what goes wrong is logged, without what is in the file.
    """
    if desk.is_read_only or not desk.is_open:
        return None
    try:
        made = back_up(desk.path, desk.now(), desk.key) if has_changed(desk) else None
    except (Refused, OSError, engine.DatabaseError) as trouble:
        _log.info("no backup on closing: %s", type(trouble).__name__)
        return None
    if made:
        note_backup(desk, made.path.name, is_by_itself=True)
    return made


def has_changed(desk: Desk) -> bool:
    """Whether an act was done since the last backup: by the last act that the backup holds.

    One that cannot be read, or not with the present passphrase, is followed by one that can.
    """
    return bool(reach(desk.path, desk.key) != desk.db.value(_NEWEST))


def reach(path: Path, key: Key | None) -> int:
    """The last act that the newest copy holds, 0 without one that can be read; for a thread.

    What was restored from a copy, and not backed up since, is held by that copy.
    """
    if last := last_backup(path):
        return newest_act(last, key) or 0
    restored = backup.restored_from(path)
    return restored.newest_act if restored else 0


def is_backup_due(desk: Desk, reached: int, *, hours: int = EVERY_HOURS) -> bool:
    """Whether an act that no copy holds was done so long ago; asks no disk but the workbook's."""
    return is_due(oldest_since(desk.db, reached), desk.now(), hours)


def local_day(now: datetime) -> date:
    return now.astimezone().date()
