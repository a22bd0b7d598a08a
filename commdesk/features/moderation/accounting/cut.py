"""What slips when there are fewer hours: the most pressing tasks keep theirs longest."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from commdesk.core.values import Minutes, decimal_hours
from commdesk.core.words import Text, say
from commdesk.features.moderation.tasks import Task

USUAL_CUT = 25
CUTS = (10, 25, 50)
"""Per cent."""
NOTHING = Minutes(0)


class Fate(StrEnum):
    """What becomes of a task."""

    STAYS = "stays"
    SHRINKS = "shrinks"
    MOSTLY_STOPS = "mostly-stops"
    """Less than half of its hours are left."""
    STOPS = "stops"
    HAS_NONE = "has-none"
    """It gets no hours as it is."""


class Slip(Struct, frozen=True):
    """What one task has in a usual week, and what is left of that."""

    task_id: int
    task: str
    priority: int
    needed: Minutes
    now: Minutes
    """Less than needed when the team has fewer hours than all tasks need."""
    left: Minutes

    @property
    def lost(self) -> Minutes:
        return Minutes(self.now - self.left)

    @property
    def fate(self) -> Fate:
        if self.left == self.now:
            return Fate.STAYS if self.now else Fate.HAS_NONE
        if not decimal_hours(self.left):
            return Fate.STOPS
        return Fate.MOSTLY_STOPS if 2 * self.left < self.now else Fate.SHRINKS

    @property
    def said(self) -> Text:
        """`Edit the weekly news: from 3 to 0.5 hours a week; it mostly stops`."""
        hours = {"now": decimal_hours(self.now), "left": decimal_hours(self.left)}
        match self.fate:
            case Fate.STOPS:
                return say(
                    "{task}: from {now} to 0 hours a week; it stops", task=self.task, **hours
                )
            case Fate.MOSTLY_STOPS:
                return say(
                    "{task}: from {now} to {left} hours a week; it mostly stops",
                    task=self.task,
                    **hours,
                )
            case Fate.SHRINKS:
                return say(
                    "{task}: from {now} to {left} hours a week; a part of it stops",
                    task=self.task,
                    **hours,
                )
            case Fate.HAS_NONE:
                return say("{task}: has no hours as it is", task=self.task)
            case _:
                return say("{task}: keeps its {now} hours a week", task=self.task, **hours)


class Cut(Struct, frozen=True):
    """All tasks before and after a cut of so many per cent, the most pressing first."""

    percent: int
    needed: Minutes
    base: Minutes
    """The hours that do the work now, of which the share is cut."""
    left: Minutes
    slips: tuple[Slip, ...]

    @property
    def slipping(self) -> list[Slip]:
        """What loses hours, the most hours first."""
        return sorted((slip for slip in self.slips if slip.lost), key=lambda slip: -slip.lost)

    @property
    def kept(self) -> list[Slip]:
        return [slip for slip in self.slips if slip.fate == Fate.STAYS]

    @property
    def stopping(self) -> list[Slip]:
        """What stops, or mostly does."""
        ends = {Fate.STOPS, Fate.MOSTLY_STOPS}
        return [slip for slip in self.slips if slip.fate in ends]


def cut_hours(tasks: Sequence[Task], available: int, percent: int) -> Cut:
    """What is left of each task in a usual week when `percent` of the hours goes.

    Cut are the hours that do the work now: what the tasks need, or what the team has when that is
    less. Hours that no task needs do not soften a cut; without a team the need is cut.
    """
    active = sorted((task for task in tasks if task.is_active), key=lambda task: task.priority)
    wants = [(task.priority, int(task.weekly_minutes)) for task in active]
    needed = sum(minutes for _, minutes in wants)
    base = min(needed, available) if available > 0 else needed
    left = base * (100 - percent) // 100
    rows = zip(active, filled(wants, base), filled(wants, left), strict=True)
    slips = tuple(
        Slip(task.id, task.name, task.priority, task.weekly_minutes, now, rest)
        for task, now, rest in rows
        if task.weekly_minutes
    )
    return Cut(percent, Minutes(needed), Minutes(base), Minutes(left), slips)


def filled(wants: Sequence[tuple[int, int]], minutes: int) -> list[Minutes]:
    """Divide minutes over (priority, wanted) in order of priority: all of 1 before any of 2.

    Within a priority in proportion to what is wanted, to the whole minute: who was rounded down
    furthest gets the minutes that are over. Adds up to what there is, or to all that is wanted.
    """
    given = [NOTHING] * len(wants)
    order = sorted(range(len(wants)), key=lambda place: wants[place][0])
    for _, group in groupby(order, key=lambda place: wants[place][0]):
        places = list(group)
        shares = _in_proportion([wants[place][1] for place in places], minutes)
        for place, share in zip(places, shares, strict=True):
            given[place] = Minutes(share)
        minutes -= sum(shares)
    return given


def _in_proportion(wanted: Sequence[int], minutes: int) -> list[int]:
    total = sum(wanted)
    if minutes >= total:
        return list(wanted)
    parts = [divmod(each * minutes, total) for each in wanted]
    shares = [whole for whole, _ in parts]
    by_rest = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    for place in by_rest[: minutes - sum(shares)]:
        shares[place] += 1
    return shares
