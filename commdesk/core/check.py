"""Is a workbook sound? What SQLite says of its pages, its links and its indexes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commdesk.core import engine, files
from commdesk.core.errors import Damaged
from commdesk.core.keys import Key
from commdesk.core.words import Text, say, say_n

_SHOWN = 20
_WAIT_MS = 5_000


def find_faults(path: Path, key: Key | None = None, *, is_thorough: bool = True) -> list[Text]:
    """What is wrong inside a file, as `faults`; that it cannot be read is a fault too."""
    try:
        return look_into(path, key, is_thorough=is_thorough)
    except Damaged as damaged:
        return [damaged.text]


def look_into(path: Path, key: Key | None = None, *, is_thorough: bool = True) -> list[Text]:
    """What is wrong inside a file, on a connection of its own, also beside a writer.

    Raises Damaged, or Refused, for a file that cannot be read at all.
    """
    with files.readable_errors(path):
        raw = engine.connect(str(path), key=key, read_only=True, wait_ms=_WAIT_MS)
        try:
            return faults(raw, is_thorough=is_thorough)
        finally:
            raw.close()


def faults(raw: Any, *, is_thorough: bool = True) -> list[Text]:
    """What is wrong inside the file, at most 20 things; an empty list means sound.

    Thorough also compares every index with its table; without it about half the time. Of a
    protected file each page has a checksum: no byte of it changes without being found. A plain file
    has none, so that a changed letter in a text is not seen there.
    """
    if broken := _broken_pages(raw):
        return [_told(broken)]
    return _told_by_sqlite(raw, is_thorough=is_thorough)


def _broken_pages(raw: Any) -> set[int]:
    """Looked at twice: a page that somebody was just writing is whole the second time."""
    found = set(engine.broken_pages(raw))
    return found & set(engine.broken_pages(raw)) if found else found


def _told(broken: set[int]) -> Text:
    return say_n(
        "{n} page of the file is damaged: its checksum is wrong.",
        "{n} pages of the file are damaged: their checksums are wrong.",
        len(broken),
    )


def _told_by_sqlite(raw: Any, *, is_thorough: bool) -> list[Text]:
    pragma = "integrity_check" if is_thorough else "quick_check"
    said = [row[0] for row in raw.execute(f"PRAGMA {pragma}({_SHOWN})").fetchall()]
    found = [say("Damage: {what}", what=line) for line in said if line != "ok"]
    loose = raw.execute('SELECT DISTINCT "table", parent FROM pragma_foreign_key_check').fetchall()
    found += [
        say("{table} points to rows of {parent} that are gone", table=t, parent=p) for t, p in loose
    ]
    return found[:_SHOWN]
