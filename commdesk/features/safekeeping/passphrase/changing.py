"""What a person does with a passphrase: set, change or remove it, the copies along."""

from __future__ import annotations

from pathlib import Path

from commdesk.core import oskeyring, settings
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.passphrases import check_new
from commdesk.core.resealing import Report, Resealed, reseal


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


def refuse_to_remove() -> None:
    if settings.load().passphrase_required:
        raise Refused("Your organisation asks for a passphrase: it can be changed, not removed.")
