"""What promises hand to Today and tell of a member: items, their story, facts."""

from __future__ import annotations

from datetime import date, datetime, time

from commdesk.core.database import Database
from commdesk.core.feature import Fact, TimelineItem, TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say
from commdesk.features.outreach.promises.model import Promise, Side, Stage
from commdesk.features.outreach.promises.queries import open_promises_of, owed, promises_of

PAGE = "promises"
AT_MOST = 6
_MINUTES = Minutes(15)
_CLOSED = {
    Stage.PLACED: say("Contribution placed"),
    Stage.KEPT: say("Promise kept"),
    Stage.DROPPED: say("Promise let go"),
}


def today_items(db: Database, today: date) -> list[TodayItem]:
    """Our own promises that are due soon or late, one by one; theirs come with the queue."""
    return [_item(each, today) for each in owed(db, today, AT_MOST)]


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """When something was promised, and what came of it."""
    return [item for each in promises_of(db, member_id) for item in _story(each)]


def facts(db: Database, member_id: int, today: date) -> list[Fact]:
    """What is open between us and this member; a chip when a day has passed."""
    found = open_promises_of(db, member_id)
    made = [Fact(_label(each), told(each)) for each in found]
    if any(each.urgency(today) == "late" for each in found):
        late = say("promise late")
        made.insert(0, Fact(late, late, is_chip=True, is_warning=True))
    return made


def told(promise: Promise) -> Text:
    """What was promised and for when."""
    if promise.due_on is None:
        return promise.title
    return say("{what}, by {due}", what=promise.title, due=promise.due_on)


def _label(promise: Promise) -> Text:
    return say("Promised by us") if promise.side == Side.OURS else say("Promised by them")


def _item(promise: Promise, today: date) -> TodayItem:
    return TodayItem(
        feature="outreach",
        key=f"promise:{promise.id}",
        title=say("Keep a promise to {name}", name=promise.name),
        reason=promise.reason(),
        due_on=promise.due_on or today,
        minutes=_MINUTES,
        urgency=promise.urgency(today),
        member_id=promise.member_id,
        chip=say("Promise"),
        page=PAGE,
        target=promise.id,
    )


def _story(promise: Promise) -> list[TimelineItem]:
    lines = [_line(promise, promise.made_on, _label(promise))]
    if promise.closed_on:
        lines.append(_line(promise, promise.closed_on, _CLOSED[Stage(promise.stage)]))
    return lines


def _line(promise: Promise, day: date, kind: Text) -> TimelineItem:
    return TimelineItem(
        datetime.combine(day, time(12)).astimezone(), kind, promise.title, "outreach"
    )
