"""Reads of what messages brought: counted in the indexes, by kind of message and week.

Days are those of this computer's clock: every bound is a local midnight, so that an evening in
summer, a week with 53 as its number and the night the clock changes all fall where they belong.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.values import Period, Week, day_starts_at
from commdesk.features.activity import CONVERSATIONS
from commdesk.features.outreach.model import REPLIES, Result
from commdesk.features.outreach.outcomes.model import (
    WITHIN_DAYS,
    Cell,
    Count,
    Outcomes,
    weeks_of,
)

_REPLIES = ", ".join(f"'{result}'" for result in sorted(REPLIES))
_TALK = ", ".join(f"'{kind}'" for kind in sorted(CONVERSATIONS))
_KIND = "purpose, channel, template_id"
_SENT_KIND = "sent.purpose, sent.channel, sent.template_id"
_TAGS = "LEFT JOIN member_tag ON member_tag.member_id = sent.member_id"

# Every combination of purpose, channel, template and result that occurs, by jumping through the
# index from one to the next: a million rows are not read for it.
_COMBOS = f"""
    first_of AS (
        SELECT {_KIND}, result FROM outreach_message WHERE is_outgoing = 1
      ORDER BY {_KIND}, result LIMIT 1),
    combo({_KIND}, result) AS (
        SELECT * FROM first_of
     UNION ALL
        SELECT following.purpose, following.channel, following.template_id, following.result
          FROM combo CROSS JOIN outreach_message AS following ON following.id = coalesce(
            (SELECT id FROM outreach_message INDEXED BY outreach_message_kind
              WHERE is_outgoing = 1 AND purpose = combo.purpose AND channel = combo.channel
                AND template_id IS combo.template_id AND result > combo.result
           ORDER BY result LIMIT 1),
            (SELECT id FROM outreach_message INDEXED BY outreach_message_kind
              WHERE is_outgoing = 1 AND purpose = combo.purpose AND channel = combo.channel
                AND template_id > coalesce(combo.template_id, -9e18)
           ORDER BY template_id, result LIMIT 1),
            (SELECT id FROM outreach_message INDEXED BY outreach_message_kind
              WHERE is_outgoing = 1 AND purpose = combo.purpose AND channel > combo.channel
           ORDER BY channel, template_id, result LIMIT 1),
            (SELECT id FROM outreach_message INDEXED BY outreach_message_kind
              WHERE is_outgoing = 1 AND purpose > combo.purpose
           ORDER BY purpose, channel, template_id, result LIMIT 1)))
"""
_DAYS = """
    day AS MATERIALIZED (
        SELECT value ->> 0 AS week, value ->> 1 AS day, value ->> 2 AS since,
               value ->> 3 AS first, value ->> 4 AS last, value ->> 5 AS monday,
               value ->> 6 AS monday_before, value ->> 7 AS until, value ->> 8 AS ends
          FROM json_each(:days))
"""
# A message counts once: with the first that was done after it within the days.
_DID = f"""
    event AS MATERIALIZED (
        SELECT did.member_id, day.last AS before, day.day, day.week, day.monday, day.monday_before,
               max(day.since, coalesce(lag(day.last) OVER (
                   PARTITION BY did.member_id ORDER BY did.happened_on), '')) AS since
          FROM day CROSS JOIN activity AS did INDEXED BY activity_day
         WHERE did.happened_on = day.day AND did.kind NOT IN ({_TALK}))
"""
# The messages of one combination on one day.
_RUN = """
    FROM combo CROSS JOIN day CROSS JOIN outreach_message AS sent INDEXED BY outreach_message_kind
   WHERE sent.is_outgoing = 1 AND sent.purpose = combo.purpose AND sent.channel = combo.channel
     AND sent.template_id IS combo.template_id AND sent.result = combo.result
     AND sent.sent_at >= day.first AND sent.sent_at < day.last
"""
_SAID_CONTRIBUTED = f"""
    {_RUN} AND combo.result = '{Result.CONTRIBUTED}' AND sent.result_on <= day.until
"""
_WROTE_BACK = f"""
    {_RUN} AND combo.result NOT IN ({_REPLIES}) AND EXISTS (
        SELECT 1 FROM outreach_message AS wrote INDEXED BY outreach_message_incoming
         WHERE wrote.member_id = sent.member_id AND wrote.is_outgoing = 0
           AND wrote.sent_at > sent.sent_at AND wrote.sent_at < day.ends)
"""
_WEEK = "event.week - (sent.sent_at < event.monday) - (sent.sent_at < event.monday_before)"
# Which local day it was sent on takes long to find out, and is hardly ever asked.
_NOT_SAID = f"""
    AND NOT (sent.result = '{Result.CONTRIBUTED}' AND sent.result_on IS NOT NULL
             AND (sent.result_on <= event.day OR sent.result_on <=
                  date(sent.sent_at, 'localtime', '+{WITHIN_DAYS} days')))
"""

_MANY = 20_000

Key = tuple[Any, ...]
Rows = list[Sequence[Any]]


class Tally:
    """Adds up what several queries found under the same key."""

    def __init__(self) -> None:
        self._found: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0])

    def add(self, key: Key, **counts: int) -> None:
        row = self._found[key]
        for place, name in enumerate(Count.__struct_fields__):
            row[place] += counts.get(name, 0)

    def items(self) -> Iterable[tuple[Key, Count]]:
        return ((key, Count(*row)) for key, row in self._found.items())


def outcomes(db: Database, period: Period, today: date) -> Outcomes:
    """What the messages of a period brought, by every dimension but tags."""
    weeks, tally = weeks_of(period), Tally()
    _count_sent(db, period, weeks, tally)
    for *key, answered in _runs(db, period, _WROTE_BACK):
        tally.add(tuple(key), answered=answered)
    for *key, contributed in _runs(db, period, _SAID_CONTRIBUTED) + _did(db, period):
        tally.add(tuple(key), contributed=contributed)
    cells = tuple(
        Cell(purpose, channel, template_id, weeks[week], count)
        for (purpose, channel, template_id, week), count in tally.items()
    )
    return Outcomes(period, today, weeks, cells, templates=template_names(db))


def outcomes_by_tag(db: Database, period: Period) -> tuple[tuple[str, Count], ...]:
    """The same by the tags that members have now; '' for those without any."""
    tally = Tally()
    for tag, sent, answered, promised in _sent_by_tag(db, period):
        tally.add((tag,), sent=sent, answered=answered, promised=promised)
    for tag, answered in _runs(db, period, _WROTE_BACK, is_by_tag=True):
        tally.add((tag,), answered=answered)
    said = _runs(db, period, _SAID_CONTRIBUTED, is_by_tag=True)
    for tag, contributed in said + _did(db, period, is_by_tag=True):
        tally.add((tag,), contributed=contributed)
    names = {row["id"]: row["name"] for row in db.query("SELECT id, name FROM tag")}
    return tuple((names.get(tag, ""), count) for (tag,), count in tally.items())


def has_many_messages(db: Database) -> bool:
    """Whether counting them takes longer than a window may stand still."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM outreach_message LIMIT :most)"
    return bool(db.value(sql, {"most": _MANY}) == _MANY)


def template_names(db: Database) -> dict[int, str]:
    """The names of the templates there are."""
    sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'outreach_template'"
    if not db.value(sql):
        return {}
    return {row["id"]: row["name"] for row in db.query("SELECT id, name FROM outreach_template")}


def _count_sent(db: Database, period: Period, weeks: Sequence[Week], tally: Tally) -> None:
    """What was sent, and what its result says: counted in runs of the index."""
    sql = f"""
        WITH RECURSIVE {_COMBOS},
        week AS MATERIALIZED (
            SELECT value ->> 0 AS number, value ->> 1 AS first, value ->> 2 AS last
              FROM json_each(:weeks))
        SELECT {_KIND}, week.number, result,
               (SELECT count(*) FROM outreach_message AS sent INDEXED BY outreach_message_kind
                 WHERE sent.is_outgoing = 1 AND sent.purpose = combo.purpose
                   AND sent.channel = combo.channel AND sent.template_id IS combo.template_id
                   AND sent.result = combo.result
                   AND sent.sent_at >= week.first AND sent.sent_at < week.last)
          FROM combo CROSS JOIN week
    """
    bounds = [
        [
            number,
            day_starts_at(max(week.monday, period.first)),
            day_starts_at(min(week.sunday, period.last) + timedelta(days=1)),
        ]
        for number, week in enumerate(weeks)
    ]
    for *key, result, count in _rows(db, sql, {"weeks": json.dumps(bounds)}):
        if count:
            tally.add(
                tuple(key),
                sent=count,
                answered=count if result in REPLIES else 0,
                promised=count if result == Result.WILL_CONTRIBUTE else 0,
            )


def _runs(db: Database, period: Period, which: str, *, is_by_tag: bool = False) -> Rows:
    """Messages of the period, run by run of the index, as far as they are `which`."""
    if is_by_tag:
        sql = f"""
            WITH RECURSIVE {_COMBOS}, {_DAYS}, sent AS MATERIALIZED (SELECT sent.member_id {which})
            SELECT member_tag.tag_id, count(*) FROM sent {_TAGS} GROUP BY 1
        """
    else:
        sql = f"""
            WITH RECURSIVE {_COMBOS}, {_DAYS}
            SELECT combo.purpose, combo.channel, combo.template_id, day.week, count(*) {which}
          GROUP BY 1, 2, 3, 4
        """
    return _rows(db, sql, {"days": json.dumps(_day_bounds(period))})


def _did(db: Database, period: Period, *, is_by_tag: bool = False) -> Rows:
    """Messages after which the member contributed, though their result does not say so."""
    keys, join = ("member_tag.tag_id", _TAGS) if is_by_tag else (f"{_SENT_KIND}, {_WEEK}", "")
    sql = f"""
        WITH {_DAYS}, {_DID}
        SELECT {keys}, count(*)
          FROM event CROSS JOIN outreach_message AS sent INDEXED BY outreach_message_member {join}
         WHERE sent.member_id = event.member_id AND sent.sent_at >= event.since
           AND sent.sent_at < event.before AND sent.is_outgoing = 1
           AND sent.sent_at >= :first AND sent.sent_at < :last {_NOT_SAID}
      GROUP BY {"1" if is_by_tag else "1, 2, 3, 4"}
    """
    days = {"days": json.dumps(_day_bounds(period, WITHIN_DAYS))}
    return _rows(db, sql, days | _bounds(period))


def _sent_by_tag(db: Database, period: Period) -> Rows:
    """Member by member through the index, then over their tags."""
    sql = f"""
        WITH sent AS MATERIALIZED (
            SELECT member_id, count(*) AS sent, sum(result IN ({_REPLIES})) AS answered,
                   sum(result = '{Result.WILL_CONTRIBUTE}') AS promised
              FROM outreach_message AS sent INDEXED BY outreach_message_member
             WHERE is_outgoing = 1 AND sent_at >= :first AND sent_at < :last
          GROUP BY member_id)
        SELECT member_tag.tag_id, sum(sent), sum(answered), sum(promised)
          FROM sent {_TAGS} GROUP BY 1
    """
    return _rows(db, sql, _bounds(period))


def _rows(db: Database, sql: str, values: dict[str, str]) -> Rows:
    rows: Rows = db.raw.execute(sql, values).fetchall()
    return rows


def _bounds(period: Period) -> dict[str, str]:
    return {
        "first": day_starts_at(period.first),
        "last": day_starts_at(period.last + timedelta(days=1)),
    }


def _day_bounds(period: Period, more: int = 0) -> list[list[Any]]:
    """Every day of a period and some after it, with the local midnights that go with it."""
    monday = Week.of(period.first).monday
    count = (period.last - period.first).days + 1 + more
    days = [period.first + timedelta(days=n) for n in range(count)]
    within = timedelta(days=WITHIN_DAYS)
    starts = {
        day: day_starts_at(day)
        for n in range(-WITHIN_DAYS - 7, count + WITHIN_DAYS + 1)
        for day in [period.first + timedelta(days=n)]
    }
    return [
        [
            (day - monday).days // 7,
            day.isoformat(),
            starts[day - within],
            starts[day],
            starts[day + timedelta(days=1)],
            starts[Week.of(day).monday],
            starts[Week.of(day).monday - timedelta(days=7)],
            (day + within).isoformat(),
            starts[day + within + timedelta(days=1)],
        ]
        for day in days
    ]
