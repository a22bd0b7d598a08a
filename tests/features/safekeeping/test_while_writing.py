"""Backups made while somebody writes: each opens, is sound, and holds what was done before it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import backup, check
from commdesk.core.desk import Desk
from commdesk.core.keys import Key
from commdesk.core.workbook import Workbook
from tests.conftest import MovableClock
from tests.core.random_ops import STRATEGIES
from tests.core.test_undo_of_everything import act

NEWEST = "SELECT max(id) FROM journal_entry"


@pytest.mark.parametrize("key", [None, Key.new("zeven blauwe fietsen")], ids=["open", "keyed"])
def test_every_copy_made_beside_a_writer_is_sound_and_holds_every_act_before_it(
    tmp_path: Path, key: Key | None
) -> None:
    clock, path = MovableClock(), tmp_path / "w.commdesk"
    ops, rng = sorted(STRATEGIES, key=lambda op: f"{op.__module__}.{op.__qualname__}"), Random(8)  # noqa: S311
    done, made = Event(), []
    with Desk.create(path, FEATURES, Workbook("W"), clock=clock, key=key) as desk:
        acknowledged = [desk.db.value(NEWEST)]

        def back_up() -> None:
            while not done.is_set():
                before = acknowledged[-1]
                clock.move(seconds=1)
                made.append((before, backup.keep(path, clock.now(), key=key)))

        beside = Thread(target=back_up)
        beside.start()
        try:
            for op in rng.choices(ops, k=500):
                act(desk, op, rng)
                acknowledged.append(desk.db.value(NEWEST))
        finally:
            done.set()
            beside.join()
        order = {entry: place for place, entry in enumerate(desk.db.column(
            "SELECT id FROM journal_entry ORDER BY id"))}  # fmt: skip
    assert len(made) > 2
    for before, copy in made:
        with Desk.open(copy.path, FEATURES, key=key, read_only=True) as opened:
            assert check.faults(opened.db.raw) == []
            assert order[opened.db.value(NEWEST)] >= order[before]
            note = backup.note_of(copy)
            assert note is not None
            assert note.newest_act == opened.db.value(NEWEST)
