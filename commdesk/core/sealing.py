"""Gives a workbook another key, or none: a new file beside it, compared, then put in its place.

A failure at any moment leaves the file as it was: until the new one is whole and on the disk
nothing but its kind of journal is touched. Whoever calls holds the file's lock and has closed every
connection of this process to it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from commdesk.core import engine, files
from commdesk.core.check import faults
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.lock import beside

_TABLES = "SELECT type, name, tbl_name, sql FROM {of}.sqlite_schema ORDER BY type, name"
_KEPT_MARKS = ("application_id", "user_version")
_OLD = ".unsealed"
_BLOCK = 1 << 20


def seal(
    path: Path,
    old: Key | None,
    new: Key | None,
    about_to: Callable[[Path, Path], object] = lambda _path, _fresh: None,
) -> None:
    """Let the file open with `new` only; None: without a passphrase. All that it holds stays.

    `about_to` is called with the file and the one that takes its place in a moment.

    Raises Refused, and then the file is as it was. What the old file said is overwritten as well
    as can be.
    """
    real = path.resolve()  # a link stays a link
    clear_away(real)
    fresh = _fresh(real)
    try:
        with files.readable_errors(path):
            _write(real, fresh, old, new)
            _check_whole(fresh, path, new)
            shutil.copymode(real, fresh)
            to_disk(fresh)
            about_to(real, fresh)
            _put_in_place(real, fresh)
    finally:
        _remove(fresh)
    clear_away(real)


def clear_away(path: Path) -> None:
    """Take away what a sealing that was killed has left: half a new file, or the old one."""
    real = path.resolve()
    _remove(_fresh(real))
    old = _old(real)
    with suppress(OSError):
        if old.exists() and not old.samefile(real) and old.stat().st_nlink == 1:
            _overwrite(old)
    with suppress(OSError):
        old.unlink(missing_ok=True)


def clear_away_in(folder: Path) -> None:
    """The same for what was sealed in this folder, unless one of them is being sealed now."""
    with suppress(OSError):
        for old in folder.glob(f".*{_OLD}"):
            real = old.with_name(old.name[1 : -len(_OLD)])
            if not _fresh(real).exists():
                clear_away(real)


def _fresh(real: Path) -> Path:
    return beside(real, ".sealing")


def _old(real: Path) -> Path:
    return beside(real, _OLD)


def _write(real: Path, fresh: Path, old: Key | None, new: Key | None) -> None:
    raw = engine.connect(str(real), key=old)
    was_wal = engine.is_wal(raw)
    try:
        _hold_alone(raw, real)
        _export(raw, fresh, new)
    except BaseException:
        with suppress(engine.DatabaseError):
            _let_go(raw, as_wal=was_wal)
        raise
    finally:
        raw.close()


def _hold_alone(raw: Any, real: Path) -> None:
    """Bring the -wal into the file, which only goes when nobody else has it open."""
    try:
        engine.keep_journal(raw, as_wal=False)
        raw.execute("PRAGMA locking_mode=EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")
        raw.execute("COMMIT")
    except engine.OperationalError as error:
        if engine.code_of(error) not in {engine.BUSY, engine.LOCKED}:
            raise
        raise Refused(
            "{file} is open elsewhere, if only to be read. Close it there and try again. "
            "Nothing was changed.",
            file=real.name,
        ) from error


def _let_go(raw: Any, *, as_wal: bool) -> None:
    if raw.in_transaction:
        raw.execute("ROLLBACK")
    raw.execute("PRAGMA locking_mode=NORMAL")
    engine.keep_journal(raw, as_wal=as_wal)


def _export(raw: Any, fresh: Path, new: Key | None) -> None:
    engine.attach(raw, str(fresh), "sealed", new)
    raw.execute("PRAGMA sealed.journal_mode=MEMORY")
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("BEGIN")
    raw.execute("SELECT sqlcipher_export('sealed')").fetchall()
    for mark in _KEPT_MARKS:
        raw.execute(f"PRAGMA sealed.{mark}={raw.execute(f'PRAGMA main.{mark}').fetchone()[0]}")
    raw.execute("COMMIT")
    if _held(raw, "main") != _held(raw, "sealed"):
        raise engine.DatabaseError("the new file does not hold what the old one holds")
    raw.execute("DETACH sealed")


def _held(raw: Any, of: str) -> tuple[list[tuple[Any, ...]], dict[str, int]]:
    """The whole schema, and how many rows each table has; an index of words in its own tables."""
    schema = [tuple(row) for row in raw.execute(_TABLES.format(of=of)).fetchall()]
    tables = [
        name
        for kind, name, _of, sql in schema
        if kind == "table" and not sql.upper().startswith("CREATE VIRTUAL")
    ]
    counts = {
        name: raw.execute(f'SELECT count(*) FROM {of}."{name}"').fetchone()[0] for name in tables
    }
    return schema, counts


def _check_whole(fresh: Path, path: Path, new: Key | None) -> None:
    """Open it as anybody will, with the new key, and look at all of it."""
    files.check_is_workbook(fresh, new)
    raw = engine.connect(str(fresh), key=new)
    try:
        torn = raw.execute("PRAGMA cipher_integrity_check").fetchall() if new else []
        found = faults(raw)
    finally:
        raw.close()
    if torn or found:
        raise Refused(
            "{file} is not sound: {what} Leave it as it is and restore a backup. "
            "Nothing was changed.",
            file=path.name,
            what=found[0] if found else "",
        )


def _put_in_place(real: Path, fresh: Path) -> None:
    old = _old(real)
    with suppress(OSError):  # a disk without links: there the old content is only let go of
        os.link(real, old)
    try:
        fresh.replace(real)
    except OSError:
        old.unlink(missing_ok=True)
        raise
    _folder_to_disk(real.parent)


def _overwrite(path: Path) -> None:
    """Best effort: a disk that spreads its wear (an SSD) may keep the old bytes elsewhere."""
    left = path.stat().st_size
    with path.open("r+b", buffering=0) as file:
        while left > 0:
            left -= file.write(bytes(min(left, _BLOCK)))
        os.fsync(file.fileno())


def to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    """So that the new name survives a power cut; Windows does this by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove(fresh: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
