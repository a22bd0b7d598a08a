"""Where a series of values is expected to be on a day: a range, and how likely a target is.

Over the newest values, at most half a year of weeks, lies a line: its slope is the median of the
slopes between all pairs, its level the median of what is left (Theil 1950, Sen 1968), so that one
strange week does not turn it. The spread s is 1.4826 times the median absolute deviation (Hampel
1974), enlarged by n / (n - 3) for what was estimated, and never finer than the measure itself.

What is counted anew each week lies around the line. Its range is the prediction interval of a
fitted line (Draper & Smith 1998, section 3.1), over m = n (1 - r) / (1 + r) values, with r the
correlation between neighbours where that is above zero (Bayley & Hammersley 1946):

    y(x) -+ t s sqrt(1 + 1/m + (x - mean)^2 n / (m S)),   S = sum of (x_i - mean)^2

What piles up (members, say) walks on from where it is. It is known by von Neumann's ratio of the
squared steps to the squared distances from the line, which is 2 around a line; under 1.3 the
range is that of a walk with drift (Hyndman & Athanasopoulos 2021, section 5.5), s of the steps:

    y_n + slope h -+ t s sqrt(h (1 + h / (n - 1))),   h weeks after the last value

t is Student's for nine in ten on n - 2 degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations, pairwise
from math import fsum, log1p, sqrt
from statistics import NormalDist, fmean, median
from typing import Self

from msgspec import Struct

from commdesk.core.developing import Unit

ENOUGH = 6
"""So many values at least, or nothing is said."""
MOST = 26
SURE = 0.9
"""How often the truth lies within a range."""
_TO_NORMAL = 1.4826
_MOST_ALIKE = 0.9
_WALKS = 1.3
"""Von Neumann's ratio, under which a series piles up."""
_FINEST: dict[Unit, float] = {"count": 0.5, "share": 0.005, "minutes": 15, "days": 0.1}
"""Of what is rounded no spread below half a step is known."""
_FINEST_ELSE = 0.05

Point = tuple[date, float]
"""A day and the value that was known on it."""


class Forecast(Struct, frozen=True):
    """What is expected on a day."""

    day: date
    low: float
    high: float
    middle: float
    spread: float
    """Of the middle, as one standard deviation."""
    freedom: int
    slope: float
    """A week."""

    def chance_of(self, target: float, *, at_least: bool) -> float:
        """How likely it is that the value on that day meets the target, 0 to 1."""
        away = (self.middle - target) / self.spread
        return _chance(away if at_least else -away, self.freedom)


def forecast(points: Sequence[Point], day: date, unit: Unit) -> Forecast | None:
    """What the newest points say of a day on or after the last one; None of too few of them.

    Points are in the order of time, one a day at most.
    """
    used = points[-MOST:]
    if len(used) < ENOUGH:
        return None
    line = _Line.through(used)
    freedom, ahead = len(used) - 2, (day - used[-1][0]).days / 7
    if line.walks:
        middle = used[-1][1] + line.slope * ahead
        steps = line.at[-1] / (len(used) - 1)
        spread = _spread(line.steps, unit) * sqrt(_walked(ahead / steps, len(used)))
    else:
        middle = line.level + line.slope * (line.at[-1] + ahead)
        spread = _spread(line.left, unit) * line.widening(line.at[-1] + ahead)
    away = _t(0.5 + SURE / 2, freedom) * spread
    low, high = clipped(middle - away, unit), clipped(middle + away, unit)
    return Forecast(day, low, high, middle, spread, freedom, line.slope)


class _Line(Struct, frozen=True):
    """A line through points, in weeks after the first, and what is left of them."""

    at: list[float]
    level: float
    slope: float
    left: list[float]

    @classmethod
    def through(cls, points: Sequence[Point]) -> Self:
        at = [(day - points[0][0]).days / 7 for day, _ in points]
        values = [value for _, value in points]
        pairs = combinations(zip(at, values, strict=True), 2)
        slope = median((w - v) / (b - a) for (a, v), (b, w) in pairs)
        level = median(v - slope * x for x, v in zip(at, values, strict=True))
        left = [v - level - slope * x for x, v in zip(at, values, strict=True)]
        return cls(at, level, slope, left)

    @property
    def steps(self) -> list[float]:
        return [after - before for before, after in pairwise(self.left)]

    @property
    def walks(self) -> bool:
        """Whether each value goes on from the one before."""
        return sum(s * s for s in self.steps) < _WALKS * sum(each * each for each in self.left)

    def widening(self, where: float) -> float:
        alike = _alike(self.left)
        share = (1 - alike) / (1 + alike)
        mean = fmean(self.at)
        across = sum((x - mean) ** 2 for x in self.at)
        return sqrt(1 + 1 / (len(self.at) * share) + (where - mean) ** 2 / (across * share))


def _walked(steps: float, count: int) -> float:
    """How many times the spread of one step so many are, squared; a part of one is one."""
    steps = max(steps, 1.0)
    return steps * (1 + steps / (count - 1))


def clipped(value: float, unit: Unit) -> float:
    """The nearest value that can be: none is below nothing, a share is all at most."""
    return min(max(value, 0.0), 1.0) if unit == "share" else max(value, 0.0)


def _spread(left: Sequence[float], unit: Unit) -> float:
    count = len(left)
    middle = median(left)
    found = _TO_NORMAL * median(abs(each - middle) for each in left) * count / (count - 3)
    return max(found, _FINEST.get(unit, _FINEST_ELSE))


def _alike(left: Sequence[float]) -> float:
    """How far a value goes along with the one before it: 0 to 0.9."""
    whole = sum(each * each for each in left)
    if whole == 0:
        return 0.0
    found = sum(a * b for a, b in pairwise(left)) / whole
    return min(max(found, 0.0), _MOST_ALIKE)


def _t(share: float, freedom: int) -> float:
    """The quantile of Student's t (Abramowitz & Stegun 1972, formula 26.7.5)."""
    z = NormalDist().inv_cdf(share)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + fsum(term / freedom**power for power, term in enumerate(terms, 1))


def _chance(away: float, freedom: int) -> float:
    """How often t lies below this (Wallace 1959): good to a few thousandths from 4 on."""
    sign = 1 if away >= 0 else -1
    shape = (8 * freedom + 1) / (8 * freedom + 3)
    z = shape * sqrt(freedom * log1p(min(away * away / freedom, 1e300)))
    return NormalDist().cdf(sign * z)
