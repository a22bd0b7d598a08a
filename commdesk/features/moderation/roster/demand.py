"""What a roster has to fill: the hours that a task needs in a week, cut into places for shifts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.dayparts import EVERY, DayPart
from commdesk.features.moderation.roster.model import LONGEST_SHIFT, Shift
from commdesk.features.moderation.tasks import Task

_STEP = 5
Spot = tuple[date, DayPart]


class Place(Struct, frozen=True):
    """One shift that is wanted: of this length, by one person, in one of these day parts."""

    task_id: int
    week: Week
    minutes: Minutes
    spots: tuple[Spot, ...]
    """In order of time; none when every day part is gone: closed, or taken by what is kept."""


def places(
    task: Task,
    week: Week,
    needed: Minutes,
    closed: Collection[date],
    kept: Sequence[Shift] = (),
    not_before: date | None = None,
) -> list[Place]:
    """The shifts that `needed` minutes of a task come to in a week, less what is `kept` of it.

    A task with day parts of its own wants `people` at each of them that is open, and its hours
    are spread evenly; a task without them wants as few shifts of at most `shift_minutes` as its
    hours make. Lengths are whole five minutes and add up to what is needed.
    """
    left = max(needed - sum(shift.minutes for shift in kept), 0)
    if not left:
        return []
    spots = _open_spots(task, week, closed, not_before)
    taken = Counter((shift.day, DayPart(shift.day_part)) for shift in kept)
    if task.slots:
        wanted = [(spot,) for spot in spots for _ in range(task.people - taken[spot])]
        return _fixed(task, week, left, wanted)
    free = tuple(spot for spot in spots if taken[spot] < task.people)
    lengths = _even(left, -(-left // task.shift_minutes))
    return [Place(task.id, week, length, free) for length in lengths]


def _fixed(task: Task, week: Week, left: int, wanted: Sequence[tuple[Spot, ...]]) -> list[Place]:
    """At most the longest shift each; what does not go in has no day part."""
    fits = min(left, LONGEST_SHIFT * len(wanted))
    lengths = _even(fits, len(wanted)) if fits else []
    made = [
        Place(task.id, week, length, spots)
        for length, spots in zip(lengths, wanted, strict=False)
        if length
    ]
    rest = left - fits
    return [*made, Place(task.id, week, Minutes(rest), ())] if rest else made


def _open_spots(
    task: Task, week: Week, closed: Collection[date], not_before: date | None
) -> list[Spot]:
    return [
        (week.days[weekday - 1], part)
        for weekday, part in (task.slots or EVERY).in_order
        if week.days[weekday - 1] not in closed
        and (not_before is None or week.days[weekday - 1] >= not_before)
    ]


def _even(total: int, count: int) -> list[Minutes]:
    """`total` minutes over `count` shifts, in fives; the last one takes the odd minutes."""
    steps, odd = divmod(total, _STEP)
    each, more = divmod(steps, count)
    lengths = [(each + (place < more)) * _STEP for place in range(count)]
    lengths[-1] += odd
    return [Minutes(length) for length in lengths if length]
