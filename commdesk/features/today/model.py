"""The rules of Today: what comes first and why, under which heading, what counts as one thing.

The order, as F1 says it and `why_here` explains it line by line:

1. By heading: too late, today, this week, later. Too late is only what its feature calls late: a
   promise or a due day that passed. A contact rhythm that ran out is due, never late.
2. Under a heading by urgency: late, promised, due, valuable, quick.
3. Of those alike the one that waits longest, then the one that takes the shortest.

Two features that mean the same thing hand in the same key, and it stands there once: as the most
urgent of the two, else as the later feature has it, which knows more of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from commdesk.core.feature import TodayItem, Urgency, WeekItem
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.core.workhours import is_own, own_minutes

URGENCIES: tuple[Urgency, ...] = ("late", "promised", "due", "valuable", "quick")


class Group(StrEnum):
    """The headings of the list, in order."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


GROUPS = tuple(Group)
GROUP_TITLES: Mapping[Group, str] = {
    Group.LATE: N_("Too late"),
    Group.TODAY: N_("Today"),
    Group.WEEK: N_("This week"),
    Group.LATER: N_("Later"),
}
_RULES: Mapping[Urgency, str] = {
    "late": N_("What is late comes first"),
    "promised": N_("What was promised goes before what is due"),
    "due": N_("What is due comes after what was promised"),
    "valuable": N_("What is worth doing comes after what is due"),
    "quick": N_("What is quick comes after what is worth doing"),
}


class Line(Struct, frozen=True):
    """One item in its group."""

    group: Group
    item: TodayItem
    is_own: bool = True
    """Whether the keeper of the workbook is to do it; what others do takes none of their hours."""

    @property
    def is_for_now(self) -> bool:
        """Whether today asks for it: late ones too."""
        return self.group in {Group.LATE, Group.TODAY}


class Rank(Struct, frozen=True, order=True):
    """Where a line stands: the lowest comes first. The key makes that no two are alike."""

    group: int
    urgency: int
    due_on: date
    minutes: int
    key: str


class DayWork(Struct, frozen=True):
    """The hours of a day, and what they went or will go to outside the list."""

    hours: Minutes
    fixed: Minutes = Minutes(0)
    """Own work that has its place in the week and is no line of the list: a shift."""
    done: tuple[WeekItem, ...] = ()

    @property
    def done_minutes(self) -> Minutes:
        return own_minutes(self.done)

    @property
    def room(self) -> Minutes:
        """What is left for the list."""
        return Minutes(max(self.hours - self.fixed - self.done_minutes, 0))

    def over(self, asked: int) -> Minutes:
        """How much more is asked than there is."""
        return Minutes(max(asked - self.room, 0))


def rank_of(line: Line) -> Rank:
    item = line.item
    urgency = URGENCIES.index(item.urgency)
    return Rank(GROUPS.index(line.group), urgency, item.due_on, item.minutes, item.key)


def group_of(item: TodayItem, today: date) -> Group:
    """Late is only what the feature calls late: a cadence that passed is due, not late."""
    if item.urgency == "late":
        return Group.LATE
    if item.due_on <= today:
        return Group.TODAY
    return Group.WEEK if item.due_on <= Week.of(today).sunday else Group.LATER


def merged(items: Iterable[TodayItem], features: Sequence[str] = ()) -> list[TodayItem]:
    """Each key once, whatever the order: the most urgent, then of the last of `features`."""
    best: dict[str, TodayItem] = {}
    for item in items:
        known = best.get(item.key)
        if known is None or _speaks(item, features) < _speaks(known, features):
            best[item.key] = item
    return list(best.values())


def ranked(
    items: Iterable[TodayItem], today: date, *, features: Sequence[str] = (), owner: str = ""
) -> list[Line]:
    """The list in its order; `features` in theirs, `owner` who keeps the workbook."""
    lines = [
        Line(group_of(item, today), item, is_own(item.owner, owner))
        for item in merged(items, features)
    ]
    return sorted(lines, key=rank_of)


def awake(items: Iterable[TodayItem], snoozes: Mapping[str, date], today: date) -> list[TodayItem]:
    """Without what was put off to a later day."""
    return [item for item in items if snoozes.get(item.key, today) <= today]


def busy(lines: Iterable[Line]) -> tuple[int, Minutes]:
    """How many things today asks of oneself (late ones too), and how long they take together."""
    now = [line.item for line in lines if line.is_for_now and line.is_own]
    return len(now), Minutes(sum(item.minutes for item in now))


def day_work(
    hours: Minutes, blocks: Iterable[WeekItem], lines: Iterable[Line], today: date
) -> DayWork:
    """What a day's hours go to, out of the blocks of its week.

    What falls due and what can be moved is the work of the list itself, or was put off.
    """
    listed = {line.item.key for line in lines}
    own = [item for item in blocks if item.is_own]
    done = tuple(item for item in own if item.is_done and (item.done_on or item.day) == today)
    fixed = own_minutes(
        item
        for item in own
        if item.day == today and not (item.is_done or item.move or item.due_on)
        if item.key not in listed
    )
    return DayWork(hours, fixed, done)


def why_here(line: Line, place: int, of: int, today: date) -> Text:
    """Why a line stands where it stands: the rule that put it there, its day, its length."""
    return say(
        "Place {place} of {of}. {rule}: {day}, {length}.",
        place=place,
        of=of,
        rule=Text(_RULES[line.item.urgency]),
        day=_since(line, today),
        length=line.item.minutes,
    )


def _since(line: Line, today: date) -> Text:
    days = (today - line.item.due_on).days
    if days == 0:
        return say("for today")
    if days < 0:
        return say("for {day}", day=line.item.due_on)
    if line.group == Group.LATE:
        return say_n("{n} day over", "{n} days over", days)
    return say("waiting since {day}", day=line.item.due_on)


def _speaks(item: TodayItem, features: Sequence[str]) -> tuple[int, int, date, int, str]:
    """The lowest of those that mean the same is the one that shows."""
    known = item.feature in features
    place = features.index(item.feature) if known else -1
    return URGENCIES.index(item.urgency), -place, item.due_on, item.minutes, item.feature
