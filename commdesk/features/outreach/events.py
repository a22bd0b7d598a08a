"""Whom to come back to on which day, for a calendar program: who and that, never what was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from commdesk.core.calendars import CalendarEvent, whole_day
from commdesk.core.database import Database
from commdesk.core.values import Period
from commdesk.core.words import Text, say
from commdesk.core.workbook import Workdays, workdays
from commdesk.features.outreach.handed import contact_title
from commdesk.features.outreach.queries import NAME

_LONGEST_CLOSED = timedelta(days=60)
"""What fell on days off longer ago than this does not come into the period by moving on."""
_PROMISE = "outreach_promise"
_THINGS = (
    ("outreach_message", "follow_up_on", "TRUE"),
    (_PROMISE, "follow_up_on", "thing.closed_on IS NULL AND thing.side = 'theirs'"),
    (_PROMISE, "due_on", "thing.closed_on IS NULL AND thing.side = 'ours'"),
)


def events(db: Database, period: Period) -> list[CalendarEvent]:
    """Follow-ups, what they promised to be asked after, what we promised to be kept."""
    days = workdays(db)
    return [
        _event(row, table, column, day)
        for table, column, which in _THINGS
        for row in _dated(db, period, table, column, which)
        if (day := _day(row, column, days)) in period
    ]


def _dated(
    db: Database, period: Period, table: str, column: str, which: str
) -> Iterator[dict[str, Any]]:
    """With people whom we may be in touch with."""
    sql = f"""
        SELECT thing.id, thing.member_id, thing.{column} AS day, {NAME} AS name
          FROM {table} AS thing JOIN member ON member.id = thing.member_id
         WHERE thing.{column} BETWEEN :first AND :last AND {which} AND member.stage <> 'former'
           AND NOT member.do_not_contact AND NOT member.is_restricted
      ORDER BY thing.{column}, thing.id
    """
    first, last = period.first - _LONGEST_CLOSED, period.last
    yield from db.query(sql, {"first": first.isoformat(), "last": last.isoformat()})


def _day(row: dict[str, Any], column: str, days: Workdays) -> date:
    """To come back is for a working day; a promise of ours is due no later for a day off."""
    day = date.fromisoformat(row["day"])
    return day if column == "due_on" else days.next_from(day)


def _event(row: dict[str, Any], table: str, column: str, day: date) -> CalendarEvent:
    title, hidden = _titles(table, column, row["name"])
    return whole_day(
        f"{'promise' if table == _PROMISE else 'follow-up'}-{row['id']}",
        title,
        day,
        kind="follow-up",
        rows=((table, row["id"]), ("member", row["member_id"])),
        about=f"member:{row['member_id']}",
        shared_title=hidden,
    )


def _titles(table: str, column: str, name: str) -> tuple[Text, Text]:
    """With the name, and without."""
    if table != _PROMISE:
        return contact_title(name), say("Contact with a member")
    if column == "due_on":
        return say("Promised to {name}", name=name), say("Promised to a member")
    return (
        say("Ask {name} about the contribution", name=name),
        say("Ask a member about the contribution"),
    )
