"""The key of a protected workbook: made from its passphrase, kept in memory and nowhere else.

A protected file is an SQLCipher 4 database as any tool of that format opens it with the passphrase:
PBKDF2-HMAC-SHA512 over 256,000 rounds, AES-256 with a checksum for each page. The first bytes of
such a file are the salt; ours begins with a mark, so that a protected workbook is known for one.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path
from typing import Self

from msgspec import Struct

from commdesk.core import engine

MARK = b"cmdk"
_SALT_BYTES, _KEY_BYTES, _ROUNDS = 16, 32, 256_000


class Key(Struct, frozen=True):
    """What opens one protected workbook and its copies; never shown, logged or stored."""

    raw: bytes
    salt: bytes

    @classmethod
    def new(cls, passphrase: str) -> Self:
        """For a file that is made now."""
        return cls.of(passphrase, MARK + os.urandom(_SALT_BYTES - len(MARK)))

    @classmethod
    def of(cls, passphrase: str, salt: bytes) -> Self:
        """The key by SQLCipher's own derivation; a tenth of a second, on purpose.

        One system types é as one sign, another as two: here both are one.
        """
        typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
        return cls(hashlib.pbkdf2_hmac("sha512", typed, salt, _ROUNDS, _KEY_BYTES), salt)

    @property
    def spelled(self) -> str:
        """As SQLCipher takes a key that is derived already."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def __repr__(self) -> str:
        return "Key(…)"


def is_protected(path: Path) -> bool:
    """Whether the file is a workbook with a passphrase, by its first bytes."""
    return engine.salt_of(str(path)).startswith(MARK)


def key_for(path: Path, passphrase: str) -> Key:
    """The key that this passphrase makes for this file; whether it fits shows on opening."""
    return Key.of(passphrase, engine.salt_of(str(path)))
