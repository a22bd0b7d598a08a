"""A file that came back, sheet by sheet: its marks, and its cells as their columns want them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.sheets.cells import Cell, cell_name
from commdesk.core.sheets.long_texts import is_referred
from commdesk.core.sheets.reader import Progress, Table, read_tables
from commdesk.core.sheets.refusal import refusal
from commdesk.core.sheets.spec import Column
from commdesk.core.words import LANGUAGES, N_, Words, say
from commdesk.features.exchange.returning.headings import (
    at,
    has_marks,
    letters_of,
    marked_heading,
    said,
    unmarked_heading,
)
from commdesk.features.exchange.returning.marking import (
    BOOK,
    FORMAT,
    Layout,
    Stamp,
    read_mark,
    read_meta,
)
from commdesk.features.exchange.returning.model import (
    Digest,
    There,
    Was,
    Wrong,
    found_in,
    total_of,
)
from commdesk.features.exchange.returning.plain import Plain, reader
from commdesk.features.exchange.sources.values import Unfit

_TOTALS = frozenset(Words(language)(N_("Total")) for language in LANGUAGES)
_WITH_FORMULAS = frozenset({".xlsx", ".xlsm"})
_NOTHING = frozenset({None, "", False})


class Book(Struct, frozen=True):
    """Everything a file holds, once it is known to be one of ours."""

    file: str
    stamp: Stamp
    layouts: tuple[Layout, ...]
    ids: Mapping[str, Sequence[str]]
    """Sheet -> ids of the rows that went out, where rows may be removed."""
    tables: tuple[Table, ...]
    tells_formulas: bool = False
    """Whether it is known which cells hold a formula."""


class Back(Struct, frozen=True):
    """One sheet as it came back."""

    layout: Layout
    rows: tuple[There, ...]
    letters: Mapping[str, int]
    """Column key -> where it stands, from 0."""
    added: tuple[str, ...] = ()
    """Headings that are not ours, or that stand twice."""
    missing: tuple[str, ...] = ()
    """Keys of columns that come back and are not in the file any more."""

    def cell(self, row: int, key: str) -> str:
        """`C5`; empty when the column is not there."""
        return cell_name(row, self.letters[key]) if key in self.letters else ""


def read_book(
    path: Path,
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Book:
    """Read a whole file; refuses one that commdesk did not make, or that lost its hidden sheet."""
    tables = read_tables(path, every_sheet=True, progress=progress, is_cancelled=is_cancelled)
    if not any(table.sheet for table in tables):
        raise _not_ours(path)
    meta = next((table for table in tables if is_meta(table)), None)
    if meta is None:
        raise _unmarked(path) if any(map(has_marks, tables)) else _not_ours(path)
    try:
        stamp, layouts, ids = read_meta([(said(c, 0), said(c, 1)) for _, c in meta.rows[1:]])
    except ValueError:
        raise _unmarked(path) from None
    if stamp.format > FORMAT:
        raise refusal(
            say("{file} was made by a newer commdesk. Install that first.", file=path.name)
        )
    others = tuple(table for table in tables if table is not meta)
    tells = path.suffix.lower() in _WITH_FORMULAS or any(table.formulas for table in tables)
    return Book(path.name, stamp, tuple(layouts), ids, others, tells)


def is_meta(table: Table) -> bool:
    """Whether it is the hidden sheet of a file that commdesk made."""
    return bool(table.rows) and said(table.rows[0][1], 0) == BOOK


def refuse_what_is_ours(path: Path, tables: Sequence[Table]) -> None:
    """Refuse as a list what went out from here and comes back; says where it goes."""
    if any(map(has_marks, tables)):
        raise refusal(
            say(
                "{file} is an Excel file that commdesk made. Take it back under Take back an "
                "edited Excel file.",
                file=path.name,
            )
        )


def find_sheet(book: Book, layout: Layout) -> Table | None:
    """The sheet with these marks, whatever it is called now; of copies the one with its title."""
    marked = [table for table in book.tables if marked_heading(table, layout.name)]
    titled = [table for table in marked if table.sheet == layout.title]
    return next(iter(titled or marked), None)


def copies_of(book: Book, layout: Layout) -> list[str]:
    """Further sheets with the marks of one that is read."""
    read = find_sheet(book, layout)
    return [
        t.sheet for t in book.tables if t is not read and marked_heading(t, layout.name) is not None
    ]


def read_sheet(
    table: Table,
    layout: Layout,
    columns: Sequence[Column],
    words: Words,
    *,
    tells_formulas: bool,
) -> Back:
    """Its rows, cell by cell."""
    place, mark_column = marked_heading(table, layout.name) or (0, 0)
    letters, added = letters_of(table.rows[place][1], layout)
    read = {column.key: reader(column, words) for column in columns if column.key in letters}
    formulas = frozenset(table.formulas) if tells_formulas else None
    rows = _Rows(layout, letters, mark_column, read, formulas)
    there = tuple(
        found for row, cells in table.rows[place + 1 :] if (found := rows.read(row, cells))
    )
    missing = tuple(key for key in layout.returning if key not in letters)
    return Back(layout, there, letters, added, missing)


def total_there(
    tables: Sequence[Table], layout: Layout, columns: Sequence[Column], words: Words
) -> int | None:
    """What a sheet without marks adds up to; None when it is not in the file any more."""
    for table in sorted(tables, key=lambda table: table.sheet != layout.title):
        if (place := unmarked_heading(table, layout)) is not None:
            letters, _ = letters_of(table.rows[place][1], layout)
            read = {c.key: reader(c, words) for c in columns if c.key in letters}
            rows = _Rows(layout, letters, 0, read, None)
            lines = [rows.plain(row, cells) for row, cells in table.rows[place + 1 :]]
            return total_of(line for line in lines if line)
    return None


class _Rows(Struct, frozen=True):
    """How the rows of one sheet are read."""

    layout: Layout
    letters: Mapping[str, int]
    mark: int
    """Where the marks stand."""
    readers: Mapping[str, Callable[[Cell], Plain]]
    formulas: frozenset[tuple[int, int]] | None
    """None: this kind of file does not tell."""

    def read(self, row: int, cells: Sequence[Cell]) -> There | None:
        """The row; None when there is nothing in it for us."""
        text = said(cells, self.mark)
        if not text:
            return None if self._is_total(row, cells) else self._unmarked(row, cells)
        found = read_mark(text, self.layout)
        if found is None:
            why = say("the hidden mark at the end of this row was changed")
            return There(row, {}, trouble=why)
        row_id, was, sums = found
        values = {
            key: self._value(key, at(cells, self.letters[key]), was.get(key))
            for key in self.readers
        }
        return There(row, values, row_id, was, sums, self._overwritten(row))

    def plain(self, row: int, cells: Sequence[Cell]) -> list[Plain]:
        """All that stands in the row; nothing of a total."""
        if self._is_total(row, cells):
            return []
        values = [
            self._value(key, at(cells, self.letters[key]), None) if key in self.readers else None
            for key in self.layout.others
        ]
        found = [found_in(each) for each in values]
        return found if any(each not in _NOTHING for each in found) else []

    def _unmarked(self, row: int, cells: Sequence[Cell]) -> There | None:
        """A row that was added there; with an id of ours it is one that lost its mark."""
        key, kept = self.layout.key, {self.layout.key, *self.layout.formulas}
        values = {
            each: self._value(each, at(cells, self.letters[each]), None)
            for each in self.readers
            if each not in kept
        }
        if key in self.letters and said(cells, self.letters[key]):
            why = say("the hidden mark at the end of this row is gone")
            return There(row, {}, trouble=why)
        if all(not isinstance(each, Wrong) and each in _NOTHING for each in values.values()):
            return None
        return There(row, values)

    def _is_total(self, row: int, cells: Sequence[Cell]) -> bool:
        """The line under a table, also where sorting moved it: not a new row that is called so.

        It says so under a column that nobody types in, or it has a formula.
        """
        places = {n for n, cell in enumerate(cells) if str(cell or "").strip() in _TOTALS}
        kept = {n for key, n in self.letters.items() if key not in self.layout.returning}
        sums = {n for at, n in self.formulas or () if at == row} if places else set[int]()
        return bool(places & kept or sums)

    def _value(self, key: str, cell: Cell, was: Was) -> Was | Wrong:
        if _is_referred(cell, was):
            return was
        try:
            return self.readers[key](cell)
        except Unfit as unfit:
            text = str(cell).strip()
            return text if was == text else Wrong(str(cell), unfit.text)

    def _overwritten(self, row: int) -> tuple[str, ...]:
        if self.formulas is None:
            return ()
        return tuple(
            key
            for key in self.layout.formulas
            if key in self.letters and (row, self.letters[key]) not in self.formulas
        )


def _is_referred(cell: Cell, was: Was) -> bool:
    """Whether it is what the writer puts in the place of a text that no cell holds."""
    if not isinstance(was, Digest) or not was.start or not isinstance(cell, str):
        return False
    return is_referred(cell, was.start)


def _not_ours(path: Path) -> Refused:
    return refusal(
        say(
            "{file} is no Excel file that commdesk made. Ask for the .xlsx that you sent, with the "
            "changes in it; to take in any other list there is Import a list.",
            file=path.name,
        )
    )


def _unmarked(path: Path) -> Refused:
    return refusal(
        say(
            "{file} lost the hidden sheet by which its rows are known. Ask for the file that you "
            "sent, with the changes in it and all its sheets.",
            file=path.name,
        )
    )
