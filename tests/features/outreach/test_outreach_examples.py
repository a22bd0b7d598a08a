"""Each source of the queue in a real workbook: somebody it finds, somebody not, and the edge."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.words import Words
from commdesk.core.workbook import set_facts
from commdesk.features.content import ItemDraft, add_item, close_question
from commdesk.features.members import change_member, note_contact
from commdesk.features.outreach.promises import PromiseDraft, move_promise, open_promise
from commdesk.features.outreach.promises.model import Side, Stage
from commdesk.features.outreach.turns import CADENCE_FACT, CROWD, Rule, queue

MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY - timedelta(days=3)
Add = Callable[..., int]
Log = Callable[..., int]


@op("Know of contact")
def _spoken(db: Database, member_id: int, day: date) -> None:
    """An op of its own: the mark must not stay on what others call."""
    note_contact(db, member_id, day)


@pytest.fixture(autouse=True)
def _without_the_usual_cadence(desk: Desk) -> None:
    desk.do(set_facts, **{CADENCE_FACT: 0})


def found(desk: Desk, today: date = MONDAY) -> list[tuple[str, Rule]]:
    return [(turn.name, turn.rule) for turn in queue(desk.db, today).offered]


def why(desk: Desk, today: date = MONDAY) -> list[str]:
    return [Words("en")(turn.reason(today)) for turn in queue(desk.db, today).offered]


@pytest.mark.parametrize(("ago", "is_found"), [(0, True), (3, True), (4, False)])
def test_a_newcomer_is_welcomed_up_to_the_third_day(
    desk: Desk, add: Add, ago: int, is_found: bool
) -> None:
    wednesday = date(2026, 11, 25)
    add("Lotte", added_on=wednesday - timedelta(days=ago))
    assert found(desk, wednesday) == ([("Lotte", Rule.WELCOME)] if is_found else [])


@pytest.mark.parametrize(("together", "offered"), [(CROWD, CROWD), (CROWD + 1, 0)])
def test_twenty_on_one_day_are_newcomers_and_one_more_is_a_list(
    desk: Desk, add: Add, together: int, offered: int
) -> None:
    for number in range(together):
        add(f"Lid {number}", added_on=FRIDAY)
    assert len(found(desk)) == offered


def test_who_was_called_before_they_were_added_is_no_stranger(
    desk: Desk, add: Add, log: Log
) -> None:
    lotte = add("Lotte", added_on=FRIDAY)
    log(lotte, days_ago=2, is_outgoing=False)
    assert found(desk) == [("Lotte", Rule.WELCOME)], "they wrote, nobody welcomed them"
    log(lotte, days_ago=1, purpose="welcome")
    assert found(desk) == []


def test_who_was_known_or_there_before_they_were_added_is_no_newcomer(desk: Desk, add: Add) -> None:
    known, member, fresh = (add(name, added_on=FRIDAY) for name in ("Fatma", "Henk", "Lotte"))
    desk.do(_spoken, known, date(2026, 7, 1))
    desk.do(change_member, member, {"joined_on": date(2024, 5, 1)})
    desk.do(change_member, fresh, {"joined_on": FRIDAY})
    assert found(desk) == [("Lotte", Rule.WELCOME)]


@pytest.mark.parametrize(("ago", "is_found"), [(1, True), (60, True), (61, False)])
def test_a_question_waits_for_sixty_days(
    desk: Desk, add: Add, log: Log, ago: int, is_found: bool
) -> None:
    log(add(added_on=date(2026, 6, 1)), days_ago=ago, is_outgoing=False, purpose="ask")
    assert found(desk) == ([("Fatma", Rule.QUESTION)] if is_found else [])


def test_what_is_no_question_asks_for_no_answer(desk: Desk, add: Add, log: Log) -> None:
    log(add(), days_ago=2, is_outgoing=False, purpose="thank")
    assert found(desk) == []


def test_an_answer_in_the_same_minute_is_an_answer(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    log(fatma, days_ago=2, is_outgoing=False, purpose="ask")
    log(fatma, days_ago=2, is_answer=True, purpose="thank")
    assert found(desk) == []


def test_a_follow_up_is_there_on_its_day_not_before_and_not_in_a_weekend(
    desk: Desk, add: Add, log: Log
) -> None:
    log(add("Fatma"), days_ago=4, follow_up_on=MONDAY)
    log(add("Henk"), days_ago=4, follow_up_on=MONDAY - timedelta(days=1))
    assert found(desk, FRIDAY) == []
    sunday = queue(desk.db, MONDAY - timedelta(days=1))
    assert (sunday.offered, sunday.later) == ((), ())
    assert [name for name, _ in found(desk)] == ["Fatma", "Henk"]
    assert {turn.due_on for turn in queue(desk.db, MONDAY).offered} == {MONDAY}


def test_a_follow_up_ends_with_what_they_write(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    log(fatma, days_ago=9, follow_up_on=MONDAY)
    log(fatma, days_ago=1, is_outgoing=False)
    assert found(desk) == []


@pytest.mark.parametrize(("due", "is_found"), [(24, True), (25, True), (26, False)])
def test_our_promise_is_announced_two_working_days_ahead(
    desk: Desk, add: Add, due: int, is_found: bool
) -> None:
    day = date(2026, 11, due)
    promised = PromiseDraft(add(), side=Side.OURS, what="Bellen", due_on=day)
    made = desk.do(open_promise, promised, today=FRIDAY)
    assert found(desk) == ([("Fatma", Rule.OUR_PROMISE)] if is_found else [])
    if is_found:
        assert why(desk)[0].startswith("Promised by us for")
        desk.do(move_promise, made, Stage.KEPT, today=MONDAY)
        assert found(desk) == []


@pytest.mark.parametrize(("ask", "is_found"), [(MONDAY, True), (FRIDAY, True),
                                               (MONDAY + timedelta(days=1), False)])  # fmt: skip
def test_their_promise_is_asked_after_from_its_day(
    desk: Desk, add: Add, ask: date, is_found: bool
) -> None:
    promised = PromiseDraft(add(), what="Een stuk", follow_up_on=ask)
    desk.do(open_promise, promised, today=FRIDAY)
    assert found(desk) == ([("Fatma", Rule.PROMISE)] if is_found else [])


@pytest.mark.parametrize(("ago", "is_found"), [(29, False), (30, True), (31, True)])
def test_a_cadence_of_thirty_days_has_passed_on_the_thirtieth(
    desk: Desk, add: Add, ago: int, is_found: bool
) -> None:
    fatma = add(added_on=date(2026, 1, 1))
    desk.do(change_member, fatma, {"cadence_days": 30})
    desk.do(_spoken, fatma, MONDAY - timedelta(days=ago))
    assert found(desk) == ([("Fatma", Rule.CADENCE)] if is_found else [])


def _question(desk: Desk, title: str, ago: int = 0, **fields: object) -> int:
    day = MONDAY - timedelta(days=ago)
    draft = ItemDraft(title, kind="question", published_on=day, **fields)  # type: ignore[arg-type]
    return desk.do(add_item, draft, today=day)


def test_who_knows_the_subject_might_answer_and_who_asked_does_not(
    desk: Desk, add: Add, log: Log
) -> None:
    knows, asked = add("Fatma", role="bomenadviseur"), add("Henk", role="bomen")
    add("Joke", role="secretaris")
    question = _question(desk, "Wie kent bomen op de erfgrens?", asked_by=asked)
    assert found(desk) == [("Fatma", Rule.ANSWER)]
    assert why(desk) == ["Knows “bomen”; open question: Wie kent bomen op de erfgrens?"]
    log(knows, days_ago=0, content_id=question, at=desk.now() - timedelta(days=1))
    assert found(desk) == [], "asked already"
    other = add("Lies", role="bomen")
    assert found(desk) == [("Lies", Rule.ANSWER)]
    desk.do(close_question, question, today=MONDAY)
    assert found(desk) == []
    assert other


@pytest.mark.parametrize(("ago", "is_found"), [(0, True), (13, True), (14, False)])
def test_an_item_is_new_for_fourteen_days(desk: Desk, add: Add, ago: int, is_found: bool) -> None:
    add(looking_for="subsidie voor bomen")
    day = MONDAY - timedelta(days=ago)
    draft = ItemDraft("Bomen planten", kind="article", published_on=day)
    desk.do(add_item, draft, today=day)
    assert found(desk) == ([("Fatma", Rule.MATCH)] if is_found else [])


def test_who_was_pointed_to_one_item_gets_the_next_one(desk: Desk, add: Add, log: Log) -> None:
    fatma = add(looking_for="bomen")
    items = [
        desk.do(add_item, ItemDraft(title, kind="article", published_on=MONDAY), today=MONDAY)
        for title in ("Bomen planten", "Bomen snoeien")
    ]
    (turn,) = queue(desk.db, MONDAY).offered
    yesterday = desk.now() - timedelta(days=1)
    log(fatma, at=yesterday, content_id=turn.content_id, is_closed=True)
    (second,) = queue(desk.db, MONDAY).offered
    assert {turn.content_id, second.content_id} == set(items)
    log(fatma, at=yesterday, content_id=second.content_id, is_closed=True, is_answer=True)
    assert found(desk) == []
