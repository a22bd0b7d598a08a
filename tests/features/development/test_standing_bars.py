"""How often a stable line gives a false alarm, and how many planted shifts are found."""

from __future__ import annotations

import random
from statistics import fmean

import pytest

from tests.features.development.series import SMALL, USUAL, Kind, alarms, is_found

SERIES = 200
SEED = 411


def test_two_hundred_stable_years_give_at_most_one_false_alarm_each() -> None:
    kinds = (*SMALL, *USUAL)
    rng = random.Random(SEED)  # noqa: S311 - invented series
    false = fmean(alarms(kinds[n % len(kinds)], rng) for n in range(SERIES))
    assert false <= 1, f"{false:.2f} false alarms in a year of a stable line."


def test_nine_of_ten_lasting_shifts_are_found_within_three_weeks() -> None:
    rng = random.Random(SEED)  # noqa: S311 - invented series
    found = fmean(
        is_found(USUAL[n % len(USUAL)], rng, way) for n in range(SERIES) for way in (1, -1)
    )
    assert found >= 0.9, f"{found:.0%} found of shifts of 3 times the usual spread."


@pytest.mark.parametrize("kind", SMALL, ids=lambda kind: kind.name)
def test_small_numbers_give_few_false_alarms(kind: Kind) -> None:
    rng = random.Random(SEED)  # noqa: S311 - invented series
    assert fmean(alarms(kind, rng) for _ in range(40)) <= 1
