"""What messages brought: counted as the definitions say, to the day."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.values import Period, Week, from_moment, to_moment
from commdesk.core.words import Words
from commdesk.features.outreach.model import ASKS, CHANNELS, GIVES, PURPOSES, RESULTS, Purpose
from commdesk.features.outreach.outcomes import queries
from commdesk.features.outreach.outcomes.model import (
    Count,
    Line,
    Outcomes,
    is_open,
    kind_of,
    last_weeks,
    says,
)
from commdesk.features.outreach.outcomes.queries import outcomes, outcomes_by_tag

MONDAY = date(2026, 11, 23)
Log = Callable[..., int]


@pytest.fixture
def member(add: Callable[..., int]) -> int:
    return add()


@pytest.fixture
def amsterdam(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def put(desk: Desk) -> Callable[..., int]:
    """Put a message in the file as it is, whatever the rules of logging say."""

    def write(member: int, at: datetime, **fields: Any) -> int:
        row = {"member_id": member, "sent_at": to_moment(at), "is_outgoing": 1, "channel": "dm"}
        return desk.do(put_there, "outreach_message", row | {"purpose": "notify"} | fields)

    return write


@op("Put it there")
def put_there(db: Database, table: str, row: dict[str, Any]) -> int:
    return insert(db, table, row)


@op("Put them all there")
def put_all(db: Database, rows: list[tuple[str, dict[str, Any]]]) -> None:
    for table, row in rows:
        insert(db, table, row)


@pytest.fixture
def contribute(desk: Desk) -> Callable[..., int]:
    def write(member: int, on: date, kind: str = "post") -> int:
        key = str(desk.db.next_id())
        row = {"member_id": member, "kind": kind, "happened_on": on.isoformat(), "source": "x"}
        return desk.do(put_there, "activity", row | {"key": key})

    return write


def found(desk: Desk, weeks: int = 13) -> Outcomes:
    return outcomes(desk.db, last_weeks(MONDAY, weeks), MONDAY)


def noon(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time().replace(hour=12)).astimezone()


def ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


def test_an_empty_workbook_brings_nothing(desk: Desk) -> None:
    assert found(desk).total == Count()
    assert outcomes_by_tag(desk.db, last_weeks(MONDAY, 13)) == ()
    assert found(desk).lines("purpose") == []
    assert len(found(desk).lines("week")) == 13
    assert str(says(found(desk))) == "In this period no message was sent."


@pytest.mark.parametrize(
    ("result", "count"),
    [
        ("", Count(1)),
        ("none", Count(1)),
        ("answered", Count(1, 1)),
        ("will-contribute", Count(1, 1, 1)),
        ("contributed", Count(1, 1, 0, 1)),
        ("no-contact", Count(1, 1)),
    ],
)
def test_a_result_says_what_came_of_it(
    desk: Desk, member: int, put: Log, result: str, count: Count
) -> None:
    put(member, noon(ago(20)), result=result, result_on=ago(19).isoformat() if result else None)
    assert found(desk).total == count


@pytest.mark.parametrize(("days", "answered"), [(0, 1), (1, 1), (14, 1), (15, 0), (-1, 0)])
def test_who_writes_back_within_fourteen_days_answered(
    desk: Desk, member: int, put: Log, days: int, answered: int
) -> None:
    put(member, noon(ago(30)))
    back = noon(ago(30) + timedelta(days=days)) + timedelta(minutes=5)
    put(member, back, is_outgoing=0)
    assert found(desk).total == Count(1, answered)


@pytest.mark.parametrize(("days", "contributed"), [(0, 1), (14, 1), (15, 0), (-1, 0)])
def test_a_known_contribution_within_fourteen_days_counts(
    desk: Desk, member: int, put: Log, contribute: Log, days: int, contributed: int
) -> None:
    put(member, noon(ago(30)), result="none")
    contribute(member, ago(30) + timedelta(days=days))
    assert found(desk).total == Count(1, 0, 0, contributed)


@pytest.mark.parametrize(("days", "contributed"), [(14, 1), (15, 0)])
def test_a_result_that_comes_later_is_no_contribution_of_it(
    desk: Desk, member: int, put: Log, days: int, contributed: int
) -> None:
    said_on = (ago(30) + timedelta(days=days)).isoformat()
    put(member, noon(ago(30)), result="contributed", result_on=said_on)
    assert found(desk).total == Count(1, 1, 0, contributed)


def test_a_reply_to_others_is_no_contribution(
    desk: Desk, member: int, put: Log, contribute: Log
) -> None:
    put(member, noon(ago(30)))
    contribute(member, ago(29), "reply")
    contribute(member, ago(29), "reaction")
    assert found(desk).total == Count(1)


def test_a_message_counts_once_however_much_follows(
    desk: Desk, member: int, put: Log, contribute: Log
) -> None:
    put(member, noon(ago(30)))
    for days in (29, 29, 28, 25):
        put(member, noon(ago(days)), is_outgoing=0)
        contribute(member, ago(days))
    assert found(desk).total == Count(1, 1, 0, 1)


def test_somebody_elses_answer_does_not_count(
    desk: Desk, member: int, put: Log, contribute: Log, add: Callable[..., int]
) -> None:
    other = add("Jan")
    put(member, noon(ago(30)))
    put(other, noon(ago(29)), is_outgoing=0)
    contribute(other, ago(29))
    assert found(desk).total == Count(1)


def test_what_follows_after_the_period_counts_for_a_message_in_it(
    desk: Desk, member: int, put: Log, contribute: Log
) -> None:
    put(member, noon(ago(30)))
    put(member, noon(ago(20)), is_outgoing=0)
    contribute(member, ago(19))
    assert outcomes(desk.db, Period(ago(31), ago(29)), MONDAY).total == Count(1, 1, 0, 1)
    assert outcomes(desk.db, Period(ago(29), ago(1)), MONDAY).total == Count()


@pytest.mark.usefixtures("amsterdam")
def test_days_are_those_of_this_computer(desk: Desk, member: int, put: Log) -> None:
    """In summer midnight is 22:00 UTC, in winter 23:00; week 44 ends an hour later by the clock."""
    sunday, later = date(2026, 10, 25), date(2026, 10, 26)  # the clock went back on this Sunday
    put(member, datetime(2026, 10, 25, 22, 59, tzinfo=UTC))  # 23:59 on Sunday
    put(member, datetime(2026, 10, 25, 23, 0, tzinfo=UTC))  # Monday begins
    put(member, datetime(2026, 10, 18, 21, 59, tzinfo=UTC))  # 23:59 on the Sunday before
    put(member, datetime(2026, 10, 18, 22, 0, tzinfo=UTC))
    sent = {line.id: line.count.sent for line in found(desk).lines("week") if line.count.sent}
    assert sent == {"2026-W42": 1, "2026-W43": 2, "2026-W44": 1}
    assert (Week.of(sunday), Week.of(later)) == (Week(2026, 43), Week(2026, 44))


def test_a_year_with_53_weeks_has_them_all(desk: Desk, member: int, put: Log) -> None:
    for day in (date(2026, 12, 27), date(2026, 12, 28), date(2027, 1, 3), date(2027, 1, 4)):
        put(member, noon(day))
    today = date(2027, 1, 11)
    lines = outcomes(desk.db, last_weeks(today, 4), today).lines("week")
    assert [(line.id, line.count.sent) for line in lines] == [
        ("2026-W52", 1), ("2026-W53", 2), ("2027-W01", 1), ("2027-W02", 0),
    ]  # fmt: skip
    assert Words("nl")(lines[1].title) == "week 53"


def test_every_purpose_gives_asks_or_does_neither() -> None:
    kinds = {str(purpose): kind_of(purpose) for purpose, _ in PURPOSES}
    assert not GIVES & ASKS
    assert [p for p, kind in kinds.items() if kind == "ask"] == ["ask"]
    assert [p for p, kind in kinds.items() if kind == "neither"] == ["keep-in-touch", "follow-up"]


def test_gives_and_asks_are_told_apart(desk: Desk, member: int, put: Log) -> None:
    for purpose in ("ask", "help", "notify", "follow-up"):
        put(member, noon(ago(30)), purpose=purpose)
    lines = found(desk).lines("kind")
    assert [(line.id, line.count.sent) for line in lines] == [
        ("give", 2), ("ask", 1), ("neither", 1),
    ]  # fmt: skip


def test_a_week_is_open_until_its_last_fourteen_days_are_over() -> None:
    assert is_open(Week.of(ago(14)), MONDAY)
    assert is_open(Week.of(ago(15)), MONDAY - timedelta(days=1))
    assert not is_open(Week.of(ago(15)), MONDAY)


def test_few_are_not_called_a_difference() -> None:
    few, many = Count(14, 14), Count(1_000, 100)
    assert str(Line("x", says(_nothing()), few, many).verdict) == "too few to tell"
    assert str(Line("x", says(_nothing()), Count(20, 4), many).verdict) == "no clear difference"
    sure = Line("x", says(_nothing()), Count(100, 60, 0, 9), Count(1_000, 100, 0, 90))
    assert str(sure.verdict) == "more answers than the rest"


def _nothing() -> Outcomes:
    return Outcomes(last_weeks(MONDAY, 1), MONDAY, (), ())


def test_the_sentence_says_when_it_is_too_early(desk: Desk, member: int, put: Log) -> None:
    put(member, noon(ago(30)), result="answered", result_on=ago(30).isoformat())
    assert str(says(found(desk))) == (
        "Too few to tell yet: 1 message, 1 answered, 0 followed by a contribution within 14 days."
    )
    for _ in range(19):
        put(member, noon(ago(50)), result="none")
    assert "about 5 are answered and 0 followed" in str(says(found(desk)))


def random_months(rng: Random, members: list[int]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number in range(400):
        at = datetime(2026, 8, 1, tzinfo=UTC) + timedelta(minutes=rng.randrange(115 * 24 * 60))
        is_outgoing = rng.random() < 0.7
        result = str(rng.choice(RESULTS)[0]) if is_outgoing else ""
        result_on = at.date() + timedelta(days=rng.randrange(30)) if result else None
        yield (
            "outreach_message",
            {
                "member_id": rng.choice(members),
                "sent_at": to_moment(at),
                "is_outgoing": int(is_outgoing),
                "purpose": str(rng.choice(PURPOSES)[0]),
                "channel": str(rng.choice(CHANNELS)[0]),
                "template_id": rng.choice((None, None, 3, 7)),
                "result": result,
                "result_on": result_on.isoformat() if result_on else None,
            },
        )
        if rng.random() < 0.3:
            kind = rng.choice(("post", "reply", "event"))
            fact = {"member_id": rng.choice(members), "kind": kind, "source": "x"}
            yield "activity", fact | {"happened_on": at.date().isoformat(), "key": str(number)}


def by_hand(desk: Desk, period: Period, key: Callable[[dict[str, Any]], Any]) -> dict[Any, Count]:
    """The definitions, message by message."""
    heard, did, total = Counter[Any](), Counter[Any](), {}
    rows = desk.db.query("SELECT * FROM outreach_message")
    incoming = [(r["member_id"], from_moment(r["sent_at"])) for r in rows if not r["is_outgoing"]]
    sql = "SELECT * FROM activity WHERE kind NOT IN ('reply', 'reaction')"
    facts = [(r["member_id"], date.fromisoformat(r["happened_on"])) for r in desk.db.query(sql)]
    for row in rows:
        at = from_moment(row["sent_at"])
        day = at.astimezone().date()
        if not row["is_outgoing"] or day not in period:
            continue
        until, who = day + timedelta(days=14), row["member_id"]
        heard = row["result"] in {
            "answered",
            "will-contribute",
            "contributed",
            "no-contact",
        } or any(
            who == other and at < moment and moment.astimezone().date() <= until
            for other, moment in incoming
        )
        said_on = date.fromisoformat(row["result_on"] or "9999-12-31")
        did = (row["result"] == "contributed" and said_on <= until) or any(
            who == other and day <= on <= until for other, on in facts
        )
        count = Count(1, int(heard), int(row["result"] == "will-contribute"), int(did))
        for each in key(row):
            total[each] = total.get(each, Count()) + count
    return total


@pytest.mark.parametrize("seed", range(3))
def test_counting_in_the_index_equals_counting_by_hand(
    desk: Desk, add: Callable[..., int], seed: int
) -> None:
    rng = Random(seed)  # noqa: S311 - the same messages every time
    members = [add(f"Lid {n}", tags=("a", "b")[: n % 3]) for n in range(6)]
    desk.do(put_all, [*random_months(rng, members)])
    period = (last_weeks(MONDAY, 13), last_weeks(MONDAY, 4), Period(ago(40), ago(11)))[seed]
    result = outcomes(desk.db, period, MONDAY)
    keys: dict[Any, Callable[[dict[str, Any]], Any]] = {
        "purpose": lambda row: [row["purpose"]],
        "channel": lambda row: [row["channel"]],
        "template": lambda row: [str(row["template_id"] or "")],
        "week": lambda row: [str(Week.of(from_moment(row["sent_at"]).astimezone().date()))],
        "kind": lambda row: [kind_of(row["purpose"])],
    }
    for by, key in keys.items():
        counted = {line.id: line.count for line in result.lines(by) if line.count.sent}
        assert counted == by_hand(desk, period, key), by
    tags = {n: ("a", "b")[: place % 3] or ("",) for place, n in enumerate(members)}
    by_tag = by_hand(desk, period, lambda row: tags[row["member_id"]])
    assert dict(outcomes_by_tag(desk.db, period)) == by_tag


def test_no_message_is_read_for_it(desk: Desk) -> None:
    """With a million of them that is what makes it quick: everything stands in an index."""
    asked: list[str] = []
    desk.db.raw.set_trace_callback(asked.append)
    found(desk)
    outcomes_by_tag(desk.db, last_weeks(MONDAY, 13))
    desk.db.raw.set_trace_callback(None)
    plans = [
        row["detail"]
        for sql in asked
        if "outreach_message" in sql and not sql.startswith("EXPLAIN")
        for row in desk.db.query(f"EXPLAIN QUERY PLAN {sql}")
    ]
    on_messages = [p for p in plans if " sent " in p or " wrote " in p or "outreach_message" in p]
    assert on_messages
    assert [p for p in on_messages if "COVERING INDEX" not in p and "USING INDEX" not in p] == []


def test_a_new_purpose_has_to_be_placed() -> None:
    neither = {Purpose.KEEP_IN_TOUCH, Purpose.FOLLOW_UP}
    assert {purpose for purpose, _ in PURPOSES} == GIVES | ASKS | neither
    assert queries.WITHIN_DAYS == 14
