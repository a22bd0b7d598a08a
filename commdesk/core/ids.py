"""63-bit ids: time-ordered, random, unique across copies of a workbook without a shared counter."""

import os
import time
from datetime import UTC, date, datetime

_COUNT_BITS = 5
_WRITER_BITS = 16
_BELOW_MS = _COUNT_BITS + _WRITER_BITS
_EPOCH_MS = 1_577_836_800_000  # 2020-01-01 UTC; 42 bits of milliseconds last until the year 2159
_MAX = 2**63 - 1
_DAY_MS = 86_400_000
_UNIX_DAY = date(1970, 1, 1).toordinal()


class Ids:
    """Hands out rising ids for one connection; never repeats, also when the clock is set back.

    An id is a millisecond, a number that this writer drew by lot, and a count. Two copies that both
    take in a long list at the same time differ by the lot; a lot for each id would meet itself:
    at 500 ids a millisecond 21 bits of chance are not enough. More than 32 in a millisecond run
    ahead of the clock.
    """

    def __init__(self, after: int = 0) -> None:
        self._last = after
        self._writer = int.from_bytes(os.urandom(_WRITER_BITS // 8), "big")

    def next(self) -> int:
        now = max(time.time_ns() // 1_000_000 - _EPOCH_MS, 0)
        fresh = self._first_of(now)
        if fresh <= self._last:
            fresh = self._last + 1
            if fresh >> _COUNT_BITS != self._first_of(self._last >> _BELOW_MS) >> _COUNT_BITS:
                fresh = self._first_of((self._last >> _BELOW_MS) + 1)
        self._last = min(fresh, _MAX)
        return self._last

    def _first_of(self, millisecond: int) -> int:
        return (millisecond << _BELOW_MS) | (self._writer << _COUNT_BITS)


def moment_of(row_id: int) -> datetime:
    """When this id was handed out (UTC), by the clock of that computer."""
    return datetime.fromtimestamp(((row_id >> _BELOW_MS) + _EPOCH_MS) / 1_000, UTC)


class CountedIds(Ids):
    """Ids one after the other from a day on: a demo that is made again is the same demo."""

    def __init__(self, day: date) -> None:
        milliseconds = (day.toordinal() - _UNIX_DAY) * _DAY_MS - _EPOCH_MS
        super().__init__(max(milliseconds, 0) << _BELOW_MS)

    def next(self) -> int:
        self._last += 1
        return self._last


def sql_day_of(column: str) -> str:
    """SQL for the day, in UTC, on which the row with this id was made."""
    return f"date(({column} >> {_BELOW_MS}) / 1000 + {_EPOCH_MS // 1000}, 'unixepoch')"
