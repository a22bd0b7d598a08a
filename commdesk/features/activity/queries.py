"""Reads of activity: counts per member and period, a member's story, whom a list names."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from commdesk.core.database import Database, batched
from commdesk.core.feature import Fact as KnownFact
from commdesk.core.feature import TimelineItem
from commdesk.core.values import Week
from commdesk.core.words import Text, say
from commdesk.features.activity.counting.tally import week_number
from commdesk.features.activity.model import (
    TALK,
    TITLES,
    WINDOW_DAYS,
    Counts,
    Fact,
    Month,
)
from commdesk.features.members import folded, member_names

_LINES = 12
"""Facts that are a line each in a story; older ones are a line a month."""
_AT_ONCE = 5_000
_COUNTS = f"""
    sum(kind NOT IN ({TALK})) AS contributions, sum(kind IN ({TALK})) AS conversations
"""

Stored = tuple[int, int, Fact]
"""Id, member and fact."""


def counts_of(db: Database, member_id: int, since: date) -> Counts:
    """What one member did from that day on."""
    sql = f"""
        SELECT {_COUNTS} FROM activity WHERE member_id = :member AND happened_on >= :since
    """
    row = db.one(sql, {"member": member_id, "since": since.isoformat()})
    return _counts(row or {})


def counts_by_member(db: Database, since: date, until: date | None = None) -> dict[int, Counts]:
    """What everybody who did anything did from one day up to another, both included."""
    sql = f"""
        SELECT member_id, {_COUNTS} FROM activity
         WHERE happened_on BETWEEN :since AND :until AND member_id IS NOT NULL GROUP BY member_id
    """
    days = {"since": since.isoformat(), "until": (until or date.max).isoformat()}
    return {row["member_id"]: _counts(row) for row in db.query(sql, days)}


def counts_of_members(
    db: Database, members: Collection[int], since: date, until: date
) -> dict[int, Counts]:
    """The same of these members only; who did nothing is not among them."""
    sql = f"""
        SELECT member_id, {_COUNTS} FROM activity
         WHERE member_id IN (SELECT value FROM json_each(:members))
           AND happened_on BETWEEN :since AND :until GROUP BY member_id
    """
    wanted = {"members": json.dumps(sorted(members))}
    days = {"since": since.isoformat(), "until": until.isoformat()}
    return {row["member_id"]: _counts(row) for row in db.query(sql, wanted | days)}


def contributions_by_week(
    db: Database, weeks: Sequence[Week], members: Sequence[int]
) -> dict[Week, tuple[int, int]]:
    """Week -> contributions of everybody together, and those of these members."""
    first, last = min(weeks), max(weeks)
    days = {"first": first.monday.isoformat(), "last": last.sunday.isoformat()}
    sql = f"""
        SELECT id - {week_number(":first")} AS place, contributions AS n FROM activity_week
         WHERE id BETWEEN {week_number(":first")} AND {week_number(":last")}
    """
    total = {first + row["place"]: row["n"] for row in db.query(sql, days)}
    sql = f"""
        SELECT {week_number("happened_on")} - {week_number(":first")} AS place, count(*) AS n
          FROM activity INDEXED BY activity_member
         WHERE member_id IN (SELECT value FROM json_each(:members))
           AND happened_on BETWEEN :first AND :last AND kind NOT IN ({TALK})
      GROUP BY 1
    """
    rows = db.query(sql, {**days, "members": json.dumps(list(members))})
    own = {first + row["place"]: row["n"] for row in rows}
    return {week: (total.get(week, 0), own.get(week, 0)) for week in weeks}


def counts_by_weekday(db: Database, since: date, until: date) -> dict[tuple[int, str], int]:
    """(ISO weekday, kind) -> how often, from one day up to another, both included."""
    sql = """
        SELECT CAST(strftime('%u', happened_on) AS INTEGER) AS weekday, kind, sum(n) AS n
          FROM (SELECT happened_on, kind, count(*) AS n FROM activity
                 WHERE happened_on BETWEEN :since AND :until GROUP BY happened_on, kind)
      GROUP BY 1, 2
    """
    days = {"since": since.isoformat(), "until": until.isoformat()}
    return {(row["weekday"], row["kind"]): row["n"] for row in db.query(sql, days)}


def first_day(db: Database, since: date, until: date) -> date | None:
    """The first day between these on which anybody did anything."""
    sql = "SELECT min(happened_on) FROM activity WHERE happened_on BETWEEN :since AND :until"
    found = db.value(sql, {"since": since.isoformat(), "until": until.isoformat()})
    return date.fromisoformat(found) if found else None


def facts(db: Database, member_id: int, today: date) -> list[KnownFact]:
    """How much they did in the year up to today, when that is anything."""
    counts = counts_of(db, member_id, today - timedelta(days=WINDOW_DAYS - 1))
    if not counts:
        return []
    text = say("{counts} in {days} days", counts=counts.text, days=WINDOW_DAYS)
    return [KnownFact(say("Activity"), text)]


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """The newest one by one, what came before month by month in numbers."""
    newest = _newest(db, member_id)
    lines = [_line(row) for row in newest]
    if len(newest) < _LINES:
        return lines
    shown = newest[-1]["happened_on"][:7]
    months = _months(db, member_id, [row["id"] for row in newest])
    return lines + [_month_line(month, shown) for month in months]


def known_facts(db: Database, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Stored]:
    """(source, key) -> what is stored under it, of those that are."""
    sql = """
        SELECT activity.* FROM json_each(:keys) AS wanted
          JOIN activity ON activity.source = wanted.value ->> 0
                       AND activity.key = wanted.value ->> 1
    """
    found: dict[tuple[str, str], Stored] = {}
    for block in batched(keys, _AT_ONCE):
        for row in db.query(sql, {"keys": json.dumps(block)}):
            found[row["source"], row["key"]] = (row["id"], row["member_id"], _fact(row))
    return found


def members_by_email(db: Database, emails: Iterable[str]) -> dict[str, int]:
    """Plain address -> member."""
    sql = """
        SELECT email, id FROM member
         WHERE email <> '' AND email IN (SELECT value FROM json_each(:emails))
    """
    return {
        row["email"]: row["id"]
        for block in batched(emails, _AT_ONCE)
        for row in db.query(sql, {"emails": json.dumps(block)})
    }


def members_by_identity(
    db: Database, identities: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """(program, number there) -> member."""
    sql = """
        SELECT known.source, known.key, known.member_id FROM json_each(:keys) AS wanted
          JOIN member_identity AS known ON known.source = wanted.value ->> 0
                                       AND known.key = wanted.value ->> 1
    """
    return {
        (row["source"], row["key"]): row["member_id"]
        for block in batched(identities, _AT_ONCE)
        for row in db.query(sql, {"keys": json.dumps(block)})
    }


def members_by_name(db: Database) -> dict[str, int | None]:
    """Folded name -> member; None for a name that two of them share."""
    found: dict[str, int | None] = {}
    for member_id, name in member_names(db).items():
        plain = folded(name)
        found[plain] = None if plain in found else member_id
    return found


def _newest(db: Database, member_id: int) -> list[dict[str, Any]]:
    sql = """
        SELECT id, kind, happened_on, place FROM activity WHERE member_id = :member
      ORDER BY happened_on DESC, kind, id DESC LIMIT :most
    """
    return db.query(sql, {"member": member_id, "most": _LINES})


def _months(db: Database, member_id: int, but: Sequence[int]) -> list[Month]:
    sql = f"""
        SELECT max(happened_on) AS last_on, {_COUNTS} FROM activity
         WHERE member_id = :member AND id NOT IN (SELECT value FROM json_each(:but))
      GROUP BY substr(happened_on, 1, 7)
    """
    rows = db.query(sql, {"member": member_id, "but": json.dumps(but)})
    return [Month(date.fromisoformat(row["last_on"]), _counts(row)) for row in rows]


def _line(row: dict[str, Any]) -> TimelineItem:
    text = Text("{text}", {"text": row["place"]}) if row["place"] else Text("")
    at = _noon(date.fromisoformat(row["happened_on"]))
    return TimelineItem(at, Text(TITLES.get(row["kind"], row["kind"])), text, "activity")


def _month_line(month: Month, shown: str) -> TimelineItem:
    """`shown` is the month (2026-11) of which the newest are lines of their own."""
    counts = month.counts.text
    if month.last_on.isoformat().startswith(shown):
        text = say("{counts} more in that month", counts=counts)
    else:
        text = say("{counts} in that month", counts=counts)
    return TimelineItem(_noon(month.last_on), say("Activity"), text, "activity")


def _noon(day: date) -> datetime:
    """A day without an hour, in a story of moments."""
    return datetime.combine(day, time(12), UTC)


def _fact(row: dict[str, Any]) -> Fact:
    return Fact(row["kind"], row["happened_on"], row["place"], row["source"], row["key"])


def _counts(row: dict[str, Any]) -> Counts:
    return Counts(row.get("contributions") or 0, row.get("conversations") or 0)
