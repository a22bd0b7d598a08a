"""What the tables of a workbook look like, and which of them a row out of nowhere fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from commdesk.core import engine
from commdesk.core.salvage.frame import Record

_KINDS: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "INT": (int,),
    "TEXT": (str,),
    "REAL": (int, float),
    "BLOB": (bytes,),
}


class Shape(Struct, frozen=True):
    """One table: its columns in the order in which rows hold them."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    wanted: tuple[bool, ...]
    """Whether a column must have a value."""
    defaults: tuple[Any, ...]
    key: int
    """Number of the column that is the row's key, or -1."""

    def values(self, record: Record) -> Record:
        """The columns of a row as it was read: its key in place, later columns by default."""
        found = list(record[1 : len(self.columns) + 1])
        if self.key >= 0:
            found[self.key] = record[0]
        for number, value in enumerate(found):
            if value is None and self.wanted[number]:
                found[number] = self.defaults[number]
        return tuple(found)

    def fits(self, record: Record) -> bool:
        """Whether a row can be one of this table's: every value of its kind, no more of them."""
        if self.key >= 0 and record[self.key + 1] is not None:
            return False
        if any(value is not None for value in record[len(self.columns) + 1 :]):
            return False
        return all(
            self._takes(number, value)
            for number, value in enumerate(self.values(record))
            if number != self.key
        )

    def _takes(self, number: int, value: Any) -> bool:
        if value is None:
            return not self.wanted[number]
        kinds = _KINDS.get(self.kinds[number])
        return kinds is None or isinstance(value, kinds)


def shape_of(raw: Any, name: str) -> Shape:
    """A table as a database has it; default values as they are stored."""
    rows = raw.execute("SELECT * FROM pragma_table_info(?)", (name,)).fetchall()
    keys = [number for number, row in enumerate(rows) if row[5]]
    is_key = len(keys) == 1 and str(rows[keys[0]][2]).upper() == "INTEGER"
    return Shape(
        name=name,
        columns=tuple(row[1] for row in rows),
        kinds=tuple(str(row[2]).upper() for row in rows),
        wanted=tuple(bool(row[3]) for row in rows),
        defaults=tuple(_default(raw, row[4]) for row in rows),
        key=keys[0] if is_key else -1,
    )


def shape_in(sql: str) -> Shape | None:
    """A table by the statement that made it; None for what is no plain table or cannot be read."""
    if not re.match(r"CREATE TABLE\b", sql, re.IGNORECASE) or "WITHOUT ROWID" in sql.upper():
        return None
    scratch = engine.in_memory()
    try:
        scratch.execute(sql)
        (name,) = scratch.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchone()
        return shape_of(scratch, name)
    except engine.DatabaseError:
        return None
    finally:
        scratch.close()


def shapes_in(raw: Any) -> dict[str, Shape]:
    """Every table with rows of its own: no views, no search indexes, nothing of SQLite's."""
    sql = """
        SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name
    """
    return {row[0]: shape_of(raw, row[0]) for row in raw.execute(sql).fetchall()}


def best_fit(shapes: Iterable[Shape], record: Record) -> Shape | None:
    """The table that a row fits most closely: it ends where the row ends."""
    fitting = [shape for shape in shapes if shape.fits(record)]
    last = max((n for n, value in enumerate(record) if n and value is not None), default=0)
    return min(fitting, key=lambda shape: len(shape.columns) - last, default=None)


def _default(raw: Any, sql: str | None) -> Any:
    return None if sql is None else raw.execute(f"SELECT {sql}").fetchone()[0]
