"""The shifts of one week once more in another, each checked by the rules."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import asdict, replace

from commdesk.core.database import Database, insert
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Week
from commdesk.core.words import Text
from commdesk.features.moderation.roster.model import Shift, check_shift
from commdesk.features.moderation.roster.queries import around, shifts_between
from commdesk.features.moderation.rows import row_of
from commdesk.features.moderation.tasks import find_task
from commdesk.features.moderation.team import find_moderator


class Copied(Struct, frozen=True):
    """How many shifts were copied, and of those that were not who and why."""

    count: int
    refused: Sequence[tuple[Shift, Text]]


@op("Copy the roster of {source} into {week}")
def copy_week(db: Database, source: Week, target: Week) -> Copied:
    """Add what fits of one week to another; what is there stays, what does not fit is told.

    Neither pins nor exceptions are copied: they were about that week alone.
    """
    db.about(source=str(source), week=str(target))
    there = {_place(shift) for shift in shifts_between(db, target.monday, target.sunday)}
    refused: list[tuple[Shift, Text]] = []
    count = 0
    for shift in shifts_between(db, source.monday, source.sunday):
        moved = _moved(shift, source, target)
        if _place(moved) in there:
            continue
        try:
            _add(db, moved)
            count += 1
        except Refused as why:
            refused.append((moved, why.text))
    return Copied(count, refused)


def _moved(shift: Shift, source: Week, target: Week) -> Shift:
    day = shift.day + (target.monday - source.monday)
    return replace(shift, id=0, day=day, is_pinned=False, exception="")


def _add(db: Database, shift: Shift) -> None:
    task, person = find_task(db, shift.task_id), find_moderator(db, shift.moderator_id)
    check_shift(shift, task, person, around(db, shift))
    row = row_of(asdict(shift))
    del row["id"]
    insert(db, "moderation_shift", row)


def _place(shift: Shift) -> tuple[object, ...]:
    return shift.task_id, shift.moderator_id, shift.day, str(shift.day_part)
