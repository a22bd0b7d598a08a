"""Reads of the roster: shifts, and what one is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import list_closing_days
from commdesk.features.moderation.roster.model import Around, Shift
from commdesk.features.moderation.tasks import list_tasks
from commdesk.features.moderation.team import list_days_off, list_moderators

_A_DAY = timedelta(days=1)


def shifts_between(
    db: Database, first: date, last: date, moderator_id: int | None = None
) -> list[Shift]:
    """Planned hours from the first to the last day, by day and day part; of one person, or all."""
    sql = """
        SELECT * FROM moderation_shift
         WHERE day BETWEEN :first AND :last
           AND (:moderator_id IS NULL OR moderator_id = :moderator_id)
      ORDER BY day, instr('morning afternoon evening', day_part), id
    """
    days = {"first": first.isoformat(), "last": last.isoformat()}
    return [_shift(row) for row in db.query(sql, {**days, "moderator_id": moderator_id})]


def find_shift(db: Database, shift_id: int) -> Shift:
    """One shift; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM moderation_shift WHERE id = :id", {"id": shift_id})
    if row is None:
        raise Refused("This shift is no longer in the workbook.")
    return _shift(row)


def planned_by_moderator(db: Database, week: Week) -> dict[int, Minutes]:
    """Minutes on the roster of a week, by moderator."""
    sql = """
        SELECT moderator_id, sum(minutes) AS minutes FROM moderation_shift
         WHERE day BETWEEN :first AND :last GROUP BY moderator_id
    """
    days = {"first": week.monday.isoformat(), "last": week.sunday.isoformat()}
    return {row["moderator_id"]: Minutes(row["minutes"]) for row in db.query(sql, days)}


def suspect_shifts(db: Database, since: Week, until: Week) -> list[Shift]:
    """Whole weeks of persons in which a shift may break a rule, with the day before and after.

    Wide on purpose: the rules themselves judge what is found; a week that is not found keeps them.
    """
    sql = """
        WITH coming AS MATERIALIZED (
            SELECT shift.*, date(day, 'weekday 0', '-6 days') AS monday,
                   date(day, 'weekday 0') AS sunday
              FROM moderation_shift AS shift
             WHERE day BETWEEN date(:since, '-1 day') AND date(:until, '+1 day')),
        suspect AS (
            SELECT coming.moderator_id, monday, sunday
              FROM coming
              JOIN moderator AS person ON person.id = coming.moderator_id
              JOIN moderation_task AS task ON task.id = coming.task_id
             WHERE NOT (person.is_active AND task.is_active)
                OR person.from_on > monday OR person.until_on < sunday
                OR person.availability <> '' AND instr(
                       person.availability,
                       strftime('%u', day) || substr(day_part, 1, 1)) = 0
                OR task.expertise <> '' AND instr(
                       ', ' || lower(person.expertise) || ', ',
                       ', ' || lower(task.expertise) || ', ') = 0
             UNION
            SELECT moderator_id, monday, sunday FROM coming
              JOIN moderator AS person ON person.id = moderator_id
          GROUP BY moderator_id, monday HAVING sum(minutes) > person.weekly_minutes
             UNION
            SELECT coming.moderator_id, monday, sunday FROM coming
              JOIN moderator_days_off AS off ON off.moderator_id = coming.moderator_id
                                            AND last_on >= monday AND first_on <= sunday
             UNION
            SELECT moderator_id, monday, sunday FROM coming
              JOIN closing_day ON closing_day.day BETWEEN monday AND sunday
             UNION
            SELECT coming.moderator_id, monday, sunday FROM coming
              JOIN moderation_shift AS other
                ON other.moderator_id = coming.moderator_id AND other.id <> coming.id
               AND other.day IN (coming.day, date(coming.day, '-1 day'))
             WHERE other.day = coming.day AND other.day_part = coming.day_part
                OR other.day < coming.day
               AND other.day_part = 'evening' AND coming.day_part = 'morning')
        SELECT DISTINCT shift.* FROM suspect
          JOIN moderation_shift AS shift
            ON shift.moderator_id = suspect.moderator_id
           AND shift.day BETWEEN date(monday, '-1 day') AND date(sunday, '+1 day')
      ORDER BY shift.day, instr('morning afternoon evening', shift.day_part), shift.id
    """
    days = {"since": since.monday.isoformat(), "until": until.sunday.isoformat()}
    return [_shift(row) for row in db.query(sql, days)]


def around(db: Database, shift: Shift) -> Around:
    """What this shift is judged by: the person's week, days off, closing days."""
    week = Week.of(shift.day)
    first, last = week.monday - _A_DAY, week.sunday + _A_DAY
    own = shifts_between(db, first, last, shift.moderator_id)
    return Around(
        others=[other for other in own if other.id != shift.id],
        closed={each.day: each.name for each in list_closing_days(db)},
        days_off=list_days_off(db, week.monday, week.sunday, shift.moderator_id),
        task_names={task.id: task.name for task in list_tasks(db)},
    )


class Surroundings:
    """What the shifts of some weeks are judged by, read once for all of them."""

    def __init__(self, db: Database, first: date, last: date) -> None:
        """`first` is a Monday, `last` a Sunday."""
        self.shifts = shifts_between(db, first - _A_DAY, last + _A_DAY)
        self.tasks = {task.id: task for task in list_tasks(db)}
        self.people = {person.id: person for person in list_moderators(db)}
        self._closed = {each.day: each.name for each in list_closing_days(db)}
        self._days_off = list_days_off(db, first, last)
        self._names = {task.id: task.name for task in self.tasks.values()}

    def around(self, shift: Shift, own: Sequence[Shift]) -> Around:
        """As the function of that name; `own` has all shifts of this person."""
        week = Week.of(shift.day)
        first, last = week.monday - _A_DAY, week.sunday + _A_DAY
        return Around(
            others=[other for other in own if first <= other.day <= last],
            closed=self._closed,
            days_off=[run for run in self._days_off if run.moderator_id == shift.moderator_id],
            task_names=self._names,
        )


def _shift(row: dict[str, Any]) -> Shift:
    day, minutes = date.fromisoformat(row["day"]), Minutes(row["minutes"])
    return Shift(**row | {"day": day, "minutes": minutes, "is_pinned": bool(row["is_pinned"])})
