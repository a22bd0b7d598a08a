"""What went into a pack."""

from __future__ import annotations

from msgspec import Struct


class Stripped(Struct, frozen=True):
    """What a copy of the workbook lost, and who is still in it."""

    people: int
    """How many members are in the copy."""
    restricted: int
    """How many are not, because the use of their data is restricted."""
    expired: int
    """How many are not, because they were to be kept until a day that has passed."""


class Pack(Struct, frozen=True):
    """A pack that was made."""

    files: tuple[str, ...]
    """Names, in the order of reading."""
    stripped: Stripped
