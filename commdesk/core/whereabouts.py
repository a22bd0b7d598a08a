"""Is the file of an open workbook still where it was? It is asked before every act.

On Linux and macOS an open file can be moved, renamed, removed or replaced: what is written then
goes to a file that nobody finds any more, and is gone when it is closed. Windows refuses all four
while SQLite has it open; there this sees a stick that was pulled out, and a drive that went away.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

from msgspec import Struct

from commdesk.core import engine, files
from commdesk.core.backup.copies import gone_folder
from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.place import is_on_network

_KNOWS_FILES = sys.platform != "win32"
"""Windows numbers the files of a share anew when it likes to, and needs no number here."""


class Identity(Struct, frozen=True):
    """Which file it is, whatever it is called."""

    device: int
    inode: int
    """0: the file system does not say."""

    @classmethod
    def of(cls, path: Path) -> Self:
        found = path.stat()
        return cls(found.st_dev, found.st_ino) if _KNOWS_FILES else cls(0, 0)

    def may_be(self, other: Self) -> bool:
        """False only where both are known and differ: a doubt locks nobody out of their file."""
        return self == other or not (self.inode and other.inode)


class Whereabouts:
    """Where one open workbook lies; keeps a copy of what is open when it no longer lies there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.identity = Identity.of(path)
        self._kept: Path | None = None

    def check(self, db: Database) -> None:
        """Refuse to write when the file is not there any more, or another lies in its place."""
        try:
            found = Identity.of(self._path)
        except OSError as error:
            raise self._gone(db) from error
        if self._is_another(found):
            raise Refused(
                "Another file lies in the place of {file} now: a sync program or somebody else "
                "put it there. Nothing was changed. What you had here is kept in {copy}. Open "
                "{file} again to work in the one that lies there now.",
                file=self._path.name,
                copy=self._keep(db),
            )

    def leave(self, db: Database) -> None:
        """Before it is closed: of a file that is gone from its place SQLite takes in no -wal."""
        try:
            found = Identity.of(self._path)
        except OSError:
            set_down(db)  # whole where it went; who removed it wants no copy
            return
        if self._is_another(found):
            self._keep(db)

    def _is_another(self, found: Identity) -> bool:
        """A network drive may number one file anew: there it is taken for what it is."""
        return not found.may_be(self.identity) and not is_on_network(self._path.resolve())

    def _gone(self, db: Database) -> Refused:
        if not self._path.parent.is_dir():
            return Refused(
                "The disk or folder with {file} is gone: a stick that was pulled out, or a drive "
                "that is not connected. Connect it again and try again. Nothing was changed.",
                file=self._path.name,
            )
        return Refused(
            "{file} is no longer in its folder: it was moved, renamed or removed. Nothing was "
            "changed. Put it back and try again, or open it where it is now. What you had here is "
            "kept in {copy}.",
            file=self._path.name,
            copy=self._keep(db),
        )

    def _keep(self, db: Database) -> str:
        """Everything up to the last change, once: nothing can be written after it."""
        set_down(db)
        if self._kept is None:
            folder = gone_folder()
            folder.mkdir(parents=True, exist_ok=True)
            fresh = _free(folder, self._path)
            with files.made_whole(fresh), files.readable_errors(fresh):
                _copy(db, fresh)
            self._kept = fresh
        return str(self._kept)


def _copy(db: Database, fresh: Path) -> None:
    target = engine.create(str(fresh), db.key)
    try:
        db.raw.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()


def set_down(db: Database) -> None:
    """Bring everything into the file itself, so that it is whole while nobody works in it."""
    with suppress(engine.DatabaseError):  # somebody reads it now: then the -wal keeps it
        db.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _free(folder: Path, path: Path) -> Path:
    names = (f"{path.stem}{'-' + str(n) if n else ''}{path.suffix}" for n in range(1_000))
    return next(each for name in names if not (each := folder / name).exists())
