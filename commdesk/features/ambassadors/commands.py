"""Command line: the ambassadors with their balance, agreement and warnings."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, Text, say
from commdesk.features.ambassadors.agreements.model import agreed_minutes
from commdesk.features.ambassadors.checks.model import ANSWERS, CheckDraft
from commdesk.features.ambassadors.checks.ops import note_check
from commdesk.features.ambassadors.model import STAGES, Card
from commdesk.features.ambassadors.queries import list_ambassadors
from commdesk.features.members import find_by_words

_HEADINGS = (N_("Name"), N_("Stage"), N_("Balance"), N_("Agreed"), N_("Attention"))


@click.command()
@file_argument
@date_option
@json_option
@click.pass_obj
def ambassadors(program: Program, file: Path, day: date | None, as_json: bool) -> None:
    """List the ambassadors by stage, with balance, agreed time and warnings."""
    with program.read(file, on=day) as desk:
        cards = list_ambassadors(desk.db, desk.today())
        if as_json:
            print_json([_document(card, desk.today()) for card in cards], desk.words)
            return
        lines = [_line(card) for card in cards]
        empty = N_("There are no ambassadors yet.")
        print_table(desk.words, _HEADINGS, lines, right=(2, 3), empty=empty)


def _document(card: Card, today: date) -> dict[str, Any]:
    person = card.ambassador
    return {
        "id": person.id,
        "member_id": person.member_id,
        "name": person.name,
        "stage": person.stage,
        "stage_on": person.stage_on,
        "looking_for": person.looking_for,
        "balance": card.balance.value,
        "gives": card.balance.gives,
        "asks": card.balance.asks,
        "agreed_minutes": agreed_minutes(card.agreements, today) or person.weekly_minutes,
        "from_on": person.from_on,
        "until_on": person.until_on,
        "contact_person": person.contact_person,
        "agreement": person.agreement,
        "follower": card.ending.follower if card.ending else "",
        "got_it": card.checks[0].answer if card.checks else None,
        "look_back_on": card.check_on,
        "cadence_days": card.pace.days if card.pace else person.cadence_days,
        "last_contact_on": card.pace.since if card.pace and card.pace.is_contact else None,
        "due_on": card.pace.due_on if card.pace else None,
        "warnings": [{"kind": each.kind, "text": each.text} for each in card.warnings],
    }


def _line(card: Card) -> list[Any]:
    person = card.ambassador
    attention = [each.text for each in card.warnings]
    return [
        person.name,
        Text(dict(STAGES)[person.stage]),
        card.balance.value,
        person.weekly_minutes,
        attention[0] if attention else None,
    ]


@click.command("look-back")
@file_argument
@click.argument("member")
@click.argument("answer", type=click.Choice([str(answer) for answer, _ in ANSWERS]))
@click.option("--note", default="", help="In a few words; nothing about clients or health.")
@date_option
@click.pass_obj
def look_back(
    program: Program, file: Path, member: str, answer: str, note: str, day: date | None
) -> None:
    """Note whether MEMBER (an id, an e-mail address or a name) got what they look for."""
    with program.write(file) as desk:
        person = find_by_words(desk.db, member)
        draft = CheckDraft(person.id, answer, day, note)
        desk.do(note_check, draft, today=desk.today())
        told = say("Noted: {name} got what they look for: {answer}.", name=person.name,
                   answer=Text(dict(ANSWERS)[answer]))  # fmt: skip
        program.say(told)


COMMANDS = (ambassadors, look_back)
