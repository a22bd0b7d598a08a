"""The gate of every version as it stood on a day, against a recount in plain SQL."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.features.concept.gate import gate_now
from commdesk.features.concept.gate.development import development
from tests.spans import insert_many, random_day, random_span, span_until


@given(seed=st.integers(0, 10**9))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_versions_equal_a_recount(db: Database, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same interviews every time
    span = random_span(rng)
    for table in ("interview", "concept_version"):
        db.execute(f"DELETE FROM {table}")
    days = sorted(random_day(rng, span) for _ in range(rng.randrange(4)))
    versions = insert_many(
        db, "concept_version", [{"number": n, "started_on": d} for n, d in enumerate(days, 1)]
    )
    rows = [
        {
            "version_id": rng.choice([*versions, None]),
            "name": f"Naam {number}",
            "held_on": rng.choice((None, *[random_day(rng, span)] * 3)),
            "willing": rng.choice(("", "no", "maybe", "yes", "already")),
        }
        for number in range(rng.randrange(30))
    ]
    insert_many(db, "interview", rows)
    (chart,) = development(db, span)
    day = span.last_day.isoformat()
    counted = {
        number: (n, willing)
        for number, n, willing in db.raw.execute(
            """
            SELECT (SELECT number FROM concept_version WHERE id = coalesce(version_id,
                       (SELECT id FROM concept_version ORDER BY number LIMIT 1))),
                   count(*), total(willing IN ('yes', 'already'))
              FROM interview WHERE held_on <= ? AND willing <> '' GROUP BY 1
            """,
            (day,),
        )
    }
    shown = {}
    for line in chart.lines:
        for place, value, of in zip(chart.places, line.values, line.of, strict=True):
            number = int(place.values["n"]) if getattr(place, "values", None) else None
            shown[number] = (of, value)
    kept = {number: pair for number, pair in shown.items() if pair[0]}
    assert kept == {number: (n, willing / n) for number, (n, willing) in counted.items()}
    assert all(value is None for of, value in shown.values() if not of)


def test_on_the_last_day_it_is_the_gate_of_now(desk: Desk) -> None:
    rows = [
        {"name": f"Naam {n}", "held_on": "2026-10-01", "willing": "yes" if n < 5 else "no"}
        for n in range(16)
    ]
    desk.do(_put, rows)
    (chart,) = development(desk.db, span_until(desk.today()))
    now = gate_now(desk.db)
    assert chart.lines[0].values[-1] == now.share
    assert "5 of 16 people interviewed want to contribute, 31%" in str(chart.answer)
    assert "14 and 56%" in str(chart.answer)


def test_few_interviews_are_too_few_to_tell(desk: Desk) -> None:
    desk.do(_put, [{"name": "Henk", "held_on": "2026-10-01", "willing": "yes"}])
    (chart,) = development(desk.db, span_until(desk.today()))
    assert str(chart.answer).startswith("Too few to tell: 1 of 1 person interviewed wants")


def test_without_interviews_a_sentence_says_what_brings_figures(desk: Desk) -> None:
    (chart,) = development(desk.db, span_until(desk.today()))
    assert chart.is_empty
    assert "15 interviews" in str(chart.answer)


@op("Put them there")
def _put(db: Database, rows: list[dict[str, str]]) -> None:
    insert_many(db, "interview", rows)
