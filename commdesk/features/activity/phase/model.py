"""The phase out of weekly shares: up at once, down only at the end of a month; pure.

Inception until members make more than half of growth and activity, establishment until they make
90 % of both, then maturity (Iriberri & Leroy 2009; Millington).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from msgspec import Struct

from commdesk.core.developing import PhaseName
from commdesk.core.shares import Share
from commdesk.core.values import Week

WINDOW = 13
"""Weeks over which a share is taken: a quarter."""
HALF, NEARLY_ALL = Fraction(1, 2), Fraction(9, 10)
PHASES: Final[tuple[PhaseName, ...]] = ("inception", "establishment", "maturity")
MONTHS: Final[dict[PhaseName, tuple[int, int]]] = {
    "inception": (3, 9),
    "establishment": (6, 18),
    "maturity": (24, 36),
}
"""How long a phase usually takes; of the last one after how many months it is reached."""


class Shares(Struct, frozen=True):
    """What members made of growth and of activity in the weeks up to and including one."""

    week: Week
    growth: Share = Share(0, 0)
    """Of newcomers of whom it is known how they came: not invited by us."""
    activity: Share | None = Share(0, 0)
    """Of contributions: not the team's own. None: nobody is known as the team."""

    @property
    def told(self) -> tuple[Share, ...]:
        """Those that are of enough to say something; without activity nothing is said."""
        if self.activity is None or not self.activity.is_enough:
            return ()
        return (self.activity, self.growth) if self.growth.is_enough else (self.activity,)

    @property
    def reached(self) -> int | None:
        """The place of the phase that these shares are of; None: too few to tell."""
        return min(map(_phase_of, self.told)) if self.told else None


class Stand(Struct, frozen=True):
    """Which phase, as its place among them, and since which day; None: since it began."""

    phase: int = 0
    since: date | None = None

    @property
    def name(self) -> PhaseName:
        return PHASES[self.phase]


class Began(Struct, frozen=True):
    """How long the community is known."""

    months: int
    is_older: bool = False
    """Than the workbook: it holds weeks from before that was made."""


def windows(parts: Sequence[Share]) -> list[Share]:
    """Of each place the sum of it and the twelve before it."""
    counts, wholes = [0], [0]
    for part in parts:
        counts.append(counts[-1] + part.count)
        wholes.append(wholes[-1] + part.of)
    return [
        Share(counts[n] - counts[max(n - WINDOW, 0)], wholes[n] - wholes[max(n - WINDOW, 0)])
        for n in range(1, len(counts))
    ]


def stand_at(shares: Iterable[Shares], until: date) -> Stand:
    """The phase before a day: only weeks that are over have a say, the oldest first.

    A week in which a higher one is reached raises it at once. A month lowers it on its last day,
    to what its last whole week says; what too few tell changes nothing.
    """
    stand = Stand()
    for day, each, is_month_end in _moments(shares, until):
        reached = each.reached
        if reached is None:
            continue
        if reached > stand.phase or (is_month_end and reached < stand.phase):
            stand = Stand(reached, day)
    return stand


def _moments(shares: Iterable[Shares], until: date) -> Iterator[tuple[date, Shares, bool]]:
    """Every whole week on its last day, and every month on its own with its last whole week."""
    last: Shares | None = None
    for each in shares:
        if each.week.sunday >= until:
            break
        if last and (end := _month_end(last.week.sunday)) < each.week.sunday:
            yield end, last, True
        yield each.week.sunday, each, False
        last = each
    if last and (end := _month_end(last.week.sunday)) < until:
        yield end, last, True


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _phase_of(share: Share) -> int:
    """Exactly half is inception still; exactly 90 % is maturity."""
    part = Fraction(share.count, share.of)
    return int(part > HALF) + int(part >= NEARLY_ALL)


def missing(share: Share, phase: int) -> int:
    """How many more of so many are needed for a phase; 0: none."""
    if phase == 1:
        return max(share.of // 2 + 1 - share.count, 0)
    return max(-(-share.of * 9 // 10) - share.count, 0)


def months_between(first: date, last: date) -> int:
    """Whole months; none when `last` comes first."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(months - int(last.day < first.day), 0)
