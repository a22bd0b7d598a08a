"""The cells of the grid, the one rule for a shortage, and hours carried from week to week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.tasks import Carry, Task

WEEKS_AHEAD = 3
NOTHING = Minutes(0)
_A_WEEK = timedelta(weeks=1)


class TaskWeek(Struct, frozen=True, gc=False):
    """One cell of the grid: a task in a week, all in minutes.

    There are thousands of them and none is part of a cycle, so Python need not look.
    """

    week: Week
    task_id: int
    task: str
    expertise: str
    needed: Minutes
    planned: Minutes
    worked: Minutes
    available: Minutes
    """What everybody with the expertise has together, also when other tasks want it too."""
    is_override: bool = False
    """The week has a budget of its own."""
    carried: Minutes = NOTHING
    """Left over from earlier weeks, below zero when more was worked; of later weeks none."""
    reason: str = ""
    """Why the week has a budget of its own, in the user's words."""

    @property
    def left(self) -> Minutes:
        return Minutes(self.needed - self.worked)

    @property
    def missing(self) -> Minutes:
        return Minutes(max(self.needed - self.planned, 0))

    def is_shortage(self, today: date) -> bool:
        """Needed minus planned above zero, in this or the coming three ISO weeks."""
        return self.missing > 0 and self.week in shortage_weeks(today)


class WeekSum(Struct, frozen=True, gc=False):
    """Tasks of a week added up, all in minutes; `missing` is what is missing of each, together."""

    week: Week
    needed: Minutes = NOTHING
    planned: Minutes = NOTHING
    worked: Minutes = NOTHING
    carried: Minutes = NOTHING
    missing: Minutes = NOTHING
    available: Minutes = NOTHING
    """What the people have, each of them once."""
    is_override: bool = False
    """One of the tasks has a budget of its own in this week."""

    @property
    def left(self) -> Minutes:
        return Minutes(self.needed - self.worked)

    def is_shortage(self, today: date) -> bool:
        """Whether one of the tasks is short; it is each task that is counted."""
        return self.missing > 0 and self.week in shortage_weeks(today)


class ExpertiseWeek(WeekSum, frozen=True, gc=False):
    """All tasks of one expertise in a week; without one: those that anybody can do."""

    expertise: str = ""


class CarryStep(Struct, frozen=True, gc=False):
    """What a week did to the hours that a task carries."""

    week: Week
    carried: Minutes
    """What came into it."""
    left: Minutes = NOTHING
    """What it needed less what was worked in it."""
    let_go: Minutes = NOTHING
    """What had grown too old when it began."""


Cell = TaskWeek | WeekSum


def shortage_weeks(today: date) -> tuple[Week, ...]:
    """The weeks in which a gap is a shortage: this one and the coming three."""
    this = Week.of(today)
    return tuple(this + n for n in range(WEEKS_AHEAD + 1))


def sum_by_expertise(
    cells: Iterable[TaskWeek], available: Mapping[tuple[str, Week], Minutes]
) -> list[ExpertiseWeek]:
    """Every expertise in every week in which it has a task; whatever its case it is one.

    `available` has (expertise in lower case, week); in the order of the cells.
    """
    names: dict[str, str] = {}
    groups: dict[tuple[Week, str], list[TaskWeek]] = {}
    for cell in cells:
        folded = cell.expertise.casefold()
        names.setdefault(folded, cell.expertise)
        groups.setdefault((cell.week, folded), []).append(cell)
    return [
        ExpertiseWeek(
            week, **_added(group), available=available[folded, week], expertise=names[folded]
        )
        for (week, folded), group in groups.items()
    ]


def sum_by_week(cells: Iterable[ExpertiseWeek], available: Mapping[Week, Minutes]) -> list[WeekSum]:
    """All tasks together, of every week of `available`: also of one without any."""
    groups: dict[Week, list[WeekSum]] = {week: [] for week in available}
    for cell in cells:
        groups[cell.week].append(cell)
    return [
        WeekSum(week, **_added(group), available=available[week]) for week, group in groups.items()
    ]


def _added(group: Sequence[Cell]) -> dict[str, Any]:
    return {
        "needed": Minutes(sum([cell.needed for cell in group])),
        "planned": Minutes(sum([cell.planned for cell in group])),
        "worked": Minutes(sum([cell.worked for cell in group])),
        "carried": Minutes(sum([cell.carried for cell in group])),
        "missing": Minutes(sum([cell.missing for cell in group])),
        "is_override": any(cell.is_override for cell in group),
    }


def carried_by_week(task: Task, left: Mapping[Week, int], until: Week) -> dict[Week, Minutes]:
    """Week -> minutes carried into it, up to `until`; `left` has needed less worked of each week.

    What is left in a week first makes up for what earlier weeks worked too much, the oldest first,
    and the other way round; with `Carry.ENDS` what then remains is let go after `carry_weeks`.
    """
    return {step.week: step.carried for step in carry_steps(task, left, until)}


def carry_steps(task: Task, left: Mapping[Week, int], until: Week) -> list[CarryStep]:
    """What each week did to the hours carried, from the first of `left` up to `until`."""
    if task.carry == Carry.NONE or not left:
        return []
    steps: list[CarryStep] = []
    open_: list[tuple[int, int]] = []
    monday, number = min(left).monday, 0
    while (week := Week.of(monday)) <= until:
        old = 0
        if task.carry == Carry.ENDS:
            old = sum(rest for since, rest in open_ if number - since > task.carry_weeks)
            open_ = [(since, rest) for since, rest in open_ if number - since <= task.carry_weeks]
        into, own = sum(rest for _, rest in open_), left.get(week, 0)
        steps.append(CarryStep(week, Minutes(into), Minutes(own), Minutes(old)))
        open_ = _settled(open_, number, own)
        monday, number = monday + _A_WEEK, number + 1
    return steps


def _settled(open_: list[tuple[int, int]], number: int, left: int) -> list[tuple[int, int]]:
    """The open rests after a week that left so much: the oldest of the other sign give way."""
    after: list[tuple[int, int]] = []
    for since, rest in open_:
        if left and (rest > 0) != (left > 0):
            used = min(abs(rest), abs(left))
            sign = 1 if rest > 0 else -1
            rest, left = rest - sign * used, left + sign * used  # noqa: PLW2901 - both shrink
        if rest:
            after.append((since, rest))
    return [*after, (number, left)] if left else after
