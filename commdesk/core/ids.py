"""63-bit ids: time-ordered, random, unique across copies of a workbook without a shared counter."""

import secrets
import time

_RANDOM_BITS = 21
_EPOCH_MS = 1_577_836_800_000  # 2020-01-01 UTC; 42 bits of milliseconds last until the year 2159
_MAX = 2**63 - 1


class Ids:
    """Hands out rising ids for one connection; never repeats, also when the clock is set back."""

    def __init__(self, after: int = 0) -> None:
        self._last = after

    def next(self) -> int:
        stamp = max(time.time_ns() // 1_000_000 - _EPOCH_MS, 0) << _RANDOM_BITS
        fresh = min(stamp | secrets.randbits(_RANDOM_BITS), _MAX)
        self._last = fresh if fresh > self._last else self._last + 1 + secrets.randbits(8)
        return self._last
