"""Is a workbook sound? What SQLite says of its pages, its links and its indexes."""

from __future__ import annotations

from typing import Any

from commdesk.core.words import Text, say

_SHOWN = 20


def faults(raw: Any, *, is_thorough: bool = True) -> list[Text]:
    """What is wrong inside the file, at most 20 things; an empty list means sound.

    Thorough also compares every index with its table; without it about half the time.
    """
    pragma = "integrity_check" if is_thorough else "quick_check"
    said = [row[0] for row in raw.execute(f"PRAGMA {pragma}({_SHOWN})").fetchall()]
    found = [say("Damage: {what}", what=line) for line in said if line != "ok"]
    loose = raw.execute('SELECT DISTINCT "table", parent FROM pragma_foreign_key_check').fetchall()
    found += [
        say("{table} points to rows of {parent} that are gone", table=t, parent=p) for t, p in loose
    ]
    return found[:_SHOWN]
