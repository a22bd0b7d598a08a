"""Logging, results, snoozing and skipping: what is refused, what follows, and one undo each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.members import (
    allow_contact,
    find_member,
    remove_member,
    restrict,
    stop_contact,
)
from commdesk.features.outreach.awaited import waiting
from commdesk.features.outreach.model import Draft, MessageDraft
from commdesk.features.outreach.ops import (
    agree_cadence,
    answer_last,
    close_follow_up,
    keep_draft,
    log_message,
    plan_minutes,
    set_result,
    skip,
    snooze,
)
from commdesk.features.outreach.promises.queries import open_promises_of
from commdesk.features.outreach.queries import (
    day_target,
    find_draft,
    find_message,
    last_waiting,
    messages_of,
    open_follow_ups,
    timeline,
)
from commdesk.features.outreach.turns import queue

MONDAY = date(2026, 11, 23)
WHY = "Said so"
Add = Callable[..., int]
Log = Callable[..., int]


def dump(desk: Desk) -> list[dict[str, Any]]:
    tables = ("member", "outreach_message", "outreach_pause", "outreach_cadence", "workbook_fact")
    tables += ("outreach_promise", "outreach_introduction")
    return [row for t in tables for row in desk.db.query(f"SELECT * FROM {t} ORDER BY id")]


def test_a_message_is_a_real_contact_and_sets_the_follow_up(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    message = find_message(desk.db, log(fatma, text="  Hoi  "))
    assert message.text == "Hoi"
    assert message.sent_on == MONDAY
    assert message.follow_up_on == date(2026, 11, 30)
    assert find_member(desk.db, fatma).last_contact_on == MONDAY


def test_a_late_log_counts_from_its_own_date(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    log(fatma, days_ago=2)
    late = find_message(desk.db, log(fatma, days_ago=10))
    assert late.sent_on == date(2026, 11, 13)
    assert find_member(desk.db, fatma).last_contact_on == date(2026, 11, 21)


def test_midnight_belongs_to_the_local_day(desk: Desk, add: Add, log: Log) -> None:
    just_after = datetime(2026, 11, 23, 0, 5).astimezone()
    assert find_message(desk.db, log(add(), at=just_after)).sent_on == MONDAY


def test_refuses_a_message_to_someone_who_opted_out(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    desk.do(stop_contact, fatma, reason="Liever niet", today=MONDAY)
    for is_answer in (False, True):
        with pytest.raises(Refused, match="asked not to be contacted"):
            log(fatma, is_answer=is_answer)
    log(fatma, is_outgoing=False)
    assert len(messages_of(desk.db, fatma)) == 1


def test_refuses_a_message_to_someone_whose_data_is_restricted(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma = add()
    desk.do(restrict, fatma, is_restricted=True)
    with pytest.raises(Refused, match="restricted"):
        log(fatma)


def test_refuses_a_third_message_in_seven_days_over_all_channels(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma = add()
    log(fatma, days_ago=6, channel="phone", text="")
    log(fatma, days_ago=1, channel="mail")
    with pytest.raises(Refused, match="2 messages in 7 days"):
        log(fatma)
    log(fatma, is_answer=True)
    log(fatma, is_outgoing=False)


def test_the_day_after_the_window_is_free_again(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    log(fatma, days_ago=7)
    log(fatma, days_ago=1)
    assert log(fatma)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"channel": "fax"}, "channel"),
        ({"purpose": "sell"}, "purpose"),
        ({"text": "   "}, "text"),
        ({"text": "x" * 20_001}, "text"),
    ],
)
def test_a_refusal_names_its_field(add: Add, log: Log, fields: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        log(add(), **fields)
    assert refused.value.field == field


def test_twenty_thousand_characters_and_odd_scripts_fit(desk: Desk, add: Add, log: Log) -> None:
    text = "\u202bسلام\u202c 👩🏽‍🌾 " + "x" * 19_000
    assert find_message(desk.db, log(add(), text=text)).text == text


def test_a_new_message_is_the_follow_up_of_the_one_before(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    log(fatma, days_ago=9)
    fresh = log(fatma)
    assert [message.id for message in open_follow_ups(desk.db, fatma)] == [fresh]


def test_their_message_ends_the_waiting_but_not_their_promise(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma, henk = add(), add("Henk")
    log(fatma, days_ago=5)
    promised = log(henk, days_ago=5)
    desk.do(set_result, promised, "will-contribute", today=MONDAY, reason=WHY)
    log(fatma, is_outgoing=False)
    log(henk, is_outgoing=False)
    assert open_follow_ups(desk.db, fatma) == []
    assert [each.message_id for each in open_promises_of(desk.db, henk)] == [promised]


def test_no_answer_is_no_contact_and_a_reaction_is(
    desk: Desk, clock: Any, add: Add, log: Log
) -> None:
    fatma = add()
    message = log(fatma)
    clock.move(days=3)
    desk.do(set_result, message, "none", today=desk.today(), reason=WHY)
    assert find_member(desk.db, fatma).last_contact_on == MONDAY
    desk.do(set_result, message, "answered", today=desk.today(), reason=WHY)
    assert find_member(desk.db, fatma).last_contact_on == MONDAY + timedelta(days=3)
    assert find_message(desk.db, message).follow_up_on is None


def test_a_promised_contribution_is_asked_after_in_a_week(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    message = log(fatma)
    desk.do(set_result, message, "will-contribute", today=MONDAY, reason=WHY)
    assert find_message(desk.db, message).follow_up_on is None
    (promise,) = open_promises_of(desk.db, fatma)
    assert (promise.message_id, promise.follow_up_on) == (message, date(2026, 11, 30))


def test_no_contact_wanted_closes_everything_and_one_undo_brings_it_back(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma = add()
    log(fatma, days_ago=3)
    message = log(fatma)
    before = dump(desk)
    desk.do(set_result, message, "no-contact", today=MONDAY, reason="Gaf dit aan")
    member = find_member(desk.db, fatma)
    assert member.do_not_contact
    assert member.do_not_contact_reason == "Gaf dit aan"
    assert open_follow_ups(desk.db, fatma) == []
    assert waiting(desk.db) == []
    desk.undo()
    assert dump(desk) == before


def test_an_answer_goes_to_the_last_message_without_a_result(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma = add()
    first, second = log(fatma, days_ago=9), log(fatma, days_ago=2)
    log(fatma, is_outgoing=False)
    desk.do(answer_last, fatma, "contributed", today=MONDAY, reason=WHY)
    assert find_message(desk.db, second).result == "contributed"
    desk.do(answer_last, fatma, "none", today=MONDAY, reason=WHY)
    assert find_message(desk.db, first).result == "none"
    with pytest.raises(Refused, match="No message to Fatma waits"):
        desk.do(answer_last, fatma, "none", today=MONDAY, reason=WHY)


def test_only_our_own_message_has_a_result(desk: Desk, add: Add, log: Log) -> None:
    message = log(add(), is_outgoing=False)
    with pytest.raises(Refused):
        desk.do(set_result, message, "answered", today=MONDAY, reason=WHY)


def test_snooze_is_until_a_later_day_and_ends_with_a_message(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma = add()
    with pytest.raises(Refused):
        desk.do(snooze, fatma, MONDAY, today=MONDAY)
    desk.do(snooze, fatma, MONDAY + timedelta(days=2), today=MONDAY)
    desk.do(snooze, fatma, MONDAY + timedelta(days=5), today=MONDAY)
    assert desk.db.value("SELECT until_on FROM outreach_pause") == "2026-11-28"
    log(fatma)
    assert desk.db.value("SELECT count(*) FROM outreach_pause") == 0


def test_a_skip_has_a_reason_and_closes_the_follow_up(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    log(fatma, days_ago=9)
    with pytest.raises(Refused):
        desk.do(skip, fatma, " ", today=MONDAY)
    desk.do(skip, fatma, "Met verlof", today=MONDAY)
    assert open_follow_ups(desk.db, fatma) == []
    assert desk.db.value("SELECT reason FROM outreach_pause") == "Met verlof"


def test_a_draft_survives_closing_and_goes_when_it_is_sent(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    label = desk.undo_label
    desk.do(keep_draft, Draft(fatma, "mail", "thank", "Dank v"))
    desk.do(keep_draft, Draft(fatma, "mail", "thank", "Dank voor"))
    assert desk.undo_label == label, "typing has no history"
    assert find_draft(desk.db, fatma) == Draft(fatma, "mail", "thank", "Dank voor")
    log(fatma)
    assert find_draft(desk.db, fatma) is None
    desk.do(keep_draft, Draft(fatma, "mail", "thank", "Weer"))
    desk.do(keep_draft, Draft(fatma, "mail", "thank", "  "))
    assert find_draft(desk.db, fatma) is None


def test_planned_minutes_make_the_target_and_a_day_off_has_none(desk: Desk) -> None:
    assert day_target(desk.db, MONDAY).messages == 54
    desk.do(plan_minutes, 120)
    assert day_target(desk.db, MONDAY).messages == 60
    assert day_target(desk.db, date(2026, 11, 22)).messages == 0
    with pytest.raises(Refused):
        desk.do(plan_minutes, -1)


def test_waiting_is_newest_first_and_found_by_the_start_of_a_name(
    desk: Desk, add: Add, log: Log
) -> None:
    log(add("Ayşe", last_name="Yılmaz"), days_ago=3)
    log(add("Piet", infix="van der", last_name="Berg"), days_ago=1)
    assert [message.name for message in waiting(desk.db)] == ["Piet van der Berg", "Ayşe Yılmaz"]
    assert [message.name for message in waiting(desk.db, search="ay yil")] == ["Ayşe Yılmaz"]
    assert [message.name for message in waiting(desk.db, search="ber")] == ["Piet van der Berg"]
    assert waiting(desk.db, search="iet") == []


def test_the_timeline_tells_what_came_of_it(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    message = log(fatma, days_ago=3, text="Hoi\nFatma")
    desk.do(set_result, message, "answered", today=MONDAY, reason=WHY)
    log(fatma, is_outgoing=False, text="Prima")
    worded = [desk.words(item.text) for item in timeline(desk.db, fatma)]
    assert worded == ["Ontvangen: Prima", "Hoi Fatma – heeft geantwoord"]


def test_every_op_is_undone_to_the_row(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    message = log(fatma, days_ago=3)
    draft = MessageDraft(fatma, text="Dag")
    acts: list[Callable[[], object]] = [
        lambda: desk.do(log_message, draft, now=desk.now()),
        lambda: desk.do(set_result, message, "will-contribute", today=MONDAY, reason=WHY),
        lambda: desk.do(answer_last, fatma, "no-contact", today=MONDAY, reason=WHY),
        lambda: desk.do(close_follow_up, message),
        lambda: desk.do(snooze, fatma, date(2026, 12, 1), today=MONDAY),
        lambda: desk.do(skip, fatma, "Met verlof", today=MONDAY),
        lambda: desk.do(agree_cadence, fatma, 30),
        lambda: desk.do(plan_minutes, 90),
    ]
    for act in acts:
        before = dump(desk)
        act()
        after = dump(desk)
        assert after != before
        desk.undo()
        assert dump(desk) == before
        desk.redo()
        assert dump(desk) == after
        desk.undo()


def test_a_member_who_goes_takes_their_messages_along(desk: Desk, add: Add, log: Log) -> None:
    from commdesk.features.members import remove_member

    fatma = add()
    log(fatma)
    before = dump(desk)
    desk.do(remove_member, fatma)
    assert desk.db.value("SELECT count(*) FROM outreach_message") == 0
    desk.undo()
    assert dump(desk) == before
    assert last_waiting(desk.db, fatma)


def test_contact_may_begin_again_after_it_was_allowed(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    desk.do(stop_contact, fatma, reason="Druk", today=MONDAY)
    desk.do(allow_contact, fatma)
    assert log(fatma)
    assert queue(desk.db, MONDAY).written == 1


def test_contact_on_a_day_to_come_is_refused_at_its_field(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    for is_outgoing in (True, False):
        with pytest.raises(Refused) as refused:
            log(fatma, days_ago=-1, is_outgoing=is_outgoing)
        assert refused.value.field == "at"
    assert messages_of(desk.db, fatma) == []
    log(fatma)


def test_a_result_is_never_dated_before_its_message(desk: Desk, add: Add, log: Log) -> None:
    fatma = add()
    log(fatma)
    desk.do(answer_last, fatma, "answered", today=MONDAY - timedelta(days=30), reason=WHY)
    (message,) = messages_of(desk.db, fatma)
    assert message.result_on == MONDAY


@pytest.mark.parametrize(
    ("result", "back"),
    [("", date(2026, 11, 25)), ("answered", None), ("will-contribute", date(2026, 11, 27))],
)
def test_contact_is_logged_with_what_came_of_it_in_one_act(
    desk: Desk, add: Add, log: Log, result: str, back: date | None
) -> None:
    fatma = add()
    before = dump(desk)
    log(fatma, days_ago=3, channel="phone", purpose="help", result=result)
    (message,) = messages_of(desk.db, fatma)
    promised = [each.follow_up_on for each in open_promises_of(desk.db, fatma)]
    assert (message.result, message.follow_up_on or next(iter(promised), None)) == (result, back)
    assert message.result_on == (date(2026, 11, 20) if result else None)
    desk.undo()
    assert dump(desk) == before


def test_a_day_to_come_back_that_was_typed_wins(desk: Desk, add: Add, log: Log) -> None:
    day = date(2026, 12, 15)
    for fields, back in (
        ({"follow_up_on": day}, day),
        ({"follow_up_on": day, "result": "answered"}, day),
        ({"is_closed": True}, None),
        ({"is_closed": True, "result": "will-contribute"}, None),
        ({"follow_up_on": day, "result": "will-contribute"}, day),
        ({"follow_up_on": day, "result": "no-contact"}, None),
    ):
        fatma = add()
        desk.do(
            log_message,
            MessageDraft(fatma, text="Hoi", **fields),
            now=desk.now(),
            reason=WHY,
        )
        (message,) = messages_of(desk.db, fatma)
        promised = [each.follow_up_on for each in open_promises_of(desk.db, fatma)]
        assert (message.follow_up_on or next(iter(promised), None)) == back
    with pytest.raises(Refused) as refused:
        log(add(), follow_up_on=MONDAY - timedelta(days=1))
    assert refused.value.field == "follow_up_on"


def test_a_draft_comes_back_when_sending_it_or_removing_its_member_is_undone(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma, draft = add(), "Dank voor"
    desk.do(keep_draft, Draft(fatma, "mail", "thank", draft))
    for act in (lambda: log(fatma), lambda: desk.do(remove_member, fatma)):
        act()
        assert find_draft(desk.db, fatma) is None
        desk.undo()
        found = find_draft(desk.db, fatma)
        assert found
        assert found.text == draft
    log(fatma)
    desk.do(keep_draft, Draft(fatma, "mail", "thank", ""))
    desk.undo()
    found = find_draft(desk.db, fatma)
    assert found
    assert found.text == draft
    desk.redo()
    assert find_draft(desk.db, fatma) is None


def test_telling_somebody_that_they_are_in_the_workbook_is_kept(
    desk: Desk, add: Add, log: Log
) -> None:
    fatma = add()
    log(fatma, days_ago=9)
    assert find_member(desk.db, fatma).informed_on is None
    log(fatma, informs=True)
    assert find_member(desk.db, fatma).informed_on == MONDAY
    desk.undo()
    assert find_member(desk.db, fatma).informed_on is None
