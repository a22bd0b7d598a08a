"""Read a list from any file a user may choose, in a child process that may fail without harm.

The public side: `read_table`, `sheet_names`. The parent never opens what is inside the file; it
takes small blocks of plain values, watches the child's memory and time, and can stop at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from commdesk.core.sheets.cells import Row
from commdesk.core.sheets.child import Rows, Task
from commdesk.core.sheets.headings import Headings, Known, find_heading_row, headings_at
from commdesk.core.sheets.limits import Limits
from commdesk.core.sheets.parent import IsCancelled, answers
from commdesk.core.sheets.refusal import too_many_rows

Progress = Callable[[int], None]


class Table(Struct, frozen=True):
    """One sheet as it was read: rows that hold something, ragged, empty cells at the end cut off.

    The number with each row is the one Excel shows. `sheets` names every visible sheet of the file;
    for text files it is empty and `sheet` is ''.
    """

    name: str
    sheet: str
    rows: Rows = field(default_factory=list)
    sheets: tuple[str, ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Where asked: (first row, first column, last row, last column), rows from 1, columns from 0.

    What stands in such a range is known of its first cell; the others came empty.
    """
    formulas: tuple[tuple[int, int], ...] = ()
    """Where asked: (row, column) of every formula, also of those that came empty."""

    def headings(self, known: Known) -> Headings:
        """The heading row; a good guess when no heading is known (see find_heading_row)."""
        return headings_at(self.rows, find_heading_row(self.rows, known))

    def below(self, headings: Headings) -> Iterator[Row]:
        """The rows under the headings, each with at least one cell for every heading."""
        width = len(headings.names)
        for row, cells in self.rows:
            if row > headings.row:
                yield row, cells + (None,) * (width - len(cells))


def read_table(
    path: Path,
    *,
    sheet: str | None = None,
    with_marks: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> Table:
    """Everything in one sheet: the one named, else the first visible one with something in it.

    `with_marks` tells of merged cells and formulas as well, which takes a little longer.
    `progress` gets the number of rows read so far. Raises Refused for a file that cannot be read
    and Cancelled when `is_cancelled` says so; either way the child process is gone.
    """
    return read_tables(
        path,
        sheet=sheet,
        with_marks=with_marks,
        limits=limits,
        progress=progress,
        is_cancelled=is_cancelled,
    )[0]


def read_tables(
    path: Path,
    *,
    sheet: str | None = None,
    unpacker: str = "",
    with_marks: bool = False,
    every_sheet: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> tuple[Table, ...]:
    """As `read_table`; of a file that `unpacker` (`module:function`) knows every table in it.

    `every_sheet`: of a workbook all sheets with something in them, hidden ones and hidden columns
    too, each with where its formulas stand.
    """
    task = Task(
        Path(path),
        limits or Limits(),
        sheet,
        with_marks=with_marks,
        unpacker=unpacker,
        every_sheet=every_sheet,
    )
    tables: list[Table] = []
    count = 0
    with closing(answers(task, is_cancelled or _never)) as messages:
        for message in messages:
            if message[0] == "sheet":
                tables.append(Table(task.path.name, message[1], [], message[2]))
            elif message[0] == "rows":
                tables[-1].rows.extend(message[1])
                count += len(message[1])
                if count > task.limits.rows:
                    raise too_many_rows(task.path, task.limits.rows)
                if progress:
                    progress(count)
            elif message[0] == "marks":
                merged, formulas = (tuple(each) for each in message[1])
                tables[-1] = replace(tables[-1], merged=merged, formulas=formulas)
    return tuple(tables)


def sheet_names(path: Path, *, limits: Limits | None = None) -> tuple[str, ...]:
    """The visible sheets of a workbook, () for a text file; refuses as read_table does."""
    task = Task(Path(path), limits or Limits(), only_names=True)
    with closing(answers(task, _never)) as messages:
        return next((message[2] for message in messages if message[0] == "sheet"), ())


def _never() -> bool:
    return False
