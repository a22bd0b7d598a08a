"""Read in this process what is no danger: a child for every small example would cost minutes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.sheets.child import Task, answers
from commdesk.core.sheets.limits import Limits

Rows = list[tuple[int, list[Any]]]


def rows_of(path: Path, *, limits: Limits | None = None, **how: Any) -> Rows:
    """What the child would send, or the refusal it would send."""
    rows: Rows = []
    for message in answers(Task(path, limits or Limits(), **how)):
        match message:
            case ("rows", block):
                rows += [(row, list(cells)) for row, cells in block]
            case ("refused", text):
                raise Refused(text)
            case ("gave_up" | "broken", why):
                raise AssertionError(why)
    return rows


def cells_of(path: Path, **how: Any) -> list[list[Any]]:
    return [cells for _, cells in rows_of(path, **how)]


def text_file(folder: Path, content: str | bytes, name: str = "leden.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
