"""What privacy hands to Today: a request that must be answered soon, and why then."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say
from commdesk.features.privacy.model import TOLD_BEFORE, Request
from commdesk.features.privacy.queries import open_requests

PAGE = "rights"
_MINUTES = Minutes(30)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """From ten days before it is due: answering is a duty, also to who is restricted."""
    due = [each for each in open_requests(db) if each.due_on - TOLD_BEFORE <= today]
    return [_item(request, today) for request in due]


def _item(request: Request, today: date) -> TodayItem:
    person = request.person
    return TodayItem(
        feature="privacy",
        key=f"privacy/{request.id}",
        title=say("Answer {name}: {what}", name=request.name, what=request.title),
        reason=_reason(request, today),
        due_on=request.due_on,
        minutes=_MINUTES,
        urgency="late" if request.is_late(today) else "promised",
        member_id=person.id if person and person.table == "member" else None,
        page=PAGE,
        target=request.id,
    )


def _reason(request: Request, today: date) -> Text:
    if request.prolonged_because:
        return say(
            "{state}; received {day} and prolonged: three months at most",
            state=request.state(today),
            day=request.received_on,
        )
    return say(
        "{state}; received {day}, the law gives one month",
        state=request.state(today),
        day=request.received_on,
    )
