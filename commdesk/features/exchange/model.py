"""What exchange speaks of: a list and its columns, what it would do, an export as it was made."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from commdesk.core.intaking import Change, Intake, Plan
from commdesk.core.sheets.spec import Problem
from commdesk.core.words import Text, say

WORK = ("new", "changed")
"""The kinds of change that do something."""
LEFT_OUT = ""
"""In the place of a column key: this column of the file is not taken in."""
AS_TOLD = "*"
"""In the place of a column key: what the program that wrote the list means by the column."""
NO_HEADINGS = 0
"""In the place of a heading row: the list begins with its first row."""


class Labels(Struct, frozen=True):
    """What stands in a plan, in words: all msgids, by the key of the column."""

    headings: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]]
    """Column -> stored value -> how it is called."""
    hours: frozenset[str]
    """Columns of which the value is a number of minutes."""


class Chosen(Struct, frozen=True):
    """What somebody chose for one list, over what was recognised."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Mark of a column -> column key, LEFT_OUT or AS_TOLD; one not named stays as recognised."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Mark of a closed column that is taken by hand -> why."""
    heading_row: int | None = None
    """As Excel shows it; NO_HEADINGS, or None: found by itself."""


class Remembered(Struct, frozen=True):
    """What was chosen for lists with these headings, and when."""

    keys: Mapping[str, str]
    """Token of a column -> column key, or LEFT_OUT."""
    chosen_on: date


class FoundColumn(Struct, frozen=True):
    """One column of a list as it stands in the file, and what it is taken for."""

    mark: str
    """Names the column among the others of its list, also in a next file with another order."""
    token: str
    """The mark as it is kept in the workbook: no heading can be read from it."""
    heading: str
    """As the file has it; its letter where it has none."""
    samples: tuple[str, ...]
    key: str = LEFT_OUT
    by_default: str = LEFT_OUT
    """What it would be taken for by itself."""
    closed: Text | None = None
    """Why the door is closed for it."""
    is_never: bool = False
    """No reason opens the door."""
    reason: str = ""
    """Why it is taken by hand nevertheless."""


class Layout(Struct, frozen=True):
    """How a list was read: its sheet, its heading row, its columns; somebody may correct it."""

    columns: tuple[FoundColumn, ...]
    heading_row: int
    first_rows: tuple[tuple[int, str], ...] = ()
    """(row, what stands in it): where the headings may stand instead."""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    signature: str = ""
    """Under which the choice is remembered; empty when its headings may be somebody's data."""
    chosen_on: date | None = None
    """The day of the choice that was remembered and holds here."""
    program: str = ""
    """Which program wrote the list: what nobody corrects keeps the meaning that it has there."""
    question: Text | None = None
    """Why somebody must look at the columns before the list can come in."""

    @property
    def corrections(self) -> dict[str, str]:
        """What was chosen over recognition, by token: worth remembering for the next such list."""
        return {c.token: c.key for c in self.columns if c.key != c.by_default and not c.closed}

    @property
    def has_unknown(self) -> bool:
        """Whether a filled column was not recognised; of a program we know what we leave out."""
        return not self.program and any(
            c.key == LEFT_OUT and not c.closed and c.samples for c in self.columns
        )


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
    why_dropped: Mapping[str, Text] = field(default_factory=dict)
    """Why a column was closed at the door, by its heading."""
    by_hand: Mapping[str, str] = field(default_factory=dict)
    """Closed column that was taken by hand -> the reason that was given."""
    layout: Layout | None = None
    """The columns of a list that no program's format says."""


class Origin(Struct, frozen=True):
    """Where a value that the workbook has came from."""

    source: str
    """The program or list; empty when somebody typed it."""
    on: date


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
        return any(part.plan.count(kind) for part in self.parts for kind in WORK)


def without(made: Import, left_out: Sequence[Container[int]]) -> Import:
    """The import without some rows: for each part the places in its plan that were unticked.

    What a new person did has nobody to belong to when the person is left out, and goes too.
    """
    missing = {
        change.row
        for place, change in enumerate(made.plan.changes)
        if place in left_out[0] and change.target is None
    }
    parts = tuple(
        _part_without(part, left_out[number], missing if number else ())
        for number, part in enumerate(made.parts)
    )
    return replace(made, parts=parts)


def _part_without(part: Part, left_out: Container[int], missing: Container[int]) -> Part:
    changes = tuple(
        _left_out(change) if place in left_out or change.extra.get("person") in missing else change
        for place, change in enumerate(part.plan.changes)
    )
    return replace(part, plan=replace(part.plan, changes=changes))


def _left_out(change: Change) -> Change:
    if change.kind not in WORK:
        return change
    return replace(change, kind="skipped", reason=say("left out by hand"))


class ImportEntry(Struct, frozen=True):
    """One line of the list of earlier imports."""

    at: datetime
    actor: str
    device: str
    file_name: str
    format: str
    new_count: int = 0
    changed_count: int = 0
    same_count: int = 0
    skipped_count: int = 0
    dropped: tuple[str, ...] = ()
    """Headings that were left at the door."""
    by_hand: Mapping[str, str] = field(default_factory=dict)
    """Heading of a column taken by hand -> the reason."""
    id: int = 0
