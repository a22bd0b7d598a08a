"""Reads of what happened in weeks."""

from __future__ import annotations

import json

from commdesk.core.database import Database
from commdesk.core.developing import Span
from commdesk.features.activity.counting.model import Part, WeekCounts
from commdesk.features.activity.model import CONVERSATIONS

_TALK = ", ".join(f"'{kind}'" for kind in sorted(CONVERSATIONS))


def week_counts(db: Database, span: Span) -> list[WeekCounts]:
    """Every week of the span up to its last day, the oldest first."""
    every, team = (
        _counted(db, span, "TRUE"),
        _counted(db, span, "member_id IN (SELECT value FROM json_each(:team))"),
    )
    return [
        WeekCounts(week, every.get(number, Part()), team.get(number, Part()))
        for number, week in enumerate(span.weeks)
    ]


def _counted(db: Database, span: Span, which: str) -> dict[int, Part]:
    sql = f"""
        SELECT CAST((julianday(happened_on) - julianday(:first)) / 7 AS INTEGER) AS place,
               count(*) FILTER (WHERE kind NOT IN ({_TALK})) AS contributions,
               count(*) FILTER (WHERE kind IN ({_TALK})) AS conversations,
               count(DISTINCT member_id) AS active,
               count(DISTINCT member_id) FILTER (WHERE kind NOT IN ({_TALK})) AS contributing
          FROM activity
         WHERE happened_on BETWEEN :first AND :last AND {which}
      GROUP BY 1
    """
    days = {"first": span.first_day.isoformat(), "last": span.last_day.isoformat()}
    team = {"team": json.dumps(sorted(span.team))} if ":team" in which else {}
    return {
        row["place"]: Part(
            row["contributions"], row["conversations"], row["active"], row["contributing"]
        )
        for row in db.query(sql, days | team)
    }
