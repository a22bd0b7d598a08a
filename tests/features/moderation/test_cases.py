"""Off-topic cases: one more with one act, per boundary and week, with what became of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.moderation.cases import cases_by_boundary, known_boundaries
from commdesk.features.moderation.cases.model import BoundaryWeeks
from commdesk.features.moderation.cases.ops import count_case

TODAY = date(2026, 11, 25)


def count(desk: Desk, boundary: str, back: int = 0, cases: int = 1) -> int:
    return desk.do(count_case, boundary, TODAY - timedelta(days=back), cases, today=TODAY)


def test_a_boundary_is_one_whatever_its_capitals(desk: Desk) -> None:
    assert count(desk, "Individuele klachten") == 1
    assert count(desk, "  individuele   klachten ") == 2
    assert known_boundaries(desk.db) == ["Individuele klachten"]


def test_cases_stand_in_their_week(desk: Desk) -> None:
    for back in (0, 1, 7, 21, 28, 49):
        count(desk, "politiek", back)
    count(desk, "politiek", 90)
    (row,) = cases_by_boundary(desk.db, TODAY)
    assert (row.by_week, row.before) == ((1, 0, 1, 2), 2)


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [(9, 3, "more"), (3, 9, "fewer"), (4, 3, "same"), (2, 0, "new"), (0, 0, "same")],
)
def test_the_trend_compares_four_weeks_with_four_before(now: int, before: int, trend: str) -> None:
    assert BoundaryWeeks("x", (0, 0, 0, now), before).trend == trend


def test_a_case_is_taken_back_and_the_count_never_goes_below_zero(desk: Desk) -> None:
    count(desk, "politiek")
    assert count(desk, "politiek", cases=-1) == 0
    assert not cases_by_boundary(desk.db, TODAY)
    with pytest.raises(Refused, match="take back"):
        count(desk, "politiek", cases=-1)
    desk.undo()
    assert cases_by_boundary(desk.db, TODAY)[0].now == 1


@pytest.mark.parametrize(
    ("boundary", "cases", "back", "field"),
    [(" ", 1, 0, "boundary"), ("x", 0, 0, "cases"), ("x", 5000, 0, "cases"), ("x", 1, -1, "day")],
)
def test_nonsense_is_refused_at_its_field(
    desk: Desk, boundary: str, cases: int, back: int, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        count(desk, boundary, back, cases)
    assert refused.value.field == field


def test_a_case_is_counted_on_the_command_line(
    workbook_path: Path, commdesk: Callable[..., Result]
) -> None:
    done = commdesk("case", workbook_path, "politiek", "--count", "3", "--json")
    assert json.loads(done.output) == {"boundary": "politiek", "date": "2026-11-23", "cases": 3}
    done = commdesk("case", workbook_path, "politiek", "--date", "2026-11-20")
    assert done.exit_code == 0
    assert "politiek: 1" in done.output
