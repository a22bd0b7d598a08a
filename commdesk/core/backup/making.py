"""Makes a copy of a workbook beside a running writer, verified before it counts."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from commdesk.core import engine, files, sealing
from commdesk.core.backup.copies import STAMP, Backup, backup_folder, safe, stamp_of
from commdesk.core.check import faults
from commdesk.core.errors import Refused
from commdesk.core.keys import Key

_LONG_AGO = 24 * 3600  # seconds: a copy in the making is written all the time
_PAGES = 512  # copied a step: the writer gets its turn in between


def make(
    workbook: Path, now: datetime, *, folder: Path | None = None, key: Key | None = None
) -> Backup:
    """Copy the workbook as it is now, also while a window writes in it, and verify the copy.

    The copy of a protected workbook opens with the same passphrase.

    Raises Refused when the copy cannot be made or is not sound; no half copy is left.
    """
    files.check_is_workbook(workbook, key)
    folder = folder or backup_folder(workbook)
    name = f"{safe(workbook.stem)}-{now.astimezone(UTC).strftime(STAMP)}{files.SUFFIX}"
    target = folder / name
    fresh = folder / f".{name}.{os.getpid()}"
    with files.readable_errors(target):
        folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder, safe(workbook.stem))
    sealing.clear_away_in(folder)
    try:
        with files.readable_errors(workbook):
            _copy(workbook, fresh, key)
            _verify(fresh, workbook, key)
            _to_disk(fresh)
            fresh.replace(target)
    finally:
        _remove(fresh)
    return Backup(stamp_of(target), target, target.stat().st_size)


def _sweep(folder: Path, name: str) -> None:
    """Take away what a process that was killed left half made: nobody lists or thins it."""
    half = re.compile(r"\." + re.escape(name) + r"-[\dTZ-]{20}\.commdesk\.\d+(-wal|-shm|-journal)?")
    with suppress(OSError):
        for each in folder.iterdir():
            if half.fullmatch(each.name) and time.time() - each.stat().st_mtime > _LONG_AGO:
                each.unlink(missing_ok=True)


def _copy(workbook: Path, fresh: Path, key: Key | None) -> None:
    source = engine.connect(str(workbook), key=key, read_only=True, wait_ms=5_000)
    try:
        target = engine.create(str(fresh), key)
        try:
            _hold_still(source)
            _write_once(target)
            with fresh.open("rb+") as file:
                _copy_pages(source, target, fresh.parent, lambda: os.fsync(file.fileno()))
            # One file, without -wal: a copy that is carried around must be whole.
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
    finally:
        source.close()


def _write_once(target: Any) -> None:
    """Straight into the file: a copy that fails is thrown away, and the whole is synced at the end.

    By a -wal each page would be written twice.
    """
    target.execute("PRAGMA journal_mode=OFF")
    target.execute("PRAGMA synchronous=OFF")


def _hold_still(source: Any) -> None:
    """Copy the workbook as it is at this moment, however much is written meanwhile.

    Without a snapshot SQLite begins again after every act of another connection: a large file in
    which somebody works on would never be done. A rollback journal has none, and there a reader
    that stays would keep the writer waiting.
    """
    if engine.is_wal(source):
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchall()


def _copy_pages(source: Any, target: Any, folder: Path, to_disk: Callable[[], object]) -> None:
    """A few megabytes at a time go to the disk: a commit beside it waits for no more than those."""
    try:
        source.backup(target, pages=_PAGES, progress=lambda *_counts: to_disk())
    except engine.OperationalError as error:
        if engine.code_of(error):
            raise
        # The driver's copying gives no code of its own: what fails here is writing the copy.
        raise Refused(
            "No backup was made: {folder} has no room or cannot be written. Make room and try "
            "again. Nothing was changed.",
            folder=str(folder),
        ) from error


def _verify(fresh: Path, workbook: Path, key: Key | None) -> None:
    files.check_is_workbook(fresh, key)
    copy = engine.connect(str(fresh), key=key, read_only=True)
    try:
        found = faults(copy, is_thorough=False)
    finally:
        copy.close()
    if found:
        raise Refused(
            "No backup was made: {file} is not sound. {what}", file=workbook.name, what=found[0]
        )


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _remove(fresh: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
