"""Writes of the roster: shifts, checked by the rules, with exceptions that somebody allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import asdict, replace

from commdesk.core.database import Database, delete, insert, update
from commdesk.core.errors import Refused
from commdesk.core.journal import op
from commdesk.core.values import Week
from commdesk.features.moderation.roster.model import Shift, check_shift
from commdesk.features.moderation.roster.queries import Surroundings, around, find_shift
from commdesk.features.moderation.rows import row_of
from commdesk.features.moderation.tasks import find_task, name_of_task
from commdesk.features.moderation.team import find_moderator, name_of_moderator


@op("Roster {name} for {task}")
def add_shift(db: Database, shift: Shift, *, is_allowed: bool = False) -> int:
    """Plan hours of one person; refuses with the reason what they cannot do.

    With `is_allowed` a rule that may be broken is, and the shift shows as an exception.
    """
    return insert(db, "moderation_shift", _checked(db, shift, is_allowed=is_allowed))


@op("Change the shift of {name} for {task}")
def change_shift(
    db: Database, shift_id: int, changes: Mapping[str, Any], *, is_allowed: bool = False
) -> None:
    """Another day, day part, person or length; checked as a new shift is."""
    shift = replace(find_shift(db, shift_id), **changes)
    update(db, "moderation_shift", shift_id, _checked(db, shift, is_allowed=is_allowed))


@op("Pin the shift of {name} for {task}")
def pin_shift(db: Database, shift_id: int, *, is_pinned: bool) -> None:
    """A proposal leaves a pinned shift where it is."""
    _name(db, find_shift(db, shift_id))
    update(db, "moderation_shift", shift_id, {"is_pinned": int(is_pinned)})


@op("Remove the shift of {name} for {task}")
def remove_shift(db: Database, shift_id: int) -> None:
    _name(db, find_shift(db, shift_id))
    delete(db, "moderation_shift", shift_id)


@op("Take over the roster of {week}")
def take_over(
    db: Database, weeks: Sequence[Week], shifts: Sequence[Shift], known: Sequence[Shift]
) -> None:
    """Make these the shifts of the weeks in place of `known`, those that were looked at.

    What stays the same is left alone; a shift that was added, changed or removed since is never
    taken away or made twice: each is checked by the rules as it stands now.
    """
    ends = dict.fromkeys((str(weeks[0]), str(weeks[-1])))
    db.about(week=" – ".join(ends))
    days = weeks[0].monday, weeks[-1].sunday
    now = Surroundings(db, *days)
    there = {_place(s): s for s in now.shifts if days[0] <= s.day <= days[1]}
    wanted = {_place(shift): replace(shift, id=0) for shift in shifts}
    gone = {_place(shift) for shift in known if _place(shift) not in wanted}
    gone = {place for place in gone if place in there and not there[place].is_kept}
    for place in gone:
        delete(db, "moderation_shift", there[place].id)
    own: defaultdict[int, list[Shift]] = defaultdict(list)
    for shift in now.shifts:
        if _place(shift) not in gone:
            own[shift.moderator_id].append(shift)
    for place, shift in wanted.items():
        if place not in there:
            _check(now, shift, own[shift.moderator_id])
            own[shift.moderator_id].append(shift)
            insert(db, "moderation_shift", _row(replace(shift, exception="")))


def _check(now: Surroundings, shift: Shift, own: Sequence[Shift]) -> None:
    task, person = now.tasks.get(shift.task_id), now.people.get(shift.moderator_id)
    if task is None or person is None:
        raise Refused("The tasks or the team changed meanwhile. Propose the roster again.")
    check_shift(shift, task, person, now.around(shift, own))


def _place(shift: Shift) -> tuple[Any, ...]:
    return shift.task_id, shift.moderator_id, shift.day, str(shift.day_part), int(shift.minutes)


def _checked(db: Database, shift: Shift, *, is_allowed: bool) -> dict[str, Any]:
    """The row of a shift that holds by the rules, with the exceptions that were allowed."""
    task, person = find_task(db, shift.task_id), find_moderator(db, shift.moderator_id)
    db.about(name=person.name, task=task.name)
    exception = check_shift(shift, task, person, around(db, shift), is_allowed=is_allowed)
    return _row(replace(shift, exception=exception))


def _row(shift: Shift) -> dict[str, Any]:
    row = row_of(asdict(shift))
    del row["id"]
    return row


def _name(db: Database, shift: Shift) -> None:
    task, name = name_of_task(db, shift.task_id), name_of_moderator(db, shift.moderator_id)
    db.about(name=name, task=task)
