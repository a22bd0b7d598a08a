"""Command line: log a message, say what came of the last one, count what messages brought."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commdesk.core.terminal import Program, date_option, file_argument
from commdesk.core.words import say
from commdesk.features.members import find_by_words
from commdesk.features.outreach.model import (
    CHANNELS,
    PURPOSES,
    RESULT_KEYS,
    RESULTS,
    MessageDraft,
    Purpose,
)
from commdesk.features.outreach.ops import answer_last, log_message
from commdesk.features.outreach.outcomes import commands as outcomes
from commdesk.features.outreach.queries import find_message


@click.command()
@file_argument
@click.argument("member")
@click.option("--channel", required=True, type=click.Choice([str(key) for key, _ in CHANNELS]))
@click.option("--text", required=True, help="What was said; nothing about health or politics.")
@click.option("--purpose", type=click.Choice([str(key) for key, _ in PURPOSES]))
@date_option
@click.option("--incoming", "is_incoming", is_flag=True, help="They wrote; always passes.")
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
    is_incoming: bool,
    is_answer: bool,
    result: str | None,
) -> None:
    """Log a message to MEMBER (an id, an e-mail address or a name), or one from them."""
    with program.write(file) as desk:
        person = find_by_words(desk.db, member)
        draft = MessageDraft(
            member_id=person.id,
            channel=channel,
            purpose=purpose or (Purpose.HELP if is_answer else Purpose.KEEP_IN_TOUCH),
            text=text,
            is_outgoing=not is_incoming,
            is_answer=is_answer and not is_incoming,
            sent_at=program.moment(day) if day and day != desk.today() else None,
            result=result or "",
        )
        reason = desk.words("Said so in answer to a message")
        message_id = desk.do(log_message, draft, now=desk.now(), reason=reason)
        message = find_message(desk.db, message_id)
        if message.follow_up_on:
            told = say(
                "Logged: message to {name}. Follow-up on {day}.",
                name=person.name,
                day=message.follow_up_on,
            )
        elif message.is_outgoing:
            told = say("Logged: message to {name}.", name=person.name)
        else:
            told = say("Logged: message from {name}.", name=person.name)
        program.say(told)


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


COMMANDS = (log, answer, *outcomes.COMMANDS)
