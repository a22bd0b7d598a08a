"""The account of a run of weeks: needed, worked and open per task, and whether that changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.core.words import N_
from commdesk.features.moderation.tasks.budgets import weeks_between

USUAL_WEEKS = 13
MOST_WEEKS = 260
FEWEST_WEEKS = 8
"""Of fewer weeks with a need no trend is told: two halves of three say nothing."""
LEAST_CHANGE = 0.05
"""A smaller change of the share worked is not worth a word, however sure."""
_BY_CHANCE = 0.01
"""How often chance alone may be taken for a trend; of sixty tasks that is less than one."""
NOTHING = Minutes(0)
_TO_THURSDAY = timedelta(days=3)


class Span(StrEnum):
    """Which weeks an account is about; only weeks that are over count."""

    WEEKS = "weeks"
    QUARTER = "quarter"
    YEAR = "year"
    TYPED = "typed"


SPANS: tuple[tuple[str, str], ...] = (
    (Span.WEEKS, N_("the last 13 weeks")),
    (Span.QUARTER, N_("this quarter")),
    (Span.YEAR, N_("this year")),
    (Span.TYPED, N_("weeks of your choice")),
)


class Trend(StrEnum):
    """Where the share worked of what is needed goes."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    TOO_FEW = "too-few"
    NO_HOURS = "no-hours"


TRENDS: tuple[tuple[str, str], ...] = (
    (Trend.RISING, N_("rising")),
    (Trend.FALLING, N_("falling")),
    (Trend.STEADY, N_("about the same")),
    (Trend.TOO_FEW, N_("too few weeks to say")),
    (Trend.NO_HOURS, N_("no hours yet")),
)


class TaskAccount(Struct, frozen=True):
    """One task over all weeks of the account, or all tasks together with 0 as id and no name."""

    task_id: int
    task: str
    priority: int
    needed: Minutes
    worked: Minutes
    planned: Minutes
    carried: Minutes
    """Into the week after the last one, from all before it; below zero, worked ahead."""
    weeks_short: int
    """In how many weeks less was planned than needed."""
    coming: Minutes
    """Short in this and the coming three weeks, by the rule of coverage."""
    trend: Trend
    weekly: Minutes
    """What it needs in a usual week from now on."""

    @property
    def id(self) -> int:
        return self.task_id

    @property
    def open(self) -> Minutes:
        return Minutes(self.needed - self.worked)

    @property
    def share(self) -> float | None:
        """Worked of needed; None when nothing was needed."""
        return self.worked / self.needed if self.needed else None


class WeekAccount(Struct, frozen=True):
    """One week over all tasks."""

    week: Week
    needed: Minutes
    planned: Minutes
    worked: Minutes

    @property
    def id(self) -> str:
        return str(self.week)


class CaseCount(Struct, frozen=True):
    """How often something was off topic, by the boundary that it crossed."""

    boundary: str
    cases: int


class Account(Struct, frozen=True):
    """Everything for one page, without a person in it."""

    weeks: tuple[Week, ...]
    """Those that are over, in order; none when nothing is over yet."""
    tasks: tuple[TaskAccount, ...]
    """The most pressing first."""
    total: TaskAccount
    by_week: tuple[WeekAccount, ...]
    coming: int
    """How many shortages there are: one a task and week, as the side bar counts them."""
    available: Minutes
    """What the team has together in a usual week."""
    cases: tuple[CaseCount, ...] = ()


def trend_of(weeks: Sequence[tuple[int, int]]) -> Trend:
    """The trend of (needed, worked) week by week: the last half against the first.

    A week without a need has no share and is left out; so is the middle one of an odd number.
    Rising or falling is only said of a change of the mean share that is at least 0.05 and that
    chance brings less than once in a hundred (Student's t, two-sided, equal variances).
    """
    from statistics import fmean, variance  # slow to import, and only an account needs it

    shares = [worked / needed for needed, worked in weeks if needed]
    if not any(worked for _, worked in weeks):
        return Trend.NO_HOURS
    if len(shares) < FEWEST_WEEKS:
        return Trend.TOO_FEW
    half = len(shares) // 2
    first, last = shares[:half], shares[-half:]
    change = fmean(last) - fmean(first)
    noise = sqrt((variance(first) + variance(last)) / half)
    if abs(change) < max(LEAST_CHANGE, _critical_t(2 * half - 2) * noise):
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def weeks_of(
    span: Span | str, today: date, since: Week | None, typed: tuple[Week, Week] | None = None
) -> tuple[Week, ...]:
    """The weeks of a span that are over, from `since` on: the first that has hours at all.

    A week belongs to the quarter and the year of its Thursday. Typed weeks stand as they were
    typed; refuses those that are not over, or the wrong way round.
    """
    if span == Span.TYPED and typed:
        return _typed_weeks(*typed, today)
    last = Week.of(today) - 1
    if since is None:
        return ()
    if span == Span.WEEKS:
        return tuple(weeks_between(max(last - (USUAL_WEEKS - 1), since), last))
    is_same = _same_quarter if span == Span.QUARTER else _same_year
    found = (last - number for number in range(54))
    return tuple(sorted(week for week in found if week >= since and is_same(week, today)))


def _typed_weeks(first: Week, last: Week, today: date) -> tuple[Week, ...]:
    over = Week.of(today) - 1
    if first > over:
        raise Refused("{week} is not over yet.", week=first, field="first")
    if last > over:
        raise Refused("{week} is not over yet.", week=last, field="last")
    if first > last:
        raise Refused("The last week comes before the first.", field="last")
    weeks = weeks_between(first, last)
    if len(weeks) > MOST_WEEKS:
        raise Refused("An account holds at most {most} weeks.", most=MOST_WEEKS, field="last")
    return tuple(weeks)


def _same_year(week: Week, today: date) -> bool:
    return (week.monday + _TO_THURSDAY).year == today.year


def _same_quarter(week: Week, today: date) -> bool:
    month = (week.monday + _TO_THURSDAY).month
    return _same_year(week, today) and (month - 1) // 3 == (today.month - 1) // 3


def _critical_t(freedom: int) -> float:
    """The value that chance exceeds so rarely, two-sided; within 0.5 % from 6 degrees on.

    Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
    """
    from statistics import NormalDist

    z = NormalDist().inv_cdf(1 - _BY_CHANCE / 2)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
