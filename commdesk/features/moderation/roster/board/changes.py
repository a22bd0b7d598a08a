"""What a proposal changes in the roster: added, removed, and given to somebody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from commdesk.features.moderation.roster.model import Shift

Same = tuple[object, ...]


class Differences(Struct, frozen=True):
    """Shifts that come, that go, and how many of both are one place with another person."""

    added: tuple[Shift, ...]
    removed: tuple[Shift, ...]
    changed: int

    @property
    def is_empty(self) -> bool:
        return not self.added and not self.removed


def differences(before: Sequence[Shift], after: Sequence[Shift]) -> Differences:
    """By task, person, day, day part and length; the id of a shift plays no part."""
    old, new = Counter(map(same, before)), Counter(map(same, after))
    added = tuple(_beyond(after, new - old))
    removed = tuple(_beyond(before, old - new))
    come, gone = Counter(map(_place, added)), Counter(map(_place, removed))
    return Differences(added, removed, (come & gone).total())


def same(shift: Shift) -> Same:
    """What makes two shifts the same one."""
    place = shift.task_id, shift.moderator_id, shift.day, str(shift.day_part)
    return (*place, int(shift.minutes))


def _place(shift: Shift) -> Same:
    return shift.task_id, shift.day, str(shift.day_part)


def _beyond(shifts: Sequence[Shift], surplus: Counter[Same]) -> list[Shift]:
    rest = Counter(surplus)
    found = []
    for shift in shifts:
        if rest[same(shift)]:
            rest[same(shift)] -= 1
            found.append(shift)
    return found
