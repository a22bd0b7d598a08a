"""Hours worked, and which cannot have been."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say, say_n
from commdesk.features.moderation.team.model import Moderator

DAY_MINUTES = 24 * 60
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::\d\d)?", re.ASCII)


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
    """Refuse hours that one person cannot have worked; `others`: what else they did that day."""
    check_length(entry)
    total = sum(other.minutes for other in others if other.id != entry.id) + entry.minutes
    check_person_day(entry.day, total, name)
    if other := overlapping(entry, others):
        raise Refused(
            "{name} has hours from {start} on {day} already; they overlap.",
            name=name,
            start=clock_time(other.start_minute or 0),
            day=entry.day,
            field="minutes",
        )


def check_length(entry: Worked) -> None:
    """Refuse what is no length of work on one day, whoever did it."""
    if entry.minutes <= 0:
        raise Refused("Hours worked are more than zero.", field="minutes")
    if entry.start_minute is not None and entry.start_minute + entry.minutes > DAY_MINUTES:
        raise Refused("This goes on past midnight; write it on two days.", field="minutes")


def check_person_day(day: date, minutes: int, name: str) -> None:
    """A person has 24 hours on a day, over all tasks together."""
    if minutes > DAY_MINUTES:
        raise Refused(
            "That makes {total} on {day} for {name}; a day has 24 hours.",
            total=Minutes(minutes),
            day=day,
            name=name,
            field="minutes",
        )


def check_team_day(day: date, minutes: int, people: int) -> None:
    """A team has 24 hours for each of its people on a day, over all tasks together."""
    most = DAY_MINUTES * max(people, 1)
    if minutes > most:
        text = say_n(
            "That makes {total} on {day}; with one person in the team a day has 24 hours.",
            "That makes {total} on {day}; with {n} people in the team a day has {most}.",
            max(people, 1),
            total=Minutes(minutes),
            day=day,
            most=Minutes(most),
        )
        raise Refused(text, field="minutes")


def outside_team(person: Moderator, day: date) -> Text | None:
    """What to say of hours on a day on which somebody was not in the team: worked is worked.

    The hours are written all the same.
    """
    if person.until_on is not None and person.until_on < day:
        return say(
            "{name} left the team on {left}; the hours count all the same.",
            name=person.name,
            left=person.until_on,
        )
    if person.from_on is not None and day < person.from_on:
        return say(
            "{name} joined the team on {joined}; the hours count all the same.",
            name=person.name,
            joined=person.from_on,
        )
    if not person.is_active:
        return say(
            "{name} is switched off in Team; the hours count all the same.", name=person.name
        )
    return None


def minute_of_day(typed: str) -> int | None:
    """Of `9:30`, `09.30` or `9:30:00`; None when it is no time of the day."""
    found = _CLOCK.fullmatch(typed.strip())
    return int(found[1]) * 60 + int(found[2]) if found else None


def start_by_clock(start: str, end: str, minutes: int) -> int | None:
    """The minute of the day at which it began, if it lasted until it ended by the clock.

    What goes on past midnight, is rounded up, or holds the night on which the clock goes back
    counts whole on the day it began, without a time: it would seem to overlap with what follows.
    """
    began, ended = minute_of_day(start), minute_of_day(end)
    if began is None or began + minutes > DAY_MINUTES:
        return None
    is_longer = ended is not None and began < ended < began + minutes
    return None if is_longer else began


def clock_time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
