"""Writes of outreach: log a message, say what came of it, snooze, skip, agree a cadence, draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec.structs import replace

from commdesk.core.database import Database, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import to_moment
from commdesk.core.workbook import set_facts, workdays
from commdesk.features.members import (
    check_cadence,
    find_member,
    note_contact,
    note_informed,
    stop_contact,
)
from commdesk.features.outreach.allowing import check_message
from commdesk.features.outreach.letters import NUMBER, PROFILES_FACT, is_web
from commdesk.features.outreach.model import (
    REPLIES,
    RESULT_KEYS,
    Draft,
    MessageDraft,
    Result,
    follow_up_day,
    local_day,
)
from commdesk.features.outreach.onerow import forget, put, row_of
from commdesk.features.outreach.promises.ops import (
    ask_after,
    follow_message,
    follow_result,
    put_off,
)
from commdesk.features.outreach.queries import (
    MINUTES_FACT,
    find_draft,
    find_message,
    last_waiting,
    open_follow_ups,
)

_SKIP_DAYS = 30


@op("Log a message with {name}")
def log_message(db: Database, draft: MessageDraft, *, now: datetime, reason: str = "") -> int:
    """Record one contact, in or out; `now` has a time zone, `reason` goes with no contact any more.

    Refuses a day that is still to come, and what we send to somebody who asked not to be contacted,
    whose data is restricted, or who had two messages in seven days (an answer to their question
    passes). What they send us always passes.
    """
    db.about(name=find_member(db, draft.member_id).name)
    return _log(db, draft, now, reason)


@op("Log contact with {n} people")
def log_together(
    db: Database, draft: MessageDraft, members: Sequence[int], *, now: datetime, reason: str = ""
) -> list[int]:
    """Record one contact that several people shared, with each of them, in one act.

    The draft says all but whom. Refuses all of it when one of them is refused.
    """
    together = list(dict.fromkeys(members))
    db.about(n=len(together))
    drafts = [replace(draft, member_id=each) for each in together]
    return [_log(db, each, now, reason) for each in drafts]


@op("Set what came of the message to {name}")
def set_result(db: Database, message_id: int, result: str, *, today: date, reason: str) -> None:
    """Say what came of one message of ours; a reaction is a real contact.

    It came on `today`, never before the message. `will-contribute` opens a promise. `no-contact`
    stops all contact with `reason` and closes every follow-up and promise, in the same act.
    """
    message = find_message(db, message_id)
    if result not in RESULT_KEYS:
        raise Refused("{result} is not a result of a message.", result=result, field="result")
    if not message.is_outgoing:
        raise Refused("Only a message that you sent has a result.")
    db.about(name=message.name)
    day = max(today, message.sent_on)
    changes = {"result": result, "result_on": day.isoformat(), "follow_up_on": None}
    update(db, "outreach_message", message_id, changes)
    follow_result(db, message, result, day)
    if result in REPLIES:
        note_contact(db, message.member_id, day)
    if result == Result.NO_CONTACT:
        stop_contact(db, message.member_id, reason=reason, today=day)
        _close_follow_ups(db, message.member_id)
        _close_introductions(db, message.member_id)


@op("Set what came of the message to {name}")
def answer_last(db: Database, member_id: int, result: str, *, today: date, reason: str) -> int:
    """Set the result of the member's last message without one; refuses when there is none."""
    message = last_waiting(db, member_id)
    if message is None:
        name = find_member(db, member_id).name
        raise Refused("No message to {name} waits for an answer.", name=name)
    set_result(db, message.id, result, today=today, reason=reason)
    return message.id


@op("Close the follow-up with {name}")
def close_follow_up(db: Database, message_id: int) -> None:
    db.about(name=find_message(db, message_id).name)
    update(db, "outreach_message", message_id, {"follow_up_on": None})


@op("Snooze {name}")
def snooze(db: Database, member_id: int, until: date, *, today: date) -> None:
    """Leave the member out of the queue until `until`; whatever is due then comes back."""
    if until <= today:
        raise Refused("Choose a day after today.", field="until")
    db.about(name=find_member(db, member_id).name)
    _pause(db, member_id, until, today=today, is_skip=False, reason="")


@op("Skip {name}")
def skip(db: Database, member_id: int, reason: str, *, today: date) -> None:
    """Pass this time over, with the reason: follow-ups close, the member rests for 30 days.

    What they promised stays, and is asked after when they have rested.
    """
    if not reason.strip():
        raise Refused("Say why, so that you know it later.", field="reason")
    db.about(name=find_member(db, member_id).name)
    until = workdays(db).next_from(date.fromordinal(today.toordinal() + _SKIP_DAYS))
    _pause(db, member_id, until, today=today, is_skip=True, reason=reason.strip())
    _close_follow_ups(db, member_id)
    put_off(db, member_id, until)


@op("Agree a cadence with {name}")
def agree_cadence(db: Database, member_id: int, days: int | None) -> None:
    """A narrower cadence than the member's own, agreed by a higher drawer; None takes it away."""
    check_cadence(days)
    db.about(name=find_member(db, member_id).name)
    if days is None:
        forget(db, "outreach_cadence", member_id)
    else:
        put(db, "outreach_cadence", member_id, {"days": days})


@op("Plan time for messages")
def plan_minutes(db: Database, minutes: int) -> None:
    """Minutes for messages on a working day; the day's target follows from it."""
    if minutes < 0:
        raise Refused("Time for messages cannot be less than nothing.", field="minutes")
    set_facts(db, **{MINUTES_FACT: int(minutes)})


@op("Say where profiles are")
def set_profiles(db: Database, pattern: str) -> None:
    """Set the address of profiles, such as `https://forum.example.nl/u/{number}`; empty: none."""
    pattern = pattern.strip()
    if pattern and (NUMBER not in pattern or not is_web(pattern)):
        raise Refused("Write a web address with {sign} where the number or name goes.", sign=NUMBER)
    set_facts(db, **{PROFILES_FACT: pattern})


@op("Keep a draft")
def keep_draft(db: Database, draft: Draft) -> None:
    """Keep what was typed for a member; an empty text takes the draft away. Has no history."""
    find_member(db, draft.member_id)
    row = {
        "channel": draft.channel,
        "purpose": draft.purpose,
        "text": draft.text,
        "template_id": draft.template_id,
        "content_id": draft.content_id,
        "message_id": None,
    }
    if not draft.text.strip():
        if find_draft(db, draft.member_id):
            forget(db, "outreach_draft", draft.member_id)
    else:
        put(db, "outreach_draft", draft.member_id, row)


def _log(db: Database, draft: MessageDraft, now: datetime, reason: str) -> int:
    sent_at = draft.sent_at or now
    text = check_message(db, draft, now=now)
    _close_earlier(db, draft, sent_at)
    message_id = insert(
        db,
        "outreach_message",
        {
            "member_id": draft.member_id,
            "sent_at": to_moment(sent_at),
            "is_outgoing": int(draft.is_outgoing),
            "channel": draft.channel,
            "purpose": draft.purpose,
            "text": text,
            "follow_up_on": _follow_up_on(db, draft, local_day(sent_at)),
            "is_answer": int(draft.is_answer),
            "template_id": draft.template_id,
            "content_id": draft.content_id,
        },
    )
    note_contact(db, draft.member_id, local_day(sent_at))
    if draft.is_outgoing:
        _finish_draft(db, draft.member_id, message_id)
        forget(db, "outreach_pause", draft.member_id)
        if draft.informs:
            note_informed(db, draft.member_id, local_day(sent_at))
        if draft.result:
            _set_at_once(db, message_id, draft, local_day(sent_at), reason)
    return message_id


def _set_at_once(
    db: Database, message_id: int, draft: MessageDraft, day: date, reason: str
) -> None:
    """What came of it while it was said; a day to come back on that was typed stays."""
    set_result(db, message_id, draft.result, today=day, reason=reason)
    if not (draft.is_closed or draft.follow_up_on) or draft.result == Result.NO_CONTACT:
        return
    if draft.result == Result.WILL_CONTRIBUTE:
        ask_after(db, message_id, None if draft.is_closed else draft.follow_up_on)
    else:
        follow_up_on = _follow_up_on(db, draft, day)
        update(db, "outreach_message", message_id, {"follow_up_on": follow_up_on})


def _finish_draft(db: Database, member_id: int, message_id: int) -> None:
    """The draft became this message; drafts have no history, so undo finds it by that."""
    if find_draft(db, member_id):
        known = row_of(db, "outreach_draft", member_id)
        update(db, "outreach_draft", known or 0, {"message_id": message_id})


def _follow_up_on(db: Database, draft: MessageDraft, sent_on: date) -> str | None:
    if not draft.is_outgoing or draft.is_closed:
        return None
    day = draft.follow_up_on or follow_up_day(draft.purpose, sent_on, workdays(db))
    return day.isoformat() if day else None


def _close_earlier(db: Database, draft: MessageDraft, sent_at: datetime) -> None:
    """A new message of ours is the follow-up, one of theirs ends the waiting; promises stay."""
    if draft.is_outgoing:
        follow_message(db, draft.member_id, draft.purpose, local_day(sent_at))
    for message in open_follow_ups(db, draft.member_id):
        is_met = draft.is_outgoing or message.result == Result.WAITING
        if is_met and message.sent_at <= sent_at:
            update(db, "outreach_message", message.id, {"follow_up_on": None})


def _close_follow_ups(db: Database, member_id: int) -> None:
    for message in open_follow_ups(db, member_id):
        update(db, "outreach_message", message.id, {"follow_up_on": None})


def _close_introductions(db: Database, member_id: int) -> None:
    """Nobody is asked whether they found each other: one of the two wants no contact."""
    sql = """
        SELECT id FROM outreach_introduction
         WHERE (member_id = :member OR other_id = :member) AND follow_up_on IS NOT NULL
    """
    for introduction_id in db.column(sql, {"member": member_id}):
        update(db, "outreach_introduction", introduction_id, {"follow_up_on": None})


def _pause(
    db: Database, member_id: int, until: date, *, today: date, is_skip: bool, reason: str
) -> None:
    row = {
        "until_on": until.isoformat(),
        "set_on": today.isoformat(),
        "is_skip": int(is_skip),
        "reason": reason,
    }
    put(db, "outreach_pause", member_id, row)
