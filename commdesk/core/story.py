"""The story of a member: what every feature tells about them, in one line of time."""

from __future__ import annotations

from commdesk.core.desk import Desk
from commdesk.core.feature import TimelineItem

MOST = 40


def story(desk: Desk, member_id: int) -> list[TimelineItem]:
    """The newest things first, at most 40."""
    found = [
        item
        for feature in desk.features
        if feature.timeline
        for item in feature.timeline(desk.db, member_id)
    ]
    return sorted(found, key=lambda item: item.at, reverse=True)[:MOST]


def story_tables(desk: Desk) -> frozenset[str]:
    """The tables whose change can change a story, or what is known beside it."""
    tables = (f.tables for f in desk.features if f.timeline or f.facts or f.balance)
    return frozenset().union(*tables)
