"""63-bit ids: time-ordered, random, unique across copies of a workbook without a shared counter."""

import secrets
import time
from datetime import date

_RANDOM_BITS = 21
_EPOCH_MS = 1_577_836_800_000  # 2020-01-01 UTC; 42 bits of milliseconds last until the year 2159
_MAX = 2**63 - 1
_DAY_MS = 86_400_000
_UNIX_DAY = date(1970, 1, 1).toordinal()


class Ids:
    """Hands out rising ids for one connection; never repeats, also when the clock is set back."""

    def __init__(self, after: int = 0) -> None:
        self._last = after

    def next(self) -> int:
        stamp = max(time.time_ns() // 1_000_000 - _EPOCH_MS, 0) << _RANDOM_BITS
        fresh = min(stamp | secrets.randbits(_RANDOM_BITS), _MAX)
        self._last = fresh if fresh > self._last else self._last + 1 + secrets.randbits(8)
        return self._last


class CountedIds(Ids):
    """Ids one after the other from a day on: a demo that is made again is the same demo."""

    def __init__(self, day: date) -> None:
        milliseconds = (day.toordinal() - _UNIX_DAY) * _DAY_MS - _EPOCH_MS
        super().__init__(max(milliseconds, 0) << _RANDOM_BITS)

    def next(self) -> int:
        self._last += 1
        return self._last
