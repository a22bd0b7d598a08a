"""What exchange speaks of: a list as it was taken in, an export as it was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from commdesk.core.feature import Change
from commdesk.core.sheets.spec import Problem


class Taken(Struct, frozen=True):
    """What a file holds, in the columns of an intake."""

    format: str
    """Stable name of the program it comes from: generic, discourse."""
    source: str
    """How history and a member's own page name where it came from."""
    rows: tuple[Mapping[str, Any], ...]
    """Canonical rows: {column key: value}, `row` as Excel shows it, `identities`."""
    problems: tuple[Problem, ...] = ()
    dropped: tuple[str, ...] = ()
    """Headings of columns that were closed at the door."""
    unused: tuple[str, ...] = ()
    """Headings of filled columns that no column of the intake goes by."""
    skipped: tuple[Change, ...] = ()
    """Rows that the program itself says are nobody."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Column key -> the heading it has in this file."""


class ExportEntry(Struct, frozen=True):
    """One line of the export log."""

    at: datetime
    actor: str
    device: str
    file_name: str
    sheets: tuple[str, ...]
    row_count: int
    people_count: int
    purpose: str
    id: int = 0
