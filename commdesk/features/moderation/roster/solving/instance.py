"""The problem of a roster: what is to be filled, by whom, and what stands already. No SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.dayparts import PARTS, DayPart
from commdesk.features.moderation.roster.demand import Place, Spot, places
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import DaysOff, Moderator

WEEKS_BACK = 8
"""So many weeks before the first one count in what is fair and what is familiar."""
Habit = tuple[int, int, int, str]
"""Who did which task on which ISO weekday and part of it: (moderator, task, weekday, part)."""


class Wanted(Struct, frozen=True):
    """So many places that are the same: of one task, as long, in the same day parts."""

    task_id: int
    week: Week
    minutes: Minutes
    spots: tuple[Spot, ...]
    """Where each can be: one for a task with day parts of its own, many for one without."""
    count: int

    @property
    def spot(self) -> Spot | None:
        """The day part, when only one will do."""
        return self.spots[0] if len(self.spots) == 1 else None


class Instance(Struct, frozen=True):
    """What a proposal for some weeks in a row starts from. Days before `today` are not filled."""

    weeks: tuple[Week, ...]
    today: date
    tasks: tuple[Task, ...]
    people: tuple[Moderator, ...]
    wanted: tuple[Wanted, ...]
    kept: tuple[Shift, ...] = ()
    """Shifts of these weeks that stay: pinned, exceptions, past. `wanted` is without them."""
    near: tuple[Shift, ...] = ()
    """Shifts of the day before and the day after the weeks."""
    replaced: tuple[Shift, ...] = ()
    """Shifts of these weeks that a proposal takes the place of."""
    days_off: tuple[DaysOff, ...] = ()
    closed: frozenset[date] = frozenset()
    past_minutes: Mapping[int, int] = field(default_factory=dict)
    """Moderator -> what they had on the roster in the eight weeks before."""
    past_hours: Mapping[int, int] = field(default_factory=dict)
    """Moderator -> the minutes that they had in those weeks."""
    habits: frozenset[Habit] = frozenset()
    """What was done in those weeks."""
    more: Mapping[tuple[int, Week], int] = field(default_factory=dict)
    """(moderator, week) -> minutes on top of the hours that they have."""


def wanted_of(
    tasks: Sequence[Task],
    needed: Mapping[tuple[int, Week], Minutes],
    closed: Collection[date],
    kept: Sequence[Shift],
    today: date,
) -> tuple[Wanted, ...]:
    """The places of (task, week) -> minutes, less what is kept, those that are the same as one."""
    by_id = {task.id: task for task in tasks}
    own: dict[tuple[int, Week], list[Shift]] = {}
    for shift in kept:
        own.setdefault((shift.task_id, Week.of(shift.day)), []).append(shift)
    found: Counter[Place] = Counter()
    for (task_id, week), minutes in needed.items():
        stands = own.get((task_id, week), ())
        found.update(places(by_id[task_id], week, minutes, closed, stands, today))
    return tuple(
        Wanted(place.task_id, place.week, place.minutes, place.spots, count)
        for place, count in found.items()
    )


def number_of(day: date, part: str) -> int:
    """Day parts counted through: the one after an evening is the next day's morning."""
    return day.toordinal() * len(PARTS) + PARTS.index(DayPart(part))


def is_evening(number: int) -> bool:
    return number % len(PARTS) == len(PARTS) - 1


def spot_of(number: int) -> Spot:
    day, part = divmod(number, len(PARTS))
    return date.fromordinal(day), PARTS[part]
