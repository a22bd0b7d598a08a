"""Bytes that cannot be taken out of the file now stay due, and keep nobody from the workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import engine
from commdesk.core.desk import Desk
from commdesk.core.erasing import forgetting
from tests.conftest import MovableClock


def make_due(path: Path, clock: MovableClock) -> None:
    with Desk.open(path, FEATURES, clock=clock):
        pass
    raw = engine.connect(str(path))
    raw.execute("UPDATE erased_key SET is_due = 1")
    raw.close()


def fail_with(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def clean(_db: object) -> bool:
        error = engine.OperationalError("as SQLite says it")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(forgetting, "clean", clean)


@pytest.mark.parametrize("code", [engine.BUSY, engine.FULL])
def test_a_full_disk_or_a_reader_keeps_nobody_from_opening(
    workbook_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    make_due(workbook_path, clock)
    with monkeypatch.context() as patched:
        fail_with(code, patched)
        with Desk.open(workbook_path, FEATURES, clock=clock) as desk:
            assert forgetting.is_due(desk.db)
    with Desk.open(workbook_path, FEATURES, clock=clock) as desk:
        assert not forgetting.is_due(desk.db)


def test_whoever_reads_under_a_rollback_journal_makes_it_wait(
    workbook_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Desk.open(workbook_path, FEATURES, clock=clock) as desk:
        fail_with(engine.BUSY, monkeypatch)
        assert not forgetting.forget_bytes(desk.db)
