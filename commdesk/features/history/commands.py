"""Command line: undo, redo, history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commdesk.core.terminal import Program, file_argument, json_option, print_json, print_table
from commdesk.core.words import N_, say
from commdesk.features.history.model import Line
from commdesk.features.history.queries import list_lines


@click.command()
@file_argument
@click.pass_obj
def undo(program: Program, file: Path) -> None:
    """Undo the last act."""
    with program.write(file) as desk:
        program.say(say("Undone: {what}", what=desk.undo()))


@click.command()
@file_argument
@click.pass_obj
def redo(program: Program, file: Path) -> None:
    """Do again what was undone last."""
    with program.write(file) as desk:
        program.say(say("Redone: {what}", what=desk.redo()))


@click.command()
@file_argument
@click.option("--limit", default=200, show_default=True, help="How many acts, newest first.")
@json_option
@click.pass_obj
def history(program: Program, file: Path, limit: int, as_json: bool) -> None:
    """What was done, by whom, where and when."""
    with program.read(file) as desk:
        lines = list_lines(desk.db, limit=limit)
        if as_json:
            print_json([_document(line) for line in lines], desk.words)
            return
        headings = (N_("When"), N_("What"), N_("Who"), N_("Where"), N_("State"))
        rows = [(line.at, line.action, line.actor, line.device, line.state) for line in lines]
        print_table(desk.words, headings, rows)


def _document(line: Line) -> dict[str, Any]:
    """The state as a key that stays, and in words."""
    return {
        "id": line.id,
        "action": line.action,
        "actor": line.actor,
        "device": line.device,
        "at": line.at,
        "state": line.state_key,
        "state_text": line.state,
        "can_undo": line.can_undo,
    }


COMMANDS = (undo, redo, history)
