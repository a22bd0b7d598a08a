"""Budgets of a period: one step for all its weeks, and one step back."""

from __future__ import annotations

from datetime import date

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes, Week
from commdesk.features.moderation import task_weeks
from commdesk.features.moderation.tasks.ops import set_budgets

TODAY = date(2026, 11, 23)
WEEK = Week.of(TODAY)
WEEKS = [WEEK + n for n in range(5, 9)]


def needed(desk: Desk) -> list[int]:
    return [cell.needed for cell in task_weeks(desk.db, [WEEK, *WEEKS], TODAY)]


def test_a_period_has_other_hours_over_the_turn_of_the_year_in_one_step(
    desk: Desk, legal: int
) -> None:
    desk.do(set_budgets, legal, WEEKS, Minutes(60), "feestdagen")
    assert needed(desk) == [240, 60, 60, 60, 60]
    desk.undo()
    assert needed(desk) == [240] * 5
    desk.redo()
    desk.do(set_budgets, legal, WEEKS[1:], None)
    assert needed(desk) == [240, 60, 240, 240, 240]


def test_a_period_without_weeks_or_of_more_than_a_year_is_refused(desk: Desk, legal: int) -> None:
    with pytest.raises(Refused, match="week"):
        desk.do(set_budgets, legal, [], Minutes(60))
    with pytest.raises(Refused, match="53"):
        desk.do(set_budgets, legal, [WEEK + n for n in range(54)], Minutes(60))
