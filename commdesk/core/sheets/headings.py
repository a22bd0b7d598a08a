"""Headings: which row holds them, which is which, and which occurs twice."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from commdesk.core.sheets.cells import Cell, Row

SEARCHED_ROWS = 20

Known = Mapping[str, Any] | Callable[[str], bool]
"""Headings an importer knows: a mapping keyed by heading, or a test of one heading as written."""


def normal_heading(text: object) -> str:
    """Without capitals, accents, spaces and punctuation: `E-mail adres` -> `emailadres`."""
    plain = unicodedata.normalize("NFKD", str(text).casefold())
    return "".join(letter for letter in plain if letter.isalnum())


class Headings(Struct, frozen=True):
    """The heading row of a table: `names` by column as written, '' where a column has none."""

    row: int
    """As Excel shows it."""
    names: tuple[str, ...]

    @property
    def duplicates(self) -> tuple[str, ...]:
        """Headings that stand above more than one column, as first written, in their order."""
        counts = Counter(normal_heading(name) for name in self.names)
        first = {normal_heading(name): name for name in reversed(self.names)}
        seen = dict.fromkeys(normal_heading(name) for name in self.names)
        return tuple(first[key] for key in seen if key and counts[key] > 1)

    def columns_of(self, name: str) -> tuple[int, ...]:
        """Every column (from 0) with this heading."""
        wanted = normal_heading(name)
        return tuple(n for n, each in enumerate(self.names) if normal_heading(each) == wanted)


def find_heading_row(rows: Sequence[Row], known: Known) -> int:
    """Where in `rows` (an index) the headings stand: of the first 20 rows the one that knows most.

    When none holds a known heading, the first with two or more texts; else the first row.
    """
    test = _test(known)
    searched = [cells for row, cells in rows if row <= SEARCHED_ROWS] or [
        cells for _, cells in rows[:1]
    ]
    if not searched:
        return 0
    scores = [_score(cells, test) for cells in searched]
    best = max(range(len(scores)), key=lambda n: (scores[n], -n))
    if scores[best]:
        return best
    wide = (n for n, cells in enumerate(searched) if len(_texts(cells)) > 1)
    return next(wide, 0)


def headings_at(rows: Sequence[Row], index: int) -> Headings:
    """The headings in the row at this index of `rows`."""
    row, cells = rows[index]
    return Headings(row, tuple("" if cell is None else str(cell).strip() for cell in cells))


def _score(cells: Sequence[Cell], test: Callable[[str], bool]) -> int:
    return len({normal_heading(text) for text in _texts(cells) if test(text)})


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell.strip() for cell in cells if isinstance(cell, str) and normal_heading(cell)]


def _test(known: Known) -> Callable[[str], bool]:
    if callable(known):
        return known
    names = {normal_heading(name) for name in known}
    return lambda text: normal_heading(text) in names
