"""What an Excel file carries unseen, so that it can be understood when it comes back.

Every row has a mark in a hidden last column: its id, and what it said. A hidden sheet says of which
workbook the file is, when it was made, which days it covers and which rows went out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Struct

from commdesk.core.desk import Desk
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.returning import workbook_key
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.writer import Workbook
from commdesk.core.values import Period, from_moment, to_moment
from commdesk.core.words import Text, Words, say
from commdesk.features.exchange.returning.model import Digest, Was, digest, sum_of, total_of
from commdesk.features.exchange.returning.plain import Plain, plain_of

FORMAT = 1
PREFIX = "commdesk:"
BOOK = f"{PREFIX}workbook"
"""The first heading of the hidden sheet, by which it is known whatever it is called."""
META = "commdesk"
_MARK, _KEY, _VALUE = "_mark", "key", "value"
_META_COLUMNS = (Column(_KEY, BOOK, width=24), Column(_VALUE, f"{PREFIX}value", width=80))
_CHUNK = 30_000
Row = Mapping[str, Any]


class Stamp(Struct, frozen=True):
    """Of which workbook a file is, when it was made and of which days."""

    workbook: str
    name: str
    language: str
    made_at: datetime
    period: Period
    with_texts: bool = False
    format: int = FORMAT
    entry: str = ""
    """The last line of history when it was made."""

    @property
    def export(self) -> str:
        """Names this export among the others of its workbook."""
        days = f"{self.period.first.isoformat()}/{self.period.last.isoformat()}"
        return f"{to_moment(self.made_at)} {self.entry} {days}"


class Layout(Struct, frozen=True):
    """How one sheet went out."""

    name: str
    title: str
    headings: Mapping[str, str]
    """Column key -> what stands above it."""
    returning: tuple[str, ...]
    others: tuple[str, ...]
    """Columns that are not taken back: their sums follow in a mark, in this order."""
    formulas: tuple[str, ...]
    rows: int = 0
    key: str = ""
    """The column with the ids of its rows."""
    total: int | None = None
    """Of a sheet without marks: what all its rows add up to."""


def is_marked(sheet: Sheet) -> bool:
    """Whether its rows get marks: what comes back, and figures that somebody may type over.

    Lists of people get none, only one sum for all: they can be imported elsewhere, and here.
    """
    return sheet.returns is not None or not sheet.has_people


def stamp_of(desk: Desk, scope: ExportScope) -> Stamp:
    return Stamp(
        workbook_key(desk.db),
        desk.workbook.name,
        desk.words.language,
        desk.now(),
        scope.days,
        scope.with_texts,
        entry=str(desk.db.value("SELECT max(id) FROM journal_entry") or ""),
    )


def marked(
    sheet: Sheet, columns: Sequence[Column], rows: Iterable[Row], words: Words
) -> tuple[tuple[Column, ...], list[Row]]:
    """The columns and rows of a sheet with their marks, and its empty rows to be typed in."""
    if not is_marked(sheet):
        return tuple(columns), list(rows)
    heading = Column(_MARK, f"{PREFIX}{sheet.name}", "id", 12)
    mark = _marker(sheet, columns, words)
    with_marks = [{**row, _MARK: mark(row, number)} for number, row in enumerate(rows, 1)]
    blank: list[Row] = [{} for _ in range(sheet.returns.blank_rows if sheet.returns else 0)]
    return (*columns, heading), [*with_marks, *blank]


def note_of(sheet: Sheet) -> Text | None:
    """What stands above a sheet that is only there to be filled in."""
    if sheet.returns is None or not sheet.returns.blank_rows:
        return None
    return say("Fill in the empty rows and send the file back.")


def add_meta(
    book: Workbook,
    stamp: Stamp,
    contents: Iterable[tuple[Sheet, Sequence[Column], Sequence[Row]]],
    words: Words,
) -> None:
    """The hidden sheet; `contents` are the sheets as they went in, without marks."""
    rows = [*_stamped(stamp)]
    for sheet, columns, sent in contents:
        rows.append(("sheet", _layout(sheet, columns, sent, words)))
        if is_marked(sheet):
            rows += [(f"ids:{sheet.name}", chunk) for chunk in _ids(sheet, sent)]
    book.add(META, _META_COLUMNS, [{_KEY: k, _VALUE: v} for k, v in rows], is_hidden=True)


def read_mark(text: str, layout: Layout) -> tuple[str, dict[str, Was], dict[str, int]] | None:
    """Row id, what the columns that come back said, sums of the others; None for a broken mark."""
    try:
        row_id, was, sums, check = json.loads(text)
        is_whole = check == _check(row_id, was, sums)
        if not is_whole or (len(was), len(sums)) != (len(layout.returning), len(layout.others)):
            return None
    except (ValueError, TypeError):
        return None
    said = {key: _unpacked(each) for key, each in zip(layout.returning, was, strict=True)}
    return str(row_id), said, dict(zip(layout.others, sums, strict=True))


def read_meta(rows: Sequence[tuple[str, str]]) -> tuple[Stamp, list[Layout], dict[str, list[str]]]:
    """The stamp, the sheets and the ids that went out, by sheet; raises ValueError."""
    try:
        facts = dict(rows)
        stamp = Stamp(
            facts["workbook"],
            facts["name"],
            facts["language"],
            from_moment(facts["made_at"]),
            Period(*map(date.fromisoformat, (facts["first"], facts["last"]))),
            facts["with_texts"] == "1",
            int(facts["format"]),
            facts.get("entry", ""),
        )
        layouts = [msgspec.json.decode(value, type=Layout) for key, value in rows if key == "sheet"]
    except (KeyError, TypeError, msgspec.DecodeError) as error:
        raise ValueError(str(error)) from error
    ids: dict[str, list[str]] = {}
    for key, value in rows:
        if key.startswith("ids:"):
            ids.setdefault(key.removeprefix("ids:"), []).extend(value.split())
    return stamp, layouts, ids


def _marker(sheet: Sheet, columns: Sequence[Column], words: Words) -> Callable[[Row, int], str]:
    """What writes the mark of a row; rows of a sheet that only goes out are numbered."""
    returning, others, _ = _split(sheet, columns)
    returns = [(column.key, plain_of(column, words)) for column in returning]
    rest = [(column.key, plain_of(column, words)) for column in others]
    key = sheet.returns.key if sheet.returns else ""

    def mark(row: Row, number: int) -> str:
        row_id = str(row[key]) if key else str(number)
        was = [_packed(plain(row.get(name))) for name, plain in returns]
        sums = [sum_of(plain(row.get(name))) for name, plain in rest]
        check = _check(row_id, was, sums)
        return json.dumps([row_id, was, sums, check], ensure_ascii=False, separators=(",", ":"))

    return mark


def _split(
    sheet: Sheet, columns: Sequence[Column]
) -> tuple[list[Column], list[Column], list[Column]]:
    """Columns that come back, that only go out, and that are worked out."""
    wanted = sheet.returns.columns if sheet.returns else ()
    returning = [column for column in columns if column.key in wanted]
    formulas = [column for column in columns if column.formula]
    rest = [c for c in columns if c.key not in wanted and not c.formula and c.kind != "id"]
    return returning, rest, formulas


def _packed(value: Plain) -> Any:
    """As JSON; a long text as its sum."""
    said = digest(value)
    return {"sum": said.sum, "start": said.start} if isinstance(said, Digest) else said


def _unpacked(said: Any) -> Was:
    return Digest(str(said["sum"]), str(said["start"])) if isinstance(said, dict) else said


def _check(row_id: Any, was: Any, sums: Any) -> str:
    """Short, against what is pasted or typed over a mark; it is no secret."""
    text = json.dumps([row_id, was, sums], ensure_ascii=False)
    return blake2b(text.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _stamped(stamp: Stamp) -> Iterator[tuple[str, str]]:
    yield "format", str(stamp.format)
    yield "workbook", stamp.workbook
    yield "name", stamp.name
    yield "language", stamp.language
    yield "made_at", to_moment(stamp.made_at)
    yield "entry", stamp.entry
    yield "first", stamp.period.first.isoformat()
    yield "last", stamp.period.last.isoformat()
    yield "with_texts", str(int(stamp.with_texts))


def _layout(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row], words: Words) -> str:
    from commdesk.core.sheets.table_xlsx import unique_headings

    above = unique_headings([words(column.heading) for column in columns])
    returning, others, formulas = _split(sheet, columns)
    layout = Layout(
        sheet.name,
        words(sheet.title),
        {column.key: heading for column, heading in zip(columns, above, strict=True)},
        tuple(column.key for column in returning),
        tuple(column.key for column in others),
        tuple(column.key for column in formulas),
        len(rows),
        sheet.returns.key if sheet.returns else "",
        None if is_marked(sheet) else _total(others, rows, words),
    )
    return msgspec.json.encode(layout).decode()


def _total(columns: Sequence[Column], rows: Sequence[Row], words: Words) -> int:
    plain = [(column.key, plain_of(column, words)) for column in columns]
    return total_of([to(row.get(key)) for key, to in plain] for row in rows)


def _ids(sheet: Sheet, rows: Sequence[Row]) -> Iterator[str]:
    """The ids of rows that may be removed there, in pieces that a cell holds."""
    if sheet.returns is None or sheet.returns.remove is None:
        return
    ids = [str(row[sheet.returns.key]) for row in rows]
    size = max(map(len, ids), default=0) + 1
    step = max(1, _CHUNK // size)
    for start in range(0, len(ids), step):
        yield " ".join(ids[start : start + step])
