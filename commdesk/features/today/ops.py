"""Writes of Today: put something off, take it back, give it another day, close the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.feature import Act
from commdesk.core.journal import op
from commdesk.core.together import take_together
from commdesk.core.words import Text


@op("Put off: {title}")
def snooze(db: Database, key: str, *, title: Text | str, until: date, today: date) -> None:
    """Keep a line of Today away until a later day; `title` names it in undo."""
    if until <= today:
        raise Refused("Choose a day after today.", field="until")
    db.about(title=title)
    _forget_old(db, today)
    known = db.value("SELECT id FROM today_snooze WHERE key = :key", {"key": key})
    if known is None:
        insert(db, "today_snooze", {"key": key, "until_on": until.isoformat()})
    else:
        update(db, "today_snooze", int(known), {"until_on": until.isoformat()})


@op("Back on today's list: {title}")
def wake(db: Database, key: str, *, title: Text | str) -> None:
    """Show it again now."""
    db.about(title=title)
    known = db.value("SELECT id FROM today_snooze WHERE key = :key", {"key": key})
    if known is not None:
        delete(db, "today_snooze", int(known))


@op("Reschedule: {title}")
def reschedule(db: Database, acts: Sequence[Act], *, title: Text | str) -> None:
    """Do what together gives one line another day."""
    take_together(db, acts)
    db.about(title=title)


@op("Close the day: {day}")
def close_day(db: Database, acts: Sequence[Act], *, day: date) -> None:
    """Give what is left of `day` its place, all of it as one act or nothing."""
    if not acts:
        raise Refused("Everything stays as it is: there is nothing to take over.")
    take_together(db, acts)
    db.about(day=day)


def _forget_old(db: Database, today: date) -> None:
    """What came back long ago need not be kept."""
    sql = "SELECT id FROM today_snooze WHERE until_on < date(:today, '-31 days')"
    for old in db.column(sql, {"today": today.isoformat()}):
        delete(db, "today_snooze", int(old))
