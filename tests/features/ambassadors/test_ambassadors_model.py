"""Balance, warnings and agreements that end: rules with their boundary days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commdesk.core.feature import Balance
from commdesk.core.words import Words
from commdesk.core.workbook import Workdays
from commdesk.features.ambassadors.agreements import Agreement, ending_of
from commdesk.features.ambassadors.model import (
    NEEDS,
    STAGES,
    Ambassador,
    Exchange,
    Need,
    Stage,
    ask_warnings,
    balance_of,
    warnings_of,
)
from commdesk.features.outreach import Pace

MONDAY = date(2026, 11, 23)
WORKDAYS = Workdays(frozenset({1, 2, 3, 4, 5}), frozenset())
EN = Words("en")


def exchange(
    kind: str = "give", days_ago: int = 0, idea: str = "ours", recurrence: str = ""
) -> Exchange:
    day = MONDAY - timedelta(days=days_ago)
    return Exchange(1, 1, kind, "Meelezen", day, idea, recurrence)


def kinds(
    ambassador: Ambassador, *exchanges: Exchange, pace: Pace | None = None, today: date = MONDAY
) -> list[str]:
    agreement = Agreement(until_on=ambassador.until_on, from_on=date(2026, 1, 1))
    ending = ending_of(agreement) if ambassador.until_on else None
    found = warnings_of(ambassador, exchanges, pace, today, WORKDAYS, ending=ending)
    return [warning.kind for warning in found]


def test_the_balance_is_gives_less_asks_over_ninety_days() -> None:
    inside = [exchange("give", 89), exchange("ask", 0), exchange("ask", 89)]
    assert balance_of(inside, MONDAY) == Balance(gives=1, asks=2)
    assert balance_of([exchange("give", 90)], MONDAY) == Balance(0, 0)
    assert balance_of([exchange("give", -1)], MONDAY) == Balance(0, 0), "not yet given"


@pytest.mark.parametrize(("days_ago", "counts"), [(0, 1), (89, 1), (90, 0), (91, 0)])
@pytest.mark.parametrize("kind", ["give", "ask"])
def test_the_last_day_of_the_window_is_the_eighty_ninth_before_today(
    kind: str, days_ago: int, counts: int
) -> None:
    found = balance_of([exchange(kind, days_ago)], MONDAY)
    assert (found.gives, found.asks) == ((counts, 0) if kind == "give" else (0, counts))
    assert found.is_negative == (kind == "ask" and bool(counts))


@given(st.lists(st.tuples(st.sampled_from(["give", "ask"]), st.integers(0, 120))))
def test_the_balance_counts_every_exchange_once(rows: list[tuple[str, int]]) -> None:
    found = balance_of([exchange(kind, ago) for kind, ago in rows], MONDAY)
    assert found.gives + found.asks == sum(ago < 90 for _, ago in rows)
    assert found.is_negative == (found.gives < found.asks)


def test_an_ask_with_a_negative_balance_warns_and_a_give_never_does() -> None:
    below, even = Balance(2, 5), Balance(2, 2)
    plain = {"idea": "theirs", "recurrence": ""}
    assert len(ask_warnings(below, kind="ask", **plain)) == 1
    assert ask_warnings(even, kind="ask", **plain) == []
    assert ask_warnings(below, kind="give", idea="ours", recurrence="weekly") == []


@pytest.mark.parametrize(
    ("idea", "recurrence", "count"),
    [("ours", "weekly", 1), ("theirs", "weekly", 0), ("ours", "monthly", 0), ("ours", "", 0)],
)
def test_a_weekly_ask_of_ours_warns(idea: str, recurrence: str, count: int) -> None:
    found = ask_warnings(Balance(), kind="ask", idea=idea, recurrence=recurrence)
    assert len(found) == count
    standing = kinds(
        Ambassador(stage=Stage.ACTIVE),
        exchange("give", 1),
        exchange("ask", 1, idea, recurrence),
    )
    assert standing.count("weekly-ask") == count


@pytest.mark.parametrize(
    ("days", "kind"),
    [(56, ["ends"]), (57, []), (0, ["ends"]), (-1, ["ended"])],
)
def test_an_agreement_that_ends_within_eight_weeks_warns(days: int, kind: list[str]) -> None:
    until = MONDAY + timedelta(days=days)
    assert kinds(Ambassador(stage=Stage.ACTIVE, until_on=until)) == kind
    assert kinds(Ambassador(stage=Stage.CANDIDATE, until_on=until)) == []


def test_a_cadence_is_due_on_its_day_and_on_a_working_day_only() -> None:
    person = Ambassador(stage=Stage.ACTIVE)
    saturday = date(2026, 11, 21)
    pace = Pace(1, "Henk", 30, saturday - timedelta(days=30), is_contact=True)
    assert kinds(person, pace=pace, today=date(2026, 11, 20)) == []
    assert kinds(person, pace=pace, today=saturday) == []
    assert kinds(person, pace=pace) == ["cadence"]


def test_the_reason_of_a_due_ambassador() -> None:
    pace = Pace(1, "Henk", 30, date(2026, 10, 8), is_contact=True)
    (warning,) = warnings_of(Ambassador(stage=Stage.ACTIVE), [], pace, MONDAY, WORKDAYS)
    assert EN(warning.text) == "46 days no contact, agreed every 30"


def test_below_zero_says_what_to_do() -> None:
    exchanges = [exchange("give", n) for n in range(2)] + [exchange("ask", n) for n in range(5)]
    found = warnings_of(Ambassador(stage=Stage.ACTIVE), exchanges, None, MONDAY, WORKDAYS)
    assert [EN(warning.text) for warning in found] == ["2× given, 5× asked in 90 days: give first"]


def test_whoever_is_thanked_is_left_in_peace() -> None:
    pace = Pace(1, "Henk", 1, date(2026, 1, 1), is_contact=True)
    thanked = Ambassador(stage=Stage.THANKED, until_on=MONDAY)
    assert kinds(thanked, exchange("ask"), pace=pace) == []


def test_every_stage_and_need_has_a_word() -> None:
    assert [key for key, _ in STAGES] == list(Stage)
    assert [key for key, _ in NEEDS] == list(Need)
