"""The forecast on examples worked out by hand; Monday 23 November 2026 is today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.buildup.steps.model import (
    Step,
    in_order,
    is_overdue,
    next_step,
    outlook,
    pace_of,
    state_of,
)
from commdesk.features.buildup.steps.wording import (
    Plan,
    forecast_words,
    pace_words,
    plan_words,
    state_words,
)

TODAY = date(2026, 11, 23)
EN, NL = Words("en", lambda: TODAY), Words("nl", lambda: TODAY)


def day(week: int, weekday: int = 1) -> date:
    """A weekday of a week counted from this one: `day(0)` is today, `day(-1, 5)` last Friday."""
    return TODAY + timedelta(weeks=week, days=weekday - 1)


def step(number: int, first: int, weeks: int = 1, *after: int, **fields: Any) -> Step:
    """Planned from the Monday of a week until the Friday so many weeks on."""
    known = {"title": f"Step {number}", "key": f"s{number}"} | fields
    return Step(
        planned_from=day(first),
        planned_until=day(first + weeks - 1, 5),
        waits_for=after,
        id=number,
        position=number,
        **known,
    )


def done(number: int, first: int, weeks: int, began: date, ended: date, **fields: Any) -> Step:
    return step(number, first, weeks, began_on=began, done_on=ended, **fields)


def spans(*steps: Step) -> dict[int, tuple[date, date]]:
    seen = outlook(steps, TODAY).steps
    return {number: (each.begins_on, each.ends_on) for number, each in seen.items()}


def test_without_anything_done_the_plan_is_the_forecast() -> None:
    found = spans(step(1, 0, 2), step(2, 2, 3, 1))
    assert found == {1: (day(0), day(1, 5)), 2: (day(2), day(4, 5))}


def test_a_late_start_moves_what_waits_for_it_by_as_much() -> None:
    late = step(1, -2, 2)  # should have begun two weeks ago: it takes 12 days from today on
    found = spans(late, step(2, 0, 1, 1))
    assert found[1] == (day(0), day(1, 5))
    assert found[2] == (day(2), day(2, 5))
    seen = outlook([late, step(2, 0, 1, 1)], TODAY).steps
    assert (seen[1].slips, seen[1].begins_later, seen[2].begins_later) == (14, 14, 14)


def test_a_step_that_is_free_in_a_weekend_begins_on_the_monday() -> None:
    running = step(1, -1, 1, began_on=day(-1, 3))  # 5 days from Wednesday: until Sunday, so today
    found = spans(running, step(2, -1, 1, 1), step(3, 0, 1))
    assert found[1] == (day(-1, 3), TODAY)
    assert found[2][0] == day(0, 2)
    friday = step(4, 0, 1, began_on=day(0))
    assert spans(friday, step(5, 0, 1, 4))[5] == (day(1), day(1, 5))


def test_a_blocked_step_waits_for_all_that_comes_first() -> None:
    found = spans(step(1, 0, 1), step(2, 0, 4), step(3, 1, 1, 1, 2))
    assert found[3] == (day(4), day(4, 5))


def test_done_early_does_not_pull_a_later_step_before_its_planned_day() -> None:
    found = spans(done(1, -4, 3, day(-4), day(-4, 5)), step(2, 1, 1, 1))
    assert found[1] == (day(-4), day(-4, 5))
    assert found[2] == (day(1), day(1, 5))


def test_the_pace_of_two_steps_stretches_the_rest() -> None:
    # Planned 5 and 5 days, taken 10 and 5: one and a half times as long.
    first = done(1, -6, 1, day(-6), day(-5, 3))
    second = done(2, -4, 1, day(-4), day(-4, 5))
    assert pace_of([first, second]) == (1.5, True)
    found = spans(first, second, step(3, 0, 1), step(4, 1, 1, 3))
    assert found[3] == (day(0), day(1))  # 8 days
    assert found[4] == (day(1, 2), day(2, 2))


def test_one_step_says_nothing_of_the_pace_of_the_others() -> None:
    assert pace_of([done(1, -6, 1, day(-6), day(-1))]) == (1.0, False)


@pytest.mark.parametrize(("weeks", "pace"), [(1, 0.5), (40, 3.0)])
def test_a_pace_stays_within_reason(weeks: int, pace: float) -> None:
    ended = day(-50 + weeks, 1)
    steps = [done(n, -50, 12, day(-50), ended) for n in (1, 2)]
    assert pace_of(steps) == (pace, True)


def test_steps_in_a_chain_add_up_and_steps_in_parallel_do_not() -> None:
    chain = spans(step(1, 0, 2), step(2, 0, 2, 1), step(3, 0, 2, 2))
    assert [chain[n] for n in (1, 2, 3)] == [
        (day(0), day(1, 5)), (day(2), day(3, 5)), (day(4), day(5, 5)),
    ]  # fmt: skip
    parallel = spans(step(1, 0, 2), step(2, 0, 2), step(3, 0, 2, 1, 2))
    assert parallel[1] == parallel[2] == (day(0), day(1, 5))
    assert parallel[3] == (day(2), day(3, 5))


def test_a_step_that_runs_is_never_done_before_today_or_what_it_waits_for() -> None:
    tired = step(1, -9, 1, began_on=day(-9))
    assert spans(tired)[1] == (day(-9), TODAY)
    begun = step(3, -1, 1, 2, began_on=day(-1))
    assert spans(step(2, 0, 3), begun)[3] == (day(-1), day(2, 5))


def test_a_circle_is_no_order() -> None:
    with pytest.raises(ValueError, match=r"\[1, 2\]"):
        in_order([step(1, 0, 1, 2), step(2, 0, 1, 1)])


@given(st.data())
def test_no_step_ends_before_it_begins_or_before_what_it_waits_for(data: st.DataObject) -> None:
    steps = []
    for number in range(1, data.draw(st.integers(1, 8)) + 1):
        before = data.draw(st.sets(st.integers(1, max(number - 1, 1)))) if number > 1 else set()
        began = data.draw(st.none() | st.integers(-8, 0))
        fields: dict[str, Any] = {"began_on": None if began is None else day(began)}
        if began is not None and data.draw(st.booleans()):
            fields["done_on"] = day(data.draw(st.integers(began, 0)))
        first, weeks = data.draw(st.integers(-8, 8)), data.draw(st.integers(1, 6))
        steps.append(step(number, first, weeks, *before, **fields))
    seen = outlook(steps, TODAY).steps
    for each in steps:
        assert seen[each.id].begins_on <= seen[each.id].ends_on
        if not each.is_done:
            assert seen[each.id].ends_on >= TODAY
            assert all(seen[each.id].ends_on >= seen[other].ends_on for other in each.waits_for)


STATES = [
    (step(1, 1), "later"),
    (step(1, 0), "ready"),
    (step(1, -1), "ready"),
    (step(1, -1, 1, began_on=day(-1)), "late"),
    (step(1, -1, 2, began_on=day(-1)), "running"),
    (done(1, -2, 1, day(-2), day(-1)), "done"),
    (step(1, 0, 1, 2), "blocked"),
    (step(1, 1, 1, 2), "later"),
]


@pytest.mark.parametrize(("each", "state"), STATES)
def test_how_a_step_stands(each: Step, state: str) -> None:
    steps = {1: each, 2: step(2, 0)}
    assert state_of(each, steps, TODAY) == state
    assert is_overdue(each, TODAY) is (each.planned_from < TODAY and state in {"ready", "late"})


def test_the_next_step_is_one_that_can_be_worked_on() -> None:
    first = done(1, -2, 1, day(-2), day(-1))
    steps = [first, step(2, 0, 1, 3), step(3, 0, 2)]
    assert next_step(steps, TODAY) == steps[2]
    assert next_step([first], TODAY) is None
    assert next_step([step(5, 4)], TODAY) is not None


def words_of(*steps: Step) -> tuple[str, str]:
    plan = Plan.of(steps, TODAY)
    return EN(state_words(plan, steps[-1])), EN(forecast_words(plan, steps[-1]))


@pytest.mark.parametrize(
    ("steps", "state", "forecast"),
    [
        ((step(1, 1),), "from Mon 30 Nov until Fri 4 Dec",
         "at this pace it begins in week 49, as planned"),
        ((step(1, -2),), "can begin, and should have on Mon 9 Nov",
         "at this pace it begins in week 48 (Mon 23 Nov), 2 weeks later than planned"),
        ((step(1, 0),), "can begin today", "at this pace it begins in week 48, as planned"),
        ((step(1, 0, 2), step(2, -1, 1, 1)),
         "should have begun on Mon 16 Nov, but waits for Step 1",
         "at this pace it begins in week 50 (Mon 7 Dec), 3 weeks later than planned"),
        ((step(1, 0), step(2, 0, 1, 1)), "waits for Step 1",
         "at this pace it begins in week 49 (Mon 30 Nov), 1 week later than planned"),
        ((step(1, -1, 1, began_on=day(-1)),), "running since Mon 16 Nov, 3 days late",
         "at this pace done in week 48 (Mon 23 Nov), 3 days later than planned"),
        ((step(1, 0, 2, began_on=day(-1)),), "running since Mon 16 Nov, until Fri 4 Dec",
         "at this pace done in week 48 (Fri 27 Nov), 1 week earlier than planned"),
        ((done(1, -2, 1, day(-2), day(-1, 5)),),
         "done on Fri 20 Nov, 1 week later than planned", ""),
        ((done(1, -2, 2, day(-2), day(-1, 4)),),
         "done on Thu 19 Nov, 1 day earlier than planned", ""),
        ((done(1, -2, 1, day(-2), day(-2, 5)),), "done on Fri 13 Nov", ""),
    ],
)  # fmt: skip
def test_a_step_says_how_it_stands(steps: tuple[Step, ...], state: str, forecast: str) -> None:
    assert words_of(*steps) == (state, forecast)


def test_the_plan_says_to_which_week_the_start_in_a_small_circle_moves() -> None:
    circle = step(2, 1, 8, 1, key="small-circle", title="Beginnen in kleine kring")
    waits = [step(1, 0, 3), circle, step(3, 9, 1, 2)]
    plan = Plan.of(waits, TODAY)
    moved = "In dit tempo schuift Beginnen in kleine kring naar week 51 (ma 14 dec): 2 weken later."
    assert NL(plan_words(plan)) == moved
    on_time = Plan.of([step(1, 0), circle], TODAY)
    assert NL(plan_words(on_time)) == "Beginnen in kleine kring ligt op koers voor week 49."
    assert Week.of(day(1)).number == 49
    assert EN(pace_words(plan)).startswith("Fewer than two steps")


def test_a_plan_that_is_done_says_so() -> None:
    all_done = [done(n, -9, 1, day(-9), day(-9, 5)) for n in (1, 2)]
    assert EN(plan_words(Plan.of(all_done, TODAY))) == "Every step is done."
    assert "100%" in EN(pace_words(Plan.of(all_done, TODAY)))


def test_once_the_circle_has_begun_the_last_step_is_what_counts() -> None:
    circle = step(1, -1, 4, key="small-circle", began_on=day(-1))
    assert "Step 2" in EN(plan_words(Plan.of([circle, step(2, 3, 1, 1)], TODAY)))
    assert "Step 1" in EN(plan_words(Plan.of([circle], TODAY)))
