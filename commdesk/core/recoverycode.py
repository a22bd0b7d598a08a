"""The recovery code of a protected workbook: its key itself, written so that people can copy it.

Thirteen groups of four signs are the key, a fourteenth tells a slip of the pen. The signs are
Crockford's base 32: no I, L, O or U, and what is read wrong is read right again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from commdesk.core import engine
from commdesk.core.keys import Key, key_for

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OIL", "011", " -–\t\u00a0")
_GROUP, _KEY_SIGNS, _CHECK_SIGNS = 4, 52, 4
_KEY_BYTES = 32
_SPARE_BITS = 5 * _KEY_SIGNS - 8 * _KEY_BYTES


def recovery_code(key: Key) -> str:
    """Opens every file of this key, for as long as the passphrase stays the same."""
    signs = _written(int.from_bytes(key.raw) << _SPARE_BITS, _KEY_SIGNS) + _check(key.raw)
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def key_from_recovery_code(path: Path, code: str) -> Key | None:
    """The key that the code is, for this file; None when it is no code, or has a slip in it."""
    signs = code.upper().translate(_ALIKE)
    if len(signs) != _KEY_SIGNS + _CHECK_SIGNS or not set(signs) <= set(_SIGNS):
        return None
    number = 0
    for sign in signs[:_KEY_SIGNS]:
        number = number << 5 | _SIGNS.index(sign)
    if number & (1 << _SPARE_BITS) - 1:
        return None
    raw = (number >> _SPARE_BITS).to_bytes(_KEY_BYTES)
    return Key(raw, engine.salt_of(str(path))) if signs[_KEY_SIGNS:] == _check(raw) else None


def key_from_typed(path: Path, typed: str) -> Key:
    """The key by what somebody typed: the recovery code, else a passphrase; it may not fit."""
    return key_from_recovery_code(path, typed) or key_for(path, typed)


def _check(raw: bytes) -> str:
    start = int.from_bytes(hashlib.sha256(b"commdesk" + raw).digest()[:4])
    return _written(start, _CHECK_SIGNS)


def _written(number: int, signs: int) -> str:
    """The last `signs` digits of a number in base 32."""
    return "".join(_SIGNS[number >> 5 * at & 31] for at in reversed(range(signs)))
