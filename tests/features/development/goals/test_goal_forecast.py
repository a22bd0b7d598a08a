"""The forecast of a goal: a range that holds, whatever the series looks like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import isfinite
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.developing import Unit
from commdesk.features.development.goals.forecast import ENOUGH, MOST, forecast
from commdesk.features.development.goals.forecast import _t as quantile

FIRST = date(2026, 1, 4)
Make = Callable[[Random, int], list[float]]
UNITS: tuple[Unit, ...] = ("count", "share", "minutes", "days", "ratio")


def points(*values: float) -> list[tuple[date, float]]:
    return [(FIRST + timedelta(weeks=n), value) for n, value in enumerate(values)]


@given(
    st.lists(st.floats(0, 1e9), max_size=40),
    st.integers(0, 5000),
    st.sampled_from(UNITS),
    st.floats(0, 1e9),
)
def test_a_forecast_never_fails_and_stays_within_what_can_be(
    values: list[float], days: int, unit: Unit, target: float
) -> None:
    known = points(*values)
    day = (known[-1][0] if known else FIRST) + timedelta(days=days)
    found = forecast(known, day, unit)
    assert (found is None) == (len(values) < ENOUGH)
    if found:
        assert 0 <= found.low <= found.high
        assert isfinite(found.high)
        assert unit != "share" or found.high <= 1
        assert 0 <= found.chance_of(target, at_least=True) <= 1
        both = found.chance_of(target, at_least=True) + found.chance_of(target, at_least=False)
        assert both == pytest.approx(1)


def die(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - series for a test, no secret


def trend(rng: Random, count: int) -> list[float]:
    """The stated model: a line with independent noise."""
    slope = rng.uniform(-1, 2)
    return [200 + slope * n + rng.gauss(0, 5) for n in range(count)]


def strange(rng: Random, count: int) -> list[float]:
    """The same, with one week in twenty that is far off; not the last, which is asked for."""
    values = trend(rng, count)
    return [v + 40 * (rng.random() < 0.05 and n < count - 1) for n, v in enumerate(values)]


def walk(rng: Random, count: int) -> list[float]:
    """What piles up: every week goes on from the one before."""
    value, found = 200.0, []
    for _ in range(count):
        value += 1 + rng.gauss(0, 3)
        found.append(value)
    return found


@pytest.mark.parametrize("make", [trend, strange], ids=["trend", "strange"])
@pytest.mark.parametrize("weeks", [6, 8, 13, 26])
@pytest.mark.parametrize("ahead", [1, 4, 13, 26])
def test_the_range_holds_the_truth_in_four_of_five_at_least(
    make: Make, weeks: int, ahead: int
) -> None:
    assert _held(make, weeks, ahead) >= 0.8


@pytest.mark.parametrize("ahead", [1, 4, 13])
def test_the_range_of_what_piles_up_holds_too_from_half_a_year_on(ahead: int) -> None:
    assert _held(walk, 26, ahead) >= 0.8


def _held(make: Make, weeks: int, ahead: int, seeds: int = 250) -> float:
    held = 0
    for seed in range(seeds):
        *known, truth = make(die(seed), weeks + ahead)
        found = forecast(
            points(*known[:weeks]), FIRST + timedelta(weeks=weeks + ahead - 1), "count"
        )
        assert found
        held += found.low <= truth <= found.high
    return held / seeds


def test_one_strange_week_does_not_turn_the_line() -> None:
    values = [10 + 2 * n for n in range(12)]
    day = FIRST + timedelta(weeks=16)
    calm = forecast(points(*values), day, "count")
    values[7] = 400
    found = forecast(points(*values), day, "count")
    assert calm
    assert found
    assert found.slope == calm.slope == 2
    assert abs(found.middle - calm.middle) <= 1


def test_further_ahead_the_range_is_wider() -> None:
    known = points(*trend(die(3), 13))
    ranges = [forecast(known, known[-1][0] + timedelta(weeks=w), "count") for w in (1, 8, 30)]
    widths = [each.high - each.low for each in ranges if each]
    assert widths == sorted(widths)
    assert len(set(widths)) == 3


def test_values_that_are_all_equal_still_give_a_range() -> None:
    found = forecast(points(*[40] * 10), FIRST + timedelta(weeks=14), "count")
    assert found
    assert found.low < 40 < found.high
    assert found.slope == 0


def test_values_of_zero_give_a_range_from_zero() -> None:
    found = forecast(points(*[0] * 10), FIRST + timedelta(weeks=14), "share")
    assert found
    assert (found.low, found.middle) == (0, 0)
    assert found.high > 0


def test_only_the_newest_half_year_counts() -> None:
    old = [1000.0] * 50
    new = trend(die(1), MOST)
    day = FIRST + timedelta(weeks=80)
    found, alone = forecast(points(*old, *new), day, "count"), forecast(points(*new), day, "count")
    assert found
    assert alone
    assert found.slope == pytest.approx(alone.slope)


@pytest.mark.parametrize(
    ("freedom", "told"), [(4, 2.132), (6, 1.943), (8, 1.860), (12, 1.782), (24, 1.711)]
)
def test_the_quantile_is_that_of_the_tables(freedom: int, told: float) -> None:
    assert quantile(0.95, freedom) == pytest.approx(told, abs=0.003)
