"""The balance that ambassadors hand in: of one member, over ninety days, without a search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from commdesk.core.desk import Desk
from commdesk.core.feature import Balance
from commdesk.core.words import Words
from commdesk.features.ambassadors import FEATURE
from commdesk.features.ambassadors.model import AmbassadorDraft, ExchangeDraft, Need
from commdesk.features.ambassadors.ops import add_ambassador, log_exchange
from commdesk.features.ambassadors.queries import balance_with, list_ambassadors
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.outreach.giving import balance_of_member

MONDAY = date(2026, 11, 23)
EN = Words("en")
Pass = Callable[..., None]


@pytest.fixture
def henk(desk: Desk) -> int:
    return desk.do(add_member, MemberDraft("Henk", last_name="Mulder"), today=date(2026, 6, 1))


@pytest.fixture
def pass_on(desk: Desk, henk: int) -> Pass:
    """Give or ask so many days ago."""

    def make(kind: str, *days_ago: int) -> None:
        for ago in days_ago:
            draft = ExchangeDraft(
                henk, kind, f"Iets van {ago} dagen terug", MONDAY - timedelta(ago)
            )
            desk.do(log_exchange, draft, today=MONDAY)

    return make


def test_who_is_no_ambassador_has_no_balance(desk: Desk, henk: int) -> None:
    assert balance_with(desk.db, henk, MONDAY) is None
    assert balance_of_member(desk, henk) is None
    assert balance_of_member(desk, 17) is None, "nor who is not there"


def test_a_new_ambassador_stands_at_nothing(desk: Desk, henk: int) -> None:
    desk.do(add_ambassador, henk, AmbassadorDraft(), today=MONDAY)
    found = balance_of_member(desk, henk)
    assert found == Balance(0, 0, 90)
    assert not found.is_negative


def test_the_ninetieth_day_counts_and_the_one_before_does_not(
    desk: Desk, henk: int, pass_on: Pass
) -> None:
    pass_on("ask", 89, 90)
    pass_on("give", 90, 91)
    assert balance_of_member(desk, henk) == Balance(0, 1, 90)
    pass_on("give", 0)
    even = balance_of_member(desk, henk)
    assert even == Balance(1, 1, 90)
    assert not even.is_negative, "exactly zero is no debt"


def test_it_is_the_balance_of_the_list(desk: Desk, henk: int, pass_on: Pass) -> None:
    desk.do(add_ambassador, henk, AmbassadorDraft(), today=MONDAY)
    pass_on("give", 1, 20)
    pass_on("ask", 0, 3, 50, 89, 120)
    (card,) = list_ambassadors(desk.db, MONDAY)
    assert card.balance == balance_of_member(desk, henk) == Balance(2, 4, 90)
    assert EN(card.balance.text) == "2× given, 4× asked"


def test_what_was_asked_of_who_is_no_ambassador_any_more_still_counts(
    desk: Desk, henk: int, pass_on: Pass
) -> None:
    pass_on("ask", 5)
    found = balance_of_member(desk, henk)
    assert found is not None
    assert found.is_negative


def test_it_reads_no_table_from_end_to_end(desk: Desk, henk: int) -> None:
    sql = """
        EXPLAIN QUERY PLAN SELECT kind, count(*) AS times FROM ambassador_exchange
         WHERE member_id = :member AND happened_on BETWEEN :first AND :last GROUP BY kind
    """
    rows = desk.db.query(sql, {"member": henk, "first": "2026-08-26", "last": "2026-11-23"})
    assert any("USING INDEX ambassador_exchange_member" in row["detail"] for row in rows)


def test_the_facts_tell_the_balance_and_what_was_agreed(
    desk: Desk, henk: int, pass_on: Pass
) -> None:
    assert FEATURE.facts
    assert FEATURE.facts(desk.db, henk, MONDAY) == []
    agreed = AmbassadorDraft(looking_for=Need.PLATFORM, agreement="Elke maand één vraag")
    desk.do(add_ambassador, henk, agreed, today=MONDAY)
    pass_on("ask", 2)
    told = [(EN(each.label), EN(each.text)) for each in FEATURE.facts(desk.db, henk, MONDAY)]
    assert told == [
        ("Balance", "0× given, 1× asked"),
        ("Ambassador", "candidate"),
        ("Looking for", "a larger platform"),
        ("Agreement", "Elke maand één vraag"),
    ]
    (chip,) = (each for each in FEATURE.facts(desk.db, henk, MONDAY) if each.is_chip)
    assert chip.is_warning
    pass_on("give", 1)
    assert not FEATURE.facts(desk.db, henk, MONDAY)[0].is_warning
