"""After a passphrase the copies still count as they were made, wherever they lie."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import backup, sealing, settings
from commdesk.core.backup import State
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import Key, is_protected
from commdesk.core.paths import user_data
from commdesk.core.resealing import reseal
from tests.conftest import MovableClock

FIRST, SECOND = Key.new("zeven blauwe fietsen"), Key.new("acht groene tandems")


@pytest.fixture
def copies(workbook_path: Path, clock: MovableClock, tmp_path: Path) -> list[Path]:
    """One in the own folder, one in the chosen one, one of before an update."""
    chosen = tmp_path / "schijf"
    chosen.mkdir()
    own = backup.keep(workbook_path, clock.now() - timedelta(days=1)).path
    settings.remember(backup_folder=str(chosen))
    elsewhere = backup.keep(workbook_path, clock.now()).path
    before = user_data() / "before-update" / "omgeving-v3-1.commdesk"
    before.parent.mkdir(parents=True)
    before.write_bytes(workbook_path.read_bytes())
    return [own, elsewhere, before]


def test_every_copy_gets_it_and_can_be_gone_back_to(
    workbook_path: Path, copies: list[Path], tmp_path: Path, clock: MovableClock
) -> None:
    for old, new in ((None, FIRST), (FIRST, SECOND), (SECOND, None)):
        assert reseal(workbook_path, old, new).left == ()
        assert [is_protected(each) for each in copies] == [new is not None] * 3
        found = backup.list_backups(workbook_path)
        assert [backup.state_of(each) for each in found] == [State.AS_MADE] * 2
        good = backup.newest_good(workbook_path, new)
        assert good
        assert good.path == copies[1]
        to = tmp_path / f"terug-{new is FIRST}-{new is SECOND}.commdesk"
        backup.restore(found[1], to, workbook_path, key=new)
        with Desk.open(to, FEATURES, clock=clock, key=new) as desk:
            assert desk.workbook.owner == "Noor"


def test_what_was_changed_before_stays_known_for_that(
    workbook_path: Path, copies: list[Path]
) -> None:
    with copies[0].open("r+b") as file:
        file.seek(-8, 2)
        file.write(b"aangepast"[:8])
    changed = next(b for b in backup.list_backups(workbook_path) if b.path == copies[0])
    assert backup.state_of(changed) is State.CHANGED
    reseal(workbook_path, None, FIRST)
    assert backup.state_of(changed) is State.CHANGED


def test_a_power_cut_just_before_the_new_one_takes_its_place_leaves_the_old_one_good(
    workbook_path: Path, copies: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_real: Path, _fresh: Path) -> None:
        raise OSError("power")

    with monkeypatch.context() as patched:
        patched.setattr(sealing, "_put_in_place", cut)
        with pytest.raises(Refused, match="Nothing was changed"):
            sealing.seal(copies[0], None, FIRST, backup.renew_note)
    assert not is_protected(copies[0])
    found = backup.list_backups(workbook_path)
    assert [backup.state_of(each) for each in found] == [State.AS_MADE] * 2
    reseal(workbook_path, None, FIRST)
    assert [backup.state_of(each) for each in found] == [State.AS_MADE] * 2


def test_what_was_kept_when_the_file_was_gone_gets_it_too(workbook_path: Path) -> None:
    kept = user_data() / "kept" / "omgeving-1.commdesk"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(workbook_path.read_bytes())
    assert reseal(workbook_path, None, FIRST).done == 1
    assert is_protected(kept)


def test_copies_from_where_it_lay_before_stay_as_they_are_and_are_named(
    workbook_path: Path, clock: MovableClock, tmp_path: Path
) -> None:
    with Desk.open(workbook_path, FEATURES, clock=clock):
        pass
    copy = backup.keep(workbook_path, clock.now()).path
    moved = workbook_path.rename(tmp_path / "elders.commdesk")
    assert reseal(moved, None, FIRST).left == (copy,)
    assert not is_protected(copy)


def test_what_a_copy_said_before_goes_with_the_next_copy_when_a_kill_left_it(
    workbook_path: Path, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup.keep(workbook_path, clock.now() - timedelta(days=1)).path
    with monkeypatch.context() as killed:
        killed.setattr(sealing, "clear_away", lambda _path: None)
        reseal(workbook_path, None, FIRST)
    left = copy.with_name(f".{copy.name}.unsealed")
    assert not is_protected(left)
    backup.keep(workbook_path, clock.now(), key=FIRST)
    assert not left.exists()
    assert is_protected(copy)
