"""Where the command line gets the passphrase of a workbook, and where one must be.

From a file descriptor, the keyring of the system, or a hidden prompt; never from an argument or a
variable, which other programs can read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from commdesk.core import files, oskeyring, passphrases, settings
from commdesk.core.desk import Desk
from commdesk.core.errors import (
    Damaged,
    PassphraseWanted,
    Refused,
    WrongPassphrase,
    passphrase_first,
)
from commdesk.core.keys import Key, is_protected
from commdesk.core.recoverycode import key_from_typed
from commdesk.core.words import Words
from commdesk.core.workbook import read_fact

VARIABLE = "COMMDESK_PASSPHRASE_FD"
_TRIES = 3
_LONGEST = 4_096


class Unlocker:
    """Asks once a file, and keeps the keys for as long as the program runs."""

    def __init__(self, words: Callable[[], Words]) -> None:
        self._words = words
        self.descriptor: int | None = None
        """The file descriptor that gives the passphrase; else the variable names one."""
        self._keys: dict[Path, Key] = {}

    def key_of(self, file: Path) -> Key | None:
        """The key of a workbook, None when it has no passphrase; refuses without the right one."""
        real = file.absolute()
        try:
            files.check_is_workbook(file, self._keys.get(real))
        except PassphraseWanted:
            self._keys[real] = self._ask(file)
        except Damaged:
            pass  # whoever opens it says so; who saves what can be saved needs the key
        return self._keys.get(real)

    def key_given(self, file: Path) -> Key | None:
        """The key when the passphrase is on a descriptor and fits; nobody is asked for it."""
        if not (self._is_given and is_protected(file)):
            return None
        with suppress(WrongPassphrase):
            return self.key_of(file)
        return None

    def new_key(self, file: Path, *, is_wanted: bool = False) -> Key | None:
        """Of a workbook that is made now, when a passphrase is wanted here or by the organisation.

        Its place is looked at before it is asked for.
        """
        if not (is_wanted or settings.load().passphrase_required):
            return None
        files.check_is_free(file)
        key = Key.new(self.new_passphrase(file))
        self._keys[file.absolute()] = key
        return key

    def new_passphrase(self, file: Path) -> str:
        """Asked for twice, and said when it is weak."""
        words = self._words()
        question = words("New passphrase for {file}", file=file.name)
        typed = passphrases.check_new(self.typed(question, twice=True))
        if weak := passphrases.weakness(typed, [file.stem]):
            click.echo(words(weak), err=True)
        return typed

    def typed(self, question: str, *, twice: bool = False) -> str:
        """One passphrase, from the descriptor or from a person at the terminal."""
        if (given := self._given()) is not None:
            return given
        if not sys.stdin.isatty():
            raise PassphraseWanted(
                "A passphrase is asked for here. Give it on a file descriptor (--passphrase-fd N), "
                "never as an argument. Nothing was changed."
            )
        words = self._words()
        again = words("Once more") if twice else False
        typed: str = click.prompt(question, hide_input=True, confirmation_prompt=again, err=True)
        return typed

    def _ask(self, file: Path) -> Key:
        words = self._words()
        question = words("Passphrase of {file}", file=file.name)
        if not self._is_given and (found := _fitting(file, oskeyring.find(file))):
            return found
        tries = _TRIES if not self._is_given and sys.stdin.isatty() else 1
        for left in reversed(range(tries)):
            key = key_from_typed(file, self.typed(question))
            try:
                files.check_is_workbook(file, key)
            except WrongPassphrase as wrong:
                if not left:
                    raise
                click.echo(self._words()(wrong.text), err=True)
            except Damaged:  # its first page opened: the key is right
                return key
            else:
                return key
        raise AssertionError(tries)

    @property
    def _is_given(self) -> bool:
        return self.descriptor is not None or VARIABLE in os.environ

    def _given(self) -> str | None:
        """The next line of the descriptor; None when none was named."""
        if not self._is_given:
            return None
        number = os.environ.get(VARIABLE, "") if self.descriptor is None else str(self.descriptor)
        line = b""
        try:
            while not line.endswith(b"\n") and (sign := os.read(int(number), 1)):
                line += sign
                if len(line) > _LONGEST:
                    raise ValueError
        except (OSError, ValueError):
            line = b""
        if not line.rstrip(b"\r\n"):  # what the variable says is not repeated: it may be the secret
            raise Refused(
                "No passphrase could be read from the file descriptor. Its number goes in "
                "--passphrase-fd or {variable}, and the passphrase is one line of it. "
                "Nothing was changed.",
                variable=VARIABLE,
            )
        return line.rstrip(b"\r\n").decode("utf-8", "surrogateescape")


def must_get_passphrase(desk: Desk) -> bool:
    """Whether the organisation wants one before anything is written; an example holds nobody."""
    is_required = settings.load().passphrase_required and desk.key is None
    return is_required and read_fact(desk.db, "demo") is None


def refuse_without_passphrase(desk: Desk) -> None:
    if must_get_passphrase(desk):
        raise passphrase_first(desk.path.name)


def _fitting(file: Path, key: Key | None) -> Key | None:
    """A key of the keyring that opens the file; an old one is as none."""
    try:
        files.check_is_workbook(file, key)
    except PassphraseWanted:
        return None
    return key
