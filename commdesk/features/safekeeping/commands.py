"""Command line: make a workbook, check one, back one up."""

from __future__ import annotations

from pathlib import Path

import click

from commdesk.core import backup, check, files
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.events import note_first, note_in_file
from commdesk.core.keys import is_protected
from commdesk.core.lock import full_name
from commdesk.core.terminal import (
    FILE,
    Program,
    file_argument,
    json_option,
    print_json,
    print_table,
)
from commdesk.core.words import LANGUAGES, N_, Words, say, say_n
from commdesk.core.workbook import Workbook
from commdesk.features.safekeeping.model import (
    MADE,
    RESTORED,
    SIZE,
    as_document,
    find_copy,
    megabytes,
    missed_words,
    state_words,
)
from commdesk.features.safekeeping.passphrase.commands import passphrase


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
    key = program.unlocker.new_key(path, is_wanted=protected)
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
@click.option("--list", "is_list", is_flag=True, help="Which backups there are, newest first.")
@click.option("--restore", "which", metavar="WHICH", help="Number, moment or name of a backup.")
@click.option("--to", "new", type=FILE, metavar="NEW", help="The file to restore to; a new one.")
@click.option("--folder", type=FILE, metavar="DIR", help="Where copies go, or are looked for.")
@json_option
@click.pass_obj
def back_up(
    program: Program,
    file: Path,
    *,
    is_list: bool,
    which: str | None,
    new: Path | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Copy the workbook safely, also while a window holds it; list or restore its backups.

    Listing and restoring need no FILE: it may be gone or damaged. What is restored is a new file.
    """
    program.speak_as(file)
    if (which is None) != (new is None) or (is_list and which is not None):
        raise click.UsageError("--restore WHICH and --to NEW go together, without --list.")
    if as_json and not is_list:
        raise click.UsageError("--json goes with --list.")
    if is_list:
        _list(program, file, folder, as_json=as_json)
    elif which is not None and new is not None:
        _restore(program, file, folder, which, new)
    else:
        _make(program, file, folder)


def _make(program: Program, file: Path, folder: Path | None) -> None:
    key = program.unlocker.key_of(file)
    program.speak_as(file, key)
    made = backup.keep(file, program.clock.now(), base=folder, key=key)
    note_in_file(file, program.features, program.clock, key, MADE, made.path.name)
    kept = len(backup.list_backups(file, folder=made.path.parent))
    program.say(
        say_n(
            "Backup made and verified: {file} ({n} backup kept)",
            "Backup made and verified: {file} ({n} backups kept)",
            kept,
            file=str(made.path),
        )
    )
    if folder is None and (missed := backup.missed_base(made)):
        program.say(missed_words(missed))


def _list(program: Program, file: Path, folder: Path | None, *, as_json: bool) -> None:
    copies = backup.copies_for(file, base=folder)
    goes = backup.goes_on((each.at for each in copies), program.clock.now().astimezone().date())
    lines = [(each, backup.state_of(each), goes[each.at]) for each in copies]
    if as_json:
        print_json([as_document(n, *line) for n, line in enumerate(lines, 1)])
        return
    rows = [
        (
            str(n),
            each.at,
            say(SIZE, size=megabytes(each.size)),
            state_words(state),
            day,
            each.path.name,
        )
        for n, (each, state, day) in enumerate(lines, 1)
    ]
    print_table(
        program.words,
        [N_("No."), N_("Made at"), N_("Size"), N_("Checked"), N_("Stays until"), N_("File")],
        rows,
        right={0, 2},
        empty=say("There is no backup of {file} here.", file=file.name),
    )
    for where in dict.fromkeys(each.path.parent for each in copies):
        program.say(say("They are in {folder}", folder=str(where)))


def _restore(program: Program, file: Path, folder: Path | None, which: str, new: Path) -> None:
    copy = find_copy(backup.copies_for(file, base=folder), which)
    to = new if new.suffix else new.with_suffix(files.SUFFIX)
    key = program.unlocker.key_given(copy.path)
    backup.restore(copy, to, file, key=key)
    erased = None
    if key or not is_protected(to):
        erased = note_first(to, program.features, program.clock, key, RESTORED, copy.path.name)
    program.say(
        say(
            "The backup of {moment} is restored as {file}. It is a file of its own: open it and "
            "look whether everything is there.",
            moment=copy.at,
            file=str(to),
        )
    )
    if erased:
        program.say(erased)


COMMANDS = (new, check_file, back_up, passphrase)
