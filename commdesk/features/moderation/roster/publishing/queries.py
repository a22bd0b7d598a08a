"""Reads for publishing: the shifts of weeks with their words, and what calendars were told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import list_closing_days, read_fact
from commdesk.features.members import restricted_members
from commdesk.features.moderation.dayparts import DayPart
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.publishing.model import (
    USUAL_TIMES,
    PartTimes,
    Sent,
    days_of,
    sent_of,
    to_send,
)
from commdesk.features.moderation.roster.queries import shifts_between
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import list_moderators

TIMES_FACT = "day_part_times"


class Roster(Struct, frozen=True):
    """Everything that is published of some weeks that follow each other."""

    weeks: tuple[Week, ...]
    shifts: tuple[Shift, ...]
    tasks: Mapping[int, str]
    """Names, in the order of what presses most."""
    names: Mapping[int, str]
    closed: Mapping[date, str]
    times: PartTimes
    sent: tuple[Sent, ...]
    """What calendars are told now."""

    @property
    def people(self) -> list[int]:
        """Who gets something: on the roster, or taken off it since the last time; by name."""
        found = {shift.moderator_id for shift in self.shifts}
        found |= {sent.moderator_id for sent in self.sent}
        return sorted(found, key=lambda each: (self.names[each].casefold(), each))

    def of(self, moderator_id: int) -> list[Shift]:
        return [shift for shift in self.shifts if shift.moderator_id == moderator_id]


def part_times(db: Database) -> PartTimes:
    """When each day part begins, as the workbook has it."""
    kept = read_fact(db, TIMES_FACT, {})
    return {
        part: time.fromisoformat(kept[part]) if part in kept else usual
        for part, usual in USUAL_TIMES.items()
    }


def read_roster(db: Database, weeks: Sequence[Week], now: datetime) -> Roster:
    """The roster of weeks that follow each other, and what calendars must be told of it.

    Whose data may not be used is left out.
    """
    first, last = min(weeks).monday, max(weeks).sunday
    tasks = {task.id: task.name for task in list_tasks(db)}
    restricted = restricted_members(db)
    names = {each.id: each.name for each in list_moderators(db) if each.member_id not in restricted}
    times = part_times(db)
    shifts = [each for each in shifts_between(db, first, last) if each.moderator_id in names]
    moved = [each for each in _published_and_moved(db, first, last) if each.moderator_id in names]
    planned = [sent_of(each, tasks[each.task_id], times, now) for each in (*shifts, *moved)]
    before = [each for each in _sent_before(db, first, last) if each.moderator_id in names]
    sent = to_send(before, planned, now)
    return Roster(
        weeks=tuple(sorted(weeks)),
        shifts=tuple(shifts),
        tasks=tasks,
        names=names,
        closed={each.day: each.name for each in list_closing_days(db)},
        times=times,
        sent=tuple(sent),
    )


def grid_of(roster: Roster, week: Week) -> list[tuple[DayPart, str, tuple[tuple[str, ...], ...]]]:
    """(day part, task, the names of each of the seven days) of a week, in the order of reading."""
    order = {task_id: place for place, task_id in enumerate(roster.tasks)}
    there: defaultdict[tuple[DayPart, int], defaultdict[date, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    days = set(week.days)
    for shift in roster.shifts:
        if shift.day in days:
            name = roster.names[shift.moderator_id]
            there[DayPart(shift.day_part), shift.task_id][shift.day].append(name)
    parts = tuple(DayPart)
    keys = sorted(there, key=lambda key: (parts.index(key[0]), order[key[1]]))
    return [
        (part, roster.tasks[task_id], tuple(tuple(there[part, task_id][day]) for day in week.days))
        for part, task_id in keys
    ]


def _sent_before(db: Database, first: date, last: date) -> list[Sent]:
    """What calendars of people still in the team were told of these days or of shifts on them."""
    sql = """
        SELECT published.* FROM moderation_published AS published
          JOIN moderator ON moderator.id = published.moderator_id
         WHERE published.day BETWEEN :first AND :last
            OR published.shift_id IN (
                SELECT id FROM moderation_shift WHERE day BETWEEN :first AND :last)
      ORDER BY published.id
    """
    rows = db.query(sql, days_of(first, last))
    return [Sent(**row | {"is_cancelled": bool(row["is_cancelled"])}) for row in rows]


def _published_and_moved(db: Database, first: date, last: date) -> list[Shift]:
    """Shifts that were told of on one of these days and stand on another day now."""
    sql = """
        SELECT shift.id, shift.task_id, shift.moderator_id, shift.day, shift.day_part, shift.minutes
          FROM moderation_shift AS shift
          JOIN moderation_published AS published
            ON published.shift_id = shift.id AND published.moderator_id = shift.moderator_id
         WHERE published.day BETWEEN :first AND :last
           AND shift.day NOT BETWEEN :first AND :last
    """
    return [_shift(row) for row in db.query(sql, days_of(first, last))]


def _shift(row: Mapping[str, Any]) -> Shift:
    read = {"day": date.fromisoformat(row["day"]), "minutes": Minutes(row["minutes"])}
    return Shift(**dict(row) | read)
