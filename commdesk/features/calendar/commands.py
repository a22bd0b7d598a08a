"""Command line: a calendar file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commdesk.core.terminal import (
    DAY,
    FILE,
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
)
from commdesk.core.values import Period
from commdesk.core.words import N_, say_n
from commdesk.features.calendar.handing import check_place, hand_out, usual_period
from commdesk.features.calendar.model import KINDS, checked_kinds

_NAMES = ",".join(name for name, _title in KINDS)


@click.command(help=N_("Make a file for your calendar: to-dos, shifts, follow-ups, agreements."))
@file_argument
@click.option("--to", "out", type=FILE, required=True, metavar="OUT.ics", help=N_("The file."))
@click.option("--from", "first", type=DAY, metavar="D", help=N_("The first day; usual is today."))
@click.option("--until", type=DAY, metavar="D", help=N_("The last day; usual is eight weeks on."))
@click.option("--kinds", default="", metavar=_NAMES, help=N_("What goes along, apart by commas."))
@click.option(
    "--purpose", default="", help=N_("What names are for; without it nobody is named in the file.")
)
@date_option
@json_option
@click.pass_obj
def calendar(
    program: Program,
    /,
    file: Path,
    out: Path,
    first: date | None,
    until: date | None,
    kinds: str,
    purpose: str,
    *,
    day: date | None,
    as_json: bool,
) -> None:
    program.speak_as(file)
    chosen = checked_kinds([name.strip() for name in kinds.split(",") if name.strip()])
    check_place(out)
    with program.write(file, on=day) as desk:
        usual = usual_period(first or desk.today())
        made = hand_out(desk, Period(usual.first, until or usual.last), chosen, out, purpose)
        if as_json:
            print_json(
                {
                    "file": out,
                    "events": made.count,
                    "cancelled": len(made.events) - made.count,
                    "people": made.people,
                }
            )
            return
        program.say(
            say_n("{file} is made: {n} event.", "{file} is made: {n} events.", made.count,
                  file=str(out))
        )  # fmt: skip


COMMANDS = (calendar,)
