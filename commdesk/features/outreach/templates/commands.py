"""Command line: the templates, by purpose."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import asdict

from commdesk.core.terminal import (
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, Text
from commdesk.features.outreach.model import PURPOSES
from commdesk.features.outreach.templates.model import FORMALITIES, LANGUAGE_WORDS
from commdesk.features.outreach.templates.queries import list_templates

_HEADINGS = (
    N_("Purpose"), N_("Name"), N_("Language"), N_("Formality"), N_("Default"),
)  # fmt: skip


@click.command(help=N_("List the templates of messages: for what, in which language."))
@file_argument
@json_option
@click.pass_obj
def templates(program: Program, file: Path, as_json: bool) -> None:
    with program.read(file) as desk:
        found = list_templates(desk.db)
        if as_json:
            print_json([asdict(each) for each in found], desk.words)
            return
        purposes, languages, formalities = map(dict, (PURPOSES, LANGUAGE_WORDS, FORMALITIES))
        rows = [
            [
                Text(purposes[each.purpose]),
                each.name,
                Text(languages[each.language]),
                Text(formalities[each.formality]),
                each.is_default,
            ]
            for each in found
        ]
        print_table(desk.words, _HEADINGS, rows, empty=N_("There are no templates any more."))
