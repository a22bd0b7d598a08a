"""A desk's turn at its file: it holds the lock, lets go while it rests, and takes it back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Self

from msgspec import Struct

from commdesk.core import engine, files, migrate, sealing
from commdesk.core.connection import connect_to_work
from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.lock import Lock, refuse_a_second_computer
from commdesk.core.place import shared_place
from commdesk.core.whereabouts import Identity, Whereabouts, set_down


class Turn:
    """Who may write in one workbook is settled here; `place` is where others may reach it."""

    def __init__(self, path: Path, features: Features, key: Key | None = None) -> None:
        self._path, self._features, self._key = path, features, key
        self._lock = Lock(path)
        self.place = shared_place(path)
        self._seen: _Seen | None = None
        self._whereabouts: Whereabouts | None = None

    def begin(self, *, over: bool = False) -> Database:
        """Take the lock and open the file to work in; `over` as in `Lock.take`."""
        self._lock.take(over=over)
        try:
            if self._key:  # what was in plain text before does not stay behind
                sealing.clear_away(self._path)
            return self._connect()
        except BaseException:
            self._lock.free()
            raise

    @property
    def is_let_go(self) -> bool:
        return not self._lock.is_taken

    def let_go(self, db: Database) -> None:
        """Free the file, whole as it is, for others to write."""
        if self._lock.is_taken:
            with files.readable_errors(self._path):
                set_down(db)
                self._seen = _Seen.of(db)
            self._lock.free()

    def take_back(self, db: Database) -> Database | None:
        """Hold the file again; the database to go on with when another wrote, else None.

        Raises Refused when another has it now, or when it is no longer what this program can write.
        """
        if self._lock.is_taken:
            if self.place:
                refuse_a_second_computer(self._path)
            if self._whereabouts:
                self._whereabouts.check(db)
            return None
        files.check_is_workbook(self._path, self._key)
        with files.readable_errors(self._path):
            self._lock.take()
            try:
                return self._look_again(db)
            except BaseException:
                self._lock.free()
                raise

    def leave(self, db: Database) -> None:
        """Before the file is closed: what was written last stays to be found, wherever it went."""
        if self._lock.is_taken and self._whereabouts:
            with suppress(Refused, OSError, engine.DatabaseError):
                self._whereabouts.leave(db)

    def end(self) -> None:
        self._lock.free()

    def _look_again(self, db: Database) -> Database | None:
        """None for a file just as it was left; another that was put in its place is opened."""
        now = _Seen.of(db)
        if now == self._seen:
            return None
        if self._seen is None or now.is_same_file(self._seen):
            migrate.refuse_if_newer(db.raw, self._path, self._features)
            return db
        return self._connect()

    def _connect(self) -> Database:
        db = connect_to_work(self._path, self._features, self.place, self._key)
        self._whereabouts = Whereabouts(self._path)
        return db


class _Seen(Struct, frozen=True):
    """Which file it was, and how far it had been written."""

    file: Identity
    version: int

    @classmethod
    def of(cls, db: Database) -> Self:
        return cls(Identity.of(db.path), db.value("PRAGMA data_version"))

    def is_same_file(self, other: Self) -> bool:
        """Not so when a sync program has put another in its place: that one nobody has open."""
        return self.file.may_be(other.file)
