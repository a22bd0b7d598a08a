"""The simplest change that would fill a place that stays empty, tried before it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.values import Minutes
from commdesk.core.words import Text
from commdesk.features.moderation.dayparts import part_name
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.solving.board import rather_not
from commdesk.features.moderation.roster.solving.change import (
    Change,
    ChangeKind,
    apply_change,
    worded,
)
from commdesk.features.moderation.roster.solving.instance import Instance, number_of, spot_of
from commdesk.features.moderation.roster.solving.proposal import Uncovered
from commdesk.features.moderation.roster.solving.reach import minutes_of, reached, whole_gap
from commdesk.features.moderation.roster.solving.reasons import gap_shift, why
from commdesk.features.moderation.roster.solving.standing import Block, Standing

_A_LITTLE = 120
"""More hours than these in a week are asked of somebody only after the simpler changes."""
_ORDER = (
    ChangeKind.FILL, ChangeKind.EXCHANGE, ChangeKind.HOURS, ChangeKind.AVAILABILITY,
    ChangeKind.DAY_PART, ChangeKind.DAY_OFF,
)  # fmt: skip
_BLOCK_OF = {
    ChangeKind.HOURS: {Block.HOURS},
    ChangeKind.AVAILABILITY: {Block.AVAILABILITY},
    ChangeKind.DAY_OFF: {Block.DAY_OFF, Block.HOURS},
    ChangeKind.EXPERTISE: {Block.EXPERTISE},
}


_ONE_SHIFT = {ChangeKind.FILL, ChangeKind.EXCHANGE, ChangeKind.DAY_PART}
"""What makes room for a single shift."""
_UNSAID = Text("")


class Explained(Struct, frozen=True):
    """Places that nobody has, why, and what would help."""

    gap: Uncovered
    why: Text
    change: Change
    """Fills one of the places at least; fewer hours take them all away."""
    covers: Minutes
    """How much of what is short there it covers."""
    short: Minutes
    """What is short of the task in that day part; where any will do, in that week."""

    @property
    def closes(self) -> bool:
        return self.covers >= self.short


def explain(
    instance: Instance,
    shifts: Sequence[Shift] = (),
    *,
    is_best: bool = False,
) -> list[Explained]:
    """What is left uncovered when these shifts are made, in order of time.

    `is_best`: no more can be covered, so nobody looks for who could still take what over.
    """
    standing = Standing(instance, shifts)
    gaps = _gaps(instance, shifts)
    return [
        _explained(standing, shifts, gap, whole_gap(standing, gaps, gap), is_best=is_best)
        for gap in gaps
    ]


def _gaps(instance: Instance, shifts: Sequence[Shift]) -> list[Uncovered]:
    """Which kinds of places are not all filled; a shift fills the first one that it is like."""
    open_ = [kind.count for kind in instance.wanted]
    for shift in shifts:
        for number, kind in enumerate(instance.wanted):
            if (
                open_[number]
                and _is_like(shift, kind.task_id, kind.minutes)
                and ((shift.day, shift.day_part) in kind.spots)
            ):
                open_[number] -= 1
                break
    found = [
        Uncovered(kind.task_id, kind.week, kind.spot, kind.minutes, left, number)
        for number, (kind, left) in enumerate(zip(instance.wanted, open_, strict=True))
        if left
    ]
    return sorted(found, key=lambda gap: gap.week)


def _is_like(shift: Shift, task_id: int, minutes: int) -> bool:
    return shift.task_id == task_id and shift.minutes == minutes


def _explained(
    standing: Standing,
    shifts: Sequence[Shift],
    gap: Uncovered,
    whole: Sequence[Uncovered],
    *,
    is_best: bool,
) -> Explained:
    tries = sorted(_changes(standing, gap, is_best=is_best), key=_size)
    works = ((rank.change, _covers(standing, shifts, rank.change, gap, whole)) for rank in tries)
    change, covers = next((each for each in works if each[1]), _fewer(gap, whole))
    short = minutes_of(whole)
    text = _worded(standing, change, covers, short, is_several=covers > gap.each)
    return Explained(gap, why(standing, gap), replace(change, text=text), covers, short)


def _covers(
    standing: Standing,
    shifts: Sequence[Shift],
    change: Change,
    gap: Uncovered,
    whole: Sequence[Uncovered],
) -> Minutes:
    """How much of the whole gap can be filled after it, with all else as it is; 0: nothing."""
    changed = apply_change(standing.instance, change)
    shift = change.shift(changed)
    if shift is None:
        return Minutes(0)
    if change.gives:
        rest = replace(changed, kept=tuple(s for s in changed.kept if s != change.gives))
        moved = [s for s in shifts if s != change.gives]
        taken = replace(change.gives, moderator_id=change.taker_id)
        changed, shifts = rest, [*moved, taken]
    after = Standing(changed, shifts)
    person = after.board.place_of[shift.moderator_id]
    if after.blocks(person, shift) or not _is_as_free(standing, after, person):
        return Minutes(0)
    return gap.each if change.kind in _ONE_SHIFT else reached(after, person, whole)


def _is_as_free(before: Standing, after: Standing, person: int) -> bool:
    """A weekday more to be there can mean fewer hours in a week in which that day is off."""
    return all(
        after.free(person, week) >= min(before.free(person, week), 0)
        for week in before.instance.weeks
    )


class _Try(Struct, frozen=True):
    change: Change
    is_unwished: bool
    name: str


def _size(each: _Try) -> tuple[object, ...]:
    kind, minutes = each.change.kind, each.change.minutes
    is_much = kind == ChangeKind.HOURS and minutes > _A_LITTLE
    order = len(_ORDER) if is_much or kind not in _ORDER else _ORDER.index(kind)
    return order, kind != ChangeKind.HOURS, minutes, each.is_unwished, each.name


def _changes(standing: Standing, gap: Uncovered, *, is_best: bool) -> Iterator[_Try]:
    """Everything that one change could do for somebody."""
    spots, others = standing.spots_of(gap.wanted), standing.other_spots(gap.wanted)
    for person in range(len(standing.board.people)):
        for spot in spots:
            shift = gap_shift(standing, gap, person, spot)
            blocks = set(standing.blocks(person, shift))
            yield from _for_person(standing, gap, shift, blocks)
            if blocks and blocks <= {Block.HOURS, Block.TWICE, Block.REST} and not is_best:
                yield from _exchanges(standing, gap, shift, person)
        for spot in others:
            shift = gap_shift(standing, gap, person, spot)
            if not standing.blocks(person, shift):
                yield _try(standing, gap, ChangeKind.DAY_PART, shift)
                break


def _for_person(
    standing: Standing, gap: Uncovered, shift: Shift, blocks: set[Block]
) -> Iterator[_Try]:
    if not blocks:
        yield _try(standing, gap, ChangeKind.FILL, shift)
        return
    for kind, mends in _BLOCK_OF.items():
        if blocks <= mends and (kind != ChangeKind.DAY_OFF or Block.DAY_OFF in blocks):
            yield _try(standing, gap, kind, shift)


def _exchanges(standing: Standing, gap: Uncovered, shift: Shift, person: int) -> Iterator[_Try]:
    """Who could when somebody else takes over one of their other shifts."""
    for own in standing.movable(person, gap.week):
        if not standing.blocks(person, shift, without=own):
            for taker, other in enumerate(standing.board.people):
                if taker != person and not standing.blocks(taker, own):
                    yield _exchange(standing, gap, shift, own, other.id)
                    return


def _try(standing: Standing, gap: Uncovered, kind: ChangeKind, shift: Shift) -> _Try:
    place = standing.board.place_of[shift.moderator_id]
    person, task = standing.board.people[place], standing.board.tasks[gap.task_id]
    spot = spot_of(number_of(shift.day, shift.day_part))
    short = Minutes(shift.minutes - standing.free(place, gap.week))
    minutes = short if kind == ChangeKind.HOURS else Minutes(0)
    expertise = task.expertise if kind == ChangeKind.EXPERTISE else ""
    change = Change(
        kind, gap.wanted, gap.task_id, gap.week, _UNSAID, person.id, spot, minutes, expertise
    )
    return _Try(change, rather_not(person, *spot), person.name)


def _exchange(
    standing: Standing, gap: Uncovered, shift: Shift, gives: Shift, taker_id: int
) -> _Try:
    made = _try(standing, gap, ChangeKind.FILL, shift)
    kind = ChangeKind.EXCHANGE
    return replace(made, change=replace(made.change, kind=kind, gives=gives, taker_id=taker_id))


def _fewer(gap: Uncovered, whole: Sequence[Uncovered]) -> tuple[Change, Minutes]:
    """What always helps, and takes all of it away."""
    minutes = minutes_of(whole)
    gone = tuple((each.wanted, each.count) for each in whole)
    kind = ChangeKind.BUDGET
    change = Change(kind, gap.wanted, gap.task_id, gap.week, _UNSAID, minutes=minutes, gone=gone)
    return change, minutes


def _worded(
    standing: Standing, change: Change, covers: Minutes, short: Minutes, *, is_several: bool
) -> Text:
    board = standing.board
    names = {person.id: person.name for person in board.people}
    values: dict[str, object] = {
        "name": names.get(change.moderator_id or 0, ""),
        "task": board.tasks[change.task_id].name,
        "week": change.week,
        "minutes": change.minutes,
        "expertise": change.expertise,
    }
    if change.spot:
        values |= {"day": change.spot[0], "part": part_name(change.spot[1])}
    if given := change.gives:
        values |= {
            "taker": names.get(change.taker_id or 0, ""),
            "other": board.tasks[given.task_id].name,
            "other_day": given.day,
            "other_part": part_name(given.day_part),
        }
    return worded(change.kind, covers, short, values, is_several=is_several)
