"""Command line: undo, redo, history."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.errors import Refused
from commdesk.core.exports import purpose_unsaid
from commdesk.core.sheets.output import check_place, refuse_to_replace
from commdesk.core.terminal import (
    DAY,
    FILE,
    YEARS,
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.values import Period
from commdesk.core.words import N_, say
from commdesk.features.history import exporting
from commdesk.features.history.model import Line
from commdesk.features.history.queries import Titles, list_lines


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


@click.command(help=N_("What was done, by whom, where and when; with --to as an Excel file."))
@file_argument
@click.option("--to", "out", type=FILE, metavar="OUT.xlsx", help="Write it to this Excel file.")
@click.option("--from", "first", type=DAY, metavar="D", help="The first day, else all there is.")
@click.option("--until", "last", type=DAY, metavar="D", help="The last day, else today.")
@click.option("--purpose", default="", help="What the file is for; kept in the export log.")
@click.option("--limit", default=200, show_default=True, help="How many acts, newest first.")
@json_option
@click.pass_obj
def history(
    program: Program,
    file: Path,
    out: Path | None,
    first: date | None,
    last: date | None,
    purpose: str,
    limit: int,
    *,
    as_json: bool,
) -> None:
    if out is not None:
        _export(program, file, out, _days(program, first, last), purpose)
        return
    with program.read(file) as desk:
        days, titles = _days(program, first, last), Titles(desk.features)
        lines = list_lines(desk.db, limit=limit, days=days, titles=titles)
        if as_json:
            print_json([_document(line) for line in lines], desk.words)
            return
        headings = (N_("When"), N_("What"), N_("To what"), N_("Result"), N_("Who"), N_("Computer"))
        rows = [(line.at, line.action, line.object, line.result, line.actor, line.device)
                for line in lines]  # fmt: skip
        print_table(desk.words, headings, rows)


def _days(program: Program, first: date | None, last: date | None) -> Period | None:
    if first is None and last is None:
        return None
    until = last or program.moment(None).astimezone().date()
    if first is not None and until < first:
        raise Refused("The last day lies before the first.", field="until_on")
    return Period(first or date(YEARS[0], 1, 1), until)


def _export(program: Program, file: Path, out: Path, days: Period | None, purpose: str) -> None:
    program.speak_as(file)
    check_place(out, exporting.SUFFIX, workbook=file)
    refuse_to_replace(out)
    if not purpose.strip():
        with program.read(file) as twin:
            raise purpose_unsaid(exporting.people_in(twin, days))
    with program.write(file) as desk:
        program.say(exporting.hand_out(desk, out, days, purpose))


def _document(line: Line) -> dict[str, Any]:
    """The state as a key that stays, and in words."""
    return {
        "id": line.id,
        "action": line.action,
        "object": line.object,
        "result": line.result,
        "actor": line.actor,
        "device": line.device,
        "at": line.at,
        "state": line.state_key,
        "state_text": line.state,
        "can_undo": line.can_undo,
    }


COMMANDS = (undo, redo, history)
