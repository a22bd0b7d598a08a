"""A list without headings: what its columns are by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from commdesk.core.sheets.headings import SEARCHED_ROWS, normal_heading
from commdesk.core.sheets.reader import Table
from commdesk.core.sheets.spec import Column
from commdesk.features.exchange.sources import door, values
from commdesk.features.exchange.sources.listing import Listing, Wanted

_ADDRESS = re.compile(r"[^@\s<>;,]+@[^@\s<>;,]+\.[^@\s<>;,]+")
_PHONE = re.compile(r"\+?[\d() .\-/]{8,20}")
_NAME = re.compile(r"[^\W\d_][^\d@;:/]*")
_DIGITS = range(9, 16)
_LOOKED_AT = 200
_MOST = 0.7
"""Share of the filled cells that must look alike."""


def has_no_headings(table: Table, known: Mapping[str, Column]) -> bool:
    """Whether the list begins at once: a value in its first row, and headings in none.

    A word as `lid` is a heading and a value too: beside an address it is a value.
    """
    rows = [_texts(cells) for _, cells in table.rows[:SEARCHED_ROWS]]
    if not rows or not any(map(_is_value, rows[0])):
        return False
    return not any(
        any(_is_heading(text, known) for text in texts) and not any(map(_is_address, texts))
        for texts in rows
    )


def _texts(cells: Sequence[Any]) -> list[str]:
    return [str(cell).strip() for cell in cells if cell is not None]


def _is_heading(text: str, known: Mapping[str, Column]) -> bool:
    return normal_heading(text) in known or door.is_denied_heading(text)


def by_value(listing: Listing, wanted: Wanted) -> dict[int, str]:
    """Place -> key: e-mail, phone, day of last contact and name, each for one column."""
    keys = {column.key for column in wanted.columns}
    found: dict[int, str] = {}
    for key, test in _TESTS:
        if key not in keys:
            continue
        shares = {
            place: _share(listing.values_of(place), test)
            for place in range(len(listing.headings.names))
            if place not in found and place not in listing.closed
        }
        best = max(shares, key=lambda place: (shares[place], -place), default=None)
        if best is not None and shares[best] >= _MOST:
            found[best] = key
    return found


def _share(cells: Iterable[Any], test: Any) -> float:
    filled = [cell for cell in islice(cells, _LOOKED_AT) if cell is not None and str(cell).strip()]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def _is_address(value: Any) -> bool:
    return bool(_ADDRESS.fullmatch(str(value).strip()))


def _is_phone(value: Any) -> bool:
    text = str(values.phone(value)).strip()
    digits = sum(letter.isdigit() for letter in text)
    return bool(_PHONE.fullmatch(text)) and digits in _DIGITS and text[0] in "+0("


def _is_value(value: Any) -> bool:
    """Something that is no heading: an address, a telephone number, a day, a BSN."""
    is_number = bool(door.nine_digits(value))
    return is_number or _is_address(value) or _is_phone(value) or _is_day(value)


def _is_day(value: Any) -> bool:
    if isinstance(value, date):
        return True
    try:
        return isinstance(value, str) and values.read_date(value) is not None
    except values.Unfit:
        return False


def _is_name(value: Any) -> bool:
    return bool(_NAME.fullmatch(str(value).strip()))


def _is_full_name(value: Any) -> bool:
    """Two words or more: an organisation of one word beside it is no better name."""
    return _is_name(value) and " " in str(value).strip()


_TESTS: Sequence[tuple[str, Any]] = (
    ("email", _is_address),
    ("last_contact_on", _is_day),
    ("phone", _is_phone),
    ("name", _is_full_name),
)
