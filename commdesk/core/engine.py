"""Which SQLite we speak to: sqlcipher3 on every system, with or without a key.

sqlite-utils prefers a module named pysqlite3; giving it sqlcipher3 under that name makes both
speak to one engine (and catch the same exceptions). A test holds this.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sqlcipher3
from sqlcipher3 import dbapi2 as engine

if TYPE_CHECKING:
    from commdesk.core.keys import Key

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", engine)

Connection = engine.Connection
DatabaseError = engine.DatabaseError
OperationalError = engine.OperationalError
IntegrityError = engine.IntegrityError
BUSY, LOCKED, READONLY, IOERR, CORRUPT = 5, 6, 8, 10, 11
FULL, CANTOPEN, NOTADB = 13, 14, 26
SQLITE_VERSION: str = engine.sqlite_version

APPLICATION_ID = 0x636D646B  # "cmdk", written in the header of every workbook

# The driver throws away the newest statement when its cache of (by default) 100 is full, so that
# two new ones in turn are compiled at every use, with all their triggers: ten times as slow.
_STATEMENTS = 2_000
_WAIT_FOR_A_COMMIT_MS = 2_000

_SILENT = "PRAGMA cipher_log_level=none"
_NO_KEY = "x'" + "00" * 32 + "'"
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16000",
)
_LOOSE = (
    "PRAGMA writable_schema=ON",
    "PRAGMA cell_size_check=ON",
)


def connect(path: str, *, key: Key | None = None, read_only: bool = False, wait_ms: int = 0) -> Any:
    """A raw connection with the house pragmas; autocommit, so only our BEGIN opens a transaction.

    `key`: of a protected file; with another, or none, SQLite says NOTADB.
    `wait_ms`: how long a write waits for another connection; 0 on the GUI thread.
    """
    if read_only and _lies_still(path):
        return _connect(_uri(path) + "?mode=ro&immutable=1", key, wait_ms)
    raw = _connect(_uri(path) + "?mode=rw", key, wait_ms)
    if read_only:
        # Not mode=ro: such a connection cannot take its companions away when it closes.
        raw.execute("PRAGMA query_only=ON")
    return raw


def _lies_still(path: str) -> bool:
    """A file that may be read as it lies there: we may not write it or its folder, nobody does.

    Beside a file in WAL mode even a reader makes companions, which a read-only folder refuses.
    """
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - a link stays a link
    is_ours = os.access(path, os.W_OK) and os.access(folder, os.W_OK)
    unfinished = (Path(path + ending) for ending in ("-wal", "-journal"))
    return not is_ours and not any(each.exists() and each.stat().st_size for each in unfinished)


def create(path: str, key: Key | None = None) -> Any:
    """A new, empty workbook file; the caller has made sure that nothing is there yet."""
    raw = engine.connect(_uri(path) + "?mode=rwc", uri=True, isolation_level=None)
    try:
        _turn_key(raw, key)
        raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
        raw.execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()
    return connect(path, key=key)


def salt_of(path: str) -> bytes:
    """The first 16 bytes of a file: the salt of a protected one.

    SQLite reads them: closing a file that was opened by hand would drop, on POSIX, the locks of
    every connection that this process has on it.
    """
    raw = engine.connect(_uri(path) + "?mode=ro", uri=True, isolation_level=None)
    try:
        raw.execute(_SILENT)
        raw.execute(f'PRAGMA key="{_NO_KEY}"')
        return bytes.fromhex(raw.execute("PRAGMA cipher_salt").fetchone()[0])
    finally:
        raw.close()


def broken_pages(raw: Any) -> list[int]:
    """The pages of a protected file, without its -wal, whose checksum does not hold."""
    said = [row[0] for row in raw.execute("PRAGMA cipher_integrity_check").fetchall()]
    return [int(number) for line in said for number in re.findall(r"page (\d+)", line)]


def _turn_key(raw: Any, key: Key | None) -> None:
    """Before anything is read of a file its key must be given."""
    raw.execute(_SILENT)
    if key:
        raw.execute(f'PRAGMA key="{key.spelled}"')


def in_memory() -> Any:
    """An empty database of no file at all, to try statements in."""
    return engine.connect(":memory:", isolation_level=None)


def connect_loosely(path: str, key: Key | None = None) -> Any:
    """A raw connection to a private copy of a damaged file: it reads whatever can be read.

    Rows come as tuples; bytes that are no text are marked in it instead of ending the reading.
    Nothing is read here yet: what is wrong with the file shows on the first read.
    """
    raw = engine.connect(
        _uri(path) + "?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        raw.text_factory = lambda found: found.decode("utf-8", "replace")
        _turn_key(raw, key)
        for pragma in _LOOSE:
            raw.execute(pragma)
    except BaseException:
        raw.close()
        raise
    return raw


def attach(raw: Any, path: str, name: str, key: Key | None) -> None:
    """Open a second file on this connection, with a key of its own or none."""
    raw.execute(f"ATTACH DATABASE ? AS {name} KEY ?", (path, key.spelled if key else ""))


def is_wal(raw: Any) -> bool:
    return bool(raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def keep_journal(raw: Any, *, as_wal: bool) -> None:
    """Let the file have a -wal or a rollback journal from here on; nobody else may have it open.

    A file system that cannot do WAL leaves it as it was. Raises OperationalError (BUSY) when
    another connection keeps the file open.
    """
    if is_wal(raw) != as_wal:
        raw.execute(f"PRAGMA journal_mode={'wal' if as_wal else 'delete'}")


def code_of(error: BaseException) -> int:
    """SQLite's primary result code; 0 for an error that the module itself made."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _connect(uri: str, key: Key | None, wait_ms: int) -> Any:
    raw = engine.connect(
        uri,
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS,
    )
    try:
        raw.row_factory = engine.Row
        _turn_key(raw, key)
        for pragma in _PRAGMAS:
            raw.execute(pragma)
        raw.execute(f"PRAGMA busy_timeout={wait_ms}")
        if not is_wal(raw):
            _share_by_turns(raw, wait_ms)
        # The first read opens the companions: what is wrong with the file is said here.
        raw.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except BaseException:
        raw.close()
        raise
    return raw


def _share_by_turns(raw: Any, wait_ms: int) -> None:
    """Under a rollback journal nobody reads while a commit is written: readers wait for it.

    A long op keeps what it changes in memory until then, so that the window goes on reading.
    """
    raw.execute("PRAGMA cache_spill=OFF")
    raw.execute(f"PRAGMA busy_timeout={max(wait_ms, _WAIT_FOR_A_COMMIT_MS)}")


def _uri(path: str) -> str:
    """The path for SQLite: `Path.as_uri` makes a host of a Windows share, which SQLite refuses."""
    slashed = os.path.abspath(path).replace(os.sep, "/")  # noqa: PTH100 - a link stays a link
    return "file:" + quote(os.fsencode(_rooted(slashed)), safe="/:")


def _rooted(slashed: str) -> str:
    """Three slashes before a drive letter, four before a share: the host stays empty."""
    return "//" + slashed if slashed.startswith("/") else "///" + slashed
