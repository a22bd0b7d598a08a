"""Who moderates: expertise, hours, when they can and rather would not, days off."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.dayparts import EVERY, Slots

_WORKDAYS = frozenset({1, 2, 3, 4, 5})
NOTHING = Minutes(0)


class ModeratorDraft(Struct, frozen=True):
    """Somebody who moderates: a member or not, paid or volunteer."""

    name: str = ""
    member_id: int | None = None
    weekly_minutes: Minutes = NOTHING
    expertise: tuple[str, ...] = ()
    is_paid: bool = False
    is_active: bool = True
    availability: Slots = Slots()
    """The day parts in which they can; none: any."""
    rather_not: Slots = Slots()
    """Day parts in which they can but rather would not."""
    from_on: date | None = None
    until_on: date | None = None
    """First and last day in the team, where that is agreed."""

    @property
    def day_parts(self) -> tuple[Slots, Slots]:
        """When they can and when they can but rather would not; no day part is in both."""
        can = self.availability or EVERY
        return Slots(can - self.rather_not), Slots(can & self.rather_not)


class Moderator(ModeratorDraft, frozen=True):
    """A stored moderator."""

    id: int = 0

    def can_do(self, expertise: str) -> bool:
        """Whether they have the expertise; a task that asks none can be done by anybody."""
        return not expertise or expertise.casefold() in {e.casefold() for e in self.expertise}

    def is_in_team(self, day: date) -> bool:
        """Whether the day lies within the time for which they joined."""
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or day <= self.until_on
        )

    def can_on(self, day: date, part: str) -> bool:
        """Whether that day part is one of theirs; days off are another matter."""
        return not self.availability or self.availability.holds(day, part)

    @property
    def weekdays(self) -> frozenset[int]:
        """The ISO weekdays over which their hours are spread: their own, else Monday to Friday."""
        return self.availability.weekdays or _WORKDAYS


def when(can: Slots, rather_not: Slots) -> dict[str, Slots]:
    """What is stored of the day parts that somebody marked: every part is any part.

    Refuses when none is left: who can never has no place on a roster.
    """
    availability = Slots(can | rather_not)
    if not availability:
        raise Refused("Leave at least one day part open, or switch them off.", field="day_parts")
    stored = Slots() if availability == EVERY else availability
    return {"availability": stored, "rather_not": rather_not}


class DaysOff(Struct, frozen=True):
    """A run of days on which a moderator is not there, first and last included."""

    moderator_id: int
    first_on: date
    last_on: date
    id: int = 0

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


def hours_in(
    person: Moderator, week: Week, days_off: Iterable[DaysOff], closed: Collection[date]
) -> Minutes:
    """Minutes they have in this week: their weekly hours, less in proportion for days not there.

    Of the weekdays that are theirs, those count on which they are in the team, not off, and the
    organisation is open. Nobody inactive has hours.
    """
    if not person.is_active:
        return NOTHING
    weekdays = person.weekdays
    own = [day for day in week.days if day.isoweekday() in weekdays]
    off = list(days_off)
    there = [
        day
        for day in own
        if day not in closed and person.is_in_team(day) and not any(day in run for run in off)
    ]
    return share_of(person.weekly_minutes, len(there), len(own))


def share_of(weekly: int, there: int, own: int) -> Minutes:
    """Of weekly hours over so many days of their own: those of the days they are there."""
    return Minutes((weekly * there * 2 + own) // (2 * own))
