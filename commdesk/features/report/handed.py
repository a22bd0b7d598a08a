"""What the report hands to Today: on its day, and until the week is over, to make it."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import Act, TodayItem
from commdesk.core.values import Minutes, Week
from commdesk.core.words import say
from commdesk.core.workbook import read_workbook
from commdesk.features.report.ops import mark_made
from commdesk.features.report.queries import day_of_report, note_of

PAGE = "report"
_MINUTES = Minutes(20)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """Make the weekly report; not in the week in which the workbook itself began."""
    week = Week.of(today)
    day = day_of_report(db, week)
    is_first = week <= Week.of(read_workbook(db).start_on)
    if today < day or is_first or note_of(db, week).made_on:
        return []
    return [
        TodayItem(
            feature="report",
            key=f"report/{week}",
            title=say("Make the weekly report of {week}", week=week),
            reason=say("One page for your own manager; its day is {day}", day=day),
            due_on=day,
            minutes=_MINUTES,
            urgency="due",
            tick=Act(mark_made, (week,), {"today": today}),
            page=PAGE,
        )
    ]
