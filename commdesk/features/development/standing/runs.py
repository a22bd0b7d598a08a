"""Runs of weeks beside the 8 before them, and what chance makes of the distance between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean, median

from msgspec import Struct

from commdesk.core.developing import Line, Unit
from commdesk.features.development.standing import model
from commdesk.features.development.standing.scale import (
    Point,
    Points,
    has_known_chance,
    mean_of,
    points_of,
    scaled_mean_of,
    slope_at,
    weight_of,
    wholes_of,
)

_MEAN_TO_SPREAD = 0.7979
"""The mean distance of a normal deviation in spreads: the root of 2/pi."""
_MEDIAN_TO_SPREAD = 0.6745
"""The median one."""


class Run(Struct, frozen=True):
    """The last weeks of a line, and the weeks before them."""

    recent: tuple[Point, ...]
    before: tuple[Point, ...]
    scaled: float
    middle: float
    """Of the weeks before, without the highest and lowest."""
    of_one_week: float
    """What the spread of a week becomes in the difference of the two."""

    @property
    def first(self) -> int:
        return self.recent[0].at

    @property
    def at(self) -> int:
        return self.recent[-1].at

    @property
    def distance(self) -> float:
        """In spreads, when a week of weight 1 had a spread of 1."""
        return (self.scaled - self.middle) / self.of_one_week

    @property
    def way(self) -> int:
        return 1 if self.distance > 0 else -1


class Track(Struct, frozen=True):
    """A line as it is judged."""

    points: Points
    is_known_chance: bool
    enough: int
    """Under so many, of a share or an average, a run says nothing."""

    def runs(self, at: int, lengths: Iterable[int]) -> list[Run]:
        """The runs that end there and have enough known weeks before them."""
        return [run for weeks in lengths if (run := self.run(at, weeks))]

    def run(self, at: int, weeks: int) -> Run | None:
        first = max(at - weeks + 1, 0)
        recent = tuple(each for each in self.points[first : at + 1] if each)
        before = tuple(each for each in self.points[max(first - model.BEFORE, 0) : first] if each)
        if len(recent) < weeks or len(before) < model.KNOWN:
            return None
        if min(weight_of(recent), weight_of(before)) < self.enough:
            return None
        usual = sorted(before, key=lambda each: each.scaled)[1:-1]
        chance = sqrt(1 / weight_of(recent) + 1 / weight_of(before))
        return Run(recent, before, scaled_mean_of(recent), scaled_mean_of(usual), chance)

    def spread_before(self, run: Run) -> float:
        """The usual spread of a week of weight 1, before a run."""
        from_half_a_year = max(run.first - model.HALF_YEAR, 0)
        near = [each for each in self.points[from_half_a_year : run.first] if each]
        return max(self._least(run, len(near)), _of_weeks(near), _of_nothing(run))

    def _least(self, run: Run, known: int) -> float:
        if not self.is_known_chance:
            return 0.0
        is_large = known >= model.SURE_OF_SPREAD and mean_of(run.before) >= model.LARGE
        return model.LARGE_LEAST if is_large else 1.0


def track_of(line: Line, unit: Unit) -> Track:
    enough = model.ENOUGH_OF if unit == "share" else model.ENOUGH_EACH
    has_wholes = bool(wholes_of(line, unit))
    points = points_of(line, unit)
    return Track(points, has_known_chance(line, unit), enough if has_wholes else 0)


def spread_of_runs(track: Track, run: Run) -> float:
    """How far such runs lay from the 8 weeks before them, in the year before; 0 when too young."""
    places = range(max(run.first - model.YEAR, 0), run.first)
    runs = (track.run(at, len(run.recent)) for at in places)
    distances = [abs(each.distance) for each in runs if each]
    if len(distances) < model.SOME_RUNS:
        return 0.0
    return model.PART_OF_RUNS * median(distances) / _MEDIAN_TO_SPREAD


def _of_weeks(near: Sequence[Point]) -> float:
    """From how a week differs from the one before it: there a shift hardly counts.

    Of a few weeks it may come out too low by chance, so it is taken larger.
    """
    steps = [
        abs(one.scaled - other.scaled) / sqrt(1 / one.weight + 1 / other.weight)
        for one, other in pairwise(near)
    ]
    return (1 + model.YOUNG / len(steps) ** 2) * fmean(steps) / _MEAN_TO_SPREAD


def _of_nothing(run: Run) -> float:
    """The least spread of a line that never moves."""
    level = mean_of(run.before)
    least = max(model.HARDLY * abs(level) * slope_at(level), model.HARDLY**2)
    return least * sqrt(weight_of(run.before) / len(run.before))
