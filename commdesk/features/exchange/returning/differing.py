"""What came back against what went out and what is here now: pure, cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from msgspec.structs import replace

from commdesk.core.words import Text, say
from commdesk.features.exchange.returning.model import (
    Difference,
    Digest,
    Kind,
    Shape,
    There,
    Was,
    Wrong,
    digest,
    found_in,
    is_same,
    sum_of,
    told_of,
)
from commdesk.features.exchange.returning.plain import Plain

_STRAYED = 3
"""Fewer rows that say what another said may be chance."""


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
    first = _first_of_copies(there, twice)
    gone = [each for each in exported if each not in known and each in here]
    cleared = _cleared(shape, there, {each: here[each] for each in gone})
    found: list[Difference] = []
    for row in there:
        if row.id in first and row.row != first[row.id].row:
            found.append(_invalid(shape, row, _copy_of(first[row.id])))
        elif row.id in twice and row.id not in first:
            found.append(_invalid(shape, row, _twice(row, there)))
        elif row.trouble:
            found.append(_invalid(shape, row, row.trouble))
        elif row.row in cleared:
            found.append(_invalid(shape, row, say("the hidden columns of this row were emptied")))
        elif row.id is None:
            found += _new(shape, row)
        else:
            found += _changes(shape, row, here.get(row.id))
    if shape.removes:
        left = [each for each in gone if each not in cleared.values()]
        found += [_deleted(shape, row_id, here[row_id]) for row_id in left]
    return found


def _first_of_copies(there: Sequence[There], twice: Collection[str]) -> dict[str, There]:
    """The first of rows with one id that say all the same: what was edited there still counts."""
    rows: dict[str, list[There]] = {}
    for row in there:
        if row.id is not None and row.id in twice:
            rows.setdefault(row.id, []).append(row)
    return {
        row_id: same[0]
        for row_id, same in rows.items()
        if all(each.values == same[0].values for each in same)
    }


def _copy_of(row: There) -> Text:
    return say("a copy of row {row} with its hidden id; nothing of it is taken", row=str(row.row))


def _twice(row: There, there: Sequence[There]) -> Text:
    others = [each.row for each in there if each.id == row.id and each.row != row.row]
    return say(
        "This row has the same hidden id as row {rows}; nothing of them is taken. Clear the "
        "hidden columns of the copy and try again.",
        rows=[str(each) for each in others],
    )


def _cleared(
    shape: Shape, there: Sequence[There], gone: Mapping[str, Mapping[str, Plain]]
) -> dict[int, str]:
    """Rows that look new and are one that went out, without its hidden columns: row -> id."""
    ids: dict[object, list[str]] = {}
    for row_id, values in gone.items():
        ids.setdefault(_look(shape, values), []).append(row_id)
    found = {}
    for row in there if ids else ():
        if row.id is None and not row.trouble and (same := ids.get(_look(shape, row.values))):
            found[row.row] = same.pop(0)
    return found


def _look(shape: Shape, values: Mapping[str, Any]) -> object:
    """By what a row is recognised that nothing else tells of: its title, else all it says."""
    title = values.get(shape.title)
    return title if isinstance(title, str) else tuple(map(repr, map(values.get, shape.returning)))


def has_strayed(there: Sequence[There]) -> bool:
    """Whether the marks stand at other rows: only a part of the columns was sorted.

    Then rows say what other rows said when they went out, in every column at once.
    """
    before: Counter[object] = Counter()
    after: Counter[object] = Counter()
    for row in there:
        was, now = _imprints(row)
        if was != now:
            before[was] += 1
            after[now] += 1
    moved = (before & after).total()
    return moved >= _STRAYED and moved * 2 > before.total()


def _imprints(row: There) -> tuple[object, object]:
    """What a row said when it went out and what it says now, of the columns that are there."""
    keys = [key for key in row.was if key in row.values]
    others = [key for key in row.sums if key in row.values]
    was = *(_imprint(row.was[key]) for key in keys), *(row.sums[key] for key in others)
    now = (
        *(_imprint(row.values[key]) for key in keys),
        *(sum_of(found_in(row.values[key])) for key in others),
    )
    return was, now


def _imprint(value: Was | Wrong) -> Was:
    return value if isinstance(value, Digest) else digest(found_in(value))


def _new(shape: Shape, row: There) -> Iterator[Difference]:
    values = {key: row.values[key] for key in shape.returning if key in row.values}
    wrong = {key: value for key, value in values.items() if isinstance(value, Wrong)}
    title = _title(shape, row, None)
    if not any(row.values.values()):
        return
    if not shape.adds:
        why = say("a row without an id; this sheet takes no new rows")
        yield Difference("ignored", shape.name, row.row, title=title, why=why)
    elif not any(values.values()):
        why = say("a row without an id, with nothing in it that is taken back")
        yield Difference("ignored", shape.name, row.row, why=why)
    elif wrong:
        key, value = next(iter(wrong.items()))
        found = _wrong(shape, row, key, value)
        yield replace(found, title=title, why=whole_row(value.why))
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


def whole_row(why: Text) -> Text:
    """Of a new row one cell is wrong: the rest of it does not come in either."""
    return say("this new row is not taken: {why}", why=why)


def _changes(shape: Shape, row: There, here: Mapping[str, Plain] | None) -> Iterator[Difference]:
    title = _title(shape, row, here)
    for key in shape.returning:
        if key in row.values and (made := _cell(shape, row, key, here)):
            yield replace(made, title=title)
    for key, total in row.sums.items():
        value = row.values.get(key)
        told = found_in(value)
        if key in row.values and sum_of(told) != total:
            now = (here or {}).get(key)
            was = now if sum_of(now) == total else None
            yield Difference(
                "ignored", shape.name, row.row, key, row.id or "", title, was, now, told,
                why=say("this column is not taken back"),
            )  # fmt: skip
    for key in row.overwritten:
        value = row.values.get(key)
        told = found_in(value)
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
        return replace(_wrong(shape, row, key, Wrong("", why)), there=told_of(there))
    now = here.get(key)
    is_as_sent, is_as_here = is_same(was, there), is_same(was, now)
    if (is_as_sent and is_as_here) or is_same(now, there):
        return None
    kind: Kind = "here" if is_as_sent else "changed" if is_as_here else "conflict"
    before = now if is_as_here else told_of(was)
    return Difference(kind, shape.name, row.row, key, row.id or "", "", before, now, told_of(there))


def _wrong(shape: Shape, row: There, key: str, wrong: Wrong) -> Difference:
    was = told_of(row.was.get(key))
    return Difference(
        "invalid", shape.name, row.row, key, row.id or "", "", was, None, wrong.found, "", wrong.why
    )


def _invalid(shape: Shape, row: There, why: Text) -> Difference:
    return Difference("invalid", shape.name, row.row, id=row.id or "", why=why)


def _deleted(shape: Shape, row_id: str, here: Mapping[str, Any]) -> Difference:
    values = {key: here.get(key) for key in shape.returning}
    title = str(here.get(shape.title) or "")
    return Difference("deleted", shape.name, None, id=row_id, title=title, values=values)
