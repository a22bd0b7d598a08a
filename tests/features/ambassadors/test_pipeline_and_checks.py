"""Every move is dated with a note; twice a year we look back; and gives that fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.ambassadors import FEATURE
from commdesk.features.ambassadors.checks.model import (
    Check,
    CheckDraft,
    check_due_on,
    gained,
    months_after,
)
from commdesk.features.ambassadors.checks.ops import note_check, remove_check
from commdesk.features.ambassadors.checks.queries import checks_of
from commdesk.features.ambassadors.fitting import GIVES_FOR, gives_that_fit
from commdesk.features.ambassadors.handed import today_items
from commdesk.features.ambassadors.model import AmbassadorDraft, ExchangeDraft, Need
from commdesk.features.ambassadors.ops import add_ambassador, log_exchange, move_stage
from commdesk.features.ambassadors.pipeline import Move, since_of
from commdesk.features.ambassadors.pipeline.ops import change_move
from commdesk.features.ambassadors.pipeline.queries import moves_of
from commdesk.features.ambassadors.queries import find_ambassador, timeline
from commdesk.features.members import MemberDraft, add_member
from tests.features.ambassadors.cards import find_card

MONDAY = date(2026, 11, 23)
MAY = date(2026, 5, 23)
Add = Callable[..., tuple[int, int]]


@pytest.fixture
def add(desk: Desk) -> Add:
    def make(name: str = "Henk", today: date = MAY, **fields: Any) -> tuple[int, int]:
        member = desk.do(add_member, MemberDraft(name), today=MAY)
        draft = AmbassadorDraft(**fields)
        return member, desk.do(add_ambassador, member, draft, today=today)

    return make


def move(stage: str, day: int, key: int = 0) -> Move:
    return Move(key, 1, "", stage, MAY + timedelta(days=day))


@pytest.mark.parametrize(
    ("moves", "day"),
    [
        ([move("asked", 0)], None),
        ([move("agreed", 0), move("active", 9)], 0),
        ([move("agreed", 0), move("thanked", 5), move("active", 9)], 9),
        ([move("active", 0), move("pausing", 5), move("active", 9)], 0),
        ([move("active", 0), move("candidate", 5)], None),
        ([move("candidate", 3, 1), move("agreed", 3, 2)], 3),
    ],
)
def test_since_when_somebody_is_with_us(moves: list[Move], day: int | None) -> None:
    assert since_of(moves) == (None if day is None else MAY + timedelta(days=day))


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 5, 23), date(2026, 11, 23)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 6, 1)),
    ],
)
def test_half_a_year_is_six_months_by_the_calendar(day: date, after: date) -> None:
    assert months_after(day, 6) == after
    assert check_due_on(day, []) == after


def test_looking_back_is_asked_on_the_day_and_again_half_a_year_after_the_answer(
    desk: Desk, add: Add
) -> None:
    member, henk = add(stage="agreed", looking_for=Need.PLATFORM)
    key = f"ambassador-check:{member}"

    def asked(day: date) -> bool:
        return [item.key for item in today_items(desk.db, day)].count(key) == 1

    assert not asked(MONDAY - timedelta(days=1))
    assert asked(MONDAY)
    assert asked(MONDAY + timedelta(days=30)), "until it is answered"
    desk.do(note_check, CheckDraft(member, "partly", note="Eén keer"), today=MONDAY)
    assert not asked(MONDAY)
    assert not asked(date(2027, 5, 22))
    assert asked(date(2027, 5, 23))
    assert find_card(desk.db, henk, MONDAY).check_on == date(2027, 5, 23)
    desk.undo()
    assert asked(MONDAY)


@pytest.mark.parametrize("stage", ["candidate", "asked", "pausing", "thanked"])
def test_nobody_looks_back_with_who_is_not_at_work(desk: Desk, add: Add, stage: str) -> None:
    _, henk = add(stage=stage, looking_for=Need.PLATFORM)
    assert find_card(desk.db, henk, MONDAY).check_on is None


def test_there_is_nothing_to_look_back_on_until_it_is_known(desk: Desk, add: Add) -> None:
    _, henk = add(stage="active")
    assert find_card(desk.db, henk, MONDAY).check_on is None


def test_the_figure_counts_the_last_answer_of_each() -> None:
    def checks(*answers: str) -> list[Check]:
        return [Check(0, 1, "", answer, MONDAY, "") for answer in answers]

    found = gained([checks("yes", "no"), checks("no", "yes"), checks("partly"), []])
    assert (found.yes, found.asked) == (1, 3)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"answer": "perhaps"}, "answer"),
        ({"on_day": MONDAY + timedelta(days=1)}, "on_day"),
        ({"note": "x" * 50_000}, "note"),
    ],
)
def test_a_bad_look_back_is_refused_at_its_field(
    desk: Desk, add: Add, fields: dict[str, Any], field: str
) -> None:
    member, _ = add(stage="active")
    with pytest.raises(Refused) as refused:
        desk.do(note_check, CheckDraft(member, **({"answer": "yes"} | fields)), today=MONDAY)
    assert refused.value.field == field


def test_a_look_back_can_be_taken_out(desk: Desk, add: Add) -> None:
    member, _ = add(stage="active", looking_for=Need.CHANGE)
    check = desk.do(note_check, CheckDraft(member, "yes"), today=MONDAY)
    assert checks_of(desk.db, member)[0].looking_for == Need.CHANGE
    desk.do(remove_check, check)
    assert checks_of(desk.db, member) == []


def test_every_move_is_kept_with_its_day_and_note(desk: Desk, add: Add) -> None:
    member, henk = add()
    desk.do(move_stage, henk, "asked", today=MONDAY, on_day=date(2026, 9, 1), note=" Koffie ")
    desk.do(move_stage, henk, "agreed", today=MONDAY)
    told = [(m.stage_before, m.stage, m.moved_on, m.note) for m in moves_of(desk.db, member)]
    assert told == [
        ("asked", "agreed", MONDAY, ""),
        ("candidate", "asked", date(2026, 9, 1), "Koffie"),
        ("", "candidate", MAY, ""),
    ]
    said = [desk.words(item.text) for item in timeline(desk.db, member)]
    assert said[1] == "Fase: gevraagd (Koffie)"
    desk.undo()
    assert [m.stage for m in moves_of(desk.db, member)] == ["asked", "candidate"]
    assert find_ambassador(desk.db, henk).stage_on == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("stage", "fields", "field"),
    [
        ("asked", {"on_day": MONDAY + timedelta(days=1)}, "on_day"),
        ("asked", {"on_day": MAY - timedelta(days=1)}, "on_day"),
        ("asked", {"note": "x" * 50_000}, "note"),
        ("candidate", {}, "stage"),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    desk: Desk, add: Add, stage: str, fields: dict[str, Any], field: str
) -> None:
    member, henk = add()
    with pytest.raises(Refused) as refused:
        desk.do(move_stage, henk, stage, today=MONDAY, **fields)
    assert refused.value.field == field
    assert len(moves_of(desk.db, member)) == 1


def test_a_note_and_another_day_can_be_given_afterwards(desk: Desk, add: Add) -> None:
    member, henk = add()
    desk.do(move_stage, henk, "asked", today=MONDAY)
    last, first = moves_of(desk.db, member)
    changes = {"note": "Koffie", "moved_on": date(2026, 9, 1)}
    desk.do(change_move, last.id, changes, today=MONDAY)
    assert find_ambassador(desk.db, henk).stage_on == date(2026, 9, 1)
    with pytest.raises(Refused):
        desk.do(change_move, first.id, {"moved_on": date(2026, 9, 2)}, today=MONDAY)
    with pytest.raises(Refused):
        desk.do(change_move, last.id, {"moved_on": MAY - timedelta(days=1)}, today=MONDAY)


@pytest.mark.parametrize(
    ("what", "is_fine"),
    [
        ("Kaart gestuurd", True),
        ("Een bos bloemen van € 25", False),
        ("Bon van 25 euro", False),
        ("Een Europees podium", True),
    ],
)
def test_thanks_name_no_amount(desk: Desk, add: Add, what: str, is_fine: bool) -> None:
    member, _ = add()
    draft = ExchangeDraft(member, "give", what, is_thanks=True)
    if is_fine:
        desk.do(log_exchange, draft, today=MONDAY)
        assert desk.words(timeline(desk.db, member)[0].kind) == "Bedankt"
    else:
        with pytest.raises(Refused) as refused:
            desk.do(log_exchange, draft, today=MONDAY)
        assert refused.value.field == "what"


def test_thanks_are_a_give(desk: Desk, add: Add) -> None:
    member, _ = add()
    with pytest.raises(Refused, match="give"):
        desk.do(log_exchange, ExchangeDraft(member, "ask", "x", is_thanks=True), today=MONDAY)


def test_every_need_has_gives_that_fit_and_an_item_comes_first() -> None:
    assert set(GIVES_FOR) == set(Need)
    found = gives_that_fit(Need.NETWORK, ["Bomen op de erfgrens", "Tweede"])
    assert str(found[0].values["title"]) == "Bomen op de erfgrens"
    assert len(found) == 1 + len(GIVES_FOR[Need.NETWORK])


@pytest.mark.parametrize(
    ("stages", "is_met"),
    [
        (["agreed", "active"], False),
        (["agreed", "active", "active"], True),
        (["asked", "candidate", "pausing", "thanked", "agreed", "active"], False),
    ],
)
def test_three_ambassadors_agreed_are_evidence(
    desk: Desk, add: Add, stages: list[str], is_met: bool
) -> None:
    for number, stage in enumerate(stages):
        add(f"Lid {number}", stage=stage)
    (evidence,) = FEATURE.evidence
    found = evidence.look(desk.db, MONDAY)
    assert (evidence.key, found.is_met) == ("ambassadors-agreed", is_met)
    assert desk.words(found.text).endswith("van 3 ambassadeurs akkoord")
