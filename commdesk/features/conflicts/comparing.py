"""Compares a workbook with its second copies: which acts stand in the one and not in the other.

An act has an id that no other copy gives, so what both have done before is known for the same.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Literal

from msgspec import Struct

from commdesk.core import engine, files, journal
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import Entry
from commdesk.core.returning import workbook_key
from commdesk.core.words import Text, say, say_n
from commdesk.features.conflicts.names import maker_of

State = Literal["same", "inside", "ahead", "apart"]
SHOWN = 200
_WAIT_MS = 2_000
_MOST_FILES = 50
_ALL_IDS = """
    SELECT id FROM journal_entry WHERE op NOT LIKE '%.erase_again' ORDER BY id DESC
"""
"""Without what a copy did by itself: whoever was erased here is erased from it on opening."""


class SecondCopy(Struct, frozen=True):
    """One file beside the workbook that was the same workbook once."""

    path: Path
    maker: str
    """The sync program by its name; empty for a copy that somebody made."""
    only_there: int
    only_here: int
    newest_there: tuple[Entry, ...] = ()
    """Acts that only the copy has, newest first, at most `SHOWN`."""
    newest_here: tuple[Entry, ...] = ()

    @property
    def state(self) -> State:
        """`ahead`: the copy has all that is here, and more."""
        if self.only_there:
            return "apart" if self.only_here else "ahead"
        return "inside" if self.only_here else "same"

    @property
    def advice(self) -> Text:
        """What it means, and what to do with it."""
        return _ADVICE[self.state](self)


def find_copies(desk: Desk) -> list[SecondCopy]:
    """Every file beside the workbook that is a copy of it, those made by a sync program first."""
    beside = sorted(desk.path.parent.glob(f"*{files.SUFFIX}"))[:_MOST_FILES]
    others = [each for each in beside if each.resolve() != desk.path.resolve()]
    found = [copy for each in others if (copy := compare(desk, each)) is not None]
    return sorted(found, key=lambda copy: (not copy.maker, copy.path.name))


def compare(desk: Desk, path: Path) -> SecondCopy | None:
    """None for what is no copy of this workbook, or does not open with its key."""
    try:
        files.check_is_workbook(path, desk.key)
        connected = Database.connect(path, key=desk.key, read_only=True, wait_ms=_WAIT_MS)
    except (Refused, OSError, engine.DatabaseError):
        return None
    try:
        with closing(connected) as other:
            return _compared(desk, path, other)
    except engine.DatabaseError:  # damaged, or something else that is called so
        return None


def _compared(desk: Desk, path: Path, other: Database) -> SecondCopy | None:
    if workbook_key(other) != workbook_key(desk.db):
        return None
    here, there = desk.db.column(_ALL_IDS), other.column(_ALL_IDS)
    only_here, only_there = _without(here, there), _without(there, here)
    return SecondCopy(
        path,
        maker_of(path, desk.path),
        len(only_there),
        len(only_here),
        _entries(other, only_there),
        _entries(desk.db, only_here),
    )


def _without(ids: list[int], others: list[int]) -> list[int]:
    known = set(others)
    return [each for each in ids if each not in known]


def _entries(db: Database, ids: list[int]) -> tuple[Entry, ...]:
    found = (journal.find_entry(db, each) for each in ids[:SHOWN])
    return tuple(entry for entry in found if entry is not None)


def _nothing_new(_copy: SecondCopy) -> Text:
    return say("Everything in it is here too. It can be removed.")


def _ahead(copy: SecondCopy) -> Text:
    return say_n(
        "{n} act is only in the copy, and it has everything that is here: it is the newer one. "
        "Close this workbook and go on in the copy, or do that act here again.",
        "{n} acts are only in the copy, and it has everything that is here: it is the newer one. "
        "Close this workbook and go on in the copy, or do those acts here again.",
        copy.only_there,
    )


def _apart(copy: SecondCopy) -> Text:
    return say_n(
        "{n} act is only in the copy, and something else was done here meanwhile. Do that act here "
        "again; then the copy can be removed.",
        "{n} acts are only in the copy, and something else was done here meanwhile. Do those acts "
        "here again; then the copy can be removed.",
        copy.only_there,
    )


_ADVICE = {"same": _nothing_new, "inside": _nothing_new, "ahead": _ahead, "apart": _apart}
