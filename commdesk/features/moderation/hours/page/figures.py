"""What a week sheet works out: totals of days and tasks, beside what is needed of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from commdesk.core.values import Minutes
from commdesk.features.moderation.hours.cells import Place
from commdesk.features.moderation.hours.page.headings import CARRIED, LEFT, NEEDED

Hours = Mapping[Place, Minutes]


class Need(Struct, frozen=True):
    """What a task asks in the week, and what was carried into it: minutes."""

    needed: int = 0
    carried: int = 0


class Sums(Struct, frozen=True):
    """Minutes of some tasks on some days of a week."""

    worked: int
    needed: int
    carried: int

    @classmethod
    def of(
        cls, tasks: Sequence[int], days: Sequence[date], hours: Hours, needs: Mapping[int, Need]
    ) -> Sums:
        asked = [needs[task_id] for task_id in tasks if task_id in needs]
        return cls(
            worked=sum([hours.get((task_id, day), 0) for task_id in tasks for day in days]),
            needed=sum(need.needed for need in asked),
            carried=sum(need.carried for need in asked),
        )

    @property
    def left(self) -> int:
        return self.needed + self.carried - self.worked


def as_typed(minutes: int) -> str:
    """`1:30`; nothing for nothing."""
    return f"{minutes // 60}:{minutes % 60:02}" if minutes else ""


def figure_of(column: int, sums: Sums) -> int:
    """What stands in a column beside the days, in minutes."""
    figures = {NEEDED: sums.needed, CARRIED: sums.carried, LEFT: sums.left}
    return figures[column]
