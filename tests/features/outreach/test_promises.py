"""Promises of both sides: what opens, moves and closes them, when they ask, and one undo each."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result as Ran

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.core.workbook import add_absence
from commdesk.features.members import MemberDraft, add_member, find_member, stop_contact
from commdesk.features.outreach import FEATURE
from commdesk.features.outreach.handed import contact_key
from commdesk.features.outreach.ops import set_result, skip
from commdesk.features.outreach.promises.model import Promise, PromiseDraft, Stage
from commdesk.features.outreach.promises.ops import change_promise, move_promise, open_promise
from commdesk.features.outreach.promises.queries import (
    count_open,
    due_promises,
    find_promise,
    list_promises,
    owed,
    promises_of,
)
from commdesk.features.outreach.queries import find_message
from commdesk.features.outreach.schema import migrations
from commdesk.features.outreach.turns import Rule, queue

MONDAY = date(2026, 11, 23)
WEEK = date(2026, 11, 30)
WHY = "Zei het zelf"
Add = Callable[..., int]
Log = Callable[..., int]


def dump(desk: Desk) -> list[dict[str, Any]]:
    tables = ("member", "outreach_message", "outreach_pause", "outreach_promise",
              "outreach_introduction")  # fmt: skip
    return [row for t in tables for row in desk.db.query(f"SELECT * FROM {t} ORDER BY id")]


def say(desk: Desk, message: int, result: str, today: date = MONDAY) -> None:
    desk.do(set_result, message, result, today=today, reason=WHY)


def note(desk: Desk, member: int, **fields: Any) -> int:
    draft = PromiseDraft(member, **{"what": "Een stuk over bomen"} | fields)
    return desk.do(open_promise, draft, today=MONDAY)


def only(desk: Desk, member: int) -> Promise:
    (promise,) = promises_of(desk.db, member)
    return promise


def moved(desk: Desk, promise: int, stage: str, today: date = MONDAY) -> Promise:
    desk.do(move_promise, promise, stage, today=today)
    return find_promise(desk.db, promise)


def test_will_contribute_opens_a_promise_in_the_same_act(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    message = log(fatma)
    before = dump(desk)
    say(desk, message, "will-contribute")
    promise = only(desk, fatma)
    assert (promise.side, promise.stage, promise.follow_up_on) == ("theirs", "idea", WEEK)
    assert (promise.made_on, promise.due_on, promise.message_id) == (MONDAY, None, message)
    assert Words("nl")(promise.title) == "Een bijdrage"
    say(desk, message, "will-contribute")
    assert only(desk, fatma) == promise, "said twice it is one promise"
    desk.undo()
    assert dump(desk) == before


@pytest.mark.parametrize("result", ["none", "answered"])
def test_another_result_takes_an_untouched_promise_away(
    desk: Desk, add: Add, log: Log, result: str
) -> None:
    fatma = add()
    message = log(fatma)
    say(desk, message, "will-contribute")
    before = dump(desk)
    say(desk, message, result)
    assert promises_of(desk.db, fatma) == []
    desk.undo()
    assert dump(desk) == before


def test_what_was_filled_in_is_let_go_and_not_thrown_away(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    message = log(fatma)
    say(desk, message, "will-contribute")
    desk.do(change_promise, only(desk, fatma).id, {"what": "Een artikel"})
    say(desk, message, "answered")
    assert (only(desk, fatma).stage, only(desk, fatma).closed_on) == ("dropped", MONDAY)
    say(desk, message, "will-contribute")
    assert (only(desk, fatma).stage, only(desk, fatma).is_open) == ("idea", True)


def test_no_contact_closes_promises_of_both_sides_and_one_undo_brings_all_back(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma, henk = add(), add("Henk")
    message = log(fatma, days_ago=3)
    say(desk, message, "will-contribute")
    note(desk, fatma, side="ours", due_on=WEEK)
    note(desk, henk)
    last = log(fatma)
    before = dump(desk)
    say(desk, last, "no-contact")
    assert {each.stage for each in promises_of(desk.db, fatma)} == {"dropped"}
    assert only(desk, henk).is_open
    assert find_member(desk.db, fatma).do_not_contact
    desk.undo()
    assert dump(desk) == before


def test_a_placed_contribution_is_what_came_of_its_message(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    message = log(fatma, days_ago=7)
    say(desk, message, "will-contribute", MONDAY - timedelta(days=7))
    promise = only(desk, fatma)
    assert moved(desk, promise.id, "draft").is_open
    placed = moved(desk, promise.id, "placed")
    assert (placed.closed_on, placed.is_open) == (MONDAY, False)
    found = find_message(desk.db, message)
    assert (found.result, found.result_on) == ("contributed", MONDAY)
    back = moved(desk, promise.id, "draft")
    assert (back.is_open, back.follow_up_on) == (True, WEEK)
    assert find_message(desk.db, message).result == "will-contribute"


def test_contributed_places_what_was_promised(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    message = log(fatma)
    say(desk, message, "will-contribute")
    say(desk, message, "contributed", WEEK)
    assert (only(desk, fatma).stage, only(desk, fatma).closed_on) == ("placed", WEEK)


def test_another_result_of_the_message_is_left_alone(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    message = log(fatma)
    promise = note(desk, fatma, message_id=message)
    moved(desk, promise, "placed")
    assert find_message(desk.db, message).result == ""


@pytest.mark.parametrize(("purpose", "moves"), [
    ("help", True), ("follow-up", True), ("thank", True), ("ask", False), ("invite", False),
])  # fmt: skip
def test_a_message_about_it_asks_again_a_week_later(
    desk: Desk, add: Add, log: Log, clock: Any, purpose: str, moves: bool
) -> None:
    fatma = add()
    promise = note(desk, fatma)
    clock.move(days=2)
    log(fatma, purpose=purpose)
    found = find_promise(desk.db, promise)
    assert found.is_open
    assert found.follow_up_on == (date(2026, 12, 2) if moves else WEEK)


def test_a_late_log_never_brings_the_day_forward(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    promise = note(desk, fatma, follow_up_on=date(2026, 12, 15))
    log(fatma, purpose="help")
    log(fatma, purpose="help", days_ago=9)
    assert find_promise(desk.db, promise).follow_up_on == date(2026, 12, 15)


def test_their_own_message_leaves_the_promise(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    promise = note(desk, fatma)
    log(fatma, is_outgoing=False, purpose="help")
    assert find_promise(desk.db, promise).follow_up_on == WEEK


def test_who_is_skipped_is_asked_after_when_they_have_rested(desk: Desk, add: Add) -> None:
    fatma = add()
    promise = note(desk, fatma)
    desk.do(skip, fatma, "Met verlof", today=MONDAY)
    found = find_promise(desk.db, promise)
    assert found.is_open
    assert found.follow_up_on == date(2026, 12, 23)


def test_ours_is_open_until_it_is_kept(desk: Desk, add: Add) -> None:
    promise = note(desk, add(), side="ours", follow_up_on=WEEK)
    found = find_promise(desk.db, promise)
    assert (found.stage, found.follow_up_on) == ("open", None), "nobody asks after our own"
    assert moved(desk, promise, "kept").closed_on == MONDAY
    assert moved(desk, promise, "open").closed_on is None
    with pytest.raises(Refused):
        moved(desk, promise, "draft")


@pytest.mark.parametrize(("fields", "field"), [
    ({"what": "  "}, "what"), ({"what": "x" * 2_001}, "what"), ({"help": "x" * 2_001}, "help"),
    ({"side": "everybody"}, "side"),
])  # fmt: skip
def test_a_refusal_names_its_field(desk: Desk, add: Add, fields: Any, field: str) -> None:
    with pytest.raises(Refused) as refused:
        note(desk, add(), **fields)
    assert refused.value.field == field


def test_a_contribution_may_stay_untold_but_not_our_own_promise(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma = add()
    say(desk, log(fatma), "will-contribute")
    desk.do(change_promise, only(desk, fatma).id, {"what": "", "help": "Meelezen"})
    assert only(desk, fatma).help == "Meelezen"
    ours = note(desk, add("Henk"), side="ours")
    with pytest.raises(Refused):
        desk.do(change_promise, ours, {"what": ""})


def test_a_promise_that_is_gone_is_a_clear_sentence(desk: Desk) -> None:
    with pytest.raises(Refused, match="no longer"):
        desk.do(move_promise, 17, "placed", today=MONDAY)


def test_every_op_is_undone_to_the_row(desk: Desk, add: Add) -> None:
    promise = note(desk, add(), due_on=WEEK)
    acts: list[Callable[[], object]] = [
        lambda: note(desk, add("Henk")),
        lambda: desk.do(change_promise, promise, {"due_on": None, "help": "Een foto"}),
        lambda: desk.do(move_promise, promise, "placed", today=MONDAY),
        lambda: desk.do(move_promise, promise, "dropped", today=MONDAY),
    ]
    for act in acts:
        before = dump(desk)
        act()
        after = dump(desk)
        desk.undo()
        if act is acts[0]:
            desk.undo()  # the member was added too
        assert dump(desk) == before
        assert after != before


# --- when they ask ----------------------------------------------------------------------------


def test_theirs_are_due_on_their_day_and_not_the_day_before(desk: Desk, add: Add) -> None:
    note(desk, add())
    assert due_promises(desk.db, WEEK - timedelta(days=1), 9) == []
    assert len(due_promises(desk.db, WEEK, 9)) == 1


def test_a_day_that_comes_before_a_week_is_the_day_to_ask(desk: Desk, add: Add) -> None:
    promise = note(desk, add(), due_on=date(2026, 11, 26))
    assert find_promise(desk.db, promise).follow_up_on == date(2026, 11, 26)


@pytest.mark.parametrize(("today", "is_due"), [
    (date(2026, 11, 25), False), (date(2026, 11, 26), True), (date(2026, 12, 3), True),
])  # fmt: skip
def test_ours_ask_from_two_working_days_before(
    desk: Desk, add: Add, today: date, is_due: bool
) -> None:
    note(desk, add(), side="ours", due_on=WEEK)  # a Monday: from Thursday on
    assert bool(due_promises(desk.db, today, 9)) is is_due
    assert bool(owed(desk.db, today, 9)) is is_due


def test_days_off_announce_ours_earlier(desk: Desk, add: Add) -> None:
    note(desk, add(), side="ours", due_on=WEEK)
    desk.do(add_absence, date(2026, 11, 26), date(2026, 11, 27), "Vrij")
    assert due_promises(desk.db, date(2026, 11, 24), 9)


def test_due_promises_stand_by_day_and_then_by_member(desk: Desk, add: Add) -> None:
    one, two = add("Een"), add("Twee")
    late = note(desk, two, side="ours", due_on=MONDAY - timedelta(days=4))
    first = note(desk, two, follow_up_on=MONDAY)
    second = note(desk, one, follow_up_on=MONDAY)
    closed = note(desk, one, follow_up_on=MONDAY)
    moved(desk, closed, "dropped")
    assert [each.id for each in due_promises(desk.db, MONDAY, 9)] == [late, second, first]
    assert [each.id for each in due_promises(desk.db, MONDAY, 1)] == [late]
    assert (count_open(desk.db), count_open(desk.db, "ours")) == (3, 1)


def test_every_query_of_the_board_and_of_the_queue_uses_an_index(desk: Desk) -> None:
    seen: list[str] = []
    query = desk.db.query

    def watch(sql: str, params: Any = None) -> Any:
        if "outreach_promise" in sql:
            seen.extend(row["detail"] for row in query(f"EXPLAIN QUERY PLAN {sql}", params))
        return query(sql, params)

    desk.db.query = watch  # type: ignore[method-assign]
    due_promises(desk.db, MONDAY, 9)
    owed(desk.db, MONDAY, 9)
    list_promises(desk.db, MONDAY)
    assert seen
    assert not [step for step in seen if step.startswith("SCAN promise") and "INDEX" not in step]
    assert not [step for step in seen if "TEMP B-TREE FOR ORDER BY" in step and "LAST" not in step]


def test_the_queue_offers_who_promised_with_the_reason(desk: Desk, add: Add) -> None:
    fatma, henk = add(), add("Henk")
    note(desk, fatma, follow_up_on=MONDAY)
    note(desk, henk, side="ours", what="Cijfers sturen", due_on=MONDAY)
    found = {turn.name: turn for turn in queue(desk.db, MONDAY).offered}
    assert {found["Fatma"].rule, found["Henk"].rule} == {Rule.PROMISE, Rule.OUR_PROMISE}
    words = Words("nl")
    assert words(found["Fatma"].reason(MONDAY)) == "Toegezegd op ma 23 nov: Een stuk over bomen"
    assert words(found["Henk"].reason(MONDAY)) == "Zelf toegezegd voor ma 23 nov: Cijfers sturen"


def test_today_shows_ours_once_and_theirs_as_the_contact(desk: Desk, add: Add) -> None:
    fatma, henk, jan = add(), add("Henk"), add("Jan")
    note(desk, fatma, follow_up_on=MONDAY)
    ours = note(desk, henk, side="ours", due_on=MONDAY)
    late = note(desk, jan, side="ours", due_on=date(2026, 11, 19))
    assert FEATURE.today
    items = {item.key: item for item in FEATURE.today(desk.db, MONDAY)}
    assert set(items) == {contact_key(fatma), f"promise:{ours}", f"promise:{late}"}
    assert items[f"promise:{ours}"].urgency == "promised"
    assert items[f"promise:{late}"].urgency == "late"
    assert (items[f"promise:{late}"].page, items[f"promise:{late}"].target) == ("promises", late)


def test_today_asks_nothing_about_who_wants_no_contact(desk: Desk, add: Add) -> None:
    henk = add("Henk")
    note(desk, henk, side="ours", due_on=MONDAY)
    desk.do(stop_contact, henk, reason=WHY, today=MONDAY)
    assert FEATURE.today
    assert FEATURE.today(desk.db, MONDAY) == []


def test_the_story_and_the_facts_tell_it(desk: Desk, add: Add) -> None:
    fatma = add()
    note(desk, fatma, side="ours", what="Cijfers sturen", due_on=date(2026, 11, 19))
    placed = note(desk, fatma)
    moved(desk, placed, "placed", WEEK)
    words = Words("nl")
    assert FEATURE.timeline
    assert FEATURE.facts
    told = [f"{words(item.kind)}: {words(item.text)}" for item in FEATURE.timeline(desk.db, fatma)]
    assert sorted(told) == [
        "Bijdrage geplaatst: Een stuk over bomen",
        "Toegezegd door dit lid: Een stuk over bomen",
        "Zelf toegezegd: Cijfers sturen",
    ]
    late, open_one = FEATURE.facts(desk.db, fatma, MONDAY)
    assert (words(late.text), late.is_chip, late.is_warning) == ("toezegging te laat", True, True)
    assert words(open_one.text) == "Cijfers sturen, voor do 19 nov"


def test_the_board_shows_what_was_closed_for_four_weeks(desk: Desk, add: Add) -> None:
    promise = note(desk, add())
    moved(desk, promise, Stage.PLACED)
    assert list_promises(desk.db, MONDAY + timedelta(days=27))
    assert list_promises(desk.db, MONDAY + timedelta(days=28)) == []


# --- of an older file, and on the command line --------------------------------------------------


def test_promises_on_messages_of_an_older_file_become_promises(workbook_path: Path) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        fatma = desk.do(add_member, MemberDraft("Fatma"), today=MONDAY)
    (convert,) = (each for each in migrations._migrations if each.name == "promised_contributions")
    message = {
        "member_id": fatma,
        "sent_at": "2026-11-20T11:00:00.000Z",
        "is_outgoing": 1,
        "channel": "dm",
        "purpose": "help",
    }
    promised = {"result": "will-contribute", "result_on": "2026-11-23"}
    with closing(Database.connect(workbook_path)) as db:
        asked = insert(db, "outreach_message", message | promised | {"follow_up_on": "2026-11-30"})
        insert(db, "outreach_message", message | promised)
        insert(db, "outreach_message", message | {"follow_up_on": "2026-12-01"})
        convert.fn(db)
    with Desk.open(workbook_path, FEATURES, read_only=True) as desk:
        promise = only(desk, fatma)
        assert (promise.side, promise.stage, promise.what) == ("theirs", "idea", "")
        assert (promise.made_on, promise.follow_up_on) == (MONDAY, WEEK)
        assert (promise.message_id, find_message(desk.db, asked).follow_up_on) == (asked, None)
        sql = "SELECT follow_up_on FROM outreach_message WHERE follow_up_on IS NOT NULL"
        assert desk.db.column(sql) == ["2026-12-01"], "a follow-up stays one"


def test_the_command_line_lists_promises(commdesk: Callable[..., Ran], workbook_path: Path) -> None:
    empty = commdesk("promises", workbook_path)
    assert (empty.exit_code, empty.stdout.strip()) == (0, "Er is nog niets toegezegd.")
    with Desk.open(workbook_path, FEATURES) as desk:
        fatma = desk.do(add_member, MemberDraft("Fatma"), today=MONDAY)
        note(desk, fatma, due_on=WEEK)
    (told,) = json.loads(commdesk("promises", workbook_path, "--json").stdout)["promises"]
    assert (told["name"], told["side"], told["stage"]) == ("Fatma", "theirs", "idea")
    assert (told["what"], told["due_on"]) == ("Een stuk over bomen", "2026-11-30")
    assert "Een stuk over bomen" in commdesk("promises", workbook_path).stdout
