"""The fill-in proposal, carrying over and last week's pattern: as examples, and for any week."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from commdesk.core.feature import Act, WeekItem
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words, say
from commdesk.core.workingblocks import WorkingBlock
from commdesk.features.week import filling as module
from commdesk.features.week.carrying import carry, left_behind
from commdesk.features.week.filling import AFTER_DUE, LATE, Filling, fill
from commdesk.features.week.model import Day, Frame, KindHours, WeekPlan, lay_out
from commdesk.features.week.pattern import copy_pattern
from commdesk.features.week.proposal import Proposal, shown_with
from commdesk.features.week.room import open_rooms

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(1)
WEEK = Week.of(MONDAY)
EN = Words("en")


def moved(_day: date | None) -> Act:
    return Act(print)


def item(key: str, minutes: int = 60, **more: Any) -> WeekItem:
    known = {"day": None, "kind": "relations", "move": moved} | more
    return WeekItem(
        feature="plan", key=key, title=say("{t}", t=key), minutes=Minutes(minutes), **known
    )


def week(hours: Sequence[int], *items: WeekItem, today: date = MONDAY, **frame: Any) -> WeekPlan:
    known = {day: Minutes(60 * n) for day, n in zip(WEEK.days, hours, strict=False)}
    return lay_out(Frame(WEEK, today, known, **frame), items, None)


def filled(
    plan: WeekPlan, blocks: Sequence[WorkingBlock] = (), today: date = MONDAY, **more: Any
) -> Filling:
    return fill(open_rooms(plan.days, blocks, today), plan.left_over, today, plan.kinds, **more)


def where(filling: Filling) -> dict[str, date | None]:
    on = {each.item.key: each.day for each in filling.placed}
    return on | {each.item.key: None for each in filling.not_placed}


def why(filling: Filling) -> dict[str, str]:
    found = [*filling.placed, *filling.not_placed]
    return {each.item.key: EN(each.reason) for each in found}


# --- who goes where -------------------------------------------------------------------------------


EXAMPLES = (
    ("1 h, promised for Tuesday", {"due_on": TUESDAY, "is_promise": True}, 60, MONDAY),
    ("1 h, due on Monday", {"due_on": MONDAY}, 60, MONDAY),
    ("30 min, due on Monday", {"due_on": MONDAY}, 30, None),
    ("1 h of a kind with 0 of 2 h planned", {"kind": "empty"}, 60, TUESDAY),
    ("1 h of a kind with 1 of 2 h planned", {"kind": "half"}, 60, TUESDAY),
    ("3 h without a day", {}, 180, None),
)
"""What is still to plan, with two hours on Monday and on Tuesday: on which day it is proposed."""


def test_the_documented_example() -> None:
    kinds = (
        KindHours("half", "Half", Minutes(120), Minutes(60), Minutes(0)),
        KindHours("empty", "Empty", Minutes(120), Minutes(0), Minutes(0)),
    )
    promised, due, full, empty, half, long = EXAMPLES
    handed_in = (promised, due, full, half, empty, long)
    items = [item(name, minutes, **more) for name, more, minutes, _ in handed_in]
    plan = replace(week((2, 2), *items), kinds=kinds)
    found = filled(plan)
    assert where(found) == {name: day for name, _, _, day in EXAMPLES}
    order = [each.item.key for each in found.placed]
    assert order == [name for name, _, _, day in EXAMPLES if day]
    told = [line for line in (module.__doc__ or "").splitlines() if line.startswith("| ")][1:]
    assert [re.split(r"\s*\|\s*", line)[1] for line in told] == [e[0] for e in EXAMPLES]


def test_every_proposal_says_why() -> None:
    plan = week(
        (4, 4),
        item("promised", due_on=TUESDAY, is_promise=True),
        item("due", due_on=TUESDAY),
        item("late", due_on=MONDAY - timedelta(3)),
        item("loose"),
        item("long", 300),
        item("long and due", 300, due_on=MONDAY),
    )
    assert why(filled(plan)) == {
        "promised": "Promised for Tue 24 Nov; 4 h was left on this day",
        "late": "Was due Fri 20 Nov already; 3 h was left on this day",
        "due": "Due Tue 24 Nov; 2 h was left on this day",
        "loose": "1 h was left on this day",
        "long": "Takes 5 h; a day has at most 4 h left",
        "long and due": "Until Mon 23 Nov no day has room left",
    }


def test_a_week_without_a_working_day_left_gets_nothing_and_says_so() -> None:
    plan = week((8,), item("loose"), today=TUESDAY)
    assert why(filled(plan, today=TUESDAY)) == {"loose": "No working day is left to plan it on"}
    early = week((0, 8), item("due", due_on=MONDAY))
    assert why(filled(early)) == {"due": "Due Mon 23 Nov, and no working day is left until then"}


def test_a_closing_day_and_absence_get_nothing() -> None:
    days = {"closed": {MONDAY: "Brugdag"}, "absent": {TUESDAY: ""}}
    plan = week((8, 8, 1), item("loose"), **days)
    assert where(filled(plan)) == {"loose": MONDAY + timedelta(2)}


def test_what_stands_on_a_day_takes_its_room_but_not_what_somebody_else_does() -> None:
    mine = item("mine", 60, day=MONDAY)
    theirs = item("theirs", 60, day=MONDAY, is_own=False)
    assert where(filled(week((2, 2), mine, theirs, item("x", 60)))) == {"x": MONDAY}
    assert where(filled(week((2, 2), mine, theirs, item("x", 61)))) == {"x": TUESDAY}


# --- working blocks -------------------------------------------------------------------------------


def test_with_working_blocks_only_they_are_filled() -> None:
    blocks = (WorkingBlock(2, 9 * 60, 10 * 60),)
    found = filled(week((8, 8), item("a"), item("b")), blocks)
    assert where(found) == {"a": TUESDAY, "b": None}
    assert why(found)["b"] == "No day has room left"


def test_a_block_for_a_kind_is_kept_for_it_and_goes_before_an_earlier_day() -> None:
    blocks = (WorkingBlock(1, 540, 660), WorkingBlock(2, 540, 600, "content"))
    plan = week((8, 8), item("text", kind="content"), item("call"), item("more", 120))
    found = filled(plan, blocks)
    assert where(found) == {"text": TUESDAY, "call": MONDAY, "more": None}
    assert why(found)["text"] == "there is a block for it on this day"


def test_what_stands_on_a_day_is_in_the_block_of_its_own_kind_first() -> None:
    blocks = (WorkingBlock(1, 540, 600), WorkingBlock(1, 600, 660, "content"))
    text = item("text", kind="content", day=MONDAY)
    assert where(filled(week((8,), text, item("call")), blocks)) == {"call": MONDAY}
    call = item("call", day=MONDAY)
    assert where(filled(week((8,), call, item("more", 1)), blocks)) == {"more": None}


# --- for any week ---------------------------------------------------------------------------------


@st.composite
def weeks(draw: st.DrawFn) -> tuple[WeekPlan, tuple[WorkingBlock, ...], date]:
    days = st.integers(0, 6).map(lambda n: WEEK.days[n])
    dues = st.none() | st.integers(-3, 9).map(lambda n: MONDAY + timedelta(n))
    kinds = st.sampled_from(("growth", "content", "other"))
    minutes = st.integers(0, 300)
    made = draw(st.lists(st.tuples(minutes, kinds, dues, st.booleans()), max_size=14))
    waiting = [
        item(f"w{n}", m, kind=k, due_on=due, is_promise=p) for n, (m, k, due, p) in enumerate(made)
    ]
    stood = draw(st.lists(st.tuples(minutes, kinds, days, st.booleans()), max_size=6))
    standing = [
        item(f"s{n}", m, kind=k, day=day, is_own=own) for n, (m, k, day, own) in enumerate(stood)
    ]
    today = draw(days)
    off = dict.fromkeys(draw(st.sets(days, max_size=2)), "")
    hours = {
        day: Minutes(m)
        for day, m in zip(WEEK.days, draw(st.lists(minutes, max_size=7)), strict=False)
    }
    frame = Frame(WEEK, today, hours, draw(st.sampled_from(({}, off))), off)
    starts = draw(st.lists(st.tuples(st.integers(1, 7), st.integers(8, 16), kinds), max_size=4))
    blocks = tuple(
        WorkingBlock(d, h * 60, h * 60 + 90, k if k != "other" else "") for d, h, k in starts
    )
    return lay_out(frame, [*waiting, *standing], None), blocks, today


@given(weeks(), st.booleans())
def test_a_proposal_never_goes_past_the_hours_on_a_day_off_or_after_a_due_day_unsaid(
    made: tuple[WeekPlan, tuple[WorkingBlock, ...], date], is_carried: bool
) -> None:
    plan, blocks, today = made
    found = filled(plan, blocks, today, is_carried=is_carried)
    for each in found.placed:
        day = next(day for day in plan.days if day.day == each.day)
        assert each.day >= today
        assert day.available
        assert day.closed is None
        assert day.absence is None
        if each.item.due_on and each.day > each.item.due_on:
            said = each.reason.values["why"].message
            assert said == (LATE if each.item.due_on < today else AFTER_DUE)
            assert is_carried or said == LATE
    for day in shown_with(plan, Proposal("fill", found)).days:
        fresh = [each for each in found.placed if each.day == day.day]
        if fresh:
            assert day.planned <= day.available
        if fresh and blocks:
            ours = [block for block in blocks if block.weekday == day.day.isoweekday()]
            assert sum(e.item.minutes for e in fresh) <= sum(block.length for block in ours)
    assert sorted(where(found)) == sorted(each.key for each in plan.left_over)
    assert all(EN(each.reason) for each in (*found.placed, *found.not_placed))


@given(weeks())
def test_the_same_input_gives_the_same_week(
    made: tuple[WeekPlan, tuple[WorkingBlock, ...], date],
) -> None:
    plan, blocks, today = made
    assert why(filled(plan, blocks, today)) == why(filled(plan, blocks, today))
    assert where(filled(plan, blocks, today)) == where(filled(plan, blocks, today))


# --- carrying over --------------------------------------------------------------------------------


def ahead(hours: Sequence[int], today: date) -> list[Day]:
    days = [MONDAY + timedelta(n) for n in range(len(hours))]
    found = [Day(d, (), Minutes(60 * h)) for d, h in zip(days, hours, strict=True)]
    return [day for day in found if day.day >= today]


def test_everything_open_of_days_past_is_left_behind() -> None:
    plan = week(
        (8, 8),
        item("earlier week", was_on=MONDAY - timedelta(4)),
        item("yesterday", day=MONDAY),
        item("done", day=MONDAY, is_done=True),
        item("theirs", day=MONDAY, is_own=False),
        item("fixed", day=MONDAY, move=None),
        item("today", day=TUESDAY),
        item("never planned"),
        today=TUESDAY,
    )
    assert [each.key for each in left_behind(plan, TUESDAY)] == ["earlier week", "yesterday"]


def test_it_goes_to_today_and_then_to_the_days_with_room() -> None:
    items = [item("a", 60), item("b", 60), item("due", 60, due_on=TUESDAY), item("c", 240)]
    found = carry(items, ahead((8, 1, 2, 1), TUESDAY), (), TUESDAY)
    wednesday = TUESDAY + timedelta(1)
    assert where(found) == {"due": TUESDAY, "a": wednesday, "b": wednesday, "c": None}


def test_what_has_no_room_until_its_due_day_goes_after_it_and_says_so() -> None:
    items = [item("a", 60, due_on=TUESDAY), item("b", 60, due_on=TUESDAY)]
    found = carry(items, ahead((8, 1, 2), TUESDAY), (), TUESDAY)
    assert why(found)["b"] == "After its due day, Tue 24 Nov; 2 h was left on this day"


def test_one_block_goes_to_the_next_day_with_room() -> None:
    days = ahead((8, 8, 0, 8), TUESDAY)
    assert where(carry([item("past", day=MONDAY)], days, (), TUESDAY)) == {"past": TUESDAY}
    later = MONDAY + timedelta(3)
    assert where(carry([item("now", day=TUESDAY)], days, (), TUESDAY)) == {"now": later}


def test_a_round_that_was_not_made_is_not_made_up_for_once_the_next_has_come() -> None:
    wednesday = TUESDAY + timedelta(1)
    plan = week(
        (8, 8, 8),
        item("last week", was_on=MONDAY - timedelta(7), next_on=MONDAY),
        item("monday", day=MONDAY, next_on=TUESDAY),
        item("weekly", day=MONDAY, next_on=MONDAY + timedelta(7)),
        item("tuesday", day=TUESDAY, next_on=wednesday),
        today=TUESDAY,
    )
    assert [each.key for each in left_behind(plan, TUESDAY)] == ["weekly"]
    assert [each.key for each in plan.left_over] == []


def test_what_somebody_else_does_takes_no_room_of_ones_own() -> None:
    found = carry([item("theirs", 600, is_own=False)], ahead((8, 1), TUESDAY), (), TUESDAY)
    assert where(found) == {"theirs": TUESDAY}
    assert why(found) == {"theirs": "somebody else does it"}


# --- last week's pattern --------------------------------------------------------------------------


def again(day: date, _today: date) -> Act:
    return Act(print, (day,))


def last_week(*items: WeekItem) -> WeekPlan:
    return lay_out(Frame(WEEK - 1, MONDAY, {}), items, None)


def stood(key: str, weekday: int, title: str = "", **more: Any) -> WeekItem:
    day = MONDAY + timedelta(weekday - 8)
    made = item(key, day=day, **{"copy": again} | more)
    return replace(made, title=say("{t}", t=title or key))


def test_last_weeks_work_is_proposed_on_the_same_weekdays() -> None:
    last = last_week(stood("a", 2), stood("b", 3, is_done=True), stood("c", 4, copy=None))
    found = copy_pattern(last, week((8,) * 5), MONDAY)
    assert where(found) == {"a": TUESDAY, "b": MONDAY + timedelta(2)}
    assert found.acts[0].args == (TUESDAY,)
    assert why(found)["a"] == "As last week, on Tue 17 Nov"


def test_what_stands_in_the_week_or_waits_for_it_is_not_doubled() -> None:
    last = last_week(
        stood("mon", 1, "call"),
        stood("wed", 3, "call"),
        stood("x", 2),
        stood("y", 2),
        stood("z", 5),
    )
    plan = week(
        (8,) * 5,
        replace(item("n1", day=MONDAY), title=say("{t}", t="call")),
        replace(item("n2", day=MONDAY + timedelta(4)), title=say("{t}", t="x")),
        replace(item("n3"), title=say("{t}", t="y")),
    )
    assert sorted(where(copy_pattern(last, plan, MONDAY))) == ["wed", "z"]


def test_a_day_off_or_past_gets_no_copy_and_that_is_said() -> None:
    last = last_week(stood("past", 1), stood("closed", 3), stood("away", 4))
    plan = week(
        (8,) * 5, closed={MONDAY + timedelta(2): "Brugdag"}, absent={MONDAY + timedelta(3): ""}
    )
    assert why(copy_pattern(last, plan, TUESDAY)) == {
        "past": "Mon 23 Nov is past",
        "closed": "Closed: Brugdag",
        "away": "Away",
    }


# --- before it is taken ---------------------------------------------------------------------------


def test_a_part_of_a_proposal_moves_or_drops_before_it_is_taken() -> None:
    plan = week((8, 8), item("a", due_on=MONDAY), item("b"), item("long", 999))
    made = Proposal("fill", filled(plan))
    other = made.moved("a", TUESDAY).without("b")
    assert where(other.filling) == {"a": TUESDAY, "long": None}
    assert why(other.filling)["a"] == "After its due day, Mon 23 Nov"
    shown = shown_with(plan, other)
    assert [i.key for i in shown.days[1].items] == ["a"]
    assert [i.key for i in shown.left_over] == ["b", "long"]
    assert EN(shown.left_over[1].reason or "").startswith("Takes")
    gone = week((8, 8), item("b"))
    assert where(other.still(gone).filling) == {"long": None}
