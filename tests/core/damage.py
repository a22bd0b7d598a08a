"""Damage to a workbook file, as disks and half-finished copies do it; the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from commdesk.catalog import FEATURES
from commdesk.core import engine
from commdesk.core.keys import Key
from commdesk.core.rebuilding import taken_tables

PAGE = 4096
Rows = dict[str, dict[int, tuple[Any, ...]]]


def destroy_pages(path: Path, pages: Iterable[int], seed: int = 1) -> None:
    """Fill these pages (from 1) with noise."""
    rng = random.Random(seed)  # noqa: S311
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(rng.randbytes(PAGE))


def some_pages(path: Path, count: int, seed: int) -> list[int]:
    """Pages by lot; the first, with the list of tables, as likely as any other."""
    return random.Random(seed).sample(range(1, path.stat().st_size // PAGE + 1), count)  # noqa: S311


def overwrite(path: Path, count: int, size: int, seed: int) -> None:
    """Change so many bytes at so many places."""
    rng = random.Random(seed)  # noqa: S311
    with path.open("r+b") as file:
        for _ in range(count):
            file.seek(rng.randrange(path.stat().st_size - size))
            file.write(rng.randbytes(size))


def rows_of(path: Path, key: Key | None = None) -> Rows:
    """Every row of every table that is not made again from others."""
    with closing(engine.connect(str(path), key=key, read_only=True)) as raw:
        return {
            table: {r[0]: tuple(r) for r in raw.execute(f'SELECT rowid, * FROM "{table}"')}
            for table in taken_tables(raw, FEATURES)
        }


def share_back(before: Rows, after: Rows) -> float:
    """The share of the rows that are there again, just as they were."""
    total = sum(map(len, before.values()))
    back = sum(
        row == after.get(table, {}).get(key)
        or (table == "journal_entry" and key in after.get(table, {}))  # undo is closed there
        for table, rows in before.items()
        for key, row in rows.items()
    )
    return back / total
