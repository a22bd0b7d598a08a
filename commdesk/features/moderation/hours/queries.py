"""Reads of hours worked: of a day, a week, and by the key of another program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.hours.model import Worked


def worked_on(
    db: Database, day: date, *, moderator_id: int | None, task_id: int | None = None
) -> list[Worked]:
    """What is written on a day for one person; None: for nobody in particular."""
    sql = """
        SELECT * FROM moderation_log
         WHERE day = :day AND moderator_id IS :moderator_id
           AND (:task_id IS NULL OR task_id = :task_id)
      ORDER BY start_minute, id
    """
    values = {"day": day.isoformat(), "moderator_id": moderator_id, "task_id": task_id}
    return [_worked(row) for row in db.query(sql, values)]


def worked_between(db: Database, first: date, last: date) -> list[Worked]:
    """Everything written from the first to the last day."""
    sql = "SELECT * FROM moderation_log WHERE day BETWEEN :first AND :last ORDER BY day, id"
    found = db.query(sql, {"first": first.isoformat(), "last": last.isoformat()})
    return [_worked(row) for row in found]


def worked_by_key(db: Database, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Worked]:
    """(source, key) -> the line that came in under it, of those that did."""
    sql = """
        SELECT log.* FROM json_each(:keys) AS wanted
          JOIN moderation_log AS log ON log.source = wanted.value ->> 0
                                    AND log.key = wanted.value ->> 1
         WHERE log.key IS NOT NULL
    """
    rows = db.query(sql, {"keys": json.dumps(keys)})
    return {(row["source"], row["key"]): _worked(row) for row in rows}


def worked_in_week(
    db: Database, week: Week, moderator_id: int | None = None
) -> dict[tuple[int, date], Minutes]:
    """Minutes by task and day; of one moderator, or of all of them together."""
    sql = """
        SELECT task_id, day, sum(minutes) AS minutes FROM moderation_log
         WHERE day BETWEEN :first AND :last
           AND (:moderator_id IS NULL OR moderator_id = :moderator_id)
      GROUP BY task_id, day
    """
    days = {"first": week.monday.isoformat(), "last": week.sunday.isoformat()}
    rows = db.query(sql, {**days, "moderator_id": moderator_id})
    return {
        (row["task_id"], date.fromisoformat(row["day"])): Minutes(row["minutes"]) for row in rows
    }


def worked_by_moderator(db: Database, week: Week) -> dict[int, Minutes]:
    """Minutes worked in a week by everybody for whom some are written by name."""
    sql = """
        SELECT moderator_id, sum(minutes) AS minutes FROM moderation_log
         WHERE day BETWEEN :first AND :last AND moderator_id IS NOT NULL
      GROUP BY moderator_id
    """
    days = {"first": week.monday.isoformat(), "last": week.sunday.isoformat()}
    return {row["moderator_id"]: Minutes(row["minutes"]) for row in db.query(sql, days)}


def worked_by_week(db: Database, weeks: Sequence[Week], name: str) -> dict[Week, tuple[int, int]]:
    """Week -> minutes worked by all together, and those of the moderator of that name."""
    sql = """
        SELECT place, minutes, coalesce(moderator.name, '') AS name
          FROM (SELECT CAST((julianday(day) - julianday(:first)) / 7 AS INTEGER) AS place,
                       moderator_id, sum(minutes) AS minutes
                  FROM moderation_log WHERE day BETWEEN :first AND :last
              GROUP BY place, moderator_id)
          LEFT JOIN moderator ON moderator.id = moderator_id
    """
    first, last = min(weeks), max(weeks)
    found = dict.fromkeys(weeks, (0, 0))
    places = sorted(found)
    wanted = name.strip().casefold()
    days = {"first": first.monday.isoformat(), "last": last.sunday.isoformat()}
    for row in db.query(sql, days):
        week = places[row["place"]]
        total, own = found[week]
        is_own = bool(wanted) and row["name"].strip().casefold() == wanted
        found[week] = (total + row["minutes"], own + row["minutes"] * is_own)
    return found


def people_on(db: Database, days: Sequence[date]) -> dict[date, int]:
    """Day -> how many were in the team on it, with whoever has hours on it by name."""
    sql = """
        SELECT wanted.value AS day,
               (SELECT count(*) FROM moderator
                 WHERE (is_active
                        AND coalesce(from_on, wanted.value) <= wanted.value
                        AND coalesce(until_on, wanted.value) >= wanted.value)
                    OR id IN (SELECT moderator_id FROM moderation_log
                               WHERE moderation_log.day = wanted.value)) AS people
          FROM json_each(:days) AS wanted
    """
    rows = db.query(sql, {"days": json.dumps([day.isoformat() for day in days])})
    return {date.fromisoformat(row["day"]): row["people"] for row in rows}


def source_of_lines(db: Database, lines: Sequence[Worked]) -> dict[int, str]:
    """Line -> the program it came from, of those that did."""
    sql = """
        SELECT log.id, log.source FROM json_each(:ids) AS wanted
          JOIN moderation_log AS log ON log.id = wanted.value
         WHERE log.source <> ''
    """
    rows = db.query(sql, {"ids": json.dumps([line.id for line in lines])})
    return {row["id"]: row["source"] for row in rows}


def has_hours(db: Database, *, task_id: int | None = None, moderator_id: int | None = None) -> bool:
    """Whether anything was worked on this task, or by this moderator."""
    sql = "SELECT 1 FROM moderation_log WHERE task_id = :task OR moderator_id = :moderator LIMIT 1"
    return bool(db.value(sql, {"task": task_id, "moderator": moderator_id}))


def _worked(row: dict[str, Any]) -> Worked:
    known = {key: row[key] for key in Worked.__struct_fields__}
    day, minutes = date.fromisoformat(row["day"]), Minutes(row["minutes"])
    return Worked(**known | {"day": day, "minutes": minutes, "key": row["key"] or ""})
