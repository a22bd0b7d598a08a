"""Who was not yet told that they are in the workbook: due within a month (AVG, article 14)."""

from __future__ import annotations

from datetime import date, timedelta

from commdesk.core.database import Database
from commdesk.core.feature import TodayItem
from commdesk.core.retaining import last_past, months_after
from commdesk.core.values import Minutes
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.members.views import TARGET

UNINFORMED = "uninformed"
"""The key of the built-in view that the line opens."""
_WITHIN = 1  # months
_MINUTES = Minutes(15)


def today_items(db: Database, today: date) -> list[TodayItem]:
    """One line when somebody waits longer than a month; it counts all who are in the view."""
    sql = """
        SELECT count(*) AS n, min(added_on) AS first_on,
               coalesce(sum(added_on <= :last), 0) AS late
          FROM member WHERE informed_on IS NULL AND stage <> 'former'
    """
    found = db.one(sql, {"last": last_past(today, _WITHIN).isoformat()})
    if not found or not found["late"]:
        return []
    until = months_after(date.fromisoformat(found["first_on"]), _WITHIN)
    return [
        TodayItem(
            feature="members",
            key="members:uninformed",
            title=say_n("{n} person not yet informed", "{n} people not yet informed", found["n"]),
            reason=_reason(found["late"]),
            due_on=until + timedelta(days=1),
            minutes=_MINUTES,
            page="members",
            target=TARGET + UNINFORMED,
            chip=Text(N_("Retention")),
        )
    ]


def _reason(late: int) -> Text:
    return say(
        "{n} longer than a month in the workbook; the first message to somebody tells them", n=late
    )
