"""Reads of growth: newcomers and leavers of weeks, with those who were erased since."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

from commdesk.core.database import Database
from commdesk.core.developing import Behind, Span
from commdesk.core.values import Week
from commdesk.core.words import Text, say
from commdesk.features.members.growth.model import BY_MEMBERS, Growth, growth_of
from commdesk.features.members.model import CAME_THROUGH
from commdesk.features.members.queries import shown_name

JOINED = "coalesce(joined_on, added_on)"
"""SQL: the day on which somebody came in; as the index has it."""
_SHOWN = 20


def growth_by_week(db: Database, span: Span) -> list[Growth]:
    """Every week of the span up to its last day, the oldest first.

    Somebody came in on the day since when they are a member, else on the day they were added.
    """
    came, left = _kept(db, span)
    days = {"first": span.first_day.isoformat(), "last": span.last_day.isoformat()}
    sql = f"""
        SELECT {JOINED} AS day, came_through, count(*) AS n FROM member
         WHERE {JOINED} BETWEEN :first AND :last AND stage <> 'prospect'
      GROUP BY 1, 2
    """
    for row in db.query(sql, days):
        came[Week.of(date.fromisoformat(row["day"])), row["came_through"]] += row["n"]
    sql = """
        SELECT left_on AS day, count(*) AS n FROM member
         WHERE left_on BETWEEN :first AND :last GROUP BY 1
    """
    for row in db.query(sql, days):
        left[Week.of(date.fromisoformat(row["day"]))] += row["n"]
    return growth_of(span.weeks, came, left)


def first_week(db: Database) -> Week | None:
    """The week in which the first one came in."""
    sql = f"SELECT min({JOINED}) FROM member WHERE stage <> 'prospect'"
    first = db.value(sql)
    gone = db.value("SELECT min(week) FROM member_growth_gone WHERE kind = 'new'")
    weeks = [Week.of(date.fromisoformat(first))] if first else []
    return min([*weeks, *([Week.parse(gone)] if gone else [])], default=None)


def newcomers(db: Database, line: str, week: Week) -> list[Behind]:
    """Who came in that week, those through members alone for their line; at most 20."""
    sql = f"""
        SELECT id, first_name, infix, last_name, email, came_through FROM member
         WHERE {JOINED} BETWEEN :first AND :last AND stage <> 'prospect' AND NOT is_restricted
           AND (:all OR came_through IN (SELECT value FROM json_each(:origins)))
      ORDER BY {JOINED}, sort_name, id LIMIT :most
    """
    asked = {
        "first": week.monday.isoformat(),
        "last": week.sunday.isoformat(),
        "all": line != "new_through_members",
        "origins": json.dumps(sorted(BY_MEMBERS)),
        "most": _SHOWN,
    }
    return [
        Behind(shown_name(row), _how(row["came_through"]), "members", row["id"])
        for row in db.query(sql, asked)
    ]


def _how(came_through: str) -> Text:
    if not came_through:
        return say("not known how they came")
    return Text(dict(CAME_THROUGH).get(came_through, came_through))


def _kept(db: Database, span: Span) -> tuple[Counter[tuple[Week, str]], Counter[Week]]:
    """Of those who were erased: weeks are in their order as text, too."""
    sql = """
        SELECT week, kind, came_through, n FROM member_growth_gone
         WHERE week BETWEEN :first AND :last
    """
    came: Counter[tuple[Week, str]] = Counter()
    left: Counter[Week] = Counter()
    weeks = {"first": str(span.weeks[0]), "last": str(span.weeks[-1])}
    for row in db.query(sql, weeks):
        week = Week.parse(row["week"])
        if row["kind"] == "new":
            came[week, row["came_through"]] += row["n"]
        else:
            left[week] += row["n"]
    return came, left
