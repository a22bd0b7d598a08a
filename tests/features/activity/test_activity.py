"""Facts of members: who a row is about, what counts as what, the story, and one undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.intaking import Plan
from commdesk.core.journal import op
from commdesk.core.words import Words
from commdesk.features.activity import (
    Counts,
    Level,
    counts_by_member,
    counts_of,
    level_of,
    members_by_level,
)
from commdesk.features.activity.intake import plan_activity
from commdesk.features.activity.ops import apply_activity
from commdesk.features.activity.queries import facts, timeline
from commdesk.features.members import MemberDraft, add_identity, add_member, restrict
from tests.core.dump import dump

TODAY = date(2026, 11, 23)


@op("Know somebody in Slack")
def _known_in_slack(db: Database, member_id: int) -> None:
    add_identity(db, member_id, "slack", "U1")


def row(number: int = 2, **more: Any) -> dict[str, Any]:
    return {
        "row": number,
        "name": "Fatma Yılmaz",
        "kind": "post",
        "happened_on": date(2026, 11, 3),
        **more,
    }


@pytest.fixture
def fatma(desk: Desk) -> int:
    draft = MemberDraft(first_name="Fatma", last_name="Yılmaz", email="f.yilmaz@x.example")
    return desk.do(add_member, draft, today=TODAY)


def plan(desk: Desk, *rows: Mapping[str, Any]) -> Plan:
    return plan_activity(desk.db, rows, TODAY)


def take(desk: Desk, *rows: Mapping[str, Any]) -> None:
    desk.do(apply_activity, plan(desk, *rows), today=TODAY, source="lijst.xlsx")


def kinds(made: Plan) -> list[str]:
    return [change.kind for change in made.changes]


@pytest.mark.parametrize(
    "who",
    [
        {"name": "FATMA YILMAZ"},
        {"name": "", "email": " F.Yilmaz@x.example "},
        {"name": "iemand", "identities": [("slack", "U1")]},
    ],
)
def test_a_row_is_about_whom_its_number_address_or_name_is_of(
    desk: Desk, fatma: int, who: dict[str, Any]
) -> None:
    desk.do(_known_in_slack, fatma)
    assert plan(desk, row(**who)).changes[0].target == fatma


def test_a_list_of_what_people_did_makes_no_members(desk: Desk, fatma: int) -> None:
    made = plan(desk, row(name="Onbekend"), row(3))
    assert kinds(made) == ["skipped", "new"]
    assert made.changes[0].reason


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ({"kind": None}, "what they did"),
        ({"happened_on": None}, "no date"),
        ({"happened_on": date(2026, 11, 24)}, "future"),
    ],
)
def test_a_row_that_tells_no_fact_is_skipped_with_the_reason(
    desk: Desk, fatma: int, missing: dict[str, Any], says: str
) -> None:
    (change,) = plan(desk, row(**missing)).changes
    assert change.kind == "skipped"
    assert says in str(change.reason)


def test_nothing_is_noted_of_who_restricted_the_use_of_their_data(desk: Desk, fatma: int) -> None:
    desk.do(restrict, fatma, is_restricted=True)
    assert kinds(plan(desk, row())) == ["skipped"]


def test_two_equal_rows_are_two_facts_and_the_list_twice_changes_nothing(
    desk: Desk, fatma: int
) -> None:
    take(desk, row(2), row(3))
    assert counts_of(desk.db, fatma, date(2026, 1, 1)) == Counts(2, 0)
    assert kinds(plan(desk, row(2), row(3))) == ["same", "same"]


def test_a_key_that_is_known_changes_what_is_under_it(desk: Desk, fatma: int) -> None:
    take(desk, row(key="a", place="forum"))
    made = plan(desk, row(key="a", place="Bomen", kind="article"))
    assert {k: tuple(map(str, v)) for k, v in made.changes[0].fields.items()} == {
        "kind": ("Post", "Article"),
        "place": ("forum", "Bomen"),
    }
    take(desk, row(key="a", place="Bomen", kind="article"))
    assert counts_of(desk.db, fatma, TODAY.replace(year=2025)) == Counts(1, 0)


def test_a_new_fact_says_in_the_plan_what_it_is(desk: Desk, fatma: int) -> None:
    fields = plan(desk, row()).changes[0].fields
    assert dict(fields) == {
        "kind": (None, fields["kind"][1]),
        "happened_on": (None, "2026-11-03"),
    }


def test_one_import_is_one_undo(desk: Desk, fatma: int) -> None:
    before = dump(desk.db)
    take(desk, *(row(n, key=str(n)) for n in range(2, 300)))
    desk.undo()
    assert dump(desk.db) == before


def test_counts_are_of_the_period_with_both_its_ends(desk: Desk, fatma: int) -> None:
    days = (date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 3))
    take(desk, *(row(n, happened_on=day, kind="reply") for n, day in enumerate(days, 2)))
    found = counts_by_member(desk.db, days[1], days[1])
    assert found == {fatma: Counts(0, 1)}
    assert counts_of(desk.db, fatma, days[1]) == Counts(0, 2)


def test_counting_never_touches_the_table(desk: Desk) -> None:
    for sql in (
        "SELECT sum(kind = 'reply') FROM activity WHERE member_id = 1 AND happened_on >= '2026'",
        "SELECT member_id, sum(kind = 'reply') FROM activity GROUP BY 1",
    ):
        plans = [each["detail"] for each in desk.db.query(f"EXPLAIN QUERY PLAN {sql}")]
        assert any("COVERING INDEX" in each for each in plans), plans


def test_many_facts_are_few_lines(desk: Desk, fatma: int) -> None:
    rows = [
        row(n, happened_on=date(2026, 1 + n % 10, 1 + n % 28), key=str(n)) for n in range(2, 902)
    ]
    take(desk, *rows)
    found = timeline(desk.db, fatma)
    assert len(found) == 12 + 10
    told = [str(item.text) for item in found[12:]]
    assert sum(int(text.split()[0]) for text in told) == 900 - 12


def test_the_facts_beside_a_member_count_a_year(desk: Desk, fatma: int) -> None:
    long_ago = row(4, happened_on=date(2025, 11, 23), key="old")
    take(desk, row(2), row(3, kind="reply"), long_ago)
    (fact,) = facts(desk.db, fatma, TODAY)
    words = Words("nl")
    assert words(fact.text) == "1 bijdrage en 1 gesprek in 365 dagen"


def test_somebody_who_did_nothing_has_no_line(desk: Desk, fatma: int) -> None:
    assert facts(desk.db, fatma, TODAY) == []
    assert timeline(desk.db, fatma) == []


@pytest.mark.parametrize(
    ("contributions", "conversations", "level"),
    [
        (0, 0, None),
        (0, 1, Level.VISITOR),
        (0, 9, Level.VISITOR),
        (0, 10, Level.PARTICIPANT),
        (1, 0, Level.CONTRIBUTOR),
        (9, 99, Level.CONTRIBUTOR),
        (10, 0, Level.CORE),
    ],
)
def test_a_level_is_the_highest_that_somebody_reaches(
    contributions: int, conversations: int, level: Level | None
) -> None:
    assert level_of(Counts(contributions, conversations)) == level


def test_levels_count_the_365_days_up_to_a_day(desk: Desk, fatma: int) -> None:
    assert fatma
    take(desk, row(kind="post", happened_on=TODAY - timedelta(days=364)))
    assert members_by_level(desk.db, TODAY)[Level.CONTRIBUTOR] == 1
    assert not any(members_by_level(desk.db, TODAY - timedelta(days=365)).values())
    assert not any(members_by_level(desk.db, date(2026, 12, 1)).values())
