"""Reads of items: the list, one of them, questions that wait, what a member asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.values import Period, Week
from commdesk.features.content.model import NEW_DAYS, Item
from commdesk.features.members import folded

MOST_SHOWN = 2_000
MOST_NEW = 30
"""Items for which people are looked for at once; the newest."""
_OFFERED = 8
_BETWEEN = "\x1f"
_ITEM = """
    SELECT item.id, item.kind, item.title, item.link, item.published_on, item.replies,
           item.closed_on, item.first_reply_on, item.notes, item.asked_by,
           CASE WHEN item.asked_by IS NULL THEN '' ELSE
               coalesce(nullif(replace(trim(
                   member.first_name || ' ' || member.infix || ' ' || member.last_name),
                   '  ', ' '), ''), member.email, '') END AS asked_by_name,
           (SELECT group_concat(name, char(31)) FROM (
               SELECT tag.name FROM content_tag JOIN tag ON tag.id = content_tag.tag_id
                WHERE content_tag.item_id = item.id ORDER BY content_tag.id)) AS tags
      FROM content_item AS item LEFT JOIN member ON member.id = item.asked_by
"""
_UNANSWERED = "item.kind = 'question' AND item.replies = 0 AND item.closed_on IS NULL"
"""As the index of these questions says it."""


def list_items(
    db: Database,
    *,
    search: str = "",
    kind: str = "",
    until: date | None = None,
    limit: int = MOST_SHOWN,
) -> list[Item]:
    """The newest items that fit, newest first: every typed word begins a word of the item.

    `until`: only what is published by then; else what is planned comes along.
    """
    sql = f"""
        {_ITEM} WHERE (:kind = '' OR item.kind = :kind)
           AND (:until IS NULL OR item.published_on <= :until)
      ORDER BY item.published_on DESC, item.id DESC LIMIT :limit
    """
    typed = folded(search).split()
    asked = {"kind": kind, "until": until.isoformat() if until else None}
    found = _items(db, sql, {**asked, "limit": -1 if typed else limit})
    if not typed:
        return found
    fitting = [item for item in found if _has(item, typed)]
    return fitting[:limit] if limit >= 0 else fitting


def count_items(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM content_item"))


def replies_of_questions(db: Database, window: Period) -> tuple[int, int]:
    """How many questions were published in those days, and how many replies they have together."""
    sql = """
        SELECT count(*) AS questions, coalesce(sum(replies), 0) AS replies FROM content_item
         WHERE kind = 'question' AND published_on BETWEEN :first AND :last
    """
    days = {"first": window.first.isoformat(), "last": window.last.isoformat()}
    row = db.one(sql, days) or {}
    return row["questions"], row["replies"]


def find_item(db: Database, item_id: int) -> Item:
    """One item; refuses when it is gone."""
    found = _items(db, f"{_ITEM} WHERE item.id = :id", {"id": item_id})
    if not found:
        raise Refused("This item is no longer in the workbook.")
    return found[0]


def title_of_item(db: Database, item_id: int) -> str:
    """How it is called, or nothing when it is gone."""
    return db.value("SELECT title FROM content_item WHERE id = :id", {"id": item_id}) or ""


def open_questions(db: Database, until: date, *, limit: int = -1) -> list[Item]:
    """Open questions without a reply, published up to that day; what waits longest first."""
    sql = f"""
        {_ITEM} WHERE {_UNANSWERED} AND item.published_on <= :until
      ORDER BY item.published_on, item.id LIMIT :limit
    """
    return _items(db, sql, {"until": until.isoformat(), "limit": limit})


def count_open_questions(db: Database, until: date) -> int:
    sql = f"""
        SELECT count(*) FROM content_item AS item
         WHERE {_UNANSWERED} AND item.published_on <= :until
    """
    return int(db.value(sql, {"until": until.isoformat()}))


def newest_questions(db: Database, today: date) -> list[Item]:
    """The newest open questions without a reply."""
    sql = f"""
        {_ITEM} WHERE {_UNANSWERED} AND item.published_on <= :today
      ORDER BY item.published_on DESC, item.id DESC LIMIT :limit
    """
    return _items(db, sql, {"today": today.isoformat(), "limit": MOST_NEW})


def new_items(db: Database, today: date) -> list[Item]:
    """What was published in the last 14 days, today among them, and is not closed."""
    sql = f"""
        {_ITEM} WHERE item.published_on BETWEEN :since AND :today AND item.closed_on IS NULL
      ORDER BY item.published_on DESC, item.id DESC LIMIT :limit
    """
    since = today - timedelta(days=NEW_DAYS - 1)
    days = {"since": since.isoformat(), "today": today.isoformat()}
    return _items(db, sql, {**days, "limit": MOST_NEW})


def items_of_week(db: Database, week: Week) -> list[Item]:
    """What is published in a week, or planned for it, day by day."""
    sql = f"""
        {_ITEM} WHERE item.published_on BETWEEN :monday AND :sunday
      ORDER BY item.published_on, item.id
    """
    days = {"monday": week.monday.isoformat(), "sunday": week.sunday.isoformat()}
    return _items(db, sql, days)


def items_by(db: Database, member_id: int) -> list[Item]:
    """What a member asked or made, newest first."""
    sql = f"{_ITEM} WHERE item.asked_by = :member ORDER BY item.published_on DESC LIMIT 40"
    return _items(db, sql, {"member": member_id})


def find_for_palette(db: Database, typed: str) -> list[tuple[int, str, str]]:
    """Id, title and tags of the newest items that fit what is typed."""
    if not typed.strip():
        return []
    found = list_items(db, search=typed, limit=_OFFERED)
    return [(item.id, item.title, ", ".join(item.tags)) for item in found]


def restricted_askers(db: Database, items: Iterable[Item]) -> frozenset[int]:
    """Those who asked one of these and whose data may be kept but not used."""
    sql = "SELECT is_restricted FROM member WHERE id = :id"
    askers = {item.asked_by for item in items if item.asked_by is not None}
    return frozenset(each for each in askers if db.value(sql, {"id": each}))


def _items(db: Database, sql: str, params: dict[str, Any]) -> list[Item]:
    return [_item(row) for row in db.query(sql, params)]


def _item(row: dict[str, Any]) -> Item:
    closed_on = row["closed_on"]
    replied_on = row["first_reply_on"]
    known = row | {
        "tags": tuple(row["tags"].split(_BETWEEN)) if row["tags"] else (),
        "published_on": date.fromisoformat(row["published_on"]),
        "closed_on": date.fromisoformat(closed_on) if closed_on else None,
        "first_reply_on": date.fromisoformat(replied_on) if replied_on else None,
    }
    return Item(**known, is_open=closed_on is None)


def _has(item: Item, typed: list[str]) -> bool:
    """Whether every typed word begins a word of the title, the tags or the asker's name."""
    text = folded(f"{item.title} {' '.join(item.tags)} {item.asked_by_name}")
    words = text.replace("-", " ").replace("“", " ").split()
    return all(any(word.startswith(each) for word in words) for each in typed)
