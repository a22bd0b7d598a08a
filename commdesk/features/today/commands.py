"""Command line: today's list."""

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
from commdesk.core.words import N_, say
from commdesk.features.today.model import GROUP_TITLES, Line, busy
from commdesk.features.today.queries import lines_of_today


@click.command(help=N_("What wants attention today, and why, in order."))
@file_argument
@date_option
@json_option
@click.pass_obj
def today(program: Program, file: Path, day: date | None, as_json: bool) -> None:
    with program.read(file, on=day) as desk:
        lines = lines_of_today(desk.db, desk.features, desk.today())
        if as_json:
            print_json([_document(line) for line in lines], desk.words)
            return
        count, minutes = busy(lines)
        said = desk.words.plural(
            "{n} thing, {length}", "{n} things, {length}", count, length=minutes
        )
        headings = ("", N_("What"), N_("Why"), N_("Takes"))
        rows = [_row(line, GROUP_TITLES[line.group]) for line in lines]
        day_name = desk.words.long_date(desk.today())
        empty = say("Nothing wants attention on {day}.", day=day_name)
        title = f"{day_name} · {said}"
        print_table(desk.words, headings, rows, title=title, right=(3,), empty=empty)


def _document(line: Line) -> dict[str, Any]:
    item = line.item
    return {
        "feature": item.feature,
        "title": item.title,
        "reason": item.reason,
        "due_on": item.due_on,
        "minutes": int(item.minutes),
        "member_id": item.member_id,
    }


def _row(line: Line, group: str) -> tuple[Any, ...]:
    from commdesk.core.words import Text

    return Text(group), line.item.title, line.item.reason, line.item.minutes


COMMANDS = (today,)
