"""Command line: the organisations, and which of them are silent."""

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
from commdesk.features.organisations.model import KINDS, Organisation, summary
from commdesk.features.organisations.queries import list_organisations

_HEADINGS = (
    N_("Name"), N_("Kind"), N_("Members"), N_("Contact persons"), N_("Last contact"), N_("Silent"),
)  # fmt: skip


@click.command(
    help=N_("List the organisations with their contact persons, and say which are silent.")
)
@file_argument
@date_option
@json_option
@click.pass_obj
def organisations(program: Program, file: Path, day: date | None, as_json: bool) -> None:
    with program.read(file, on=day) as desk:
        found, today = list_organisations(desk.db), desk.today()
        if as_json:
            print_json([_document(each, today) for each in found], desk.words)
            return
        title = " · ".join(map(desk.words, summary(found, today)))
        rows = [_line(each, today) for each in found]
        empty = N_("There are no organisations yet.")
        print_table(desk.words, _HEADINGS, rows, title=title, right=(2,), empty=empty)


def _document(each: Organisation, today: date) -> dict[str, Any]:
    is_silent = each.is_silent(today)
    return {
        "id": each.id,
        "name": each.name,
        "kind": each.kind,
        "members": each.members,
        "contacts": each.contacts,
        "last_contact_on": each.signs.last_contact_on,
        "is_silent": is_silent,
        "silent_since": each.silent_since if is_silent else None,
        "reason": each.standing(today) if is_silent else None,
    }


def _line(each: Organisation, today: date) -> list[Any]:
    return [
        each.name,
        Text(dict(KINDS)[each.kind]),
        each.members,
        ", ".join(each.contacts),
        each.signs.last_contact_on,
        each.standing(today) if each.is_silent(today) else None,
    ]


COMMANDS = (organisations,)
