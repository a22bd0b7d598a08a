"""One writer at a time: a lock file beside the workbook that names who holds it."""

from __future__ import annotations

import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from commdesk.core.errors import Refused
from commdesk.core.values import from_moment, to_moment
from commdesk.core.words import Text, say


@dataclass(frozen=True, slots=True)
class Holder:
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
        self._lock = FileLock(beside(workbook, ".lock"), timeout=0)

    def take(self, now: datetime) -> None:
        """Take the lock or refuse with the holder's name."""
        from filelock import Timeout

        try:
            self._lock.acquire()
        except Timeout:
            raise self._held() from None
        except OSError as error:
            raise Refused(
                "{file} cannot be opened for writing here: the folder is read-only ({cause}). "
                "Copy it to a folder of your own. Nothing was changed.",
                file=self._workbook.name,
                cause=error.strerror or str(error),
            ) from error
        note = json.dumps(asdict(Holder.here(now)))
        beside(self._workbook, ".holder").write_text(note, encoding="utf-8")

    def free(self) -> None:
        if self._lock.is_locked:
            beside(self._workbook, ".holder").unlink(missing_ok=True)
            self._lock.release()

    def _held(self) -> Refused:
        holder = find_holder(self._workbook)
        if holder is None:
            return Refused(
                "{file} is open for writing elsewhere. Close it there first. Nothing was changed.",
                file=self._workbook.name,
            )
        return Refused(
            "{file} is open for writing by {holder}. Close it there first. Nothing was changed.",
            file=self._workbook.name,
            holder=holder.text,
        )


def find_holder(workbook: Path) -> Holder | None:
    """Who holds the workbook, as far as the note beside it says."""
    try:
        found = json.loads(beside(workbook, ".holder").read_text(encoding="utf-8"))
        return Holder(**found)
    except (OSError, ValueError, TypeError):
        return None


def beside(workbook: Path, ending: str) -> Path:
    """A hidden companion file of the workbook: `.name.commdesk.lock`."""
    return workbook.with_name(f".{workbook.name}{ending}")
