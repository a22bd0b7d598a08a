"""Command line: list and search members."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict

from commdesk.core.database import Database
from commdesk.core.terminal import Program, file_argument, json_option, print_json, print_table
from commdesk.core.words import N_
from commdesk.features.members.queries import count_members, find_member, list_members


@click.command(help=N_("List the members, or those that match."))
@file_argument
@click.option("--search", default="", help=N_("Words that name, address, tags or notes must hold."))
@json_option
@click.pass_obj
def members(program: Program, file: Path, search: str, as_json: bool) -> None:
    with program.read(file) as desk:
        rows = list_members(desk.db, search=search, limit=count_members(desk.db, search))
        if as_json:
            print_json([_document(desk.db, row.id) for row in rows])
            return
        columns = ("name", "email", "organisation", "tags", "last_contact_on")
        headings = (N_("Name"), N_("E-mail"), N_("Organisation"), N_("Tags"), N_("Last contact"))
        lines = [[getattr(row, column) for column in columns] for row in rows]
        empty = N_("No member fits these words.") if search else N_("There are no members yet.")
        print_table(desk.words, headings, lines, empty=empty)


def _document(db: Database, member_id: int) -> dict[str, Any]:
    member = find_member(db, member_id)
    return {"id": str(member.id), "name": member.name, **_without_id(asdict(member))}


def _without_id(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "id"}


COMMANDS = (members,)
