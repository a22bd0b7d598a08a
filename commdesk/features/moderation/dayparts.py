"""Parts of days in a week: when a task is done, when somebody can, when they rather would not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from commdesk.core.words import N_, Text, Words, say

WEEKDAYS = (1, 2, 3, 4, 5, 6, 7)
_MONDAY = date(2024, 1, 1)


class DayPart(StrEnum):
    """When on a day a shift is."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


DAY_PARTS: tuple[tuple[str, str], ...] = (
    (DayPart.MORNING, N_("morning")),
    (DayPart.AFTERNOON, N_("afternoon")),
    (DayPart.EVENING, N_("evening")),
)
PARTS = tuple(DayPart)
_BY_LETTER = {part[0]: part for part in PARTS}
Slot = tuple[int, DayPart]
"""An ISO weekday (1 = Monday) and a part of that day."""


class Slots(frozenset[Slot]):
    """Parts of a week's days; stored as `1e 2e`. What none at all stands for, its user says."""

    @classmethod
    def parse(cls, stored: str) -> Self:
        """Out of the stored form; raises ValueError for what is no weekday with a part."""
        try:
            return cls((_weekday(code[0]), _BY_LETTER[code[1:]]) for code in stored.split())
        except (KeyError, IndexError):
            raise ValueError(stored) from None

    @classmethod
    def every(cls, weekdays: Iterable[int], parts: Iterable[DayPart] = PARTS) -> Self:
        wanted = tuple(parts)
        return cls((weekday, part) for weekday in weekdays for part in wanted)

    def __str__(self) -> str:
        return " ".join(f"{weekday}{part[0]}" for weekday, part in self.in_order)

    @property
    def in_order(self) -> list[Slot]:
        return sorted(self, key=lambda slot: (slot[0], PARTS.index(slot[1])))

    @property
    def weekdays(self) -> frozenset[int]:
        return frozenset(weekday for weekday, _ in self)

    def holds(self, day: date, part: str) -> bool:
        return (day.isoweekday(), part) in self

    def said(self, words: Words) -> str:
        """`Mon to Thu morning, Fri evening`; days with the same parts stand together."""
        by_parts: dict[tuple[DayPart, ...], list[int]] = {}
        for weekday in sorted(self.weekdays):
            parts = tuple(part for part in PARTS if (weekday, part) in self)
            by_parts.setdefault(parts, []).append(weekday)
        return ", ".join(_said(weekdays, parts, words) for parts, weekdays in by_parts.items())


EVERY = Slots.every(WEEKDAYS)
"""All parts of all days."""


def weekday_name(weekday: int, words: Words) -> str:
    """`Mon` of 1."""
    return words.weekday(weekday_day(weekday))


def weekday_day(weekday: int) -> date:
    """Some day that is this ISO weekday, to name it by."""
    return _MONDAY + timedelta(days=weekday - 1)


def part_name(day_part: str) -> Text:
    return say(dict(DAY_PARTS)[day_part])


def _weekday(letter: str) -> int:
    if int(letter) not in WEEKDAYS:
        raise ValueError(letter)
    return int(letter)


def _said(weekdays: list[int], parts: tuple[DayPart, ...], words: Words) -> str:
    days = _run(weekdays, words)
    if len(parts) == len(PARTS):
        return days
    return f"{days} {words.listed([words(part_name(part)) for part in parts])}"


def _run(weekdays: list[int], words: Words) -> str:
    """Three days or more that follow each other are said by their first and last."""
    names = [weekday_name(weekday, words) for weekday in weekdays]
    if len(names) > 2 and weekdays[-1] - weekdays[0] == len(names) - 1:  # noqa: PLR2004 - a pair is a list
        return words("{first} to {last}", first=names[0], last=names[-1])
    return words.listed(names)
