"""Gives that fit: for whom, why, and what is no give any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.words import Words
from commdesk.features.content import ItemDraft, add_item, close_question
from commdesk.features.members import change_member, stop_contact
from commdesk.features.outreach.giving import Give, gives_that_fit
from commdesk.features.outreach.introductions import introduce
from commdesk.features.outreach.model import Purpose
from commdesk.features.outreach.promises import PromiseDraft, move_promise, open_promise

MONDAY = date(2026, 11, 23)
EN, NL = Words("en"), Words("nl")
Add = Callable[..., int]
Log = Callable[..., int]


@op("Note what somebody did")
def note(db: Database, row: dict[str, Any]) -> int:
    return insert(db, "activity", row)


@pytest.fixture
def did(desk: Desk) -> Callable[..., None]:
    """Somebody did something so many days ago."""

    def make(member: int, days_ago: int, kind: str = "post", place: str = "") -> None:
        day = (MONDAY - timedelta(days=days_ago)).isoformat()
        row = {"member_id": member, "kind": kind, "happened_on": day, "place": place}
        desk.do(note, row | {"source": "x", "key": f"{member}-{day}-{kind}"})

    return make


@pytest.fixture
def item(desk: Desk) -> Callable[..., int]:
    def make(title: str = "Bomen op de erfgrens", *, days_ago: int = 2, **fields: Any) -> int:
        day = MONDAY - timedelta(days=days_ago)
        draft = ItemDraft(title, published_on=day, **{"kind": "post"} | fields)
        return desk.do(add_item, draft, today=MONDAY)

    return make


def told(found: list[Give]) -> list[str]:
    return [EN(each.text) for each in found]


# --- an item --------------------------------------------------------------------------------------


def test_an_item_that_fits_what_they_look_for_is_a_give(desk: Desk, add: Add, item: Add) -> None:
    fatma = add(looking_for="Alles over bomen")
    made = item()
    item("Parkeren in het centrum")
    (give,) = gives_that_fit(desk.db, fatma, MONDAY)
    assert EN(give.text) == "Point them to “Bomen op de erfgrens”"
    assert NL(give.text) == "Wijzen op “Bomen op de erfgrens”"
    assert EN(give.reason) == "Looks for: Alles over bomen"
    assert (give.purpose, give.content_id, give.page) == (Purpose.NOTIFY, made, "")


@pytest.mark.parametrize(("days_ago", "is_new"), [(0, True), (13, True), (14, False), (-1, False)])
def test_an_item_is_new_for_fourteen_days(
    desk: Desk, add: Add, item: Add, days_ago: int, is_new: bool
) -> None:
    fatma = add(tags=("bomen",))
    item(days_ago=days_ago)
    assert bool(gives_that_fit(desk.db, fatma, MONDAY)) == is_new


def test_what_they_were_pointed_to_already_is_no_give(
    desk: Desk, add: Add, item: Add, log: Log
) -> None:
    fatma, henk = add(tags=("bomen",)), add("Henk", tags=("bomen",))
    log(fatma, content_id=item())
    assert gives_that_fit(desk.db, fatma, MONDAY) == []
    assert len(gives_that_fit(desk.db, henk, MONDAY)) == 1


def test_nobody_is_pointed_to_their_own_item_or_to_a_closed_question(
    desk: Desk, add: Add, item: Add
) -> None:
    fatma = add(tags=("bomen",))
    item(asked_by=fatma)
    closed = item("Bomen kappen", kind="question")
    desk.do(close_question, closed, today=MONDAY)
    assert gives_that_fit(desk.db, fatma, MONDAY) == []


def test_what_they_look_for_comes_before_what_only_has_their_tag(
    desk: Desk, add: Add, item: Add
) -> None:
    fatma = add(looking_for="Hulp bij parkeren", tags=("bomen",))
    item(days_ago=0)
    item("Parkeren in het centrum", days_ago=9)
    assert told(gives_that_fit(desk.db, fatma, MONDAY)) == [
        "Point them to “Parkeren in het centrum”", "Point them to “Bomen op de erfgrens”",
    ]  # fmt: skip


# --- thanks ---------------------------------------------------------------------------------------


def test_a_contribution_that_was_not_thanked_for_is_a_give(
    desk: Desk, add: Add, did: Callable[..., None]
) -> None:
    fatma = add()
    did(fatma, 4, "article", "Omgevingsplan")
    (give,) = gives_that_fit(desk.db, fatma, MONDAY)
    assert EN(give.text) == "Say thanks for their contribution"
    assert EN(give.reason) == "Article, Omgevingsplan, Thu 19 Nov: not thanked yet"
    assert give.purpose == Purpose.THANK


@pytest.mark.parametrize(("days_ago", "is_fresh"), [(0, True), (13, True), (14, False)])
def test_thanks_fit_for_fourteen_days(
    desk: Desk, add: Add, did: Callable[..., None], days_ago: int, is_fresh: bool
) -> None:
    fatma = add()
    did(fatma, days_ago)
    assert bool(gives_that_fit(desk.db, fatma, MONDAY)) == is_fresh


@pytest.mark.parametrize(("thanked", "is_open"), [(5, True), (4, False), (3, False)])
def test_a_thank_you_since_the_day_itself_ends_it(
    desk: Desk, add: Add, did: Callable[..., None], log: Log, thanked: int, is_open: bool
) -> None:
    fatma = add()
    did(fatma, 4)
    log(fatma, days_ago=thanked, purpose=Purpose.THANK)
    assert bool(gives_that_fit(desk.db, fatma, MONDAY)) == is_open


def test_another_message_is_no_thank_you_and_a_reply_no_contribution(
    desk: Desk, add: Add, did: Callable[..., None], log: Log
) -> None:
    fatma, henk = add(), add("Henk")
    did(fatma, 4)
    log(fatma, days_ago=1, purpose=Purpose.ASK)
    did(henk, 1, "reply")
    assert len(gives_that_fit(desk.db, fatma, MONDAY)) == 1
    assert gives_that_fit(desk.db, henk, MONDAY) == []


@pytest.mark.parametrize(("days_ago", "is_fresh"), [(13, True), (14, False)])
def test_what_they_promised_and_placed_is_thanked_for(
    desk: Desk, add: Add, days_ago: int, is_fresh: bool
) -> None:
    fatma = add()
    placed_on = MONDAY - timedelta(days=days_ago)
    promise = desk.do(open_promise, PromiseDraft(fatma, what="Een stuk"), today=placed_on)
    assert gives_that_fit(desk.db, fatma, MONDAY) == []
    desk.do(move_promise, promise, "placed", today=placed_on)
    found = gives_that_fit(desk.db, fatma, MONDAY)
    assert bool(found) == is_fresh
    assert not is_fresh or "Een stuk" in EN(found[0].reason)


def test_a_promise_that_was_let_go_is_no_contribution(desk: Desk, add: Add) -> None:
    fatma = add()
    promise = desk.do(open_promise, PromiseDraft(fatma, what="Een stuk"), today=MONDAY)
    desk.do(move_promise, promise, "dropped", today=MONDAY)
    assert gives_that_fit(desk.db, fatma, MONDAY) == []


# --- somebody to meet -----------------------------------------------------------------------------


def test_somebody_who_knows_what_they_look_for_is_a_give(desk: Desk, add: Add) -> None:
    fatma, petra = add(looking_for="Iemand die bomen kent"), add("Petra", tags=("bomen",))
    (give,) = gives_that_fit(desk.db, fatma, MONDAY)
    assert EN(give.text) == "Introduce them to Petra"
    assert EN(give.reason) == "Fatma looks for this; Petra has the tag bomen"
    assert give.purpose == Purpose.INTRODUCE
    assert (give.page, give.target) == ("introductions", f"new-{fatma}-{petra}")
    now = desk.now()
    desk.do(introduce, fatma, petra, "Bomen", now=now)
    assert gives_that_fit(desk.db, fatma, MONDAY) == [], "they know each other"


def test_to_look_for_the_same_is_no_give(desk: Desk, add: Add) -> None:
    fatma = add(looking_for="Bomenverordening")
    add("Petra", looking_for="Bomenverordening")
    assert gives_that_fit(desk.db, fatma, MONDAY) == []


def test_who_wants_no_contact_is_nobody_to_be_introduced_to(desk: Desk, add: Add) -> None:
    fatma, petra = add(looking_for="Iemand die bomen kent"), add("Petra", tags=("bomen",))
    desk.do(stop_contact, petra, today=MONDAY, reason="Wil niet meer")
    assert gives_that_fit(desk.db, fatma, MONDAY) == []


# --- together -------------------------------------------------------------------------------------


def test_one_of_each_kind_comes_before_a_second_and_no_more_than_asked(
    desk: Desk, add: Add, item: Add, did: Callable[..., None]
) -> None:
    fatma = add(looking_for="Bomen")
    add("Petra", tags=("bomen",))
    for number in range(3):
        item(f"Bomen {number}")
    did(fatma, 1)
    found = [each.purpose for each in gives_that_fit(desk.db, fatma, MONDAY, limit=4)]
    assert found == [Purpose.THANK, Purpose.NOTIFY, Purpose.INTRODUCE, Purpose.NOTIFY]
    assert len(gives_that_fit(desk.db, fatma, MONDAY)) == 3
    assert len(gives_that_fit(desk.db, fatma, MONDAY, limit=1)) == 1
    assert gives_that_fit(desk.db, fatma, MONDAY, limit=0) == []


def test_whom_we_leave_alone_gets_nothing(
    desk: Desk, add: Add, did: Callable[..., None], item: Add
) -> None:
    item()
    stopped, restricted = add("Jan", tags=("bomen",)), add("Kim", tags=("bomen",))
    did(stopped, 1)
    did(restricted, 1)
    assert len(gives_that_fit(desk.db, restricted, MONDAY)) == 2
    desk.do(stop_contact, stopped, today=MONDAY, reason="Wil niet meer")
    desk.do(change_member, restricted, {"is_restricted": True})
    assert gives_that_fit(desk.db, stopped, MONDAY) == []
    assert gives_that_fit(desk.db, restricted, MONDAY) == []
    with pytest.raises(Refused, match="no longer"):
        gives_that_fit(desk.db, 17, MONDAY)


def test_a_person_alone_in_the_workbook_gets_nothing(desk: Desk, add: Add) -> None:
    assert gives_that_fit(desk.db, add(looking_for="Een netwerk"), MONDAY) == []


def test_no_table_of_many_people_is_read_from_end_to_end(
    desk: Desk, add: Add, item: Add, did: Callable[..., None]
) -> None:
    fatma = add(looking_for="Bomen")
    item()
    did(fatma, 1)
    seen: list[str] = []
    query = desk.db.query

    def watch(sql: str, params: Any = None) -> Any:
        seen.extend(row["detail"] for row in query(f"EXPLAIN QUERY PLAN {sql}", params))
        return query(sql, params)

    desk.db.query = watch  # type: ignore[method-assign]
    gives_that_fit(desk.db, fatma, MONDAY)
    read = [step for step in seen if step.startswith("SCAN") and "VIRTUAL" not in step]
    assert seen
    assert not [step for step in read if step.split()[1] in {"member", "outreach_message", "made"}]
