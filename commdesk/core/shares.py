"""Shares of small numbers: how far they may lie from what they seem, by Wilson's interval."""

from __future__ import annotations

from functools import cache
from math import sqrt

from msgspec import Struct

ENOUGH = 15
"""Under so many a share says nothing yet."""


def wilson(successes: int, n: int) -> tuple[float, float]:
    """Between which shares the true one lies with 95 %: Wilson's score interval, as (low, high).

    Raises ValueError when `successes` is not between 0 and `n`. Of nothing all is possible.
    """
    if not 0 <= successes <= n:
        raise ValueError((successes, n))
    if n == 0:
        return 0.0, 1.0
    z2 = _z() ** 2
    middle = successes + z2 / 2
    away = _z() * sqrt(successes * (n - successes) / n + z2 / 4)
    low, high = (middle - away) / (n + z2), (middle + away) / (n + z2)
    return (low if successes else 0.0), (high if successes < n else 1.0)


@cache
def _z() -> float:
    from statistics import NormalDist  # brings fractions and decimal, which start-up can do without

    return NormalDist().inv_cdf(0.975)


class Share(Struct, frozen=True):
    """So many of so many, and how sure that is."""

    count: int
    of: int

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.count, self.of)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough of them to say anything."""
        return self.of >= ENOUGH

    def differs_from(self, other: Share) -> int:
        """1 when it is surely higher, -1 when surely lower, 0 when that may be chance."""
        if not (self.is_enough and other.is_enough):
            return 0
        (low, high), (other_low, other_high) = self.interval, other.interval
        return int(low > other_high) - int(high < other_low)
