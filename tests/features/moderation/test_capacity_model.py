"""The calculation by the formula and the numbers of the product, and its proposal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.features.moderation.capacity import Load, busy_slots, by_slot, into_one, spread
from commdesk.features.moderation.capacity.model import MINUTES_A_TOPIC, MONTH_MINUTES
from commdesk.features.moderation.capacity.said import compared, formula
from commdesk.features.moderation.dayparts import WEEKDAYS, DayPart, Slots
from commdesk.features.moderation.tasks import Task

HOUR = 60
A_MONTH = 52 / 12
NL = Words("nl")


def test_a_moderator_of_36_hours_does_1085_posts_or_242_topics_a_month() -> None:
    assert MONTH_MINUTES == 156 * HOUR
    posts = Load(posts=round(1085 / A_MONTH)).minutes / HOUR
    topics = Load(topics=round(242 / A_MONTH)).minutes / HOUR
    assert posts == pytest.approx(36, abs=0.2)
    assert topics == pytest.approx(36, abs=0.2)
    assert MINUTES_A_TOPIC == 38.7


def test_hours_are_the_sum_of_tasks_times_duration_and_admin_times_platforms() -> None:
    load = Load(100, 10, 6, 12, Minutes(120), channels=3)
    assert load.minutes == (100 * 6 + 10 * 12 + 120) * 3
    assert load.moderators == 1.2
    assert not load.counts_twice


def test_posts_beside_topics_with_all_their_posts_count_twice() -> None:
    assert Load(100, 10).counts_twice
    assert not Load(100, 0).counts_twice


def test_the_sum_is_said_as_a_sum() -> None:
    load = Load(90, 4, admin_minutes=Minutes(120), channels=2)
    said = "(90 berichten × 8,6 min + 4 topics × 38,7 min + 2 u administratie) × 2 kanalen"
    assert formula(load, NL) == f"{said} = 35 u per week"
    assert formula(Load(1), NL) == "(1 bericht × 8,6 min) × 1 kanaal = 0,2 u per week"


@pytest.mark.parametrize(
    ("budgeted", "said"),
    [(1200, "20 u: 16 u te weinig"), (2700, "45 u: 9 u meer dan"), (2160, "36 u: precies genoeg")],
)
def test_it_is_compared_with_what_the_tasks_have(budgeted: int, said: str) -> None:
    load = Load(admin_minutes=Minutes(36 * HOUR))
    assert said in compared(load, Minutes(budgeted), NL)
    assert compared(load, Minutes(budgeted), NL).endswith("Dat is 1 keer een week van 36 uur.")


def task(number: int, minutes: int) -> Task:
    return Task(f"T{number}", weekly_minutes=Minutes(minutes), id=number)


def test_the_proposal_is_spread_in_proportion_in_quarters() -> None:
    found = spread([task(1, 360), task(2, 180), task(3, 60)], 1200)
    assert [(each.now, each.then) for each in found] == [(360, 720), (180, 360), (60, 120)]
    assert [each.more for each in found] == [360, 180, 60]


def test_tasks_without_hours_get_alike() -> None:
    assert [each.then for each in spread([task(1, 0), task(2, 0)], 120)] == [60, 60]
    assert spread([], 120) == []


def test_one_task_takes_what_the_others_leave() -> None:
    tasks = [task(1, 360), task(2, 180)]
    assert [each.then for each in into_one(tasks, 1000, 1)] == [825, 180]
    assert [each.then for each in into_one(tasks, 100, 1)] == [0, 180]


@given(some.lists(some.integers(0, 3000), min_size=1, max_size=12), some.integers(0, 20_000))
def test_the_parts_of_the_proposal_add_up(hours: list[int], total: int) -> None:
    found = spread([task(n, minutes) for n, minutes in enumerate(hours)], total)
    assert 0 <= sum(each.then for each in found) - total < 15
    assert all(each.then % 15 == 0 for each in found)
    assert all(each.then >= 0 for each in found)


def test_the_hours_are_spread_over_weekdays_and_day_parts() -> None:
    found = by_slot({1: 30, 2: 10}, (50, 50, 0), 400)
    assert found == {
        (1, DayPart.MORNING): 150,
        (1, DayPart.AFTERNOON): 150,
        (2, DayPart.MORNING): 50,
        (2, DayPart.AFTERNOON): 50,
    }
    assert by_slot({}, (50, 50, 0), 400) == {}


def test_the_fewest_day_parts_with_four_fifths_of_the_work_need_people() -> None:
    assert busy_slots(by_slot({1: 90, 2: 10}, (50, 30, 20), 400)) == Slots.every(
        [1], [DayPart.MORNING, DayPart.AFTERNOON, DayPart.EVENING]
    )
    alike = by_slot(dict.fromkeys(WEEKDAYS, 1), (0, 100, 0), 700)
    assert busy_slots(alike) == Slots.every(range(1, 7), [DayPart.AFTERNOON])
    assert busy_slots({}) == Slots()
