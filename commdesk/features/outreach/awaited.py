"""Reads of the messages that wait for an answer: the newest, those of a name, how many."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.values import day_starts_at
from commdesk.features.members import find_hits, folded, words_begin
from commdesk.features.outreach.model import Message
from commdesk.features.outreach.queries import NAME, message_of

MOST_WAITING = 10_000
"""Counting goes no further: beyond it nobody works a list down to the end."""
_MOST_SHOWN = 500
_FEW = 2_000
"""Up to so many members who fit, their messages are looked up; beyond it most of the newest fit."""
_BLOCK = 600
_WAITS = "message.is_outgoing AND message.result = '' AND NOT member.do_not_contact"
_WORD = re.compile(r"\w+")


def waiting(
    db: Database, *, search: str = "", until: date | None = None, limit: int = _MOST_SHOWN
) -> list[Message]:
    """Outgoing messages without a result, newest first; `search` fits the name.

    Every typed word begins a word of the name.
    """
    typed = _WORD.findall(folded(search))
    if not typed:
        return [message_of(row) for row in _newest(db, until=until, limit=limit)]
    hits = find_hits(db, search, limit=_FEW)
    if hits is None or hits.is_cut:
        rows = _all_the_way(db, search, until)
    else:
        rows = iter(_of_members(db, hits.ids, until))
    fitting = (row for row in rows if _fits(row["name"], typed))
    return [message_of(row) for _, row in zip(range(limit), fitting, strict=False)]


def count_waiting(db: Database) -> int:
    """How many wait, at most MOST_WAITING."""
    sql = f"""
        SELECT count(*) FROM (
            SELECT 1 FROM outreach_message AS message INDEXED BY outreach_message_waiting
             CROSS JOIN member ON member.id = message.member_id
             WHERE {_WAITS} LIMIT :most)
    """
    return int(db.value(sql, {"most": MOST_WAITING}))


def _newest(
    db: Database,
    *,
    search: str = "",
    until: date | None = None,
    limit: int,
    before: tuple[str, int] | None = None,
) -> list[dict[str, Any]]:
    """A block of the list: out of the index of what waits, so that nothing is sorted."""
    fits, words = words_begin(search)
    sent_at, message_id = before or (_end(until), 0)
    sql = f"""
        SELECT message.*, {NAME} AS name
          FROM outreach_message AS message INDEXED BY outreach_message_waiting
         CROSS JOIN member ON member.id = message.member_id
         CROSS JOIN member_search AS found ON found.id = message.member_id
         WHERE {_WAITS} AND (message.sent_at, message.id) < (:sent_at, :id) AND {fits}
      ORDER BY message.sent_at DESC, message.id DESC LIMIT :limit
    """
    values = {"sent_at": sent_at, "id": message_id, "limit": limit}
    return db.query(sql, {**values, **words})


def _all_the_way(db: Database, search: str, until: date | None) -> Iterator[dict[str, Any]]:
    """Block after block, as long as somebody wants more."""
    before = None
    while rows := _newest(db, search=search, until=until, limit=_BLOCK, before=before):
        yield from rows
        before = rows[-1]["sent_at"], rows[-1]["id"]


def _of_members(db: Database, ids: Any, until: date | None) -> list[dict[str, Any]]:
    """What waits with these members, newest first."""
    sql = f"""
        SELECT message.*, {NAME} AS name
          FROM json_each(:ids) AS wanted
         CROSS JOIN outreach_message AS message INDEXED BY outreach_message_member
                 ON message.member_id = wanted.value
         CROSS JOIN member ON member.id = message.member_id
         WHERE {_WAITS} AND message.sent_at < :end
      ORDER BY message.sent_at DESC, message.id DESC
    """
    return db.query(sql, {"ids": json.dumps(list(ids)), "end": _end(until)})


def _end(until: date | None) -> str:
    """Everything was sent before the letter that comes after every digit."""
    return day_starts_at(until + timedelta(days=1)) if until else "a"


def _fits(name: str, typed: list[str]) -> bool:
    words = _WORD.findall(folded(name))
    return all(any(word.startswith(part) for word in words) for part in typed)
