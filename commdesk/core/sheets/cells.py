"""What a cell is once it is read: clean, whole numbers as int, dates as dates."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice, zip_longest
from typing import Any

from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.refusal import too_long, too_wide
from commdesk.core.words import Text

Cell = None | str | int | float | bool | date | datetime
Row = tuple[int, tuple[Cell, ...]]
"""Its number as Excel shows it, and its cells. Tuples: the garbage collector lets go of tuples of
plain values, while 50,000 lists made it stop the window for 170 ms."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What no screen or XML wants: controls except TAB and newline, halves of characters."""
_EXACT = 2**53
_TOGETHER = 200
"""Rows that are cleaned at once: few, since each may be long."""
_AS_THEY_ARE = frozenset({date, int, bool, type(None)})
_SMALL = 8
"""What a cell without text counts for in the size of a batch."""

Batch = tuple[list[Row], int]
"""Clean rows, and about how many characters they are."""


def without_controls(text: str) -> str:
    """The text with newlines as `\\n` and without control characters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub("", text)


def cell_name(row: int, column: int) -> str:
    """`C5` of row 5, column 2 (rows from 1 as Excel shows them, columns from 0)."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


def clean_rows(
    rows: Iterable[tuple[int, Sequence[Any]]], limits: Limits, file: str | Text
) -> Iterator[Batch]:
    """The rows that hold something, as `clean_row` makes them; a long one comes alone.

    They are cleaned by column: what is asked of all its cells at once is answered outside Python,
    and costs what asking it of a few cells does.
    """
    rest = iter(rows)
    while block := list(islice(rest, _TOGETHER)):
        if max(len(values) for _, values in block) > limits.columns:
            yield from _one_by_one(block, limits, file)
            continue
        columns = [_clean_column(column) for column in zip_longest(*(cells for _, cells in block))]
        size = sum(size for _, size in columns)
        numbers = (number for number, _ in block)
        cleaned = zip(numbers, zip(*(cells for cells, _ in columns), strict=True), strict=False)
        batch = [(row, kept) for row, cells in cleaned if (kept := _without_end(cells))]
        if size <= limits.cell:
            yield batch, size
        else:
            yield from _one_by_one(batch, limits, file)


def _one_by_one(
    rows: Iterable[tuple[int, Sequence[Any]]], limits: Limits, file: str | Text
) -> Iterator[Batch]:
    for row, values in rows:
        if cells := clean_row(row, values, limits, file):
            yield alone((row, cells))


def alone(row: Row) -> Batch:
    """A batch of this row."""
    return [row], sum(_lengths(row[1]))


def _clean_column(values: Sequence[Any]) -> tuple[Sequence[Cell], int]:
    """Its cells, clean, and about how many characters they are."""
    kinds = set(map(type, values))
    if kinds <= _AS_THEY_ARE:
        return values, _SMALL * len(values)
    if kinds == {str} and (text := "".join(values)).isprintable():
        empty = values.count("")
        return [value or None for value in values] if empty else values, len(text) + _SMALL * empty
    cells = [value if _is_clean(value) else clean(value) for value in values]
    return cells, sum(_lengths(cells))


def _without_end(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Without the empty cells at its end; () when nothing is in it."""
    last = cells[-1] if cells else None
    if last is not None and not (isinstance(last, str) and last.isspace()):
        return cells
    if all(cell is None or (isinstance(cell, str) and cell.isspace()) for cell in cells):
        return ()
    end = len(cells)
    while cells[end - 1] is None:
        end -= 1
    return cells[:end]


def clean_row(
    row: int, values: Sequence[Any], limits: Limits, file: str | Text
) -> tuple[Cell, ...]:
    """The cells of one row without the empty ones at its end; () when nothing is in it."""
    cells = tuple(value if _is_clean(value) else clean(value) for value in values)
    if cells := _without_end(cells):
        _check(row, cells, limits, file)
    return cells


def _is_clean(value: Any) -> bool:
    """Nearly every cell: a text of letters and signs."""
    return type(value) is str and value.isprintable() and value != ""


def clean(value: Any) -> Cell:
    """One value as it came from a file or a library."""
    if isinstance(value, str):
        return without_controls(value) or None
    if cleaned := _CLEANED.get(type(value)):
        return cleaned(value)
    return value if value is None or isinstance(value, int | date) else clean(str(value))


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _moment(value: datetime) -> date:
    """Excel counts days: seconds come back a little off, and midnight means only the day."""
    try:
        rounded = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    except OverflowError:
        rounded = value.replace(microsecond=0)
    return rounded if rounded.time() != time() else rounded.date()


def _length(value: timedelta) -> str:
    """A length of time as `26:30`, which Minutes.parse reads."""
    minutes = round(abs(value) / timedelta(minutes=1))
    return f"{'-' if value < timedelta() else ''}{minutes // 60}:{minutes % 60:02}"


def _clock(value: time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")


_CLEANED: dict[type, Callable[[Any], Cell]] = {
    float: _number,
    datetime: _moment,
    time: _clock,
    timedelta: _length,
}


def _lengths(cells: Sequence[Cell]) -> list[int]:
    return [len(cell) if isinstance(cell, str) else _SMALL for cell in cells]


def _check(row: int, cells: Sequence[Cell], limits: Limits, file: str | Text) -> None:
    if len(cells) > limits.columns:
        raise too_wide(file, cell_name(row, len(cells) - 1), limits.columns)
    lengths = [len(cell) if isinstance(cell, str) else 0 for cell in cells]
    if sum(lengths) <= limits.cell:
        return
    longest = max(range(len(cells)), key=lengths.__getitem__)
    if lengths[longest] > limits.cell or sum(lengths) > limits.row:
        raise too_long(file, cell_name(row, longest), lengths[longest], limits.cell)
