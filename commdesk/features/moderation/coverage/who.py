"""Who covers a week: who is planned, who still could and when, and who could not and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, say
from commdesk.core.workbook import list_closing_days
from commdesk.features.moderation.dayparts import EVERY, DayPart, Slots
from commdesk.features.moderation.roster import Shift, Spot, shifts_between
from commdesk.features.moderation.tasks import Task
from commdesk.features.moderation.team import (
    DaysOff,
    Moderator,
    hours_by_week,
    list_days_off,
    list_moderators,
    list_plannable,
)

_A_DAY = timedelta(days=1)


class Candidate(Struct, frozen=True):
    """Somebody of the team, and what they could take on in a week."""

    person: Moderator
    free: Minutes
    """Of their hours in that week what is not planned yet."""
    spots: Sequence[Spot] = ()
    """The day parts in which a shift breaks no rule, in order of time."""
    why_not: Text | None = None
    """The first reason why not; None for who could."""

    @property
    def rather_not(self) -> bool:
        """Whether all they could do is what they rather would not."""
        wishes = self.person.rather_not
        return bool(self.spots) and all(wishes.holds(day, part) for day, part in self.spots)


class Who(Struct, frozen=True):
    """The people of a week, as seen from one task, one expertise or all tasks.

    Of a week that has passed only who was planned.
    """

    names: Mapping[int, str]
    """Of everybody who is or was in the team."""
    planned: Sequence[Shift]
    could: Sequence[Candidate]
    """Who has most hours left comes first."""
    could_not: Sequence[Candidate]
    """Who has the expertise comes first."""


class Seen(Struct, frozen=True):
    """What somebody is judged by: the week, the expertise, and when there is something to do."""

    week: Week
    days: Sequence[date]
    expertise: str
    slots: Slots
    spots: Sequence[Spot]
    """Of the slots those that are open and not past, in order of time."""


def who(db: Database, tasks: Sequence[Task], expertise: str, week: Week, today: date) -> Who:
    """Who does these tasks, who of the expertise could yet, and who could not."""
    wanted = {task.id for task in tasks}
    near = shifts_between(db, week.monday - _A_DAY, week.sunday + _A_DAY)
    people = list_moderators(db)
    names = {each.id: each.name for each in people}
    planned = [s for s in near if s.task_id in wanted and Week.of(s.day) == week]
    if week < Week.of(today):
        return Who(names, planned, (), ())
    team = list_plannable(db)
    hours = hours_by_week(db, team, [week])
    seen = _seen(db, tasks, expertise, week, today)
    own: defaultdict[int, list[Shift]] = defaultdict(list)
    for shift in near:
        own[shift.moderator_id].append(shift)
    off: defaultdict[int, list[DaysOff]] = defaultdict(list)
    for run in list_days_off(db, week.monday, week.sunday):
        off[run.moderator_id].append(run)
    found = [judged(p, hours[p.id, week], own[p.id], off[p.id], seen) for p in team]
    could = [each for each in found if each.why_not is None]
    return Who(
        names,
        planned,
        sorted(could, key=lambda each: (each.rather_not, -each.free)),
        sorted(
            (each for each in found if each.why_not is not None),
            key=lambda each: not each.person.can_do(expertise),
        ),
    )


def _seen(db: Database, tasks: Sequence[Task], expertise: str, week: Week, today: date) -> Seen:
    days, slots = week.days, slots_of(tasks)
    closed = {each.day for each in list_closing_days(db, since=days[0])}
    spots = [(days[weekday - 1], part) for weekday, part in slots.in_order]
    left = [spot for spot in spots if spot[0] >= today and spot[0] not in closed]
    return Seen(week, days, expertise, slots, left)


def slots_of(tasks: Iterable[Task]) -> Slots:
    """The day parts in which one of the tasks is done; one that any will do for has them all."""
    each_has = [task.slots for task in tasks]
    return Slots(set().union(*each_has)) if each_has and all(each_has) else EVERY


def judged(
    person: Moderator, has: Minutes, own: Sequence[Shift], off: Sequence[DaysOff], seen: Seen
) -> Candidate:
    """One person in that week; `own` are their shifts of it, and of the day before and after."""
    planned = sum(shift.minutes for shift in own if Week.of(shift.day) == seen.week)
    free = Minutes(max(has - planned, 0))
    there = [day for day in seen.days if person.is_in_team(day)]
    if not person.can_do(seen.expertise):
        return Candidate(person, free, (), say("no {it} expertise", it=seen.expertise))
    if not there:
        return Candidate(person, free, (), _not_in_team(person, seen.week))
    if all(any(day in run for run in off) for day in there):
        return Candidate(person, free, (), say("off until {day}", day=max(r.last_on for r in off)))
    if not free:
        return Candidate(person, free, (), _no_hours(has))
    spots = _spots(person, own, off, seen)
    if not spots:
        return Candidate(person, free, (), _no_spot(person, seen))
    return Candidate(person, free, spots)


def _spots(
    person: Moderator, own: Sequence[Shift], off: Sequence[DaysOff], seen: Seen
) -> list[Spot]:
    taken = {(shift.day, shift.day_part) for shift in own}
    return [
        (day, part)
        for day, part in seen.spots
        if person.is_in_team(day)
        and person.can_on(day, part)
        and (day, part) not in taken
        and not any(day in run for run in off)
        and _rests(day, part, taken)
    ]


def _rests(day: date, part: str, taken: Collection[tuple[date, str]]) -> bool:
    """No morning after an evening."""
    if part == DayPart.MORNING:
        return (day - _A_DAY, DayPart.EVENING) not in taken
    return part != DayPart.EVENING or (day + _A_DAY, DayPart.MORNING) not in taken


def _no_spot(person: Moderator, seen: Seen) -> Text:
    if any(person.can_on(seen.days[weekday - 1], part) for weekday, part in seen.slots):
        return say("the day parts in which they can are taken, closed or past")
    return say("cannot in the day parts of this task")


def _not_in_team(person: Moderator, week: Week) -> Text:
    if person.from_on is not None and week.sunday < person.from_on:
        return say("in the team from {day} on", day=person.from_on)
    return say("in the team until {day}", day=person.until_on)


def _no_hours(has: Minutes) -> Text:
    if not has:
        return say("has no hours in this week")
    return say("has {hours}, all of it planned", hours=has)
