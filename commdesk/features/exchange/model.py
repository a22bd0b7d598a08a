"""What exchange speaks of: a list as it was taken in, an export as it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commdesk.core.feature import Change
from commdesk.core.sheets.spec import Problem


@dataclass(frozen=True, slots=True)
class Taken:
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


@dataclass(frozen=True, slots=True)
class ExportEntry:
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
