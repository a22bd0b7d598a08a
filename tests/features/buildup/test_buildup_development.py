"""The share that is not the manager's, week by week, against a recount in plain SQL."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.features.buildup.development import development
from commdesk.features.buildup.team import share_weeks
from tests.spans import insert_many, random_day, random_span, span_until


@given(seed=st.integers(0, 10**9))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hours_of_others_equal_a_recount(db: Database, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same hours every time
    span = random_span(rng)
    for table in ("moderation_log", "moderation_task", "moderator"):
        db.execute(f"DELETE FROM {table}")
    (task,) = insert_many(db, "moderation_task", [{"name": "Taak", "weekly_minutes": 60}])
    people = [{"name": name, "weekly_minutes": 60} for name in ("Noor", "Henk", "Fatma")]
    team = insert_many(db, "moderator", people)
    rows = [
        {
            "task_id": task, "moderator_id": rng.choice([*team, None]),
            "day": random_day(rng, span), "minutes": rng.randrange(1, 300),
        }
        for _ in range(rng.randrange(80))
    ]  # fmt: skip
    insert_many(db, "moderation_log", rows)
    (chart,) = development(db, span)
    for place, week in enumerate(span.weeks):
        days = {"first": week.monday.isoformat(), "last": week.sunday.isoformat()}
        sql = "SELECT total(minutes) FROM moderation_log WHERE day BETWEEN :first AND :last"
        total = db.value(sql, days)
        others = db.value(f"{sql} AND moderator_id IS NOT {team[0]}", days)
        if chart.lines:
            expected = others / total if total else None
            assert chart.lines[1].values[place] == expected
    if not chart.lines:
        assert not any(week.minutes for week in share_weeks(db, span.last_day, span.weeks))


def test_without_work_a_sentence_says_so(desk: Desk) -> None:
    (chart,) = development(desk.db, span_until(desk.today()))
    assert chart.is_empty
    assert "No contributions or hours" in str(chart.answer)
