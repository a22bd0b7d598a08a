"""Command line: save what can be saved of a damaged workbook; all of one as text, and back."""

from __future__ import annotations

from pathlib import Path

import click

from commdesk.core import files
from commdesk.core.keys import Key
from commdesk.core.terminal import FILE, Program, file_argument
from commdesk.core.words import Text, say, say_n
from commdesk.features.recovery import handing, recovering


@click.command("recover")
@file_argument
@click.option("--to", "new", type=FILE, required=True, metavar="NEW", help="The new workbook.")
@click.option("--without-backup", is_flag=True, help="Take nothing from the newest good backup.")
@click.pass_obj
def recover(program: Program, file: Path, new: Path, without_backup: bool) -> None:
    """Make a new workbook of what can be saved of a damaged one, which stays as it is."""
    files.check_is_free(new)
    recovering.check_can_be_read(file)
    key = _key_of(program, file)
    with files.readable_errors(new):
        made = recovering.recover(
            file, new, program.features, key, _untold, with_backup=not without_backup,
            clock=program.clock,
        )  # fmt: skip
    found = made.salvaged
    program.speak_as(new, key)
    program.say(recovering.told_damage(found))
    for table, said in recovering.told_tables(found, program.features):
        program.say(Text("  {table}: {said}", {"table": table, "said": said}))
    program.say(recovering.told_backup(made.backup))
    program.say(recovering.told_saved(found))
    if made.erased:
        program.say(made.erased)
    program.say(say("{new} is made. {file} is as it was.", new=str(new), file=file.name))


@click.command("dump")
@file_argument
@click.option("--to", "out", type=FILE, required=True, metavar="OUT.zip", help="The new file.")
@click.option("--purpose", default="", help="Why people's data leaves the workbook; is kept.")
@click.option("--without-history", is_flag=True, help="Leave out who changed what, and when.")
@click.pass_obj
def dump_file(program: Program, file: Path, out: Path, purpose: str, without_history: bool) -> None:
    """Write everything in the workbook as text that people and programs can read (JSON)."""
    with program.read(file) as desk:
        handing.check_is_free(desk, out)
        people = handing.people_in(desk)
        why = purpose.strip() or desk.words("a readable copy of everything")
        if not people:
            made = handing.hand_out(desk, out, "", _untold, with_history=not without_history)
    if people:
        with program.write(file) as desk:
            made = handing.hand_out(desk, out, why, _untold, with_history=not without_history)
    if desk.key:
        program.say("It has no passphrase: keep it as carefully as the workbook.")
    program.say(handing.told(made, str(out)))


@click.command("load")
@click.argument("source", type=FILE)
@click.option("--to", "new", type=FILE, required=True, metavar="NEW", help="The new workbook.")
@click.option("--protected", is_flag=True, help="Give it a passphrase, which is asked for.")
@click.pass_obj
def load_file(program: Program, source: Path, new: Path, protected: bool) -> None:
    """Make a new workbook of a file that commdesk dump wrote."""
    key = program.unlocker.new_key(new, is_wanted=protected)
    made, erased = handing.take_in(source, new, program.features, _untold, key, program.clock)
    program.speak_as(new)
    if erased:
        program.say(erased)
    program.say(
        say_n(
            "{new} is made, with {n} row.", "{new} is made, with {n} rows.", made.total,
            new=str(new),
        )
    )  # fmt: skip


def _key_of(program: Program, file: Path) -> Key | None:
    """The key of a protected file, also of one that no longer says that it is protected."""
    protected = recovering.protected_by(file)
    return program.unlocker.key_of(protected) if protected else None


def _untold(_done: int, _of: int) -> None:
    """Nobody watches how far it is."""


COMMANDS = (recover, dump_file, load_file)
