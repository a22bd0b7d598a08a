"""Reads when contact took place, as people type it: `gi 21:00`, `vr`, `3-11`, `ma 9u`, `14:30`.

The grammar, in Dutch and English at once, capitals or not:

    moment   = [ day ] [ [ "om" | "at" ] time ]      either may come first; nothing at all is now
    day      = "vandaag" | "gisteren" | "eergisteren" | "today" | "yesterday" | "now" | "nu"
             | weekday | date                        names may be cut to two letters: gi, vr, yest
    date     = 3-11 | 3/11 | 3-11-2026 | 3-11-26 | 3 nov | 3 november 2026 | 2026-11-03 | 3.11.2026
    time     = 14:30 | 14.30 | 1430 | 9 | 9u | 9h | 9u30 | 9 uur | 9pm | 9:30 pm

A weekday or a date without a year is the latest one that is not still to come: on 2 January
`30-12` is last year's, on a Monday morning `ma 17u` is last week's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from commdesk.core.errors import Refused
from commdesk.core.names import day_name, month_name
from commdesk.core.words import LANGUAGES

_TIME = re.compile(
    r"(?:om |at |@ ?)?(\d{1,2})(?:[:.hu]?([0-5]\d))?(?: ?(?:u|h|uur|(am|pm)))?", re.ASCII
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{2}|\d{4}))?|"
                      r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)  # fmt: skip
_NAMED = re.compile(r"(\d{1,2})\.? ?([a-z]+)\.?(?: (\d{4}))?", re.ASCII)
_RELATIVE = {
    "vandaag": 0, "today": 0, "nu": 0, "now": 0, "gisteren": 1, "yesterday": 1, "eergisteren": 2,
}  # fmt: skip
_TO_COME = frozenset({"morgen", "tomorrow", "overmorgen"})
_LEAP_YEARS = 8  # as far as a 29 February may lie back
_NOON = time(12)
_HALF_A_DAY = 12
_CENTURY = 2000
_A_MONDAY = date(2024, 1, 1)
_WEEKDAYS = tuple(
    tuple(day_name(_A_MONDAY + timedelta(days=n), each).lower() for each in LANGUAGES)
    for n in range(7)
)
_MONTHS = tuple(
    (*(month_name(date(2024, n, 1), each).lower() for each in LANGUAGES), *(("mrt",) * (n == 3)))  # noqa: PLR2004
    for n in range(1, 13)
)


def parse_moment(typed: str, now: datetime) -> tuple[datetime, bool]:
    """The moment that is meant, with a time zone, and whether it says a time of the day.

    Without a time it is noon of that day, and now for today. A time that the clock skipped in
    spring is as much later; one that it passed twice in autumn is the first. Refuses what is no
    moment and what is still to come.
    """
    text = " ".join(typed.lower().replace(",", " ").split())
    text = re.sub(r"(\d)t(\d)", r"\1 \2", text)  # 2026-11-03T14:30
    if not text:
        return now, False
    today = now.astimezone().date()
    is_late = text.split(" ", 1)[0] in _TO_COME
    for day_text, time_text in _ways(text):
        if time_text and not _TIME.fullmatch(time_text):
            continue
        at = _read_time(time_text, typed) if time_text else None
        days = _days(day_text, today)
        for day in days:
            if (moment := _moment(day, at, now)) <= now:
                return moment, at is not None
        is_late = is_late or bool(days)
    if is_late:
        raise Refused("{text} is still to come.", text=typed.strip(), field="at")
    raise Refused(
        "{text} is not a moment. Write for instance {examples}.",
        text=typed.strip(),
        examples="gi 21:00, vr, 3-11, yest 9:00, 14:30",
        field="at",
    )


def _ways(text: str) -> Iterator[tuple[str, str]]:
    """Every way to take the text as a day and a time; a day alone goes before a split."""
    yield "", text
    yield text, ""
    words = text.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        first, last = " ".join(words[:cut]), " ".join(words[cut:])
        yield first, last
        yield last, first


def _read_time(text: str, typed: str) -> time:
    found = _TIME.fullmatch(text)
    hour, half = (int(found[1]), found[3]) if found else (24, None)
    if half and 1 <= hour <= _HALF_A_DAY:
        hour = hour % _HALF_A_DAY + (_HALF_A_DAY if half == "pm" else 0)
    try:
        return time(hour, int(found[2] or 0) if found else 0)
    except ValueError:
        raise Refused(
            "{text} is not a time of the day. Write 14:30.", text=typed.strip(), field="at"
        ) from None


def _moment(day: date, at: time | None, now: datetime) -> datetime:
    if at is None and day == now.astimezone().date():
        return now
    wall = datetime.combine(day, at or _NOON)
    moment = wall.astimezone()
    is_skipped = moment.replace(tzinfo=None) < wall  # the clock went over it: an hour later
    return wall.replace(fold=1).astimezone() if is_skipped else moment


def _days(text: str, today: date) -> list[date]:
    """The days that may be meant, the latest first; none when it is no day."""
    if not text:
        return [today]
    relative = {back for word, back in _RELATIVE.items() if _begins(word, text)}
    if len(relative) == 1:
        return [today - timedelta(days=relative.pop())]
    if (weekday := _place(text, _WEEKDAYS)) is not None:
        back = (today.weekday() - weekday) % 7
        return [today - timedelta(days=back), today - timedelta(days=back + 7)]
    return list(_dates(text, today))


def _dates(text: str, today: date) -> Iterator[date]:
    day, month, year = _parts(text)
    years = [year] if year else range(today.year, today.year - _LEAP_YEARS - 1, -1)
    for each in years:
        try:
            yield date(each, month, day)
        except ValueError:
            continue


def _parts(text: str) -> tuple[int, int, int]:
    """Day, month and year as they are written; no year is 0, no date at all is day 0."""
    if found := _ISO.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    if found := _NUMBERS.fullmatch(text):
        day, month, year = found[1] or found[4], found[2] or found[5], found[3] or found[6] or "0"
        return int(day), int(month), int(year) + (_CENTURY if len(year) == 2 else 0)  # noqa: PLR2004
    found = _NAMED.fullmatch(text)
    place = _place(found[2], _MONTHS) if found else None
    if found is None or place is None:
        return 0, 0, 0
    return int(found[1]), place + 1, int(found[3] or 0)


def _place(text: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    """Which of the names this is: whole, or its first two or more letters."""
    fitting = [n for n, each in enumerate(names) if any(_begins(name, text) for name in each)]
    return fitting[0] if len(fitting) == 1 else None


def _begins(name: str, text: str) -> bool:
    short = text.rstrip(".")
    return len(short) > 1 and name.startswith(short)
