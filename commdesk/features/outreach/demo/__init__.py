"""Fills a demo workbook with half a year of messages, a handful of them or a million."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from commdesk.core.database import Database, indexed_at_the_end, insert
from commdesk.core.feature import Scale
from commdesk.core.values import to_moment
from commdesk.core.workbook import Workdays, workdays
from commdesk.features.outreach.demo import promised
from commdesk.features.outreach.demo.rounds import Round, follow_up
from commdesk.features.outreach.demo.texts import STORIES
from commdesk.features.outreach.model import REPLIES
from commdesk.features.outreach.queries import MINUTES_FACT
from commdesk.features.outreach.templates.demo import fill_templates

_BATCH = 5_000
_MINUTES_A_DAY = 120
_PAUSES = 4
_KEPT_OPEN_DAYS = 10
_MOST_CONTRIBUTIONS = 50_000
_CONTRIBUTED = """
    INSERT INTO activity (id, member_id, kind, happened_on, source, key)
    VALUES (?, ?, 'post', ?, 'demo', ?)
"""
_COLUMNS = (
    "id", "member_id", "sent_at", "is_outgoing", "channel", "purpose", "text", "result",
    "result_on", "follow_up_on",
)  # fmt: skip
_INSERT = f"""
    INSERT INTO outreach_message ({", ".join(_COLUMNS)})
    VALUES ({", ".join("?" * len(_COLUMNS))})
"""


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """Half a year of messages, today's first 23, and a few stories that other pages tell too."""
    insert(db, "workbook_fact", {"key": MINUTES_FACT, "value": str(_MINUTES_A_DAY)})
    days = workdays(db)
    with indexed_at_the_end(db, "outreach_message"):
        story = Round(db, rng, today, days)
        rows = story.messages(scale)
        while batch := list(islice(rows, _BATCH)):
            db.raw.executemany(_INSERT, batch)
        db.raw.executemany(_INSERT, list(_stories(db, today, days)))
    _close_follow_ups(db, today)
    _note_contacts(db)
    _note_contributions(db)
    promised.fill(db, today, days)
    _pause_some(db, rng, today)
    fill_templates(db, scale)


def _stories(db: Database, today: date, days: Workdays) -> Iterator[tuple[Any, ...]]:
    # Who has a story is stored first; a demo of a million members is not read for it.
    first = db.query("SELECT id, email FROM member ORDER BY id LIMIT 1000")
    ids = {row["email"]: row["id"] for row in first}
    for email, ago, hour, is_outgoing, channel, purpose, text, result, result_ago in STORIES:
        if email not in ids:
            continue
        day = today - timedelta(days=ago)
        result_on = None if result_ago is None else today - timedelta(days=result_ago)
        come_back_on = follow_up(purpose, result, day, result_on, days) if is_outgoing else None
        yield (
            db.next_id(),
            ids[email],
            to_moment(datetime.combine(day, time(hour), UTC)),
            int(is_outgoing),
            channel,
            purpose,
            text,
            result,
            result_on.isoformat() if result_on else None,
            come_back_on.isoformat() if come_back_on else None,
        )


def _close_follow_ups(db: Database, today: date) -> None:
    """Whoever was written to again has no open follow-up of before; old promises were kept."""
    long_ago = today - timedelta(days=_KEPT_OPEN_DAYS)
    db.execute(
        """
        UPDATE outreach_message SET follow_up_on = NULL
         WHERE follow_up_on < :day
            OR (follow_up_on IS NOT NULL
                AND EXISTS (SELECT 1 FROM outreach_message AS later
                             WHERE later.member_id = outreach_message.member_id
                               AND later.sent_at > outreach_message.sent_at))
        """,
        {"day": long_ago.isoformat()},
    )


def _note_contacts(db: Database) -> None:
    """The last real contact of every member is that of their last message or answer."""
    replies = ", ".join(f"'{result}'" for result in sorted(REPLIES))
    db.execute(
        f"""
        UPDATE member SET last_contact_on = found.day
          FROM (SELECT member_id,
                       max(CASE WHEN result IN ({replies}) AND result_on > date(sent_at)
                                THEN result_on ELSE date(sent_at) END) AS day
                  FROM outreach_message GROUP BY member_id) AS found
         WHERE found.member_id = member.id
        """
    )


def _note_contributions(db: Database) -> None:
    """Who contributed after a message wrote a post on that day."""
    sql = """
        SELECT member_id, result_on FROM outreach_message
         WHERE result = 'contributed' AND result_on IS NOT NULL ORDER BY id LIMIT :most
    """
    found = db.query(sql, {"most": _MOST_CONTRIBUTIONS})
    db.raw.executemany(
        _CONTRIBUTED,
        [
            (db.next_id(), row["member_id"], row["result_on"], f"contributed {number}")
            for number, row in enumerate(found)
        ],
    )


def _pause_some(db: Database, rng: random.Random, today: date) -> None:
    """A few who are due were snoozed."""
    long_ago = (today - timedelta(days=95)).isoformat()
    sql = """
        SELECT id FROM member WHERE last_contact_on < :day AND NOT do_not_contact
      ORDER BY id LIMIT :n
    """
    for member_id in db.column(sql, {"day": long_ago, "n": _PAUSES}):
        until = today + timedelta(days=rng.randrange(3, 15))
        pause = {"until_on": until.isoformat(), "set_on": today.isoformat()}
        insert(db, "outreach_pause", {"member_id": member_id, **pause})
