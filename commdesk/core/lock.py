"""One writer at a time: a lock file beside the workbook that names who holds it."""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from commdesk.core.errors import CannotWrite, Refused
from commdesk.core.values import from_moment, to_moment
from commdesk.core.words import Text, say


class Holder(Struct, frozen=True):
    """Who has the workbook open for writing: user, computer, since when (UTC, ISO)."""

    user: str
    computer: str
    since: str
    process: int = 0

    @classmethod
    def here(cls, now: datetime) -> Holder:
        return cls(user_name(), computer_name(), to_moment(now), os.getpid())

    @property
    def text(self) -> Text:
        return say(
            "{user} on {computer} since {since}",
            user=self.user,
            computer=self.computer,
            since=from_moment(self.since),
        )


def user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"  # an account without a name: happens in service accounts


def computer_name() -> str:
    return platform.node() or "?"


class Lock:
    """The lock of one workbook; the operating system frees it when the process dies.

    The holder's name lies in a file of its own, since Windows lets nobody read a locked one.
    """

    def __init__(self, workbook: Path) -> None:
        from filelock import FileLock

        self._workbook = workbook
        # Colleagues take turns in a shared folder: whoever comes first must not own the lock file.
        self._lock = FileLock(beside(workbook, ".lock"), timeout=0.2, mode=0o666)
        self._note = beside(workbook, ".holder")

    def take(self, now: datetime) -> None:
        """Take the lock or refuse with the holder's name; OSError when the disk is full."""
        from filelock import Timeout

        try:
            self._lock.acquire()
        except Timeout:
            raise held_elsewhere(self._workbook, find_holder(self._workbook)) from None
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}:
                raise
            raise CannotWrite(
                "{file} cannot be opened for writing here: the folder is read-only ({cause}). "
                "Copy it to a folder of your own. Nothing was changed.",
                file=self._workbook.name,
                cause=error.strerror or str(error),
            ) from error
        try:
            # A note that a killed process left may be somebody else's: not ours to write in.
            self._note.unlink(missing_ok=True)
            self._note.write_text(json.dumps(asdict(Holder.here(now))), encoding="utf-8")
        except BaseException:
            self.free()
            raise

    @property
    def is_taken(self) -> bool:
        return self._lock.is_locked

    def free(self) -> None:
        if self.is_taken:
            with suppress(OSError):  # nobody believes a note without a lock
                self._note.unlink(missing_ok=True)
            self._lock.release()


def held_elsewhere(workbook: Path, holder: Holder | None) -> CannotWrite:
    """The refusal to write in a workbook that somebody else has open."""
    if holder is None:
        return CannotWrite(
            "{file} is open for writing elsewhere. Close it there first. Nothing was changed.",
            file=workbook.name,
        )
    return CannotWrite(
        "{file} is open for writing by {holder}. Close it there first. Nothing was changed.",
        file=workbook.name,
        holder=holder.text,
    )


def refuse_a_second_computer(path: Path, place: Text | None) -> None:
    """On a shared place a file that another computer writes is not even read: no WAL there."""
    holder = find_holder(path) if place else None
    if holder and holder.computer != computer_name():
        raise Refused(
            "{file} lies on {place}, where one computer at a time can have it open, and {holder} "
            "has it now. Close it there first. Nothing was changed.",
            file=path.name,
            place=place,
            holder=holder.text,
        )


def find_holder(workbook: Path) -> Holder | None:
    """Who holds the workbook, by the note beside it; a note that a killed process left is none."""
    try:
        found = json.loads(beside(workbook, ".holder").read_text(encoding="utf-8"))
        return Holder(**found) if _is_locked(workbook) else None
    except (OSError, ValueError, TypeError):
        return None


def _is_locked(workbook: Path) -> bool:
    """Whether somebody has the lock now; asked by taking it for a moment."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(beside(workbook, ".lock"), timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return True  # in a folder that we may only read the note is all there is


def beside(workbook: Path, ending: str) -> Path:
    """A hidden companion file of the workbook: `.name.commdesk.lock`.

    It lies beside the file itself, not beside a link to it: one file, one lock.
    """
    real = workbook.resolve()
    return real.with_name(f".{real.name}{ending}")
