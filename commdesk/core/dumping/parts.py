"""How a readable export is laid out, and how one row is written in it and read back."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

SUFFIX = ".zip"
FORMAT = "commdesk-dump"
FORMAT_VERSION = 1
CONTENTS = "contents.json"
READMES = ("LEESMIJ.txt", "README.txt")
HISTORY = frozenset({"journal_entry", "journal_change"})
_EXACT = 2**53
"""Past this a number in JSON is no longer the same number everywhere."""


class PartSaid(Struct, frozen=True):
    """What the contents say of one part."""

    table: str
    file: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


class Said(Struct, frozen=True):
    """The contents of an export: `contents.json`."""

    format: str
    format_version: int
    made_by: str
    workbook: str
    language: str
    schema_version: int
    steps: tuple[tuple[str, str], ...]
    """The changes of schema that the rows have had: (set, name)."""
    has_history: bool
    parts: tuple[PartSaid, ...]


class Dumped(Struct, frozen=True):
    """What was written, or read back: rows by table."""

    rows: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def file_of(table: str) -> str:
    folder = "history" if table in HISTORY else "tables"
    return f"{folder}/{table}.json"


def written(columns: Sequence[str], values: Sequence[Any]) -> str:
    """One row as a line of JSON."""
    row = {name: _written(name, value) for name, value in zip(columns, values, strict=True)}
    return json.dumps(row, ensure_ascii=False, separators=(", ", ": "))


def read_back(columns: Sequence[str], kinds: Sequence[str], line: str) -> tuple[Any, ...]:
    """The values of one row; raises ValueError for what is none of this table."""
    row = json.loads(line)
    if not isinstance(row, dict) or list(row) != list(columns):
        raise ValueError(line[:80])
    return tuple(_read_back(row[name], kind) for name, kind in zip(columns, kinds, strict=True))


def _written(column: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    if isinstance(value, int) and (column == "id" or column.endswith("_id") or abs(value) > _EXACT):
        return str(value)
    return value


def _read_back(value: Any, kind: str) -> Any:
    if isinstance(value, dict):
        try:
            return base64.b64decode(value["base64"], validate=True)
        except (KeyError, TypeError, binascii.Error) as error:
            raise ValueError(value) from error
    if isinstance(value, list | bool):
        raise ValueError(value)  # noqa: TRY004 - of a part, not of our own code
    if isinstance(value, str) and kind.upper().startswith("INT"):
        return int(value)
    return value
