"""What indexes still know of rows that cannot be read: that they were there, and some columns."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

from msgspec import Struct

from commdesk.core import engine

Values = dict[str, Any]
Damage = (engine.DatabaseError, UnicodeDecodeError, OverflowError)


class Part(Struct, frozen=True):
    """A line of the file's own list of tables."""

    kind: str
    name: str
    table: str
    root: int
    sql: str


class Noting(Struct):
    """Keeps which rows an index knows of."""

    keys: set[int]

    def __call__(self, key: int, _values: Values) -> None:
        self.keys.add(key)


class Taking(Struct):
    """Keeps what an index says of the rows that are asked for."""

    keys: set[int]
    found: dict[int, Values]

    def __call__(self, key: int, values: Values) -> None:
        if key in self.keys:
            self.found.setdefault(key, {}).update(values)


def read_index(
    connect: Callable[[], Any], index: Part, take: Callable[[int, Values], object]
) -> bool:
    """Read an index alone, without its table; whether all of it could be read.

    Past a damaged page it goes on from the other end, on a new connection.
    """
    for way in ("ASC", "DESC"):
        with suppress(*Damage), closing(connect()) as raw:
            sql = "SELECT name FROM pragma_index_info(?)"
            columns = [row[0] for row in raw.execute(sql, (index.name,)).fetchall() if row[0]]
            listed = ", ".join(f'"{name}"' for name in columns)
            order = ", ".join(f'"{name}" {way}' for name in columns)
            sql = f"""
                SELECT rowid, {listed} FROM "{index.table}" INDEXED BY "{index.name}"
              ORDER BY {order}
            """
            for row in raw.execute(sql):
                take(row[0], dict(zip(columns, row[1:], strict=True)))
            return way == "ASC"
    return False
