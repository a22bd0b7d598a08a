"""The two lines above a week: which one it is, its days, and how its hours stand."""

from __future__ import annotations

from datetime import date

from commdesk.core.values import decimal_hours
from commdesk.core.words import Words
from commdesk.features.week.model import WeekPlan


def heading(plan: WeekPlan, words: Words) -> tuple[str, str]:
    """`Week 48` and `23 to 29 November · 31,5 of 36 hours planned`."""
    first, last = plan.week.monday, plan.week.sunday
    title = words.week(plan.week)
    line = words(
        "{first} to {last} · {planned} of {available} hours planned",
        first=_day_and_month(first, words) if first.month != last.month else str(first.day),
        last=_day_and_month(last, words),
        planned=decimal_hours(plan.planned),
        available=decimal_hours(plan.available),
    )
    return title[:1].upper() + title[1:], line


def _day_and_month(day: date, words: Words) -> str:
    return words.long_date(day).partition(" ")[2]
