"""What comes first on Today, under which heading, and what counts as one thing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.feature import TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import say
from commdesk.features.today.model import Group, awake, busy, merged, ranked

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


ITEMS = st.lists(
    st.builds(
        item,
        st.sampled_from("abcdefgh"),
        st.integers(-40, 40),
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


def test_of_two_equally_urgent_the_narrower_feature_speaks() -> None:
    found = merged([item("x", feature="outreach"), item("x", feature="ambassadors")])
    assert [each.feature for each in found] == ["ambassadors"]


def test_what_was_put_off_comes_back_on_its_day() -> None:
    snoozes = {"x": MONDAY}
    assert awake([item("x")], snoozes, MONDAY - timedelta(days=1)) == []
    assert awake([item("x")], snoozes, MONDAY) != []


def test_the_load_counts_today_and_late_only() -> None:
    lines = ranked([item("a", -1, urgency="late"), item("b"), item("c", 3)], MONDAY)
    assert busy(lines) == (2, 20)


@given(ITEMS)
def test_ranking_loses_no_key_and_does_not_depend_on_the_order(items: list[TodayItem]) -> None:
    once = merged(items)
    assert {line.item.key for line in ranked(items, MONDAY)} == {each.key for each in items}
    assert ranked(once, MONDAY) == ranked(reversed(once), MONDAY)


@given(ITEMS)
def test_groups_stand_together_in_their_order(items: list[TodayItem]) -> None:
    groups = [list(Group).index(line.group) for line in ranked(items, MONDAY)]
    assert groups == sorted(groups)
