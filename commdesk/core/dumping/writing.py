"""Writes everything in a workbook to a zip that can be read without commdesk."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec

from commdesk import __version__
from commdesk.core import migrate
from commdesk.core.database import Database, batched
from commdesk.core.desk import Desk
from commdesk.core.dumping.parts import (
    CONTENTS,
    FORMAT,
    FORMAT_VERSION,
    HISTORY,
    READMES,
    Dumped,
    PartSaid,
    Said,
    file_of,
    written,
)
from commdesk.core.packing import Tick
from commdesk.core.rebuilding import steps_of, taken_tables
from commdesk.core.words import LANGUAGES, Words, say

_BLOCK = 1_000
_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # of every part, so that the same content gives the same zip


def dump(desk: Desk, path: Path, tick: Tick, *, with_history: bool = True) -> Dumped:
    """Write all tables, as they stand at one moment, to a new file; `desk` is not written to.

    What is derived from other tables is left out: it is made again.
    """
    db = desk.db
    tables = [t for t in taken_tables(db.raw, desk.features) if with_history or t not in HISTORY]
    db.execute("BEGIN")
    try:
        with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as zipped:
            total = sum(db.value(f'SELECT count(*) FROM "{table}"') for table in tables)
            writer = _Writer(db, zipped, tick, total)
            parts = tuple(writer.write(table) for table in tables)
            said = _said(desk, parts, with_history=with_history)
            _put(zipped, CONTENTS, msgspec.json.format(msgspec.json.encode(said), indent=2))
            for name, language in zip(READMES, LANGUAGES, strict=True):
                _put(zipped, name, _readme(desk, Words(language), parts).encode())
    finally:
        db.execute("ROLLBACK")
    return Dumped({part.table: part.rows for part in parts})


class _Writer:
    """Writes a part for each table and says what is in it."""

    def __init__(self, db: Database, zipped: zipfile.ZipFile, tick: Tick, total: int) -> None:
        self._db, self._zipped, self._tick, self._total = db, zipped, tick, total
        self._done = 0

    def write(self, table: str) -> PartSaid:
        columns = tuple(self._db.column(f"SELECT name FROM pragma_table_info('{table}')"))
        digest, rows = hashlib.sha256(), 0
        with self._zipped.open(_info(file_of(table)), "w") as part:
            for block in self._blocks(table, columns):
                text = ("[\n" if rows == 0 else ",\n") + ",\n".join(block)
                rows += len(block)
                _write(part, digest, text)
                self._done += len(block)
                self._tick(self._done, self._total)
            _write(part, digest, "\n]\n" if rows else "[]\n")
        return PartSaid(table, file_of(table), columns, rows, digest.hexdigest())

    def _blocks(self, table: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        names = ", ".join(f'"{name}"' for name in columns)
        cursor = self._db.raw.execute(f'SELECT {names} FROM "{table}" ORDER BY rowid')
        return batched((written(columns, tuple(row)) for row in cursor), _BLOCK)


def _said(desk: Desk, parts: tuple[PartSaid, ...], *, with_history: bool) -> Said:
    return Said(
        format=FORMAT,
        format_version=FORMAT_VERSION,
        made_by=f"commdesk {__version__}",
        workbook=desk.workbook.name,
        language=desk.workbook.language,
        schema_version=migrate.version_of(desk.db.raw),
        steps=tuple(steps_of(desk.db.raw)),
        has_history=with_history,
        parts=parts,
    )


def _readme(desk: Desk, words: Words, parts: tuple[PartSaid, ...]) -> str:
    """What this is, for somebody who opens it without commdesk."""
    lines = [
        words(say("Everything in the workbook {name}", name=desk.workbook.name)),
        "",
        words(
            "This zip holds every table of the workbook as a text that people and programs can "
            "read (JSON, UTF-8): one row on a line, days and moments in ISO, ids as text. It holds "
            "personal data and has no passphrase: keep it as carefully as the workbook itself."
        ),
        words(
            "commdesk makes a new workbook of it: commdesk load THIS.zip --to NEW.commdesk, or in "
            "the window under Data, Recovery. contents.json says how many rows each part has and "
            "its SHA-256, so that a change or damage is noticed."
        ),
        "",
        *(f"{part.file}: {words(desk.called(part.table))}, {part.rows}" for part in parts),
        "",
    ]
    return "\n".join(lines)


def _put(zipped: zipfile.ZipFile, name: str, content: bytes) -> None:
    zipped.writestr(_info(name), content)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _SAME_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _write(part: IO[bytes], digest: hashlib._Hash, text: str) -> None:
    content = text.encode("utf-8")
    digest.update(content)
    part.write(content)
