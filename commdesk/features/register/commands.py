"""Command line: the record of processing, the DPIA aid, and a record of messages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.exports import purpose_unsaid
from commdesk.core.housestyle import house_style
from commdesk.core.printed import Printed
from commdesk.core.sheets.output import check_place, refuse_to_replace, replaced
from commdesk.core.terminal import (
    DAY,
    FILE,
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    printable,
)
from commdesk.core.words import N_
from commdesk.features.register import speaking, tables
from commdesk.features.register.criteria import judge
from commdesk.features.register.measures import kept_said, measures
from commdesk.features.register.model import Register
from commdesk.features.register.paper import as_text, dpia_paper, record_paper
from commdesk.features.register.queries import read_register
from commdesk.features.register.speaking import Wish

PDF, EXCEL, TEXT = _ENDINGS = (".pdf", ".xlsx", ".txt")


@click.command(
    help=N_("What is kept of people and why: the record of processing; --dpia the DPIA aid.")
)
@file_argument
@click.option("--to", type=FILE, metavar="OUT", help="Write it to this .pdf, .xlsx or .txt.")
@click.option("--dpia", type=FILE, metavar="OUT", help="Write the DPIA aid to this .pdf or .txt.")
@json_option
@date_option
@click.pass_obj
def register(
    program: Program,
    file: Path,
    to: Path | None,
    dpia: Path | None,
    day: date | None,
    *,
    as_json: bool,
) -> None:
    program.speak_as(file)
    for place, endings in ((to, _ENDINGS), (dpia, (PDF, TEXT))):
        if place is not None:
            check_place(place, *endings, workbook=file)
            refuse_to_replace(*([] if place.suffix.lower() == TEXT else [place]))
            _refuse_text(place)
    with program.read(file, on=day) as desk:
        found = read_register(desk, desk.words)
        if to is not None:
            _write(program, desk, found, record_paper(found, desk.words), to)
        if dpia is not None:
            _write(program, desk, found, dpia_paper(found, desk.words), dpia)
        if as_json:
            print_json(_document(found), desk.words)
        elif to is None and dpia is None:
            click.echo(printable(as_text(record_paper(found, desk.words))))


@click.command(help=N_("Messages of a period and a subject as a record (Woo, Archiefwet)."))
@file_argument
@click.option("--from", "first", type=DAY, metavar="D", required=True, help="The first day.")
@click.option("--until", "last", type=DAY, metavar="D", required=True, help="The last day.")
@click.option("--subject", default="", help="Stands in the message or the title of its item.")
@click.option("--tag", default="", help="Of the item, or of the member.")
@click.option("--item", type=int, metavar="I", help="The item that it points to, by its number.")
@click.option("--names", is_flag=True, help="With names, for the archive; else they are masked.")
@click.option("--to", type=FILE, required=True, metavar="OUT", help="The .xlsx or .zip to make.")
@click.option("--purpose", default="", help="What it is for; kept in the export log.")
@date_option
@click.pass_obj
def record(
    program: Program,
    file: Path,
    first: date,
    last: date,
    subject: str,
    tag: str,
    item: int | None,
    to: Path,
    purpose: str,
    day: date | None,
    *,
    names: bool,
) -> None:
    program.speak_as(file)
    check_place(to, *speaking.ENDINGS, workbook=file)
    refuse_to_replace(to)
    wanted = speaking.sought(first, last, text=subject, tag=tag, item=item)
    if not purpose.strip():
        with program.read(file, on=day) as twin:
            raise purpose_unsaid(speaking.people_in(twin, wanted))
    with program.write(file, on=day) as desk:
        made = speaking.hand_out(desk, to, Wish(wanted, not names, purpose))
    program.say(speaking.told(made, str(to)))


def _refuse_text(place: Path) -> None:
    """A text has no mark by which commdesk knows its own."""
    if place.suffix.lower() == TEXT and place.exists():
        raise Refused(
            "{file} exists already and was not made by commdesk. Choose another name. "
            "Nothing was changed.",
            file=place.name,
        )


def _write(program: Program, desk: Desk, found: Register, paper: Printed, path: Path) -> None:
    style, ending = house_style(desk.db), path.suffix.lower()
    if ending == PDF:
        program.write_pdf([paper], path, desk.words, style)
    elif ending == EXCEL:
        tables.save(path, found, desk.words, style)
    else:
        with replaced(path) as place:
            place.write_text(as_text(paper) + "\n", "utf-8", newline="\n")
    program.say("{file} is made.", file=str(path))


def _document(found: Register) -> dict[str, Any]:
    """Everything, with what the facts suggest of the nine criteria."""
    return {
        "community": found.community,
        "day": found.today,
        "facts": dict(found.facts),
        "people": found.people,
        "kinds": [
            {
                "name": kind.subject,
                "title": kind.title,
                "people": kind.people,
                "rows": kind.rows,
                "purpose": kind.line.purpose,
                "ground": kind.line.legal_ground,
                "recipients": kind.line.recipients,
                "kept": kept_said(found, kind),
                "sources": dict(kind.sources),
                "fields": [
                    {
                        "name": each.subject,
                        "title": each.title,
                        "filled": each.filled,
                        "purpose": each.purpose,
                        "ground": each.legal_ground,
                    }
                    for each in kind.fields
                ],
            }
            for kind in found.kinds
        ],
        "imports": found.imports,
        "measures": measures(found),
        "criteria": [
            {
                "key": each.criterion.key,
                "title": each.criterion.title,
                "seen": each.seen,
                "answer": each.answer,
                "is_answered": each.is_answered,
                "note": each.note,
            }
            for each in judge(found)
        ],
    }


COMMANDS = (register, record)
