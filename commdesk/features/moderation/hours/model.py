"""Hours worked, and which cannot have been."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes

DAY_MINUTES = 24 * 60


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


def clock_time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
