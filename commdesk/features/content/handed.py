"""What items hand to the rest of the house: questions without a reply, what a member asked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.feature import Act, TimelineItem, TodayItem, WeekItem
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, say, say_n
from commdesk.core.workbook import workdays
from commdesk.features.content.model import KINDS, Item, unanswered_reason
from commdesk.features.content.ops import change_item
from commdesk.features.content.queries import (
    count_open_questions,
    items_by,
    items_of_week,
    open_questions,
    restricted_askers,
)

PAGE = "items"
AT_MOST = 3
"""More questions than this are one line on Today."""
_PATIENCE = timedelta(days=1)
_TO_FIND_SOMEBODY = Minutes(10)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """Questions that have waited for a day: the oldest one by one, the rest as one line.

    They begin to ask for attention on a working day.
    """
    days = workdays(db)
    until = days.last_until(today) - _PATIENCE
    found = open_questions(db, until, limit=AT_MOST)
    hidden = restricted_askers(db, found)
    named = [replace(q, asked_by_name="") if q.asked_by in hidden else q for q in found]
    items = [_item(each, today, days.next_from(each.published_on + _PATIENCE)) for each in named]
    if len(found) == AT_MOST and (rest := count_open_questions(db, until) - AT_MOST) > 0:
        items.append(_rest(rest, today))
    return items


def published(db: Database, week: Week) -> list[WeekItem]:
    """The items of a week for the content calendar; each can be put on another day."""
    return [_calendar_item(item) for item in items_of_week(db, week)]


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """What a member asked, wrote or organised, each on its day."""
    titles = dict(KINDS)
    return [
        TimelineItem(
            datetime.combine(item.published_on, time(12)).astimezone(),
            Text(titles[item.kind]),
            Text("{title}", {"title": item.title}),
            "content",
        )
        for item in items_by(db, member_id)
    ]


def _item(question: Item, today: date, due_on: date) -> TodayItem:
    return TodayItem(
        feature="content",
        key=f"question:{question.id}",
        title=say("Question without a reply: {title}", title=question.title),
        reason=unanswered_reason(question, today),
        due_on=due_on,
        minutes=_TO_FIND_SOMEBODY,
        chip=say("Question"),
        page=PAGE,
        target=question.id,
    )


def _calendar_item(item: Item) -> WeekItem:
    return WeekItem(
        feature="content",
        key=f"item/{item.id}",
        day=item.published_on,
        title=Text("{title}", {"title": item.title}),
        minutes=Minutes(0),
        kind="content",
        reason=Text(dict(KINDS)[item.kind]),
        id=item.id,
        move=lambda day: Act(change_item, (item.id, {"published_on": day})),
    )


def _rest(rest: int, today: date) -> TodayItem:
    return TodayItem(
        feature="content",
        key="question:rest",
        title=say_n(
            "{n} more question without a reply", "{n} more questions without a reply", rest
        ),
        reason=say("Who might answer them is on the tab Items of Outreach"),
        due_on=today,
        minutes=Minutes(rest * _TO_FIND_SOMEBODY),
        urgency="valuable",
        chip=say("Question"),
        page=PAGE,
    )
