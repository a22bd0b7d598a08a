"""What erasing does, in records."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from commdesk.core.words import N_

WHY = N_("somebody it was about was erased")
REMOVED, EMPTIED, KEPT_AS_A_NUMBER = N_("removed"), N_("emptied"), N_("kept as a number")
"""Rows go; or lose what they say of the person; or said nothing else than that it happened."""


class Erased(Struct, frozen=True):
    """What one erasure did to the tables."""

    people: int
    rows_removed: int
    rows_emptied: int


class Foreseen(NamedTuple):
    """What erasing would do to one kind of rows; `title` and `fate` are msgids."""

    title: str
    rows: int
    fate: str
