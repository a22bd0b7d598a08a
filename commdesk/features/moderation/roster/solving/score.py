"""What a filling is worth: coverage first, then what it costs in fairness, wishes, continuity.

Coverage is minutes filled times the weight of the task's priority. A minute of the next higher
priority is worth ten: a shift of an hour that must be wins from nine hours of normal ones.

The cost is counted in minutes. Fair is a load (the eight weeks before, what stays, what is
proposed) in proportion to the hours that somebody has in all that time; every minute that a load
is off counts once, and once more as far as it is more than two hours off. A minute in which
somebody rather would not work counts for one, a shift of somebody who is new to that task on that
weekday and day part (not in the eight weeks before, nor in the week before it) for twenty.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from commdesk.features.moderation.roster.solving.board import Board, Option

WEIGHTS = {1: 100, 2: 10, 3: 1}
OFF = 1
FAR_OFF = 120
"""From so many minutes off on, a minute counts twice."""
UNWISHED = 1
NEW = 20
_A_WEEK = 21


def weight(board: Board, wanted: int) -> int:
    """What one place of this kind adds to the coverage."""
    return WEIGHTS.get(board.task(wanted).priority, 1) * board.wanted[wanted].minutes


def coverage(board: Board, options: Iterable[Option]) -> int:
    return sum(weight(board, option.wanted) for option in options)


def all_wanted(board: Board) -> int:
    """The coverage when every place is filled."""
    return sum(weight(board, number) * kind.count for number, kind in enumerate(board.wanted))


def new_to(board: Board, option: Option, others: Collection[tuple[int, int, int]]) -> bool:
    """Whether it is unfamiliar; `others` has (person, task, day part) of the whole filling."""
    before = (option.person, board.wanted[option.wanted].task_id, option.spot - _A_WEEK)
    return before not in others and not board.is_familiar(option)


def done(board: Board, options: Iterable[Option]) -> set[tuple[int, int, int]]:
    """(person, task, day part) of what is proposed and of what stays."""
    proposed = {(o.person, board.wanted[o.wanted].task_id, o.spot) for o in options}
    return proposed | board.stays


def loads(board: Board, options: Iterable[Option]) -> list[int]:
    """Per person what they have in all: the past, what stays, and this."""
    found = list(board.base_load)
    for option in options:
        found[option.person] += board.wanted[option.wanted].minutes
    return found


def unfairness(board: Board, loads: Sequence[int]) -> float:
    """How far loads are from fair; who has no hours at all is no part of it."""
    counted = [(load, part) for load, part in zip(loads, board.shares, strict=True) if part]
    total = sum(load for load, _ in counted)
    off = [abs(load - part * total) for load, part in counted]
    return sum(OFF * each + max(each - FAR_OFF, 0) for each in off)


def cost(board: Board, options: Collection[Option]) -> float:
    others = done(board, options)
    unwished = sum(board.wanted[o.wanted].minutes for o in options if board.is_unwished(o))
    new = sum(new_to(board, option, others) for option in options)
    return unfairness(board, loads(board, options)) + UNWISHED * unwished + NEW * new
