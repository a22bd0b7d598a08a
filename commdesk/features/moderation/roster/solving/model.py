"""The roster as a mixed integer programme: plain lists of columns and rows, for any solver.

A column per option (1 when it is chosen). Rows: no more of a kind of place than are wanted, no
more than somebody's hours in a week, nobody twice at once nor in a morning after an evening, and
no more people on a task in a day part than it asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from commdesk.features.moderation.roster.solving import score
from commdesk.features.moderation.roster.solving.board import Board
from commdesk.features.moderation.roster.solving.instance import is_evening

INFINITE = float("inf")
_A_WEEK = 21
K = TypeVar("K")


class Row(Struct, frozen=True):
    """lower <= sum of value x column <= upper."""

    lower: float
    upper: float
    columns: list[int]
    values: list[float]


class Model(Struct):
    """Minimise cost x columns; the first `whole` columns are whole numbers."""

    costs: list[float]
    uppers: list[float]
    whole: int
    rows: list[Row]

    def column(self, cost: float = 0.0, upper: float = INFINITE) -> int:
        self.costs.append(cost)
        self.uppers.append(upper)
        return len(self.costs) - 1


def coverage_model(board: Board) -> Model:
    """Fill as much as can be, by weight; the objective is the coverage below zero."""
    gains = [-float(score.weight(board, option.wanted)) for option in board.options]
    rows = [*_kinds(board, is_full=False), *_rules(board)]
    return Model(gains, [1.0] * len(gains), len(gains), rows)


def quality_model(board: Board, held: int) -> Model:
    """With at least this coverage, the least cost; the objective is the cost of `score`."""
    count = len(board.options)
    costs = [
        float(score.UNWISHED * board.wanted[option.wanted].minutes * board.is_unwished(option))
        for option in board.options
    ]
    model = Model(costs, [1.0] * count, count, _rules(board))
    is_full = held == score.all_wanted(board)
    model.rows += _kinds(board, is_full=is_full)
    filled = {} if is_full else _filled(model, board)
    if filled:
        by_weight = [float(score.weight(board, number)) for number in filled]
        model.rows.append(Row(float(held), INFINITE, list(filled.values()), by_weight))
    _add_fairness(model, board, filled)
    _add_continuity(model, board)
    return model


def _rules(board: Board) -> list[Row]:
    return [*_hours(board), *_at_once(board), *_people(board)]


def _grouped(keys: Iterable[tuple[K, int]]) -> dict[K, list[int]]:
    found: defaultdict[K, list[int]] = defaultdict(list)
    for key, column in keys:
        found[key].append(column)
    return found


def _at_most(columns: list[int], most: float) -> Row:
    return Row(-INFINITE, most, columns, [1.0] * len(columns))


def _kinds(board: Board, *, is_full: bool) -> list[Row]:
    by_kind = _grouped((option.wanted, n) for n, option in enumerate(board.options))
    return [
        Row(float(count) if is_full else -INFINITE, float(count), columns, [1.0] * len(columns))
        for number, columns in by_kind.items()
        if (count := board.wanted[number].count)
    ]


def _hours(board: Board) -> list[Row]:
    groups = _grouped(
        ((option.person, board.wanted[option.wanted].week), n)
        for n, option in enumerate(board.options)
    )
    rows = []
    for (person, week), columns in groups.items():
        lengths = [board.wanted[board.options[n].wanted].minutes for n in columns]
        left = board.left[person, week]
        rows.append(Row(-INFINITE, float(left), columns, [float(each) for each in lengths]))
    return rows


def _at_once(board: Board) -> list[Row]:
    """One row per person and day part; an evening and the morning after it share theirs."""
    by_spot = _grouped(((o.person, o.spot), n) for n, o in enumerate(board.options))
    rows = []
    for (person, spot), columns in by_spot.items():
        if is_evening(spot):
            columns = columns + by_spot.get((person, spot + 1), [])  # noqa: PLW2901
        elif is_evening(spot - 1) and (person, spot - 1) in by_spot:
            continue
        if len(columns) > 1:
            rows.append(_at_most(columns, 1.0))
    return rows


def _people(board: Board) -> list[Row]:
    groups = _grouped(
        ((board.wanted[o.wanted].task_id, o.spot), n)
        for n, o in enumerate(board.options)
        if (board.wanted[o.wanted].task_id, o.spot) in board.room
    )
    return [
        _at_most(columns, float(board.room[key]))
        for key, columns in groups.items()
        if len(columns) > board.room[key]
    ]


def _filled(model: Model, board: Board) -> dict[int, int]:
    """Kind of place -> a column with how many of it are filled."""
    found = {}
    by_kind = _grouped((option.wanted, n) for n, option in enumerate(board.options))
    for kind, columns in by_kind.items():
        found[kind] = model.column(upper=float(board.wanted[kind].count))
        values = [1.0] * len(columns)
        model.rows.append(Row(0.0, 0.0, [*columns, found[kind]], [*values, -1.0]))
    return found


def _add_fairness(model: Model, board: Board, filled: dict[int, int]) -> None:
    """Per person: load - share x all work = over - under, the part beyond FAR_OFF once more."""
    base, parts = board.base_load, board.shares
    fixed = float(sum(load for load, part in zip(base, parts, strict=True) if part))
    all_work = model.column()
    minutes = [float(kind.minutes) for kind in board.wanted]
    if filled:
        columns, values = list(filled.values()), [-minutes[kind] for kind in filled]
        model.rows.append(Row(fixed, fixed, [*columns, all_work], [*values, 1.0]))
    else:
        fixed += sum(m * kind.count for m, kind in zip(minutes, board.wanted, strict=True))
        model.rows.append(Row(fixed, fixed, [all_work], [1.0]))
    own = _grouped((option.person, n) for n, option in enumerate(board.options))
    for person, part in enumerate(parts):
        if part:
            columns = list(own.get(person, []))
            values = [minutes[board.options[n].wanted] for n in columns]
            for sign in (-1.0, 1.0):
                near = model.column(score.OFF, score.FAR_OFF)
                far = model.column(score.OFF + 1.0)
                columns, values = [*columns, near, far], [*values, sign, sign]
            row = Row(-float(base[person]), -float(base[person]), [*columns, all_work],
                      [*values, -part])  # fmt: skip
            model.rows.append(row)


def _add_continuity(model: Model, board: Board) -> None:
    """A shift that is familiar costs nothing, another one NEW unless it goes on from last week."""
    groups = _grouped(
        ((o.person, board.wanted[o.wanted].task_id, o.spot), n)
        for n, o in enumerate(board.options)
        if not board.is_familiar(o)
    )
    for (person, task, spot), columns in groups.items():
        before = person, task, spot - _A_WEEK
        if before in board.stays:
            continue
        if earlier := groups.get(before):
            new = model.column(score.NEW)
            values = [1.0] * (1 + len(earlier)) + [-1.0] * len(columns)
            model.rows.append(Row(0.0, INFINITE, [new, *earlier, *columns], values))
        else:
            for n in columns:
                model.costs[n] += score.NEW
