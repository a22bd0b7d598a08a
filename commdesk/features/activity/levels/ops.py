"""Writes of levels: the steps as what members did makes them, numbers of who is gone, the rule."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
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
MANY = 5_000
"""Things that were done: working out every level of more of them holds a window up."""
Told = Callable[[int, int], object] | None
"""Hears how many members are done, of how many."""
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
    for block in batched(due, _AT_ONCE):
        sql = "DELETE FROM activity_level WHERE who IN (SELECT value FROM json_each(:members))"
        db.execute(sql, {"members": json.dumps(block)})
    _keep(db, due, read_rule(db))
    db.execute("DELETE FROM activity_level_due")


def derive_levels(db: Database, told: Told = None) -> None:
    """Make the steps of everybody."""
    everybody = db.column("SELECT DISTINCT member_id FROM activity WHERE member_id IS NOT NULL")
    with _bare(db):
        _keep(db, sorted(everybody), read_rule(db), told)
    db.execute("DELETE FROM activity_level_due")


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
def set_least(db: Database, least: Mapping[str, int], told: Told = None) -> None:
    """From how many each of these levels begins; every level is worked out again."""
    set_facts(db, **{LEAST: check_least(db, least)})
    derive_levels(db, told)


def check_least(db: Database, least: Mapping[str, int]) -> dict[str, int]:
    """All thresholds with these in it; refuses what cannot be at its field."""
    rule = read_rule(db)
    wanted = {rung.name: int(least.get(rung.name, rung.least)) for rung in rule.rungs}
    for name, number in wanted.items():
        if not 1 <= number <= MOST:
            raise Refused("Type a number from 1 to {most}.", most=MOST, field=name)
    for lower, higher in _of_the_same(rule):
        if wanted[lower] > wanted[higher]:
            raise Refused("A higher level cannot begin earlier than a lower one.", field=higher)
    return wanted


def is_much(db: Database) -> bool:
    """Whether working out every level takes longer than a window may wait."""
    return db.value("SELECT 1 FROM activity LIMIT 1 OFFSET :many", {"many": MANY}) is not None


def _of_the_same(rule: LevelRule) -> Iterator[tuple[str, str]]:
    """A level and a higher one that count the same."""
    for place, lower in enumerate(rule.rungs):
        for higher in rule.rungs[place + 1 :]:
            if lower.of == higher.of:
                yield lower.name, higher.name


def _keep(db: Database, members: Sequence[int], rule: LevelRule, told: Told = None) -> None:
    """Add the steps of these members, of whom there are none."""
    done = 0
    for block in batched(members, _AT_ONCE):
        db.raw.executemany(_INSERT, _steps(db, {"members": json.dumps(block)}, rule))
        done += len(block)
        if told:
            told(done, len(members))


def _steps(
    db: Database, wanted: Mapping[str, str], rule: LevelRule
) -> Iterator[tuple[int, int, bool, int, int]]:
    left = dict(_rows(db, _LEFT, wanted))
    for who, given, talked in _rows(db, _DAYS, wanted):
        gone_on = left.get(who)
        left_on = date.fromisoformat(gone_on).toordinal() if gone_on else None
        for day, is_closing, was, level in changes_of((_days(given), _days(talked)), rule, left_on):
            yield who, day, is_closing, was, level


_LEFT = """
    SELECT id, left_on FROM member
     WHERE id IN (SELECT value FROM json_each(:members)) AND stage = 'former' AND left_on <> ''
"""
_DAYS = f"""
    SELECT member_id, group_concat(happened_on) FILTER (WHERE kind NOT IN ({TALK})),
           group_concat(happened_on) FILTER (WHERE kind IN ({TALK}))
      FROM activity WHERE member_id IN (SELECT value FROM json_each(:members))
  GROUP BY member_id ORDER BY member_id
"""


def _rows(db: Database, sql: str, params: Mapping[str, str]) -> Iterable[Any]:
    """As they come, without names."""
    rows: list[Any] = db.raw.execute(sql, params).fetchall()
    return rows


def _days(listed: str | None) -> list[int]:
    """In order; a row for each member is many times faster than one for each day."""
    return sorted(map(_ordinal, listed.split(","))) if listed else []


@lru_cache(maxsize=20_000)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


@contextmanager
def _bare(db: Database) -> Iterator[None]:
    """Fill the steps as an empty table without triggers and index, and add up movements at once."""
    sql = """
        SELECT type, name, sql FROM sqlite_master
         WHERE tbl_name = 'activity_level' AND type IN ('trigger', 'index') AND sql IS NOT NULL
    """
    parts = db.query(sql)
    for part in parts:
        db.execute(f"DROP {part['type']} {part['name']}")
    db.execute("DELETE FROM activity_level")
    db.execute("DELETE FROM activity_level_moved")
    yield
    for part in parts:
        db.execute(part["sql"])
    db.execute(
        """
        INSERT INTO activity_level_moved (day, was, level, n)
        SELECT day, was, level, count(*) FROM activity_level WHERE is_closing = 1 GROUP BY 1, 2, 3
        """
    )


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
