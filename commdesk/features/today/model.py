"""The rules of Today: what comes first, under which heading, what counts as one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from commdesk.core.feature import TodayItem
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_

_URGENCIES = ("late", "promised", "due", "valuable", "quick")


class Group(StrEnum):
    """The headings of the list, in order."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


GROUP_TITLES: Mapping[Group, str] = {
    Group.LATE: N_("Too late"),
    Group.TODAY: N_("Today"),
    Group.WEEK: N_("This week"),
    Group.LATER: N_("Later"),
}


class Line(Struct, frozen=True):
    """One item in its group."""

    group: Group
    item: TodayItem


def group_of(item: TodayItem, today: date) -> Group:
    """Late is only what the feature calls late: a cadence that passed is due, not late."""
    if item.urgency == "late":
        return Group.LATE
    if item.due_on <= today:
        return Group.TODAY
    return Group.WEEK if item.due_on <= Week.of(today).sunday else Group.LATER


def merged(items: Iterable[TodayItem]) -> list[TodayItem]:
    """Each key once: the most urgent of those that mean the same thing, the last one handed in."""
    best: dict[str, TodayItem] = {}
    for item in items:
        known = best.get(item.key)
        if known is None or _URGENCIES.index(item.urgency) <= _URGENCIES.index(known.urgency):
            best[item.key] = item
    return list(best.values())


def ranked(items: Iterable[TodayItem], today: date) -> list[Line]:
    """By group, then promises before what is due, then the longest waiting, then the shortest."""
    lines = [Line(group_of(item, today), item) for item in merged(items)]
    order = list(Group)
    return sorted(
        lines,
        key=lambda line: (
            order.index(line.group),
            _URGENCIES.index(line.item.urgency),
            line.item.due_on,
            line.item.minutes,
            line.item.key,
        ),
    )


def awake(items: Iterable[TodayItem], snoozes: Mapping[str, date], today: date) -> list[TodayItem]:
    """Without what was put off to a later day."""
    return [item for item in items if snoozes.get(item.key, today) <= today]


def busy(lines: Iterable[Line]) -> tuple[int, Minutes]:
    """How many things today asks for (late ones too), and how long they take together."""
    now = [line.item for line in lines if line.group in {Group.LATE, Group.TODAY}]
    return len(now), Minutes(sum(item.minutes for item in now))
