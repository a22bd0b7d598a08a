"""A private copy of a damaged workbook with its -wal, made fit to be read page by page.

The file itself is only ever copied: SQLite opens the copy alone, so that not even a checkpoint on
closing can change what is damaged.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from commdesk.core import engine, files
from commdesk.core.keys import Key
from commdesk.core.packing import Tick
from commdesk.core.paths import user_data
from commdesk.core.salvage.frame import PAGE, put_on

COMPANIONS = ("-wal", "-journal")
_BLOCK = 1 << 20


class Aside(Struct, frozen=True):
    """The copy, how many pages it has, and which of them are known to be damaged."""

    path: Path
    key: Key | None
    pages: int
    broken: frozenset[int]
    """By their checksums: a file without a passphrase has none."""
    has_first_page: bool


@contextmanager
def set_aside(file: Path, key: Key | None, tick: Tick) -> Iterator[Aside]:
    """A copy in a folder of the user's own that is gone afterwards."""
    shelf = user_data() / "recovery"
    shelf.mkdir(parents=True, exist_ok=True)
    _sweep(shelf)
    with TemporaryDirectory(dir=shelf, ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy"
        _copy(file, copy, tick)
        for ending in COMPANIONS:
            if (beside := file.with_name(file.name + ending)).exists():
                shutil.copyfile(beside, copy.with_name(copy.name + ending))
        has_first_page = _take_in(copy, key) or not _with_new_first_page(copy, key)
        broken = frozenset(_broken(copy, key))
        _blank(copy, broken)
        pages = -(-copy.stat().st_size // PAGE)
        if key and len(broken) >= pages - 1:  # the first may be a new one
            raise files.wrong_passphrase(file)
        yield Aside(copy, key, pages, broken, has_first_page and 1 not in broken)


def _sweep(shelf: Path) -> None:
    """What a killed process left: nobody else looks here."""
    for old in shelf.iterdir():
        shutil.rmtree(old, ignore_errors=True)


def _copy(file: Path, copy: Path, tick: Tick) -> None:
    size = file.stat().st_size
    with file.open("rb") as source, copy.open("xb") as target:
        while block := source.read(_BLOCK):
            target.write(block)
            tick(target.tell(), max(size, target.tell()))


def _take_in(copy: Path, key: Key | None) -> bool:
    """Bring what only the -wal or the journal holds into the copy; False when it does not open."""
    try:
        raw = engine.connect_loosely(str(copy), key)
    except engine.DatabaseError:
        return False
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raw.execute("PRAGMA journal_mode=DELETE").fetchall()
        raw.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except (engine.DatabaseError, UnicodeDecodeError) as error:
        return engine.code_of(error) not in {engine.NOTADB, engine.IOERR, engine.CANTOPEN}
    finally:
        raw.close()
    return True


def _with_new_first_page(copy: Path, key: Key | None) -> bool:
    """Without its first page a file opens nowhere: with a new one it takes in the -wal."""
    size, has_wal = copy.stat().st_size, copy.with_name(copy.name + "-wal").exists()
    put_on(copy, key, as_wal=has_wal)
    if has_wal:
        _take_in(copy, key)
    else:
        os.truncate(copy, size)  # for its count of pages it was made longer
    for ending in (*COMPANIONS, "-shm"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
    return True


def _broken(copy: Path, key: Key | None) -> list[int]:
    if key is None:
        return []
    with suppress(engine.DatabaseError):
        raw = engine.connect_loosely(str(copy), key)
        try:
            return engine.broken_pages(raw)
        finally:
            raw.close()
    return []


def _blank(copy: Path, broken: frozenset[int]) -> None:
    """A page of zeros reads as damaged; one with a bad checksum ends the whole connection."""
    with copy.open("r+b") as file:
        for page in broken:
            file.seek((page - 1) * PAGE)
            file.write(bytes(PAGE))
