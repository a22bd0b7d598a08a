"""What repeats: a rule by RFC 5545, a series of to-dos, and the days that it gives."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from commdesk.core.workbook import MONDAY_TO_FRIDAY, Workdays
from commdesk.features.plan.model import TodoDraft

if TYPE_CHECKING:
    from dateutil.rrule import rrule

_CYCLE = 400
"""Years after which the calendar begins again: the same weekdays on the same dates."""
_ENOUGH_YEARS = 40
_LAST_YEAR = 9999
LETTERS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Repeat(Struct, frozen=True):
    """How often something comes back; `rule` holds no end, that stands beside it."""

    rule: str = ""
    until_on: date | None = None
    times: int | None = None
    skips_closed: bool = False


class Series(TodoDraft, frozen=True):
    """A stored rule with what each of its to-dos says.

    Its days are those to do it on, when it is planned; else those on which it is due.
    """

    id: int = 0
    rule: str = ""
    from_on: date = date.min
    until_on: date | None = None
    times: int | None = None
    skips_closed: bool = False
    is_planned: bool = True
    due_after: int | None = None
    """Days from the one on which it is planned to the one on which it is due."""
    added_on: date = date.min

    @property
    def repeat(self) -> Repeat:
        return Repeat(self.rule, self.until_on, self.times, self.skips_closed)


class Turn(Struct, frozen=True):
    """One time that a series comes round."""

    occurs_on: date
    """By the rule."""
    day: date
    """On which it stands: later when it skips days that are not worked."""


def days_between(repeat: Repeat, start: date, first: date, last: date) -> list[date]:
    """The days that the rule gives from `first` up to and with `last`."""
    last = min(last, repeat.until_on or last)
    if first > last:
        return []
    known = _days_through(repeat.rule, start, repeat.times, last.year)
    return list(known[bisect_left(known, first) : bisect_right(known, last)])


def last_day(repeat: Repeat, start: date, until: date) -> date | None:
    """The last day that the rule gives up to and with `until`."""
    until = min(until, repeat.until_on or until)
    known = _days_through(repeat.rule, start, repeat.times, until.year)
    place = bisect_right(known, until)
    return known[place - 1] if place else None


def day_after(repeat: Repeat, start: date, day: date) -> date | None:
    """The first day that the rule gives after `day`."""
    known = _days_through(repeat.rule, start, repeat.times, min(day.year + 1, _LAST_YEAR))
    place = bisect_right(known, day)
    found = known[place] if place < len(known) else _far_after(repeat, start, day)
    return None if found and repeat.until_on and found > repeat.until_on else found


def first_days(repeat: Repeat, start: date, count: int) -> list[date]:
    """The first so many days, fewer when it ends before."""
    found: list[date] = []
    day = start - timedelta(days=1)
    while len(found) < count and (later := day_after(repeat, start, day)):
        found.append(later)
        day = later
    return found


def turns_between(series: Series, first: date, last: date, workdays: Workdays) -> list[Turn]:
    """Its turns on days from `first` up to and with `last`.

    Who skips closing days goes to the next working day; where the next turn has come by then,
    that one stands for both.
    """
    repeat, start = series.repeat, series.from_on
    if not series.skips_closed:
        return [Turn(day, day) for day in days_between(repeat, start, first, last)]
    before = workdays.last_until(first - timedelta(days=1))
    turns = (turn_on(series, day, workdays) for day in days_between(repeat, start, before, last))
    return [turn for turn in turns if turn and first <= turn.day <= last]


def turn_on(series: Series, occurs_on: date, workdays: Workdays) -> Turn | None:
    """The turn of a day that the rule gives; None when the next one stands for it."""
    day = workdays.next_from(occurs_on) if series.skips_closed else occurs_on
    if day != occurs_on:
        later = day_after(series.repeat, series.from_on, occurs_on)
        if later and later <= day:
            return None
    return Turn(occurs_on, day)


def turn_after(series: Series, turn: Turn, workdays: Workdays) -> Turn | None:
    """The one after it."""
    day = day_after(series.repeat, series.from_on, turn.occurs_on)
    while day:
        if later := turn_on(series, day, workdays):
            return later
        day = day_after(series.repeat, series.from_on, day)
    return None


def latest_turn(series: Series, until: date, workdays: Workdays) -> Turn | None:
    """Its last turn on a day up to and with `until`."""
    day = last_day(series.repeat, series.from_on, until)
    while day:
        turn = turn_on(series, day, workdays)
        if turn and turn.day <= until:
            return turn
        day = last_day(series.repeat, series.from_on, day - timedelta(days=1))
    return None


def comes_ever(rule: str, start: date) -> bool:
    """Whether a rule gives any day: not 30 February, nor a Tuesday every seven days from a Monday.

    Looked for at the end of the calendar, in years that are as these are: there the search stops
    after a few centuries.
    """
    cycles = (_LAST_YEAR - _ENOUGH_YEARS - start.year) // _CYCLE
    at = start.replace(year=start.year + cycles * _CYCLE)
    try:
        return next(iter(_rule(rule, at, None)), None) is not None
    except ValueError:
        return False


def letters(weekdays: Iterable[int] = MONDAY_TO_FRIDAY) -> str:
    """ISO weekdays as a rule writes them: `MO,TU`."""
    return ",".join(LETTERS[day - 1] for day in sorted(weekdays))


@lru_cache(maxsize=512)
def _rule(rule: str, start: date, times: int | None) -> rrule:
    """Kept with the days found so far: a series of years is not counted out for every look."""
    from dateutil.rrule import rrule, rrulestr

    counted = f"{rule};COUNT={times}" if times else rule
    found = rrulestr(counted, dtstart=_at(start), cache=True)
    assert isinstance(found, rrule)  # noqa: S101 - one rule gives one
    return found


@lru_cache(maxsize=1024)
def _days_through(rule: str, start: date, times: int | None, year: int) -> tuple[date, ...]:
    """All days up to the end of a year, in order: they are asked for again and again."""
    end = datetime(year, 12, 31)  # noqa: DTZ001 - days of a calendar, in no zone
    counted = _rule(rule, start, times)
    return tuple(at.date() for at in counted.between(_at(start), end, inc=True))


def _far_after(repeat: Repeat, start: date, day: date) -> date | None:
    found = _rule(repeat.rule, start, repeat.times).after(_at(day))
    return date(found.year, found.month, found.day) if found else None


def _at(day: date) -> datetime:
    return datetime.combine(day, time())
