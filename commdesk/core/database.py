"""One open workbook file: reads as lists, writes that give only the columns they know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from commdesk.core import engine
from commdesk.core.ids import CountedIds, Ids

if TYPE_CHECKING:
    from commdesk.core.keys import Key

T = TypeVar("T")
Row = dict[str, Any]
Params = Mapping[str, Any]
_ROWS_AT_ONCE = 200


class Database:
    """A connection of our own to one workbook; `Desk` makes it, ops and queries use it."""

    def __init__(self, path: Path, raw: Any, key: Key | None = None) -> None:
        self.path = path
        self.raw = raw
        self.key = key
        self.subject: dict[str, Any] = {}
        self.is_recorded = False
        """Whether the journal's triggers stand on this connection."""
        self._ids: Ids = Ids()

    @classmethod
    def connect(
        cls, path: Path, *, key: Key | None = None, read_only: bool = False, wait_ms: int = 0
    ) -> Database:
        raw = engine.connect(str(path), key=key, read_only=read_only, wait_ms=wait_ms)
        return cls(path, raw, key)

    def query(self, sql: str, params: Params | None = None) -> list[Row]:
        """All rows as dicts. Never a live cursor: a half-read one makes the next write fail."""
        return [dict(row) for row in self.raw.execute(sql, params or {}).fetchall()]

    def one(self, sql: str, params: Params | None = None) -> Row | None:
        rows = self.query(sql, params)
        return rows[0] if rows else None

    def value(self, sql: str, params: Params | None = None) -> Any:
        """The first column of the first row, or None without rows."""
        rows = self.raw.execute(sql, params or {}).fetchall()
        return rows[0][0] if rows else None

    def column(self, sql: str, params: Params | None = None) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.raw.execute(sql, params or {}).fetchall()]

    def execute(self, sql: str, params: Params | None = None) -> int:
        """Run one statement; the number of rows it changed."""
        return int(self.raw.execute(sql, params or {}).rowcount)

    def about(self, **values: Any) -> None:
        """Name what the running op is about; fills its label in undo and history."""
        self.subject.update(values)

    def next_id(self) -> int:
        return self._ids.next()

    def follow_ids(self, last: int) -> None:
        """Make sure that later ids are above `last` (the clock may have been set back)."""
        self._ids = Ids(last)

    def count_ids_from(self, day: date) -> None:
        """Hand out the same ids every time, for a demo that must come out the same."""
        self._ids = CountedIds(day)

    @property
    def in_transaction(self) -> bool:
        return bool(self.raw.in_transaction)

    def register(self, name: str, arguments: int, function: Callable[..., Any]) -> None:
        self.raw.create_function(name, arguments, function, deterministic=True)

    def close(self) -> None:
        self.raw.close()


def insert(db: Database, table: str, row: Mapping[str, Any]) -> int:
    """Insert one row with just these columns; returns its id, made when the row has none."""
    values = {"id": db.next_id(), **row}
    db.raw.execute(_insert_sql(table, tuple(values)), values)
    return int(values["id"])


def insert_many(
    db: Database, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> list[int]:
    """Insert rows with values for just these columns, many in a statement; their ids, in order.

    Raises ValueError for a row with more or fewer values.
    """
    named, width = ("id", *columns), len(columns)
    ids: list[int] = []
    for block in batched(rows, _ROWS_AT_ONCE):
        values: list[Any] = []
        for row in block:
            if len(row) != width:
                raise ValueError(row)
            ids.append(db.next_id())
            values.append(ids[-1])
            values += row
        db.raw.execute(_insert_many_sql(table, named, len(block)), values)
    return ids


def update(db: Database, table: str, row_id: int, changes: Mapping[str, Any]) -> bool:
    """Set just these columns of one row; False when there is no such row."""
    if not changes:
        return True
    found = db.execute(_update_sql(table, tuple(changes)), {**changes, "_id": row_id})
    return found == 1


def delete(db: Database, table: str, row_id: int) -> bool:
    return db.execute(f"DELETE FROM {_name(table)} WHERE id = :id", {"id": row_id}) == 1


@lru_cache(maxsize=512)
def _insert_sql(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(map(_name, columns))
    marks = ", ".join(f":{column}" for column in columns)
    return f"INSERT INTO {_name(table)} ({names}) VALUES ({marks})"


@lru_cache(maxsize=64)
def _insert_many_sql(table: str, columns: tuple[str, ...], count: int) -> str:
    names = ", ".join(map(_name, columns))
    marks = ", ".join(["?"] * len(columns))
    return f"INSERT INTO {_name(table)} ({names}) VALUES {', '.join([f'({marks})'] * count)}"


@lru_cache(maxsize=512)
def _update_sql(table: str, columns: tuple[str, ...]) -> str:
    sets = ", ".join(f"{_name(column)} = :{column}" for column in columns)
    return f"UPDATE {_name(table)} SET {sets} WHERE id = :_id"


@contextmanager
def indexed_at_the_end(db: Database, table: str) -> Iterator[None]:
    """Fill an empty table without its indexes; making them once is many times faster."""
    sql = """
        SELECT name, sql FROM sqlite_master
         WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = :table
    """
    indexes = db.query(sql, {"table": table})
    for index in indexes:
        db.execute(f"DROP INDEX {_name(index['name'])}")
    yield
    for index in indexes:
        db.execute(index["sql"])


def batched(rows: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Tuples of `size` rows, the last one shorter (itertools has it from Python 3.12 on)."""
    rest = iter(rows)
    while block := tuple(islice(rest, size)):
        yield block


def _name(identifier: str) -> str:
    """Quote one of our own names; a name that needs more is a bug of ours, not data."""
    if not identifier.replace("_", "").isalnum():
        raise ValueError(identifier)
    return f'"{identifier}"'
