"""Command line: log contact, say what came of it, who owes an answer."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.members import find_by_words
from commdesk.features.outreach.awaited import MOST_WAITING, count_waiting
from commdesk.features.outreach.awaited import waiting as list_waiting
from commdesk.features.outreach.introductions.commands import introduce
from commdesk.features.outreach.model import (
    CHANNELS,
    IN_PERSON,
    PURPOSES,
    RESULT_KEYS,
    RESULTS,
    Message,
    MessageDraft,
    Purpose,
)
from commdesk.features.outreach.moments import parse_moment
from commdesk.features.outreach.ops import answer_last, log_message
from commdesk.features.outreach.outcomes import commands as outcomes
from commdesk.features.outreach.promises.commands import promises
from commdesk.features.outreach.promises.queries import promise_of_message
from commdesk.features.outreach.queries import find_message
from commdesk.features.outreach.templates.commands import templates
from commdesk.features.outreach.turns.commands import queue_command

_HEADINGS = (
    N_("Name"), N_("Sent on"), N_("Days"), N_("Channel"), N_("Purpose"), N_("Follow up on"),
)  # fmt: skip
_ONLY_OURS = N_("--result and --answer belong to a message of yours, not to one from them.")
_ONLY_OURS_TOGETHER = N_(
    "--result and --answer belong to a message of yours. A meeting or event is one with --outgoing."
)


@click.command()
@file_argument
@click.argument("member")
@click.option("--channel", required=True, type=click.Choice([str(key) for key, _ in CHANNELS]))
@click.option("--text", required=True, help="What was said; nothing about health or politics.")
@click.option("--purpose", type=click.Choice([str(key) for key, _ in PURPOSES]))
@date_option
@click.option("--at", metavar="WHEN", help="When it was: 'gi 21:00', vr, 3-11, 'yest 9:00'.")
@click.option("--incoming", "is_incoming", is_flag=True, help="They wrote; always passes.")
@click.option(
    "--outgoing", "is_ours", is_flag=True, help="A meeting or event as a message of ours."
)
@click.option("--result", type=click.Choice([str(result) for result in RESULT_KEYS]))
@click.option("--answer", "is_answer", is_flag=True, help="It answers their question.")
@click.pass_obj
def log(
    program: Program,
    file: Path,
    member: str,
    channel: str,
    text: str,
    purpose: str | None,
    day: date | None,
    at: str | None,
    is_incoming: bool,
    is_ours: bool,
    is_answer: bool,
    result: str | None,
) -> None:
    """Log a message to MEMBER (an id, an e-mail address or a name), or one from them.

    A meeting or an event is of both: it waits for no answer, unless --outgoing.
    """
    with program.write(file) as desk:
        is_outgoing = _is_outgoing(channel, is_incoming=is_incoming, is_ours=is_ours)
        if not is_outgoing and (result or is_answer):
            raise Refused(_ONLY_OURS if is_incoming else _ONLY_OURS_TOGETHER)
        person = find_by_words(desk.db, member)
        draft = MessageDraft(
            member_id=person.id,
            channel=channel,
            purpose=purpose or (Purpose.HELP if is_answer else Purpose.KEEP_IN_TOUCH),
            text=text,
            is_outgoing=is_outgoing,
            is_answer=is_answer,
            sent_at=_sent_at(program, desk.today(), day, at),
            result=result or "",
        )
        reason = desk.words("Said so in answer to a message")
        message_id = desk.do(log_message, draft, now=desk.now(), reason=reason)
        message = find_message(desk.db, message_id)
        promised = promise_of_message(desk.db, message_id)
        if day_back := message.follow_up_on or (promised and promised.follow_up_on):
            told = say(
                "Logged: message to {name}. Follow-up on {day}.",
                name=person.name,
                day=day_back,
            )
        elif message.is_outgoing:
            told = say("Logged: message to {name}.", name=person.name)
        elif channel in IN_PERSON:
            told = say("Logged: contact with {name}.", name=person.name)
        else:
            told = say("Logged: message from {name}.", name=person.name)
        program.say(told)


def _is_outgoing(channel: str, *, is_incoming: bool, is_ours: bool) -> bool:
    """By meeting somebody one sends nothing, unless one says so; as in the form of the window."""
    if is_incoming and is_ours:
        raise Refused("It was from them or from you: leave out --incoming or --outgoing.")
    return is_ours or not (is_incoming or channel in IN_PERSON)


def _sent_at(program: Program, today: date, day: date | None, at: str | None) -> datetime | None:
    """None for now. `--at` is read on the day of `--date`."""
    if at:
        return parse_moment(at, program.moment(day))[0]
    return program.moment(day) if day and day != today else None


@click.command()
@file_argument
@click.argument("member")
@click.argument("result", type=click.Choice([str(result) for result in RESULT_KEYS]))
@click.pass_obj
def answer(program: Program, file: Path, member: str, result: str) -> None:
    """Say what came of the last message to MEMBER that has no result yet."""
    with program.write(file) as desk:
        person = find_by_words(desk.db, member)
        desk.do(
            answer_last,
            person.id,
            result,
            today=desk.today(),
            reason=desk.words("Said so in answer to a message"),
        )
        worded = desk.words(dict(RESULTS)[result])
        program.say(say("Saved for {name}: {result}.", name=person.name, result=worded))


@click.command()
@file_argument
@click.option("--name", default="", help="Only of members of whose name these words begin.")
@click.option("--limit", default=500, type=click.IntRange(min=1), help="At most so many.")
@json_option
@click.pass_obj
def waiting(program: Program, file: Path, name: str, limit: int, as_json: bool) -> None:
    """Say which messages still wait for an answer, the newest first."""
    with program.read(file) as desk:
        today = desk.today()
        if name.strip():
            fitting = _waiting_of(desk.db, name)
            found, count = fitting[:limit], len(fitting)
        else:
            found, count = list_waiting(desk.db, limit=limit), count_waiting(desk.db)
        if as_json:
            print_json({"waiting": [_as_json(each, today) for each in found], "count": count})
            return
        counted = say_n("{n} message waits for an answer", "{n} messages wait for an answer", count)
        print_table(
            desk.words,
            _HEADINGS,
            [_line(each, today) for each in found],
            title=counted,
            right=(2,),
            empty=say("Nobody of the name {name} owes an answer", name=name.strip())
            if name.strip()
            else say("Nobody owes an answer"),
        )


def _waiting_of(db: Database, name: str) -> list[Message]:
    """Everything that waits with who is called so; signs alone are nobody's name."""
    is_name = any(sign.isalnum() for sign in name)
    return list_waiting(db, search=name, limit=MOST_WAITING) if is_name else []


def _as_json(message: Message, today: date) -> dict[str, Any]:
    return {
        "message_id": message.id,
        "member_id": message.member_id,
        "name": message.name,
        "sent_at": message.sent_at,
        "channel": message.channel,
        "purpose": message.purpose,
        "days": (today - message.sent_on).days,
        "follow_up_on": message.follow_up_on,
    }


def _line(message: Message, today: date) -> tuple[Any, ...]:
    channel, purpose = (
        Text(dict(known).get(key, key))
        for known, key in ((CHANNELS, message.channel), (PURPOSES, message.purpose))
    )
    days = (today - message.sent_on).days
    return message.name, message.sent_on, days, channel, purpose, message.follow_up_on


COMMANDS = (
    queue_command,
    log,
    answer,
    waiting,
    promises,
    introduce,
    templates,
    *outcomes.COMMANDS,
)
