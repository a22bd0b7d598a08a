"""Agreements over time: which holds, when nobody follows, and hours against what is wanted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.features.ambassadors.agreements import (
    Agreement,
    AgreementDraft,
    capacity_of,
    current_agreement,
    ending_of,
    has_agreement,
    lasts_of,
)
from commdesk.features.ambassadors.agreements.ops import (
    add_agreement,
    change_agreement,
    remove_agreement,
    want_hours,
)
from commdesk.features.ambassadors.agreements.queries import agreements_of
from commdesk.features.ambassadors.model import AmbassadorDraft
from commdesk.features.ambassadors.ops import (
    add_ambassador,
    change_ambassador,
    move_stage,
    remove_ambassador,
)
from commdesk.features.ambassadors.queries import (
    capacity,
    find_ambassador,
    list_ambassadors,
)
from commdesk.features.duplicates.ops import merge_members
from commdesk.features.members import MemberDraft, add_member
from tests.features.ambassadors.cards import find_card

MONDAY = date(2026, 11, 23)
PLACES = [place for feature in FEATURES for place in feature.personal_data]
Add = Callable[..., tuple[int, int]]


def on(days: int) -> date:
    return MONDAY + timedelta(days=days)


def agreed(first: int | None, last: int | None, minutes: int = 60, key: int = 0) -> Agreement:
    return Agreement(
        weekly_minutes=Minutes(minutes),
        from_on=None if first is None else on(first),
        until_on=None if last is None else on(last),
        id=key,
    )


@pytest.fixture
def add(desk: Desk) -> Add:
    def make(name: str, **fields: Any) -> tuple[int, int]:
        member = desk.do(add_member, MemberDraft(name), today=MONDAY)
        draft = AmbassadorDraft(**({"stage": "active"} | fields))
        return member, desk.do(add_ambassador, member, draft, today=MONDAY)

    return make


@pytest.mark.parametrize(
    ("agreements", "key"),
    [
        ([agreed(-9, -1, key=1), agreed(0, 9, key=2)], 2),
        ([agreed(-9, 0, key=1), agreed(1, 9, key=2)], 1),
        ([agreed(None, None, key=1), agreed(0, 9, key=2)], 2),
        ([agreed(5, 9, key=1), agreed(2, 9, key=2)], 2),
        ([agreed(-9, -5, key=1), agreed(-9, -2, key=2)], 2),
    ],
    ids=["begins today", "ends today", "the latest to begin", "the next", "the last"],
)
def test_one_agreement_is_the_one_of_now(agreements: list[Agreement], key: int) -> None:
    found = current_agreement(agreements, MONDAY)
    assert found
    assert found.id == key


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [(0, 0, True), (1, 9, False), (-9, -1, False), (None, None, True), (-9, None, True)],
)
def test_hours_count_from_the_first_day_to_the_last(
    first: int | None, last: int | None, counts: bool
) -> None:
    found = capacity_of([[agreed(first, last, 90)]], Minutes(120), MONDAY)
    assert (found.agreed, found.shortage) == ((90, 30) if counts else (0, 120))


def test_more_than_was_wanted_is_no_shortage() -> None:
    agreements = [[agreed(0, 9, 90), agreed(-5, None, 30)], [agreed(0, 0, 60)]]
    found = capacity_of(agreements, Minutes(120), MONDAY)
    assert (found.agreed, found.shortage) == (180, 0)


@pytest.mark.parametrize(
    ("begins", "ends", "follows"),
    [
        (0, None, True),
        (11, 30, True),
        (12, 30, False),
        (0, 10, False),
        (0, 11, True),
        (None, None, True),
    ],
)
def test_who_follows_begins_by_the_day_after_and_goes_on(
    begins: int | None, ends: int | None, follows: bool
) -> None:
    assert has_agreement([agreed(begins, ends)], on(10)) is follows
    ending = ending_of(agreed(-5, 10), "Petra", [agreed(begins, ends)])
    assert ending
    assert ending.is_followed is follows


def test_a_renewal_moves_the_end_and_a_gap_does_not() -> None:
    now = agreed(-5, 10, key=1)
    seamless, gap = agreed(11, 40, key=2), agreed(12, 40, key=3)
    for agreements, last in (([now], 10), ([now, seamless], 40), ([now, gap], 10)):
        assert [each.ends for each in lasts_of(agreements, MONDAY)] == [on(last)]
    (last_one,) = lasts_of([now, agreed(11, None)], MONDAY)
    assert ending_of(last_one) is None, "until further notice"
    assert lasts_of([], MONDAY) == []


def test_what_stands_beside_an_agreement_does_not_renew_it() -> None:
    ends, stays = agreed(-100, 20, key=1), agreed(-90, None, key=2)
    assert [each.id for each in lasts_of([ends, stays], MONDAY)] == [1, 2]


def test_after_a_merge_nobody_follows_themselves(desk: Desk, add: Add) -> None:
    member_of_fatma, fatma = add("Fatma", agreement="Praten", from_on=on(-100))
    member, henk = add(
        "Henk", agreement="Meelezen", from_on=on(-120), until_on=on(21), follower_id=fatma
    )
    assert find_card(desk.db, henk, MONDAY).warnings == (), "Fatma goes on after it"
    desk.do(merge_members, member, member_of_fatma, (), PLACES)
    card = find_card(desk.db, henk, MONDAY)
    assert [each.kind for each in card.warnings] == ["ends"], "the hours of one of the two go"
    assert card.ending
    assert card.ending.follower == ""
    assert [each.follower_id for each in agreements_of(desk.db, member)] == [None, None]
    assert find_ambassador(desk.db, henk, on(-110)).follower_id is None
    desk.undo()
    assert find_ambassador(desk.db, henk, MONDAY).follower_id == fatma


@pytest.mark.parametrize(("days", "warns"), [(56, True), (57, False), (0, True)])
def test_the_warning_goes_when_a_follower_has_agreed(
    desk: Desk, add: Add, days: int, warns: bool
) -> None:
    _, henk = add("Henk", agreement="Meelezen", until_on=on(days))
    petra_member, petra = add("Petra", stage="candidate")

    def kinds() -> list[str]:
        return [each.kind for each in find_card(desk.db, henk, MONDAY).warnings]

    assert kinds() == (["ends"] if warns else [])
    desk.do(change_ambassador, henk, {"follower_id": petra}, today=MONDAY)
    assert kinds() == (["ends"] if warns else []), "named, but nothing agreed"
    card = find_card(desk.db, henk, MONDAY)
    assert card.ending
    assert card.ending.follower == "Petra"
    start = AgreementDraft("Overnemen", from_on=on(days + 1))
    desk.do(add_agreement, petra_member, start)
    assert kinds() == []
    desk.do(move_stage, petra, "thanked", today=MONDAY)
    assert kinds() == (["ends"] if warns else []), "who was thanked follows nobody"


def test_a_named_follower_is_in_the_warning(desk: Desk, add: Add) -> None:
    _, petra = add("Petra", stage="candidate")
    _, henk = add("Henk", agreement="Meelezen", until_on=on(21), follower_id=petra)
    (warning,) = find_card(desk.db, henk, MONDAY).warnings
    said = desk.words(warning.text)
    assert said == "De afspraak loopt af op ma 14 dec: opvolging met Petra afspreken vanaf die dag"
    desk.do(remove_ambassador, petra)
    assert "opvolging zoeken" in desk.words(find_card(desk.db, henk, MONDAY).warnings[0].text)
    desk.undo()
    assert "Petra" in desk.words(find_card(desk.db, henk, MONDAY).warnings[0].text)


def test_agreements_follow_each_other_and_the_one_of_now_is_shown(desk: Desk, add: Add) -> None:
    member, henk = add("Henk", agreement="Oud", from_on=on(-90), until_on=on(-1))
    new = desk.do(add_agreement, member, AgreementDraft("Nieuw", Minutes(60), on(0), on(90)))
    assert find_ambassador(desk.db, henk, MONDAY).agreement == "Nieuw"
    desk.do(change_ambassador, henk, {"weekly_minutes": Minutes(90)}, today=MONDAY)
    assert [a.weekly_minutes for a in agreements_of(desk.db, member)] == [90, None]
    desk.do(change_agreement, new, {"from_on": on(1)})
    desk.do(remove_agreement, new)
    assert find_ambassador(desk.db, henk, MONDAY).agreement == "Oud"


def test_hours_of_who_pauses_or_is_still_asked_do_not_count(desk: Desk, add: Add) -> None:
    for name, stage in (("A", "asked"), ("B", "agreed"), ("C", "active"), ("D", "pausing")):
        add(name, stage=stage, weekly_minutes=Minutes(60))
    desk.do(want_hours, 180)
    found = capacity(desk.db, list_ambassadors(desk.db, MONDAY), MONDAY)
    assert (found.agreed, found.wanted, found.shortage) == (120, 180, 60)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"what": "x", "from_on": on(1), "until_on": on(0)}, "until_on"),
        ({"what": "x" * 50_000}, "what"),
        ({"contact_person": "x" * 50_000}, "contact_person"),
        ({"weekly_minutes": Minutes(10_081)}, "weekly_minutes"),
        ({}, "what"),
        ({"what": "x", "follower_id": 17}, "follower_id"),
    ],
)
def test_what_cannot_be_agreed_is_refused_at_its_field(
    desk: Desk, add: Add, fields: dict[str, Any], field: str
) -> None:
    member, _ = add("Henk")
    with pytest.raises(Refused) as refused:
        desk.do(add_agreement, member, AgreementDraft(**fields))
    assert refused.value.field == field
    assert agreements_of(desk.db, member) == []


def test_nobody_follows_themselves(desk: Desk, add: Add) -> None:
    member, henk = add("Henk")
    with pytest.raises(Refused, match="themselves"):
        desk.do(add_agreement, member, AgreementDraft("x", follower_id=henk))


def test_who_is_no_ambassador_has_no_agreement(desk: Desk) -> None:
    member = desk.do(add_member, MemberDraft("Henk"), today=MONDAY)
    with pytest.raises(Refused, match="not in the list"):
        desk.do(add_agreement, member, AgreementDraft("x"))
