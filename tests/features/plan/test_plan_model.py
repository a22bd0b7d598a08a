"""Rules of to-dos that need no workbook: dividing hours, and why something is on Today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.core.workbook import Workdays
from commdesk.features.plan.model import SHARES, Kind, Todo, TodoDraft, work_targets
from commdesk.features.plan.reasons import today_reason

MONDAY = date(2026, 11, 23)
WORKDAYS = Workdays(frozenset({1, 2, 3, 4, 5}), frozenset())
AWAY = Workdays(
    frozenset({1, 2, 3, 4, 5}), frozenset(date(2026, 11, 25) + timedelta(n) for n in range(12))
)
"""Away from Wednesday 25 November up to and with Sunday 6 December."""
EN = Words("en")


def test_forty_hours_are_divided_as_feverbee_does() -> None:
    hours = {target.kind: target.minutes // 60 for target in work_targets(Minutes(40 * 60))}
    assert hours == SHARES


@given(st.integers(0, 168 * 60))
def test_the_division_is_whole_minutes_that_add_up(weekly: int) -> None:
    targets = work_targets(Minutes(weekly))
    assert sum(target.minutes for target in targets) == weekly
    for target in targets:
        assert abs(target.minutes - weekly * SHARES[target.kind] / 40) < 1


def test_what_nobody_gave_a_kind_takes_no_share_of_the_hours() -> None:
    assert TodoDraft(title="Bellen").kind == Kind.OTHER
    assert SHARES[Kind.OTHER] == 0


def test_only_technology_is_a_ceiling() -> None:
    assert [t.kind for t in work_targets(Minutes(60)) if t.is_most] == [Kind.TECHNOLOGY]


@pytest.mark.parametrize(
    ("todo", "reason", "urgency", "day"),
    [
        (Todo(due_on=MONDAY - timedelta(4)), "4 days late; due Thu 19 Nov", "late", -4),
        (
            Todo(due_on=MONDAY - timedelta(1)),
            "Due Sun 22 Nov, not a working day; so on Mon 23 Nov",
            "due",
            0,
        ),
        (
            Todo(due_on=MONDAY - timedelta(4), is_promise=True),
            "4 days late; promised for Thu 19 Nov",
            "late",
            -4,
        ),
        (Todo(due_on=MONDAY), "Due Mon 23 Nov", "due", 0),
        (Todo(due_on=MONDAY, is_promise=True), "Promised for Mon 23 Nov", "promised", 0),
        (Todo(planned_on=MONDAY), "Planned for Mon 23 Nov", "due", 0),
        (
            Todo(planned_on=MONDAY, due_on=MONDAY + timedelta(2)),
            "Planned; due Wed 25 Nov",
            "due",
            0,
        ),
        (
            Todo(planned_on=MONDAY - timedelta(3)),
            "Was planned for Fri 20 Nov and not done",
            "due",
            0,
        ),
        (Todo(due_on=MONDAY + timedelta(4)), "Due Fri 27 Nov", "due", 4),
    ],
)
def test_today_says_why(todo: Todo, reason: str, urgency: str, day: int) -> None:
    found = today_reason(todo, MONDAY, WORKDAYS)
    assert found
    assert (EN(found[0]), found[1], found[2]) == (reason, urgency, MONDAY + timedelta(day))


@pytest.mark.parametrize("todo", [Todo(), Todo(due_on=MONDAY + timedelta(7))])
def test_what_has_no_day_in_this_week_is_not_on_today(todo: Todo) -> None:
    assert today_reason(todo, MONDAY, WORKDAYS) is None


def test_a_due_day_that_passed_is_late_even_when_planned_later() -> None:
    found = today_reason(Todo(due_on=MONDAY - timedelta(3), planned_on=MONDAY), MONDAY, WORKDAYS)
    assert found
    assert found[1] == "late"


@pytest.mark.parametrize("due", [date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 6)])
def test_nothing_is_late_because_of_an_absence(due: date) -> None:
    for is_promise in (True, False):
        todo = Todo(due_on=due, is_promise=is_promise)
        back = date(2026, 12, 7)
        found = today_reason(todo, back, AWAY)
        assert found
        assert (found[1], found[2]) == ("promised" if is_promise else "due", back)
        late = today_reason(todo, back + timedelta(1), AWAY)
        assert late
        assert late[1] == "late"
        assert EN(late[0]).startswith("1 day late")


def test_a_promise_in_an_absence_is_announced_on_the_last_working_days_before_it() -> None:
    promise = Todo(due_on=date(2026, 12, 2), is_promise=True)
    said = "Promised for Wed 2 Dec, not a working day: do it before"
    for today, day in ((20, 24), (23, 24), (24, 24)):
        found = today_reason(promise, date(2026, 11, today), AWAY)
        assert found
        assert (EN(found[0]), found[1], found[2].day) == (said, "promised", day)
    assert today_reason(promise, date(2026, 11, 19), AWAY) is None
    assert today_reason(Todo(due_on=date(2026, 12, 2)), MONDAY, AWAY) is None


def test_a_day_that_became_a_day_off_moves_and_a_planned_saturday_stays() -> None:
    found = today_reason(Todo(planned_on=date(2026, 11, 30)), date(2026, 12, 2), AWAY)
    assert found is None, "it waits for the first working day"
    back = today_reason(Todo(planned_on=date(2026, 11, 30)), date(2026, 12, 7), AWAY)
    assert back
    saturday = today_reason(Todo(planned_on=date(2026, 11, 28)), date(2026, 11, 28), WORKDAYS)
    assert saturday
    assert saturday[2] == date(2026, 11, 28)


def test_extreme_days_break_nothing() -> None:
    for day in (date.min, date.max, date(9999, 12, 26), date(1, 1, 6)):
        for todo in (Todo(due_on=day), Todo(planned_on=day), Todo(due_on=day, is_promise=True)):
            today_reason(todo, MONDAY, WORKDAYS)
