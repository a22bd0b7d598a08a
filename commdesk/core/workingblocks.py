"""Working blocks: the hours of a weekday in which planned work is done, a setting of the workbook.

Without any every hour of a working day is for planned work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import asdict

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Minutes
from commdesk.core.workbook import read_fact, set_facts

FACT = "working_blocks"
WEEKDAYS = range(1, 8)
_DAY = 24 * 60
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.uh]\s*(\d{2})?)?")


class WorkingBlock(Struct, frozen=True, order=True):
    """From `start` to `end`, in minutes after midnight, on an ISO weekday (1 = Monday)."""

    weekday: int
    start: int
    end: int
    kind: str = ""
    """Kept for this kind of work; empty: for any."""

    @property
    def id(self) -> str:
        """No two blocks of a day begin at once."""
        return f"{self.weekday}/{self.start}"

    @property
    def length(self) -> Minutes:
        return Minutes(self.end - self.start)

    @property
    def span(self) -> str:
        """`9–12`, `9:30–12`."""
        return f"{short_time(self.start)}–{short_time(self.end)}"


def working_blocks(db: Database) -> tuple[WorkingBlock, ...]:
    """All of them, day by day, the earliest first."""
    return tuple(sorted(WorkingBlock(**each) for each in read_fact(db, FACT, [])))


@op("Add working block {span}")
def add_working_blocks(db: Database, blocks: Iterable[WorkingBlock]) -> None:
    """Add one block, or the same one on several days: all of them or none."""
    known = working_blocks(db)
    for block in blocks:
        _check(block, known)
        known = (*known, block)
        db.about(span=block.span)
    _store(db, known)


@op("Change working block {span}")
def change_working_block(db: Database, was: WorkingBlock, block: WorkingBlock) -> None:
    others = _without(working_blocks(db), was)
    _check(block, others)
    db.about(span=block.span)
    _store(db, (*others, block))


@op("Remove working block {span}")
def remove_working_block(db: Database, block: WorkingBlock) -> None:
    db.about(span=block.span)
    _store(db, _without(working_blocks(db), block))


def read_time(typed: str) -> int:
    """Minutes after midnight of `9`, `9:00`, `13.30`, `13u`; ValueError when it is no time."""
    found = _TIME.fullmatch(typed.strip().casefold())
    if not found:
        raise ValueError(typed)
    minutes = int(found[1]) * 60 + int(found[2] or 0)
    if int(found[2] or 0) >= 60 or minutes > _DAY:  # noqa: PLR2004 - minutes of an hour
        raise ValueError(typed)
    return minutes


def clock_time(minutes: int) -> str:
    """`9:00`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def short_time(minutes: int) -> str:
    """`9` on the hour, else `9:30`."""
    return clock_time(minutes) if minutes % 60 else str(minutes // 60)


def _without(blocks: tuple[WorkingBlock, ...], gone: WorkingBlock) -> tuple[WorkingBlock, ...]:
    rest = tuple(block for block in blocks if block != gone)
    if len(rest) == len(blocks):
        raise Refused("This working block is no longer in the list.")
    return rest


def _check(block: WorkingBlock, others: Iterable[WorkingBlock]) -> None:
    if block.weekday not in WEEKDAYS:
        raise Refused("Choose a day of the week.", field="weekday")
    if not 0 <= block.start < _DAY:
        raise Refused("From which time on?", field="start")
    if not block.start < block.end <= _DAY:
        raise Refused("The end lies before the start.", field="end")
    for other in others:
        if other.weekday == block.weekday and other.start < block.end and block.start < other.end:
            raise Refused(
                "It overlaps with {span} on the same day.", span=other.span, field="start"
            )


def _store(db: Database, blocks: Iterable[WorkingBlock]) -> None:
    set_facts(db, **{FACT: [asdict(block) for block in sorted(blocks)]})
