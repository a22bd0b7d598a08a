"""Command line: which second copies of a workbook there are, and what only they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import Program, file_argument, json_option, print_json, print_table
from commdesk.core.words import N_, say
from commdesk.features.conflicts.comparing import SecondCopy, find_copies


@click.command()
@file_argument
@json_option
@click.pass_obj
def copies(program: Program, file: Path, as_json: bool) -> None:
    """Copies of the workbook beside it, and which acts are only in them."""
    with program.read(file) as desk:
        found = find_copies(desk)
        if as_json:
            print_json([_document(each) for each in found], desk.words)
            return
        if not found:
            program.say(say("No second copy of {file} lies beside it.", file=file.name))
        for each in found:
            program.say(say("{file}: {advice}", file=each.path.name, advice=each.advice))
            if each.newest_there:
                headings = (N_("When"), N_("Only in the copy"), N_("Who"), N_("Where"))
                rows = [(act.at, act.text, act.actor, act.device) for act in each.newest_there]
                print_table(desk.words, headings, rows)


def _document(copy: SecondCopy) -> dict[str, Any]:
    return {
        "file": str(copy.path),
        "made_by": copy.maker,
        "state": copy.state,
        "only_there": copy.only_there,
        "only_here": copy.only_here,
        "acts_only_there": [
            {"id": act.id, "action": act.text, "actor": act.actor, "device": act.device,
             "at": act.at}
            for act in copy.newest_there
        ],
    }  # fmt: skip


COMMANDS = (copies,)
