"""What came back against what went out and what is here now: pure, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, Literal
from zlib import crc32

from msgspec import Struct, field
from msgspec.structs import replace

from commdesk.core.sheets.long_texts import beginning, is_referred, is_too_long
from commdesk.core.words import N_, Text, say
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
    if isinstance(value, str):
        start = beginning(value)
        value = start if is_too_long(value) or is_referred(value, start) else value
    return crc32(repr(value).encode("utf-8", "replace"))


def is_same(was: Was, value: Was) -> bool:
    """Whether a column says what it said; `False` and `0` are not the same."""
    if isinstance(was, Digest) or isinstance(value, Digest):
        return _sum_of_long(was) == _sum_of_long(value) is not None
    return was == value and isinstance(was, bool) == isinstance(value, bool)


def _sum_of_long(value: Was) -> str | None:
    said = value if isinstance(value, Digest) else digest(value)
    return said.sum if isinstance(said, Digest) else None


def compare(
    shape: Shape,
    there: Sequence[There],
    here: Mapping[str, Mapping[str, Plain]],
    exported: Collection[str] = (),
) -> list[Difference]:
    """Everything that differs in one sheet, in the order of the file; rows that are gone last.

    `here`: row id -> what its columns say now. `exported`: ids of the rows that went out.
    """
    known = Counter(row.id for row in there if row.id is not None)
    twice = {row_id for row_id, count in known.items() if count > 1}
    found: list[Difference] = []
    for row in there:
        if row.id in twice:
            found.append(_invalid(shape, row, _twice(row, there)))
        elif row.trouble:
            found.append(_invalid(shape, row, row.trouble))
        elif row.id is None:
            found += _new(shape, row)
        else:
            found += _changes(shape, row, here.get(row.id))
    if shape.removes:
        gone = [each for each in exported if each not in known and each in here]
        found += [_deleted(shape, row_id, here[row_id]) for row_id in gone]
    return found


def _twice(row: There, there: Sequence[There]) -> Text:
    others = [each.row for each in there if each.id == row.id and each.row != row.row]
    return say(
        "This row has the same hidden id as row {rows}; nothing of them is taken. Clear the "
        "hidden columns of the copy and try again.",
        rows=[str(each) for each in others],
    )


def _new(shape: Shape, row: There) -> Iterator[Difference]:
    values = {key: row.values[key] for key in shape.returning if key in row.values}
    wrong = {key: value for key, value in values.items() if isinstance(value, Wrong)}
    if not any(values.values()):
        return
    if not shape.adds:
        why = say("a row without an id; this sheet takes no new rows")
        yield Difference("ignored", shape.name, row.row, why=why)
    elif wrong:
        yield from (_wrong(shape, row, key, value) for key, value in wrong.items())
    else:
        plain = {key: values.get(key) for key in shape.returning}
        title = str(plain.get(shape.title) or "")
        yield Difference("new", shape.name, row.row, title=title, values=plain)  # type: ignore[arg-type]


def without_taken(
    found: Sequence[Difference], taken: Mapping[tuple[str, str], date], giver: str = ""
) -> list[Difference]:
    """New rows that were taken out of a file of the same export before are not new again.

    Of rows that say the same as many are known as were taken. `giver`: whose rows they are, where
    the same words of somebody else are another row.
    """
    seen: Counter[str] = Counter()
    left = []
    for each in found:
        if each.kind == "new":
            told = repr((giver.casefold(), sorted(each.values.items())))
            total = blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()
            seen[total] += 1
            once = f"{total} {seen[total]}"
            day = taken.get((each.sheet, once))
            left.append(_again(each, day) if day else replace(each, once=once))
        else:
            left.append(each)
    return left


def _again(found: Difference, day: date) -> Difference:
    why = say("this row was taken back on {day} already", day=day)
    return replace(found, kind="ignored", values={}, why=why)


def _changes(shape: Shape, row: There, here: Mapping[str, Plain] | None) -> Iterator[Difference]:
    title = _title(shape, row, here)
    for key in shape.returning:
        if key in row.values and (made := _cell(shape, row, key, here)):
            yield replace(made, title=title)
    for key, total in row.sums.items():
        value = row.values.get(key)
        told = value.found if isinstance(value, Wrong) else _told(value)
        if key in row.values and sum_of(told) != total:
            now = (here or {}).get(key)
            was = now if sum_of(now) == total else None
            yield Difference(
                "ignored", shape.name, row.row, key, row.id or "", title, was, now, told,
                why=say("this column is not taken back"),
            )  # fmt: skip
    for key in row.overwritten:
        value = row.values.get(key)
        told = value.found if isinstance(value, Wrong) else _told(value)
        yield Difference(
            "ignored", shape.name, row.row, key, row.id or "", title, there=told,
            why=say("the formula was overwritten"),
        )  # fmt: skip


def _title(shape: Shape, row: There, here: Mapping[str, Plain] | None) -> str:
    """What the row is called here, else in the file."""
    told = (here or {}).get(shape.title) or row.values.get(shape.title)
    return told if isinstance(told, str) else ""


def _cell(
    shape: Shape, row: There, key: str, here: Mapping[str, Plain] | None
) -> Difference | None:
    """What happened to one cell, or nothing."""
    was, there = row.was.get(key), row.values[key]
    if isinstance(there, Wrong):
        return replace(_wrong(shape, row, key, there), here=(here or {}).get(key))
    if here is None:
        if is_same(was, there):
            return None
        why = say("this row is no longer in the workbook")
        return replace(_wrong(shape, row, key, Wrong("", why)), there=_told(there))
    now = here.get(key)
    is_as_sent, is_as_here = is_same(was, there), is_same(was, now)
    if (is_as_sent and is_as_here) or is_same(now, there):
        return None
    kind: Kind = "here" if is_as_sent else "changed" if is_as_here else "conflict"
    before = now if is_as_here else _told(was)
    return Difference(kind, shape.name, row.row, key, row.id or "", "", before, now, _told(there))


def _told(was: Was) -> Plain:
    return f"{was.start}…" if isinstance(was, Digest) else was


def _wrong(shape: Shape, row: There, key: str, wrong: Wrong) -> Difference:
    was = _told(row.was.get(key))
    return Difference(
        "invalid", shape.name, row.row, key, row.id or "", "", was, None, wrong.found, "", wrong.why
    )


def _invalid(shape: Shape, row: There, why: Text) -> Difference:
    return Difference("invalid", shape.name, row.row, id=row.id or "", why=why)


def _deleted(shape: Shape, row_id: str, here: Mapping[str, Any]) -> Difference:
    values = {key: here.get(key) for key in shape.returning}
    title = str(here.get(shape.title) or "")
    return Difference("deleted", shape.name, None, id=row_id, title=title, values=values)
