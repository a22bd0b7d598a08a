"""The days and moments that decide who is due, worked out once for a queue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.values import day_starts_at
from commdesk.core.workbook import Workdays, read_fact, workdays
from commdesk.features.outreach.model import CAP_DAYS

CADENCE_FACT = "outreach_cadence_days"
USUAL_CADENCE_DAYS = 90


class Moments(Struct, frozen=True):
    """One day of the queue, in the forms that SQL compares with."""

    today: date
    days: Workdays
    usual_days: int | None
    """The usual cadence of the workbook; None: only agreed ones count."""

    @classmethod
    def of(cls, db: Database, today: date) -> Moments:
        usual: int | None = read_fact(db, CADENCE_FACT, USUAL_CADENCE_DAYS) or None
        return cls(today, workdays(db), usual)

    @property
    def last_workday(self) -> date:
        """The working day up to which something is due: nothing is on a day that is not worked."""
        return self.days.last_until(self.today)

    @property
    def workday_before(self) -> date:
        """The last working day before this one; the day before when there is none."""
        return self.days.last_until(self.today - timedelta(days=1))

    def bind(self, **more: Any) -> dict[str, Any]:
        """The parameters `:today :last :usual_since :today_at :tomorrow_at :week_at`."""
        usual = self.usual_days
        since = self.last_workday - timedelta(days=usual) if usual else None
        return {
            "today": self.today.isoformat(),
            "last": self.last_workday.isoformat(),
            "usual_since": since.isoformat() if since else "",
            "today_at": day_starts_at(self.today),
            "tomorrow_at": day_starts_at(self.today + timedelta(days=1)),
            "week_at": day_starts_at(self.today - timedelta(days=CAP_DAYS - 1)),
            **more,
        }


_SENT = """
    FROM outreach_message AS sent
   WHERE sent.member_id = pace.id AND sent.is_outgoing AND sent.sent_at < :tomorrow_at
     AND sent.sent_at >="""
WHY = f"""
    CASE WHEN pace.barred <> '' THEN pace.barred
         WHEN EXISTS (SELECT 1 {_SENT} :today_at) THEN 'written-today'
         WHEN (SELECT count(*) {_SENT} :week_at) >= 2 THEN 'cap'
         WHEN EXISTS (SELECT 1 FROM outreach_pause
                       WHERE member_id = pace.id AND until_on > :today) THEN 'snoozed'
         ELSE '' END
"""
"""In SQL what `why_left_out` says: the value of an Exclusion, or empty; a test compares the two."""
IS_DUE = "(pace.due_on <= :last OR (pace.due_on IS NULL AND pace.since <= :usual_since))"
"""Whether a cadence has passed."""
