"""The value of a stored field as a sheet shows it: by the kind of its column, in one language."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from commdesk.core.sheets.cells import Cell, without_controls
from commdesk.core.sheets.spec import Column
from commdesk.core.values import from_moment
from commdesk.core.words import Text, Words

MINUTES_AN_HOUR = 60


def worded(column: Column, value: Any, words: Words) -> Cell:
    """Texts without control characters, dates as dates, moments on this computer's clock.

    What does not fit its column's kind is shown as the text it is, never dropped.
    """
    if value is None or value == "":
        return None
    if isinstance(value, Text):
        return without_controls(words(value))
    try:
        return _BY_KIND[column.kind](column, value, words)
    except (ValueError, TypeError, OverflowError):
        return _text(column, value, words)


def _text(_: Column, value: Any, words: Words) -> Cell:
    if isinstance(value, list | tuple | set | frozenset):
        each = sorted(value) if isinstance(value, set | frozenset) else value
        return without_controls(", ".join(map(str, each)))
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    return without_controls(str(value))


def _id(_: Column, value: Any, __: Words) -> Cell:
    return without_controls(str(value))


def _date(_: Column, value: Any, __: Words) -> Cell:
    if isinstance(value, datetime):
        return (value.astimezone() if value.tzinfo else value).date()
    if isinstance(value, date):
        return value
    text = str(value)
    return date.fromisoformat(text) if len(text) <= len("2026-11-23") else _day(text)


def _day(text: str) -> date:
    return from_moment(text).astimezone().date()


def _moment(_: Column, value: Any, __: Words) -> Cell:
    """Excel knows no time zones: the local time of this computer."""
    moment = value if isinstance(value, date) else from_moment(str(value))
    if not isinstance(moment, datetime):
        return moment
    local = moment.astimezone() if moment.tzinfo else moment
    return local.replace(tzinfo=None, microsecond=0)


def _number(_: Column, value: Any, __: Words) -> Cell:
    number = value if isinstance(value, int | float) else float(value)
    if isinstance(number, float) and not math.isfinite(number):
        raise ValueError(value)
    return int(number) if isinstance(number, int) else number


def _minutes(_: Column, value: Any, __: Words) -> Cell:
    return round(float(value))


def _hours(_: Column, value: Any, __: Words) -> Cell:
    return round(float(value) / MINUTES_AN_HOUR, 6)


def _boolean(_: Column, value: Any, words: Words) -> Cell:
    return words("yes") if int(value) else words("no")


def _choice(column: Column, value: Any, words: Words) -> Cell:
    message = dict(column.choices).get(str(value))
    return without_controls(words(message) if message else str(value))


_BY_KIND: dict[str, Callable[[Column, Any, Words], Cell]] = {
    "text": _text,
    "id": _id,
    "date": _date,
    "moment": _moment,
    "number": _number,
    "minutes": _minutes,
    "hours": _hours,
    "boolean": _boolean,
    "choice": _choice,
}
