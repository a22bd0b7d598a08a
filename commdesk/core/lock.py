"""One writer at a time: a lock file beside the workbook that names who holds it."""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from commdesk.core.clock import SystemClock
from commdesk.core.errors import CannotWrite, TakenElsewhere
from commdesk.core.place import shared_place
from commdesk.core.values import from_moment, to_moment
from commdesk.core.words import Text, say


class Holder(Struct, frozen=True):
    """Who has the workbook open for writing: user, computer, since when (UTC, ISO)."""

    user: str
    computer: str
    since: str
    process: int = 0

    @classmethod
    def here(cls) -> Holder:
        """This process, now: by the clock of the computer, whatever day an example plays on."""
        return cls(user_name(), computer_name(), to_moment(SystemClock().now()), os.getpid())

    @property
    def is_elsewhere(self) -> bool:
        return self.computer != computer_name()

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


def full_name() -> str:
    """The user's own name as this computer knows it; empty when it only knows an account."""
    for name in (_account_holder(), user_name()):
        if len(parts := name.split()) > 1 and all(part[0].isalpha() for part in parts):
            return " ".join(parts)
    return ""


def _account_holder() -> str:
    """What stands beside the account, where the system keeps that."""
    try:
        import pwd
    except ImportError:
        return ""  # Windows
    with suppress(KeyError, OSError, AttributeError):
        return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0]
    return ""


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
        # One lock for all threads of the program: a bulk op works under the window's.
        self._lock = FileLock(
            beside(workbook, ".lock"), timeout=0.2, mode=0o666, thread_local=False
        )
        self._note = beside(workbook, ".holder")
        self._written = ""

    def take(self, *, over: bool = False) -> None:
        """Take the lock or refuse with the holder's name; OSError when the disk is full.

        `over`: also when another computer's note says that it has the file, for nobody is there.
        """
        from filelock import Timeout

        if not over:
            refuse_a_second_computer(self._workbook)
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
            self._written = json.dumps(asdict(Holder.here()))
            self._note.write_text(self._written, encoding="utf-8")
        except BaseException:
            self.free()
            raise

    @property
    def is_taken(self) -> bool:
        return self._lock.is_locked

    def free(self) -> None:
        if self.is_taken:
            with suppress(OSError, ValueError):  # here nobody believes a note without a lock
                if self._note.read_text(encoding="utf-8") == self._written:
                    self._note.unlink()  # another's stays: it has taken the file over
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


def refuse_a_second_computer(workbook: Path) -> None:
    """On a shared place a file that another computer has open is not even read beside it."""
    holder = _noted(workbook)
    if not (holder and holder.is_elsewhere and (place := shared_place(workbook))):
        return
    raise TakenElsewhere(
        "{file} lies on {place}, where one computer at a time can have it open, and {holder} "
        "has it now. Close it there first. If nobody works there any more, open it in the window "
        "of commdesk and choose Take over. Nothing was changed.",
        file=workbook.name,
        place=place,
        holder=holder.text,
    )


def was_left_open(workbook: Path) -> bool:
    """Whether whoever had it last did not close it: killed, or the computer went down.

    Asked before anything opens the file: the first who closes it again takes the traces away.
    """
    wal = workbook.with_name(workbook.name + "-wal")
    try:
        is_left = beside(workbook, ".holder").exists() or (wal.exists() and wal.stat().st_size > 0)
    except (OSError, RuntimeError):  # a link that leads to itself: opening it says so
        return False
    return is_left and not _is_locked(workbook)


def find_holder(workbook: Path) -> Holder | None:
    """Who holds the workbook, by the note beside it.

    A note that a killed process left here is none. Of another computer a shared place brings the
    note and never the lock: there the note counts.
    """
    holder = _noted(workbook)
    if holder and (_is_locked(workbook) or (holder.is_elsewhere and shared_place(workbook))):
        return holder
    return None


def _noted(workbook: Path) -> Holder | None:
    """What the note beside the workbook says, whether it is true or not."""
    try:
        return Holder(**json.loads(beside(workbook, ".holder").read_text(encoding="utf-8")))
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
