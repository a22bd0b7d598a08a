"""Write a table as .csv that Excel opens well and that cannot run anything there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from commdesk.core.sheets.cells import Cell
from commdesk.core.sheets.output import replaced
from commdesk.core.sheets.spec import Column
from commdesk.core.sheets.worded import worded
from commdesk.core.words import Words

_FORMULA = re.compile(r"'*[=+\-@\t＝＋－＠]")
_PHONE = re.compile(r"\+\d[\d ().\-/]*")


def write_csv(
    path: Path, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]], words: Words
) -> None:
    """UTF-8 with its mark; `;` and decimal commas in Dutch, `,` and points in English.

    Dates are ISO. A text that a spreadsheet would run gets an apostrophe in front (OWASP ASVS),
    which our own reader takes off again; a phone number such as +31 6 12345678 stays as it is.
    """
    delimiter = ";" if words.language == "nl" else ","
    with replaced(path) as place, place.open("x", encoding="utf-8-sig", newline="") as target:
        # texts quoted, so that no comma inside one is ever taken for the delimiter
        writer = csv.writer(target, delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow(guarded(words(column.heading)) for column in columns)
        for row in rows:
            values = (worded(column, row.get(column.key), words) for column in columns)
            writer.writerow(_plain(value, words) for value in values)


def guarded(text: str) -> str:
    """The text, harmless to a spreadsheet."""
    return f"'{text}" if _FORMULA.match(text) and not _PHONE.fullmatch(text) else text


def _plain(value: Cell, words: Words) -> str | int:
    match value:
        case None:
            return ""
        case str():
            return guarded(value)
        case float():
            text = repr(int(value) if value.is_integer() else value)
            return text.replace(".", ",") if words.language == "nl" else text
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case _:
            return int(value)
