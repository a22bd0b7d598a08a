"""What stands out in somebody's activity: a first contribution, silence, a return, a next level.

Only who was active in the last two weeks (or fell silent in them) is looked at: with years of
activity in the file the rest costs nothing. Levels and their thresholds: product.md, after
Savannah CRM.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.words import N_
from commdesk.features.activity.levels.model import LevelRule
from commdesk.features.activity.levels.queries import read_rule
from commdesk.features.activity.model import TALK, WINDOW_DAYS, Counts, Fact
from commdesk.features.members import restricted_members

FRESH_DAYS = 14
"""How long something stands out."""
SILENT_DAYS = 30
_BUSY_DAYS = 90
QUIET_AT, RETURNED_AT = 50, 20
"""Facts in ninety days that make a silence, or a return, worth noticing."""
CONTRIBUTION, CONVERSATION = "contribution", "conversation"
_LEVEL_WORDS = {
    "visitor": N_("visitor"), "participant": N_("participant"),
    "contributor": N_("contributor"), "core": N_("core"),
}  # fmt: skip


class Spotted(Struct, frozen=True):
    """Somebody whose activity stands out since `day`."""

    member_id: int
    day: date
    days: int = 0
    """Of silence."""
    missing: str = ""
    """What is one short: CONTRIBUTION or CONVERSATION."""
    level: str = ""
    """Msgid of the level that it leads to."""


def first_contributions(db: Database, today: date) -> list[Spotted]:
    """Whose first contribution of all lies in the last two weeks."""
    sql = f"""
        SELECT made.member_id, min(made.happened_on) AS day FROM activity AS made
         WHERE made.happened_on BETWEEN :first AND :today AND made.kind NOT IN ({TALK})
           AND made.member_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM activity AS earlier
                            WHERE earlier.member_id = made.member_id
                              AND earlier.happened_on < :first AND earlier.kind NOT IN ({TALK}))
      GROUP BY made.member_id ORDER BY day, made.member_id
    """
    return [Spotted(row["member_id"], _day(row["day"])) for row in db.query(sql, _fresh(today))]


def fresh_contribution_of(db: Database, member_id: int, today: date) -> Fact | None:
    """The newest contribution of one member in the last two weeks."""
    sql = f"""
        SELECT kind, happened_on, place, source, key FROM activity
         WHERE member_id = :member AND happened_on BETWEEN :first AND :today
           AND kind NOT IN ({TALK})
      ORDER BY happened_on DESC, id DESC LIMIT 1
    """
    row = db.one(sql, {"member": member_id, **_fresh(today)})
    return Fact(**row) if row else None


def gone_quiet(db: Database, today: date, at_least: int = QUIET_AT) -> list[Spotted]:
    """Who was silent for thirty days, in the last two weeks, after so many facts in ninety."""
    sql = """
        SELECT last.member_id, last.day FROM (
            SELECT member_id, max(happened_on) AS day FROM activity
             WHERE happened_on BETWEEN :first AND :quiet AND member_id IS NOT NULL
          GROUP BY member_id) AS last
         WHERE NOT EXISTS (SELECT 1 FROM activity AS later
                            WHERE later.member_id = last.member_id
                              AND later.happened_on > last.day AND later.happened_on <= :today)
           AND (SELECT count(*) FROM activity AS busy
                 WHERE busy.member_id = last.member_id
                   AND busy.happened_on BETWEEN date(last.day, :busy) AND last.day) >= :least
      ORDER BY last.day, last.member_id
    """
    quiet = today - timedelta(days=SILENT_DAYS)
    bounds = {**_fresh(quiet), "quiet": quiet.isoformat(), "today": today.isoformat()}
    rows = db.query(sql, {**bounds, "busy": f"-{_BUSY_DAYS - 1} days", "least": at_least})
    found = ((row["member_id"], _day(row["day"])) for row in rows)
    return [Spotted(member, day, (today - day).days) for member, day in found]


def returned(db: Database, today: date, at_least: int = RETURNED_AT) -> list[Spotted]:
    """Who came back in the last ninety days after thirty of silence, so often since then."""
    sql = """
        SELECT busy.member_id, group_concat(DISTINCT busy.happened_on) AS days
          FROM (SELECT DISTINCT member_id FROM activity
                 WHERE happened_on BETWEEN :first AND :today) AS fresh
          JOIN activity AS busy ON busy.member_id = fresh.member_id
           AND busy.happened_on BETWEEN :since AND :today
      GROUP BY busy.member_id HAVING count(*) >= :least
    """
    since = today - timedelta(days=_BUSY_DAYS - 1)
    rows = db.query(sql, {**_fresh(today), "since": since.isoformat(), "least": at_least})
    spots = (_return(db, row["member_id"], row["days"].split(","), today, at_least) for row in rows)
    return sorted(filter(None, spots), key=lambda spot: (spot.day, spot.member_id))


def one_step_from(db: Database, today: date) -> list[Spotted]:
    """Who was active in the last two weeks and lacks one thing for the level above theirs.

    Nobody whose data is restricted, and nobody with the highest level: who has that does most and
    need not be counted. What somebody has now is the highest of what the month before closed with
    and the rises of this one. CROSS JOIN and the plus keep SQLite at the steps and deeds of a
    member at a time.
    """
    rule = read_rule(db)
    sql = f"""
        WITH fresh AS (
            SELECT member_id, max(happened_on) AS day FROM activity
             WHERE happened_on BETWEEN :first AND :today AND member_id IS NOT NULL
          GROUP BY member_id),
        standing AS MATERIALIZED (
            SELECT member_id, day, max(
                coalesce((SELECT level FROM activity_level WHERE who = member_id AND +is_closing = 1
                             AND activity_level.day < :month
                        ORDER BY activity_level.day DESC LIMIT 1), 0),
                coalesce((SELECT max(level) FROM activity_level WHERE who = member_id
                             AND +is_closing = 0 AND activity_level.day BETWEEN :month AND :on), 0)
            ) AS held FROM fresh)
        SELECT standing.member_id, standing.day, held,
               sum(fact.kind NOT IN ({TALK})) AS contributions,
               sum(fact.kind IN ({TALK})) AS conversations
          FROM standing CROSS JOIN activity AS fact ON fact.member_id = standing.member_id
           AND fact.happened_on BETWEEN :since AND :today
         WHERE held < :highest
      GROUP BY standing.member_id ORDER BY standing.day, standing.member_id
    """
    since = today - timedelta(days=WINDOW_DAYS - 1)
    month, on = today.replace(day=1).toordinal(), today.toordinal()
    bounds = {"since": since.isoformat(), "month": month, "on": on, "highest": len(rule.rungs)}
    hidden = restricted_members(db)
    rows = db.query(sql, _fresh(today) | bounds)
    spots = (_step(row, rule) for row in rows if row["member_id"] not in hidden)
    return list(filter(None, spots))


def _step(row: Mapping[str, Any], rule: LevelRule) -> Spotted | None:
    rung = rule.rungs[row["held"]]
    if rung.missing(Counts(row["contributions"], row["conversations"])) != 1:
        return None
    missing = CONTRIBUTION if rung.of == "contributions" else CONVERSATION
    day = _day(row["day"])
    return Spotted(row["member_id"], day, missing=missing, level=_LEVEL_WORDS[rung.name])


def _return(
    db: Database, member_id: int, days: Sequence[str], today: date, at_least: int
) -> Spotted | None:
    """The latest return of one member: the first day after a month without any."""
    active = sorted(map(_day, days))
    sql = "SELECT max(happened_on) FROM activity WHERE member_id = :id AND happened_on < :day"
    earlier = db.value(sql, {"id": member_id, "day": active[0].isoformat()})
    whole = [_day(earlier), *active] if earlier else active
    gaps = [(a, b) for a, b in pairwise(whole) if (b - a).days > SILENT_DAYS]
    if not gaps:
        return None
    left_on, back_on = gaps[-1]
    sql = """
        SELECT count(*) FROM activity
         WHERE member_id = :id AND happened_on BETWEEN :back AND :today
    """
    bounds = {"id": member_id, "back": back_on.isoformat(), "today": today.isoformat()}
    if db.value(sql, bounds) < at_least:
        return None
    return Spotted(member_id, back_on, (back_on - left_on).days - 1)


def _fresh(until: date) -> dict[str, str]:
    first = until - timedelta(days=FRESH_DAYS - 1)
    return {"first": first.isoformat(), "today": until.isoformat()}


def _day(text: str) -> date:
    return date.fromisoformat(text)
