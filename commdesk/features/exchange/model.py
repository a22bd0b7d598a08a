"""What exchange speaks of: a list as it was taken in, an export as it was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from commdesk.core.feature import Change, Intake, Plan
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
    also: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    """Intake -> canonical rows of another kind in the same file: what its people did.

    Such a row names its person in `person`, by the row of `rows` that is about them; None when
    the file does not tell who that is.
    """


class Part(Struct, frozen=True):
    """One kind of thing that a list brings in: its people, or what they did."""

    intake: Intake
    plan: Plan


class Import(Struct, frozen=True):
    """Everything that taking a list in would do: shown to the user, and applied unchanged."""

    source: str
    parts: tuple[Part, ...]
    """The kind that was asked for first; the others need what it makes."""

    @property
    def plan(self) -> Plan:
        """The plan of what was asked for."""
        return self.parts[0].plan

    @property
    def has_work(self) -> bool:
        return any(part.plan.count("new") or part.plan.count("changed") for part in self.parts)


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
