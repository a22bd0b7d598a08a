"""The two ways an action can fail: refused (the user's to mend) and broken (ours)."""

from typing import Any

from commdesk.core.words import Text, say


class Refused(Exception):
    """Something the user can mend; shown next to the field it is about.

    `field` names the attribute of the draft that caused it, or is empty.
    """

    def __init__(self, message: str | Text, /, *, field: str = "", **values: Any) -> None:
        self.text = message if isinstance(message, Text) else say(message, **values)
        self.field = field
        super().__init__(str(self.text))

    def __reduce__(self) -> tuple[Any, ...]:
        return _refused, (type(self), self.text, self.field)


class CannotWrite(Refused):
    """The file is somebody else's now, or write-protected: it may still be open to be read."""


class TakenElsewhere(CannotWrite):
    """Another computer has it, says its note; only the user can know that nobody is there."""


class Damaged(Refused):
    """The file itself is not whole: it is left as it is, and a copy is to be gone back to."""


class PassphraseWanted(Refused):
    """The workbook is protected: it opens with its passphrase only."""


class WrongPassphrase(PassphraseWanted):
    """The passphrase that was given does not open it."""


def passphrase_first(file: str) -> Refused:
    """The organisation wants a passphrase on every workbook that is written."""
    return Refused(
        "{file} has no passphrase, and your organisation asks for one. Set it first: in the window "
        "under Data, Passphrase, or with commdesk passphrase FILE set. Nothing was changed.",
        file=file,
    )


class Cancelled(Exception):
    """The user stopped long work; whoever raises it has left everything as it was."""


class Broken(Exception):
    """Our own bug: goes into a crash report, never to the user as advice."""


def _refused(kind: type[Refused], text: Text, field: str) -> Refused:
    return kind(text, field=field)
