"""Rules of to-dos that need no workbook: dividing hours, and why something is on Today."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.plan.model import SHARES, Kind, Todo, TodoDraft, today_reason, work_targets

MONDAY = date(2026, 11, 23)
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
        (Todo(due_on=MONDAY - timedelta(1)), "1 day late; due Sun 22 Nov", "late", -1),
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
        (Todo(due_on=MONDAY + timedelta(6)), "Due Sun 29 Nov", "due", 6),
    ],
)
def test_today_says_why(todo: Todo, reason: str, urgency: str, day: int) -> None:
    found = today_reason(todo, MONDAY)
    assert found
    assert (EN(found[0]), found[1], found[2]) == (reason, urgency, MONDAY + timedelta(day))


@pytest.mark.parametrize("todo", [Todo(), Todo(due_on=MONDAY + timedelta(7))])
def test_what_has_no_day_in_this_week_is_not_on_today(todo: Todo) -> None:
    assert today_reason(todo, MONDAY) is None


def test_a_due_day_that_passed_is_late_even_when_planned_later() -> None:
    found = today_reason(Todo(due_on=MONDAY - timedelta(1), planned_on=MONDAY), MONDAY)
    assert found
    assert found[1] == "late"
