"""What an own field is, and how its values are typed, stored and shown; pure."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import isfinite, nan
from typing import Any, Literal

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Words

OwnKind = Literal["text", "number", "date", "choice"]
FIELD_KINDS: tuple[tuple[OwnKind, str], ...] = (
    ("text", N_("text")),
    ("number", N_("number")),
    ("date", N_("date")),
    ("choice", N_("one of a few")),
)
KEY = "own:"
_WIDTHS = {"text": 24, "number": 12, "date": 14, "choice": 18}


class OwnFieldDraft(Struct, frozen=True):
    """What is typed about a field; `choices` counts for one of a few only."""

    title: str
    kind: OwnKind = "text"
    choices: tuple[str, ...] = ()


class OwnField(OwnFieldDraft, frozen=True):
    """A stored field; it is known by its id, so that it can be renamed."""

    id: int = 0

    @property
    def key(self) -> str:
        """What it is called among the columns of a member."""
        return f"{KEY}{self.id}"


def field_id(key: str) -> int:
    """The id in the key of an own field; 0 when it is not one."""
    rest = key.removeprefix(KEY)
    return int(rest) if rest != key and rest.isdecimal() else 0


@lru_cache(maxsize=1_024)
def own_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of own fields among the keys of a row; all rows of a list have nearly the same."""
    return tuple(key for key in keys if key.startswith(KEY))


def stored_value(field: OwnFieldDraft, value: Any) -> str:
    """A typed or imported value as it is stored, empty for nothing; refuses what does not fit."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    read = {"number": _number, "date": _day, "choice": _choice}.get(field.kind)
    return read(field, text) if read and text else text


def typed_value(field: OwnFieldDraft, stored: str) -> Any:
    """A stored value by its kind: a number, a day, a text; None for nothing."""
    if not stored:
        return None
    if field.kind == "date":
        return date.fromisoformat(stored)
    if field.kind == "number":
        number = float(stored)
        return int(number) if number.is_integer() else number
    return stored


def worded_value(field: OwnFieldDraft, stored: str, words: Words) -> str:
    """A stored value as it is read."""
    value = typed_value(field, stored)
    if isinstance(value, date):
        return words.full_date(value)
    return words.number(value) if isinstance(value, int | float) else str(value or "")


def column_of(field: OwnField) -> Column:
    """The column of this field in a sheet."""
    choices = tuple((each, each) for each in field.choices)
    return Column(field.key, field.title, field.kind, _WIDTHS[field.kind], (), choices)


def typed_number(text: str, field: str = "") -> int | float:
    """A number as it is typed, with a comma or a point; refuses what is none."""
    try:
        number = float(text.replace(" ", "").replace(",", "."))
    except ValueError:
        number = nan
    if not isfinite(number):
        raise Refused("{text} is not a number.", text=text, field=field)
    return int(number) if number.is_integer() else number


def _number(field: OwnFieldDraft, text: str) -> str:
    return number_text(typed_number(text, getattr(field, "key", "")))


def number_text(number: float) -> str:
    """A number as it is stored: without a point where it is whole."""
    return str(int(number)) if float(number).is_integer() else repr(number)


def _day(field: OwnFieldDraft, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Refused("{text} is not a day.", text=text, field=getattr(field, "key", "")) from None


def _choice(field: OwnFieldDraft, text: str) -> str:
    for choice in field.choices:
        if choice.casefold() == text.casefold():
            return choice
    raise Refused(
        "{text} is not one of the choices of {title}: {choices}.",
        text=text,
        title=field.title,
        choices=list(field.choices),
        field=getattr(field, "key", ""),
    )
