"""Command line: `commdesk passphrase FILE set|change|remove|sheet`; no secret is an argument."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from commdesk.core import files
from commdesk.core.errors import PassphraseWanted, Refused
from commdesk.core.housestyle import house_style
from commdesk.core.keys import Key
from commdesk.core.resealing import Resealed
from commdesk.core.sheets.output import check_place
from commdesk.core.terminal import Program, file_argument
from commdesk.core.words import say, say_n
from commdesk.features.safekeeping.passphrase import changing
from commdesk.features.safekeeping.passphrase.sheet import recovery_sheet

_PDF = ".pdf"


@click.command("passphrase")
@file_argument
@click.argument("act", type=click.Choice(["set", "change", "remove", "sheet"]))
@click.option("--to", type=click.Path(path_type=Path), help="For sheet: the PDF to make.")
@click.option(
    "--passphrase-fd",
    type=click.IntRange(min=0),
    metavar="N",
    help="Read from file descriptor N, a line each: the present passphrase, then the new one.",
)
@click.pass_obj
def passphrase(
    program: Program, file: Path, act: str, to: Path | None, passphrase_fd: int | None
) -> None:
    """Set, change or remove the passphrase, which is asked for; or make the recovery sheet.

    The present passphrase may be the recovery code.
    """
    if passphrase_fd is not None:
        program.unlocker.descriptor = passphrase_fd
    program.speak_as(file)
    if act == "set":
        _refuse_if_protected(file)
        done = changing.set_passphrase(file, None, program.unlocker.new_passphrase(file))
        _tell(program, file, done, changing.SET)
        return
    key = _present(program, file)
    if act == "change":
        done = changing.set_passphrase(file, key, program.unlocker.new_passphrase(file))
        _tell(program, file, done, changing.CHANGE)
    elif act == "remove":
        changing.refuse_to_remove()
        _tell(program, file, changing.remove_passphrase(file, key), changing.REMOVE)
    else:
        _make_sheet(program, file, to)


def _refuse_if_protected(file: Path) -> None:
    try:
        files.check_is_workbook(file)
    except PassphraseWanted:
        raise Refused(
            "{file} has a passphrase already. To choose another one: change.", file=file.name
        ) from None


def _present(program: Program, file: Path) -> Key:
    key = program.unlocker.key_of(file)
    if key is None:
        raise Refused("{file} has no passphrase. To choose one: set.", file=file.name)
    with suppress(Refused), program.read(file):
        pass  # from here on in the language of the workbook
    return key


def _tell(program: Program, file: Path, done: Resealed, act: str) -> None:
    changing.note(file, program.features, program.clock, done, act)
    told = (
        say("{file} opens with its passphrase only now. Without it nobody can open it: make the "
            "recovery sheet and keep it safe.", file=file.name)
        if done.key
        else say("{file} has no passphrase any more: whoever has the file can read it.",
                 file=file.name)
    )  # fmt: skip
    program.say(told)
    if done.done:
        program.say(
            say_n("{n} copy kept here was done too.", "{n} copies kept here were done too.",
                  done.done)
        )  # fmt: skip
    for copy in done.left:
        program.say(say("This copy still opens as before: {file}", file=str(copy)))


def _make_sheet(program: Program, file: Path, to: Path | None) -> None:
    if to is None:
        raise click.UsageError("sheet needs --to OUT.pdf.")
    check_place(to, _PDF)
    with program.read(file) as desk:
        page = recovery_sheet(desk, desk.today(), desk.words)
        program.write_pdf([page], to, desk.words, house_style(desk.db))
    program.say(
        say("{file} is made. It opens the workbook: print it and delete this file.", file=to.name)
    )


COMMANDS = (passphrase,)
