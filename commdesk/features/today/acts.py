"""What can be done with a line of Today: the acts that give it another day or another owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from commdesk.core.errors import Refused
from commdesk.core.feature import Act, TodayItem
from commdesk.core.values import Week
from commdesk.core.workbook import Workdays
from commdesk.features.today.model import Line
from commdesk.features.today.ops import reschedule, snooze


def put_off(item: TodayItem, until: date, today: date) -> Act:
    """Keep it away until a day; its own day stays what it is."""
    return Act(snooze, (item.key,), {"title": item.title, "until": until, "today": today})


def moves(item: TodayItem, day: date, today: date) -> list[Act]:
    """What gives it that day, or only keeps it away till then when it has no day of its own.

    What is late stays late on another day: it is kept away as well, to come back on that one.
    """
    if item.move is None:
        return [put_off(item, day, today)]
    found = [item.move(day)]
    if item.urgency == "late" and day > today:
        found.append(put_off(item, day, today))
    return found


def moved(item: TodayItem, day: date | None, today: date) -> Act:
    """One act that does so; refuses a day that is past."""
    if day is None or day < today:
        raise Refused("Choose today or a later day.", field="until")
    found = moves(item, day, today)
    return found[0] if len(found) == 1 else Act(reschedule, (found,), {"title": item.title})


def next_days(days: Workdays, today: date) -> list[date]:
    """Days that are often chosen: the next working day, in three days, next week, in two weeks."""
    wanted = (
        today + timedelta(days=1),
        today + timedelta(days=3),
        (Week.of(today) + 1).monday,
        today + timedelta(days=14),
    )
    return sorted({days.next_from(day) for day in wanted})


def known_owners(lines: Iterable[Line], owner: str) -> Sequence[str]:
    """Who keeps the workbook, and everybody who has something on the list."""
    return sorted({owner, *(line.item.owner for line in lines)} - {""}, key=str.casefold)
