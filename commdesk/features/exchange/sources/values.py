"""One cell as its column wants it: dates, yes and no, choices and telephone numbers as people type.

A value that does not fit raises `Unfit` with the sentence for the user.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from commdesk.core.sheets.headings import normal_heading
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Minutes
from commdesk.core.words import LANGUAGES, Text, Words, say

_EMPTY_DATES = re.compile(r"0{1,4}[-./ ]0{1,2}[-./ ]0{1,4}")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*([-./ ])\s*(\d{1,2})\s*[-./ ]\s*(\d{4}|\d{2})(?:[ ,T].*)?")
_DAY_MONTH = re.compile(
    r"(?:[^\W\d]+\.?,? )?(\d{1,2})[. -]*([^\W\d]+)\.?[, -]+(\d{4}|\d{2})(?:[ ,].*)?"
)
_MONTH_DAY = re.compile(
    r"(?:[^\W\d]+\.?,? )??([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:[ ,].*)?"
)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_SERIALS = range(18_264, 73_051)  # 1950 up to 2100: other numbers are no days
_SERIAL_START = date(1899, 12, 30)
_YEARS = range(1900, 2101)
_CENTURY_TURN = 70  # a two-digit year from here on lies in the last century
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ENGLISH_MONTHS = {"mar": 3, "maa": 3, "may": 5, "oct": 10}
_YES_WORDS = "ja j yes y true waar wahr x 1 v ✓ ✔ aan on"
_NO_WORDS = "nee n no false onwaar 0 uit off -"
YES, NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
_OUTCOMES = """
    #N/A #N/B #VALUE! #WAARDE! #REF! #VERW! #DIV/0! #DEEL/0! #NAME? #NAAM? #NUM! #GETAL!
"""
_ERRORS = frozenset(_OUTCOMES.split())
_NINE, _ELEVEN = 9, 11
_WITH_SECONDS = re.compile(r"(\d{1,3}:[0-5]\d):([0-5]\d)")
"""As programs write a length of time, and nobody types it."""
_HALF_MINUTE = 30


class Unfit(ValueError):
    """A cell that its column cannot take; says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


_ReadKind = Callable[[Column, Any], Any]


def keeps_text(column: Column) -> bool:
    """Whether `reader_of` takes a text as it stands, without the spaces around it."""
    return column.kind not in {"date", "moment", "choice", *_BY_KIND}


def is_formula_error_in(texts: Iterable[str | None]) -> bool:
    return not _ERRORS.isdisjoint(texts)


def reader_of(column: Column, *, month_first: bool = False) -> Callable[[Any], Any]:
    """What reads the cells of this column: the value, None for an empty one; raises Unfit."""
    read = _reader_of(column, month_first=month_first)

    def converted(value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip()
            if value[:1] == "#" and value in _ERRORS:
                raise Unfit(say("a formula in the file has no outcome here"))
        return None if value is None or value == "" else read(value)

    return converted


def _reader_of(column: Column, *, month_first: bool) -> Callable[[Any], Any]:
    if column.kind in {"date", "moment"}:
        return partial(read_date, month_first=month_first)
    if column.key == "phone":
        return phone
    if column.kind == "choice":
        return partial(_choice, column, _choices(column))
    read: _ReadKind = _BY_KIND.get(column.kind, _text)
    return partial(read, column)


def is_month_first(values: Iterable[Any]) -> bool:
    """Whether a column writes 11/26/2026: only when a day gives it away and none denies it."""
    second = first = False
    for value in values:
        if isinstance(value, str) and (found := _NUMERIC.fullmatch(value.strip())):
            first = first or int(found[1]) > len(_MONTHS)
            second = second or (found[2] == "/" and int(found[3]) > len(_MONTHS))
    return second and not first


def read_date(value: Any, *, month_first: bool = False) -> date | None:
    """A day as people, programs and Excel write it; None for `0-0-00`. Raises Unfit."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = " ".join(str(value).split())
    if _EMPTY_DATES.fullmatch(text):
        return None
    found = _serial(text) if _SERIAL.fullmatch(text) else _written(text, month_first=month_first)
    if found is None or found.year not in _YEARS:
        raise Unfit(say("this is no date; write it as 23-11-2026"))
    return found


def _serial(text: str) -> date | None:
    days = int(re.split("[.,]", text)[0])
    return _SERIAL_START + timedelta(days=days) if days in _SERIALS else None


def _written(text: str, *, month_first: bool) -> date | None:
    if found := _ISO.fullmatch(text):
        return _day(*map(int, found.groups()))
    if found := _NUMERIC.fullmatch(text):
        day, month = int(found[1]), int(found[3])
        day, month = (month, day) if month_first else (day, month)
        return _day(_year(found[4]), month, day)
    if found := _DAY_MONTH.fullmatch(text):
        return _day(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    year = int(text)
    if len(text) > len("26"):
        return year
    return year + (1900 if year >= _CENTURY_TURN else 2000)


def _month(text: str) -> int:
    short = text[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else _ENGLISH_MONTHS.get(short, 0)


def phone(value: Any) -> str:
    """Digits stay text. A spreadsheet that took it for a number lost the first zero or plus."""
    text = str(value)
    if not isinstance(value, int):
        return text
    if len(text) == _NINE:
        return f"0{text}"
    return f"+{text}" if len(text) == _ELEVEN and text.startswith("31") else text


def _text(_: Column, value: Any) -> str:
    return ("ja" if value else "nee") if isinstance(value, bool) else str(value)


def _boolean(_: Column, value: Any) -> bool:
    said = str(value).casefold()
    if said in YES or said in NO:
        return said in YES
    raise Unfit(say("this is neither yes nor no"))


def _choice(column: Column, known: Mapping[str, str], value: Any) -> str:
    said = known.get(str(value)) or known.get(normal_heading(value))
    if said is None:
        names = [Text(message) for stored, message in column.choices if stored]
        raise Unfit(say("choose one of: {choices}", choices=names))
    return said


def _choices(column: Column) -> dict[str, str]:
    """Every way a choice may be written, plain: as it is stored and in both languages."""
    known = {normal_heading(stored): stored for stored, _ in column.choices if stored}
    for language in LANGUAGES:
        words = Words(language)
        known |= {normal_heading(words(message)): stored for stored, message in column.choices}
    return known


def _number(_: Column, value: Any) -> float:
    if isinstance(value, int | float):
        return value
    text = str(value).replace(" ", "").replace("\xa0", "")
    text = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        return float(text)
    except ValueError:
        raise Unfit(say("this is no number")) from None


def _minutes(column: Column, value: Any) -> Minutes:
    if isinstance(value, int | float):
        return Minutes(round(value * 60) if column.kind == "hours" else round(value))
    text = str(value)
    seconds = _WITH_SECONDS.fullmatch(text)
    try:
        if seconds:
            return Minutes(Minutes.parse(seconds[1]) + (int(seconds[2]) >= _HALF_MINUTE))
        return Minutes.parse(text)
    except ValueError:
        raise Unfit(say("this is no length of time; write 1:30 or 1,5")) from None


_BY_KIND: dict[str, _ReadKind] = {
    "boolean": _boolean,
    "number": _number,
    "minutes": _minutes,
    "hours": _minutes,
}
