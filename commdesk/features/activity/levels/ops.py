"""Writes of levels: the steps as what members did makes them, numbers of who is gone, the rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from commdesk.core.database import Database, batched, insert, update
from commdesk.core.developing import Leaving
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.workbook import set_facts
from commdesk.features.activity.levels.model import PLACES, LevelRule, changes_of, month_end
from commdesk.features.activity.levels.queries import LEAST, read_rule, steps_by_member
from commdesk.features.activity.model import TALK

MOST = 10_000
_AT_ONCE = 2_000
_INSERT = """
    INSERT INTO activity_level (who, day, is_closing, was, level) VALUES (?, ?, ?, ?, ?)
"""


def settle_levels(db: Database) -> None:
    """Make the steps again of whom an act touched; triggers noted who that is."""
    due = db.column("SELECT id FROM activity_level_due ORDER BY id")
    if not due:
        return
    if due[0] == 0:
        derive_levels(db)
        return
    _keep(db, due, read_rule(db))
    db.execute("DELETE FROM activity_level_due")


def derive_levels(db: Database) -> None:
    """Make the steps of everybody."""
    db.execute("DELETE FROM activity_level_due")
    db.execute("DELETE FROM activity_level")
    db.execute("DELETE FROM activity_level_moved")
    everybody = db.column("SELECT DISTINCT member_id FROM activity WHERE member_id IS NOT NULL")
    _keep(db, sorted(everybody), read_rule(db))


def keep_numbers(db: Database, leaving: Leaving) -> None:
    """Before these members are erased: how they moved stays as numbers of nobody.

    Their last movement is in this month, to no level any more.
    """
    day = leaving.today
    first = day.replace(day=1)
    for steps in steps_by_member(db, leaving.members).values():
        closed = ""
        for step in steps:
            if step.is_closing and step.day < first:
                _count_one(db, step.day, step.was, step.level)
                closed = step.level
        if closed:
            _count_one(db, month_end(day), closed, "")


@op("Change the thresholds of levels")
def set_least(db: Database, least: Mapping[str, int]) -> None:
    """From how many each of these levels begins; every level is worked out again."""
    rule = read_rule(db)
    wanted = {rung.name: int(least.get(rung.name, rung.least)) for rung in rule.rungs}
    for name, number in wanted.items():
        if not 1 <= number <= MOST:
            raise Refused("Type a number from 1 to {most}.", most=MOST, field=name)
    for lower, higher in _of_the_same(rule):
        if wanted[lower] > wanted[higher]:
            raise Refused("A higher level cannot begin earlier than a lower one.", field=higher)
    set_facts(db, **{LEAST: wanted})


def _of_the_same(rule: LevelRule) -> Iterator[tuple[str, str]]:
    """A level and a higher one that count the same."""
    for place, lower in enumerate(rule.rungs):
        for higher in rule.rungs[place + 1 :]:
            if lower.of == higher.of:
                yield lower.name, higher.name


def _keep(db: Database, members: Sequence[int], rule: LevelRule) -> None:
    for block in batched(members, _AT_ONCE):
        wanted = {"members": json.dumps(block)}
        db.execute(
            """
            DELETE FROM activity_level
             WHERE who IN (SELECT value FROM json_each(:members))
            """,
            wanted,
        )
        db.raw.executemany(_INSERT, _steps(db, wanted, rule))


def _steps(db: Database, wanted: Mapping[str, str], rule: LevelRule) -> list[tuple[Any, ...]]:
    left = dict(_rows(db, _LEFT, wanted))
    found: list[tuple[Any, ...]] = []
    for member_id, rows in groupby(_rows(db, _DAYS, wanted), key=itemgetter(0)):
        gone_on = left.get(member_id)
        days = [(_ordinal(on), done - talked, talked) for _, on, done, talked in rows]
        left_on = date.fromisoformat(gone_on).toordinal() if gone_on else None
        steps = changes_of(days, rule, left_on)
        found += [(member_id, *step) for step in steps]
    return found


_LEFT = """
    SELECT id, left_on FROM member
     WHERE id IN (SELECT value FROM json_each(:members)) AND stage = 'former' AND left_on <> ''
"""
_DAYS = f"""
    SELECT member_id, happened_on, count(*) AS done,
           count(*) FILTER (WHERE kind IN ({TALK})) AS talked
      FROM activity WHERE member_id IN (SELECT value FROM json_each(:members))
  GROUP BY member_id, happened_on ORDER BY member_id, happened_on
"""


def _rows(db: Database, sql: str, params: Mapping[str, str]) -> Iterable[Any]:
    """As they come, without names: there are millions of them."""
    rows: list[Any] = db.raw.execute(sql, params).fetchall()
    return rows


@lru_cache(maxsize=20_000)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _count_one(db: Database, end: date, was: str, level: str) -> None:
    row = {"closed_on": end.isoformat(), "was": PLACES[was], "level": PLACES[level]}
    sql = """
        SELECT id, n FROM activity_level_gone
         WHERE closed_on = :closed_on AND was = :was AND level = :level
    """
    known = db.one(sql, row)
    if known:
        update(db, "activity_level_gone", known["id"], {"n": known["n"] + 1})
    else:
        insert(db, "activity_level_gone", row | {"n": 1})
