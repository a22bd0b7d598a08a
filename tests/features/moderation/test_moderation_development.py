"""Hours week by week equal the grid of tasks, and are shown from the first that is written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.features.moderation import shortages, task_weeks
from commdesk.features.moderation.development import development
from tests.features.moderation.coverage_cases import fill
from tests.spans import line_of, span_until


@pytest.fixture
def db(workbook_path: Path) -> Iterator[Database]:
    opened = Database.connect(workbook_path)
    yield opened
    opened.close()


@given(seed=st.integers(0, 10**9))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hours_equal_the_grid_and_a_recount(db: Database, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same hours every time
    weeks, _ = fill(db, rng)
    first, last = weeks[0], weeks[-1]
    span = Span(
        tuple(first + n for n in range(-9, len(weeks))),
        last.monday + timedelta(days=rng.randrange(20)),
    )
    charts = development(db, span)
    cells = task_weeks(db, span.weeks, span.today)
    known = db.value(
        "SELECT min(week) FROM (SELECT strftime('%G-W%V', day) AS week FROM moderation_shift "
        "UNION SELECT strftime('%G-W%V', day) FROM moderation_log "
        "UNION SELECT week FROM moderation_budget)"
    )
    for place, week in enumerate(span.weeks):
        of = [cell for cell in cells if cell.week == week]
        days = {
            "first": week.monday.isoformat(),
            "last": min(week.sunday, span.today).isoformat(),
        }
        expected = {
            "hours_needed": sum(cell.needed for cell in of),
            "hours_planned": sum(cell.planned for cell in of),
            "hours_worked": db.value(
                "SELECT total(minutes) FROM moderation_log WHERE day BETWEEN :first AND :last", days
            ),
        }
        for name, value in expected.items():
            shown = line_of(charts, name)[place]
            assert shown == (value if str(week) >= known else None), (name, week)
    if span.is_running:
        count = len(shortages(db, span.today))
        assert f"{count} shortage" in str(charts[0].answer) or not count


def test_without_hours_a_sentence_says_what_brings_them(desk: Desk) -> None:
    (chart,) = development(desk.db, span_until(desk.today()))
    assert chart.is_empty
    assert chart.next_step
    assert chart.next_step.page == "moderation_tasks"
