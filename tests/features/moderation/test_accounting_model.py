"""The rules of the account: which weeks, what a trend is, what slips when hours are cut."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation.accounting.cut import Fate, cut_hours, filled
from commdesk.features.moderation.accounting.model import (
    FEWEST_WEEKS,
    Span,
    Trend,
    trend_of,
    weeks_of,
)
from commdesk.features.moderation.tasks import Task

MONDAY = date(2026, 11, 23)
LONG_AGO = Week(2020, 1)
NL = Words("nl")


def weeks(*shares: int, needed: int = 100) -> list[tuple[int, int]]:
    return [(needed, share) for share in shares]


@pytest.mark.parametrize(
    ("found", "trend"),
    [
        (weeks(60, 62, 61, 60, 90, 91, 89, 90), Trend.RISING),
        (weeks(90, 91, 89, 90, 60, 62, 61, 60), Trend.FALLING),
        (weeks(*[90] * 13), Trend.STEADY),
        (weeks(*[90] * 6, 50, *[94] * 6), Trend.STEADY),  # sure, and too small to mention
        (weeks(*[80] * 6, 0, *[90] * 6), Trend.RISING),  # the middle week is in neither half
        (weeks(40, 130, 70, 100, 60, 120, 95, 110), Trend.STEADY),  # noise explains it
        (weeks(100, 100, 100, 0, 100, 100, 0, 0), Trend.STEADY),
        (weeks(60, 60, 60, 90, 90, 90, 90), Trend.TOO_FEW),
        ([*weeks(*[60] * 4, *[90] * 3), (0, 500)], Trend.TOO_FEW),  # nothing was needed then
        ([(0, 60)] * 13, Trend.TOO_FEW),
        (weeks(*[0] * 13), Trend.NO_HOURS),
        ([], Trend.NO_HOURS),
        (weeks(*[0] * 4, *[100] * 4), Trend.RISING),
    ],
)
def test_a_trend_is_a_change_that_noise_does_not_explain(
    found: list[tuple[int, int]], trend: Trend
) -> None:
    assert trend_of(found) == trend


@pytest.mark.parametrize("count", [FEWEST_WEEKS, 13, 26, 52])
def test_weeks_that_only_vary_by_chance_hardly_ever_have_a_trend(count: int) -> None:
    rng = random.Random(count)  # noqa: S311 - not for secrets
    told = [
        trend_of([(600, round(rng.gauss(540, 90))) for _ in range(count)]) for _ in range(1_000)
    ]
    assert sum(each != Trend.STEADY for each in told) <= 20  # one in a hundred, and its spread


@pytest.mark.parametrize(
    ("span", "today", "first", "last"),
    [
        (Span.WEEKS, MONDAY, "2026-W35", "2026-W47"),
        (Span.QUARTER, MONDAY, "2026-W40", "2026-W47"),
        (Span.YEAR, MONDAY, "2026-W01", "2026-W47"),
        (Span.WEEKS, date(2027, 1, 6), "2026-W41", "2026-W53"),
        (Span.YEAR, date(2021, 1, 12), "2021-W01", "2021-W01"),
        (Span.QUARTER, date(2026, 12, 31), "2026-W40", "2026-W52"),
    ],
)
def test_a_span_holds_the_weeks_that_are_over(
    span: Span, today: date, first: str, last: str
) -> None:
    found = weeks_of(span, today, LONG_AGO)
    assert (str(found[0]), str(found[-1])) == (first, last)
    assert list(found) == sorted(set(found))


def test_a_year_that_just_began_has_no_week_yet() -> None:
    for span in (Span.YEAR, Span.QUARTER):
        assert weeks_of(span, date(2027, 1, 6), LONG_AGO) == ()


def test_an_account_begins_where_hours_began() -> None:
    assert len(weeks_of(Span.WEEKS, MONDAY, Week(2026, 45))) == 3
    assert weeks_of(Span.WEEKS, MONDAY, Week(2026, 48)) == ()
    assert weeks_of(Span.YEAR, MONDAY, None) == ()


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (Week(2026, 48), Week(2026, 48), "first"),
        (Week(2026, 40), Week(2026, 48), "last"),
        (Week(2026, 40), Week(2026, 39), "last"),
        (Week(2010, 1), Week(2026, 47), "last"),
    ],
)
def test_typed_weeks_that_cannot_be_accounted_for_are_refused(
    first: Week, last: Week, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        weeks_of(Span.TYPED, MONDAY, None, (first, last))
    assert refused.value.field == field


def test_typed_weeks_stand_as_they_were_typed() -> None:
    found = weeks_of(Span.TYPED, MONDAY, Week(2026, 45), (Week(2025, 52), Week(2026, 2)))
    assert [str(week) for week in found] == ["2025-W52", "2026-W01", "2026-W02"]


WANTS = st.lists(st.tuples(st.integers(1, 3), st.integers(0, 5_000)), max_size=12)


@given(WANTS, st.integers(0, 40_000))
def test_hours_go_to_the_most_pressing_first_and_add_up(
    wants: list[tuple[int, int]], minutes: int
) -> None:
    given_ = filled(wants, minutes)
    assert sum(given_) == min(minutes, sum(wanted for _, wanted in wants))
    rows = [(p, wanted, got) for (p, wanted), got in zip(wants, given_, strict=True)]
    assert all(0 <= got <= wanted for _, wanted, got in rows)
    for priority, wanted, got in rows:
        if got < wanted:
            later = [kept for other, _, kept in rows if other > priority]
            assert not any(later), "a lower priority keeps hours while a higher one slips"


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=12), st.integers(0, 40_000))
def test_within_a_priority_hours_are_in_proportion(wanted: list[int], minutes: int) -> None:
    given_ = filled([(2, each) for each in wanted], minutes)
    share = min(minutes / sum(wanted), 1)
    assert all(abs(got - each * share) < 1 for got, each in zip(given_, wanted, strict=True))


def task(name: str, hours: float, priority: int, *, is_active: bool = True) -> Task:
    return Task(
        name=name,
        weekly_minutes=Minutes(round(hours * 60)),
        priority=priority,
        is_active=is_active,
        id=len(name),
    )


TASKS = [
    task("Redactie weekbericht", 3, 3),
    task("Eerste reacties", 10, 1),
    task("Avonddienst", 5.5, 2),
    task("Oud", 8, 1, is_active=False),
    task("Leeg", 0, 1),
]


def test_a_quarter_less_takes_from_what_is_least_pressing() -> None:
    cut = cut_hours(TASKS, available=2_000, percent=25)
    assert (cut.needed, cut.base, cut.left) == (1_110, 1_110, 832)
    assert [(slip.task, slip.left, slip.fate) for slip in cut.slips] == [
        ("Eerste reacties", 600, Fate.STAYS),
        ("Avonddienst", 232, Fate.SHRINKS),
        ("Redactie weekbericht", 0, Fate.STOPS),
    ]
    assert [NL(slip.said) for slip in cut.slipping] == [
        "Redactie weekbericht: van 3 naar 0 uur per week; vervalt",
        "Avonddienst: van 5,5 naar 3,9 uur per week; vervalt deels",
    ]


def test_what_keeps_less_than_half_mostly_stops() -> None:
    cut = cut_hours([task("Eerste reacties", 7, 1), task("Redactie", 3, 2)], 0, 25)
    assert NL(cut.slipping[0].said) == (
        "Redactie: van 3 naar 0,5 uur per week; vervalt grotendeels"
    )
    assert [slip.task for slip in cut.stopping] == ["Redactie"]
    assert [slip.task for slip in cut.kept] == ["Eerste reacties"]


def test_a_team_that_is_too_small_is_cut_from_what_it_has() -> None:
    cut = cut_hours(TASKS, available=660, percent=50)
    assert (cut.base, cut.left) == (660, 330)
    assert [(slip.now, slip.left) for slip in cut.slips] == [(600, 330), (60, 0), (0, 0)]
    assert cut.slips[2].fate == Fate.HAS_NONE


@pytest.mark.parametrize(("percent", "left"), [(0, 1_110), (100, 0)])
def test_nothing_and_everything_can_be_cut(percent: int, left: int) -> None:
    cut = cut_hours(TASKS, available=0, percent=percent)
    assert sum(slip.left for slip in cut.slips) == cut.left == left


def test_without_tasks_nothing_slips() -> None:
    assert cut_hours([], 600, 25).slips == ()
