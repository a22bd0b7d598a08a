"""What retention says on Today: who is past their date, and texts once a month."""

from __future__ import annotations

from datetime import date, timedelta

from commdesk.core.database import Database
from commdesk.core.feature import Features, TodayItem
from commdesk.core.values import Minutes
from commdesk.core.words import Text, say, say_n
from commdesk.features.retention.model import Standing, people_and_texts, totals
from commdesk.features.retention.queries import standings

PAGE = "retention"
_TEXTS_WAIT = timedelta(days=31)
"""Every day some text passes its date: once a month is soon enough for them to ask attention."""
_MINUTES = Minutes(10)


def today_items(db: Database, features: Features, today: date) -> list[TodayItem]:
    """One line that opens the section; nothing where nobody and no old text is past its date."""
    found = [each for each in standings(db, features, today) if each.past]
    people, _texts = totals(found)
    if not (people or any(_waits_long(each, today) for each in found)):
        return []
    first = min(day for each in found if (day := _past_since(each)))
    return [
        TodayItem(
            feature="retention",
            key="retention:past",
            title=_title(found),
            reason=_reason(found),
            due_on=first,
            minutes=_MINUTES,
            page=PAGE,
            chip=Text("Retention"),
        )
    ]


def _title(found: list[Standing]) -> Text:
    people, texts = totals(found)
    if people:
        return say_n("{n} person past their date", "{n} people past their date", people)
    return say_n("{n} text past its date", "{n} texts past their date", texts)


def _reason(found: list[Standing]) -> Text:
    """The rule with most of them, and what else there is."""
    most = max(found, key=lambda each: (each.rule.retention.is_people, each.past))
    told = Text("{rule}: {kept}", {"rule": Text(most.rule.retention.title), "kept": most.rule.told})
    if len(found) == 1:
        return told
    return say("{told}; in all {all}", told=told, all=people_and_texts(*totals(found)))


def _past_since(each: Standing) -> date | None:
    """The first day on which the oldest of it was past its date."""
    until = each.rule.kept_until(each.oldest_on) if each.oldest_on else None
    return until + timedelta(days=1) if until else None


def _waits_long(each: Standing, today: date) -> bool:
    since = _past_since(each)
    return since is not None and since + _TEXTS_WAIT <= today
