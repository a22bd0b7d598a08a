"""Command line: what is held of a person, and their rights."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.sheets.output import check_place, refuse_to_replace
from commdesk.core.terminal import (
    Program,
    date_option,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import N_, Text
from commdesk.features.privacy import doing
from commdesk.features.privacy.access import ENDING, held_lines, save_access
from commdesk.features.privacy.access.gathering import first_names_stay, told
from commdesk.features.privacy.listing import person_meant
from commdesk.features.privacy.model import PersonRow


@click.command("person", help=N_("What is held of one person; hand it out, restrict it, erase it."))
@file_argument
@click.argument("member")
@click.option(
    "--access", type=click.Path(path_type=Path), help=N_("Write the access file: a .zip.")
)
@click.option("--restrict", is_flag=True, help=N_("Keep the data, use it for nothing."))
@click.option("--lift", is_flag=True, help=N_("Use the data again: end the restriction."))
@click.option("--erase", is_flag=True, help=N_("Say what would go; with --yes erase it for good."))
@click.option("--yes", is_flag=True, help=N_("Erase without asking. It cannot be undone."))
@json_option
@date_option
@click.pass_obj
def person(
    program: Program,
    file: Path,
    member: str,
    access: Path | None,
    restrict: bool,
    lift: bool,
    erase: bool,
    yes: bool,
    as_json: bool,
    day: date | None,
) -> None:
    if sum((access is not None, restrict, lift, erase)) > 1:
        raise Refused("Choose one: --access, --restrict, --lift or --erase.")
    if access is not None:
        _access(program, file, member, access, day)
    elif restrict or lift:
        _restrict(program, file, member, day, is_restricted=restrict)
    elif erase:
        _erase(program, file, member, day, is_sure=yes)
    else:
        with program.read(file, on=day) as desk:
            _show(desk, person_meant(desk.db, member), as_json=as_json)


def _access(program: Program, file: Path, member: str, to: Path, day: date | None) -> None:
    program.speak_as(file)
    check_place(to, ENDING, workbook=file)
    refuse_to_replace(to)
    with program.write(file, on=day) as desk:
        made = save_access(desk, person_meant(desk.db, member).person, to)
    program.say(told(made, str(to)))
    program.say(first_names_stay())


def _restrict(
    program: Program, file: Path, member: str, day: date | None, *, is_restricted: bool
) -> None:
    with program.write(file, on=day) as desk:
        row = person_meant(desk.db, member)
        doing.restrict(desk, row, is_restricted=is_restricted)
    program.say(doing.restricted_text(row, is_restricted=is_restricted))


def _erase(program: Program, file: Path, member: str, day: date | None, *, is_sure: bool) -> None:
    if not is_sure:
        with program.read(file, on=day) as desk:
            row = person_meant(desk.db, member)
            for line in doing.warning(desk, row):
                program.say(line)
            raise Refused("Nothing was erased. Say --yes to erase {name} for good.", name=row.name)
    with program.write(file, on=day) as desk:
        row = person_meant(desk.db, member)
        program.say(doing.erase_for_good(desk, row.person))


def _show(desk: Desk, row: PersonRow, *, as_json: bool) -> None:
    held = held_lines(desk, row.person)
    if as_json:
        counts = [{"title": title, "rows": count} for title, count in held]
        print_json({"id": row.id, "name": row.name, "held": counts}, desk.words)
        return
    print_table(
        desk.words,
        (N_("What is held"), N_("How many")),
        held,
        title=Text("{name}", {"name": row.name}),
        right=(1,),
    )


COMMANDS = (person,)
