"""Command line: make a workbook, check one, back one up."""

from __future__ import annotations

from pathlib import Path

import click

from commdesk.core import backup, check, files, settings
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.lock import full_name
from commdesk.core.terminal import Program, file_argument
from commdesk.core.words import LANGUAGES, Words, say, say_n
from commdesk.core.workbook import Workbook
from commdesk.features.safekeeping import keeping
from commdesk.features.safekeeping.passphrase.commands import new_key, passphrase


@click.command()
@file_argument
@click.option("--name", required=True, help="What the community is called.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of the workbook; else yours.")
@click.option("--owner", help="Your own name, under your messages; else as this computer knows it.")
@click.option("--protected", is_flag=True, help="Give it a passphrase, which is asked for.")
@click.pass_obj
def new(
    program: Program,
    file: Path,
    name: str,
    language: str | None,
    owner: str | None,
    protected: bool,
) -> None:
    """Make a new, empty workbook."""
    path = file if file.suffix else file.with_suffix(files.SUFFIX)
    start_on = program.clock.now().astimezone().date()
    workbook = Workbook(
        name,
        language=language or program.words.language,
        start_on=start_on,
        owner=full_name() if owner is None else owner.strip(),
    )
    key = new_key(program, path) if protected or settings.load().passphrase_required else None
    Desk.create(path, program.features, workbook, clock=program.clock, key=key).close()
    words = Words(workbook.language)
    click.echo(words("{file} is made.", file=str(path)))


@click.command("check")
@file_argument
@click.pass_obj
def check_file(program: Program, file: Path) -> None:
    """Say whether the workbook is sound; exit 1 when it is not."""
    with program.read(file) as desk, files.readable_errors(file):
        found = check.faults(desk.db.raw)
    if not found:
        program.say(say("{file} is sound.", file=file.name))
        return
    for fault in found:
        program.say(fault)
    raise Refused(
        say_n(
            "{file} is not sound: {n} fault. Leave it as it is and restore a backup.",
            "{file} is not sound: {n} faults. Leave it as it is and restore a backup.",
            len(found),
            file=file.name,
        )
    )


@click.command("backup")
@file_argument
@click.pass_obj
def back_up(program: Program, file: Path) -> None:
    """Copy the workbook safely, also while a window holds it, and thin out old copies."""
    program.speak_as(file)
    made = keeping.back_up(file, program.clock.now(), program.unlocker.key_of(file))
    kept = len(backup.list_backups(file))
    program.say(
        say_n(
            "Backup made and verified: {file} ({n} backup kept)",
            "Backup made and verified: {file} ({n} backups kept)",
            kept,
            file=str(made.path),
        )
    )


COMMANDS = (new, check_file, back_up, passphrase)
