"""The keyring of the operating system, for who does not want to type the passphrase each time.

Used only when the user ticked it and the organisation does not forbid it; loaded then. An entry is
found by the first bytes of the file, which change with every passphrase and which all its copies
share, for nothing else of a protected file can be read before it is open.
"""

from __future__ import annotations

import hashlib
import logging
from contextlib import suppress
from pathlib import Path

from commdesk.core import engine, settings
from commdesk.core.errors import Refused
from commdesk.core.keys import Key

_SERVICE = "commdesk"
_KEY_SIGNS = 64
_log = logging.getLogger(__name__)


def is_allowed() -> bool:
    return not settings.load().keyring_forbidden


def is_remembered(path: Path) -> bool:
    """Whether this user has ticked it for this file; asks the preferences, not the keyring."""
    return is_allowed() and _entry(engine.salt_of(str(path))) in settings.load().remembered


def remember(key: Key) -> None:
    """Keep the key in the keyring; refuses where there is none, or it may not be used."""
    if not is_allowed():
        raise Refused("Your organisation does not allow the keyring of this computer.")
    try:
        import keyring

        keyring.set_password(_SERVICE, _entry(key.salt), key.raw.hex())
    except Exception as error:  # noqa: BLE001 - each keyring has errors of its own
        raise Refused(
            "The keyring of this computer cannot be used ({cause}). The passphrase is asked each "
            "time.",
            cause=type(error).__name__,
        ) from None
    _note(_entry(key.salt), is_kept=True)


def find(path: Path) -> Key | None:
    """The key of this file, when the user had it remembered here."""
    if not is_remembered(path):
        return None
    salt = engine.salt_of(str(path))
    try:
        import keyring

        found = keyring.get_password(_SERVICE, _entry(salt))
        return Key(bytes.fromhex(found), salt) if found and len(found) == _KEY_SIGNS else None
    except Exception as error:  # noqa: BLE001 - whatever a keyring does, one can still type
        _log.info("no key from the keyring: %s", type(error).__name__)
        return None


def forget(key: Key) -> None:
    """Take the key out again; also when it is no longer allowed."""
    entry = _entry(key.salt)
    if entry not in settings.load().remembered:
        return
    try:
        import keyring

        keyring.delete_password(_SERVICE, entry)
    except Exception as error:  # noqa: BLE001 - the file has its new passphrase already
        _log.info("no key taken out of the keyring: %s", type(error).__name__)
    _note(entry, is_kept=False)


def _entry(salt: bytes) -> str:
    return hashlib.sha256(b"commdesk" + salt).hexdigest()[:24]


def _note(entry: str, *, is_kept: bool) -> None:
    others = tuple(each for each in settings.load().remembered if each != entry)
    with suppress(OSError):
        settings.remember(remembered=(entry, *others) if is_kept else others)
