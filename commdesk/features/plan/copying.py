"""A to-do as a pattern for another week: the same work again, on a day of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from commdesk.core.feature import Act
from commdesk.features.plan.model import Todo, TodoDraft
from commdesk.features.plan.ops import add_todo


def copying(todo: Todo) -> Callable[[date, date], Act] | None:
    """What writes it down again for a day, given today; None for what is about a member or repeats.

    Work that was promised or due on a day of its own comes along without that day.
    """
    if todo.member_id is not None or todo.series_id is not None:
        return None

    def again(day: date, today: date) -> Act:
        draft = TodoDraft(
            title=todo.title,
            planned_on=day,
            minutes=todo.minutes,
            kind=todo.kind,
            owner=todo.owner,
        )
        return Act(add_todo, (draft,), {"today": today})

    return again
