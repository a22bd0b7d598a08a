"""Fifteen hundred random acts of every kind, undone one by one, end exactly where they began."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import journal
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from tests.conftest import MovableClock
from tests.core.dump import dump
from tests.core.random_ops import ONCE, STRATEGIES, Die, Op, every_op

ACTS = 1_500
RESTART_AFTER = 125
LOOK_AFTER = 50
_UNWATCHED = frozenset(name for feature in FEATURES for name in feature.unwatched)
State = dict[str, list[dict[str, Any]]]


def state(desk: Desk) -> State:
    """Everything that undo answers for."""
    return {name: rows for name, rows in dump(desk.db).items() if name not in _UNWATCHED}


def act(desk: Desk, op: Op, rng: Random) -> bool:
    """Do an op at random; whether history has one act more."""
    wanted = STRATEGIES[op](Die(desk, rng))
    if wanted is None:
        return False
    before = journal.next_undo(desk.db)
    try:
        desk.do(op, *wanted.args, **wanted.kwargs)
    except Refused:
        return False
    return journal.next_undo(desk.db) != before


def reopened(desk: Desk) -> Desk:
    desk.close()
    return Desk.open(desk.path, FEATURES, clock=desk.clock)


def test_every_op_has_a_strategy_and_every_strategy_an_op() -> None:
    ops = every_op()
    assert {_name(op) for op in ops - STRATEGIES.keys() - ONCE.keys()} == set(), (
        "Give it a line in tests/core/random_ops.py: undo answers for every op."
    )
    assert {_name(op) for op in (STRATEGIES.keys() | ONCE.keys()) - ops} == set()


@pytest.mark.parametrize("seed", [1])
def test_acts_of_every_kind_are_undone_one_by_one_across_restarts(
    workbook_path: Path, clock: MovableClock, seed: int
) -> None:
    undo_all(workbook_path, clock, seed)


@pytest.mark.benchmark
@pytest.mark.parametrize("seed", range(2, 12))
def test_ten_times_as_many_acts_are_undone(
    workbook_path: Path, clock: MovableClock, seed: int
) -> None:
    undo_all(workbook_path, clock, seed)


def undo_all(workbook_path: Path, clock: MovableClock, seed: int) -> None:
    rng = Random(seed)  # noqa: S311
    desk = Desk.open(workbook_path, FEATURES, clock=clock)
    seen, done = [state(desk)], Counter[Op]()
    while done.total() < ACTS:
        # What was done least comes first, so that every op has its turn.
        op = min(rng.sample(list(STRATEGIES), 6), key=lambda each: done[each])
        if not act(desk, op, rng):
            continue
        done[op] += 1
        clock.move(minutes=rng.choice((1, 1, 1, 600)))
        if done.total() % LOOK_AFTER == 0:
            seen.append(state(desk))
        if done.total() % RESTART_AFTER == 0:
            desk = reopened(desk)
    never = {_name(op) for op in STRATEGIES.keys() - done.keys()} - _WITHOUT_HISTORY
    assert not never, "no act of these was ever possible: mend their strategies"
    assert desk.db.query("PRAGMA foreign_key_check") == []
    for left in range(ACTS, 0, -1):
        if left % LOOK_AFTER == 0:
            assert state(desk) == seen[left // LOOK_AFTER], f"after {left} acts"
        if left % RESTART_AFTER == 7:
            desk = reopened(desk)
        desk.undo()
    assert state(desk) == seen[0]
    assert desk.undo_label is None
    for _ in range(LOOK_AFTER):
        desk.redo()
    assert state(desk) == seen[1]
    assert desk.db.value("PRAGMA integrity_check") == "ok"
    desk.close()


_WITHOUT_HISTORY = {
    "calendar.ops.tell_calendar",
    "development.goals.ops.keep_seen",
    "outreach.ops.keep_draft",
    "commdesk.core.events.keep_event",
    "commdesk.core.exports.note_export",
    "exchange.ops.remember_mapping",
    "moderation.roster.publishing.ops.publish",
}


def _name(op: Op) -> str:
    return f"{op.__module__}.{op.__qualname__}".removeprefix("commdesk.features.")
