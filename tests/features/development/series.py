"""Lines of weeks made with a seed: of many kinds, stable or with a lasting shift in them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import exp, sqrt
from typing import NamedTuple

from commdesk.core.developing import Line, Unit
from commdesk.core.words import say
from commdesk.features.development.standing.changing import changes_of

WEEKS = 52
FOUND_WITHIN = 3

Levels = Sequence[float]
Made = tuple[list[float | None], tuple[int, ...]]


class Kind(NamedTuple):
    """How the weeks of a line vary around its level."""

    name: str
    level: float
    spread: float
    """Of one week beside the level, which a planted shift is 3 times of."""
    unit: Unit
    make: Callable[[random.Random, Levels], Made]

    def line(self, rng: random.Random, shift_at: int = WEEKS, way: int = 1) -> Line:
        shift = 3 * self.spread * way
        levels = [self.level + shift * (at >= shift_at) for at in range(WEEKS)]
        values, of = self.make(rng, levels)
        return Line(self.name, say(self.name), tuple(values), of)


def poisson(rng: random.Random, mean: float) -> float:
    """So many when each moment has the same chance; a normal one when there are many."""
    if mean > 60:
        return float(max(0, round(rng.gauss(mean, sqrt(mean)))))
    count, left, end = 0, rng.random(), exp(-mean)
    while left > end:
        count, left = count + 1, left * rng.random()
    return float(count)


def counts(mean: float) -> Kind:
    def make(rng: random.Random, levels: Levels) -> Made:
        return [poisson(rng, max(0.0, level)) for level in levels], ()

    return Kind(f"counts of {mean:g}", mean, sqrt(mean), "count", make)


def restless(mean: float, times: float) -> Kind:
    """Counts that vary more than chance: their variance is so many times the mean."""

    def make(rng: random.Random, levels: Levels) -> Made:
        shape = mean / (times - 1)
        around = [max(0.0, each) * rng.gammavariate(shape, 1 / shape) for each in levels]
        return [poisson(rng, each) for each in around], ()

    name = f"counts of {mean:g}, variance {times:g} times"
    return Kind(name, mean, sqrt(mean * times), "count", make)


def shares(share: float, of: int) -> Kind:
    def make(rng: random.Random, levels: Levels) -> Made:
        wholes = tuple(int(max(1, poisson(rng, of))) for _ in levels)
        pairs = zip(levels, wholes, strict=True)
        return [sum(rng.random() < level for _ in range(n)) / n for level, n in pairs], wholes

    return Kind(f"{share:.0%} of {of}", share, sqrt(share * (1 - share) / of), "share", make)


def normal(mean: float, spread: float, unit: Unit = "ratio") -> Kind:
    def make(rng: random.Random, levels: Levels) -> Made:
        return [max(0.0, rng.gauss(level, spread)) for level in levels], ()

    return Kind(f"normal {mean:g} ± {spread:g} ({unit})", mean, spread, unit, make)


def averages(mean: float, of: int) -> Kind:
    """Replies per question: of a few questions a week, with as many replies as it comes."""

    def make(rng: random.Random, levels: Levels) -> Made:
        wholes = tuple(int(poisson(rng, of)) for _ in levels)
        pairs = zip(levels, wholes, strict=True)
        return [_average(rng, max(0.0, level), n) for level, n in pairs], wholes

    spread = sqrt((mean + mean * mean / 2) / of)
    return Kind(f"averages of {mean:g}, of {of}", mean, spread, "ratio", make)


def _average(rng: random.Random, level: float, of: int) -> float | None:
    each = [poisson(rng, level * rng.gammavariate(2, 0.5)) for _ in range(of)]
    return sum(each) / of if each else None


def skewed(mean: float, part: float) -> Kind:
    def make(rng: random.Random, levels: Levels) -> Made:
        return [each * exp(rng.gauss(-part * part / 2, part)) for each in levels], ()

    return Kind(f"lognormal {mean:g}, {part:.0%}", mean, mean * part, "days", make)


def summery(mean: float, dip: float) -> Kind:
    """Counts with so much less of them in a few weeks of summer."""

    def make(rng: random.Random, levels: Levels) -> Made:
        dips = [1 - dip * exp(-(((at - 30) / 3) ** 2)) for at in range(len(levels))]
        return [poisson(rng, max(0.0, a * b)) for a, b in zip(levels, dips, strict=True)], ()

    return Kind(f"counts of {mean:g}, summer −{dip:.0%}", mean, sqrt(mean), "count", make)


def sticky(mean: float, spread: float, held: float) -> Kind:
    """A week holds on to a part of the one before."""

    def make(rng: random.Random, levels: Levels) -> Made:
        own = spread * sqrt(1 - held * held)
        values, away = [], rng.gauss(0, spread)
        for level in levels:
            away = held * away + rng.gauss(0, own)
            values.append(max(0.0, level + away))
        return [*values], ()

    return Kind(f"normal, {held:g} of the week before", mean, spread, "ratio", make)


SMALL = (counts(1), counts(2), counts(3))
"""Three times their spread less is not possible, or is a week of none."""
USUAL = (
    counts(5),
    counts(20),
    counts(200),
    restless(20, 3),
    restless(100, 5),
    shares(0.3, 30),
    shares(0.5, 100),
    shares(0.1, 200),
    normal(100, 10),
    normal(10, 1),
    normal(50, 5, "count"),
    averages(10, 8),
)
HARD = (skewed(50, 0.4), summery(20, 0.5), sticky(100, 10, 0.3), sticky(100, 10, 0.6))


def alarms(kind: Kind, rng: random.Random) -> int:
    """What is told in a year of a stable line: all of it is false."""
    return len(changes_of(kind.line(rng), kind.unit))


def is_found(kind: Kind, rng: random.Random, way: int) -> bool:
    """Whether a shift planted somewhere is told in its first weeks."""
    shift_at = rng.randrange(12, WEEKS - FOUND_WITHIN)
    line = kind.line(rng, shift_at, way)
    seen = Line(line.name, line.title, line.values[: shift_at + FOUND_WITHIN], line.of)
    told = changes_of(seen, kind.unit, since=shift_at - 24)
    return any(each.at >= shift_at and each.way == way for each in told)
