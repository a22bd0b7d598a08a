"""The cells of the grid, the one rule for a shortage, and hours carried from week to week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.tasks import Carry, Task
from commdesk.features.moderation.team import Moderator

WEEKS_AHEAD = 3
NOTHING = Minutes(0)


class TaskWeek(Struct, frozen=True):
    """One cell of the grid: a task in a week, all in minutes."""

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

    @property
    def left(self) -> Minutes:
        return Minutes(self.needed - self.worked)

    @property
    def missing(self) -> Minutes:
        return Minutes(max(self.needed - self.planned, 0))

    def is_shortage(self, today: date) -> bool:
        """Needed minus planned above zero, in this or the coming three ISO weeks."""
        return self.missing > 0 and self.week in shortage_weeks(today)


def shortage_weeks(today: date) -> tuple[Week, ...]:
    """The weeks in which a gap is a shortage: this one and the coming three."""
    this = Week.of(today)
    return tuple(this + n for n in range(WEEKS_AHEAD + 1))


def available_for(expertise: str, team: Iterable[Moderator], hours: Mapping[int, int]) -> Minutes:
    """Of everybody with this expertise: what they have, out of moderator -> minutes."""
    return Minutes(sum(hours[m.id] for m in team if m.can_do(expertise)))


def carried_by_week(task: Task, left: Mapping[Week, int], until: Week) -> dict[Week, Minutes]:
    """Week -> minutes carried into it, up to `until`; `left` has needed less worked of each week.

    What is left in a week first makes up for what earlier weeks worked too much, the oldest first,
    and the other way round; with `Carry.ENDS` what then remains is let go after `carry_weeks`.
    """
    if task.carry == Carry.NONE or not left:
        return {}
    found: dict[Week, Minutes] = {}
    open_: list[tuple[int, int]] = []
    week, number = min(left), 0
    while week <= until:
        if task.carry == Carry.ENDS:
            open_ = [(since, rest) for since, rest in open_ if number - since <= task.carry_weeks]
        found[week] = Minutes(sum(rest for _, rest in open_))
        open_ = _settled(open_, number, left.get(week, 0))
        week, number = week + 1, number + 1
    return found


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
