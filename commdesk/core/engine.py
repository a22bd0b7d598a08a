"""Which SQLite we speak to: sqlcipher3 on every system, with or without a key.

sqlite-utils prefers a module named pysqlite3; giving it sqlcipher3 under that name makes both
speak to one engine (and catch the same exceptions). A test holds this.
"""

import sys
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2 as engine

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", engine)

Connection = engine.Connection
DatabaseError = engine.DatabaseError
OperationalError = engine.OperationalError
IntegrityError = engine.IntegrityError
SQLITE_VERSION: str = engine.sqlite_version

APPLICATION_ID = 0x636D646B  # "cmdk", written in the header of every workbook

_PRAGMAS = (
    "PRAGMA cipher_log_level=none",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16000",
)


def connect(path: str, *, read_only: bool = False, wait_ms: int = 0) -> Any:
    """A raw connection with the house pragmas; autocommit, so only our BEGIN opens a transaction.

    `wait_ms`: how long a write waits for another connection; 0 on the GUI thread.
    """
    uri = _uri(path) + ("?mode=ro" if read_only else "?mode=rw")
    raw = engine.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        raw.row_factory = engine.Row
        for pragma in _PRAGMAS:
            raw.execute(pragma)
        raw.execute(f"PRAGMA busy_timeout={wait_ms}")
    except BaseException:
        raw.close()
        raise
    return raw


def create(path: str) -> Any:
    """A new, empty workbook file; the caller has made sure that nothing is there yet."""
    raw = engine.connect(path, isolation_level=None, check_same_thread=False)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    raw.execute("PRAGMA journal_mode=WAL")
    raw.close()
    return connect(path)


def _uri(path: str) -> str:
    from pathlib import Path

    return Path(path).resolve().as_uri()
