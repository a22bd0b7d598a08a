"""What outreach hands to Week: the messages that were written, and those still to be written."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.feature import WeekItem
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Text, say_n
from commdesk.core.workbook import workdays
from commdesk.features.outreach.model import shares_of_day, target
from commdesk.features.outreach.queries import count_written, day_target, planned_minutes
from commdesk.features.outreach.turns import due_by_day

KIND = "growth"


def week_items(db: Database, week: Week) -> list[WeekItem]:
    """Per day what was written; per working day who is due then, as far as the target reaches.

    Which day is today is for Week to know: together with those who were due before, a day's people
    are handed in once more with that earlier due day, and Week shows those on today alone.
    """
    written = {day: count_written(db, day) for day in week.days}
    pace = day_target(db, week.sunday).minutes_a_message
    done = [_written(day, count, pace) for day, count in written.items() if count]
    return done + _to_write(db, week, written, pace)


def written_on(db: Database, day: date) -> list[WeekItem]:
    """What was written on one day, without who is due when."""
    count = count_written(db, day)
    pace = day_target(db, Week.of(day).sunday).minutes_a_message if count else 0
    return [_written(day, count, pace)] if count else []


def _to_write(db: Database, week: Week, written: dict[date, int], pace: float) -> list[WeekItem]:
    working = workdays(db)
    days = [day for day in week.days if day in working]
    goal = target(planned_minutes(db), pace)
    if not (days and goal):
        return []
    items = []
    full = 2 * goal  # so many waiting fill the target of a day, whoever comes on top of them
    for day, due in due_by_day(db, days, full).items():
        own, older = shares_of_day(due.total, due.fresh, written[day], goal)
        if older:
            items.append(_waiting(day, due.since, own + older, older, pace))
        if own:
            items.append(_item(f"messages:{day}", day, _words(own), own, pace, due_on=day))
    return items


def _written(day: date, count: int, pace: float) -> WeekItem:
    title = say_n("{n} message written", "{n} messages written", count)
    return _item(f"written:{day}", day, title, count, pace, is_done=True)


def _waiting(day: date, since: date, count: int, older: int, pace: float) -> WeekItem:
    reason = say_n(
        "{n} of them was due on an earlier day", "{n} of them were due on an earlier day", older
    )
    return _item(f"messages:{day}", day, _words(count), count, pace, due_on=since, reason=reason)


def _words(count: int) -> Text:
    return say_n("Write {n} message", "Write {n} messages", count)


def _item(
    key: str,
    day: date,
    title: Text,
    count: int,
    pace: float,
    *,
    is_done: bool = False,
    due_on: date | None = None,
    reason: Text | None = None,
) -> WeekItem:
    return WeekItem(
        feature="outreach",
        key=key,
        day=day,
        title=title,
        minutes=Minutes(max(round(count * pace), 1)),
        kind=KIND,
        is_done=is_done,
        due_on=due_on,
        reason=reason,
    )
