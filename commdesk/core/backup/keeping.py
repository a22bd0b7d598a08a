"""Makes a copy where copies go, notes what it holds, and remembers on this computer that it did."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from commdesk.core import engine, files
from commdesk.core.backup.copies import (
    Backup,
    Note,
    backup_folder,
    checksum,
    chosen_base,
    folder_in,
    keep_note,
    own_base,
    write_json,
)
from commdesk.core.backup.making import make
from commdesk.core.backup.thinning import rotate
from commdesk.core.clock import Clock, today_of
from commdesk.core.errors import PassphraseWanted, Refused
from commdesk.core.keys import Key
from commdesk.core.values import from_moment, to_moment

_LAST = "last.json"


class Last(Struct, frozen=True):
    """How far the newest copy that this computer made reaches, wherever it was put."""

    at: datetime | None
    """None: it never succeeded here."""
    newest_act: int


class _At(Struct, frozen=True):
    moment: datetime

    def now(self) -> datetime:
        return self.moment


def keep(
    workbook: Path, now: datetime, *, base: Path | None = None, key: Key | None = None
) -> Backup:
    """Copy the workbook to where its copies go, verify and note the copy, thin out old ones.

    That is the chosen folder; the user's own where that cannot be reached or written: see
    `missed_base`. `base`: there and nowhere else.

    Raises Refused when no copy could be made, and removes no old one then.
    """
    try:
        made = _made(workbook, now, base, key)
    except Refused:
        if base is None and last_made(workbook) is None:
            _remember(workbook, Last(None, 0))
        raise
    note = _noted(made, key)
    keep_note(made.path, note)
    if base is None:
        _remember(workbook, Last(made.at, note.newest_act))
    clock: Clock = _At(now)
    rotate(workbook, today_of(clock), folder=made.path.parent if base else None)
    return made


def missed_base(made: Backup) -> Path | None:
    """The chosen folder, when this copy could not be put there."""
    chosen = chosen_base()
    return chosen if chosen and not made.path.is_relative_to(chosen) else None


def is_reached(base: Path) -> bool:
    """Whether copies can be put in this folder now: a stick may be out, a network away."""
    try:
        return base.is_dir() and os.access(base, os.W_OK | os.X_OK)
    except OSError:
        return False


def last_made(workbook: Path) -> Last | None:
    """What this computer remembers of the newest copy; it asks no other disk and no network."""
    try:
        found = json.loads((backup_folder(workbook) / _LAST).read_text("utf-8"))
        at = from_moment(found["at"]) if found["at"] else None
        return Last(at, int(found["newest_act"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _made(workbook: Path, now: datetime, base: Path | None, key: Key | None) -> Backup:
    if base is not None:
        if not is_reached(base):
            raise _unreached(base)
        return make(workbook, now, folder=folder_in(base, workbook), key=key)
    chosen = chosen_base()
    if chosen and is_reached(chosen):
        try:
            return make(workbook, now, folder=folder_in(chosen, workbook), key=key)
        except PassphraseWanted:
            raise
        except Refused:
            pass  # pulled out, full: and a workbook that is not sound is refused below again
    return make(workbook, now, folder=folder_in(own_base(), workbook), key=key)


def _unreached(base: Path) -> Refused:
    return Refused(
        "The folder {folder} cannot be reached or written. Nothing was changed.", folder=str(base)
    )


def _noted(made: Backup, key: Key | None) -> Note:
    sql = "SELECT min(id), max(id) FROM journal_entry"
    with files.readable_errors(made.path):
        raw = engine.connect(str(made.path), key=key, read_only=True)
        try:
            first, newest = raw.execute(sql).fetchone()
        except engine.OperationalError:
            first = newest = None  # a file that was never set up
        finally:
            raw.close()
        return Note(str(first or ""), int(newest or 0), checksum(made.path))


def _remember(workbook: Path, last: Last) -> None:
    """On this computer; where even that cannot be written nothing depends on it."""
    at = to_moment(last.at) if last.at else None
    try:
        backup_folder(workbook).mkdir(parents=True, exist_ok=True)
        write_json(backup_folder(workbook) / _LAST, {"at": at, "newest_act": str(last.newest_act)})
    except OSError:
        return
