"""Command line: counting an off-topic case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commdesk.core.terminal import Program, date_option, file_argument, json_option, print_json
from commdesk.core.words import N_
from commdesk.features.moderation.cases.ops import count_case


@click.command("case", help=N_("Count off-topic cases of a boundary; below zero takes back."))
@file_argument
@click.argument("boundary")
@click.option("--count", "cases", type=int, default=1, help=N_("How many."))
@date_option
@json_option
@click.pass_obj
def case(
    program: Program, /, file: Path, boundary: str, cases: int, day: date | None, as_json: bool
) -> None:
    with program.write(file) as desk:
        on = day or desk.today()
        now = desk.do(count_case, boundary, on, cases, today=desk.today())
        if as_json:
            print_json({"boundary": boundary, "date": on, "cases": now})
        else:
            program.say("{boundary}: {n} on {day}", boundary=boundary, n=now, day=on)


COMMANDS = (case,)
