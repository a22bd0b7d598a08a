"""What interviews hand in: those of today and the late ones, the week, the story of a member."""

from __future__ import annotations

from datetime import date, datetime, time

from commdesk.core.database import Database
from commdesk.core.feature import Act, TimelineItem, TodayItem, WeekItem
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, say, say_n
from commdesk.features.concept.interviews.model import WILLING, Interview
from commdesk.features.concept.interviews.ops import plan_interview
from commdesk.features.concept.interviews.queries import (
    interviews_of,
    planned_between,
    planned_until,
)

PAGE = "interviews"
_MINUTES = Minutes(45)
_KIND = "growth"


def today_items(db: Database, today: date) -> list[TodayItem]:
    """What is planned for today, and what was planned before and never written down."""
    return [_today_item(each, today) for each in planned_until(db, today)]


def week_items(db: Database, week: Week) -> list[WeekItem]:
    """Interviews on the days for which they are planned."""
    return [_week_item(each) for each in planned_between(db, week.monday, week.sunday)]


def timeline(db: Database, member_id: int) -> list[TimelineItem]:
    """Every interview that was held with a member."""
    return [
        TimelineItem(
            datetime.combine(each.held_on, time(12)).astimezone(),
            say("Interview"),
            _told(each),
            "concept",
        )
        for each in interviews_of(db, member_id)
        if each.held_on
    ]


def _today_item(interview: Interview, today: date) -> TodayItem:
    late = interview.days_late(today)
    return TodayItem(
        feature="concept",
        key=f"interview:{interview.id}",
        title=say("Interview with {name}", name=interview.name),
        reason=_why(interview, late),
        due_on=interview.planned_on or today,
        minutes=_MINUTES,
        urgency="late" if late else "due",
        member_id=interview.member_id,
        chip=say("Interview"),
        page=PAGE,
        target=interview.id,
    )


def _why(interview: Interview, late: int) -> Text:
    if late:
        return say_n(
            "planned {n} day ago and not written down; record it or plan another day",
            "planned {n} days ago and not written down; record it or plan another day",
            late,
        )
    if interview.circle:
        return say("planned for today; speaks for: {circle}", circle=interview.circle)
    return say("planned for today")


def _week_item(interview: Interview) -> WeekItem:
    return WeekItem(
        feature="concept",
        key=f"interview:{interview.id}",
        day=interview.planned_on,
        title=say("Interview with {name}", name=interview.name),
        minutes=_MINUTES,
        kind=_KIND,
        is_done=interview.is_held,
        id=interview.id,
        move=lambda day: Act(plan_interview, (interview.id, day)),
        shared_title=say("Interview"),
    )


def _told(interview: Interview) -> Text:
    willing = dict(WILLING).get(interview.willing)
    if willing is None:
        return say("Speaks for: {circle}", circle=interview.circle or "–")
    if interview.weekly_minutes:
        return say(
            "Willing to contribute: {willing}, {hours} a week",
            willing=Text(willing),
            hours=interview.weekly_minutes,
        )
    return say("Willing to contribute: {willing}", willing=Text(willing))
