"""What introductions hand to Today and tell of a member."""

from __future__ import annotations

from datetime import date, datetime, time

from commdesk.core.database import Database
from commdesk.core.feature import TimelineItem, TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say
from commdesk.core.workbook import workdays
from commdesk.features.outreach.introductions.model import OUTCOMES, Introduction
from commdesk.features.outreach.introductions.queries import due_introductions, introductions_of

PAGE = "introductions"
AT_MOST = 3
_MINUTES = Minutes(5)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """Introductions of two weeks ago: did they find each other? Asked on a working day."""
    days = workdays(db)
    found = due_introductions(db, days.last_until(today), AT_MOST)
    return [_item(each, days.next_from(each.follow_up_on or today)) for each in found]


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """To whom this member was introduced, and what came of it."""
    found = introductions_of(db, member_id)
    return [item for each in found for item in _story(each, member_id)]


def _item(each: Introduction, due_on: date) -> TodayItem:
    return TodayItem(
        feature="outreach",
        key=f"introduction:{each.id}",
        title=say("Did {name} and {other} find each other?",
                  name=each.name, other=each.other_name),
        reason=say("Introduced on {day}: {why}", day=each.introduced_on, why=each.why),
        due_on=due_on,
        minutes=_MINUTES,
        urgency="due",
        member_id=each.member_id,
        chip=say("Introduction"),
        page=PAGE,
        target=each.id,
    )  # fmt: skip


def _story(each: Introduction, member_id: int) -> list[TimelineItem]:
    other = each.other_of(member_id)
    told = say("to {name}: {why}", name=other, why=each.why)
    lines = [TimelineItem(_noon(each.introduced_on), say("Introduced"), told, "outreach")]
    if each.result_on:
        result = say("with {name}: {result}", name=other, result=Text(dict(OUTCOMES)[each.result]))
        lines.append(TimelineItem(_noon(each.result_on), say("Introduction"), result, "outreach"))
    return lines


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12)).astimezone()
