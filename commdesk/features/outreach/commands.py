"""Command line: whose turn it is, log a message, say what came of the last one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, say
from commdesk.features.members import find_by_words
from commdesk.features.outreach.introductions.commands import introduce
from commdesk.features.outreach.model import (
    CHANNELS,
    PURPOSES,
    RESULT_KEYS,
    RESULTS,
    MessageDraft,
    Purpose,
)
from commdesk.features.outreach.ops import answer_last, log_message
from commdesk.features.outreach.promises.commands import promises
from commdesk.features.outreach.promises.queries import promise_of_message
from commdesk.features.outreach.queries import find_message
from commdesk.features.outreach.templates.commands import templates
from commdesk.features.outreach.turns import RULES, Exclusion, queue


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
        promised = promise_of_message(desk.db, message_id)
        if day_back := message.follow_up_on or (promised and promised.follow_up_on):
            told = say(
                "Logged: message to {name}. Follow-up on {day}.",
                name=person.name,
                day=day_back,
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


@click.command(name="queue")
@file_argument
@date_option
@click.option("--limit", type=click.IntRange(min=1), help=N_("At most so many people."))
@json_option
@click.pass_obj
def queue_command(
    program: Program, file: Path, day: date | None, limit: int | None, as_json: bool
) -> None:
    """List who to write to today, the most worthwhile first, each with the reason."""
    with program.read(file) as desk:
        today = day or desk.today()
        found = queue(desk.db, today)
        offered = found.offered[:limit]
        if as_json:
            rows = [
                {
                    "member_id": str(turn.member_id),
                    "name": turn.name,
                    "rule": turn.rule,
                    "reason": desk.words(turn.reason(today)),
                    "score": found.score(turn),
                    "follow_up_on": turn.due_on,
                }
                for turn in offered
            ]
            excluded = {str(why): found.excluded.get(why, 0) for why in Exclusion}
            print_json({"queue": rows, "excluded": excluded}, desk.words)
            return
        titles = dict(RULES)
        lines = [
            (turn.name, desk.words(titles[turn.rule]), desk.words(turn.reason(today)))
            for turn in offered
        ]
        print_table(desk.words, _HEADINGS, lines, empty=N_("Nobody's turn today"))
        for reason in found.reasons_left_out:
            program.say(reason)


_HEADINGS = (N_("Name"), N_("Source"), N_("Why now"))
COMMANDS = (queue_command, log, answer, promises, introduce, templates)
