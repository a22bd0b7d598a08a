"""What safekeeping hands in to Today: backups that did not come for a week of work."""

from __future__ import annotations

from datetime import date

from commdesk.core.backup import last_made
from commdesk.core.database import Database
from commdesk.core.items import TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import say, say_n
from commdesk.core.workbook import workdays
from commdesk.features.safekeeping.queries import count_since, oldest_since

WORKDAYS = 7
_MINUTES = Minutes(2)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """One line when an act of more than seven working days ago is in no copy.

    Only on a computer that makes backups of this workbook, or tried to: of another's it knows
    nothing.
    """
    last = last_made(db.path)
    oldest = oldest_since(db, last.newest_act) if last else None
    if last is None or oldest is None:
        return []
    since = oldest.astimezone().date()
    if workdays(db).add(since, WORKDAYS) >= today:
        return []
    acts = count_since(db, last.newest_act)
    reason = say_n(
        "{n} act since {day} is in no backup; they do not come by themselves any more",
        "{n} acts since {day} are in no backup; they do not come by themselves any more",
        acts,
        day=since,
    )
    item = TodayItem(
        feature="safekeeping",
        key="backup",
        title=say("Make a backup"),
        reason=reason,
        due_on=today,
        minutes=_MINUTES,
        urgency="due",
        page="backup",
    )
    return [item]
