"""Texts that no cell can hold: kept whole on a sheet of their own, in parts."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Words

CELL_LENGTH = 32_767
"""Characters Excel keeps in a cell, counted as UTF-16; openpyxl would cut the rest off silently."""
_PART = 16_000
_SHOWN_OF_LONG = 200

LONG_TEXT_COLUMNS = (
    Column("number", N_("Number"), "number", 10),
    Column("sheet", N_("Sheet"), width=20),
    Column("row", N_("Row"), "number", 8),
    Column("column", N_("Column"), width=20),
    Column("part", N_("Part"), "number", 8),
    Column("text", N_("Text"), width=100),
)


class LongTexts(Struct):
    """What was too long so far; `name` is that of the sheet to come."""

    name: str
    words: Words
    rows: list[dict[str, Any]] = field(default_factory=list)
    count: int = 0

    def refer(self, text: str, sheet: str, row: int, heading: str) -> str:
        """What stands in the cell instead: the beginning, and where the whole text is."""
        self.count += 1
        where = {"number": self.count, "sheet": sheet, "row": row, "column": heading}
        for part, start in enumerate(range(0, len(text), _PART), 1):
            self.rows.append({**where, "part": part, "text": text[start : start + _PART]})
        place = self.words(
            N_("(whole text: sheet {sheet}, number {number})"),
            sheet=self.name,
            number=str(self.count),
        )
        return f"{beginning(text)}… {place}"


def beginning(text: str) -> str:
    """What of a text that is too long stands in its cell."""
    return text[:_SHOWN_OF_LONG]


def is_referred(cell: str, start: str) -> bool:
    """Whether a cell holds this beginning of a text, and where the whole is."""
    return cell.startswith(f"{start}… (")


def is_too_long(text: str) -> bool:
    """Whether Excel would cut it off."""
    return _utf16_length(text) > CELL_LENGTH


def _utf16_length(text: str) -> int:
    if len(text) <= CELL_LENGTH // 2:
        return len(text)
    return len(text) + sum(letter > "\uffff" for letter in text)
