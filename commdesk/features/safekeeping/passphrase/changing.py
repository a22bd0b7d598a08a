"""What a person does with a passphrase: set, change or remove it, the copies along."""

from __future__ import annotations

from pathlib import Path

from commdesk.core import oskeyring, settings
from commdesk.core.clock import Clock
from commdesk.core.errors import Refused
from commdesk.core.events import note_in_file
from commdesk.core.feature import Features
from commdesk.core.keys import Key
from commdesk.core.passphrases import check_new
from commdesk.core.resealing import Report, Resealed, reseal
from commdesk.core.words import N_, say_n

SET, CHANGE, REMOVE = (
    N_("Set a passphrase"),
    N_("Change the passphrase"),
    N_("Remove the passphrase"),
)


def set_passphrase(path: Path, old: Key | None, new: str, report: Report | None = None) -> Resealed:
    """Set or change it; `old` is the key that opens the file now. Nobody has the file open here.

    A key that was kept in the keyring of this computer is taken out: it opens nothing any more.
    """
    done = reseal(path, old, Key.new(check_new(new)), report)
    if old:
        oskeyring.forget(old)
    return done


def remove_passphrase(path: Path, old: Key, report: Report | None = None) -> Resealed:
    """Let anybody who has the file read it again; refuses where the organisation wants one."""
    refuse_to_remove()
    done = reseal(path, old, None, report)
    oskeyring.forget(old)
    return done


def note(file: Path, features: Features, clock: Clock, done: Resealed, act: str) -> None:
    """Keep in history what was done, with nothing of the passphrase; the file is not open here."""
    copies = say_n(
        "{n} copy kept here was done too.", "{n} copies kept here were done too.", done.done
    )
    note_in_file(file, features, clock, done.key, act, file.name, copies if done.done else "")


def refuse_to_remove() -> None:
    if settings.load().passphrase_required:
        raise Refused("Your organisation asks for a passphrase: it can be changed, not removed.")
