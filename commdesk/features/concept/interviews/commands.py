"""Command line: recording an interview."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from msgspec.structs import asdict

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.terminal import Program, date_option, file_argument, json_option, print_json
from commdesk.core.values import Minutes
from commdesk.core.words import N_
from commdesk.features.concept.interviews.model import WILLING, InterviewDraft
from commdesk.features.concept.interviews.ops import add_interview
from commdesk.features.members import Member, find_by_words, find_for_palette, folded


@click.command(help=N_("Record an interview: with whom, and whether they would contribute."))
@file_argument
@click.argument("name")
@click.option("--willing", type=click.Choice([key for key, _ in WILLING]), required=True,
              help=N_("Whether they would contribute actively."))  # fmt: skip
@click.option("--hours", default="", metavar="1:30", help=N_("How long a week."))
@click.option("--circle", default="", help=N_("Which group they speak for."))
@date_option
@json_option
@click.pass_obj
def interview(
    program: Program,
    /,
    file: Path,
    name: str,
    willing: str,
    hours: str,
    circle: str,
    day: date | None,
    as_json: bool,
) -> None:
    with program.write(file) as desk:
        member = _member(desk.db, name)
        draft = InterviewDraft(
            name=member.name if member else name,
            member_id=member.id if member else None,
            circle=circle,
            held_on=day or desk.today(),
            willing=willing,
            weekly_minutes=_minutes(hours) if hours else None,
        )
        interview_id = desk.do(add_interview, draft, today=desk.today())
        if as_json:
            print_json(asdict(draft) | {"id": interview_id})
        else:
            program.say("Written down: the interview with {name}", name=draft.name)


def _member(db: Database, typed: str) -> Member | None:
    """The member of exactly this name, address or id; None: somebody who is no member (yet)."""
    is_sign = "@" in typed or typed.strip().isdecimal()
    found = [name for _, name, _ in find_for_palette(db, typed) if folded(name) == folded(typed)]
    return find_by_words(db, typed) if is_sign or found else None


def _minutes(typed: str) -> Minutes:
    try:
        return Minutes.parse(typed)
    except ValueError:
        raise Refused(
            "{typed} is not a length of time; write 1:30, 1,5 or 90m.", typed=typed
        ) from None


COMMANDS = (interview,)
