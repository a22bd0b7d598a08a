"""A step of the build-up plan, how it stands, and where the plan goes at this pace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import Literal

from msgspec import Struct, field

State = Literal["done", "running", "late", "blocked", "ready", "later"]
STEADY = 1.0
FEWEST_DONE = 2
"""So many steps must be done before their pace says anything of the others."""
FASTEST, SLOWEST = 0.5, 3.0
_A_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 6, 7


class StepDraft(Struct, frozen=True):
    """What can be typed about a step."""

    title: str = ""
    why: str = ""
    how: str = ""
    owner: str = ""
    planned_from: date = date.min
    planned_until: date = date.min
    began_on: date | None = None
    done_on: date | None = None
    note: str = ""
    evidence: tuple[str, ...] = ()
    """Keys of what the workbook can see itself."""
    waits_for: tuple[int, ...] = ()
    """Ids of the steps that come first."""


class Step(StepDraft, frozen=True):
    """A stored step."""

    id: int = 0
    key: str = ""
    position: int = 0

    @property
    def is_done(self) -> bool:
        return self.done_on is not None

    @property
    def days(self) -> int:
        """How long it is planned to take, first and last day included."""
        return (self.planned_until - self.planned_from).days + 1

    @property
    def taken(self) -> int:
        """How many days it took; 0 while it is not done, or when it is not known when it began."""
        if self.done_on is None or self.began_on is None:
            return 0
        return (self.done_on - self.began_on).days + 1


class Forecast(Struct, frozen=True):
    """When a step will be, at this pace."""

    begins_on: date
    ends_on: date
    slips: int
    """Days that it ends later than planned; below zero when it is earlier."""
    begins_later: int = 0
    """Days that it begins later than planned; below zero when it is earlier."""


class Outlook(Struct, frozen=True):
    """The whole plan seen from today."""

    pace: float
    """How long the steps that are done took, for each day that was planned."""
    is_measured: bool
    """False: too few are done to know a pace; the planned lengths are taken."""
    steps: Mapping[int, Forecast] = field(default_factory=dict)


def state_of(step: Step, by_id: Mapping[int, Step], today: date) -> State:
    """How a step stands; blocked is one that should have begun, but waits for another."""
    if step.is_done:
        return "done"
    if step.began_on is not None and step.began_on <= today:
        return "late" if step.planned_until < today else "running"
    if step.planned_from > today:
        return "later"
    return "blocked" if open_before(step, by_id) else "ready"


def open_before(step: Step, by_id: Mapping[int, Step]) -> list[Step]:
    """What it waits for that is not done yet, the first in the plan first."""
    waits = (by_id[each] for each in step.waits_for if each in by_id)
    return sorted((each for each in waits if not each.is_done), key=lambda each: each.position)


def is_overdue(step: Step, today: date) -> bool:
    """Whether it should have begun, or been done, before today."""
    if step.is_done:
        return False
    begins = step.planned_from < today and (step.began_on is None or step.began_on > today)
    return begins or step.planned_until < today


def next_step(steps: Sequence[Step], today: date) -> Step | None:
    """The first to do something about: one that runs or could begin, else the first still open."""
    by_id = {step.id: step for step in steps}
    still = [step for step in steps if not step.is_done]
    able = (s for s in still if state_of(s, by_id, today) in {"late", "running", "ready"})
    return next(able, next(iter(still), None))


def pace_of(steps: Sequence[Step]) -> tuple[float, bool]:
    """Days taken for each day planned, over the steps that are done; whether that is measured."""
    done = [step for step in steps if step.done_on is not None and step.began_on is not None]
    if len(done) < FEWEST_DONE:
        return STEADY, False
    taken = sum(step.taken for step in done)
    planned = sum(step.days for step in done)
    return min(max(taken / planned, FASTEST), SLOWEST), True


def outlook(steps: Sequence[Step], today: date) -> Outlook:
    """When every step will be: what is done stands, the rest follows from pace and dependencies.

    A step that runs ends a paced length after it began, not before today; one that did not begin
    does so on its planned day, today, or the day after all it waits for: whichever is last, and
    on a Monday where that is in a weekend. A step that runs before what it waits for is done ends
    no earlier than that: what it needs is not there before.
    """
    pace, is_measured = pace_of(steps)
    by_id = {step.id: step for step in steps}
    found: dict[int, Forecast] = {}
    for step in in_order(steps):
        first, last = _span(
            step, [found[each] for each in step.waits_for if each in by_id], pace, today
        )
        later = (first - step.planned_from).days
        found[step.id] = Forecast(first, last, (last - step.planned_until).days, later)
    return Outlook(pace, is_measured, found)


def in_order(steps: Sequence[Step]) -> list[Step]:
    """Every step after all that it waits for, else by place.

    Raises ValueError with the ids of a circle: steps that wait for each other never begin.
    """
    by_id = {step.id: step for step in steps}
    left = sorted(steps, key=lambda step: step.position)
    placed: list[Step] = []
    there: set[int] = set()
    while left:
        free = [s for s in left if all(each in there or each not in by_id for each in s.waits_for)]
        if not free:
            raise ValueError([step.id for step in left])
        placed.append(free[0])
        there.add(free[0].id)
        left.remove(free[0])
    return placed


def _span(step: Step, before: Sequence[Forecast], pace: float, today: date) -> tuple[date, date]:
    if step.done_on is not None:
        return step.began_on or step.done_on, step.done_on
    length = timedelta(days=max(ceil(round(step.days * pace, 6)), 1) - 1)
    if step.began_on is not None and step.began_on <= today:
        ends = [each.ends_on for each in before]
        return step.began_on, max(step.began_on + length, today, *ends)
    free = [each.ends_on + _A_DAY for each in before]
    first = _weekday_from(max(step.planned_from, today, *free))
    return first, first + length


def _weekday_from(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    weekday = day.isoweekday()
    return day if weekday < _SATURDAY else day + timedelta(days=_SUNDAY + 1 - weekday)
