"""Command line: the items worth pointing people to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import Program, file_argument, json_option, print_json, print_table
from commdesk.core.words import N_, Text
from commdesk.features.content.model import KINDS, Item
from commdesk.features.content.queries import list_items

_HEADINGS = (N_("Title"), N_("Kind"), N_("Tags"), N_("Published on"), N_("Replies so far"))


@click.command(help=N_("List the items worth pointing people to, the newest first."))
@file_argument
@click.option("--kind", type=click.Choice([str(kind) for kind, _ in KINDS]), default=None,
              help=N_("Only items of this kind."))  # fmt: skip
@json_option
@click.pass_obj
def items(program: Program, file: Path, kind: str | None, as_json: bool) -> None:
    with program.read(file) as desk:
        found = list_items(desk.db, kind=kind or "", limit=-1)
        if as_json:
            print_json([_document(each) for each in found], desk.words)
            return
        rows = [_line(each) for each in found]
        empty = N_("There are no items yet.")
        print_table(desk.words, _HEADINGS, rows, title=desk.words("Items"), right=(4,),
                    empty=empty)  # fmt: skip


def _document(each: Item) -> dict[str, Any]:
    return {
        "id": each.id,
        "kind": each.kind,
        "title": each.title,
        "link": each.link,
        "tags": each.tags,
        "published_on": each.published_on,
        "replies": each.replies,
        "first_reply_on": each.first_reply_on,
        "is_open": each.is_open,
        "asked_by": each.asked_by_name or None,
    }


def _line(each: Item) -> list[Any]:
    kind = Text(dict(KINDS)[each.kind])
    return [each.title, kind, ", ".join(each.tags), each.published_on, each.replies]


COMMANDS = (items,)
