"""Reads of levels: members by level, movements between them, who is behind one, one member's."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Agreed, Movement
from commdesk.core.workbook import read_fact
from commdesk.features.activity.levels.model import (
    AMBASSADOR,
    LEVELS,
    USUAL,
    Held,
    LevelRule,
    Step,
    closings_with,
    held_with,
    month_end,
)
from commdesk.features.activity.model import WINDOW_DAYS, Counts
from commdesk.features.activity.queries import counts_of_members
from commdesk.features.members import restricted_members

LEAST = "level_least"
"""The fact of the workbook that says from how many each level begins."""

Change = tuple[str, str]
"""The level before and after; '' is none."""


class Standing(Struct, frozen=True):
    """Where one member stands on a day."""

    member_id: int
    held: Held
    counts: Counts
    rule: LevelRule


class Moves(Struct, frozen=True):
    """How many members went from one level to another, by the end of the month in which."""

    by_month: Mapping[date, Counter[Change]]
    """Of the running month under its last day as well: up to the day that was asked."""

    def counts(self, until: date) -> dict[str, int]:
        """Members by level, the lowest first, at the end of this month."""
        found: Counter[str] = Counter()
        for end, changes in self.by_month.items():
            if end <= until:
                for (was, level), n in changes.items():
                    found[was] -= n
                    found[level] += n
        return {name: found[name] for name in (*(each for each, _ in LEVELS), AMBASSADOR)}

    def movements(self, first: date, last: date) -> tuple[Movement, ...]:
        """Of the months between these days, the oldest first."""
        return tuple(
            Movement(end.isoformat()[:7], was, level, n)
            for end in sorted(self.by_month)
            if month_end(first) <= end <= month_end(last)
            for (was, level), n in sorted(self.by_month[end].items())
            if n
        )


def read_rule(db: Database) -> LevelRule:
    """The usual rule with the thresholds of this workbook."""
    least = read_fact(db, LEAST, {})
    rungs = (replace(rung, least=least.get(rung.name, rung.least)) for rung in USUAL.rungs)
    return LevelRule(tuple(rungs))


def read_moves(db: Database, day: date, agreed: Agreed) -> Moves:
    """Every movement up to a day; the month of that day is taken to end on it."""
    found: dict[date, Counter[Change]] = {}
    for row in db.query(_CLOSINGS, _bounds(day)):
        changes = found.setdefault(date.fromordinal(row["day"]), Counter())
        changes[USUAL.name_at(row["was"]), USUAL.name_at(row["level"])] += row["n"]
    running = found.setdefault(month_end(day), Counter())
    for rises in _rises(db, day).values():
        running[rises[0].was, rises[-1].level] += 1
    steps = steps_by_member(db, agreed)
    for member_id, periods in agreed.items():
        _add(found, steps.get(member_id, []), (), day, -1)
        _add(found, steps.get(member_id, []), periods, day, 1)
    return Moves(found)


def members_by_level(db: Database, day: date, agreed: Agreed | None = None) -> dict[str, int]:
    """How many members have each level on a day."""
    return read_moves(db, day, agreed or {}).counts(month_end(day))


def who_moved(
    db: Database, end: date, change: Change | None, day: date, agreed: Agreed
) -> list[int]:
    """The members behind a movement of the month with this end; without one all who moved.

    `day`: up to which the running month goes. Of who was erased nobody is left to name, and
    whose data is restricted is not named.
    """
    found = {
        who for who, pair in _moved(db, end, day) if who not in agreed and change in {None, pair}
    }
    steps = steps_by_member(db, agreed)
    for who, periods in agreed.items():
        made = closings_with(steps.get(who, []), periods, min(end, day))
        if any(month_end(on) == end and change in {None, (w, n)} for on, w, n in made):
            found.add(who)
    return sorted(found - restricted_members(db))


def _moved(db: Database, end: date, day: date) -> Iterable[tuple[int, Change]]:
    if end >= day:
        rises = _rises(db, day).items()
        return [(who, (steps[0].was, steps[-1].level)) for who, steps in rises]
    sql = "SELECT who, was, level FROM activity_level WHERE is_closing = 1 AND day = :day"
    rows = db.query(sql, {"day": end.toordinal()})
    return [(row["who"], (USUAL.name_at(row["was"]), USUAL.name_at(row["level"]))) for row in rows]


def standings(db: Database, members: Collection[int], day: date, agreed: Agreed) -> list[Standing]:
    """Where these members stand on a day, in the order of their ids."""
    rule, steps = read_rule(db), steps_by_member(db, members)
    since = day - timedelta(days=WINDOW_DAYS - 1)
    counts = counts_of_members(db, members, since, day)
    return [
        Standing(
            who,
            held_with(steps.get(who, []), agreed.get(who, ()), day),
            counts.get(who, Counts()),
            rule,
        )
        for who in sorted(members)
    ]


def standing_of(db: Database, member_id: int, day: date, agreed: Agreed) -> Standing:
    return standings(db, [member_id], day, agreed)[0]


def steps_by_member(db: Database, members: Iterable[int]) -> dict[int, list[Step]]:
    """Every step of these members, in the order of time."""
    sql = """
        SELECT who, day, is_closing, was, level FROM activity_level
         WHERE who IN (SELECT value FROM json_each(:members))
      ORDER BY who, day, is_closing
    """
    rows = db.query(sql, {"members": json.dumps(sorted(members))})
    return _by_member(rows)


def _rises(db: Database, day: date) -> dict[int, list[Step]]:
    """Who rose in the month of a day, up to that day: their rises in order."""
    sql = """
        SELECT who, day, is_closing, was, level FROM activity_level
         WHERE is_closing = 0 AND day BETWEEN :first AND :day
      ORDER BY who, day
    """
    return _by_member(db.query(sql, _bounds(day)))


def _by_member(rows: list[dict[str, Any]]) -> dict[int, list[Step]]:
    return {
        member_id: [_step(row) for row in steps]
        for member_id, steps in groupby(rows, key=lambda row: row["who"])
    }


def _step(row: Mapping[str, Any]) -> Step:
    was, level = USUAL.name_at(row["was"]), USUAL.name_at(row["level"])
    return Step(date.fromordinal(row["day"]), bool(row["is_closing"]), was, level)


def _add(
    found: dict[date, Counter[Change]],
    steps: list[Step],
    periods: Any,
    day: date,
    n: int,
) -> None:
    """Count one member's movements, or take them out again."""
    for end, was, now in closings_with(steps, periods, day):
        found.setdefault(month_end(end), Counter())[was, now] += n


def _bounds(day: date) -> dict[str, Any]:
    return {
        "first": day.replace(day=1).toordinal(),
        "day": day.toordinal(),
        "end": month_end(day).isoformat(),
    }


_CLOSINGS = """
    SELECT day, was, level, n FROM activity_level_moved WHERE day < :first
 UNION ALL
    SELECT CAST(julianday(closed_on) - 1721424.5 AS INTEGER), was, level, n
      FROM activity_level_gone WHERE closed_on <= :end
"""
