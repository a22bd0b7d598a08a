"""Command line: hand an Excel file out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commdesk.core.exports import purpose_unsaid
from commdesk.core.sheets.output import check_place, refuse_to_replace
from commdesk.core.terminal import DAY, FILE, Program, date_option, file_argument, week_option
from commdesk.core.values import Week
from commdesk.features.exchange import exporting, spans


@click.command(help="Make an Excel file of any days; people only for a purpose.")
@file_argument
@click.option("--to", "out", type=FILE, required=True, metavar="OUT.xlsx", help="The Excel file.")
@week_option
@click.option("--from", "first", type=DAY, metavar="D", help="The first day, with --until.")
@click.option("--until", "last", type=DAY, metavar="D", help="The last day.")
@date_option
@click.option(
    "--sheets",
    default="",
    help="week,todo,roster,hours,hours-log,charts (these go by default), members,ambassadors,"
    "interviews,outreach,availability,shifts,organisations... or all.",
)
@click.option("--purpose", default="", help="What people's data is for; kept in the export log.")
@click.option("--texts", "with_texts", is_flag=True, help="Texts of messages and quotes too.")
@click.pass_obj
def export(
    program: Program,
    file: Path,
    out: Path,
    week: Week | None,
    first: date | None,
    last: date | None,
    day: date | None,
    sheets: str,
    purpose: str,
    *,
    with_texts: bool,
) -> None:
    program.speak_as(file)
    today = program.moment(day).date()
    names = [name.strip() for name in sheets.split(",") if name.strip()]
    period = spans.asked(week, first, last, today)
    wanted = exporting.wish(program.features, names, period, with_texts=with_texts)
    check_place(out, exporting.SUFFIX, workbook=file)
    refuse_to_replace(out)
    with program.read(file, on=day) as twin:
        made = exporting.gather(twin, wanted)
        people = made.people_count
        if not people:
            exporting.hand_out(twin, made, out)
        elif not purpose.strip():
            raise purpose_unsaid(people)
    if people:
        with program.write(file, on=day) as desk:
            made = exporting.gather(desk, wanted)
            exporting.hand_out(desk, made, out, purpose)
    program.say(exporting.told(made, str(out)))
