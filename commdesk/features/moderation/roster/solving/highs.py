"""Hands a model to HiGHS and listens to it: better solutions, bounds, the wish to stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from commdesk.features.moderation.roster.solving.model import INFINITE, Model

_THREADS = 2
_HALF = 0.5
_SAME = 1e-6


class Solved(Struct, frozen=True):
    """The best that was found: which of the whole columns are 1; none when nothing was."""

    chosen: tuple[int, ...] | None
    bound: float
    """Nothing lies below it."""
    is_optimal: bool


Heard = Callable[[tuple[int, ...], float], None]
"""Told of a better solution: the columns that are 1, and the bound so far."""


class Highs:
    """One model in HiGHS; parts of it can be held while the rest is solved."""

    def __init__(self, model: Model) -> None:
        import highspy
        import numpy as np

        self._model, self._np, self._kinds = model, np, highspy
        self._highs: Any = _made(highspy)
        options = {
            "log_to_console": False, "output_flag": False, "threads": _THREADS,
            "mip_rel_gap": 0.0, "mip_abs_gap": 1e-6, "random_seed": 1,
        }  # fmt: skip
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        self._pass(model)

    def _pass(self, model: Model) -> None:
        np, count = self._np, len(model.costs)
        starts = np.cumsum([0, *(len(row.columns) for row in model.rows)])
        lp = self._kinds.HighsLp()
        lp.num_col_, lp.num_row_ = count, len(model.rows)
        lp.col_cost_ = np.array(model.costs, dtype=float)
        lp.col_lower_ = np.zeros(count)
        lp.col_upper_ = np.array(model.uppers, dtype=float)
        lp.row_lower_ = np.array([row.lower for row in model.rows], dtype=float)
        lp.row_upper_ = np.array([row.upper for row in model.rows], dtype=float)
        matrix = lp.a_matrix_
        matrix.format_ = self._kinds.MatrixFormat.kRowwise
        matrix.start_ = starts.astype(np.int32)
        matrix.index_ = np.array([c for row in model.rows for c in row.columns], dtype=np.int32)
        matrix.value_ = np.array([v for row in model.rows for v in row.values], dtype=float)
        whole, free = self._kinds.HighsVarType.kInteger, self._kinds.HighsVarType.kContinuous
        lp.integrality_ = [whole] * model.whole + [free] * (count - model.whole)
        self._highs.passModel(lp)

    def relaxed(self, seconds: float) -> float:
        """A bound: the objective when shifts could be cut; -infinite when time was too short."""
        highs = self._highs
        for name, value in (("solve_relaxation", True), ("solver", "ipm")):
            highs.setOptionValue(name, value)
        highs.setOptionValue("time_limit", highs.getRunTime() + max(seconds, 0.0))
        highs.run()
        for name, value in (("solve_relaxation", False), ("solver", "choose")):
            highs.setOptionValue(name, value)
        is_done = highs.getModelStatus() == self._kinds.HighsModelStatus.kOptimal
        return float(highs.getInfo().objective_function_value) if is_done else -INFINITE

    def hold(self, chosen: Sequence[int], open_: Sequence[int] | None) -> None:
        """Leave only these whole columns open, the others as they are; None opens all."""
        np, count = self._np, self._model.whole
        lower, upper = np.zeros(count), np.ones(count)
        if open_ is not None:
            there = np.zeros(count)
            there[list(chosen)] = 1.0
            is_open = np.zeros(count, dtype=bool)
            is_open[list(open_)] = True
            lower, upper = np.where(is_open, 0.0, there), np.where(is_open, 1.0, there)
        self._highs.changeColsBounds(count, np.arange(count, dtype=np.int32), lower, upper)

    def solve(
        self,
        seconds: float,
        start: Sequence[int],
        heard: Heard | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Solved:
        """The best within so many seconds, from a start that is allowed."""
        if not self._model.costs:
            return Solved((), 0.0, is_optimal=True)
        ends_at = time.monotonic() + seconds
        interrupting = _stop_when(lambda: is_cancelled() or time.monotonic() > ends_at)
        better = self._teller(heard)
        self._highs.cbMipInterrupt.subscribe(interrupting)
        self._highs.cbMipImprovingSolution.subscribe(better)
        try:
            self._start(start)
            self._run(seconds)
            if not self._is_what_it_says():
                self._highs.clearSolver()
                self._run(ends_at - time.monotonic())
        finally:
            self._highs.cbMipInterrupt.unsubscribe(interrupting)
            self._highs.cbMipImprovingSolution.unsubscribe(better)
        return self._solved()

    def _start(self, start: Sequence[int]) -> None:
        np, count = self._np, self._model.whole
        values = np.zeros(count)
        values[list(start)] = 1.0
        self._highs.setSolution(count, np.arange(count, dtype=np.int32), values)

    def _run(self, seconds: float) -> None:
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(seconds, 0.01))
        self._highs.run()

    def _is_what_it_says(self) -> bool:
        """HiGHS 1.16 can improve a start while it simplifies, and then hand back the start itself

        as if it were that better one; without a start it finds it again.
        """
        solution, info = self._highs.getSolution(), self._highs.getInfo()
        if not solution.value_valid:
            return True
        worth = float(self._np.dot(solution.col_value, self._model.costs))
        off = abs(worth - float(info.objective_function_value))
        return off <= _SAME * max(abs(worth), 1.0)

    def _teller(self, heard: Heard | None) -> Callable[[Any], None]:
        def tell(event: Any) -> None:
            if heard:
                values = self._np.asarray(event.data_out.mip_solution)
                heard(self._chosen(values), float(event.data_out.mip_dual_bound))

        return tell

    def _chosen(self, values: Any) -> tuple[int, ...]:
        return tuple(int(n) for n in self._np.flatnonzero(values[: self._model.whole] > _HALF))

    def _solved(self) -> Solved:
        info = self._highs.getInfo()
        status = self._highs.getModelStatus()
        is_optimal = status == self._kinds.HighsModelStatus.kOptimal
        solution = self._highs.getSolution()
        has_one = bool(solution.value_valid)
        chosen = self._chosen(self._np.asarray(solution.col_value)) if has_one else None
        return Solved(chosen, float(info.mip_dual_bound), is_optimal)


def _made(kinds: Any) -> Any:
    return kinds.Highs()


def _stop_when(is_over: Callable[[], bool]) -> Callable[[Any], None]:
    def look(event: Any) -> None:
        if is_over():
            event.interrupt()

    return look
