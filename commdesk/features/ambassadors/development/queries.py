"""Reads of ambassadors as they stood on a day: stages, gives and asks, who got what they sought."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.features.ambassadors.model import BALANCE_DAYS

_LOOKS_FOR = """
    (member.looking_for <> '' OR ambassador.looking_for <> '' OR ambassador.looking_for_note <> '')
"""


class Owing(Struct, frozen=True):
    """An ambassador who was asked more than given."""

    id: int
    """Of the ambassador; of a member who is none any more nothing is shown."""
    member_id: int
    gives: int
    asks: int


def stages_on(db: Database, day: date) -> dict[str, int]:
    """Stage -> how many were in it at the end of a day, of those who are in the list now."""
    sql = """
        SELECT stage, count(*) AS n FROM (
            SELECT CASE WHEN ambassador.stage_on <= :day THEN ambassador.stage ELSE
                   (SELECT move.stage FROM ambassador_move AS move
                     WHERE move.member_id = ambassador.member_id AND move.moved_on <= :day
                  ORDER BY move.moved_on DESC, move.id DESC LIMIT 1) END AS stage
              FROM ambassador)
         WHERE stage IS NOT NULL GROUP BY stage
    """
    return {row["stage"]: row["n"] for row in db.query(sql, {"day": day.isoformat()})}


def exchange_days(db: Database, until: date) -> dict[str, list[date]]:
    """`give` and `ask` -> the day of each, the oldest first."""
    sql = """
        SELECT kind, happened_on FROM ambassador_exchange
         WHERE happened_on <= :until ORDER BY happened_on
    """
    found: dict[str, list[date]] = {"give": [], "ask": []}
    for row in db.query(sql, {"until": until.isoformat()}):
        found[row["kind"]].append(date.fromisoformat(row["happened_on"]))
    return found


def owing_on(db: Database, day: date) -> list[Owing]:
    """Ambassadors asked more than given in the 90 days up to a day, the most first.

    Those whose data may not be used are left out.
    """
    sql = """
        SELECT ambassador.id, ambassador.member_id,
               sum(exchange.kind = 'give') AS gives, sum(exchange.kind = 'ask') AS asks
          FROM ambassador_exchange AS exchange
          JOIN ambassador ON ambassador.member_id = exchange.member_id
          JOIN member ON member.id = exchange.member_id AND NOT member.is_restricted
         WHERE exchange.happened_on BETWEEN :since AND :day
      GROUP BY ambassador.id HAVING asks > gives ORDER BY gives - asks, ambassador.id
    """
    since = day - timedelta(days=BALANCE_DAYS - 1)
    given = {"since": since.isoformat(), "day": day.isoformat()}
    return [Owing(**row) for row in db.query(sql, given)]


def answers_on(db: Database, day: date) -> dict[str, int]:
    """The last answer, '' while nobody asked -> members who look for something, on a day.

    Everybody with a looking-for, as member or ambassador, or with an answer; former members not.
    """
    sql = f"""
        SELECT answer, count(*) AS n FROM (
            SELECT coalesce((SELECT answer FROM ambassador_check AS looked
                              WHERE looked.member_id = member.id AND looked.checked_on <= :day
                           ORDER BY looked.checked_on DESC, looked.id DESC LIMIT 1), '') AS answer,
                   {_LOOKS_FOR} AS looks
              FROM member LEFT JOIN ambassador ON ambassador.member_id = member.id
             WHERE member.stage <> 'former' AND member.added_on <= :day)
         WHERE answer <> '' OR looks GROUP BY answer
    """
    return {row["answer"]: row["n"] for row in db.query(sql, {"day": day.isoformat()})}


def answered(db: Database, answers: tuple[str, ...], day: date, most: int) -> list[dict[str, Any]]:
    """Members whose last answer is one of these, the newest first: id, day and note."""
    sql = """
        SELECT looked.member_id, looked.answer, looked.checked_on
          FROM ambassador_check AS looked
          JOIN member ON member.id = looked.member_id
               AND NOT member.is_restricted AND member.stage <> 'former'
         WHERE looked.checked_on <= :day AND looked.answer IN (:first, :second)
           AND NOT EXISTS (SELECT 1 FROM ambassador_check AS later
                            WHERE later.member_id = looked.member_id AND later.checked_on <= :day
                              AND (later.checked_on, later.id) > (looked.checked_on, looked.id))
      ORDER BY looked.checked_on DESC, looked.id DESC LIMIT :most
    """
    first, second = answers
    given = {"day": day.isoformat(), "first": first, "second": second, "most": most}
    return db.query(sql, given)
