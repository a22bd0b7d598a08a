"""Tasks, expertise, hours: the three questions of moderation, and the rules that hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_, Text, say

DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
WEEKS_AHEAD = 3
NOTHING = Minutes(0)


class DayPart(StrEnum):
    """When on a day a shift is."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


DAY_PARTS: tuple[tuple[str, str], ...] = (
    (DayPart.MORNING, N_("morning")),
    (DayPart.AFTERNOON, N_("afternoon")),
    (DayPart.EVENING, N_("evening")),
)
PRIORITIES: tuple[tuple[int, str], ...] = (
    (1, N_("must")),
    (2, N_("normal")),
    (3, N_("when possible")),
)


class TaskDraft(Struct, frozen=True):
    """One moderation task: which expertise it needs and how many hours a week."""

    name: str = ""
    expertise: str = ""
    """Empty: anybody can do it."""
    weekly_minutes: Minutes = NOTHING
    timing: str = ""
    """Weekdays and day parts, in the user's own words."""
    priority: int = 2
    is_active: bool = True


class Task(TaskDraft, frozen=True):
    """A stored task."""

    id: int = 0


class ModeratorDraft(Struct, frozen=True):
    """Somebody who moderates: a member or not, paid or volunteer."""

    name: str = ""
    member_id: int | None = None
    weekly_minutes: Minutes = NOTHING
    expertise: tuple[str, ...] = ()
    is_paid: bool = False
    is_active: bool = True


class Moderator(ModeratorDraft, frozen=True):
    """A stored moderator."""

    id: int = 0

    def can_do(self, expertise: str) -> bool:
        """Whether they have the expertise; a task that asks none can be done by anybody."""
        return not expertise or expertise.casefold() in {e.casefold() for e in self.expertise}


class Shift(Struct, frozen=True):
    """Planned hours: who does what on which part of which day."""

    task_id: int
    moderator_id: int
    day: date
    day_part: str
    minutes: Minutes
    id: int = 0


class Worked(Struct, frozen=True):
    """Hours worked on a task on a day; by nobody in particular when `moderator_id` is None."""

    task_id: int
    moderator_id: int | None
    day: date
    minutes: Minutes
    note: str = ""
    start_minute: int | None = None
    """Minute of the day at which it began, when that was said."""
    id: int = 0
    key: str = ""
    """By which another program's line is known again; empty for hours that were typed."""

    @property
    def span(self) -> tuple[int, int] | None:
        if self.start_minute is None:
            return None
        return self.start_minute, self.start_minute + self.minutes


class TaskWeek(Struct, frozen=True):
    """One cell of the grid: a task in a week, all in minutes."""

    week: Week
    task_id: int
    task: str
    expertise: str
    needed: Minutes
    planned: Minutes
    worked: Minutes
    available: Minutes
    """What everybody with the expertise has together, also when other tasks want it too."""
    is_override: bool = False
    """The week has a budget of its own."""
    carried: Minutes = NOTHING

    @property
    def left(self) -> Minutes:
        return Minutes(self.needed - self.worked)

    @property
    def missing(self) -> Minutes:
        return Minutes(max(self.needed - self.planned, 0))

    def is_shortage(self, today: date) -> bool:
        """Needed minus planned above zero, in this or the coming three ISO weeks."""
        return self.missing > 0 and self.week in shortage_weeks(today)


def shortage_weeks(today: date) -> tuple[Week, ...]:
    """The weeks in which a gap is a shortage: this one and the coming three."""
    this = Week.of(today)
    return tuple(this + n for n in range(WEEKS_AHEAD + 1))


def available_for(expertise: str, team: Iterable[Moderator]) -> Minutes:
    """Weekly hours of everybody active who has this expertise."""
    return Minutes(sum(m.weekly_minutes for m in team if m.is_active and m.can_do(expertise)))


def overlapping(one: Worked, others: Iterable[Worked]) -> Worked | None:
    """The first of the others that covers some of the same time of the same day."""
    if one.span is None:
        return None
    start, end = one.span
    for other in others:
        if other.id != one.id and other.span and other.day == one.day:
            other_start, other_end = other.span
            if start < other_end and other_start < end:
                return other
    return None


def check_shift(
    shift: Shift, task: Task, moderator: Moderator, others: Sequence[Shift], task_name: str = ""
) -> None:
    """Refuse a shift that a person cannot do. `others` are their other shifts of that week.

    `task_name` names the task of the shift that is in the way.
    """
    _check_length(shift)
    if not moderator.is_active or not task.is_active:
        who = moderator.name if not moderator.is_active else task.name
        raise Refused("{who} is no longer active.", who=who, field="moderator_id")
    if not moderator.can_do(task.expertise):
        raise Refused(
            "{task} needs {expertise}; {name} does not have it.",
            task=task.name,
            expertise=task.expertise,
            name=moderator.name,
            field="moderator_id",
        )
    if any((other.day, other.day_part) == (shift.day, shift.day_part) for other in others):
        raise Refused(
            "{name} has {task} on {day} in the {part} already.",
            name=moderator.name,
            task=task_name,
            day=shift.day,
            part=part_name(shift.day_part),
            field="day_part",
        )
    planned = sum(other.minutes for other in others)
    if planned + shift.minutes > moderator.weekly_minutes:
        raise Refused(
            "{name} has {weekly} a week and {free} of it free.",
            name=moderator.name,
            weekly=moderator.weekly_minutes,
            free=Minutes(max(moderator.weekly_minutes - planned, 0)),
            field="minutes",
        )


def check_open(day: date, closed: Mapping[date, str]) -> None:
    """Refuse a shift on a day on which the organisation is closed."""
    if day in closed:
        raise Refused("{day} is a closing day: {name}.", day=day, name=closed[day], field="day")


def check_past(day: date, today: date) -> None:
    """Refuse hours on a day that is still to come."""
    if day > today:
        raise Refused("{day} is still to come.", day=day, field="day")


def check_worked(entry: Worked, others: Sequence[Worked], name: str) -> None:
    """Refuse hours that cannot have been worked. `others`: what else is written on that day,

    by the same person, or on the same task when it is by nobody in particular.
    """
    if entry.minutes <= 0:
        raise Refused("Hours worked are more than zero.", field="minutes")
    if entry.start_minute is not None and entry.start_minute + entry.minutes > DAY_MINUTES:
        raise Refused("This goes on past midnight; write it on two days.", field="minutes")
    total = sum(other.minutes for other in others if other.id != entry.id) + entry.minutes
    if total > DAY_MINUTES:
        raise Refused(
            "That makes {total} on {day} for {name}; a day has 24 hours.",
            total=Minutes(total),
            day=entry.day,
            name=name,
            field="minutes",
        )
    if other := overlapping(entry, others):
        raise Refused(
            "{name} has hours from {start} on {day} already; they overlap.",
            name=name,
            start=clock_time(other.start_minute or 0),
            day=entry.day,
            field="minutes",
        )


def part_name(day_part: str) -> Text:
    return say(dict(DAY_PARTS)[day_part])


def clock_time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _check_length(shift: Shift) -> None:
    if shift.day_part not in set(DayPart):
        raise Refused("A shift is in the morning, afternoon or evening.", field="day_part")
    if not 0 < shift.minutes <= DAY_MINUTES // 2:
        raise Refused("A shift takes between 1 minute and 12 hours.", field="minutes")
