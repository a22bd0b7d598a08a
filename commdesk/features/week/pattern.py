"""Last week's pattern: the same work on the same weekdays of this week, where it is not yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from commdesk.core.feature import Act, WeekItem
from commdesk.core.words import Text, say
from commdesk.features.week.filling import Filling, NotPlaced, Placed
from commdesk.features.week.model import Day, WeekPlan, off_reason

_A_WEEK = timedelta(weeks=1)


def copy_pattern(last: WeekPlan, plan: WeekPlan, today: date) -> Filling:
    """Propose what stood in the week before on the days of this one.

    What stands in this week already, or waits to be planned, is not doubled: of one title as
    many are left out as there are. A day off and a day that is past get nothing, and that is said.
    """
    there = _there(plan)
    placed: list[Placed] = []
    not_placed: list[NotPlaced] = []
    for item, day in _fresh(last, plan, there):
        why_not = _why_not(day, today)
        if why_not:
            not_placed.append(NotPlaced(item, why_not))
        else:
            reason = say("As last week, on {day}", day=day.day - _A_WEEK)
            placed.append(Placed(item, day.day, reason, _again(item, today)))
    return Filling(tuple(placed), tuple(not_placed))


def _fresh(
    last: WeekPlan, plan: WeekPlan, there: Counter[tuple[Text, date | None]]
) -> list[tuple[WeekItem, Day]]:
    """What is not in this week yet: first what stands on the same day is taken off, then the rest.

    So a call on Monday and one on Wednesday, of which Monday's is planned, leaves Wednesday's.
    """
    found = [
        (item, day)
        for old, day in zip(last.days, plan.days, strict=True)
        for item in old.items
        if item.copy and item.is_own
    ]
    elsewhere = []
    for item, day in found:
        if there[item.title, day.day]:
            there[item.title, day.day] -= 1
        else:
            elsewhere.append((item, day))
    rest: Counter[Text] = Counter()
    for (title, _day), count in there.items():
        rest[title] += count
    fresh = []
    for item, day in elsewhere:
        if rest[item.title]:
            rest[item.title] -= 1
        else:
            fresh.append((item, day))
    return fresh


def _there(plan: WeekPlan) -> Counter[tuple[Text, date | None]]:
    on_days = [(item.title, day.day) for day in plan.days for item in day.items]
    return Counter([*on_days, *((item.title, None) for item in plan.left_over)])


def _why_not(day: Day, today: date) -> Text | None:
    if day.day < today:
        return say("{day} is past", day=day.day)
    return off_reason(day)


def _again(item: WeekItem, today: date) -> Callable[[date], Act]:
    def make(day: date) -> Act:
        if item.copy is None:
            raise ValueError(item.key)
        return item.copy(day, today)

    return make
