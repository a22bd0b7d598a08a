"""The questions that a figure is made of, by their title: who asked them is not told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from commdesk.core.database import Database
from commdesk.core.developing import Behind
from commdesk.core.values import Week
from commdesk.core.words import Text, say_n
from commdesk.features.content.development.model import Asked
from commdesk.features.content.development.queries import questions
from commdesk.features.content.handed import PAGE

_MOST = 20


def behind_replies(last_day: date, db: Database, _line: str, week: Week) -> list[Behind]:
    """The questions of a week, the quietest first."""
    found = [each for each in questions(db, last_day) if Week.of(each.published_on) == week]
    found.sort(key=lambda each: each.replies)
    notes = [say_n("{n} reply so far", "{n} replies so far", each.replies) for each in found]
    return _shown(found, notes)


def behind_first_reply(last_day: date, db: Database, _line: str, week: Week) -> list[Behind]:
    """The questions that had their first reply in a week, the slowest first."""
    found = [
        each
        for each in questions(db, last_day)
        if each.first_reply_on and Week.of(each.first_reply_on) == week
    ]
    found.sort(key=lambda each: -each.days)
    return _shown(found, [say_n("after {n} day", "after {n} days", each.days) for each in found])


def behind_unanswered(last_day: date, db: Database, _line: str, week: Week) -> list[Behind]:
    """The questions that waited at the end of a week, the oldest first."""
    end = min(week.sunday, last_day)
    found = [each for each in questions(db, last_day) if each.waits_on(end)]
    waited = [(end - each.published_on).days for each in found]
    return _shown(
        found, [say_n("No reply for {n} day", "No reply for {n} days", n) for n in waited]
    )


def _shown(found: Sequence[Asked], notes: Sequence[Text]) -> list[Behind]:
    pairs = list(zip(found, notes, strict=True))[:_MOST]
    return [Behind(each.title, note, PAGE, each.id) for each, note in pairs]
