"""Reads what people type for a day: `23-11`, `ma`, `morgen`, `2026-11-23`, `over 3 dagen`."""

from __future__ import annotations

import re
from datetime import date, timedelta

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?\.?")
_NAMED = re.compile(r"(\d{1,2})\.? ?([a-zé]+)\.?(?: (\d{4}))?")
_AHEAD = re.compile(r"(?:\+|over |in )\s*(\d{1,3})\s*(d|dagen|dag|days?|w|weken|week|weeks?)?")

_WORDS = {
    "vandaag": 0, "today": 0, "nu": 0, "now": 0,
    "morgen": 1, "tomorrow": 1, "overmorgen": 2, "gisteren": -1, "yesterday": -1,
    "eergisteren": -2,
}  # fmt: skip
_WEEKDAYS = (
    ("maandag", "monday"),
    ("dinsdag", "tuesday"),
    ("woensdag", "wednesday"),
    ("donderdag", "thursday"),
    ("vrijdag", "friday"),
    ("zaterdag", "saturday"),
    ("zondag", "sunday"),
)
_MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("maart", "march", "mrt"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augustus", "august"),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december",),
)


def read_day(typed: str, today: date) -> date | None:
    """The day that is meant, or None for nothing; raises ValueError when it is no day.

    A weekday is the next one after today; a day without a year is the nearest one.
    """
    text = " ".join(typed.lower().split())
    if not text:
        return None
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    for read in (_iso, _numbers, _named, _ahead, _weekday):
        if (day := read(text, today)) is not None:
            return day
    raise ValueError(typed)


def _iso(text: str, _today: date) -> date | None:
    found = _ISO.fullmatch(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _numbers(text: str, today: date) -> date | None:
    found = _DAY.fullmatch(text)
    return _in_year(int(found[1]), int(found[2]), found[3], today) if found else None


def _named(text: str, today: date) -> date | None:
    found = _NAMED.fullmatch(text)
    month = _place(found[2], _MONTHS) if found else None
    if not found or month is None:
        return None
    return _in_year(int(found[1]), month + 1, found[3], today)


def _ahead(text: str, today: date) -> date | None:
    found = _AHEAD.fullmatch(text)
    if not found:
        return None
    days = int(found[1]) * (7 if (found[2] or "d").startswith("w") else 1)
    return today + timedelta(days=days)


def _weekday(text: str, today: date) -> date | None:
    place = _place(text, _WEEKDAYS)
    if place is None:
        return None
    return today + timedelta(days=(place - today.weekday() - 1) % 7 + 1)


def _place(text: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    """Which of the names this is: whole, or its first two or more letters."""
    short = text.rstrip(".")
    fitting = [n for n, each in enumerate(names) if any(name.startswith(short) for name in each)]
    return fitting[0] if len(short) > 1 and len(fitting) == 1 else None


def _in_year(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004
    nearest = [
        date(today.year + step, month, day)
        for step in (-1, 0, 1)
        if _is_day(today.year + step, month, day)
    ]
    if not nearest:
        raise ValueError(f"{day}-{month}")
    return min(nearest, key=lambda found: abs(found - today))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
