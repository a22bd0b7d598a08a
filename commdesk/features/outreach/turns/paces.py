"""Reads of cadences: everybody's pace, whose has passed, and how many are due by day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.workbook import read_fact
from commdesk.features.outreach.queries import NAME
from commdesk.features.outreach.turns.leaving import Exclusion
from commdesk.features.outreach.turns.model import Pace, Rule, Turn
from commdesk.features.outreach.turns.moments import (
    CADENCE_FACT,
    IS_DUE,
    USUAL_CADENCE_DAYS,
    WHY,
    Moments,
)

_UNSEEN = "pace.id NOT IN (SELECT value FROM json_each(:seen))"
_AGREED = "pace.due_on <= :last"
_USUAL = "pace.due_on IS NULL AND pace.since <= :usual_since"


def list_paces(db: Database, *, member_ids: Collection[int] | None = None) -> list[Pace]:
    """How often everybody (or these) is to be contacted, and since when that counts.

    The narrowest cadence wins: agreed with an ambassador, then the member's own, then the
    tightest of the tags, then the usual one of the workbook. Former members have none.
    """
    who = "" if member_ids is None else "AND pace.id IN (SELECT value FROM json_each(:ids))"
    sql = f"""
        SELECT {_PACE} FROM outreach_pace AS pace JOIN member ON member.id = pace.id
         WHERE (pace.due_on IS NOT NULL OR :usual IS NOT NULL) {who}
    """
    usual: int | None = read_fact(db, CADENCE_FACT, USUAL_CADENCE_DAYS) or None
    ids = None if member_ids is None else json.dumps(list(member_ids))
    return [_pace(row, usual) for row in db.query(sql, {"ids": ids, "usual": usual})]


def agreed_cadence(db: Database, member_id: int) -> int | None:
    """Days agreed with this member by a higher drawer, without their own and their tags'."""
    sql = "SELECT days FROM outreach_cadence WHERE member_id = :member"
    found: int | None = db.value(sql, {"member": member_id})
    return found


def passed(db: Database, at: Moments, most: int) -> list[Turn]:
    """Whose cadence has passed and who may be written to now, the longest ago first."""
    found: list[Turn] = []
    for due, order in ((_AGREED, "pace.due_on"), (_USUAL, "pace.since")):
        sql = f"""
            SELECT {_PACE} FROM outreach_pace AS pace CROSS JOIN member ON member.id = pace.id
             WHERE pace.barred = '' AND {due} AND {WHY} = ''
          ORDER BY {order}, pace.id LIMIT :most
        """
        rows = db.query(sql, at.bind(most=most))
        found += [_turn(_pace(row, at.usual_days), at) for row in rows]
    return sorted(found, key=lambda turn: (turn.due_on, turn.member_id))[:most]


def count_left_out(db: Database, at: Moments, seen: Iterable[int]) -> Counter[Exclusion]:
    """How many whose cadence has passed may not be written to now, by reason, without `seen`."""
    counted: Counter[Exclusion] = Counter()
    bound = at.bind(seen=json.dumps(list(seen)))
    barred = "pace.barred IN ('do-not-contact', 'restricted')"
    for due in (_AGREED, _USUAL):
        sql = f"""
            SELECT pace.barred AS why, count(*) AS n FROM outreach_pace AS pace
             WHERE {barred} AND {due} AND {_UNSEEN} GROUP BY pace.barred
        """
        for row in db.query(sql, bound):
            counted[Exclusion(row["why"])] += row["n"]
    sql = f"""
        SELECT why, count(*) AS n FROM (
            SELECT {WHY} AS why FROM ({_LATELY}) AS some
              JOIN outreach_pace AS pace ON pace.id = some.member_id
             WHERE pace.barred = '' AND {IS_DUE} AND {_UNSEEN})
         WHERE why <> '' GROUP BY why
    """
    for row in db.query(sql, bound):
        counted[Exclusion(row["why"])] += row["n"]
    return counted


def lately(db: Database, at: Moments, first: Moments) -> set[int]:
    """Whose cadence has passed by `at`, and whom a message or a pause held back from `first` on."""
    sql = f"""
        SELECT pace.id FROM ({_LATELY}) AS some
          JOIN outreach_pace AS pace ON pace.id = some.member_id
         WHERE pace.barred = '' AND {IS_DUE}
    """
    begun = first.bind()
    held = {key: begun[key] for key in ("today", "week_at")}
    return set(db.column(sql, at.bind() | held))


def due_of(db: Database, at: Moments, member_ids: Iterable[int]) -> dict[int, date]:
    """When the cadence of these passed, of those whose has."""
    sql = f"""
        SELECT {_PACE} FROM outreach_pace AS pace JOIN member ON member.id = pace.id
         WHERE pace.id IN (SELECT value FROM json_each(:ids)) AND {IS_DUE}
    """
    rows = db.query(sql, at.bind(ids=json.dumps(list(member_ids))))
    return {row["member_id"]: _turn(_pace(row, at.usual_days), at).due_on for row in rows}


def count_due(db: Database, at: Moments, but: Iterable[int]) -> Counter[date]:
    """How many cadences passed on each working day, of everybody who may be written to."""
    counted: Counter[date] = Counter()
    bound = at.bind(seen=json.dumps(list(but)))
    for due, day in ((_AGREED, "pace.due_on"), (_USUAL, "pace.since")):
        sql = f"""
            SELECT {day} AS day, count(*) AS n FROM outreach_pace AS pace
             WHERE pace.barred = '' AND {due} AND {_UNSEEN} GROUP BY {day}
        """
        later = timedelta(days=at.usual_days or 0) if due is _USUAL else timedelta()
        for row in db.query(sql, bound):
            counted[at.days.next_from(date.fromisoformat(row["day"]) + later)] += row["n"]
    return counted


_LATELY = """
    SELECT member_id FROM outreach_message
     WHERE is_outgoing AND sent_at >= :week_at AND sent_at < :tomorrow_at
     UNION SELECT member_id FROM outreach_pause WHERE until_on > :today
"""
_PACE = f"""
    pace.id AS member_id, {NAME} AS name, pace.since,
    CAST(julianday(pace.due_on) - julianday(pace.since) AS INTEGER) AS days,
    member.last_contact_on IS NOT NULL AS is_contact
"""


def _pace(row: dict[str, Any], usual: int | None) -> Pace:
    return Pace(
        member_id=row["member_id"],
        name=row["name"],
        days=row["days"] or usual or 0,
        since=date.fromisoformat(row["since"]),
        is_contact=bool(row["is_contact"]),
        is_agreed=row["days"] is not None,
    )


def _turn(pace: Pace, at: Moments) -> Turn:
    due_on = at.days.next_from(pace.due_on)
    return Turn(pace.member_id, pace.name, Rule.CADENCE, due_on, pace.since, pace=pace)
