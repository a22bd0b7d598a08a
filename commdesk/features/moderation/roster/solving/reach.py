"""How much of a whole gap one change covers: its task, day and day part, or its task and week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commdesk.core.values import Minutes
from commdesk.features.moderation.roster.solving.board import beside
from commdesk.features.moderation.roster.solving.proposal import Uncovered
from commdesk.features.moderation.roster.solving.reasons import gap_shift
from commdesk.features.moderation.roster.solving.standing import Block, Standing


def whole_gap(standing: Standing, gaps: Iterable[Uncovered], gap: Uncovered) -> list[Uncovered]:
    """This gap and what else is open there; of a task that any day part will do for, that week."""
    is_anywhere = not standing.board.tasks[gap.task_id].slots
    return [
        each
        for each in gaps
        if (each.task_id, each.week) == (gap.task_id, gap.week)
        and (is_anywhere or each.spot == gap.spot)
    ]


def minutes_of(gaps: Iterable[Uncovered]) -> Minutes:
    return Minutes(sum(gap.minutes for gap in gaps))


def reached(standing: Standing, person: int, gaps: Sequence[Uncovered]) -> Minutes:
    """The most that somebody can take of these places beside what everybody has."""
    spots = _spots(standing, person, gaps)
    free = standing.free(person, gaps[0].week)
    sums: list[set[int]] = [{0}, *(set() for _ in range(spots))]
    for length in (gap.each for gap in gaps for _ in range(gap.count)):
        for count in range(spots, 0, -1):
            sums[count] |= {
                before + length for before in sums[count - 1] if before + length <= free
            }
    return Minutes(max(max(each, default=0) for each in sums))


def _spots(standing: Standing, person: int, gaps: Sequence[Uncovered]) -> int:
    """In how many day parts they can be, hours aside; the earliest first leaves room for most."""
    taken: set[int] = set()
    numbers = {number for gap in gaps for number in standing.spots_of(gap.wanted)}
    for number in sorted(numbers):
        shift = gap_shift(standing, gaps[0], person, number)
        if beside(number) not in taken and set(standing.blocks(person, shift)) <= {Block.HOURS}:
            taken.add(number)
    return len(taken)
