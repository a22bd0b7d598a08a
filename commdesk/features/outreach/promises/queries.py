"""Reads of promises: of a member, those that ask for attention, the board."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.workbook import workdays
from commdesk.features.members import name_of_member
from commdesk.features.outreach.promises.model import Promise, Side, announced_until, shown_since
from commdesk.features.outreach.queries import NAME

AT_MOST = 500
_DAYS = ("made_on", "due_on", "follow_up_on", "closed_on")
_PROMISE = f"""
    SELECT promise.*, {NAME} AS name
      FROM outreach_promise AS promise JOIN member ON member.id = promise.member_id
"""
_THEIRS = "promise.closed_on IS NULL AND promise.side = 'theirs'"
_OURS = "promise.closed_on IS NULL AND promise.side = 'ours'"


def find_promise(db: Database, promise_id: int) -> Promise:
    """One promise; refuses when it is no longer there (undone, or its member removed)."""
    row = db.one(f"{_PROMISE} WHERE promise.id = :id", {"id": promise_id})
    if row is None:
        raise Refused("This promise is no longer in the workbook.")
    return _promise(row)


def name_of_promise(db: Database, promise_id: int) -> str:
    """With whom it was, empty when it is gone."""
    sql = "SELECT member_id FROM outreach_promise WHERE id = :id"
    member_id = db.value(sql, {"id": promise_id})
    return name_of_member(db, member_id) if member_id else ""


def promises_of(db: Database, member_id: int) -> list[Promise]:
    """Everything that was promised by and to this member: what is open first, then newest first."""
    sql = f"""
        {_PROMISE} WHERE promise.member_id = :member
      ORDER BY promise.closed_on IS NOT NULL, promise.made_on DESC, promise.id DESC
    """
    return [_promise(row) for row in db.query(sql, {"member": member_id})]


def open_promises_of(db: Database, member_id: int) -> list[Promise]:
    return [each for each in promises_of(db, member_id) if each.is_open]


def promise_of_message(db: Database, message_id: int) -> Promise | None:
    """What was promised on this message."""
    sql = f"{_PROMISE} WHERE promise.message_id = :message ORDER BY promise.id DESC LIMIT 1"
    row = db.one(sql, {"message": message_id})
    return _promise(row) if row else None


def due_promises(db: Database, until: date, limit: int, side: str | None = None) -> list[Promise]:
    """Open promises that ask for attention by `until`, at most `limit`, the first day first.

    Theirs from the day to ask after them, ours from two working days before their day. Former
    members ask for nothing. `side` reads those of one side only.
    """
    found: list[Promise] = []
    if side != Side.OURS:
        found += _first(db, _THEIRS, "follow_up_on", until, limit)
    if side != Side.THEIRS:
        last = announced_until(until, workdays(db))
        found += _first(db, _OURS, "due_on", last, limit)
    return sorted(found, key=lambda each: (each.day or until, each.member_id, each.id))[:limit]


def owed(db: Database, today: date, limit: int) -> list[Promise]:
    """Our open promises to people whom we may be in touch with, announced on `today`."""
    may = "NOT member.do_not_contact AND NOT member.is_restricted"
    return _first(db, f"{_OURS} AND {may}", "due_on", announced_until(today, workdays(db)), limit)


def count_open(db: Database, side: str | None = None) -> int:
    """How many promises are open, of either side or of one."""
    sql = "SELECT count(*) FROM outreach_promise AS promise WHERE "
    wanted = [(Side.THEIRS, _THEIRS), (Side.OURS, _OURS)]
    return sum(int(db.value(sql + which)) for each, which in wanted if side in {None, each})


def list_promises(db: Database, today: date) -> list[Promise]:
    """The board: what is open, ours first, by its day; then what was closed in four weeks."""
    ours = _by_day(db, _OURS, "due_on")
    theirs = _by_day(db, _THEIRS, "follow_up_on")
    sql = f"""
        {_PROMISE} WHERE promise.closed_on >= :since AND promise.closed_on <= :today
      ORDER BY promise.closed_on DESC, promise.id DESC LIMIT {AT_MOST}
    """
    bounds = {"since": shown_since(today).isoformat(), "today": today.isoformat()}
    return [*ours, *theirs, *(_promise(row) for row in db.query(sql, bounds))]


def _first(db: Database, which: str, column: str, until: date, limit: int) -> list[Promise]:
    sql = f"""
        {_PROMISE} WHERE {which} AND promise.{column} <= :until AND member.stage <> 'former'
      ORDER BY promise.{column}, promise.member_id LIMIT :limit
    """
    rows = db.query(sql, {"until": until.isoformat(), "limit": limit})
    return [_promise(row) for row in rows]


def _by_day(db: Database, which: str, column: str) -> list[Promise]:
    """Those with a day, the first day first; then those without, the newest first."""
    dated = f"""
        {_PROMISE} WHERE {which} AND promise.{column} IS NOT NULL
      ORDER BY promise.{column}, promise.member_id LIMIT {AT_MOST}
    """
    others = f"""
        {_PROMISE} WHERE {which} AND promise.{column} IS NULL
      ORDER BY promise.member_id LIMIT {AT_MOST}
    """
    return [_promise(row) for sql in (dated, others) for row in db.query(sql)]


def _promise(row: dict[str, Any]) -> Promise:
    days = {key: date.fromisoformat(row[key]) if row[key] else None for key in _DAYS}
    return Promise(**(row | days))
