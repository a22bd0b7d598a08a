"""Reads of what messages brought week by week and not by kind: years of them at once.

The same counting as in `queries`, of which the tests say that it is. Who wrote back is sought from
that side, and who contributed from the side that has fewer rows: what was done, or the messages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.values import Period, day_starts_at
from commdesk.features.activity import CONVERSATIONS
from commdesk.features.outreach.model import REPLIES, Result
from commdesk.features.outreach.outcomes.model import WITHIN_DAYS, Count, weeks_of

_TALK = ", ".join(f"'{kind}'" for kind in sorted(CONVERSATIONS))
_OPEN = ", ".join(f"'{result}'" for result in sorted(frozenset(Result) - REPLIES))
Row = Sequence[Any]
_DAY = """
    day AS MATERIALIZED (
        SELECT value ->> 0 AS week, value ->> 1 AS day, value ->> 2 AS since,
               value ->> 3 AS first, value ->> 4 AS last, value ->> 5 AS monday,
               value ->> 6 AS monday_before, value ->> 7 AS until
          FROM json_each(:days))
"""
# Who wrote, and back to where: each message goes with the first that followed.
_WROTE = """
    wrote AS MATERIALIZED (
        SELECT came.member_id, day.week, day.monday, day.monday_before, came.sent_at AS before,
               max(day.since, coalesce(lag(came.sent_at) OVER (
                   PARTITION BY came.member_id ORDER BY came.sent_at), '')) AS since
          FROM day CROSS JOIN outreach_message AS came INDEXED BY outreach_message_sent
         WHERE came.sent_at >= day.first AND came.sent_at < day.last AND came.is_outgoing = 0)
"""
_DID = f"""
    did AS MATERIALIZED (
        SELECT act.member_id, day.week, day.monday, day.monday_before, day.last AS before, day.day,
               max(day.since, coalesce(lag(day.last) OVER (
                   PARTITION BY act.member_id ORDER BY act.happened_on), '')) AS since
          FROM day CROSS JOIN activity AS act INDEXED BY activity_day
         WHERE act.happened_on = day.day AND act.kind NOT IN ({_TALK}))
"""
# In which week a message was sent, of which is known in which week came what it brought.
_SENT_WEEK = "week - (sent.sent_at < monday) - (sent.sent_at < monday_before)"
_SAID = f"""
    SELECT 'contributed' AS what, day.week, count(*) AS n
      FROM day CROSS JOIN outreach_message AS sent INDEXED BY outreach_message_result
     WHERE sent.is_outgoing = 1 AND sent.result = '{Result.CONTRIBUTED}'
       AND sent.sent_at >= day.first AND sent.sent_at < day.last AND sent.result_on <= day.until
  GROUP BY 2
"""
_NOT_SAID = f"""
    NOT (sent.result = '{Result.CONTRIBUTED}' AND sent.result_on IS NOT NULL
         AND sent.result_on <= date(sent.sent_at, 'localtime', '+{WITHIN_DAYS} days'))
"""
# From the side of the messages: in the order of both indexes, a member after the other.
_FOLLOWED = f"""
    SELECT 'contributed', CAST(julianday(sent.day) - julianday(:monday) AS INTEGER) / 7, count(*)
      FROM (SELECT date(sent_at, 'localtime') AS day, member_id, sent_at, result, result_on
              FROM outreach_message INDEXED BY outreach_message_member
             WHERE is_outgoing = 1 AND sent_at >= :first AND sent_at < :last) AS sent
     WHERE EXISTS (
               SELECT 1 FROM activity AS act INDEXED BY activity_member
                WHERE act.member_id = sent.member_id AND act.kind NOT IN ({_TALK})
                  AND act.happened_on
                      BETWEEN sent.day AND min(date(sent.day, '+{WITHIN_DAYS} days'), :last_day))
       AND {_NOT_SAID}
  GROUP BY 2
"""


def week_outcomes(db: Database, period: Period) -> list[Count]:
    """Of each week of a period of whole weeks up to a day; what came after it does not count.

    What was promised is left out: 0.
    """
    weeks = weeks_of(period)
    days = _days(period)
    sent, replied = [0] * len(weeks), [0] * len(weeks)
    for week, result, count in _sent(db, days):
        sent[week] += count
        replied[week] += count if result in REPLIES else 0
    brought = {"answered": replied, "contributed": [0] * len(weeks)}
    for what, week, count in _brought(db, days):
        brought[what][week] += count
    each = zip(sent, brought["answered"], brought["contributed"], strict=True)
    return [Count(sent=s, answered=a, contributed=c) for s, a, c in each]


def _days(period: Period) -> list[list[Any]]:
    """Every day with the local midnights that go with it."""
    monday = period.first - timedelta(days=period.first.weekday())
    count = (period.last - period.first).days + 1
    starts = [
        day_starts_at(period.first + timedelta(days=n)) for n in range(-WITHIN_DAYS - 6, count + 1)
    ]
    found = []
    for n in range(count):
        day = period.first + timedelta(days=n)
        at = n + WITHIN_DAYS + 6
        found.append(
            [
                (day - monday).days // 7,
                day.isoformat(),
                max(starts[at - WITHIN_DAYS], starts[WITHIN_DAYS + 6]),
                starts[at],
                starts[at + 1],
                starts[at - day.weekday()],
                starts[max(at - day.weekday() - 7, 0)],
                (day + timedelta(days=WITHIN_DAYS)).isoformat(),
            ]
        )
    return found


def _sent(db: Database, days: Sequence[Sequence[Any]]) -> list[Row]:
    """Week, result and how many: counted in runs of the index."""
    sql = """
        SELECT week.value ->> 0, result.value,
               (SELECT count(*) FROM outreach_message INDEXED BY outreach_message_result
                 WHERE is_outgoing = 1 AND outreach_message.result = result.value
                   AND sent_at >= week.value ->> 1 AND sent_at < week.value ->> 2)
          FROM json_each(:weeks) AS week CROSS JOIN json_each(:results) AS result
    """
    bounds: dict[int, list[Any]] = {}
    for week, _day, _since, first, last, *_rest in days:
        bounds.setdefault(week, [week, first, last])[2] = last
    given = {
        "weeks": json.dumps(list(bounds.values())),
        "results": json.dumps([str(result) for result in Result]),
    }
    rows: list[Row] = db.raw.execute(sql, given).fetchall()
    return rows


def _brought(db: Database, days: Sequence[Sequence[Any]]) -> list[Row]:
    """What, the week in which the message was sent, and how many; the days are read once."""

    def after(event: str, what: str, which: str) -> str:
        return f"""
            SELECT '{what}', {event}.{_SENT_WEEK}, count(*)
              FROM {event} CROSS JOIN outreach_message AS sent INDEXED BY outreach_message_member
             WHERE sent.member_id = {event}.member_id AND sent.sent_at >= {event}.since
               AND sent.sent_at < {event}.before AND sent.is_outgoing = 1 AND {which}
          GROUP BY 2
        """

    wrote = after("wrote", "answered", f"sent.result IN ({_OPEN})")
    did = after("did", "contributed", _NOT_SAID)
    bounds = {"first": days[0][3], "last": days[-1][4], "last_day": days[-1][1]}
    if _are_fewer(db, days, bounds):
        with_, did = f"{_DAY}, {_WROTE}", _FOLLOWED
    else:
        with_ = f"{_DAY}, {_WROTE}, {_DID}"
    sql = f"WITH {with_} {_SAID} UNION ALL {wrote} UNION ALL {did}"
    given = {"days": json.dumps(days), "monday": _monday(days), **bounds}
    rows: list[Row] = db.raw.execute(sql, given).fetchall()
    return rows


def _are_fewer(db: Database, days: Sequence[Sequence[Any]], bounds: Mapping[str, Any]) -> bool:
    """Whether there are fewer messages than contributions."""
    sql = "SELECT count(*) FROM outreach_message WHERE sent_at >= :first AND sent_at < :last"
    messages = db.value(sql, bounds)
    sql = f"""
        SELECT count(*) FROM (SELECT 1 FROM activity INDEXED BY activity_day
                               WHERE happened_on BETWEEN :first_day AND :last_day
                                 AND kind NOT IN ({_TALK}) LIMIT :messages)
    """
    between = {"first_day": days[0][1], "last_day": days[-1][1], "messages": messages + 1}
    return bool(db.value(sql, between) > messages)


def _monday(days: Sequence[Sequence[Any]]) -> str:
    first = date.fromisoformat(days[0][1])
    return (first - timedelta(days=first.weekday())).isoformat()
