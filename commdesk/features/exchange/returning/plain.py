"""The plain form of a value: the same out of the workbook, out of a cell, and as JSON keeps it.

Texts without spaces around them, days as ISO text, lengths as whole minutes, None for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.sheets.cells import Cell, without_controls
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.worded import worded
from commdesk.core.words import N_, Words, say
from commdesk.features.exchange.sources.values import Unfit, reader_of

Plain = None | str | int | float | bool
_LENGTHS = frozenset({"minutes", "hours"})
_DIGITS = 9
"""Of a figure with decimals, as many as no program changes when it saves a file."""
_OLD_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)[-/.](\d\d?)[-/.](\d{4})")


def plain_of(column: Column, words: Words) -> Callable[[Any], Plain]:
    """What makes the values plain that the rows of a sheet have under this column."""
    if column.kind == "boolean":
        return _flag
    if column.kind == "choice":
        return lambda value: None if value is None else str(value) or None
    return partial(_plain, column, words)


def reader(column: Column, words: Words) -> Callable[[Cell], Plain]:
    """What makes the cells plain that stand under this column in a file; raises Unfit.

    `words` are of the language of the file.
    """
    if column.kind in {"text", "id"}:
        return partial(_typed_text, words)
    read = reader_of(column)
    if column.kind in {"date", "moment"}:
        read = partial(_day_or_moment, column, read)
    return lambda cell: _tidy(column, read(cell))


def typed(column: Column, value: Plain) -> Any:
    """A plain value as features take it: days as dates."""
    if column.kind == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Refused("this is no date; write it as 23-11-2026", field=column.key) from None
    return value


def shown(column: Column | None, value: Plain, words: Words) -> str:
    """A plain value as a person reads it; a dash for nothing."""
    if column is None or value is None or value == "":
        return "–" if value is None or value == "" else str(value)
    if column.kind in _LENGTHS and isinstance(value, int):
        return words.duration(value)
    told = worded(column, value, words)
    if isinstance(told, date):
        return words.full_date(told) if not isinstance(told, datetime) else words.moment(told)
    return words.number(told) if isinstance(told, int | float) else str(told)


def _flag(value: Any) -> bool:
    return bool(value) and value != "0"


def _plain(column: Column, words: Words, value: Any) -> Plain:
    """As the writer words it, so that what it could not word in its kind is the same text."""
    if value is None or value == "":
        return None
    if column.kind in _LENGTHS and isinstance(value, int):
        return int(value)
    if isinstance(value, str) and column.kind in {"text", "id"}:
        return _text(value)
    told = worded(column, value, words)
    if column.kind == "hours" and isinstance(told, float):
        return round(told * 60)
    return _tidy(column, told)


def _tidy(column: Column, value: Any) -> Plain:
    if value is None:
        return False if column.kind == "boolean" else None
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int):
        return value if isinstance(value, bool) else int(value)  # Minutes are whole numbers here
    if isinstance(value, float):
        return int(value) if value.is_integer() else float(f"{value:.{_DIGITS}g}")
    return _text(value)


def _typed_text(words: Words, cell: Cell) -> Plain:
    """A text as it was typed: Excel makes a truth of the word that it shows for one."""
    if isinstance(cell, bool):
        return words(N_("TRUE")) if cell else words(N_("FALSE"))
    return _text(cell)


def _text(value: Any) -> Plain:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return None if value is None else without_controls(str(value)).strip() or None


def _day_or_moment(column: Column, read: Callable[[Any], Any], cell: Cell) -> Any:
    """A day as Excel keeps it, or as it was typed; days before 1900 are texts in any workbook."""
    if column.kind == "moment" and isinstance(cell, date):
        return cell
    if isinstance(cell, str) and (found := _OLD_DAY.fullmatch(cell.strip())):
        year, month, day, *others = found.groups()
        if year is None:
            day, month, year = others
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            raise Unfit(say("this is no date; write it as 23-11-2026")) from None
    return read(cell)
