"""What outreach tells of one member: their story with us, and what is open between us."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Fact, TimelineItem
from commdesk.features.outreach import queries
from commdesk.features.outreach.introductions import handed as introductions
from commdesk.features.outreach.promises import handed as promises


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """Messages, promises and introductions."""
    return [
        *queries.timeline(db, member_id),
        *promises.timeline(db, member_id),
        *introductions.timeline(db, member_id),
    ]


def facts(db: Database, member_id: int, today: date) -> list[Fact]:
    """What they promised us and we them."""
    return promises.facts(db, member_id, today)
