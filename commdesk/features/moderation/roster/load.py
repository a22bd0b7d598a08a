"""What the team has on the roster: hours of a person in a week, and shifts that no longer fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week, decimal_hours
from commdesk.core.words import Words
from commdesk.core.workbook import list_closing_days
from commdesk.features.moderation.dayparts import PARTS, DayPart
from commdesk.features.moderation.roster.model import Around, Breach, Shift, breaches
from commdesk.features.moderation.roster.queries import planned_by_moderator, suspect_shifts
from commdesk.features.moderation.tasks import Task, list_tasks
from commdesk.features.moderation.team import (
    DaysOff,
    Moderator,
    hours_by_week,
    list_days_off,
    list_moderators,
)

_A_DAY = timedelta(days=1)
LOOKS_AHEAD = 26
"""Weeks: what lies further on is planned anew before it comes."""
_BETWEEN_SHIFTS = frozenset({"hours", "rest"})
"""Rules about more than one shift: the later of them is the one that does not fit."""


class Load(Struct, frozen=True):
    """One person in one week: the hours they have and the hours they are planned for."""

    moderator: Moderator
    week: Week
    available: Minutes
    planned: Minutes

    @property
    def over(self) -> Minutes:
        """How much is planned above what they have."""
        return Minutes(max(self.planned - self.available, 0))

    @property
    def is_overloaded(self) -> bool:
        return bool(self.over)

    def said(self, words: Words) -> str:
        """`9 of 8 h, 1 h over`: both numbers, and what is too much in words."""
        if not self.available and not self.planned:
            return words("not available")
        values = {
            "planned": words.number(decimal_hours(self.planned)),
            "available": words.hours(self.available),
        }
        if self.is_overloaded:
            over = words.hours(self.over)
            return words("{planned} of {available}, {over} over", **values, over=over)
        return words("{planned} of {available}", **values)


class Unfit(Struct, frozen=True):
    """A shift on the roster that breaks rules which nobody allowed, with the reasons."""

    shift: Shift
    task: Task
    breaches: tuple[Breach, ...]

    @property
    def can_be_allowed(self) -> bool:
        return not any(breach.is_hard for breach in self.breaches)


def loads(db: Database, week: Week) -> list[Load]:
    """Everybody in the team in this week, active people first; by name."""
    team = list_moderators(db)
    available, planned = hours_by_week(db, team, [week]), planned_by_moderator(db, week)
    return [
        Load(each, week, available[each.id, week], planned.get(each.id, Minutes(0)))
        for each in team
    ]


def unfit_shifts(db: Database, today: date) -> list[Unfit]:
    """Every shift from today on, half a year ahead, that no longer fits; in order of time.

    Rules change under a shift: days off, fewer hours, other day parts, an expertise that was
    dropped. What somebody allowed on purpose fits.
    """
    this = Week.of(today)
    own: defaultdict[int, list[Shift]] = defaultdict(list)
    for shift in suspect_shifts(db, this, this + LOOKS_AHEAD):
        own[shift.moderator_id].append(shift)
    off: defaultdict[int, list[DaysOff]] = defaultdict(list)
    for run in list_days_off(db, this.monday, date.max):
        off[run.moderator_id].append(run)
    tasks = {task.id: task for task in list_tasks(db)}
    closed = {each.day: each.name for each in list_closing_days(db)}
    names = {task.id: task.name for task in tasks.values()}
    found: list[Unfit] = []
    for person in list_moderators(db):
        whole = Around(own[person.id], closed, off[person.id], names)
        found += _unfit_of(person, tasks, whole, today)
    return sorted(found, key=lambda each: (*_when(each.shift), each.shift.id))


def _unfit_of(
    person: Moderator, tasks: Mapping[int, Task], whole: Around, today: date
) -> list[Unfit]:
    by_week: defaultdict[Week, list[Shift]] = defaultdict(list)
    for shift in whole.others:
        for week in {Week.of(shift.day + _A_DAY * days) for days in (-1, 0, 1)}:
            by_week[week].append(shift)
    found = []
    for shift in whole.others:
        if shift.day >= today:
            near = [each for each in by_week[Week.of(shift.day)] if each.id != shift.id]
            task = tasks[shift.task_id]
            wrong = _wrong(shift, task, person, Around(near, *_besides(whole)))
            if wrong:
                found.append(Unfit(shift, task, wrong))
    return found


def _wrong(shift: Shift, task: Task, person: Moderator, around: Around) -> tuple[Breach, ...]:
    """What it breaks and nobody allowed; of shifts that cannot go together only the later does."""
    found = breaches(shift, task, person, around)
    wrong = [b for b in found if b.rule not in {*_BETWEEN_SHIFTS, *shift.exceptions}]
    for rule in sorted({b.rule for b in found} & _BETWEEN_SHIFTS - {*shift.exceptions}):
        if _is_there(shift, person, around):
            before = _that_fit_before(shift, rule, person, around)
            again = breaches(shift, task, person, Around(before, *_besides(around)))
            wrong += [b for b in again if b.rule == rule]
    return tuple(wrong)


def _that_fit_before(shift: Shift, rule: str, person: Moderator, around: Around) -> list[Shift]:
    """The earlier shifts that this one is judged beside.

    Not one that was allowed to break the rule: it is the exception. Nor one on a day on which they
    are not there: that has to go first.
    """
    return [
        each
        for each in around.others
        if rule not in each.exceptions
        and _is_there(each, person, around)
        and (*_when(each), each.id) < (*_when(shift), shift.id)
    ]


def _is_there(shift: Shift, person: Moderator, around: Around) -> bool:
    day = shift.day
    is_off = day in around.closed or any(day in run for run in around.days_off)
    return person.is_in_team(day) and (not is_off or bool(shift.exceptions))


def _besides(around: Around) -> Sequence[Any]:
    return (around.closed, around.days_off, around.task_names)


def _when(shift: Shift) -> tuple[date, int]:
    return shift.day, PARTS.index(DayPart(shift.day_part))
