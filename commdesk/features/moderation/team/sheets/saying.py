"""What one cell of an availability sheet says, whoever typed it, in either language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from commdesk.core.sheets.cells import Cell
from commdesk.core.sheets.headings import normal_heading
from commdesk.core.values import Minutes
from commdesk.core.words import LANGUAGES, Words
from commdesk.features.moderation.team.sheets.model import ABILITIES, Ability

_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_SPEAKERS = tuple(Words(language) for language in LANGUAGES)
_MORE_WORDS = {"yes": Ability.CAN, "ja": Ability.CAN, "cannot": Ability.NO, "kanniet": Ability.NO}


def cell_at(cells: Sequence[Cell], column: int) -> Cell:
    found = cells[column] if column < len(cells) else None
    return None if isinstance(found, str) and not found.strip() else found


def is_one_of(cell: Cell, names: set[str]) -> bool:
    return isinstance(cell, str) and normal_heading(cell) in names


def mark_in(cells: Sequence[Cell], mark: str) -> int | None:
    """The id behind a mark anywhere in a row."""
    for cell in cells:
        if isinstance(cell, str) and cell.strip().startswith(mark):
            number = cell.strip().removeprefix(mark)
            return int(number) if number.isascii() and number.isdigit() else None
    return None


def ability_in(cell: Cell) -> Ability | None:
    if cell is None:
        return Ability.NO
    if isinstance(cell, bool):
        return Ability.CAN if cell else Ability.NO
    normal = normal_heading(cell)
    known = {normal_heading(words(said)): a for a, said in ABILITIES.items() for words in _SPEAKERS}
    return known.get(normal) or _MORE_WORDS.get(normal)


def length_in(cell: Cell) -> Minutes | None:
    """A number counts hours, as finely as it is written; a text is read as everywhere else."""
    if isinstance(cell, bool | date):
        return None
    if isinstance(cell, int | float):
        return Minutes(round(cell * 60))
    try:
        return Minutes.parse(cell or "")
    except ValueError:
        return None


def day_of(cell: Cell) -> date | None:
    """A day as a sheet holds it, or as somebody types it in a cell that is text."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell or "").strip()
    try:
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text) if "-" in text else None
    except ValueError:
        return None
