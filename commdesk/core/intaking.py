"""What can come in out of a file: rows, the plan of what they would change, and who applies it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field

from commdesk.core.sheets.spec import Column, Problem
from commdesk.core.words import Text

if TYPE_CHECKING:
    from commdesk.core.database import Database

ChangeKind = Literal["new", "changed", "same", "skipped"]


class Change(Struct, frozen=True):
    """One row of an import plan: what would happen to which thing, and why."""

    row: int
    """As Excel shows it."""
    kind: ChangeKind
    title: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    """Field -> (old, new)."""
    reason: Text | None = None
    target: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What the feature that planned it needs to apply it; `same_as`: the row that it repeats."""


class Plan(Struct, frozen=True):
    """What an import will do: shown and applied unchanged."""

    format: str
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...] = ()
    dropped: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    """Headings of filled columns that nobody knows: said, so that nothing is lost in silence."""

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)

    @property
    def identities(self) -> int:
        """How many numbers of other programs it adds, by which people are known from then on."""
        due = (change for change in self.changes if change.kind in {"new", "changed"})
        return sum(len(change.extra.get("identities", ())) for change in due)


class Intake(Struct, frozen=True):
    """What a feature can take from a file: canonical rows -> plan -> one op."""

    name: str
    title: str
    columns: tuple[Column, ...]
    plan: Callable[[Database, Sequence[Mapping[str, Any]], date], Plan]
    """Rows are {column key: value}, with `row` = the Excel row number."""
    apply: Callable[..., Mapping[int, int]]
    """Op: apply(db, plan, today=..., source=..., people=...); gives row -> id of what it is about.

    `people`: row -> id of the people of the same file; `extra["person"]` of another row names one.
    """
    needs: tuple[str, ...] = ()
    """Keys of columns without which a list is no such list."""
    columns_for: Callable[[Database], tuple[Column, ...]] | None = None
    """Further columns that only this workbook has."""
    table: str = ""
    """Table of the things that `Change.target` names; its columns are called as the fields are."""

    def columns_in(self, db: Database) -> tuple[Column, ...]:
        """Every column that a file may have in this workbook."""
        return (*self.columns, *(self.columns_for(db) if self.columns_for else ()))
