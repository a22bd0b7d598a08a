"""Reads of introductions: the list, of a member, what is to be asked after, who could be next."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.features.members import ids_found
from commdesk.features.outreach.introductions.model import (
    Introduction,
    Outcome,
    Seeker,
    Suggestion,
    offered_words,
    suggest,
    wanted_words,
)
from commdesk.features.outreach.queries import NAME

AT_MOST = 500
_HITS = 25
"""Of each word so many members are looked at."""
_SUGGESTIONS = 6
_DAYS = ("introduced_on", "result_on", "follow_up_on")
_INTRODUCTION = f"""
    SELECT made.*, {NAME} AS name, {NAME.replace("member.", "other.")} AS other_name
      FROM outreach_introduction AS made
      JOIN member ON member.id = made.member_id
      JOIN member AS other ON other.id = made.other_id
"""


def find_introduction(db: Database, introduction_id: int) -> Introduction:
    """One introduction; refuses when it is no longer there."""
    row = db.one(f"{_INTRODUCTION} WHERE made.id = :id", {"id": introduction_id})
    if row is None:
        raise Refused("This introduction is no longer in the workbook.")
    return _introduction(row)


def name_of_introduction(db: Database, introduction_id: int) -> str:
    """Both names, empty when it is gone."""
    row = db.one(f"{_INTRODUCTION} WHERE made.id = :id", {"id": introduction_id})
    return f"{row['name']} – {row['other_name']}" if row else ""


def introductions_of(db: Database, member_id: int) -> list[Introduction]:
    """Everyone this member was introduced to, newest first."""
    sql = f"""
        {_INTRODUCTION} WHERE made.member_id = :member OR made.other_id = :member
      ORDER BY made.introduced_on DESC, made.id DESC
    """
    return [_introduction(row) for row in db.query(sql, {"member": member_id})]


def introduced(db: Database, one: int, other: int) -> Introduction | None:
    """The last time these two were introduced to each other."""
    return next(
        (each for each in introductions_of(db, one) if other in {each.member_id, each.other_id}),
        None,
    )


def due_introductions(db: Database, until: date, limit: int) -> list[Introduction]:
    """Introductions to be asked after by `until`, the first first; of who may be asked."""
    sql = f"""
        {_INTRODUCTION} WHERE made.follow_up_on <= :until
           AND NOT (member.do_not_contact OR member.is_restricted)
           AND NOT (other.do_not_contact OR other.is_restricted)
      ORDER BY made.follow_up_on, made.id LIMIT :limit
    """
    bounds = {"until": until.isoformat(), "limit": limit}
    return [_introduction(row) for row in db.query(sql, bounds)]


def list_introductions(db: Database) -> list[Introduction]:
    """What is still to be asked after, the first day first; then the rest, newest first."""
    waiting = f"""
        {_INTRODUCTION} WHERE made.follow_up_on IS NOT NULL
      ORDER BY made.follow_up_on, made.id LIMIT {AT_MOST}
    """
    others = f"""
        {_INTRODUCTION} WHERE made.follow_up_on IS NULL
      ORDER BY made.introduced_on DESC, made.id DESC LIMIT {AT_MOST}
    """
    return [_introduction(row) for sql in (waiting, others) for row in db.query(sql)]


def suggestions_for(db: Database, member_id: int, limit: int = _SUGGESTIONS) -> list[Suggestion]:
    """With whom this member could be brought together: what one looks for is what the other is.

    Looks at a few members for each telling word, and at nobody whom we may not write to.
    """
    chosen = _seekers(db, [member_id])
    if not chosen:
        return []
    known = {each.member_id for each in introductions_of(db, member_id)}
    known |= {each.other_id for each in introductions_of(db, member_id)} | {member_id}
    ids: set[int] = set()
    for word in [*wanted_words(chosen[0]), *offered_words(chosen[0])]:
        ids.update(ids_found(db, word, limit=_HITS))
    return suggest(chosen[0], _seekers(db, ids - known), limit)


def _seekers(db: Database, ids: Collection[int]) -> list[Seeker]:
    sql = f"""
        SELECT member.id, {NAME} AS name, member.looking_for, member.role,
               (SELECT json_group_array(tag.name) FROM member_tag
                  JOIN tag ON tag.id = member_tag.tag_id
                 WHERE member_tag.member_id = member.id) AS tags
          FROM member
         WHERE member.id IN (SELECT value FROM json_each(:ids)) AND member.stage <> 'former'
           AND NOT member.do_not_contact AND NOT member.is_restricted
    """
    rows = db.query(sql, {"ids": json.dumps(list(ids))})
    return [Seeker(**row | {"tags": tuple(json.loads(row["tags"]))}) for row in rows]


def _introduction(row: dict[str, Any]) -> Introduction:
    days = {key: date.fromisoformat(row[key]) if row[key] else None for key in _DAYS}
    return Introduction(**(row | days | {"result": Outcome(row["result"])}))
