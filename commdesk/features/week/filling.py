"""Put what is still to be planned on days: the proposal to fill in a week, and what goes along.

Who goes first: a promise; then what is due first; then the kind of work of which the smallest
share of its target is planned; then as it was handed in. Each goes to the first day from today
on that has room for all of it, up to its due day; a block that is kept for its kind goes before
an earlier day without one. What is due already goes to the first day with room, and says so.

On Monday, with two hours on Monday and on Tuesday, and nothing planned:

| still to plan                        | goes to        | because                         |
|--------------------------------------|----------------|---------------------------------|
| 1 h, promised for Tuesday            | Monday         | promises go first               |
| 1 h, due on Monday                   | Monday         | then what is due first          |
| 30 min, due on Monday                | nowhere, said  | Monday is full                  |
| 1 h of a kind with 0 of 2 h planned  | Tuesday        | the kind that has least         |
| 1 h of a kind with 1 of 2 h planned  | Tuesday        |                                 |
| 3 h without a day                    | nowhere, said  | no day has so much room         |
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from commdesk.core.feature import Act, WeekItem
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Text, say
from commdesk.features.week.model import KindHours
from commdesk.features.week.room import Room

AFTER_DUE = N_("After its due day, {due}")
"""The reason says so of whatever is put there."""
LATE = N_("Was due {due} already")


class Placed(Struct, frozen=True):
    """One block on the day that is proposed for it, and why there."""

    item: WeekItem
    day: date
    reason: Text
    make: Callable[[date], Act]
    """What takes it over, on that day or on another."""


class NotPlaced(Struct, frozen=True):
    """One block that fits nowhere, and why."""

    item: WeekItem
    reason: Text


class Filling(Struct, frozen=True):
    """What goes where, and what does not fit; in the order in which it was looked at."""

    placed: tuple[Placed, ...] = ()
    not_placed: tuple[NotPlaced, ...] = ()

    @property
    def acts(self) -> list[Act]:
        return [each.make(each.day) for each in self.placed]


def fill(
    rooms: Sequence[Room],
    items: Iterable[WeekItem],
    today: date,
    kinds: Sequence[KindHours] = (),
    *,
    is_carried: bool = False,
) -> Filling:
    """Place what can be moved; `rooms` are used up.

    `is_carried`: what has no room up to its due day goes after it, and the reason says so.
    """
    shares = _Shares(kinds)
    placed: list[Placed] = []
    stuck: list[WeekItem] = []
    for item in _in_turn(items, shares):
        if found := _place(rooms, item, today, shares, is_carried=is_carried):
            placed.append(found)
        else:
            stuck.append(item)
    # Said of the week as it is in the end: room only shrinks.
    not_placed = (NotPlaced(item, _why_not(rooms, item, today)) for item in stuck)
    return Filling(tuple(placed), tuple(not_placed))


class _Shares:
    """How much of the target of each kind of work is planned; grows with what is placed."""

    def __init__(self, kinds: Sequence[KindHours]) -> None:
        self._kinds = {each.kind: each for each in kinds}
        self._planned = {each.kind: int(each.planned) for each in kinds}

    def of(self, kind: str) -> float:
        """A kind without a target, or with one that is a ceiling, is never short."""
        known = self._kinds.get(kind)
        if known is None or not known.target or known.is_most:
            return float("inf")
        return self._planned[kind] / known.target

    def add(self, item: WeekItem) -> None:
        if item.kind in self._planned:
            self._planned[item.kind] += item.minutes

    def why(self, kind: str) -> Text | None:
        """What is planned of a kind that is short."""
        if self.of(kind) >= 1:
            return None
        known = self._kinds[kind]
        return say(
            "{kind}: {planned} of {target} planned",
            kind=Text(known.title),
            planned=Minutes(self._planned[kind]),
            target=known.target,
        )


def _in_turn(items: Iterable[WeekItem], shares: _Shares) -> Iterator[WeekItem]:
    """Who goes first; among equals the kind that is furthest under its target by then."""

    def rank(item: WeekItem) -> tuple[bool, date]:
        return not item.is_promise, item.due_on or date.max

    movable = sorted((each for each in items if each.move and not each.is_done), key=rank)
    for _rank, equals in groupby(movable, key=rank):
        waiting: dict[str, deque[WeekItem]] = {}
        for item in equals:
            waiting.setdefault(item.kind, deque()).append(item)
        while waiting:
            kind = min(waiting, key=shares.of)  # the first handed in, where shares are equal
            yield waiting[kind].popleft()
            if not waiting[kind]:
                del waiting[kind]


def _place(
    rooms: Sequence[Room], item: WeekItem, today: date, shares: _Shares, *, is_carried: bool
) -> Placed | None:
    in_time = _in_time(rooms, item, today)
    found = _first_with_room(in_time, item)
    is_after = found is None and is_carried and len(in_time) < len(rooms)
    if is_after:
        found = _first_with_room(rooms, item)
    if found is None or item.move is None:
        return None
    why = say(AFTER_DUE, due=item.due_on) if is_after else _why(item, today, shares)
    reason = _with_room(why, found, item)
    if item.is_own:
        found.take(item.kind, item.minutes)
        shares.add(item)
    return Placed(item, found.day, reason, item.move)


def _in_time(rooms: Sequence[Room], item: WeekItem, today: date) -> Sequence[Room]:
    """The days up to its due day; what is late already may go to any."""
    due = item.due_on
    return [room for room in rooms if due is None or due < today or room.day <= due]


def _first_with_room(rooms: Sequence[Room], item: WeekItem) -> Room | None:
    """What somebody else does takes no room of one's own."""
    if not item.is_own:
        return next(iter(rooms), None)
    fits = [room for room in rooms if room.left(item.kind) >= item.minutes]
    kept = [room for room in fits if 0 < item.minutes <= room.kept_for(item.kind)]
    return next(iter([*kept, *fits]), None)


def _why(item: WeekItem, today: date, shares: _Shares) -> Text | None:
    """The decisive word of why it has its turn."""
    if item.due_on and item.due_on < today:
        return say(LATE, due=item.due_on)
    if item.due_on:
        promised = say("Promised for {day}", day=item.due_on)
        return promised if item.is_promise else say("Due {day}", day=item.due_on)
    return say("Promised") if item.is_promise else shares.why(item.kind)


def _with_room(why: Text | None, room: Room, item: WeekItem) -> Text:
    where = say("{room} was left on this day", room=room.left(item.kind))
    if not item.is_own:
        where = say("somebody else does it")
    elif item.minutes and room.kept_for(item.kind) >= item.minutes:
        where = say("there is a block for it on this day")
    return Text("{why}; {where}", {"why": why, "where": where}) if why else where


def _why_not(rooms: Sequence[Room], item: WeekItem, today: date) -> Text:
    in_time = _in_time(rooms, item, today)
    if not rooms:
        return say("No working day is left to plan it on")
    if not in_time:
        return say("Due {due}, and no working day is left until then", due=item.due_on)
    most = Minutes(max(0, *(room.left(item.kind) for room in in_time)))
    is_short = len(in_time) < len(rooms)
    if not most:
        full = say("Until {due} no day has room left", due=item.due_on)
        return full if is_short else say("No day has room left")
    if is_short:
        return say(
            "Takes {minutes}; until {due} a day has at most {most} left",
            minutes=item.minutes,
            due=item.due_on,
            most=most,
        )
    return say("Takes {minutes}; a day has at most {most} left", minutes=item.minutes, most=most)
