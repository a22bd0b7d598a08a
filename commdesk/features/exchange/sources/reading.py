"""From the cells of known columns to canonical rows; what does not fit becomes a problem.

A column is read whole, a block of rows at a time: whether all its cells are texts, or any has nine
digits in a row, is answered outside Python for a thousand cells as quickly as in it for a few.
Only a column in which something is the matter is read cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from commdesk.core.sheets.spec import Column, Problem
from commdesk.core.words import say
from commdesk.features.exchange.sources import door, values
from commdesk.features.exchange.sources.listing import Listing, Wanted

_ROWS_AT_ONCE = 1_000
_NO_PROSE = frozenset({"phone", "identity"})
"""Text columns in which nine digits are no sign of anything."""
_REMEMBERED = 4_096
_TEXTS = frozenset({str, type(None)})
_DAYS = frozenset({date, type(None)})


class _Reader(Struct, frozen=True):
    """How one column is read."""

    place: int
    column: Column
    read: Callable[[Any], Any]
    """One cell; raises Unfit."""
    is_day: bool
    is_text: bool
    """A text is taken as it stands."""
    is_prose: bool
    is_kept: bool = False
    """The cell itself is kept beside what was made of it, under `found`."""

    def whole(self, cells: Sequence[Any]) -> Sequence[Any] | None:
        """The values when nothing in it needs a closer look, None for an empty cell."""
        kinds = set(map(type, cells))
        if self.is_day and kinds <= _DAYS:
            return cells
        if not self.is_text or not kinds <= _TEXTS:
            return None
        texts = [(cell.strip() or None) if cell else None for cell in cells]
        if values.is_formula_error_in(texts) or (self.is_prose and door.may_have_numbers(texts)):
            return None
        return texts


class Reading(Struct):
    """Turns the cells of known columns into canonical rows.

    A length of time becomes minutes, which nobody finds back in the file: in a list of hours each
    row has, under `found`, what stands in the cells whose value is written otherwise, and under
    `told` the columns in which that could not be read.
    """

    listing: Listing
    wanted: Wanted
    problems: list[Problem] = field(default_factory=list)

    def rows(
        self, leave: frozenset[int] = frozenset()
    ) -> Iterator[tuple[dict[str, Any], Sequence[Any]]]:
        """Each canonical row, and the cells that it was made from; `leave` these columns alone."""
        readers = [each for each in self._readers() if each.place not in leave]
        total = len(self.listing.rows)
        for start in range(0, total, _ROWS_AT_ONCE):
            self.wanted.tick(start, total)
            block = self.listing.rows[start : start + _ROWS_AT_ONCE]
            rows: list[dict[str, Any]] = [{"row": number} for number, _ in block]
            told = len(self.problems)
            for reader in readers:
                cells = self.listing.values_of(reader.place)[start : start + _ROWS_AT_ONCE]
                _put(rows, reader.column.key, self._read(reader, rows, cells))
            self.problems[told:] = sorted(self.problems[told:], key=lambda problem: problem.row)
            yield from zip(rows, (cells for _, cells in block), strict=True)

    def problem(self, row: int, place: int, found: Any, message: Any) -> None:
        self.problems.append(Problem(row, self.listing.called(place), found, message))

    def _readers(self) -> list[_Reader]:
        return [self._reader(place, column) for place, column in self.listing.places.items()]

    def _reader(self, place: int, column: Column) -> _Reader:
        is_day, is_text = column.kind in {"date", "moment"}, values.keeps_text(column)
        month_first = is_day and values.is_month_first(self.listing.values_of(place))
        read = values.reader_of(column, month_first=month_first)
        if not is_text:  # a day, a choice or an amount is written the same in many rows
            read = lru_cache(_REMEMBERED, typed=True)(read)
        is_prose = column.kind == "text" and column.key not in _NO_PROSE
        is_kept = not is_text and any(each.kind == "hours" for each in self.wanted.columns)
        return _Reader(place, column, read, is_day, is_text, is_prose, is_kept)

    def _read(
        self, reader: _Reader, rows: Sequence[dict[str, Any]], cells: Sequence[Any]
    ) -> Iterable[Any]:
        found = reader.whole(cells)
        return self._one_by_one(reader, rows, cells) if found is None else found

    def _one_by_one(
        self, reader: _Reader, rows: Sequence[dict[str, Any]], cells: Sequence[Any]
    ) -> Iterator[Any]:
        for row, cell in zip(rows, cells, strict=True):
            if reader.is_kept and cell is not None:
                row.setdefault("found", {}).setdefault(reader.column.key, cell)
            try:
                value = reader.read(cell)
            except values.Unfit as unfit:
                self.problem(row["row"], reader.place, cell, unfit.text)
                value = None
                if reader.is_kept:
                    row["told"] = (*row.get("told", ()), reader.column.key)
            if value and reader.is_prose and isinstance(value, str):
                value = self._without_citizens(row["row"], reader.place, value)
            yield None if value == "" else value

    def _without_citizens(self, number: int, place: int, text: str) -> str:
        """The text without citizen service numbers: they do not come in, wherever they stand."""
        for digits in door.numbers_in(text):
            masked = door.masked(digits)
            text = text.replace(digits, masked)
            message = say("this looks like a citizen service number (BSN); it is left out")
            self.problem(number, place, masked, message)
        return text


def _put(rows: list[dict[str, Any]], key: str, found: Iterable[Any]) -> None:
    """The first filled column of a kind counts; tags add up."""
    for row, value in zip(rows, found, strict=True):
        if value is None:
            continue
        if key not in row:
            row[key] = value
        elif key == "tags":
            row["tags"] = f"{row['tags']};{value}"
