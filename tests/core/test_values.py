"""Small values: lengths of time as people type them, ISO weeks, periods, moments."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.values import Minutes, Period, Week, decimal_hours, from_moment, to_moment
from commdesk.core.words import Words

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("1:30", 90), ("0:05", 5), ("00:30", 30), ("12:00", 720), ("1,5", 90), ("1.5", 90),
        ("1,5 u", 90), ("1.5 uur", 90), ("1.5h", 90), ("0,25", 15), (",5", 30), ("2", 120),
        ("2 uur", 120), ("3 uren", 180), ("2 h", 120), ("2 hrs", 120), ("1 hour", 60),
        ("2 hours", 120), ("90m", 90), ("90 min", 90), ("45 minuten", 45), ("1 minuut", 1),
        ("45 minutes", 45), ("10 mins", 10), ("1u30", 90), ("1u30m", 90), ("1h30", 90),
        ("3 u 20 min", 200), ("2 uur en 15 minuten", 135), ("2 hours and 15 minutes", 135),
        ("1 uur 5", 65), ("½", 30), ("1½ u", 90), ("1¾", 105), ("  1:30  ", 90), ("1U30", 90),
        ("36", 2160), ("0", 0),
    ],
)  # fmt: skip
def test_a_length_of_time_is_read_as_people_write_it(typed: str, minutes: int) -> None:
    found = Minutes.parse(typed)
    assert (found, type(found)) == (minutes, Minutes)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "morgen", "1:60", "1:5", "-1", "1:30:0", "1,5,5", "1.234,5", "1e3", "u", "m", ".",
     "1u75", "90 sec", "1/2", "een", "1 1", "٣", "nan", "12345", "half 2", "2 uur 1,5"],
)  # fmt: skip
def test_nonsense_is_no_length_of_time(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^.*$"):
        Minutes.parse(typed)


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(285, 4.75), (75, 1.25), (60, 1), (0, 0), (286, 4.8), (62, 1.0), (63, 1.1), (57, 1.0),
     (1107, 18.5), (1113, 18.6), (-285, -4.75), (-63, -1.1)],
)  # fmt: skip
def test_decimal_hours_are_exact_in_quarters_else_one_decimal_half_up(
    minutes: int, hours: float
) -> None:
    assert decimal_hours(minutes) == hours


@given(st.integers(0, 59_999), st.sampled_from(["nl", "en"]))
def test_a_length_that_is_shown_can_be_typed(minutes: int, language: str) -> None:
    assert Minutes.parse(Words(language).duration(minutes)) == minutes


@given(DAYS)
def test_a_week_holds_its_days_monday_first(day: date) -> None:
    week = Week.of(day)
    assert day in week.days
    assert (len(week.days), week.monday.isoweekday(), week.sunday.isoweekday()) == (7, 1, 7)
    assert Week.parse(str(week)) == week


@given(DAYS, st.integers(-200, 200))
def test_weeks_are_counted_across_years(day: date, weeks: int) -> None:
    week = Week.of(day)
    assert (week + weeks).monday - week.monday == timedelta(weeks=weeks)
    assert week + weeks - weeks == week
    assert (week + weeks > week) == (weeks > 0)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2026, 11, 23), "2026-W48"),
    ],
)
def test_the_first_days_of_a_year_may_be_in_the_last_week_of_the_one_before(
    day: date, week: str
) -> None:
    assert str(Week.of(day)) == week


def test_after_week_53_comes_week_1() -> None:
    assert Week(2026, 53) + 1 == Week(2027, 1)
    assert Week(2027, 1) - 1 == Week(2026, 53)
    assert Week(2025, 52) + 1 == Week(2026, 1)


@pytest.mark.parametrize("typed", ["2026-w48", "2026W48", " 2026-W48 "])
def test_a_week_may_be_typed_loosely(typed: str) -> None:
    assert Week.parse(typed) == Week(2026, 48)


@pytest.mark.parametrize("typed", ["", "48", "2026-48", "2026-W00", "2026-W54", "2027-W53", "W48"])
def test_a_week_that_is_not_there_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^.*$"):
        Week.parse(typed)


def test_a_window_of_days_holds_today_and_those_before() -> None:
    window = Period.window(date(2026, 11, 23), 7)
    assert window == Period(date(2026, 11, 17), date(2026, 11, 23))
    assert date(2026, 11, 17) in window
    assert date(2026, 11, 16) not in window
    assert date(2026, 11, 24) not in window


def test_a_moment_is_stored_in_utc_and_whole_seconds() -> None:
    summer = datetime(2026, 7, 1, 16, 3, 59, 999_999, tzinfo=timezone(timedelta(hours=2)))
    assert to_moment(summer) == "2026-07-01T14:03:59Z"
    assert from_moment("2026-07-01T14:03:59Z") == datetime(2026, 7, 1, 14, 3, 59, tzinfo=UTC)
