"""The axis of the values: from where to where, in round steps of its unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count
from math import ceil, floor, isfinite

from msgspec import Struct

from commdesk.core.developing import Chart, Unit

_ROUND = (1, 2, 5)
_HOUR = 60
_LEAST: dict[Unit, float] = {"count": 1, "share": 0.01, "days": 0.1, "ratio": 0.1}
_ROUNDING = 1e-9


class Scale(Struct, frozen=True):
    """An axis in steps: `low` and `high` are multiples of `step`, and 0 lies on it."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        first, last = round(self.low / self.step), round(self.high / self.step)
        return tuple(round(number * self.step, 6) for number in range(first, last + 1))

    def part(self, value: float) -> float:
        """Where a value lies between the ends, 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale_of(values: Sequence[float], unit: Unit, most: int) -> Scale:
    """The axis that holds these values and 0 in at most so many steps, at least one.

    Values under and above 0 need one more each.
    """
    known = [0.0, *(value for value in values if isfinite(value))]
    low, high = min(known), max(known)
    most = max(most, 2 if low < 0 < high else 1)
    for step in _steps(unit):
        first, last = floor(low / step + _ROUNDING), ceil(high / step - _ROUNDING)
        if last - first <= most:
            last = last if last > first else first + 1
            return Scale(first * step, last * step, step)
    raise AssertionError  # the steps have no end


def extent(chart: Chart) -> list[float]:
    """What the axis must hold: values, of stacked ones their sums, and the lines to hold to."""
    held = [reference.value for reference in chart.references]
    lines = [line.values for line in chart.lines]
    if chart.shape != "stacked":
        return held + [value for values in lines for value in values if value is not None]
    for each in zip(*lines, strict=False):
        known = [value for value in each if value is not None]
        held.append(sum(value for value in known if value > 0))
        held.append(sum(value for value in known if value < 0))
    return held


def _steps(unit: Unit) -> Iterator[float]:
    if unit == "minutes":
        return chain((15.0, 30.0), _tens(_HOUR))
    return _tens(_LEAST[unit])


def _tens(least: float) -> Iterator[float]:
    return (least * each * 10**power for power in count() for each in _ROUND)
