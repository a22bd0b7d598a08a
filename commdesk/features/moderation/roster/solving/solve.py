"""The search, in this process: a filling at once, then coverage, then what is fair and wished."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from commdesk.features.moderation.roster.solving import score
from commdesk.features.moderation.roster.solving.board import Board, Option
from commdesk.features.moderation.roster.solving.greedy import fill
from commdesk.features.moderation.roster.solving.highs import Highs
from commdesk.features.moderation.roster.solving.instance import Instance
from commdesk.features.moderation.roster.solving.model import coverage_model, quality_model
from commdesk.features.moderation.roster.solving.proposal import Proposal, Reached, Stage

OnBetter = Callable[[Proposal], None]
IsCancelled = Callable[[], bool]
_FEW = 1500
"""Up to so many options the whole is solved at once; above it part by part, then the whole."""
_PART_SECONDS = 1.5
_BOUND_SHARE = 0.25


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
        self.number = {option: n for n, option in enumerate(self.board.options)}
        self.best = Reached(self.board, fill(self.board), score.all_wanted(self.board))

    def run(self) -> Proposal:
        self._tell()
        for stage in (self._cover, self._improve):
            if not self._is_over():
                stage()
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
        if score.coverage(self.board, self.best.options) < self.best.bound:
            found = Highs(coverage_model(self.board)).solve(
                self._left(), self._chosen(), self._heard_cover, self._is_cancelled
            )
            self._heard_cover(found.chosen or (), found.bound)
            if found.is_optimal:
                self.best.bound = score.coverage(self.board, self.best.options)
        self._tell()

    def _heard_cover(self, chosen: Sequence[int], bound: float) -> None:
        covers = score.coverage(self.board, self._options(chosen))
        if bound > -1e30:  # noqa: PLR2004 - HiGHS knows none yet
            self.best.bound = min(self.best.bound, int(-bound + 1e-6))
        if covers > score.coverage(self.board, self.best.options):
            self.best.options = self._options(chosen)
            self._tell()

    def _improve(self) -> None:
        """The least cost with that coverage."""
        self.best.stage = Stage.QUALITY
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
                self.best.least_cost = score.cost(self.board, self.best.options)

    def _by_parts(self, highs: Highs) -> None:
        """Solve one part with the rest as it is, part after part."""
        for part in self._parts():
            if self._is_over():
                return
            highs.hold(self._chosen(), part)
            seconds = min(_PART_SECONDS, self._left())
            found = highs.solve(seconds, self._chosen(), self._heard_part, self._is_cancelled)
            self._heard_part(found.chosen or (), 0.0)

    def _parts(self) -> Iterator[list[int]]:
        weeks = self.board.instance.weeks
        ends = [week.monday.toordinal() * 3 for week in (*weeks, weeks[-1] + 1)]
        for first, last in pairwise(ends):
            yield [n for option, n in self.number.items() if first <= option.spot < last]

    def _heard_part(self, chosen: Sequence[int], _: float) -> None:
        """A bound of a part says nothing about the whole."""
        self._take(chosen)

    def _heard_cost(self, chosen: Sequence[int], bound: float) -> None:
        if bound > -1e30:  # noqa: PLR2004 - HiGHS knows none yet
            self.best.least_cost = max(self.best.least_cost or 0.0, bound)
        self._take(chosen)

    def _take(self, chosen: Sequence[int]) -> None:
        options = self._options(chosen)
        if not options and self.best.options:
            return
        now, held = self.best.options, score.coverage(self.board, self.best.options)
        is_better = score.cost(self.board, options) < score.cost(self.board, now) - 1e-6
        if is_better and score.coverage(self.board, options) >= held:
            self.best.options = options
            self._tell()
