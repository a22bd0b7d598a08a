"""The close of a day: what is left goes where. A proposal that can be changed before it is taken.

In the order of the list each thing gets the first coming day with room for it, before the day it
is due when there is one. Nothing is proposed on a day without hours or past the hours of a day;
what comes after its day says so. What fits nowhere goes back to be planned, or stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.feature import Act, TodayItem, WeekItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say
from commdesk.core.workhours import own_minutes
from commdesk.features.today.acts import moves
from commdesk.features.today.model import Line


class Way(StrEnum):
    """Where something that is left goes."""

    DAY = "day"
    TO_PLAN = "to-plan"
    STAY = "stay"


class Left(Struct, frozen=True):
    """One thing that was not done today."""

    item: TodayItem
    due_on: date | None = None
    """The day it has to be done by."""
    to_plan: Act | None = None
    """What puts it back among what is still to be planned."""

    @property
    def comes_back(self) -> bool:
        """A sum of the day, as `write 29 more messages`: it is made up anew tomorrow."""
        item = self.item
        return item.tick is None and item.move is None and item.target is None


class Room(Struct, frozen=True):
    """A coming day with hours, and what is planned on it."""

    day: date
    hours: Minutes
    planned: Minutes = Minutes(0)

    @property
    def left(self) -> int:
        """Minutes still free; below zero when more is planned than there are."""
        return self.hours - self.planned


class Place(Struct, frozen=True):
    """Where one thing goes; `day` only for a day."""

    left: Left
    way: Way
    day: date | None = None


def what_is_left(lines: Iterable[Line], blocks: Iterable[WeekItem]) -> list[Left]:
    """What today asked of oneself; blocks of the week know until when, and how to plan it again."""
    known = {block.key: block for block in blocks}
    own = [line.item for line in lines if line.is_for_now and line.is_own]
    return [_left(item, known.get(item.key)) for item in own]


def rooms_of(hours: Mapping[date, Minutes], blocks: Sequence[WeekItem]) -> list[Room]:
    """Days with hours, in order, with the own work that stands on them."""
    return [
        Room(day, minutes, own_minutes(b for b in blocks if b.day == day))
        for day, minutes in sorted(hours.items())
        if minutes
    ]


def propose(left: Iterable[Left], rooms: Sequence[Room]) -> list[Place]:
    """A place for each, in the order given."""
    free = {room.day: room.left for room in rooms}
    places = []
    for each in left:
        place = _place(each, free)
        if place.day:
            free[place.day] -= each.item.minutes
        places.append(place)
    return places


def put(places: Sequence[Place], number: int, way: Way, day: date | None = None) -> list[Place]:
    """The same with one of them somewhere else."""
    changed = replace(places[number], way=way, day=day)
    return [*places[:number], changed, *places[number + 1 :]]


def filled(rooms: Sequence[Room], places: Iterable[Place]) -> list[Room]:
    """The days as they are once the places are taken."""
    more: dict[date, int] = {}
    for place in places:
        if place.day:
            more[place.day] = more.get(place.day, 0) + place.left.item.minutes
    return [replace(r, planned=Minutes(r.planned + more.get(r.day, 0))) for r in rooms]


def remarks(places: Sequence[Place], rooms: Sequence[Room]) -> list[list[Text]]:
    """What has to be said of each place: after its day, on a day off, past the hours."""
    free = {room.day: room.left for room in rooms}
    return [_remarks(place, free) for place in places]


def ways_for(left: Left, rooms: Sequence[Room]) -> list[tuple[Way, date | None]]:
    """Where it may go: a coming day, back to be planned, or it stays."""
    days: list[tuple[Way, date | None]] = [(Way.DAY, room.day) for room in rooms]
    again: list[tuple[Way, date | None]] = [(Way.TO_PLAN, None)] if _may_plan(left) else []
    return [*days, *again, (Way.STAY, None)]


def acts_of(places: Iterable[Place], today: date) -> list[Act]:
    """What taking the places comes to."""
    acts: list[Act] = []
    for place in places:
        if place.day:
            acts += moves(place.left.item, place.day, today)
        elif place.way == Way.TO_PLAN and place.left.to_plan:
            acts.append(place.left.to_plan)
    return acts


def _left(item: TodayItem, block: WeekItem | None) -> Left:
    """A contact rhythm has no day to be done by: only what was promised or is due has.

    Of what stands in the week too, that knows it: planned for today is not due today.
    """
    due = item.due_on if item.urgency in {"late", "promised", "due"} else None
    if block is None:
        return Left(item, due)
    return Left(item, block.due_on, block.move(None) if block.move else None)


def _place(left: Left, free: Mapping[date, int]) -> Place:
    if left.comes_back:
        return Place(left, Way.STAY)
    fitting = [day for day in sorted(free) if free[day] >= left.item.minutes]
    if fitting:
        return Place(left, Way.DAY, fitting[0])
    return Place(left, Way.TO_PLAN if _may_plan(left) else Way.STAY)


def _may_plan(left: Left) -> bool:
    """What is late stays on the list, planned or not."""
    return left.to_plan is not None and left.item.urgency != "late"


def _remarks(place: Place, free: dict[date, int]) -> list[Text]:
    left, day = place.left, place.day
    if place.way == Way.STAY and left.comes_back:
        return [say("comes back by itself")]
    if day is None:
        return []
    said = []
    if left.due_on and day > left.due_on:
        is_late = left.item.urgency == "late"
        late = say("late since {day}", day=left.due_on)
        said.append(late if is_late else say("later than {day}", day=left.due_on))
    if day not in free:
        return [*said, say("a day without hours")]
    free[day] -= left.item.minutes
    if free[day] < 0:
        said.append(say("more than the hours of that day"))
    return said
