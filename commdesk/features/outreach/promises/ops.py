"""Writes of promises: note one, change it, move it on, and what messages do to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.journal import op
from commdesk.core.workbook import workdays
from commdesk.features.members import find_member
from commdesk.features.outreach.model import Message, Result, promise_day
from commdesk.features.outreach.promises.model import (
    CLOSED,
    MOVED_BY,
    Promise,
    PromiseDraft,
    Side,
    Stage,
    asked_on,
    checked_stage,
    checked_texts,
    first_stage,
)
from commdesk.features.outreach.promises.queries import (
    find_promise,
    open_promises_of,
    promise_of_message,
)

_CHANGEABLE = frozenset({"what", "help", "due_on", "follow_up_on", "content_id"})


@op("Note a promise with {name}")
def open_promise(db: Database, draft: PromiseDraft, *, today: date) -> int:
    """Note what they promised us or we them; refuses one without words."""
    texts = checked_texts({"what": draft.what, "help": draft.help})
    promise_id = _insert(db, draft, texts, today)
    db.about(name=find_member(db, draft.member_id).name)
    return promise_id


@op("Change the promise with {name}")
def change_promise(db: Database, promise_id: int, changes: Mapping[str, Any]) -> None:
    """Set just these of what, help, due_on, follow_up_on and content_id; days are dates."""
    promise = find_promise(db, promise_id)
    if unknown := set(changes) - _CHANGEABLE:
        raise ValueError(unknown)
    may_be_blank = not promise.what and not promise.is_ours
    row = dict(changes) | checked_texts(changes, may_be_blank=may_be_blank)
    for key in {"due_on", "follow_up_on"} & set(row):
        row[key] = row[key].isoformat() if row[key] else None
    db.about(name=promise.name)
    update(db, "outreach_promise", promise_id, row)


@op("Move the promise with {name} to another stage")
def move_promise(db: Database, promise_id: int, stage: str, *, today: date) -> None:
    """Say how far it is: placed, kept and let go close it, any other stage opens it again.

    A contribution that was promised on a message is what came of that message once it is placed.
    """
    promise = find_promise(db, promise_id)
    wanted = checked_stage(promise, stage)
    db.about(name=promise.name)
    if wanted != promise.stage:
        _move(db, promise, wanted, today)
        _tell_message(db, promise, wanted, today)


def follow_result(db: Database, message: Message, result: str, day: date) -> None:
    """Part of the op that says what came of a message: open, place or end what was promised on it.

    Nothing that somebody filled in is thrown away: a promise like that is let go and stays.
    """
    promise = promise_of_message(db, message.id)
    if result == Result.WILL_CONTRIBUTE:
        if promise is None:
            _insert(db, PromiseDraft(message.member_id, message_id=message.id), {"what": ""}, day)
        elif not promise.is_open:
            _move(db, promise, Stage.IDEA, day)
    elif promise and result == Result.CONTRIBUTED:
        if promise.stage != Stage.PLACED:
            _move(db, promise, Stage.PLACED, day)
    elif promise and (promise.is_open or result != Result.NO_CONTACT):
        _end(db, promise, day)
    if result == Result.NO_CONTACT:
        for each in open_promises_of(db, message.member_id):
            _move(db, each, Stage.DROPPED, day)


def ask_after(db: Database, message_id: int, on: date | None) -> None:
    """Part of an op: ask after what was promised on this message on another day, or never."""
    if promise := promise_of_message(db, message_id):
        update(db, "outreach_promise", promise.id, {"follow_up_on": on.isoformat() if on else None})


def follow_message(db: Database, member_id: int, purpose: str, sent_on: date) -> None:
    """Part of the op that logs a message of ours: one about their promise asks again in a week."""
    if purpose in MOVED_BY:
        put_off(db, member_id, promise_day(sent_on, workdays(db)))


def put_off(db: Database, member_id: int, until: date) -> None:
    """Part of an op: ask after what this member promised on `until`, where it was to be sooner."""
    for each in open_promises_of(db, member_id):
        if each.side == Side.THEIRS and each.follow_up_on and each.follow_up_on < until:
            update(db, "outreach_promise", each.id, {"follow_up_on": until.isoformat()})


def _insert(db: Database, draft: PromiseDraft, texts: Mapping[str, str], today: date) -> int:
    stage, ask_on = first_stage(draft.side), draft.follow_up_on
    if draft.side == Side.THEIRS and ask_on is None:
        ask_on = asked_on(today, draft.due_on, workdays(db))
    return insert(
        db,
        "outreach_promise",
        {
            **texts,
            "member_id": draft.member_id,
            "side": draft.side,
            "stage": stage,
            "made_on": today.isoformat(),
            "due_on": draft.due_on.isoformat() if draft.due_on else None,
            "follow_up_on": ask_on.isoformat() if ask_on and draft.side == Side.THEIRS else None,
            "message_id": draft.message_id,
            "content_id": draft.content_id,
        },
    )


def _move(db: Database, promise: Promise, stage: Stage, today: date) -> None:
    """Into a stage; what opens again is asked after in a week."""
    row: dict[str, Any] = {"stage": stage, "closed_on": today.isoformat()}
    if stage not in CLOSED:
        row["closed_on"] = None
        if not promise.is_open and promise.side == Side.THEIRS:
            row["follow_up_on"] = promise_day(today, workdays(db)).isoformat()
    update(db, "outreach_promise", promise.id, row)


def _end(db: Database, promise: Promise, day: date) -> None:
    """What nobody filled in goes; the rest is let go."""
    if promise.is_untouched:
        delete(db, "outreach_promise", promise.id)
    elif promise.stage != Stage.DROPPED:
        _move(db, promise, Stage.DROPPED, day)


def _tell_message(db: Database, promise: Promise, stage: Stage, today: date) -> None:
    """What came of the message on which it was promised, or no longer did."""
    sql = "SELECT result FROM outreach_message WHERE id = :id"
    result = db.value(sql, {"id": promise.message_id}) if promise.message_id else None
    row = {}
    if stage == Stage.PLACED and result == Result.WILL_CONTRIBUTE:
        row = {"result": str(Result.CONTRIBUTED), "result_on": today.isoformat()}
    elif promise.stage == Stage.PLACED and result == Result.CONTRIBUTED:
        row = {"result": str(Result.WILL_CONTRIBUTE), "result_on": promise.made_on.isoformat()}
    if row and promise.message_id:
        update(db, "outreach_message", promise.message_id, row)
