"""Backups of a workbook: a safe copy beside a running writer, verified, thinned by age."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct

from commdesk.core import engine, files
from commdesk.core.check import faults
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.paths import user_data

DAILY, WEEKLY, MONTHLY = 12, 10, 9
_PAGES = 512  # copied a step: the writer gets its turn in between
_STAMP = "%Y-%m-%dT%H-%M-%SZ"
_NAME = re.compile(r".*-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.commdesk")

Bucket = TypeVar("Bucket")


class Backup(Struct, frozen=True, order=True):
    """One kept copy: when it was made (UTC), where it is, its size in bytes."""

    at: datetime
    path: Path
    size: int


def backup_folder(workbook: Path) -> Path:
    """Where copies of this workbook are kept: two of one name do not share a folder."""
    where = str(workbook.resolve())
    mark = hashlib.sha256(where.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return user_data() / "backups" / f"{_safe(workbook.stem)}-{mark}"


def make(
    workbook: Path, now: datetime, *, folder: Path | None = None, key: Key | None = None
) -> Backup:
    """Copy the workbook as it is now, also while a window writes in it, and verify the copy.

    The copy of a protected workbook opens with the same passphrase.

    Raises Refused when the copy cannot be made or is not sound; no half copy is left.
    """
    files.check_is_workbook(workbook, key)
    folder = folder or backup_folder(workbook)
    name = f"{_safe(workbook.stem)}-{now.astimezone(UTC).strftime(_STAMP)}{files.SUFFIX}"
    target = folder / name
    fresh = folder / f".{name}.{os.getpid()}"
    with files.readable_errors(target):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with files.readable_errors(workbook):
            _copy(workbook, fresh, key)
            _verify(fresh, workbook, key)
            _to_disk(fresh)
            fresh.replace(target)
    finally:
        _remove(fresh)
    return Backup(_stamp(target), target, target.stat().st_size)


def list_backups(workbook: Path, *, folder: Path | None = None) -> list[Backup]:
    """The kept copies, newest first."""
    found = (folder or backup_folder(workbook)).glob(f"*{files.SUFFIX}")
    kept = [Backup(_stamp(p), p, p.stat().st_size) for p in found if _NAME.fullmatch(p.name)]
    return sorted(kept, reverse=True)


def rotate(workbook: Path, today: date, *, folder: Path | None = None) -> list[Backup]:
    """Remove what `to_keep` does not keep; what was removed."""
    backups = list_backups(workbook, folder=folder)
    kept = to_keep((backup.at for backup in backups), today)
    gone = [backup for backup in backups if backup.at not in kept]
    for backup in gone:
        backup.path.unlink(missing_ok=True)
    return gone


def to_keep(stamps: Iterable[datetime], today: date) -> frozenset[datetime]:
    """All of today and yesterday; else the newest of each of 12 days, 10 ISO weeks, 9 months.

    Days, weeks and months without a copy do not count, so time away costs none.
    """
    newest_first = sorted(stamps, reverse=True)
    kept = {stamp for stamp in newest_first if _day(stamp) >= today - timedelta(days=1)}
    kept |= _newest_of(newest_first, _day, DAILY)
    kept |= _newest_of(newest_first, lambda s: _day(s).isocalendar()[:2], WEEKLY)
    kept |= _newest_of(newest_first, lambda s: (_day(s).year, _day(s).month), MONTHLY)
    return frozenset(kept)


def _newest_of(
    newest_first: list[datetime], bucket: Callable[[datetime], Bucket], count: int
) -> set[datetime]:
    newest: dict[Bucket, datetime] = {}
    for stamp in newest_first:
        newest.setdefault(bucket(stamp), stamp)
    return set(list(newest.values())[:count])


def _day(stamp: datetime) -> date:
    return stamp.astimezone().date()


def _copy(workbook: Path, fresh: Path, key: Key | None) -> None:
    source = engine.connect(str(workbook), key=key, read_only=True, wait_ms=5_000)
    try:
        target = engine.create(str(fresh), key)
        try:
            _copy_pages(source, target, fresh.parent)
            # One file, without -wal: a copy that is carried around must be whole.
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
    finally:
        source.close()


def _copy_pages(source: Any, target: Any, folder: Path) -> None:
    try:
        source.backup(target, pages=_PAGES)
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


def _stamp(path: Path) -> datetime:
    found = _NAME.fullmatch(path.name)
    return datetime.strptime(found[1] if found else "", _STAMP).replace(tzinfo=UTC)


def _safe(stem: str) -> str:
    return re.sub(r"\W+", "-", stem).strip("-") or "workbook"
