"""The cap, the day's target, the own pace and follow-up days: rules with their boundary days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.workbook import Workdays
from commdesk.features.outreach.model import (
    CHANNELS,
    PURPOSES,
    RESULTS,
    Channel,
    Purpose,
    Result,
    follow_up_day,
    is_over_cap,
    minutes_a_message,
    promise_day,
    shares_of_day,
    target,
    usual_minutes_a_day,
)

MONDAY = date(2026, 11, 23)
WORKDAYS = Workdays(frozenset({1, 2, 3, 4, 5}), frozenset({date(2026, 12, 25)}))
START = datetime(2026, 11, 23, 8, tzinfo=UTC)


def before(*days: int) -> list[date]:
    return [MONDAY - timedelta(days=each) for each in days]


@pytest.mark.parametrize(
    ("days_ago", "is_over"),
    [
        ((), False),
        ((0,), False),
        ((0, 0), True),
        ((1, 6), True),
        ((1, 7), False),
        ((6, 6), True),
        ((7, 7, 7), False),
        ((3, 5, 8), True),
    ],
)
def test_two_outgoing_messages_fill_a_window_of_seven_days(
    days_ago: tuple[int, ...], *, is_over: bool
) -> None:
    assert is_over_cap(before(*days_ago), MONDAY) is is_over


def test_a_late_log_counts_in_the_windows_after_its_own_day() -> None:
    assert is_over_cap(before(-1, -6), MONDAY)
    assert not is_over_cap(before(-1, -7), MONDAY)
    assert is_over_cap(before(3, -3), MONDAY), "three in the seven days around it"
    assert not is_over_cap(before(4, -3), MONDAY)


@given(st.lists(st.integers(-20, 20), max_size=12))
def test_whoever_keeps_the_cap_never_has_three_in_seven_days(days: list[int]) -> None:
    sent: list[date] = []
    for each in days:
        day = MONDAY + timedelta(days=each)
        if not is_over_cap(sent, day):
            sent.append(day)
    for first in (MONDAY + timedelta(days=n) for n in range(-30, 31)):
        assert sum(first <= day < first + timedelta(days=7) for day in sent) <= 2


def test_the_target_is_planned_minutes_by_own_minutes_a_message() -> None:
    assert target(120, 2.0) == 60
    assert target(119, 2.0) == 59
    assert target(120, 2.5) == 48
    assert target(0, 2.0) == 0


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 90), st.integers(1, 80))
def test_a_day_takes_who_waits_and_never_more_than_its_target(
    older: int, fresh: int, written: int, goal: int
) -> None:
    own, rest = shares_of_day(older + fresh, fresh, written, goal)
    assert own >= 0
    assert rest >= 0
    assert own + rest == min(older + fresh, max(goal - written, 0))


def test_who_was_due_before_waits_for_another_day_only_when_the_target_is_full() -> None:
    assert shares_of_day(40, 3, 0, 60) == (3, 37)
    assert shares_of_day(100, 3, 0, 60) == (40, 20)
    assert shares_of_day(200, 3, 0, 60) == (60, 0)
    assert shares_of_day(40, 3, 59, 60) == (1, 0)


@given(*(st.integers(0, 200) for _ in range(4)))
def test_where_twice_the_target_waits_it_does_not_matter_who_comes_on_top(
    waiting: int, fresh: int, written: int, goal: int
) -> None:
    waiting, fresh = waiting + 2 * goal, min(fresh, waiting)
    assert shares_of_day(waiting, fresh, written, goal) == (max(goal - written, 0), 0)


def test_without_a_plan_growth_gives_a_quarter_of_the_hours() -> None:
    assert usual_minutes_a_day(36 * 60, 5) == 108
    assert usual_minutes_a_day(36 * 60, 0) == 540


def _moments(steps: list[float]) -> list[datetime]:
    moments = [START]
    for minutes in steps:
        moments.append(moments[-1] + timedelta(minutes=minutes))
    return moments


def test_the_pace_is_two_minutes_until_thirty_steps_are_measured() -> None:
    assert minutes_a_message([]) == 2
    assert minutes_a_message(_moments([5.0] * 29)) == 2
    assert minutes_a_message(_moments([5.0] * 30)) == 5


def test_a_pause_is_no_pace_and_neither_is_a_list_logged_at_once() -> None:
    assert minutes_a_message(_moments([3.0] * 30 + [16.0] * 40)) == 3
    assert minutes_a_message(_moments([3.0] * 30 + [0.1] * 40)) == 3


def test_the_pace_is_in_half_minutes_and_never_nothing() -> None:
    assert minutes_a_message(_moments([2.7] * 30)) == 2.5
    assert minutes_a_message(_moments([0.3] * 30)) == 0.5


def test_every_purpose_has_its_follow_up_day_and_a_thank_you_none() -> None:
    assert follow_up_day(Purpose.KEEP_IN_TOUCH, MONDAY, WORKDAYS) == date(2026, 11, 30)
    assert follow_up_day(Purpose.THANK, MONDAY, WORKDAYS) is None
    for purpose, _ in PURPOSES:
        day = follow_up_day(purpose, MONDAY, WORKDAYS)
        assert day is None or day in WORKDAYS


def test_a_follow_up_never_falls_on_a_day_that_is_not_worked() -> None:
    friday_christmas = date(2026, 12, 18)
    assert follow_up_day(Purpose.ASK, friday_christmas, WORKDAYS) == date(2026, 12, 28)
    assert promise_day(friday_christmas, WORKDAYS) == date(2026, 12, 28)


def test_every_channel_purpose_and_result_has_a_word() -> None:
    assert [key for key, _ in CHANNELS] == list(Channel)
    assert [key for key, _ in PURPOSES] == list(Purpose)
    assert [key for key, _ in RESULTS] == list(Result)
