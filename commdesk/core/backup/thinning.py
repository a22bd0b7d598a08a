"""Which copies stay: all of today and yesterday, the newest of 12 days, 10 weeks and 9 months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from commdesk.core.backup.copies import Backup, list_backups, note_of, note_path

DAILY, WEEKLY, MONTHLY = 12, 10, 9
_LOOK_AHEAD = 320  # days: longer than nine months
_SATURDAY = 6

Bucket = TypeVar("Bucket")


def rotate(workbook: Path, today: date, *, folder: Path | None = None) -> list[Backup]:
    """Remove what `to_keep` does not keep; what was removed.

    Copies of another workbook that lie in the same folder are thinned by themselves: a new file
    that took the place of an old one does not push out its copies.
    """
    by_workbook: dict[str, list[Backup]] = defaultdict(list)
    for backup in list_backups(workbook, folder=folder):
        note = note_of(backup)
        by_workbook[note.workbook if note else ""].append(backup)
    gone = [each for backups in by_workbook.values() for each in _thinned(backups, today)]
    for backup in gone:
        backup.path.unlink(missing_ok=True)
        note_path(backup.path).unlink(missing_ok=True)
    return gone


def to_keep(stamps: Iterable[datetime], today: date) -> frozenset[datetime]:
    """All of today and yesterday; else the newest of each of 12 days, 10 ISO weeks, 9 months.

    Days, weeks and months without a copy do not count, so time away costs none.
    """
    newest_first = sorted(stamps, reverse=True)
    kept = {stamp for stamp in newest_first if _day(stamp) >= today - timedelta(days=1)}
    for bucket, count in _RULES:
        kept |= set(list(_newest_of(newest_first, bucket).values())[:count])
    return frozenset(kept)


def goes_on(stamps: Iterable[datetime], today: date) -> Mapping[datetime, date]:
    """The day on which each copy goes, when from tomorrow on one is made every Monday to Friday.

    With fewer copies they stay longer.
    """
    there = sorted(stamps)
    coming = [_noon(day) for day in _working_days(today)]
    every = [*there, *coming]
    until = {stamp: _day(stamp) + timedelta(days=2) for stamp in there}
    for bucket, count in _RULES:
        newest = _newest_of(reversed(every), bucket)
        first = _newest_of(every, bucket)  # of a line the other way round: the oldest
        order = list(first)
        for stamp in there:
            place = order.index(bucket(stamp)) + count
            if newest[bucket(stamp)] == stamp and place < len(order):
                until[stamp] = max(until[stamp], _day(first[order[place]]))
    return {stamp: max(day, today + timedelta(days=1)) for stamp, day in until.items()}


def _thinned(backups: list[Backup], today: date) -> list[Backup]:
    kept = to_keep((backup.at for backup in backups), today)
    return [backup for backup in backups if backup.at not in kept]


def _newest_of(
    newest_first: Iterable[datetime], bucket: Callable[[datetime], Bucket]
) -> dict[Bucket, datetime]:
    newest: dict[Bucket, datetime] = {}
    for stamp in newest_first:
        newest.setdefault(bucket(stamp), stamp)
    return newest


def _day(stamp: datetime) -> date:
    return stamp.astimezone().date()


def _week(stamp: datetime) -> tuple[int, int]:
    return _day(stamp).isocalendar()[:2]


def _month(stamp: datetime) -> tuple[int, int]:
    return (_day(stamp).year, _day(stamp).month)


def _working_days(today: date) -> list[date]:
    coming = (today + timedelta(days=n) for n in range(1, _LOOK_AHEAD))
    return [day for day in coming if day.isoweekday() < _SATURDAY]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12)).astimezone(UTC)


_RULES: tuple[tuple[Callable[[datetime], Any], int], ...] = (
    (_day, DAILY),
    (_week, WEEKLY),
    (_month, MONTHLY),
)
