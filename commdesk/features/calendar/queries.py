"""Reads: what features hand in for a period, what a calendar was told, how often it changed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from commdesk.core.calendars import CalendarEvent
from commdesk.core.database import Database
from commdesk.core.feature import Features
from commdesk.core.values import Period
from commdesk.features.calendar.model import Told


def events_in(
    db: Database, features: Features, period: Period, kinds: Collection[str]
) -> list[CalendarEvent]:
    """Of the chosen kinds, by day; within one as features have their order."""
    found = [
        event
        for feature in features
        if feature.events
        for event in feature.events(db, period)
        if event.kind in kinds
    ]
    return sorted(found, key=lambda event: event.day)


def told_before(
    db: Database, events: Iterable[CalendarEvent], period: Period, kinds: Sequence[str]
) -> list[Told]:
    """What a calendar was told of these events, and of what stood in the period."""
    sql = """
        SELECT * FROM calendar_told
         WHERE uid IN (SELECT value FROM json_each(:uids))
            OR (day BETWEEN :first AND :last AND kind IN (SELECT value FROM json_each(:kinds)))
      ORDER BY day, id
    """
    given = {
        "uids": json.dumps([event.uid for event in events]),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "kinds": json.dumps(list(kinds)),
    }
    return [
        Told(**row | {"is_cancelled": bool(row["is_cancelled"])}) for row in db.query(sql, given)
    ]


def revisions_of(db: Database, events: Iterable[CalendarEvent]) -> dict[str, int]:
    """Uid -> how many changes history has of the rows that the event tells of."""
    told = {event.uid: event.rows for event in events}
    sql = """
        SELECT made.table_name, made.row_id, count(*) AS changes
          FROM json_each(:rows) AS wanted
          JOIN journal_change AS made
            ON made.table_name = wanted.value ->> 0 AND made.row_id = wanted.value ->> 1
      GROUP BY wanted.value
    """
    wanted = json.dumps(sorted({row for rows in told.values() for row in rows}))
    found = db.query(sql, {"rows": wanted})
    counted = {(row["table_name"], row["row_id"]): row["changes"] for row in found}
    return {uid: sum(counted.get(row, 0) for row in rows) for uid, rows in told.items()}
