"""Charts of questions equal a recount in plain SQL, and say in a sentence what they show."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.core.errors import Refused
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.content import add_item, change_item, find_item, set_replies
from commdesk.features.content.development import development
from commdesk.features.content.model import ItemDraft
from tests.features.content.conftest import MONDAY, MakeItem
from tests.spans import (
    insert_many,
    line_of,
    named,
    random_day,
    random_span,
    span_until,
    week_ends,
)

_QUESTION = "kind = 'question'"


@pytest.fixture
def db(workbook_path: Path) -> Iterator[Database]:
    opened = Database.connect(workbook_path)
    yield opened
    opened.close()


def fill(db: Database, rng: random.Random, span: Span, *, unknown: float) -> None:
    db.execute("DELETE FROM content_item")
    rows = []
    for number in range(rng.randrange(1, 40)):
        asked = date.fromisoformat(random_day(rng, span))
        replies = rng.choice((0, 0, 1, 3, 12))
        is_known = replies and rng.random() >= unknown
        first = asked + timedelta(days=rng.randrange(25)) if is_known else None
        closed = asked + timedelta(days=rng.randrange(40)) if rng.random() < 0.3 else None
        rows.append(
            {
                "kind": rng.choice(("question", "question", "post")),
                "title": f"Vraag {number}",
                "published_on": asked.isoformat(),
                "replies": replies,
                "first_reply_on": first.isoformat() if first else None,
                "closed_on": closed.isoformat() if closed else None,
            }
        )
    insert_many(db, "content_item", rows)


@given(seed=st.integers(0, 10**9))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_week_equals_a_recount(db: Database, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same questions every time
    span = random_span(rng)
    fill(db, rng, span, unknown=0)
    charts = development(db, span)
    if not db.value(f"SELECT 1 FROM content_item WHERE {_QUESTION} AND published_on <= :day",
                    {"day": span.last_day.isoformat()}):  # fmt: skip
        assert all(chart.is_empty for chart in charts)
        return
    first = db.value(f"SELECT min(published_on) FROM content_item WHERE {_QUESTION}")
    for place, (monday, end) in enumerate(week_ends(span)):
        days = {"monday": monday, "end": end}
        row = db.one(
            f"SELECT count(*) AS n, sum(replies) AS replies FROM content_item WHERE {_QUESTION} "
            "AND published_on BETWEEN :monday AND :end",
            days,
        )
        assert row
        if not named(charts, "replies").is_empty:
            expected = row["replies"] / row["n"] if row["n"] else None
            assert line_of(charts, "replies_per_question")[place] == expected
        waits = db.value(
            f"SELECT count(*) FROM content_item WHERE {_QUESTION} AND published_on <= :end "
            "AND coalesce(closed_on, '9999') > :end AND coalesce(first_reply_on, '9999') > :end",
            days,
        )
        assert line_of(charts, "unanswered")[place] == (waits if end >= first else None)
        waited = db.column(
            "SELECT julianday(first_reply_on) - julianday(published_on) FROM content_item "
            f"WHERE {_QUESTION} AND first_reply_on BETWEEN :monday AND :end",
            days,
        )
        if not named(charts, "first_reply").is_empty:
            expected = median(waited) if waited else None
            assert line_of(charts, "days_to_first_reply")[place] == expected


@given(seed=st.integers(0, 10**9))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_behind_a_week_is_as_much_as_the_line_says(db: Database, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - the same questions every time
    span = random_span(rng)
    fill(db, rng, span, unknown=0.3)
    chart = named(development(db, span), "unanswered")
    for week, value in zip(span.weeks, chart.lines[0].values if chart.lines else (), strict=False):
        assert chart.behind is not None
        found = chart.behind(db, "unanswered", week)
        assert value is None or len(found) == min(value, 20)


def test_weeks_before_first_replies_were_kept_are_not_known(db: Database) -> None:
    rows = [
        {"kind": "question", "title": "Oud", "published_on": "2026-09-01", "replies": 4},
        {"kind": "question", "title": "Open", "published_on": "2026-09-02", "replies": 0},
        {"kind": "question", "title": "Nieuw", "published_on": "2026-11-10", "replies": 1,
         "first_reply_on": "2026-11-11"},
    ]  # fmt: skip
    for row in rows:
        insert_many(db, "content_item", [row])
    values = line_of(development(db, span_until(MONDAY, 4)), "unanswered")
    assert values == (None, 1, 1, 1)


def test_without_questions_a_sentence_says_what_brings_figures(desk: Desk) -> None:
    for chart in development(desk.db, span_until(MONDAY)):
        assert chart.is_empty
        assert not chart.lines
        assert str(chart.answer)
        assert chart.next_step


def test_few_questions_are_too_few_to_tell(desk: Desk, item: MakeItem) -> None:
    item(ago=3, replies=4)
    chart = named(development(desk.db, span_until(MONDAY)), "replies")
    assert str(chart.answer) == (
        "Too few to tell: 1 question kept as an item in the last 8 weeks, with 4 replies."
    )
    assert "1 bijgehouden vraag in" in Words("nl")(chart.answer)


def test_just_under_ten_replies_is_not_called_ten(desk: Desk, item: MakeItem) -> None:
    for number in range(40):
        item(ago=number, replies=10 if number else 9)
    chart = named(development(desk.db, span_until(MONDAY)), "replies")
    assert "has 9.9 replies on average (399 on 40 questions kept as items); 10 is" in str(
        chart.answer
    )


def test_the_first_reply_is_of_the_day_on_which_it_is_counted(desk: Desk, item: MakeItem) -> None:
    made = item(ago=4)
    desk.do(set_replies, made, 1, today=MONDAY)
    desk.do(set_replies, made, 2, today=MONDAY + timedelta(days=3))
    assert find_item(desk.db, made).first_reply_on == MONDAY
    desk.undo()
    desk.undo()
    assert find_item(desk.db, made).first_reply_on is None


def test_without_replies_there_is_no_first_one(desk: Desk, item: MakeItem) -> None:
    made = item(ago=4)
    desk.do(change_item, made, {"replies": 2}, today=MONDAY)
    assert find_item(desk.db, made).first_reply_on == MONDAY
    desk.do(change_item, made, {"replies": 0, "first_reply_on": MONDAY}, today=MONDAY)
    assert find_item(desk.db, made).first_reply_on is None


def test_of_an_older_item_with_replies_the_day_is_not_known(desk: Desk) -> None:
    draft = ItemDraft("Oud", published_on=MONDAY - timedelta(days=9), replies=5)
    old = desk.do(add_item, draft, today=MONDAY)
    new = desk.do(add_item, ItemDraft("Nieuw", replies=1), today=MONDAY)
    assert find_item(desk.db, old).first_reply_on is None
    assert find_item(desk.db, new).first_reply_on == MONDAY


def test_the_day_of_the_first_reply_can_be_typed(desk: Desk, item: MakeItem) -> None:
    made, day = item(ago=9, replies=5), MONDAY - timedelta(days=8)
    desk.do(change_item, made, {"first_reply_on": day}, today=MONDAY)
    assert find_item(desk.db, made).first_reply_on == day


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_reply_on": MONDAY + timedelta(days=1)}, "first_reply_on"),
        ({"first_reply_on": MONDAY - timedelta(days=10)}, "first_reply_on"),
        ({"first_reply_on": MONDAY, "replies": 0}, "replies"),
    ],
)
def test_a_first_reply_that_cannot_be_is_refused_at_its_field(
    desk: Desk, item: MakeItem, changes: dict[str, object], field: str
) -> None:
    made = item(ago=9, replies=5)
    with pytest.raises(Refused) as refused:
        desk.do(change_item, made, changes, today=MONDAY)
    assert refused.value.field == field


def test_nothing_after_the_week_that_is_asked_counts(desk: Desk, item: MakeItem) -> None:
    item(ago=20)
    item(ago=1)
    weeks = tuple(Week.of(MONDAY) - n for n in (4, 3, 2))
    values = line_of(development(desk.db, Span(weeks, MONDAY)), "unanswered")
    assert values[-1] == 1
