"""Small frozen values used everywhere: weeks, lengths of time, periods, moments."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from msgspec import Struct

from commdesk.core.lengths import read_length

_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


class Minutes(int):
    """A length of time in whole minutes; worded as `15 min` or `3 u 20 min`."""

    @classmethod
    def parse(cls, typed: str) -> Minutes:
        """Read `1:30`, `1,5`, `1½ u`, `90m`, `1u30`, `anderhalf uur`; a bare number is hours.

        Raises ValueError when it is no length of time; `read_length` says which forms there are.
        """
        return cls(read_length(typed))


class Week(Struct, frozen=True, order=True):
    """An ISO week, Monday first; written `2026-W48`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Week:
        """Read `2026-W48`; raises ValueError for a week that does not exist."""
        found = _WEEK.fullmatch(text.strip())
        if not found:
            raise ValueError(text)
        week = cls(int(found[1]), int(found[2]))
        date.fromisocalendar(week.year, week.number, 1)
        return week

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> tuple[date, ...]:
        monday = self.monday
        return tuple(monday + timedelta(days=n) for n in range(7))

    def __add__(self, weeks: int) -> Week:
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __sub__(self, weeks: int) -> Week:
        return self + -weeks

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"


class Period(Struct, frozen=True, order=True):
    """A run of days, first and last included."""

    first: date
    last: date

    @classmethod
    def window(cls, today: date, days: int) -> Period:
        """The window of N days: today and the N-1 days before (product.md)."""
        return cls(today - timedelta(days=days - 1), today)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def decimal_hours(minutes: int) -> float:
    """Hours of a total or a budget: quarters exactly (4.75), else one decimal, half up."""
    length = abs(int(minutes))
    hours = length / 60 if length % 15 == 0 else (length + 3) // 6 / 10
    return -hours if minutes < 0 else hours


def to_moment(moment: datetime) -> str:
    """The stored form of a moment: UTC, whole seconds, `2026-11-23T14:03:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_starts_at(day: date) -> str:
    """The stored form of local midnight, also when the clock goes forward or back."""
    return to_moment(datetime.combine(day, time()).astimezone())


def from_moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
