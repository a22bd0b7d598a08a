"""Reads of agreements, and of the hours that are wanted of ambassadors."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.workbook import read_fact
from commdesk.features.ambassadors.agreements.model import Agreement

WANTED_FACT = "ambassador_minutes"
_SELECT = """
    SELECT id, member_id, what, weekly_minutes, from_on, until_on, contact_person,
           (SELECT other.id FROM ambassador AS other
             WHERE other.id = agreed.follower_id AND other.member_id <> agreed.member_id)
           AS follower_id
      FROM ambassador_agreement AS agreed
"""
"""After a merge a follower can be the same person: that is none."""


def agreements_of(db: Database, member_id: int) -> list[Agreement]:
    """What was agreed with one member, the newest first."""
    sql = f"{_SELECT} WHERE member_id = :member ORDER BY from_on DESC, id DESC"
    return [_agreement(row) for row in db.query(sql, {"member": member_id})]


def all_agreements(db: Database) -> defaultdict[int, list[Agreement]]:
    """Every agreement by member, the newest first."""
    found: defaultdict[int, list[Agreement]] = defaultdict(list)
    for row in db.query(f"{_SELECT} ORDER BY from_on DESC, id DESC"):
        found[row["member_id"]].append(_agreement(row))
    return found


def find_agreement(db: Database, agreement_id: int) -> Agreement:
    """One agreement; refuses when it is gone."""
    row = db.one(f"{_SELECT} WHERE id = :id", {"id": agreement_id})
    if row is None:
        raise Refused("This agreement is no longer in the workbook.")
    return _agreement(row)


def wanted_minutes(db: Database) -> Minutes:
    """Hours a week wanted of ambassadors together; nothing until it is set."""
    return Minutes(read_fact(db, WANTED_FACT, 0))


def _agreement(row: dict[str, Any]) -> Agreement:
    minutes = row["weekly_minutes"]
    days = {key: _day(row[key]) for key in ("from_on", "until_on")}
    return Agreement(
        **row | days | {"weekly_minutes": None if minutes is None else Minutes(minutes)}
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
