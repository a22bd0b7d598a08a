"""The rule of levels: up at once, down only at the end of a month (thresholds: Savannah CRM)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from commdesk.core.values import Period
from commdesk.core.words import N_
from commdesk.features.activity.model import WINDOW_DAYS, Counts

Counted = Literal["contributions", "conversations"]
Deeds = tuple[Sequence[int], Sequence[int]]
"""The days of each contribution and of each conversation of somebody, as ordinals in order."""


class Level(StrEnum):
    """Each holds more than the one before; contributing counts above talking."""

    VISITOR = "visitor"
    PARTICIPANT = "participant"
    CONTRIBUTOR = "contributor"
    CORE = "core"


LEVELS: tuple[tuple[str, str], ...] = (
    (Level.VISITOR, N_("Visitor")),
    (Level.PARTICIPANT, N_("Participant")),
    (Level.CONTRIBUTOR, N_("Contributor")),
    (Level.CORE, N_("Core")),
)
AMBASSADOR = "ambassador"
"""Above every level that is counted: it is agreed."""


class Rung(Struct, frozen=True):
    """One level: who has at least so many of what it counts has reached it."""

    name: str
    of: Counted
    least: int
    weight: int = 1
    """How much somebody on it carries; see `LevelRule.weighed`."""

    def missing(self, counts: Counts) -> int:
        return max(self.least - int(getattr(counts, self.of)), 0)


class LevelRule(Struct, frozen=True):
    """The rungs of a ladder, the lowest first."""

    rungs: tuple[Rung, ...]

    def highest(self, counts: Counts) -> str:
        """The highest level that these counts reach; '' for none."""
        return self.name_at(self.place(counts.contributions, counts.conversations))

    def place(self, contributions: int, conversations: int) -> int:
        """The same as a number: 0 for none, 1 for the lowest."""
        place = len(self.rungs)
        for rung in reversed(self.rungs):
            if (contributions if rung.of == "contributions" else conversations) >= rung.least:
                return place
            place -= 1
        return 0

    def name_at(self, place: int) -> str:
        return self.rungs[place - 1].name if place else ""

    def after(self, level: str) -> Rung | None:
        """The next one above a level; None above the highest and above what is agreed."""
        names = ["", *(rung.name for rung in self.rungs)]
        if level not in names or level == names[-1]:
            return None
        return self.rungs[names.index(level)]

    def weighed(self, members: Mapping[str, int]) -> int:
        """How much a community carries: members by level, each by the square of its weight.

        After the Orbit model, where love times reach, both by the level, make the gravity of a
        member.
        """
        return sum(members.get(rung.name, 0) * rung.weight**2 for rung in self.rungs)

    def gravity(self, before: Mapping[str, int], now: Mapping[str, int]) -> float:
        """How much more each member carries than a month before; 0 without members."""
        people = sum(now.get(rung.name, 0) for rung in self.rungs)
        return (self.weighed(now) - self.weighed(before)) / people if people else 0.0


USUAL = LevelRule(
    (
        Rung(Level.VISITOR, "conversations", 1, 1),
        Rung(Level.PARTICIPANT, "conversations", 10, 2),
        Rung(Level.CONTRIBUTOR, "contributions", 1, 3),
        Rung(Level.CORE, "contributions", 10, 4),
    )
)


PLACES: Mapping[str, int] = {"": 0} | {rung.name: n for n, rung in enumerate(USUAL.rungs, 1)}
_LAST_DAY = date(9999, 11, 30).toordinal()
_NEVER = _LAST_DAY + WINDOW_DAYS


class Step(Struct, frozen=True):
    """A change of somebody's level: a rise on its day, or from one month's end to the next's."""

    day: date
    """Of a closing the last day of the month."""
    is_closing: bool
    was: str
    """Of a rise what they had just before it, of a closing what the month before closed with."""
    level: str


class Held(Struct, frozen=True):
    """The level that somebody has, and the first day on which they had it without a break."""

    level: str = ""
    since: date | None = None


def level_of(counts: Counts) -> Level | None:
    """The highest that somebody reaches by the usual rule; None for who did nothing."""
    found = USUAL.highest(counts)
    return Level(found) if found else None


def steps_of(deeds: Deeds, rule: LevelRule, left: date | None = None) -> Iterator[Step]:
    """Every change in a life of activity; see `changes_of`."""
    for day, is_closing, was, level in changes_of(deeds, rule, left.toordinal() if left else None):
        yield Step(date.fromordinal(day), is_closing, rule.name_at(was), rule.name_at(level))


def changes_of(  # noqa: C901 - one loop over millions of days; a call for each part costs more
    deeds: Deeds, rule: LevelRule, left: int | None = None
) -> Iterator[tuple[int, bool, int, int]]:
    """The steps as numbers: day, whether it is a closing, place before and after.

    Those to come too: what somebody falls to when nothing more happens. After the day they left
    nothing counts, and that month closes without a level.
    """
    given, talked = (_until(days, left) for days in deeds)
    final, top, place = last_of_month(left or _LAST_DAY), len(rule.rungs), _placing(rule)
    # What counts on a day lies from `g_out` to `g`, and from `t_out` to `t`. Millions of days pass
    # here: stepping with the four days at hand is twice as fast as searching for them.
    g = t = g_out = t_out = closed = 0
    give, talk, old_give, old_talk = given[0], talked[0], given[0], talked[0]
    while old_give < _NEVER or old_talk < _NEVER:
        # Between what happens next and what stops counting next nothing can change.
        news = min(talk, give)
        olds = (min(old_talk, old_give)) + WINDOW_DAYS
        end = min(last_of_month(min(olds, news)), final)
        held = closed
        while news <= end:
            day, gone = (news, news - WINDOW_DAYS) if held < top else (end, end - WINDOW_DAYS)
            while give <= day:
                give = given[g := g + 1]
            while talk <= day:
                talk = talked[t := t + 1]
            while old_give <= gone:
                old_give = given[g_out := g_out + 1]
            while old_talk <= gone:
                old_talk = talked[t_out := t_out + 1]
            now = place(g - g_out, t - t_out)
            if now > held:
                yield day, False, held, now
                held = now
            news = min(talk, give)
        while old_give <= end - WINDOW_DAYS:
            old_give = given[g_out := g_out + 1]
        while old_talk <= end - WINDOW_DAYS:
            old_talk = talked[t_out := t_out + 1]
        now = place(g - g_out, t - t_out) if end < final else 0
        if now != closed:
            yield end, True, closed, now
        closed = now
        if end == final:
            return


@lru_cache(maxsize=8)
def _placing(rule: LevelRule) -> Callable[[int, int], int]:
    """`rule.place`, which is asked the same few things a million times."""
    return lru_cache(maxsize=50_000)(rule.place)


def _until(days: Sequence[int], left: int | None) -> list[int]:
    """Those that count, and after them a day that never comes."""
    return [*(days[: bisect_right(days, left)] if left else days), _NEVER]


def held_on(steps: Iterable[Step], day: date) -> Held:
    """What somebody has on a day, by their steps in order."""
    held, closed, end = Held(), "", date.min
    for step in steps:
        if step.day > day:
            break
        if month_end(step.day) != end:
            held, end = _fallen(held, closed, end), month_end(step.day)
        if step.is_closing:
            closed = step.level
        else:
            held = Held(step.level, step.day)
    return _fallen(held, closed, end) if day > end else held


def closings_with(
    steps: Sequence[Step], agreed: Sequence[Period], until: date
) -> Iterator[tuple[date, str, str]]:
    """Month end, before and after: each change between the ends of months, up to a day.

    With what was agreed above what was counted; the month of that day ends on it.
    """
    known = {step.day: step.level for step in steps if step.is_closing and step.day < until}
    was = counted = ""
    for end in sorted({*known, *_turns(agreed, until)}):
        counted = known.get(end, counted)
        now = AMBASSADOR if any(end in period for period in agreed) else counted
        if now != was:
            yield end, was, now
        was = now
    now = held_with(steps, agreed, until).level
    if now != was:
        yield month_end(until), was, now


def held_with(steps: Sequence[Step], agreed: Sequence[Period], day: date) -> Held:
    """As `held_on`, with what was agreed; that ends with a month too."""
    before = day.replace(day=1) - timedelta(days=1)
    standing = [each for each in agreed if each.first <= day and each.last >= before]
    if standing:
        return Held(AMBASSADOR, min(period.first for period in standing))
    held = held_on(steps, day)
    ended = [month_end(each.last) + timedelta(days=1) for each in agreed if each.last < before]
    if held.since and ended:
        return Held(held.level, max(held.since, *ended))
    return held


def month_end(day: date) -> date:
    return date.fromordinal(last_of_month(day.toordinal()))


@lru_cache(maxsize=20_000)
def last_of_month(ordinal: int) -> int:
    """The last day of the month of a day, both as ordinals."""
    day = date.fromordinal(ordinal)
    over = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return over.toordinal() - 1


def _turns(agreed: Sequence[Period], until: date) -> Iterator[date]:
    """The ends of months before a day at which an agreement may hold and did not, or no more."""
    for period in agreed:
        around = [period.first]
        if period.last < until:
            around += [period.last, period.last + timedelta(days=1)]
        yield from (end for end in map(month_end, around) if end < until)


def _fallen(held: Held, closed: str, end: date) -> Held:
    """After the end of a month; what stayed the same keeps its day."""
    return held if held.level == closed else Held(closed, end + timedelta(days=1))
