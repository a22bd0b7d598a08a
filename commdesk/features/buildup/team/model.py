"""Contributions and hours of a week, and how many of them are not the manager's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import floor
from typing import Any

from msgspec import Struct

from commdesk.core.values import Week

WEEKS = 13
HALF = 0.5


class Totals(Struct, frozen=True):
    """What all together did, and the manager's own part; None when that is not known.

    It is known of whom is found under the name of the workbook's owner: in Members for
    contributions, in Team for hours.
    """

    contributions: int = 0
    own_contributions: int | None = None
    minutes: int = 0
    own_minutes: int | None = None

    @property
    def contributions_share(self) -> float | None:
        """The part that is not the manager's; None without any, or when theirs is not known."""
        return _share(self.contributions, self.own_contributions)

    @property
    def minutes_share(self) -> float | None:
        return _share(self.minutes, self.own_minutes)

    @property
    def is_carried(self) -> bool:
        """Whether half or more comes from others, of each of the two that is known."""
        known = [s for s in (self.contributions_share, self.minutes_share) if s is not None]
        return bool(known) and min(known) >= HALF


class ShareWeek(Totals, frozen=True):
    """One week."""

    week: Week = Week.of(date(2026, 1, 1))


class Owned(Struct, frozen=True):
    """One thing that somebody owns."""

    owner: str
    kind: str
    """English msgid."""
    title: str
    due_on: date | None = None
    page: str = ""
    target: Any = None
    is_late: bool = False


def totals_of(weeks: Iterable[ShareWeek]) -> Totals:
    """All weeks added up."""
    known = list(weeks)
    return Totals(
        sum(week.contributions for week in known),
        _added([week.own_contributions for week in known]),
        sum(week.minutes for week in known),
        _added([week.own_minutes for week in known]),
    )


def _added(parts: Sequence[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def _share(total: int, own: int | None) -> float | None:
    return None if own is None or not total else (total - own) / total


def percent_of(share: float) -> float:
    """Rounded, but never to the half that it does not come to."""
    rounded = round(100 * share)
    if rounded != 100 * HALF or share >= HALF:
        return rounded
    return floor(1000 * share) / 10
