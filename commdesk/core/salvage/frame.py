"""Reads any page of a damaged file as a table of its own, through SQLite itself.

The first page of the copy is replaced by one that names a dozen tables without columns of any
kind; where each of them begins is then set to the page that is wanted. So a page is read whose
parents are gone, and one of a protected file as easily as one of a plain file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from commdesk.core import engine
from commdesk.core.keys import Key

PAGE = 4096
SLOTS = 12
WIDTH = 48
"""No table of ours has more columns."""
LOWEST, HIGHEST = -(2**63), 2**63 - 1
_GROWTH = 1_000_000
_PAGE_COUNT_AT = 28  # in the header of a plain file
Record = tuple[Any, ...]


class Frame:
    """The copy with its new first page; `aim` first, then `rows`."""

    def __init__(self, copy: Path, key: Key | None) -> None:
        self._copy, self._key = copy, key
        self._own = (_first_page(copy), copy.stat().st_size)
        put_on(copy, key)
        self._raw = self._connect()
        self._is_spoiled = False

    def aim(self, pages: Sequence[int]) -> None:
        """Let the slots begin at these pages, at most a dozen."""
        self._reconnect()  # one that met damage writes no more
        self._raw.execute("BEGIN")
        for slot, page in enumerate(pages):
            sql = "UPDATE sqlite_schema SET rootpage = ? WHERE name = ?"
            self._raw.execute(sql, (page, f"page_{slot}"))
        self._raw.execute("COMMIT")
        self._reconnect()

    def rows(
        self,
        slot: int,
        width: int,
        after: int = LOWEST,
        before: int = HIGHEST,
        *,
        is_upward: bool = True,
        limit: int = -1,
    ) -> Iterator[Record]:
        """(key, values...) between two keys; raises DatabaseError where it meets damage."""
        names = ", ".join(f"c{number}" for number in range(min(width, WIDTH)))
        sql = f"""
            SELECT rowid, {names} FROM page_{slot} WHERE rowid > ? AND rowid < ?
          ORDER BY rowid {"ASC" if is_upward else "DESC"} LIMIT {limit}
        """
        if self._is_spoiled:
            self._reconnect()
        try:
            cursor = self._raw.execute(sql, (after, before))
            try:
                yield from cursor
            finally:
                cursor.close()
        except engine.DatabaseError:
            self._is_spoiled = self._key is not None  # a wrong checksum ends the connection
            raise

    def take_off(self) -> None:
        """Give the copy back the first page that it had."""
        self._raw.close()
        first, size = self._own
        with self._copy.open("r+b") as file:
            file.write(first)
            file.truncate(size)

    def close(self) -> None:
        self._raw.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def _reconnect(self) -> None:
        self._raw.close()
        self._raw = self._connect()
        self._is_spoiled = False

    def _connect(self) -> Any:
        raw = engine.connect_loosely(str(self._copy), self._key)
        raw.execute("PRAGMA journal_mode=OFF").fetchall()
        raw.execute("PRAGMA synchronous=OFF")
        return raw


def _first_page(copy: Path) -> bytes:
    with copy.open("rb") as file:
        return file.read(PAGE)


def put_on(copy: Path, key: Key | None, *, as_wal: bool = False) -> None:
    """Give the copy a first page that opens; what stood there is gone."""
    pages = -(-copy.stat().st_size // PAGE)
    with TemporaryDirectory(dir=copy.parent) as folder:
        fresh = Path(folder) / "frame"
        size = _make(fresh, key, pages, as_wal=as_wal)
        first = bytearray(_first_page(fresh))
    if key is None:
        first[_PAGE_COUNT_AT : _PAGE_COUNT_AT + 4] = pages.to_bytes(4, "big")
    with copy.open("r+b") as file:
        file.write(first)
        file.truncate(max(size, pages * PAGE))


def _make(fresh: Path, key: Key | None, pages: int, *, as_wal: bool) -> int:
    """A file whose first page names the slots, as large as the page count in it has to say."""
    engine.create(str(fresh), key).close()
    raw = engine.connect_loosely(str(fresh), key)
    try:
        raw.execute(f"PRAGMA journal_mode={'WAL' if as_wal else 'OFF'}").fetchall()
        raw.execute("PRAGMA synchronous=OFF")
        columns = ", ".join(f"c{number}" for number in range(WIDTH))
        for slot in range(SLOTS):
            raw.execute(f"CREATE TABLE page_{slot}({columns})")
        if key:  # its count of pages cannot be written by hand
            raw.execute("CREATE TABLE filler(c)")
            while raw.execute("PRAGMA page_count").fetchone()[0] < pages:
                raw.execute(f"INSERT INTO filler VALUES (zeroblob({_GROWTH}))")
        with suppress(engine.DatabaseError):
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return int(raw.execute("PRAGMA page_count").fetchone()[0]) * PAGE if key else 0
    finally:
        raw.close()
