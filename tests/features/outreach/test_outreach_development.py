"""Messages week by week over years: the same as counted by kind, which is counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from commdesk.core.desk import Desk
from commdesk.core.developing import Span
from commdesk.core.values import Period, Week
from commdesk.core.words import Words
from commdesk.features.outreach.development import development
from commdesk.features.outreach.outcomes.model import is_open
from commdesk.features.outreach.outcomes.queries import outcomes
from commdesk.features.outreach.outcomes.weekly import week_outcomes
from tests.features.outreach.test_outcomes import MONDAY, put_all, random_months
from tests.spans import line_of, span_until


@pytest.mark.parametrize("seed", range(6))
def test_week_by_week_equals_counting_by_kind(
    desk: Desk, add: Callable[..., int], seed: int
) -> None:
    rng = Random(seed)  # noqa: S311 - the same messages every time
    members = [add(f"Lid {n}") for n in range(6)]
    desk.do(put_all, [*random_months(rng, members)])
    last = (MONDAY, date(2026, 11, 22), date(2026, 10, 25), date(2026, 9, 6))[seed % 4]
    weeks = tuple(Week.of(last) - n for n in reversed(range(8 + 4 * seed)))
    period = Period(weeks[0].monday, last)
    counted = week_outcomes(desk.db, period)
    lines = outcomes(desk.db, period, last).by_week()
    assert [c.sent for c in counted] == [line.count.sent for line in lines]
    over = [(c, line.count) for c, line in zip(counted, lines, strict=True) if not line.is_open]
    assert [(c.answered, c.contributed) for c, _ in over] == [
        (count.answered, count.contributed) for _, count in over
    ]


@pytest.mark.parametrize("seed", range(4))
def test_it_comes_to_the_same_from_the_side_of_which_there_are_fewer(
    desk: Desk, add: Callable[..., int], seed: int
) -> None:
    """What somebody does to whom nobody wrote makes the messages the fewer rows, and no more."""
    rng = Random(seed)  # noqa: S311 - the same messages every time
    members = [add(f"Lid {n}") for n in range(6)]
    desk.do(put_all, [*random_months(rng, members)])
    last = (MONDAY, date(2026, 11, 22), date(2026, 10, 25), date(2026, 9, 6))[seed]
    weeks = tuple(Week.of(last) - n for n in reversed(range(12)))
    period = Period(weeks[0].monday, last)
    before = week_outcomes(desk.db, period)
    busy, messages = add("Fatma"), desk.db.value("SELECT count(*) FROM outreach_message")
    deed = {"member_id": busy, "kind": "post", "happened_on": str(period.first), "source": "s"}
    desk.do(put_all, [("activity", deed | {"key": str(n)}) for n in range(messages + 1)])
    assert week_outcomes(desk.db, period) == before
    assert any(count.contributed for count in before)


def test_what_is_still_open_is_not_known_yet(desk: Desk, add: Callable[..., int]) -> None:
    rng = Random(1)  # noqa: S311 - the same messages every time
    desk.do(put_all, [*random_months(rng, [add("Henk"), add("Fatma")])])
    span = span_until(MONDAY, 30)
    charts = development(desk.db, span)
    sent, answered = (line_of(charts, f"messages_{name}") for name in ("sent", "answered"))
    began = next(n for n, value in enumerate(sent) if value is not None)
    assert sent[began]
    for n, week in enumerate(span.weeks):
        assert (sent[n] is None) == (n < began)
        assert (answered[n] is None) == (n < began or is_open(week, MONDAY))
    first_open = next(week.monday for week in span.weeks if is_open(week, MONDAY))
    since = Words("en")("{day}", day=first_open)
    assert f"sent since {since} do not count yet" in str(charts[0].answer)


def test_without_messages_a_sentence_says_what_brings_figures(desk: Desk) -> None:
    (chart,) = development(desk.db, span_until(MONDAY))
    assert chart.is_empty
    assert "No message was sent yet" in str(chart.answer)


def test_a_first_message_of_this_week_is_still_open(desk: Desk, add: Callable[..., int]) -> None:
    row = {
        "member_id": add("Henk"), "sent_at": "2026-11-23T08:00:00.000Z", "is_outgoing": 1,
        "purpose": "notify", "channel": "dm", "result": "answered",
    }  # fmt: skip
    desk.do(put_all, [("outreach_message", row)])
    (chart,) = development(desk.db, span_until(MONDAY, 3))
    assert line_of([chart], "messages_sent") == (None, None, 1)
    assert line_of([chart], "messages_answered") == (None, None, None)
    assert "1 message sent since Mon 9 Nov does not count yet" in str(chart.answer)


def test_no_message_is_read_for_it(desk: Desk) -> None:
    """Every look at the table of messages is one in an index."""
    seen: list[str] = []
    desk.db.raw.set_trace_callback(seen.append)
    development(desk.db, Span(tuple(Week(2026, n) for n in range(1, 20)), MONDAY))
    desk.db.raw.set_trace_callback(None)
    plans = [
        row["detail"]
        for sql in seen
        if "outreach_message" in sql
        for row in desk.db.query(f"EXPLAIN QUERY PLAN {sql}")
    ]
    about = [p for p in plans if "outreach_message" in p or " sent " in f"{p} "]
    assert about
    assert not [p for p in about if "USING INDEX" not in p and "USING COVERING INDEX" not in p]
