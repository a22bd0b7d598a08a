"""The search, in this process: a filling at once, then coverage, then what is fair and wished."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import floor

from commdesk.features.moderation.roster.solving import score
from commdesk.features.moderation.roster.solving.board import Board, Filling, Option, is_allowed
from commdesk.features.moderation.roster.solving.greedy import fill
from commdesk.features.moderation.roster.solving.highs import Highs, Solved
from commdesk.features.moderation.roster.solving.instance import Instance, number_of
from commdesk.features.moderation.roster.solving.model import (
    INFINITE,
    coverage_model,
    quality_model,
)
from commdesk.features.moderation.roster.solving.proposal import Proposal, Reached, Stage

OnBetter = Callable[[Proposal], None]
IsCancelled = Callable[[], bool]
_FEW = 1500
"""Up to so many options the whole is solved at once; above it part by part, then the whole."""
_PART_SECONDS = 1.5
_COVER_SHARE = 0.5
"""Of the time that is left: some of it is for what comes after the coverage."""
_WHOLE_SHARE = 0.3
"""The same for the last hundredths of a percent, of what the weeks leave open together."""
_BOUND_SHARE = 0.5
_SOME = 10
"""So many people at a time."""
_HARDLY = 0.002
_NO_BOUND = -1e30
_A_BIT = 1e-6
_ROUGHLY = 1e-7
"""How exact a solver is about what may be cut."""
_NEARLY = 1e-9


def never() -> bool:
    return False


def nobody(_: Proposal) -> None:
    """Nobody listens."""


def solve(
    instance: Instance,
    *,
    seconds: float = 10.0,
    is_cancelled: IsCancelled = never,
    on_better: OnBetter = nobody,
) -> Proposal:
    """The best roster within so many seconds; `on_better` hears of every better one on the way."""
    return _Search(instance, seconds, is_cancelled, on_better).run()


class _Search:
    """One search: what is best so far, how long it may take, who listens."""

    def __init__(
        self, instance: Instance, seconds: float, is_cancelled: IsCancelled, on_better: OnBetter
    ) -> None:
        self._ends_at = time.monotonic() + seconds
        self._is_cancelled, self._on_better = is_cancelled, on_better
        self.board = Board(instance)
        self._rng = random.Random(1)  # noqa: S311 - the same proposal for the same problem
        self.number = {option: n for n, option in enumerate(self.board.options)}
        self.best = Reached(self.board, fill(self.board), score.all_wanted(self.board))

    def run(self) -> Proposal:
        self._tell()
        for stage in (self._cover, self._improve):
            if not self._is_over():
                stage()
        self._fill_up()
        proposal = self.best.proposal()
        self._on_better(proposal)
        return proposal

    def _left(self) -> float:
        return self._ends_at - time.monotonic()

    def _is_over(self) -> bool:
        return self._left() <= 0 or self._is_cancelled()

    def _tell(self) -> None:
        self._on_better(self.best.proposal())

    def _chosen(self) -> list[int]:
        return [self.number[option] for option in self.best.options]

    def _options(self, chosen: Sequence[int]) -> list[Option]:
        return [self.board.options[n] for n in chosen]

    def _cover(self) -> None:
        """Most coverage; nothing to look for when everything is filled already."""
        self.best.stage = Stage.COVERAGE
        if self._is_open():
            highs = Highs(coverage_model(self.board))
            if len(self.number) > _FEW:
                self._cover_by_week(highs)
            if self._is_open() and not self._is_over():
                highs.hold((), None)
                share = _COVER_SHARE if len(self.number) <= _FEW else _WHOLE_SHARE
                seconds = self._left() * share
                found = highs.solve(seconds, self._chosen(), self._heard_cover, self._is_cancelled)
                self._heard_cover(found.chosen or (), found.bound)
            self._fill_up()
        self._tell()

    def _is_open(self) -> bool:
        """Whether it is not proven yet that no more can be covered."""
        return score.coverage(self.board, self.best.options) < self.best.bound

    def _fill_up(self) -> None:
        """Out of time a place may be open that somebody can simply take."""
        if self._is_open():
            self._heard_cover(self._rested([*self._chosen(), *self.number.values()]), -INFINITE)

    def _cover_by_week(self, highs: Highs) -> None:
        """A bound from shifts that could be cut; then every week with the others as they are.

        Weeks hang together only by the rest between a Sunday and a Monday: each alone, without the
        others, gives a sharper bound together.
        """
        relaxed = highs.relaxed(self._left() * _COVER_SHARE)
        self._heard_cover((), relaxed - _ROUGHLY * abs(relaxed))
        parts = [part for part in self._by_week() if part]
        for part in parts:
            if self._is_open() and not self._is_over():
                found = self._solve_week(highs, self._chosen(), part)
                self._heard_cover(found.chosen or (), -INFINITE)
        bound = 0
        for number, part in enumerate(parts):
            if self._is_open() and not self._is_over():
                found = self._solve_week(highs, (), part)
                bound += self._week_bound(part, found.bound)
                if number == len(parts) - 1:
                    self._heard_cover((), -bound)

    def _week_bound(self, part: Sequence[int], bound: float) -> int:
        kinds = {self.board.options[n].wanted for n in part}
        most = sum(score.weight(self.board, n) * self.board.wanted[n].count for n in kinds)
        return most if bound < _NO_BOUND else min(most, _at_most(bound))

    def _solve_week(self, highs: Highs, held: Sequence[int], part: Sequence[int]) -> Solved:
        """One week with only what is held beside it."""
        highs.hold(held, part)
        seconds = self._left() * _COVER_SHARE
        return highs.solve(seconds, held or self._inside(part), None, self._is_cancelled)

    def _inside(self, part: Sequence[int]) -> list[int]:
        chosen = set(self._chosen())
        return [n for n in part if n in chosen]

    def _rested(self, chosen: Sequence[int]) -> list[int]:
        """As much of it as goes together, the first ones first."""
        filling = Filling(self.board)
        for option in self._options(chosen):
            if filling.fits(option):
                filling.put(option)
        return [self.number[option] for option in filling.options]

    def _heard_cover(self, chosen: Sequence[int], bound: float) -> None:
        if bound > _NO_BOUND:
            self.best.bound = min(self.best.bound, _at_most(bound))
        options = self._options(chosen)
        more = score.coverage(self.board, options) - score.coverage(self.board, self.best.options)
        if more > 0 and is_allowed(self.board, options):
            self.best.options = options
        self._tell()

    def _improve(self) -> None:
        """The least cost with that coverage."""
        self.best.stage, self.best.least_cost = Stage.QUALITY, 0.0
        held = score.coverage(self.board, self.best.options)
        highs = Highs(quality_model(self.board, held))
        if len(self.number) > _FEW:
            bound = highs.relaxed(self._left() * _BOUND_SHARE)
            self._heard_cost(self._chosen(), bound)
            self._by_parts(highs)
        if not self._is_over():
            highs.hold((), None)
            found = highs.solve(self._left(), self._chosen(), self._heard_cost, self._is_cancelled)
            self._heard_cost(found.chosen or self._chosen(), found.bound)
            if found.is_optimal:
                self.best.least_cost = self._cost()

    def _by_parts(self, highs: Highs) -> None:
        """Solve one part with the rest as it is, in rounds until a round hardly helps."""
        before = INFINITE
        while before - (now := self._cost()) > _HARDLY * now:
            before = now
            for part in self._parts():
                if self._is_over():
                    return
                highs.hold(self._chosen(), part)
                seconds = min(_PART_SECONDS, self._left())
                found = highs.solve(seconds, self._chosen(), self._heard_part, self._is_cancelled)
                self._heard_part(found.chosen or (), 0.0)

    def _cost(self) -> float:
        return score.cost(self.board, self.best.options)

    def _by_week(self) -> Iterator[list[int]]:
        weeks = self.board.instance.weeks
        ends = [number_of(week.monday, "morning") for week in (*weeks, weeks[-1] + 1)]
        for first, last in pairwise(ends):
            yield [n for option, n in self.number.items() if first <= option.spot < last]

    def _parts(self) -> Iterator[list[int]]:
        """The options of one week after another, then those of some of the people at a time."""
        yield from self._by_week()
        people = list(range(len(self.board.people)))
        self._rng.shuffle(people)
        for first in range(0, len(people), _SOME):
            some = set(people[first : first + _SOME])
            yield [n for option, n in self.number.items() if option.person in some]

    def _heard_part(self, chosen: Sequence[int], _: float) -> None:
        """A bound of a part says nothing about the whole."""
        self._take(chosen)

    def _heard_cost(self, chosen: Sequence[int], bound: float) -> None:
        if bound > _NO_BOUND:
            self.best.least_cost = max(self.best.least_cost or 0.0, bound)
        self._take(chosen)

    def _take(self, chosen: Sequence[int]) -> None:
        options = self._options(chosen)
        held = score.coverage(self.board, self.best.options)
        is_as_full = score.coverage(self.board, options) >= held
        is_better = is_as_full and score.cost(self.board, options) < self._cost() - _A_BIT
        if is_better and is_allowed(self.board, options):
            self.best.options = options
            self._tell()


def _at_most(bound: float) -> int:
    """The coverage that a bound allows: whole, and a number above it by rounding alone is it."""
    return floor(_A_BIT + _NEARLY * abs(bound) - bound)
