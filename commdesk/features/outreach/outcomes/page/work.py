"""Counting on the spot where there are few messages, in a thread where it takes a while."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.values import Period
from commdesk.features.outreach.outcomes.model import Outcomes
from commdesk.features.outreach.outcomes.queries import (
    has_many_messages,
    outcomes,
    outcomes_by_tag,
)
from commdesk.kit.progress import Progress

__all__ = ["count", "count_in_thread", "has_many_messages"]


def count(db: Database, period: Period, today: date, *, by_tag: bool) -> Outcomes:
    found = outcomes(db, period, today)
    return replace(found, tags=outcomes_by_tag(db, period)) if by_tag else found


def count_in_thread(
    desk: Desk,
    period: Period,
    today: date,
    by_tag: bool,  # noqa: FBT001 - a job hands its progress last
    progress: Progress,
) -> Outcomes:
    """The same on a reading connection of its own."""
    progress.check()
    with desk.twin() as twin:
        return count(twin.db, period, today, by_tag=by_tag)
