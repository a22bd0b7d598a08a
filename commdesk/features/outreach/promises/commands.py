"""Command line: what was promised, by whom, by when."""

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
from commdesk.core.words import N_, Text
from commdesk.features.outreach.promises.model import SIDES, STAGES, Promise
from commdesk.features.outreach.promises.queries import list_promises

_HEADINGS = (
    N_("Name"), N_("Whose promise"), N_("What"), N_("How far"), N_("By"), N_("Follow up on"),
)  # fmt: skip


@click.command(
    help=N_("List the promises that are open, of members and of us, and those closed lately.")
)
@file_argument
@date_option
@json_option
@click.pass_obj
def promises(program: Program, file: Path, day: date | None, as_json: bool) -> None:
    with program.read(file, on=day) as desk:
        found = list_promises(desk.db, desk.today())
        if as_json:
            print_json({"promises": [_document(each) for each in found]}, desk.words)
            return
        empty = N_("Nothing was promised yet.")
        rows = [_line(each) for each in found]
        print_table(desk.words, _HEADINGS, rows, title=desk.words("Promises"), empty=empty)


def _document(each: Promise) -> dict[str, Any]:
    return {
        "id": each.id,
        "member_id": each.member_id,
        "name": each.name,
        "side": each.side,
        "what": each.title,
        "help": each.help,
        "stage": each.stage,
        "made_on": each.made_on,
        "due_on": each.due_on,
        "follow_up_on": each.follow_up_on if each.is_open else None,
        "closed_on": each.closed_on,
    }


def _line(each: Promise) -> list[Any]:
    return [
        each.name,
        Text(dict(SIDES)[each.side]),
        each.title,
        Text(dict(STAGES)[each.stage]),
        each.due_on,
        each.follow_up_on if each.is_open else None,
    ]
