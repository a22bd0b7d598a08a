"""Rules that repeat: read as typed, the days they give beside dateutil's own, in plain words."""

from __future__ import annotations

import time as clock
from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.core.workbook import Workdays
from commdesk.features.plan.repeats import choice_of, days_between, read_rule, rule_of, worded
from commdesk.features.plan.repeats.model import (
    Repeat,
    Series,
    day_after,
    first_days,
    last_day,
    latest_turn,
    turns_between,
)
from commdesk.features.plan.repeats.wording import CHOICES, choices_for, typed_rule

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
LETTERS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = Workdays(frozenset({1, 2, 3, 4, 5}), frozenset())


@st.composite
def rules(draw: st.DrawFn) -> str:
    """What people ask for and what RFC 5545 lets them."""
    often = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = [f"FREQ={often}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 13))}")
    letters = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=3, unique=True)
    extra = draw(st.sampled_from(("", "days", "month days", "months", "place")))
    if extra == "days":
        parts.append(f"BYDAY={','.join(draw(letters))}")
    if extra == "month days" and often != "WEEKLY":
        numbers = st.integers(1, 31) | st.integers(-31, -1)
        days = draw(st.lists(numbers, min_size=1, max_size=3, unique=True))
        parts.append(f"BYMONTHDAY={','.join(map(str, days))}")
    if extra == "months":
        parts.append(f"BYMONTH={draw(st.integers(1, 12))}")
    if extra == "place" and often == "MONTHLY":
        place = draw(st.sampled_from((-1, 1, 2, 3, 4, 5)))
        parts.append(f"BYDAY={place}{draw(st.sampled_from(LETTERS))}")
    return ";".join(parts)


def by_dateutil(rule: str, start: date, first: date, last: date) -> list[date]:
    found = rrulestr(rule, dtstart=datetime.combine(start, time()))
    before, after = (datetime.combine(day, time()) for day in (first, last))
    return [moment.date() for moment in found.between(before, after, inc=True)]


@given(rules(), DAYS, st.integers(0, 700), st.integers(0, 500))
def test_the_days_are_those_that_dateutil_gives(
    rule: str, start: date, later: int, length: int
) -> None:
    try:
        repeat = read_rule(rule, start)
    except Refused:
        far = datetime.combine(start, time()) + timedelta(days=366 * 300)
        at = datetime.combine(start, time())
        found = rrulestr(rule, dtstart=at).after(at - timedelta(days=1))
        assert found is None or found > far, "only what never comes is refused"
        return
    first = start + timedelta(days=later)
    last = first + timedelta(days=length)
    assert days_between(repeat, start, first, last) == by_dateutil(rule, start, first, last)


@given(rules(), DAYS, st.integers(1, 12))
def test_a_count_ends_it_as_in_dateutil(rule: str, start: date, times: int) -> None:
    try:
        repeat = read_rule(f"{rule};COUNT={times}", start)
    except Refused:
        assume(False)
    found = rrulestr(f"{rule};COUNT={times}", dtstart=datetime.combine(start, time()))
    assert first_days(repeat, start, 20) == [moment.date() for moment in islice(found, 20)]


@given(rules(), DAYS, st.integers(0, 900))
def test_an_end_is_the_last_day_on_which_it_may_come(rule: str, start: date, length: int) -> None:
    until = start + timedelta(days=length)
    try:
        repeat = read_rule(f"{rule};UNTIL={until:%Y%m%d}", start)
    except Refused:
        assume(False)
    wide = until + timedelta(days=400)
    assert days_between(repeat, start, start, wide) == by_dateutil(rule, start, start, until)
    assert repeat.rule == read_rule(rule, start).rule, "the end stands beside the rule"


@given(rules(), DAYS, st.integers(-10, 800))
def test_the_day_before_and_the_day_after_are_neighbours(rule: str, start: date, far: int) -> None:
    try:
        repeat = read_rule(rule, start)
    except Refused:
        assume(False)
    day = start + timedelta(days=far)
    last, later = last_day(repeat, start, day), day_after(repeat, start, day)
    between = days_between(repeat, start, last or start, later or day)
    assert between == [each for each in (last, later) if each]


@given(DAYS)
def test_a_choice_begins_on_its_day_and_is_known_again(day: date) -> None:
    for choice in choices_for(day):
        repeat = read_rule(rule_of(choice, day), day)
        assert repeat.rule == rule_of(choice, day)
        assert choice_of(repeat.rule, day) in CHOICES
        (first,) = first_days(repeat, day, 1)
        assert first == day or (choice == "workdays" and day.isoweekday() > 5)


@given(DAYS, st.integers(1, 30))
def test_a_chosen_month_is_never_left_out(day: date, count: int) -> None:
    days = first_days(Repeat(rule_of("month", day)), day, count)
    months = [each.year * 12 + each.month for each in days]
    assert months == list(range(months[0], months[0] + count))


def days_of(rule: str, start: date, count: int) -> list[str]:
    return [f"{day:%d-%m-%y}" for day in first_days(read_rule(rule, start), start, count)]


def test_a_rule_of_ones_own_skips_what_a_month_does_not_have() -> None:
    start = date(2026, 12, 31)
    assert days_of("FREQ=MONTHLY;BYMONTHDAY=31", start, 3) == ["31-12-26", "31-01-27", "31-03-27"]
    chosen = rule_of("month", start)
    assert days_of(chosen, start, 3) == ["31-12-26", "31-01-27", "28-02-27"]


def test_29_february_comes_in_leap_years_or_on_the_last_day_of_february() -> None:
    leap = date(2028, 2, 29)
    own = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"
    assert days_of(own, leap, 3) == ["29-02-28", "29-02-32", "29-02-36"]
    assert days_of(rule_of("year", leap), leap, 3) == ["29-02-28", "28-02-29", "28-02-30"]


def test_week_53_comes_in_the_years_that_have_one() -> None:
    start = date(2026, 11, 23)
    assert days_of("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", start, 2) == ["28-12-26", "27-12-32"]
    every_other = days_of("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", start, 5)
    assert every_other == ["23-11-26", "07-12-26", "21-12-26", "04-01-27", "18-01-27"]


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/Los_Angeles", "Pacific/Auckland"])
def test_summer_time_moves_no_day(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    clock.tzset()
    try:
        days = first_days(Repeat("FREQ=DAILY"), date(2026, 1, 1), 365)
        assert days == [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    finally:
        monkeypatch.setenv("TZ", "Europe/Amsterdam")
        clock.tzset()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Say how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY."),
        ("FREQ=HOURLY", "Say how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY."),
        ("BYDAY=TU", "Say how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY."),
        ("FREQ=WEEKLY;BYDAY=XX", "“XX” cannot stand behind BYDAY."),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "“32” cannot stand behind BYMONTHDAY."),
        ("FREQ=WEEKLY;X=9",
         "“X” is no part of a rule; write for example FREQ=WEEKLY;BYDAY=TU."),
        ("FREQ=WEEKLY;FREQ=DAILY", "“FREQ” stands in the rule twice."),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "“BYMONTHDAY=3” cannot stand with FREQ=WEEKLY like this."),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
         "A rule ends on a day or after so many times, not both."),
        ("FREQ=WEEKLY;UNTIL=20261331", "“20261331” is no date; write 20261231."),
        ("FREQ=WEEKLY;UNTIL=20260101", "The end lies before the start."),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "This rule gives no day at all."),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "This rule gives no day at all."),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=7", "This rule gives no day at all."),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused_in_words(typed: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_rule(typed, TUESDAY)
    assert Words("en")(refused.value.text) == said
    assert refused.value.field in {"rule", "until_on"}


@given(st.text(max_size=60) | rules().map(lambda rule: rule[:-2]))
def test_whatever_is_typed_is_a_rule_or_refused(typed: str) -> None:
    try:
        repeat = typed_rule(typed, TUESDAY)
    except Refused:
        return
    assert first_days(repeat, TUESDAY, 1)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every working day"),
        ("FREQ=WEEKLY;BYDAY=TU", "every week on Tuesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR", "every 2 weeks on Tuesday and Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=3", "every month on day 3"),
        ("FREQ=MONTHLY;BYDAY=3TU", "every month on the third Tuesday"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "every quarter on day 1"),
        (rule_of("month", date(2026, 12, 31)),
         "every month on day 31, or the last day of a shorter month"),
        (rule_of("year", date(2027, 3, 3)), "every year on 3 March"),
        (rule_of("year", date(2028, 2, 29)), "every year on the last day of February"),
        ("FREQ=YEARLY;BYDAY=MO;BYWEEKNO=53", "by the rule FREQ=YEARLY;BYDAY=MO;BYWEEKNO=53"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_words(rule: str, said: str) -> None:
    assert Words("en")(worded(rule)) == said


@given(rules(), DAYS)
def test_every_rule_can_be_said_in_both_languages(rule: str, start: date) -> None:
    try:
        repeat = read_rule(rule, start)
    except Refused:
        return
    assert Words("nl")(worded(repeat.rule))
    assert Words("en")(worded(repeat.rule))


def test_words_that_people_type_are_rules_too() -> None:
    for typed in (
        "every week",
        "Elke week",
        "week",
        "FREQ=WEEKLY;BYDAY=TU",
        "rrule:freq=weekly;byday=tu",
    ):
        assert typed_rule(typed, TUESDAY).rule == "FREQ=WEEKLY;BYDAY=TU"
    assert typed_rule("elke werkdag", TUESDAY, (1, 2)).rule == "FREQ=WEEKLY;BYDAY=MO,TU"


# --- closing days ---------------------------------------------------------------------------------


def series(rule: str, start: date = TUESDAY, *, skips: bool = True) -> Series:
    return Series(title="Vraag plaatsen", rule=rule, from_on=start, skips_closed=skips)


def turns(one: Series, closed: set[date], first: date, last: date) -> list[tuple[int, int]]:
    days = Workdays(WORKDAYS.weekdays, frozenset(closed))
    return [(turn.occurs_on.day, turn.day.day) for turn in turns_between(one, first, last, days)]


def test_a_closed_day_moves_it_to_the_next_working_day_and_a_daily_one_is_left_out() -> None:
    end = date(2026, 12, 6)
    closed = {date(2026, 12, 1)}
    weekly = series("FREQ=WEEKLY;BYDAY=TU")
    assert turns(weekly, closed, TUESDAY, end) == [(24, 24), (1, 2)]
    daily = series("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    assert turns(daily, closed, date(2026, 11, 30), end) == [(30, 30), (2, 2), (3, 3), (4, 4)]
    as_it_falls = series("FREQ=WEEKLY;BYDAY=TU", skips=False)
    assert turns(as_it_falls, closed, TUESDAY, end) == [(24, 24), (1, 1)]


@given(rules(), DAYS, st.sets(st.integers(0, 120), max_size=60), st.integers(0, 100))
def test_what_skips_closing_days_never_stands_on_one_and_no_day_twice(
    rule: str, start: date, closed: set[int], length: int
) -> None:
    try:
        one = series(read_rule(rule, start).rule, start)
    except Refused:
        assume(False)
    days = Workdays(WORKDAYS.weekdays, frozenset(start + timedelta(n) for n in closed))
    last = start + timedelta(days=length)
    found = turns_between(one, start, last, days)
    assert all(turn.day in days for turn in found)
    assert len({turn.day for turn in found}) == len(found)
    halves = [
        *turns_between(one, start, start + timedelta(length // 2), days),
        *turns_between(one, start + timedelta(length // 2 + 1), last, days),
    ]
    assert sorted(halves, key=lambda turn: turn.day) == found, "looked at in parts it is the same"
    if found:
        assert latest_turn(one, last, days) == found[-1]
