"""Why a place stays empty, and the simplest change that would fill it, tried before it is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.values import Minutes
from commdesk.core.words import Text, say, say_n
from commdesk.features.moderation.dayparts import part_name
from commdesk.features.moderation.roster.model import LONGEST_SHIFT, Shift
from commdesk.features.moderation.roster.solving.board import rather_not
from commdesk.features.moderation.roster.solving.change import (
    Change,
    ChangeKind,
    apply_change,
    worded,
)
from commdesk.features.moderation.roster.solving.instance import Instance, number_of, spot_of
from commdesk.features.moderation.roster.solving.proposal import Uncovered
from commdesk.features.moderation.roster.solving.standing import Block, Standing
from commdesk.features.moderation.tasks import Task

_MOST_NAMES = 3
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


class Explained(Struct, frozen=True):
    """Places that nobody has, why, and what would help."""

    gap: Uncovered
    why: Text
    change: Change
    """Fills one of the places; fewer hours take them all away."""


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
    return [_explained(standing, shifts, gap, is_best=is_best) for gap in gaps]


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
    standing: Standing, shifts: Sequence[Shift], gap: Uncovered, *, is_best: bool
) -> Explained:
    tries = sorted(_changes(standing, gap, is_best=is_best), key=_size)
    works = (rank.change for rank in tries if _helps(standing, shifts, rank.change))
    return Explained(gap, _why(standing, gap), next(works, _fewer(standing, gap)))


def _helps(standing: Standing, shifts: Sequence[Shift], change: Change) -> bool:
    """Whether the place can be filled after it, with all else as it is."""
    changed = apply_change(standing.instance, change)
    shift = change.shift(changed)
    if shift is None:
        return True
    if change.gives:
        rest = replace(changed, kept=tuple(s for s in changed.kept if s != change.gives))
        moved = [s for s in shifts if s != change.gives]
        taken = replace(change.gives, moderator_id=change.taker_id)
        changed, shifts = rest, [*moved, taken]
    after = Standing(changed, shifts)
    person = after.board.place_of[shift.moderator_id]
    return not after.blocks(person, shift) and _is_as_free(standing, after, person)


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
            shift = _shift(standing, gap, person, spot)
            blocks = set(standing.blocks(person, shift))
            yield from _for_person(standing, gap, shift, blocks)
            if blocks and blocks <= {Block.HOURS, Block.TWICE, Block.REST} and not is_best:
                yield from _exchanges(standing, gap, shift, person)
        for spot in others:
            shift = _shift(standing, gap, person, spot)
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


def _shift(standing: Standing, gap: Uncovered, person: int, spot: int) -> Shift:
    day, part = spot_of(spot)
    return Shift(gap.task_id, standing.board.people[person].id, day, str(part), gap.each)


def _try(standing: Standing, gap: Uncovered, kind: ChangeKind, shift: Shift) -> _Try:
    place = standing.board.place_of[shift.moderator_id]
    person, task = standing.board.people[place], standing.board.tasks[gap.task_id]
    spot = spot_of(number_of(shift.day, shift.day_part))
    short = Minutes(shift.minutes - standing.free(place, gap.week))
    minutes = short if kind == ChangeKind.HOURS else Minutes(0)
    expertise = task.expertise if kind == ChangeKind.EXPERTISE else ""
    text = worded(
        kind, name=person.name, task=task.name, week=gap.week, spot=spot,
        minutes=minutes, expertise=expertise,
    )  # fmt: skip
    change = Change(
        kind, gap.wanted, gap.task_id, gap.week, text, person.id, spot, minutes, expertise
    )
    return _Try(change, rather_not(person, *spot), person.name)


def _exchange(
    standing: Standing, gap: Uncovered, shift: Shift, gives: Shift, taker_id: int
) -> _Try:
    board = standing.board
    made = _try(standing, gap, ChangeKind.FILL, shift)
    text = worded(
        ChangeKind.EXCHANGE, name=made.name, task="", week=gap.week, spot=made.change.spot,
        taker=board.people[board.place_of[taker_id]].name,
        other=board.tasks[gives.task_id].name,
        other_day=gives.day, other_part=part_name(gives.day_part),
    )  # fmt: skip
    kind = ChangeKind.EXCHANGE
    change = replace(made.change, kind=kind, text=text, gives=gives, taker_id=taker_id)
    return replace(made, change=change)


def _fewer(standing: Standing, gap: Uncovered) -> Change:
    """What always helps."""
    name = standing.board.tasks[gap.task_id].name
    kind = ChangeKind.BUDGET
    text = worded(kind, name="", task=name, week=gap.week, spot=None, minutes=gap.minutes)
    return Change(kind, gap.wanted, gap.task_id, gap.week, text, minutes=gap.minutes)


def _why(standing: Standing, gap: Uncovered) -> Text:
    task = standing.board.tasks[gap.task_id]
    if not task.is_active:
        return say("{who} is no longer active.", who=task.name)
    return _why_nobody(standing, gap, task, standing.spots_of(gap.wanted))


def _why_nobody(standing: Standing, gap: Uncovered, task: Task, spots: Sequence[int]) -> Text:
    if gap.each > LONGEST_SHIFT and spots:
        return say("A shift takes between 1 minute and 12 hours.")
    if not spots:
        return say("There is no day part left for it in {week}.", week=gap.week)
    by_block = _by_nearest(standing, gap, spots)
    if by_block.pop(None, []):
        return say("Nobody is on it yet.")
    if by_block.keys() <= {Block.EXPERTISE}:
        return (
            say("Nobody has the expertise {expertise}.", expertise=task.expertise)
            if task.expertise
            else say("There is nobody in the team.")
        )
    by_block.pop(Block.EXPERTISE, None)
    blocks = sorted((block for block in by_block if block is not None), reverse=True)
    reasons = [_reason(block, by_block[block]) for block in blocks]
    if task.expertise:
        return say(
            "Of those with {expertise}: {reasons}.", expertise=task.expertise, reasons=reasons
        )
    return say("Nobody can: {reasons}.", reasons=reasons)


def _by_nearest(
    standing: Standing, gap: Uncovered, spots: Sequence[int]
) -> dict[Block | None, list[str]]:
    """What first keeps each from the day part where they come nearest; None: nothing does."""
    found: defaultdict[Block | None, list[str]] = defaultdict(list)
    for place, person in enumerate(standing.board.people):
        if person.is_active:
            shifts = (_shift(standing, gap, place, spot) for spot in spots)
            first = (min(standing.blocks(place, shift), default=None) for shift in shifts)
            found[max(first, key=_near)].append(person.name)
    return found


def _near(block: Block | None) -> int:
    return len(Block) if block is None else int(block)


def _reason(block: Block, names: list[str]) -> Text:
    """`Noor and Henk are off`; of many names the first ones and how many others."""
    count = len(names)
    shown: list[str | Text] = [*names[:_MOST_NAMES]]
    if more := count - len(shown):
        shown.append(say_n("{n} other", "{n} others", more))
    return _sentence(block, count, shown)


def _sentence(block: Block, n: int, names: list[str | Text]) -> Text:
    match block:
        case Block.HOURS:
            return say_n("{names} has too few hours left", "{names} have too few hours left",
                         n, names=names)  # fmt: skip
        case Block.REST:
            return say_n("{names} needs rest", "{names} need rest", n, names=names)
        case Block.TWICE:
            return say_n("{names} has another shift then", "{names} have other shifts then",
                         n, names=names)  # fmt: skip
        case Block.DAY_OFF:
            return say_n("{names} is off", "{names} are off", n, names=names)
        case Block.TEAM:
            return say_n("{names} is not in the team then", "{names} are not in the team then",
                         n, names=names)  # fmt: skip
        case _:
            return say_n("{names} cannot then", "{names} cannot then", n, names=names)
