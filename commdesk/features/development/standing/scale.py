"""On which scale the weeks of a line are compared: one where chance is as large everywhere.

Of a count the chance grows with its root (Poisson), of a share it depends on the whole it is of
(binomial). After Anscombe (1948) the root of a count plus 3/8, doubled, varies by 1 whatever its
size, and the doubled arc sine of a share's root by 1/of. There weeks are taken together, and no
week is said to vary less than that: so a count that goes from 2 to 4 is no news.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, copysign, isfinite, pi, sin, sqrt
from typing import NamedTuple

from commdesk.core.developing import Line, Unit


class Point(NamedTuple):
    """One known week of a line."""

    at: int
    """Its place among the weeks."""
    value: float
    scaled: float
    weight: float
    """How much a week tells beside another: the whole of a share or ratio, else 1."""


Points = Sequence[Point | None]


def points_of(line: Line, unit: Unit) -> list[Point | None]:
    """Every week on the scale of its line; None where nothing is known, or a share is of none."""
    wholes = wholes_of(line, unit) or (1,) * len(line.values)
    return [
        _point(at, value, of, is_share=is_of_a_whole(line, unit))
        for at, (value, of) in enumerate(zip(line.values, wholes, strict=False))
    ]


def wholes_of(line: Line, unit: Unit) -> tuple[int | None, ...]:
    """What its weeks are a part or average of; a count that is part of another is still a count."""
    return () if unit in {"count", "minutes"} else line.of


def _point(at: int, value: float | None, of: int | None, *, is_share: bool) -> Point | None:
    if value is None or not isfinite(value) or not of or of < 0:
        return None
    return Point(at, value, _arc(value, of) if is_share else _root(value), float(of))


def _root(value: float) -> float:
    """Two sided, for a balance can be below zero."""
    return copysign(2 * (sqrt(abs(value) + 3 / 8) - sqrt(3 / 8)), value)


def _arc(share: float, of: int) -> float:
    count = min(max(share, 0.0), 1.0) * of
    return 2 * asin(sqrt((count + 3 / 8) / (of + 3 / 4)))


def is_of_a_whole(line: Line, unit: Unit) -> bool:
    return unit == "share" and bool(line.of)


def scaled(value: float, line: Line, unit: Unit) -> float:
    """A value of a line on its scale, as if it were sure."""
    if is_of_a_whole(line, unit):
        return 2 * asin(sqrt(min(max(value, 0.0), 1.0)))
    return _root(value)


def unscaled(place: float, line: Line, unit: Unit) -> float:
    """The value that stands at a place of the scale."""
    if is_of_a_whole(line, unit):
        return float(sin(min(max(place, 0.0), pi) / 2) ** 2)
    return copysign((abs(place) / 2 + sqrt(3 / 8)) ** 2 - 3 / 8, place)


def has_known_chance(line: Line, unit: Unit) -> bool:
    """Whether arithmetic says how much chance there is: of counts, and shares of a whole."""
    return unit == "count" or is_of_a_whole(line, unit)


def slope_at(value: float) -> float:
    """How far a value moves on the scale of roots when it grows by 1."""
    return 1 / sqrt(abs(value) + 3 / 8)


def mean_of(points: Sequence[Point]) -> float:
    """Their value together: of shares and ratios the larger wholes weigh more."""
    whole = sum(point.weight for point in points)
    return sum(point.value * (point.weight / whole) for point in points)


def scaled_mean_of(points: Sequence[Point]) -> float:
    whole = sum(point.weight for point in points)
    return sum(point.scaled * (point.weight / whole) for point in points)


def weight_of(points: Sequence[Point]) -> float:
    return sum(point.weight for point in points)
