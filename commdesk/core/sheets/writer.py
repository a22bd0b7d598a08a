"""Write an Excel workbook in the house's look: tables, real dates, live formulas, safe texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core.sheets.csv_writer import write_csv
from commdesk.core.sheets.output import replaced
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Text, Words

__all__ = ["Workbook", "write_csv"]

SHEET_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = frozenset({"history"})
"""Excel keeps this name for itself."""


class SheetPlan(Struct, frozen=True):
    """One sheet to be written: its columns once, its rows on demand."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, Any]]
    totals: Sequence[str] = ()
    note: str = ""
    totals_by: str = ""
    is_hidden: bool = False


class Workbook:
    """An .xlsx to be: add sheets, then save it once."""

    def __init__(self, words: Words, *, title: str | Text = "") -> None:
        self._words = words
        self._title = words(title)
        self._sheets: list[SheetPlan] = []

    def add(
        self,
        title: str | Text,
        columns: Sequence[Column],
        rows: Iterable[Mapping[str, Any]],
        totals: Sequence[str] = (),
        note: str | Text = "",
        *,
        totals_by: str = "",
        is_hidden: bool = False,
    ) -> None:
        """One sheet; `rows` are walked when it is saved. `totals` are column keys to sum below.

        `totals_by` is the key of a date column: a row without a day there counts in no total.
        Dates and moments may be stored texts or values; `hours` takes whole minutes. A hidden
        sheet is for programs.
        """
        name = unique_sheet_name(self._words(title), self._names())
        said = self._words(note)
        self._sheets.append(SheetPlan(name, columns, rows, totals, said, totals_by, is_hidden))

    def save(self, path: Path) -> None:
        """Raises Refused, leaving no file, when the place cannot be written."""
        from commdesk.core.sheets.xlsx import write_xlsx

        long_texts = unique_sheet_name(self._words(N_("Long texts")), self._names())
        title = self._title or (self._sheets[0].name if self._sheets else "")
        with replaced(Path(path)) as place:
            write_xlsx(place, self._sheets, self._words, title=title, long_texts=long_texts)

    def _names(self) -> list[str]:
        return [sheet.name for sheet in self._sheets]


def unique_sheet_name(title: str, taken: Sequence[str]) -> str:
    """The title as Excel accepts it: at most 31 characters, none forbidden, unlike the others."""
    name = (
        _FORBIDDEN.sub("-", " ".join(title.split())).strip("'")[:SHEET_NAME_LENGTH].strip() or "1"
    )
    if name.casefold() in _RESERVED:
        name = f"{name}-"
    used = {each.casefold() for each in taken}
    number, candidate = 1, name
    while candidate.casefold() in used:
        number += 1
        ending = f" {number}"
        candidate = f"{name[: SHEET_NAME_LENGTH - len(ending)]}{ending}"
    return candidate
