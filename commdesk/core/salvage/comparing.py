"""Two workbooks beside each other, table by table: what is in one only, and what differs."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct

from commdesk.core import engine
from commdesk.core.keys import Key


class Difference(Struct, frozen=True):
    """Of one table: rows that only the one has, only the other, and that both have otherwise."""

    table: str
    only_first: int
    only_second: int
    other: int


def differences(
    first: Path, second: Path, tables: Iterable[str], key: Key | None = None
) -> list[Difference]:
    """The tables that are not the same in both; one that is missing counts as empty."""
    with (
        closing(engine.connect(str(first), key=key, read_only=True)) as one,
        closing(engine.connect(str(second), key=key, read_only=True)) as two,
    ):
        found = [_of(table, _marks(one, table), _marks(two, table)) for table in tables]
    return [each for each in found if each.only_first or each.only_second or each.other]


def _of(table: str, first: dict[int, int], second: dict[int, int]) -> Difference:
    both = first.keys() & second.keys()
    return Difference(
        table,
        only_first=len(first) - len(both),
        only_second=len(second) - len(both),
        other=sum(first[key] != second[key] for key in both),
    )


def _marks(raw: Any, table: str) -> dict[int, int]:
    """Of each row its key and a number that another row has not; no row stays in memory."""
    try:
        rows = raw.execute(f'SELECT rowid, * FROM "{table}"')
        return {row[0]: hash(tuple(row)) for row in rows}
    except engine.OperationalError:
        return {}
