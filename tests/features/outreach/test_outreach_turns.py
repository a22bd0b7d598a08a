"""Ranking, leaving out and spreading: each rule with a positive, a negative and a boundary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.words import Words
from commdesk.core.workbook import Workdays
from commdesk.features.outreach.turns import (
    CROWD,
    Exclusion,
    Pace,
    Person,
    Rule,
    Turn,
    is_newcomer,
    rank,
    spread,
    why_left_out,
)

MONDAY = date(2026, 11, 23)
WORKDAYS = Workdays(frozenset({1, 2, 3, 4, 5}), frozenset({date(2026, 11, 25)}))


def turn(member_id: int, rule: Rule = Rule.CADENCE, days_late: int = 0) -> Turn:
    day = MONDAY - timedelta(days=days_late)
    return Turn(member_id, f"Lid {member_id}", rule, day, day)


def test_the_reason_says_how_long_and_what_was_agreed() -> None:
    pace = Pace(1, "Henk Mulder", 30, date(2026, 10, 8), is_contact=True)
    english, dutch = Words("en"), Words("nl")
    assert english(pace.reason(MONDAY)) == "46 days no contact, agreed every 30"
    assert dutch(pace.reason(MONDAY)) == "46 dagen geen contact (afgesproken: elke 30)"


def test_a_cadence_without_any_contact_counts_from_the_day_they_were_added() -> None:
    pace = Pace(1, "Henk", 90, date(2026, 8, 20), is_contact=False)
    assert Words("en")(pace.reason(MONDAY)) == "Added 95 days ago, no contact yet"


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (Person(), None),
        (Person(do_not_contact=True, is_restricted=True), Exclusion.NO_CONTACT),
        (Person(is_restricted=True), Exclusion.RESTRICTED),
        (Person(sent_on=(MONDAY,)), Exclusion.WRITTEN_TODAY),
        (Person(sent_on=(MONDAY - timedelta(days=1),)), None),
        (Person(sent_on=(MONDAY - timedelta(days=1), MONDAY - timedelta(days=6))), Exclusion.CAP),
        (Person(sent_on=(MONDAY - timedelta(days=1), MONDAY - timedelta(days=7))), None),
        (Person(waits_until=MONDAY + timedelta(days=1)), Exclusion.SNOOZED),
        (Person(waits_until=MONDAY), None),
    ],
)
def test_who_is_left_out_and_why(person: Person, why: Exclusion | None) -> None:
    assert why_left_out(person, MONDAY) is why


def test_a_person_comes_once_by_the_rule_that_weighs_most() -> None:
    ranked = rank([turn(1), turn(1, Rule.FOLLOW_UP), turn(2, Rule.QUESTION)])
    assert [(each.member_id, each.rule) for each in ranked] == [
        (2, Rule.QUESTION),
        (1, Rule.FOLLOW_UP),
    ]


def test_no_lateness_lifts_a_cadence_above_what_was_said() -> None:
    ranked = rank([turn(1, Rule.CADENCE, 900), turn(2, Rule.PROMISE)])
    assert [each.member_id for each in ranked] == [2, 1]


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(list(Rule)), st.integers(0, 99))))
def test_the_order_does_not_depend_on_the_order_of_reading(
    rows: list[tuple[int, Rule, int]],
) -> None:
    turns = [turn(*row) for row in rows]
    assert rank(turns) == rank(reversed(turns))


def test_what_does_not_fit_today_is_spread_over_the_coming_working_days() -> None:
    turns = [turn(number) for number in range(7)]
    today, later = spread(turns, MONDAY, room=2, a_day=2, workdays=WORKDAYS)
    assert [each.member_id for each in today] == [0, 1]
    assert [(day.day, each.member_id) for day, each in later] == [
        (24, 2), (24, 3), (26, 4), (26, 5), (27, 6),
    ]  # fmt: skip


def test_nothing_falls_due_on_a_day_that_is_not_worked() -> None:
    saturday = date(2026, 11, 28)
    today, later = spread([turn(1)], saturday, room=60, a_day=60, workdays=WORKDAYS)
    assert today == ()
    assert [day for day, _ in later] == [date(2026, 11, 30)]


def test_a_day_that_is_full_offers_nobody() -> None:
    today, later = spread([turn(1)], MONDAY, room=-3, a_day=60, workdays=WORKDAYS)
    assert (len(today), len(later)) == (0, 1)


@given(st.integers(0, 40), st.integers(-5, 40), st.integers(0, 9))
def test_spreading_loses_nobody_and_overfills_no_day(count: int, room: int, a_day: int) -> None:
    turns = [turn(number) for number in range(count)]
    today, later = spread(turns, MONDAY, room=room, a_day=a_day, workdays=WORKDAYS)
    assert [*today, *(each for _, each in later)] == turns
    assert len(today) <= max(room, 0)
    days = [day for day, _ in later]
    assert all(day in WORKDAYS and day > MONDAY for day in days)
    assert all(days.count(day) <= max(a_day, 1) for day in days)


def test_a_newcomer_is_welcomed_within_three_days() -> None:
    assert is_newcomer(MONDAY, MONDAY, 1)
    assert is_newcomer(MONDAY - timedelta(days=3), MONDAY, 1), "added on Friday, seen on Monday"
    assert not is_newcomer(MONDAY - timedelta(days=4), MONDAY, 1)
    assert not is_newcomer(MONDAY + timedelta(days=1), MONDAY, 1)


def test_a_list_that_was_taken_in_is_no_crowd_of_newcomers() -> None:
    assert is_newcomer(MONDAY, MONDAY, CROWD)
    assert not is_newcomer(MONDAY, MONDAY, CROWD + 1)


@pytest.mark.parametrize("days", [3651, 10_000_000, 2**62])
def test_a_cadence_past_the_end_of_the_calendar_is_never_due(days: int) -> None:
    pace = Pace(1, "Fatma", days, MONDAY, is_contact=True)
    assert pace.due_on > MONDAY
    assert WORKDAYS.next_from(pace.due_on) >= pace.due_on
