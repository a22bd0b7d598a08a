"""Which days an export is of: a week, some weeks, a quarter, a year, or two days as typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from commdesk.core.errors import Refused
from commdesk.core.values import Period, Week
from commdesk.core.words import N_, Words

Span = Literal["week", "four", "quarter", "year", "days"]
SPANS: tuple[tuple[Span, str], ...] = (
    ("week", N_("One week")),
    ("four", N_("Four weeks from that week on")),
    ("quarter", N_("The quarter of that week")),
    ("year", N_("The year of that week")),
    ("days", N_("From one day to another")),
)
MOST_YEARS = 5
_A_DAY, _DAYS_A_YEAR = timedelta(days=1), 366


def days_of(week: Week) -> Period:
    return Period(week.monday, week.sunday)


def weeks_in(period: Period) -> tuple[Week, ...]:
    """All weeks that have a day in it."""
    first, last = Week.of(period.first), Week.of(period.last)
    count = (last.monday - first.monday).days // 7 + 1
    return tuple(first + number for number in range(count))


def span_of(span: Span, week: Week) -> Period:
    """The days of a named length; a quarter and a year are those that the week's Thursday is in."""
    year, month = week.days[3].year, week.days[3].month
    match span:
        case "four":
            return Period(week.monday, (week + 3).sunday)
        case "quarter":
            first = date(year, (month - 1) // 3 * 3 + 1, 1)
            later = first + timedelta(days=95)
            return Period(first, date(later.year, later.month, 1) - _A_DAY)
        case "year":
            return Period(date(year, 1, 1), date(year, 12, 31))
        case _:
            return days_of(week)


def asked(week: Week | None, first: date | None, last: date | None, today: date) -> Period:
    """The days that were named, or the week of today; refuses what is no period."""
    if first is None and last is None:
        return days_of(week or Week.of(today))
    if week is not None:
        raise Refused("Name a week, or a first and a last day; not both.", field="week")
    if first is None:
        raise Refused("Name the first day too.", field="from_on")
    if last is None:
        raise Refused("Name the last day too.", field="until_on")
    if last < first:
        raise Refused("The last day lies before the first.", field="until_on")
    if (last - first).days >= MOST_YEARS * _DAYS_A_YEAR:
        raise Refused(
            "At most {n} years go into one file. Choose fewer days.",
            n=MOST_YEARS,
            field="until_on",
        )
    return Period(first, last)


def named(period: Period, words: Words) -> str:
    """`week 48: ma 23 nov – zo 29 nov`, or the first and the last day with their years."""
    week = Week.of(period.first)
    if period == days_of(week):
        return f"{words.week(week)}: {words.date(week.monday)} – {words.date(week.sunday)}"
    return f"{words.full_date(period.first)} – {words.full_date(period.last)}"


def file_part(period: Period) -> str:
    """As it stands in the name of a file."""
    week = Week.of(period.first)
    return str(week) if period == days_of(week) else f"{period.first}-{period.last}"
