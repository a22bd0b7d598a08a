"""A workbook's passphrase set, changed or removed, for the file and every copy kept of it here.

Copies that would stay behind are found by their first bytes: all that open with one key share them.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core import backup, engine, files, sealing
from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.keys import MARK, Key
from commdesk.core.lock import Lock
from commdesk.core.recoverycode import key_from_typed
from commdesk.core.returning import workbook_key

Report = Callable[[int, int], object]
"""(done, of): may raise to stop; what is done then stays done, the workbook is whole."""


class Resealed(Struct, frozen=True):
    """What became of the copies; the workbook itself is done."""

    key: Key | None
    done: int = 0
    left: tuple[Path, ...] = ()
    """Copies that open as they did before."""


def reseal(path: Path, old: Key | None, new: Key | None, report: Report | None = None) -> Resealed:
    """Give the workbook the key `new` (None: none), then its backups and copies before an update.

    Raises Refused, with everything as it was. Nobody of this process may have the file open.
    """
    lock = Lock(path)
    lock.take()
    try:
        mark = _mark_of(path, old)
        sealing.seal(path, old, new)
        done = _reseal_copies(kept_copies(path, old, mark), old, new, report)
        return replace(done, left=(*done.left, *_behind(path, mark, new)))
    finally:
        lock.free()


def reseal_copies(path: Path, key: Key | None, report: Report | None = None) -> Resealed:
    """Try again to give the copies the key that the workbook has."""
    copies = stray_copies(path, key)
    return _reseal_copies(copies, None, key, report)


def stray_copies(path: Path, key: Key | None) -> list[Path]:
    """The copies kept here that do not open as the workbook does."""
    return [copy for copy in kept_copies(path, key) if _salt(copy) != (key.salt if key else b"")]


def kept_copies(path: Path, key: Key | None, mark: str = "") -> list[Path]:
    """Backups, and what was copied before an update or when the file was gone from its place.

    `mark` is the workbook's own, if known.
    """
    mark = mark or _mark_of(path, key)
    found = (*backup.before_updates(path), *backup.from_when_gone(path))
    before = sorted(each.path for each in found)
    mine = [each for each in before if _is_of(each, key, mark)]
    return [*(each.path for each in backup.list_backups(path)), *mine]


def _behind(path: Path, mark: str, new: Key | None) -> list[Path]:
    """Copies from when it lay elsewhere: they may be those of a copy in which somebody works on."""
    found = [each.path for each in backup.left_behind(path, mark)]
    return [copy for copy in found if _salt(copy) != (new.salt if new else b"")]


def checked_key(path: Path, key: Key, typed: str) -> Key:
    """`key` when the passphrase, or the recovery code, that was typed is the one it is made of."""
    if not hmac.compare_digest(key_from_typed(path, typed).raw, key.raw):
        raise files.wrong_passphrase(path)
    return key


def _reseal_copies(
    copies: list[Path], old: Key | None, new: Key | None, report: Report | None
) -> Resealed:
    left = []
    for number, copy in enumerate(copies):
        if report:
            report(number, len(copies))
        if not _reseal_copy(copy, old, new):
            left.append(copy)
    return Resealed(new, len(copies) - len(left), tuple(left))


def _reseal_copy(copy: Path, old: Key | None, new: Key | None) -> bool:
    salt = _salt(copy)
    if salt == (new.salt if new else b""):
        return True
    if salt and (old is None or salt != old.salt):
        return False  # of a passphrase from before
    try:
        sealing.seal(copy, old if salt else None, new, backup.renew_note)
    except (Refused, OSError, engine.DatabaseError):
        return False
    return True


def _salt(path: Path) -> bytes:
    """What a protected file begins with; empty for one that anybody can read."""
    try:
        found = engine.salt_of(str(path))
    except engine.DatabaseError:
        return b"?"
    return found if found.startswith(MARK) else b""


def _mark_of(path: Path, key: Key | None) -> str:
    """What this workbook and its copies share; empty for what cannot be read."""
    try:
        db = Database.connect(path, key=key, read_only=True, wait_ms=2_000)
    except engine.DatabaseError:
        return ""
    try:
        return workbook_key(db)
    except engine.DatabaseError:
        return ""
    finally:
        db.close()


def _is_of(copy: Path, key: Key | None, mark: str) -> bool:
    if salt := _salt(copy):
        return key is not None and salt == key.salt
    return bool(mark) and _mark_of(copy, None) == mark
