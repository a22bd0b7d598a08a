"""Command line: write down a to-do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.errors import Refused
from commdesk.core.terminal import DAY, Program, date_option, file_argument, json_option, print_json
from commdesk.core.values import Minutes
from commdesk.core.words import N_
from commdesk.features.members import find_by_words
from commdesk.features.plan.model import Kind, TodoDraft
from commdesk.features.plan.ops import add_todo
from commdesk.features.plan.queries import find_todo


@click.command(help=N_("Write down a to-do."))
@file_argument
@click.argument("title")
@click.option("--due", type=DAY, metavar="D", help=N_("The day on which it must be done."))
@click.option("--on", "planned", type=DAY, metavar="D", help=N_("The day to do it."))
@click.option("--minutes", "length", default="30m", help=N_("How long it takes: 90, 1:30 or 1,5u."))
@click.option("--kind", type=click.Choice([str(kind) for kind in Kind]), default=str(Kind.OTHER))
@click.option("--member", default="", help=N_("The member it is about."))
@click.option("--promise", is_flag=True, help=N_("It was promised to somebody."))
@date_option
@json_option
@click.pass_obj
def todo(
    program: Program,
    /,
    file: Path,
    title: str,
    length: str,
    member: str,
    promise: bool,
    day: date | None,
    as_json: bool,
    **more: Any,
) -> None:
    with program.write(file, on=day) as desk:
        draft = TodoDraft(
            title=title,
            due_on=more["due"],
            planned_on=more["planned"],
            minutes=_minutes(length),
            kind=str(more["kind"]),
            is_promise=promise,
            member_id=find_by_words(desk.db, member).id if member else None,
            owner=desk.workbook.owner,
        )
        todo_id = desk.do(add_todo, draft, today=desk.today())
        if as_json:
            print_json(find_todo(desk.db, todo_id))
        else:
            program.say("Written down: {title}", title=title.strip())


def _minutes(typed: str) -> Minutes:
    """A bare number is minutes, as the option is called."""
    try:
        if typed.strip().isdecimal():
            return Minutes(typed)
        return Minutes.parse(typed)
    except ValueError:
        raise Refused(
            "{typed} is not a length of time; write 90, 1:30 or 1,5u.", typed=typed
        ) from None


COMMANDS = (todo,)
