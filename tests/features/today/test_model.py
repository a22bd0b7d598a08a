"""What comes first on Today, under which heading, and what counts as one thing."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.feature import TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Words, say
from commdesk.features.today.model import Group, awake, busy, merged, rank_of, ranked, why_here

MONDAY = date(2026, 11, 23)
URGENCIES = ("late", "promised", "due", "valuable", "quick")


def item(key: str, days: int = 0, **more: Any) -> TodayItem:
    return TodayItem(
        **{
            "feature": "plan",
            "key": key,
            "title": say("Contact with {name}", name=key),
            "reason": say("because"),
            "due_on": MONDAY + timedelta(days=days),
            "minutes": Minutes(10),
            **more,
        }
    )


Example = tuple[str, int, str, int, Group]
"""Key, days from Monday, urgency, minutes, and the heading it comes under."""
EXAMPLE: tuple[Example, ...] = (
    ("call Sanne back, promised a week ago", -7, "late", 15, Group.LATE),
    ("answer Bram, short", -4, "late", 2, Group.LATE),
    ("call Shanti back, as late but longer", -4, "late", 15, Group.LATE),
    ("send Femke the questions, promised", 0, "promised", 20, Group.TODAY),
    ("interview with Marieke, waits since Friday", -3, "due", 45, Group.TODAY),
    ("welcome new members", 0, "due", 30, Group.TODAY),
    ("contact with Henk, 46 days", -16, "valuable", 10, Group.TODAY),
    ("give Henk something back", 0, "valuable", 15, Group.TODAY),
    ("tick the box", 0, "quick", 2, Group.TODAY),
    ("article with Rinse, promised for Thursday", 3, "promised", 45, Group.WEEK),
    ("book the room by Wednesday", 2, "due", 30, Group.WEEK),
    ("begin next Monday", 7, "promised", 5, Group.LATER),
)
FEATURES = ("plan", "outreach", "ambassadors")


def made(row: Example) -> TodayItem:
    key, days, urgency, minutes, _group = row
    return item(key, days, urgency=urgency, minutes=Minutes(minutes))


ITEMS = st.lists(
    st.builds(
        item,
        st.sampled_from("abcdefgh"),
        st.integers(-40, 40),
        feature=st.sampled_from(("plan", "outreach", "ambassadors", "elsewhere")),
        urgency=st.sampled_from(URGENCIES),
        minutes=st.integers(0, 120).map(Minutes),
    )
)


def order(*items: TodayItem) -> list[str]:
    return [line.item.key for line in ranked(items, MONDAY)]


def test_late_comes_first_then_promises_then_what_is_due() -> None:
    assert order(
        item("due"),
        item("late", -4, urgency="late"),
        item("valuable", -30, urgency="valuable"),
        item("promised", urgency="promised"),
    ) == ["late", "promised", "due", "valuable"]


def test_what_waits_longest_comes_first_then_what_is_shortest() -> None:
    found = order(item("new"), item("old", -9), item("quick", minutes=Minutes(2)))
    assert found == ["old", "quick", "new"]


def test_a_cadence_that_passed_is_due_and_not_late() -> None:
    (line,) = ranked([item("x", -46, urgency="valuable")], MONDAY)
    assert line.group == Group.TODAY


def test_sunday_belongs_to_this_week_and_monday_does_not() -> None:
    groups = [line.group for line in ranked([item("a", 6), item("b", 7)], MONDAY)]
    assert groups == [Group.WEEK, Group.LATER]


def test_one_thing_handed_in_twice_stands_there_once_as_its_most_urgent() -> None:
    found = merged(
        [item("x", feature="outreach"), item("x", feature="ambassadors", urgency="late")]
    )
    assert [each.feature for each in found] == ["ambassadors"]


@pytest.mark.parametrize("features", [("outreach", "ambassadors"), ("ambassadors", "outreach")])
def test_of_two_equally_urgent_the_later_feature_speaks_whoever_came_first(
    features: tuple[str, str],
) -> None:
    found = merged([item("x", feature=name) for name in features], ("outreach", "ambassadors"))
    assert [each.feature for each in found] == ["ambassadors"]


def test_what_was_put_off_comes_back_on_its_day() -> None:
    snoozes = {"x": MONDAY}
    assert awake([item("x")], snoozes, MONDAY - timedelta(days=1)) == []
    assert awake([item("x")], snoozes, MONDAY) != []


def test_the_load_counts_today_and_late_only() -> None:
    lines = ranked([item("a", -1, urgency="late"), item("b"), item("c", 3)], MONDAY)
    assert busy(lines) == (2, 20)


@given(st.permutations(EXAMPLE))
def test_the_documented_example_comes_out_whatever_the_order_it_is_handed_in(
    rows: list[Example],
) -> None:
    """Late, promised, due, valuable, quick; then the longest waiting, then the shortest."""
    found = ranked([made(row) for row in rows], MONDAY)
    assert [(line.item.key, line.group) for line in found] == [(r[0], r[4]) for r in EXAMPLE]


@given(ITEMS, st.randoms(use_true_random=False))
def test_the_ranking_has_every_key_once_and_does_not_depend_on_the_order(
    items: list[TodayItem], rng: Random
) -> None:
    shuffled = rng.sample(items, len(items))
    found = ranked(items, MONDAY, features=FEATURES)
    assert ranked(shuffled, MONDAY, features=FEATURES) == found
    assert sorted(line.item.key for line in found) == sorted({each.key for each in items})


@given(ITEMS)
def test_the_ranking_is_total_and_stable(items: list[TodayItem]) -> None:
    found = ranked(items, MONDAY)
    ranks = [rank_of(line) for line in found]
    assert all(before < after for before, after in pairwise(ranks))
    assert ranked([line.item for line in found], MONDAY) == found


@given(ITEMS)
def test_groups_stand_together_in_their_order(items: list[TodayItem]) -> None:
    groups = [list(Group).index(line.group) for line in ranked(items, MONDAY)]
    assert groups == sorted(groups)


@pytest.mark.parametrize(
    ("days", "urgency", "said"),
    [
        (-3, "late", "What is late comes first: 3 days over, 10 min."),
        (0, "promised", "What was promised goes before what is due: for today, 10 min."),
        (-9, "due", "What is due comes after what was promised: waiting since Sat 14 Nov, 10 min."),
        (3, "valuable", "What is worth doing comes after what is due: for Thu 26 Nov, 10 min."),
    ],
)
def test_every_line_says_why_it_stands_where_it_stands(days: int, urgency: str, said: str) -> None:
    (line,) = ranked([item("x", days, urgency=urgency)], MONDAY)
    assert Words("en")(why_here(line, 1, 1, MONDAY)) == f"Place 1 of 1. {said}"


def test_what_somebody_else_does_takes_none_of_the_own_hours() -> None:
    lines = ranked(
        [item("a", owner="Noor"), item("b"), item("c", owner="noor"), item("d", owner="Daan")],
        MONDAY,
        owner="Noor",
    )
    assert [line.item.key for line in lines if not line.is_own] == ["d"]
    assert busy(lines) == (3, 30)
