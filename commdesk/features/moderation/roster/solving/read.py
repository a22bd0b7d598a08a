"""Reads the problem of a roster from the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import list_closing_days
from commdesk.features.moderation.coverage import task_weeks
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.queries import shifts_between
from commdesk.features.moderation.roster.solving.instance import WEEKS_BACK, Instance, wanted_of
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import (
    hours_by_week,
    list_days_off,
    list_moderators,
    list_plannable,
)

_A_DAY = timedelta(days=1)


def read_instance(
    db: Database, weeks: Sequence[Week], today: date, *, as_it_stands: bool = False
) -> Instance:
    """The problem of weeks that follow each other, the first one first.

    Kept are pinned shifts, exceptions, and all before today; a proposal replaces the others. With
    `as_it_stands` every shift is kept: what is wanted then is what the roster lacks. Whose data
    may not be used gets nothing new.
    """
    first, last = weeks[0].monday, weeks[-1].sunday
    shifts = shifts_between(db, first - timedelta(weeks=WEEKS_BACK), last + _A_DAY)
    there = [shift for shift in shifts if first <= shift.day <= last]
    kept = [s for s in there if as_it_stands or s.is_kept or s.day < today]
    stay = {shift.id for shift in kept}
    before = [shift for shift in shifts if shift.day < first]
    tasks, team = list_tasks(db), list_moderators(db)
    may = {person.id for person in (team if as_it_stands else list_plannable(db))}
    closed = frozenset(each.day for each in list_closing_days(db))
    cells = task_weeks(db, weeks, today)
    needed = {(cell.task_id, cell.week): cell.needed for cell in cells if cell.needed}
    past = [weeks[0] - back for back in range(1, WEEKS_BACK + 1)]
    return Instance(
        weeks=tuple(weeks),
        today=today,
        tasks=tuple(tasks),
        people=tuple(p if p.id in may else replace(p, is_active=False) for p in team),
        wanted=wanted_of(tasks, needed, closed, kept, today),
        kept=tuple(kept),
        near=tuple(s for s in shifts if s.day in (first - _A_DAY, last + _A_DAY)),
        replaced=tuple(shift for shift in there if shift.id not in stay),
        days_off=tuple(list_days_off(db, first, last)),
        closed=closed,
        past_minutes=_by_person(before),
        past_hours=_hours(hours_by_week(db, team, past)),
        habits=frozenset(
            (s.moderator_id, s.task_id, s.day.isoweekday(), str(s.day_part)) for s in before
        ),
    )


def _by_person(shifts: Sequence[Shift]) -> dict[int, int]:
    found: Counter[int] = Counter()
    for shift in shifts:
        found[shift.moderator_id] += shift.minutes
    return dict(found)


def _hours(by_week: Mapping[tuple[int, Week], Minutes]) -> dict[int, int]:
    found: Counter[int] = Counter()
    for (person, _), minutes in by_week.items():
        found[person] += minutes
    return dict(found)
