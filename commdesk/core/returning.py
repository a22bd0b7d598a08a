"""What of a sheet may be changed by a colleague without commdesk, and who takes it in.

The file keeps, per row, its id and what each of these columns said when it was made. So a cell
that comes back can be told apart: changed there, changed here, or both. Every file also says of
which workbook it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from commdesk.core.database import Database

Values = Mapping[str, Any]
"""Column key -> value in its stored form by kind: text, whole minutes, date, bool, the key of a
choice; None when the cell is empty."""


class Giver(Struct, frozen=True):
    """Who sent a workbook back, and the day on which it is taken in."""

    name: str
    today: date


class Returns(Struct, frozen=True):
    """How the rows of one sheet come back; each function runs inside one op of the reader.

    They refuse what cannot be, with the key of the column as `field`; `check` refuses the same
    beforehand and writes nothing.
    """

    key: str
    """The column with a row's id, unique in the sheet."""
    columns: tuple[str, ...]
    """Keys of the columns that are taken back; what else was changed is shown and left."""
    change: Callable[[Database, str, Values, Giver], None]
    """Row id, only the values that changed."""
    check: Callable[[Database, str | None, Values, Giver], None]
    """Row id, or None for a new row with all its values."""
    add: Callable[[Database, Values, Giver], None] | None = None
    """A row without an id; None: such rows are not taken."""
    remove: Callable[[Database, str, Giver], None] | None = None
    """A row that is gone from the file, when the user says that this was meant."""
    blank_rows: int = 0
    """Empty rows at the end, ready to be typed in."""
    givers: Callable[[Database], Sequence[str]] | None = None
    """Names under which such a file can come back, to choose from."""


def workbook_key(db: Database) -> str:
    """What all copies of one workbook share and no other has: its first act, whose id is random."""
    return str(db.value("SELECT min(id) FROM journal_entry") or "")
