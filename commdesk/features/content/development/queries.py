"""Reads of the questions that are counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.features.content.development.model import Asked


def questions(db: Database, until: date) -> list[Asked]:
    """Every question that was published by then, the oldest first."""
    sql = """
        SELECT id, title, published_on, replies, first_reply_on, closed_on FROM content_item
         WHERE kind = 'question' AND published_on <= :until ORDER BY published_on, id
    """
    return [_asked(row) for row in db.query(sql, {"until": until.isoformat()})]


def _asked(row: dict[str, Any]) -> Asked:
    days = ("published_on", "first_reply_on", "closed_on")
    read = {key: date.fromisoformat(row[key]) if row[key] else None for key in days}
    return Asked(**row | read)
