"""A protected workbook opens with its passphrase, says nothing without, and so do its copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import backup, files
from commdesk.core.connection import language_of
from commdesk.core.desk import Desk
from commdesk.core.engine import engine
from commdesk.core.errors import PassphraseWanted, WrongPassphrase
from commdesk.core.keys import Key, is_protected, key_for
from commdesk.core.workbook import Workbook, set_facts

PASSPHRASE = "zeven blauwe fietsen"  # noqa: S105 - of files that a test makes
PLANTED = "Omgevingsnetwerk Zuidoost"


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    path = tmp_path / "w.commdesk"
    Desk.create(path, FEATURES, Workbook(PLANTED), key=Key.new(PASSPHRASE)).close()
    return path


def test_opens_with_its_passphrase_and_reads_what_was_written(protected: Path) -> None:
    with Desk.open(protected, FEATURES, key=key_for(protected, PASSPHRASE)) as desk:
        desk.do(set_facts, owner="Noor")
    with Desk.open(protected, FEATURES, key=key_for(protected, PASSPHRASE)) as desk:
        assert (desk.workbook.name, desk.workbook.owner) == (PLANTED, "Noor")


def test_without_or_with_another_passphrase_nothing_is_told_and_nothing_changed(
    protected: Path,
) -> None:
    before, beside = protected.read_bytes(), sorted(protected.parent.iterdir())
    with pytest.raises(PassphraseWanted):
        Desk.open(protected, FEATURES)
    with pytest.raises(WrongPassphrase):
        Desk.open(protected, FEATURES, key=key_for(protected, "acht blauwe fietsen"))
    assert language_of(protected) is None
    assert protected.read_bytes() == before
    assert sorted(protected.parent.iterdir()) == beside


def test_twin_fork_and_backup_keep_the_key(protected: Path, tmp_path: Path) -> None:
    key = key_for(protected, PASSPHRASE)
    with Desk.open(protected, FEATURES, key=key) as desk:
        with desk.twin() as twin, desk.fork() as fork:
            fork.do(set_facts, owner="Sem")
            assert twin.workbook.name == PLANTED
        made = backup.make(protected, desk.now(), folder=tmp_path / "copies", key=key)
    assert is_protected(made.path)
    with Desk.open(made.path, FEATURES, key=key, read_only=True) as copy:
        assert copy.workbook.owner == "Sem"
    for each in (*tmp_path.rglob("*"), protected):
        assert not each.is_file() or PLANTED.encode() not in each.read_bytes(), each


def test_any_tool_of_the_format_opens_it_with_the_passphrase(protected: Path) -> None:
    raw = engine.connect(str(protected))
    raw.execute(f"PRAGMA key='{PASSPHRASE}'")
    assert raw.execute("SELECT count(*) FROM workbook_fact").fetchone()[0] > 0
    raw.close()


def test_a_key_never_shows_itself() -> None:
    key = Key.new(PASSPHRASE)
    assert key.raw.hex() not in f"{key!r} {key}"
    assert PASSPHRASE not in f"{key!r} {key}"


def test_a_plain_workbook_is_not_protected(workbook_path: Path) -> None:
    assert not is_protected(workbook_path)
    files.check_is_workbook(workbook_path)
