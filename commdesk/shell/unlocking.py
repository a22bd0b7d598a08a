"""Opening a protected workbook in the window: by the keyring, else by asking; and locking it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from commdesk.core import oskeyring
from commdesk.core.errors import PassphraseWanted, Refused, WrongPassphrase
from commdesk.core.keys import Key
from commdesk.core.recoverycode import key_from_typed
from commdesk.kit.jobs import Job
from commdesk.shell.newbook import from_home

if TYPE_CHECKING:
    from commdesk.shell.app import Session

_FREE_TRIES, _LONGEST_WAIT = 3, 60


class Unlocking(QObject):
    """Meets what opening a file refuses; counts the wrong tries of each file."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._wrong: dict[Path, int] = {}
        self._job: Job | None = None
        self._path: Path | None = None
        self._is_kept = False
        self._take_over = False

    def meet(self, path: Path, wanted: PassphraseWanted, *, take_over: bool) -> None:
        """A file could not be opened without its passphrase, or with the one that was given."""
        self._take_over = take_over
        if not isinstance(wanted, WrongPassphrase):
            self.ask(path, by_keyring=True)
        elif (start := self._session.start_window) and start.unlock.path == path:
            self._wrong[path] = self._wrong.get(path, 0) + 1
            start.unlock.show_wrong(start.words(wanted.text), self._wait(path))
        else:
            self.ask(path)  # what the keyring kept is of an older passphrase

    def ask(self, path: Path, *, by_keyring: bool = False) -> None:
        """Open it by the keyring when it may, else show the question on the start page."""
        session = self._session
        if by_keyring and (key := oskeyring.find(path)):
            session.open_workbook(path, take_over=self._take_over, key=key)
            return
        if session.window is not None or session.start_window is None:
            session.show_start()
        if session.start_window is not None and session.window is None:
            session.start_window.show_unlock(
                path,
                from_home(path.parent),
                may_remember=oskeyring.is_allowed(),
                is_remembered=oskeyring.is_remembered(path),
            )

    def lock(self) -> None:
        """Close the workbook to the question that opens it again."""
        window = self._session.window
        if window is None or window.desk.key is None:
            return
        path = window.desk.path
        self._session.show_start()
        if self._session.window is None:
            self.ask(path)

    def open(self, path: Path, typed: str, remember: bool) -> None:  # noqa: FBT001 - from a signal
        """Make the key in a thread, and try it."""
        if self._job is not None:
            return
        job = Job("", lambda _progress: key_from_typed(path, typed), None, None, self)
        job.ended.connect(self._try, Qt.ConnectionType.QueuedConnection)
        self._job, self._path, self._is_kept = job, path, remember
        job.start()

    def finish(self) -> None:
        if self._job is not None:
            self._job.wait()

    def _try(self, job: Job, key: Key | None, error: Any) -> None:
        self._job, path = None, self._path
        job.wait()
        job.deleteLater()
        if error is not None:
            raise error
        if path is None:
            return
        session = self._session
        session.open_workbook(path, take_over=self._take_over, key=key)
        window = session.window
        if key is None or window is None or window.desk.path != path:
            return
        self._wrong.pop(path, None)
        try:
            if self._is_kept:
                oskeyring.remember(key)
            else:
                oskeyring.forget(key)
        except Refused as refused:
            window.show_refusal(refused)

    def _wait(self, path: Path) -> int:
        """Seconds before the next try: none at first, then twice as long each time."""
        over = self._wrong[path] - _FREE_TRIES
        return min(2**over, _LONGEST_WAIT) if over >= 0 else 0
