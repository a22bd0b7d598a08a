"""What a proposal says: shifts, how much they cover, how far that is from the best there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from commdesk.core.values import Minutes, Week
from commdesk.features.moderation.roster.demand import Spot
from commdesk.features.moderation.roster.model import Shift
from commdesk.features.moderation.roster.solving import score
from commdesk.features.moderation.roster.solving.board import Board, Option


class Stage(StrEnum):
    """How far the search is."""

    FIRST = "first"
    """A filling at once, by one pass over the places."""
    COVERAGE = "coverage"
    """As much as can be filled."""
    QUALITY = "quality"
    """Fair, by wish and familiar, with the coverage held."""


class Uncovered(Struct, frozen=True):
    """Places that nobody has: `count` of them, as long each."""

    task_id: int
    week: Week
    spot: Spot | None
    """None: any day part would do, or there is none left."""
    each: Minutes
    count: int
    wanted: int
    """Its place in the list of what the instance wants."""

    @property
    def minutes(self) -> Minutes:
        return Minutes(self.each * self.count)


class Proposal(Struct, frozen=True):
    """Shifts in place of those that the instance calls replaced; what it keeps is not in it."""

    shifts: tuple[Shift, ...]
    coverage: int
    """Minutes filled, times the weights of `score`."""
    bound: int
    """No roster covers more than this."""
    cost: float
    """What `score` counts for unfairness, wishes and continuity."""
    fairness_gap: float | None
    """How far the cost can be above the least there is, as a share; None: not known yet."""
    is_optimal: bool
    """The coverage is proven to be the most there is, and the cost the least with it."""
    stage: Stage
    uncovered: tuple[Uncovered, ...]

    @property
    def gap(self) -> float:
        """How far the coverage can be below the most there is, as a share of that."""
        return (self.bound - self.coverage) / self.bound if self.bound else 0.0

    @property
    def is_covered_best(self) -> bool:
        return self.coverage >= self.bound


class Reached(Struct):
    """The state of a search: the best options so far and what is proven about them."""

    board: Board
    options: Sequence[Option]
    bound: int
    stage: Stage = Stage.FIRST
    least_cost: float | None = None

    def proposal(self) -> Proposal:
        board = self.board
        covered = score.coverage(board, self.options)
        cost = score.cost(board, self.options)
        gap = None if self.least_cost is None else _share_above(cost, self.least_cost)
        is_best = covered >= self.bound and gap is not None and gap <= _NOTHING
        shifts = sorted(map(board.shift, self.options), key=_in_time)
        return Proposal(
            tuple(shifts), covered, self.bound, cost, gap, is_best, self.stage,
            uncovered(board, self.options),
        )  # fmt: skip


_NOTHING = 1e-6
_PARTS = ("morning", "afternoon", "evening")


def uncovered(board: Board, options: Sequence[Option]) -> tuple[Uncovered, ...]:
    filled = Counter(option.wanted for option in options)
    return tuple(
        Uncovered(kind.task_id, kind.week, kind.spot, kind.minutes, kind.count - filled[n], n)
        for n, kind in enumerate(board.wanted)
        if kind.count > filled[n]
    )


def _share_above(cost: float, least: float) -> float:
    return max(cost - least, 0.0) / cost if cost > _NOTHING else 0.0


def _in_time(shift: Shift) -> tuple[object, ...]:
    return shift.day, _PARTS.index(shift.day_part), shift.task_id, shift.moderator_id
