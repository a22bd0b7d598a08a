"""Whether a copy is as it was made, whether it is sound, and which is the newest that is."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from commdesk.core import check, engine, files
from commdesk.core.backup.copies import Backup, checksum, copies_for, note_of
from commdesk.core.errors import PassphraseWanted, Refused
from commdesk.core.keys import Key
from commdesk.core.words import Text


class State(Enum):
    """A copy beside its checksum."""

    AS_MADE = "as-made"
    CHANGED = "changed"
    NOT_NOTED = "not-noted"
    """It was made without one."""
    UNREAD = "unread"


def state_of(backup: Backup) -> State:
    """Reads the whole copy: for a thread."""
    note = note_of(backup)
    if note is None:
        return State.NOT_NOTED
    try:
        return State.AS_MADE if note.fits(checksum(backup.path)) else State.CHANGED
    except OSError:
        return State.UNREAD


def faults_of(copy: Path, key: Key | None = None) -> list[Text]:
    """What is wrong inside a copy; an empty list means sound.

    Raises Refused for what is no workbook or cannot be read, PassphraseWanted for one that this
    key does not open.
    """
    files.check_is_workbook(copy, key)
    return check.look_into(copy, key)


def opens_with(copy: Path, key: Key | None) -> bool:
    """Whether this key opens the copy; one made under another passphrase it does not."""
    try:
        files.check_is_workbook(copy, key)
    except PassphraseWanted:
        return False
    except (Refused, engine.DatabaseError):
        return True  # what is wrong with it is something else
    return True


def newest_good(workbook: Path, key: Key | None = None) -> Backup | None:
    """The newest copy that is as it was made, opens and is sound; the workbook is not opened."""
    return next((each for each in copies_for(workbook) if _is_good(each, key)), None)


def _is_good(backup: Backup, key: Key | None) -> bool:
    if state_of(backup) in {State.CHANGED, State.UNREAD}:
        return False
    try:
        return not faults_of(backup.path, key)
    except (Refused, engine.DatabaseError):
        return False
