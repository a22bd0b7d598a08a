"""Why nobody has a place: what keeps each of the team from it, said of those who come nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from commdesk.core.words import Text, say, say_n
from commdesk.features.moderation.roster.model import LONGEST_SHIFT, Shift
from commdesk.features.moderation.roster.solving.instance import spot_of
from commdesk.features.moderation.roster.solving.proposal import Uncovered
from commdesk.features.moderation.roster.solving.standing import Block, Standing
from commdesk.features.moderation.tasks import Task

_MOST_NAMES = 3


def why(standing: Standing, gap: Uncovered) -> Text:
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


def gap_shift(standing: Standing, gap: Uncovered, person: int, spot: int) -> Shift:
    """The shift of one of these places for somebody; people and spots by their numbers."""
    day, part = spot_of(spot)
    return Shift(gap.task_id, standing.board.people[person].id, day, str(part), gap.each)


def _by_nearest(
    standing: Standing, gap: Uncovered, spots: Sequence[int]
) -> dict[Block | None, list[str]]:
    """What first keeps each from the day part where they come nearest; None: nothing does."""
    found: defaultdict[Block | None, list[str]] = defaultdict(list)
    for place, person in enumerate(standing.board.people):
        if person.is_active:
            shifts = (gap_shift(standing, gap, place, spot) for spot in spots)
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
        case Block.HERE | Block.TWICE:
            return _busy(block, n, names)
        case Block.DAY_OFF:
            return say_n("{names} is off", "{names} are off", n, names=names)
        case Block.TEAM:
            return say_n("{names} is not in the team then", "{names} are not in the team then",
                         n, names=names)  # fmt: skip
        case _:
            return say_n("{names} cannot then", "{names} cannot then", n, names=names)


def _busy(block: Block, n: int, names: list[str | Text]) -> Text:
    if block == Block.HERE:
        return say_n("{names} does this task then already", "{names} do this task then already",
                     n, names=names)  # fmt: skip
    return say_n("{names} has another shift then", "{names} have other shifts then",
                 n, names=names)  # fmt: skip
