"""Command line: list and search members."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict

from commdesk.core.database import Database
from commdesk.core.terminal import Program, file_argument, json_option, print_json, print_table
from commdesk.core.words import N_
from commdesk.features.members.fields import list_fields, typed_value
from commdesk.features.members.queries import find_member, list_members
from commdesk.features.members.views import View, known_of, scope_of, view_named


@click.command(help=N_("List the members, or those that match."))
@file_argument
@click.option("--search", default="", help=N_("Words that name, address, tags or notes must hold."))
@click.option("--view", default="", help=N_("A saved or built-in view, by name."))
@json_option
@click.pass_obj
def members(program: Program, file: Path, search: str, view: str, as_json: bool) -> None:
    with program.read(file) as desk:
        chosen = view_named(desk.db, desk.features, view, desk.words) if view else View("")
        subjects = known_of(desk.db, desk.features).subjects
        scope = scope_of(subjects, chosen.conditions, desk.today())
        rows = list_members(
            desk.db,
            search=search,
            scope=scope,
            sort=chosen.sort or "name",
            is_descending=chosen.is_descending,
            limit=-1,
        )
        if as_json:
            print_json([_document(desk.db, row.id) for row in rows])
            return
        columns = ("name", "email", "organisation", "tags", "last_contact_on")
        headings = (N_("Name"), N_("E-mail"), N_("Organisation"), N_("Tags"), N_("Last contact"))
        lines = [[getattr(row, column) for column in columns] for row in rows]
        print_table(desk.words, headings, lines, empty=_why_empty(search, view))


def _why_empty(search: str, view: str) -> str:
    if search:
        return N_("No member fits these words.")
    return N_("Nobody is in this view now.") if view else N_("There are no members yet.")


def _document(db: Database, member_id: int) -> dict[str, Any]:
    member = find_member(db, member_id)
    values = _without_id(asdict(member))
    values["own"] = {
        field.title: typed_value(field, member.own.get(field.id, "")) for field in list_fields(db)
    }
    return {"id": str(member.id), "name": member.name, **values}


def _without_id(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "id"}


COMMANDS = (members,)
