"""One's own hours of work: weekly hours over working days, and what stands on a day already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from commdesk.core.database import Database
from commdesk.core.items import WeekItem
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import read_workbook, workdays

NOTHING = Minutes(0)


def own_hours(db: Database, week: Week) -> dict[date, Minutes]:
    """One's own working time on each day of a week that has any."""
    workbook = read_workbook(db)
    closed = workdays(db).closed
    return hours_of_days(week, workbook.weekly_minutes, workbook.workdays, closed)


def hours_of_days(
    week: Week, weekly: Minutes, weekdays: Iterable[int], closed: Iterable[date]
) -> dict[date, Minutes]:
    """Weekly hours over the working days; a closing day or absence takes its share away."""
    wanted, off = set(weekdays), set(closed)
    days = [day for day in week.days if day.isoweekday() in wanted]
    return {day: m for day, m in shared_out(weekly, days).items() if day not in off}


def shared_out(total: int, days: Sequence[date]) -> dict[date, Minutes]:
    """Whole minutes over days that add up; the first days get the odd minute."""
    if not days:
        return {}
    each, odd = divmod(total, len(days))
    return {day: Minutes(each + (place < odd)) for place, day in enumerate(days)}


def stands(item: WeekItem, today: date) -> bool:
    """Whether a block of a week is still where it was handed in.

    Open work that falls due and that nobody moves by hand goes along with today: a day that is
    past keeps what was done, and what was due before its day is today's, not a later day's too.
    """
    if item.is_done or item.move or item.day is None or item.due_on is None or item.day == today:
        return True
    return today < item.day <= item.due_on


def is_overtaken(item: WeekItem, today: date) -> bool:
    """Whether the next of what comes back has come: a round not made is not made up for."""
    return item.next_on is not None and item.next_on <= today


def once(items: Iterable[WeekItem]) -> list[WeekItem]:
    """Each key once: the first handed in of those that stand and mean the same work."""
    found: dict[str, WeekItem] = {}
    for item in items:
        found.setdefault(item.key, item)
    return list(found.values())


def is_own(owner: str, keeper: str) -> bool:
    """Whether `keeper`, who keeps the workbook, does it: it is nobody's or theirs by name.

    While nobody said who keeps it, everything is their own.
    """
    return not owner or not keeper or owner.casefold() == keeper.casefold()


def own_minutes(items: Iterable[WeekItem]) -> Minutes:
    """Somebody else's shift shows in the week but takes no time of one's own."""
    return Minutes(sum(item.minutes for item in items if item.is_own))
