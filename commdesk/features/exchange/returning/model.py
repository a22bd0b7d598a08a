"""What there is to compare: rows as they went out and as they came back, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Literal
from zlib import crc32

from msgspec import Struct, field

from commdesk.core.sheets.long_texts import beginning, is_referred, is_too_long
from commdesk.core.words import N_, Text
from commdesk.features.exchange.returning.plain import Plain

Kind = Literal["conflict", "changed", "new", "deleted", "invalid", "here", "ignored"]
KINDS: tuple[tuple[Kind, str], ...] = (
    ("conflict", N_("Changed on both sides")),
    ("changed", N_("Changed there")),
    ("new", N_("New rows")),
    ("deleted", N_("Rows that are gone")),
    ("invalid", N_("Cannot be taken")),
    ("here", N_("Changed here only")),
    ("ignored", N_("Not taken back")),
)
"""In the order in which they are looked at."""
TAKEN: frozenset[Kind] = frozenset({"conflict", "changed", "new", "deleted"})
_LONG = 1_000


class Digest(Struct, frozen=True):
    """What a long text was, without keeping it."""

    sum: str
    start: str = ""
    """Its first characters, when it is longer than a cell holds."""


Was = Plain | Digest
Mark = tuple[str, str, str]
"""Names a difference among the others of its file: sheet, row, column."""


class Wrong(Struct, frozen=True):
    """A cell that its column cannot take."""

    found: str
    why: Text


class There(Struct, frozen=True):
    """One row of a sheet that came back."""

    row: int
    """As Excel shows it."""
    values: Mapping[str, Was | Wrong]
    """Column key -> value, of the columns that are in the file."""
    id: str | None = None
    """None: a row that was not in the file when it went out."""
    was: Mapping[str, Was] = field(default_factory=dict)
    """What the columns that come back said."""
    sums: Mapping[str, int] = field(default_factory=dict)
    """Sums of what the other columns said."""
    overwritten: tuple[str, ...] = ()
    """Columns whose formula is gone."""
    trouble: Text | None = None
    """Why nothing of this row can be taken."""


class Difference(Struct, frozen=True):
    """One thing that is not as it was."""

    kind: Kind
    sheet: str
    """Stable name; empty for a sheet that is not one of ours."""
    row: int | None = None
    """As Excel shows it; None for a row that is gone."""
    column: str = ""
    """Its key, or the heading of a column that is not ours; empty: the whole row."""
    id: str = ""
    title: str = ""
    """What the row is called."""
    was: Plain = None
    here: Plain = None
    there: Plain = None
    cell: str = ""
    """`C5`, where it stands in the file."""
    why: Text | None = None
    values: Mapping[str, Plain] = field(default_factory=dict)
    """Of a row that is new, or gone."""
    once: str = ""
    """Of a new row: by what it is known when the same file comes again."""

    @property
    def mark(self) -> Mark:
        return self.sheet, self.id or f"row {self.row}", self.column


class Shape(Struct, frozen=True):
    """Which columns of a sheet are compared, and how."""

    name: str
    returning: tuple[str, ...]
    """Keys of the columns that are taken back."""
    title: str = ""
    """Key of the column that says what a row is about."""
    adds: bool = False
    removes: bool = False


def digest(value: Plain) -> Was:
    """The value as a mark keeps it: a long text by its sum."""
    if not isinstance(value, str) or len(value) <= _LONG:
        return value
    total = blake2b(value.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return Digest(total, beginning(value) if is_too_long(value) else "")


def sum_of(value: Plain) -> int:
    """A sum of any value, to tell whether it is the same.

    Of a text that no cell holds only its beginning counts, as it stands in its cell.
    """
    return crc32(repr(_steady(value)).encode("utf-8", "replace"))


def _steady(value: Plain) -> Plain:
    """The value, or the beginning of a text that no cell holds; most texts are shorter."""
    if not isinstance(value, str) or len(value) <= len(beginning(value)):
        return value
    start = beginning(value)
    return start if is_too_long(value) or is_referred(value, start) else value


def is_same(was: Was, value: Was) -> bool:
    """Whether a column says what it said; `False` and `0` are not the same."""
    if isinstance(was, Digest) or isinstance(value, Digest):
        return _sum_of_long(was) == _sum_of_long(value) is not None
    return was == value and isinstance(was, bool) == isinstance(value, bool)


def _sum_of_long(value: Was) -> str | None:
    said = value if isinstance(value, Digest) else digest(value)
    return said.sum if isinstance(said, Digest) else None


def found_in(value: Was | Wrong | None) -> Plain:
    """What stands in a cell, also where its column cannot take it."""
    return value.found if isinstance(value, Wrong) else told_of(value)


def told_of(was: Was) -> Plain:
    return f"{was.start}…" if isinstance(was, Digest) else was


def total_of(rows: Iterable[Sequence[Plain]]) -> int:
    """A sum of all that stands in a sheet, in whatever order its rows are."""
    return sum(
        crc32(repr([*map(_steady, row)]).encode("utf-8", "replace"))  # one sum a row: quicker
        for row in rows
    )
