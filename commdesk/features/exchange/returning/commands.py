"""Command line: compare an Excel file that came back with the workbook, and take it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from commdesk.core.cycles import without_looking
from commdesk.core.desk import Desk
from commdesk.core.terminal import (
    FILE,
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.exchange.returning.model import KINDS, Difference, Mark
from commdesk.features.exchange.returning.ops import take_all
from commdesk.features.exchange.returning.plain import shown
from commdesk.features.exchange.returning.taking import Returned, is_taken, read, with_earlier

_SHOWN = 20


@click.command(help="Show what a colleague changed in an Excel file; --apply takes it.")
@file_argument
@click.argument("edited", type=FILE)
@click.option("--apply", "is_applied", is_flag=True, help="Take what can be taken.")
@click.option("--as", "name", default="", metavar="NAME", help="Who sent the file back.")
@click.option(
    "--prefer",
    type=click.Choice(["there", "here"]),
    help="Of what was changed on both sides: take the file, or keep the workbook.",
)
@click.option("--delete", "is_deleting", is_flag=True, help="Remove rows that are gone there.")
@json_option
@click.pass_obj
def compare(
    program: Program,
    file: Path,
    edited: Path,
    is_applied: bool,
    name: str,
    prefer: str | None,
    is_deleting: bool,
    as_json: bool,
) -> None:
    if is_applied and not name.strip():
        raise click.UsageError("--apply needs --as NAME: who sent the file back.")
    opened: AbstractContextManager[Desk] = program.write(file) if is_applied else program.read(file)
    with without_looking(), opened as desk:
        found = read(edited, desk, name)
        choices = chosen(found, prefer, is_deleting=is_deleting)
        count = take_all(desk, found, choices) if is_applied else 0
        if as_json:
            print_json(document(found, is_applied=is_applied and count > 0), desk.words)
        else:
            _print(program, desk, found, choices, count if is_applied else None)


def chosen(found: Returned, prefer: str | None, *, is_deleting: bool) -> dict[Mark, bool | None]:
    """What is taken besides what changed there only: nothing, unless it was said."""
    choices: dict[Mark, bool | None] = {each.mark: is_deleting for each in found.of("deleted")}
    if prefer:
        choices |= {each.mark: prefer == "there" for each in found.of("conflict")}
    return choices


def document(found: Returned, *, is_applied: bool) -> dict[str, Any]:
    """For programs: rows and cells as Excel shows them, values in their stored form."""
    return {
        "changed": [_cell(each) for each in found.of("changed")],
        "conflicts": [_cell(each) for each in found.of("conflict")],
        "new": [
            {"sheet": e.sheet, "row": e.row, "values": dict(e.values)} for e in found.of("new")
        ],
        "deleted": [
            {"sheet": e.sheet, "id": e.id, "values": dict(e.values)} for e in found.of("deleted")
        ],
        "invalid": [_told(each) for each in found.of("invalid")],
        "ignored": [_told(each) for each in found.of("ignored")],
        "applied": is_applied,
    }


def _cell(found: Difference) -> dict[str, Any]:
    return {
        "sheet": found.sheet,
        "row": found.row,
        "column": found.column,
        "was": found.was,
        "here": found.here,
        "there": found.there,
    }


def _told(found: Difference) -> dict[str, Any]:
    return {
        "sheet": found.sheet,
        "row": found.row,
        "column": found.column,
        "cell": found.cell,
        "found": found.there,
        "message": found.why,
    }


def _print(
    program: Program,
    desk: Desk,
    found: Returned,
    choices: dict[Mark, bool | None],
    count: int | None,
) -> None:
    program.say(summary(found, desk))
    for kind, title in KINDS:
        _table(program, desk, found, title, found.of(kind))
    open_ones = sum(is_taken(each, choices) is None for each in found.of("conflict"))
    gone = sum(not is_taken(each, choices) for each in found.of("deleted"))
    if not found.giver.name and any(_is_of_giver(found, each) for each in found.of("new")):
        program.say(say("--as NAME says whose hours these are."))
    if count is None:
        program.say(say("Nothing was changed yet: --apply --as NAME does it."))
        return
    if open_ones:
        program.say(say("Changed on both sides, so not taken: {n}. Say --prefer there or here.",
                        n=open_ones))  # fmt: skip
    if gone:
        program.say(say("Rows that are gone there stay: {n}. --delete removes them.", n=gone))
    if count:
        program.say(say("Done. commdesk undo takes all of it back."))
    else:
        program.say(say("There was nothing to change."))


def _is_of_giver(found: Returned, each: Difference) -> bool:
    returns = found.sheets[each.sheet].returns
    return returns is not None and returns.givers is not None


def summary(found: Returned, desk: Desk) -> Text:
    """What came back, in counts, and how old the file is."""
    counts = [
        Text("{what}: {n}", {"what": Text(title), "n": found.count(kind)})
        for kind, title in KINDS
        if found.count(kind)
    ]
    made_on = found.stamp.made_at.astimezone().date()
    days = (desk.today() - made_on).days
    age = say_n("{n} day ago", "{n} days ago", days) if days > 0 else say("today")
    what = Text("{all}", {"all": counts}) if counts else say("nothing was changed")
    told = say("{file}, made on {day} ({age}): {what}", file=found.file, day=made_on, age=age,
               what=what)  # fmt: skip
    return with_earlier(told, found)


def _table(
    program: Program, desk: Desk, found: Returned, title: str, rows: Sequence[Difference]
) -> None:
    if not rows:
        return
    headings = (
        N_("Sheet"),
        N_("Row"),
        N_("Column"),
        N_("When it went out"),
        N_("Here"),
        N_("There"),
        N_("Note"),
    )
    lines = [_line(desk, found, each) for each in rows[:_SHOWN]]
    print_table(desk.words, headings, lines, title=title, right={1})
    if len(rows) > _SHOWN:
        program.say(say("and {n} more: --json", n=len(rows) - _SHOWN))


def _values(desk: Desk, found: Returned, each: Difference) -> str:
    """All that a row says that is new, or gone."""
    columns = found.columns.get(each.sheet, {})
    return ", ".join(
        shown(columns[key], value, desk.words)
        for key, value in each.values.items()
        if key in columns and value not in (None, "", False)
    )


def _line(desk: Desk, found: Returned, each: Difference) -> tuple[Any, ...]:
    column = found.column(each)
    name = Text(column.heading) if column else each.column
    told = [shown(column, value, desk.words) for value in (each.was, each.here, each.there)]
    if not each.column:
        told = ["", "", _values(desk, found, each) or each.title]
    sheet = found.titles.get(each.sheet, each.sheet)
    return sheet, str(each.row or "–"), name, *told, each.why or ""
