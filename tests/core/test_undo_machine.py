"""Random acts of every kind, undone and redone at random, always lead back to where they were."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.core.keys import MARK, Key
from commdesk.core.sealing import seal
from tests.conftest import MovableClock
from tests.core.random_ops import STRATEGIES, Op
from tests.core.test_undo_of_everything import State, act, state

BEGIN_WITH = 150
"""Acts done before: most ops need something to be done to."""
FILLED: list[Path] = []
KEYS: list[Key | None] = [None]
KEY = Key(b"k" * 32, MARK + b"s" * 12)
OPS = st.sampled_from(sorted(STRATEGIES, key=lambda op: f"{op.__module__}.{op.__qualname__}"))
DICE = st.randoms(use_true_random=False)


class Acts(RuleBasedStateMachine):
    """Keeps the state after every act; undo must give the one before, redo the one after."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(shutil.copy(FILLED[0], Path(self.folder.name) / "w.commdesk"))
        self.clock = MovableClock()
        self.desk = Desk.open(path, FEATURES, clock=self.clock, key=KEYS[0])
        self.past: list[State] = [state(self.desk)]
        self.future: list[State] = []

    def teardown(self) -> None:
        self.desk.close()
        assert self.desk.path.exists()
        self.folder.cleanup()

    @rule(ops=st.lists(OPS, min_size=3, max_size=8), die=DICE)
    def do(self, ops: list[Op], die: Random) -> None:
        for op in ops:
            if act(self.desk, op, die):
                self.past.append(state(self.desk))
                self.future.clear()
            else:
                assert state(self.desk) == self.past[-1], "refused, or without history"
            self.clock.move(minutes=1)

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.desk.undo()
        self.future.append(self.past.pop())
        assert state(self.desk) == self.past[-1]

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.desk.redo()
        self.past.append(self.future.pop())
        assert state(self.desk) == self.past[-1]

    @rule()
    def restart(self) -> None:
        self.desk.close()
        self.desk = Desk.open(self.desk.path, FEATURES, clock=self.clock, key=self.desk.key)
        assert state(self.desk) == self.past[-1]

    @rule()
    def rest(self) -> None:
        self.desk.let_go()
        assert not self.desk.take_back()

    @invariant()
    def is_sound(self) -> None:
        if hasattr(self, "desk"):
            assert self.desk.db.query("PRAGMA foreign_key_check") == []
            assert self.desk.db.value("PRAGMA integrity_check") == "ok"


def fill(path: Path) -> Path:
    """A workbook with a little of everything in it."""
    die, done = Random(7), 0  # noqa: S311
    with Desk.open(path, FEATURES, clock=MovableClock()) as desk:
        while done < BEGIN_WITH:
            done += act(desk, die.choice([*STRATEGIES]), die)
    return path


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("key", "examples"), [(None, 25), (KEY, 5)], ids=["plain", "protected"])
def test_any_sequence_of_acts_undoes_to_where_it_began(
    workbook_path: Path, key: Key | None, examples: int
) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    FILLED[:], KEYS[:] = [fill(workbook_path)], [key]
    if key:
        seal(workbook_path, None, key)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Acts,
        settings=settings(
            max_examples=examples,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
