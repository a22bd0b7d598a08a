"""Wilson's interval against another way to find it, and what is said of few."""

from __future__ import annotations

from decimal import Decimal, localcontext
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.shares import Share, wilson

CHECK = {  # product.md, in percents
    (2, 10): (6, 51),
    (3, 15): (7.05, 45.19),
    (4, 15): (10.90, 51.95),
    (6, 30): (10, 37),
    (20, 100): (13, 29),
}


def by_halving(successes: int, n: int, *, is_low: bool) -> float:
    """The root of (p - share)^2 = z^2 p (1 - p) / n at one side of the share, by halving."""
    with localcontext() as context:
        context.prec = 50
        z2 = Decimal(NormalDist().inv_cdf(0.975)) ** 2
        share = Decimal(successes) / n
        inside, outside = share, Decimal(0 if is_low else 1)
        for _ in range(120):
            middle = (inside + outside) / 2
            if (middle - share) ** 2 <= z2 * middle * (1 - middle) / n:
                inside = middle
            else:
                outside = middle
        return float(inside)


@pytest.mark.parametrize(("case", "bounds"), CHECK.items())
def test_the_check_vectors(case: tuple[int, int], bounds: tuple[float, float]) -> None:
    digits = 2 if any(isinstance(bound, float) for bound in bounds) else 0
    assert tuple(round(100 * each, digits) for each in wilson(*case)) == bounds


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_it_equals_the_roots_of_the_score_equation(case: tuple[int, int]) -> None:
    low, high = wilson(*case)
    assert abs(low - by_halving(*case, is_low=True)) < 1e-9
    assert abs(high - by_halving(*case, is_low=False)) < 1e-9
    assert 0 <= low <= case[0] / case[1] <= high <= 1


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_what_did_not_happen_is_the_mirror_of_what_did(case: tuple[int, int]) -> None:
    low, high = wilson(*case)
    other_low, other_high = wilson(case[1] - case[0], case[1])
    assert (1 - other_high, 1 - other_low) == pytest.approx((low, high), abs=1e-12)


def test_of_nothing_all_is_possible() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize("n", [1, 15, 1_000_000])
def test_none_and_all_touch_the_end(n: int) -> None:
    assert wilson(0, n)[0] == 0.0
    assert wilson(n, n)[1] == 1.0
    assert 0 < wilson(0, n)[1] < 1
    assert 0 < wilson(n, n)[0] < 1


@pytest.mark.parametrize("case", [(-1, 5), (6, 5), (1, 0)])
def test_what_cannot_be_is_refused(case: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=str(case[1])):
        wilson(*case)


def test_chance_is_no_difference() -> None:
    assert Share(8, 20).differs_from(Share(10, 20)) == 0
    assert Share(80, 100).differs_from(Share(40, 100)) == 1
    assert Share(40, 100).differs_from(Share(80, 100)) == -1
    assert Share(14, 14).differs_from(Share(0, 1_000)) == 0, "Of so few nothing is said."
