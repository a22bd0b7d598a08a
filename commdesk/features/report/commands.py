"""Command line: the weekly report as text, PDF or Excel; the pack for who takes over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commdesk.core.exports import purpose_unsaid
from commdesk.core.housestyle import house_style
from commdesk.core.sheets.output import check_place, refuse_to_replace
from commdesk.core.terminal import Program, date_option, file_argument, printable, week_option
from commdesk.core.values import Week
from commdesk.core.words import LANGUAGES, N_, Words
from commdesk.features.report import paper, wording
from commdesk.features.report.handover import hand_over
from commdesk.features.report.handover.making import people_in, told
from commdesk.features.report.places import EXCEL, PDF, ZIP
from commdesk.features.report.queries import week_report, week_to_tell


@click.command("report", help=N_("The week on one page for your own manager; alone as text."))
@file_argument
@click.option("--to", type=click.Path(path_type=Path), help=N_("Write to this .pdf or .xlsx."))
@week_option
@date_option
@click.option("--language", type=click.Choice(LANGUAGES), help=N_("Else that of the workbook."))
@click.pass_obj
def report(
    program: Program,
    file: Path,
    to: Path | None,
    week: Week | None,
    day: date | None,
    language: str | None,
) -> None:
    program.speak_as(file)
    if to is not None:
        check_place(to, PDF, EXCEL, workbook=file)
        refuse_to_replace(to)
    with program.read(file, on=day) as desk:
        today = desk.today()
        found = week_report(desk.db, desk.features, week or week_to_tell(desk.db, today), today)
        words = Words(language or desk.words.language, desk.today)
        if to is None:
            click.echo(printable(wording.as_text(found, words)))
            return
        style = house_style(desk.db)
        if to.suffix.lower() == EXCEL:
            paper.save(to, found, words, style)
        else:
            program.write_pdf([wording.one_page(found, words)], to, words, style)
    program.say("{file} is made.", file=str(to))


@click.command("handover", help=N_("Pack what a new manager needs, less what privacy forbids."))
@file_argument
@click.option("--to", type=click.Path(path_type=Path), required=True, help=N_("The .zip to make."))
@click.option("--purpose", default="", help=N_("What for; it is kept in the export log."))
@date_option
@click.pass_obj
def handover(program: Program, file: Path, to: Path, purpose: str, day: date | None) -> None:
    program.speak_as(file)
    check_place(to, ZIP, workbook=file)
    refuse_to_replace(to)
    if not purpose.strip():
        with program.read(file, on=day) as twin:
            raise purpose_unsaid(people_in(twin))
    with program.write(file, on=day) as desk:
        made = hand_over(desk, to, purpose, program.write_pdf)
    program.say(told(made, str(to)))


COMMANDS = (report, handover)
