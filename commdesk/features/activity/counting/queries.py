"""Reads of what happened in weeks: by name out of the lines of weeks, and what was typed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from commdesk.core.database import Database, Row
from commdesk.core.developing import Span
from commdesk.core.values import Week
from commdesk.features.activity.counting.model import Part, Typed, WeekCounts, counted_by_hand
from commdesk.features.activity.counting.tally import (
    BROUGHT,
    BY_PERSON,
    COUNTED,
    TOTALS,
    week_number,
)

_FIRST_MONDAY = date(1, 1, 1)
_DAYS_BEFORE = 1_721_426
"""Julian days before the first Monday of the calendar, which is its first day."""
NOTHING = Part()


def week_counts(db: Database, span: Span) -> list[WeekCounts]:
    """Every week of the span, the oldest first; of what is after its last day nothing counts.

    By name or by hand, whichever is more. What is known of no week is zero here and not in `known`.
    """
    every, team = _every(db, span), _team(db, span)
    typed, known = typed_counts(db, span.weeks), known_weeks(db)
    found = []
    for week in span.weeks:
        is_known = known is not None and known[0] <= week <= known[1]
        told = frozenset(TOTALS) if is_known and week.monday <= span.last_day else frozenset[str]()
        by_name = _by_name(week, every, team, told, span)
        by_hand = typed.get(week, {}) if week.monday <= span.last_day else {}
        found.append(counted_by_hand(by_name, by_hand) if by_hand else by_name)
    return found


def known_by_name(db: Database, span: Span) -> list[WeekCounts]:
    """The same, without what was counted by hand."""
    every, team = _every(db, span), _team(db, span)
    told = frozenset(TOTALS)
    return [_by_name(week, every, team, told, span) for week in span.weeks]


def known_weeks(db: Database) -> tuple[Week, Week] | None:
    """The first and the last week of which anything is known by name; None without any."""
    row = db.one("SELECT min(id) AS first, max(id) AS last FROM activity_week")
    if row is None or row["first"] is None:
        return None
    return _week(row["first"]), _week(row["last"])


def first_known_week(db: Database) -> Week | None:
    """The first week of which anything is known, by name or by hand."""
    typed = db.value("SELECT min(week) FROM activity_count")
    by_name = known_weeks(db)
    found = [*(by_name or ()), *([Week.parse(typed)] if typed else [])]
    return min(found, default=None)


def typed_counts(db: Database, weeks: Collection[Week]) -> dict[Week, Typed]:
    """What was counted by hand in these weeks, by the names of the figures."""
    sql = """
        SELECT week, CASE whose WHEN 'team' THEN 'team-' || kind ELSE kind END AS name, n
          FROM activity_count WHERE week IN (SELECT value FROM json_each(:weeks))
    """
    found: dict[Week, dict[str, int]] = {}
    for row in db.query(sql, {"weeks": json.dumps([str(week) for week in weeks])}):
        found.setdefault(Week.parse(row["week"]), {})[row["name"]] = row["n"]
    return dict(found)


def members_now(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM member WHERE stage = 'member'"))


def people_by_deeds(
    db: Database, first: date, last: date, but: Collection[int]
) -> tuple[int, int, int]:
    """Members who brought something between two days, who only took part, and all there were.

    On the last day: without those of the team, who is known to have joined later, and who had
    left; the day on which somebody was added says only since when they are in the file. An erased
    member is none any more.
    """
    sql = f"""
        SELECT count(*) FILTER (WHERE deeds.brought) AS creators,
               count(*) FILTER (WHERE NOT deeds.brought) AS participants,
               (SELECT count(*) FROM member WHERE {_IS_MEMBER}) AS members
          FROM (SELECT member_id, max({BROUGHT}) AS brought FROM activity
                 WHERE happened_on BETWEEN :first AND :last GROUP BY 1) AS deeds
          JOIN member ON member.id = deeds.member_id WHERE {_IS_MEMBER}
    """
    days = {"first": first.isoformat(), "last": last.isoformat()}
    row = db.query(sql, {**days, "team": json.dumps(sorted(but))})[0]
    return row["creators"], row["participants"], row["members"]


def members_behind(
    db: Database, name: str, week: Week, but: Collection[int] = (), most: int = 20
) -> list[tuple[int, int]]:
    """Whose figure that is, the most active first: (member, how much); nobody who is restricted."""
    counted = _DEEDS[name]
    sql = f"""
        SELECT deeds.who AS id, {counted} AS n
          FROM (SELECT {BY_PERSON} FROM activity
                 WHERE happened_on BETWEEN :first AND :last GROUP BY 1) AS deeds
          JOIN member ON member.id = deeds.who
         WHERE NOT member.is_restricted AND {counted} > 0
           AND deeds.who NOT IN (SELECT value FROM json_each(:team))
      ORDER BY 2 DESC, 1 LIMIT :most
    """
    days = {"first": week.monday.isoformat(), "last": week.sunday.isoformat()}
    rows = db.query(sql, {**days, "team": json.dumps(sorted(but)), "most": most})
    return [(row["id"], row["n"]) for row in rows]


_DEEDS = {
    "active": "contributions + conversations",
    "contributing": "contributions - attendance",
    **{name: name for name in ("contributions", "conversations", "questions", "attendance")},
}
"""SQL: how much of it somebody did, by the name of the figure."""
_WEEKS = f"""
    SELECT {week_number("happened_on")} AS week, {BY_PERSON} FROM activity
     WHERE happened_on BETWEEN :first AND :last
"""
_OF_TEAM = ("AND member_id IN (SELECT value FROM json_each(:who))", "AND nobody > 0")
_IS_MEMBER = """
    (member.stage = 'member' OR (member.stage = 'former' AND member.left_on > :last))
    AND coalesce(member.joined_on, '') <= :last
    AND member.id NOT IN (SELECT value FROM json_each(:team))
"""


def _by_name(
    week: Week, every: Mapping[Week, Part], team: Mapping[Week, Part], told: frozenset[str],
    span: Span,
) -> WeekCounts:  # fmt: skip
    """One week; the team's part is known where anybody is, or was, known as the team."""
    of_team = frozenset(TOTALS) if span.team or team else frozenset[str]()
    return WeekCounts(week, every.get(week, NOTHING), team.get(week, NOTHING), told, of_team)


def _every(db: Database, span: Span) -> dict[Week, Part]:
    """Whole weeks out of their lines; a week of which only a part counts is counted now."""
    last_whole = _number(span.last_day + timedelta(days=1)) - 1
    sql = "SELECT * FROM activity_week WHERE id BETWEEN :first AND :last"
    between = {"first": _number(span.first_day), "last": last_whole}
    found = _parts(db.query(sql, between))
    begun = Week.of(span.last_day)
    if span.last_day < begun.sunday and begun in span.weeks:
        found |= _counted(db, begun.monday, span.last_day)
    return found


def _team(db: Database, span: Span) -> dict[Week, Part]:
    """Few people: by the index of members, which holds all that is asked; and who is gone of it."""
    return _counted(db, span.first_day, span.last_day, span.team)


def _counted(
    db: Database, first: date, last: date, who: Collection[int] | None = None
) -> dict[Week, Part]:
    """Everybody's, or of some members and of whom was of the team and is erased."""
    rows = [f"{_WEEKS} {more} GROUP BY 1, 2" for more in (("",) if who is None else _OF_TEAM)]
    sql = f"SELECT week AS id, {COUNTED} FROM ({' UNION ALL '.join(rows)}) GROUP BY week"
    days = {"first": first.isoformat(), "last": last.isoformat()}
    team = {} if who is None else {"who": json.dumps(sorted(who))}
    return _parts(db.query(sql, days | team))


def _parts(rows: list[Row]) -> dict[Week, Part]:
    return {_week(row["id"]): _part(row) for row in rows}


def _part(row: Mapping[str, int]) -> Part:
    return Part(**{name: row[name] for name in TOTALS})


def _number(day: date) -> int:
    """The key of the week of a day, as the triggers write it."""
    return ((day - _FIRST_MONDAY).days + _DAYS_BEFORE) // 7


def _week(number: int) -> Week:
    return Week.of(_FIRST_MONDAY + timedelta(days=7 * number - _DAYS_BEFORE))
