"""Reads of the calculation: what was typed, and what imported activity says of a week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct, field

from commdesk.core.database import Database
from commdesk.core.values import Minutes, Week
from commdesk.core.workbook import read_fact
from commdesk.features.activity import Kind, counts_by_weekday, first_day
from commdesk.features.moderation.capacity.model import FACT, Load

WEEKS = 12
_OPENS = frozenset({Kind.TOPIC, Kind.QUESTION})
_WRITTEN = _OPENS | {Kind.POST, Kind.ARTICLE, Kind.REPLY}


class Counted(Struct, frozen=True):
    """What came in over so many whole weeks, by imported activity."""

    weeks: int = 0
    by_weekday: Mapping[int, int] = field(default_factory=dict)
    """ISO weekday -> messages in all those weeks together."""
    opened: int = 0
    """How many of the messages opened a topic."""

    @property
    def posts(self) -> int:
        """Messages a week, those that open a topic too."""
        return self._a_week(sum(self.by_weekday.values()))

    @property
    def topics(self) -> int:
        return self._a_week(self.opened)

    def _a_week(self, count: int) -> int:
        return (2 * count + self.weeks) // (2 * self.weeks) if self.weeks else 0


def read_load(db: Database) -> Load:
    """What was typed last, or the usual minutes."""
    stored: dict[str, Any] = read_fact(db, FACT, {})
    if not stored:
        return Load()
    read = {"admin_minutes": Minutes(stored["admin_minutes"]), "parts": tuple(stored["parts"])}
    return Load(**stored | read)


def count_activity(db: Database, today: date) -> Counted:
    """The last twelve whole weeks, or those since the first activity when that is later.

    Reactions and meetings ask nobody to read along; everything that was written counts.
    """
    until = Week.of(today).monday - timedelta(days=1)
    since = (Week.of(until) - (WEEKS - 1)).monday
    first = first_day(db, since, until)
    if first is None:
        return Counted()
    since = Week.of(first).monday
    found = counts_by_weekday(db, since, until)
    by_weekday: dict[int, int] = {}
    for (weekday, kind), count in found.items():
        if kind in _WRITTEN:
            by_weekday[weekday] = by_weekday.get(weekday, 0) + count
    opened = sum(count for (_, kind), count in found.items() if kind in _OPENS)
    return Counted(((until - since).days + 1) // 7, by_weekday, opened)
