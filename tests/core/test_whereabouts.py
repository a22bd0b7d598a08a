"""A file that was moved, removed, replaced or pulled out while it is open: nothing gets lost."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import whereabouts
from commdesk.core.clock import SystemClock
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.paths import user_data
from commdesk.core.place import is_on_stick, shared_place
from commdesk.core.settings import Settings
from commdesk.core.whereabouts import Identity, set_down
from commdesk.core.workbook import Workbook, set_facts
from commdesk.shell.standing import notices

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows moves no file that a program has open"
)


@pytest.fixture(params=["plain", "protected"])
def desk_on_stick(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "stick"
    folder.mkdir()
    key = Key.new("zeven blauwe fietsen") if request.param == "protected" else None
    with Desk.create(folder / "w.commdesk", FEATURES, Workbook("W"), key=key) as desk:
        yield desk


def owner_in(path: Path, desk: Desk) -> str:
    with Desk.open(path, FEATURES, key=desk.key, read_only=True) as found:
        return found.workbook.owner


def test_a_moved_file_is_whole_where_it_went_and_takes_no_more_acts(
    desk_on_stick: Desk, tmp_path: Path
) -> None:
    desk = desk_on_stick
    desk.do(set_facts, owner="Noor")
    moved = desk.path.rename(tmp_path / "elders.commdesk")
    with pytest.raises(Refused, match="moved, renamed or removed"):
        desk.do(set_facts, owner="Sem")
    with pytest.raises(Refused, match="moved, renamed or removed"):
        desk.undo()
    desk.close()
    assert owner_in(moved, desk) == "Noor"


def test_a_file_put_back_is_worked_in_again(desk_on_stick: Desk, tmp_path: Path) -> None:
    desk = desk_on_stick
    moved = desk.path.rename(tmp_path / "elders.commdesk")
    with pytest.raises(Refused):
        desk.do(set_facts, owner="Sem")
    moved.rename(desk.path)
    desk.do(set_facts, owner="Sem")
    desk.close()
    assert owner_in(desk.path, desk) == "Sem"


def test_of_a_removed_file_everything_is_kept(desk_on_stick: Desk) -> None:
    desk = desk_on_stick
    desk.do(set_facts, owner="Noor")
    desk.path.unlink()
    with pytest.raises(Refused, match="moved, renamed or removed") as refused:
        desk.do(set_facts, owner="Sem")
    kept = Path(str(refused.value.text.values["copy"]))
    desk.close()
    assert owner_in(kept, desk) == "Noor"


def test_what_was_open_is_kept_when_another_file_took_its_place(
    desk_on_stick: Desk, tmp_path: Path
) -> None:
    desk = desk_on_stick
    brought = Path(shutil.copy(desk.path, tmp_path / "brought.commdesk"))
    desk.do(set_facts, owner="Noor")
    brought.replace(desk.path)  # as a sync program does
    for _twice in range(2):
        with pytest.raises(Refused, match="Another file lies in the place") as refused:
            desk.do(set_facts, owner="Sem")
    kept = Path(str(refused.value.text.values["copy"]))
    assert [each.name for each in kept.parent.iterdir()] == [kept.name], "kept once"
    assert owner_in(kept, desk) == "Noor"


def test_a_file_moved_while_open_has_the_last_act_when_it_is_just_closed(
    desk_on_stick: Desk, tmp_path: Path
) -> None:
    desk = desk_on_stick
    desk.do(set_facts, owner="Noor")
    moved = desk.path.rename(tmp_path / "elders.commdesk")
    desk.close()
    assert owner_in(moved, desk) == "Noor"
    assert not (user_data() / "kept").exists()


def test_closed_over_another_file_the_last_act_is_kept_and_stays_out_of_that_one(
    desk_on_stick: Desk, tmp_path: Path
) -> None:
    desk = desk_on_stick
    desk.do(set_facts, owner="Sem")
    set_down(desk.db)
    brought = Path(shutil.copy(desk.path, tmp_path / "brought.commdesk"))
    desk.do(set_facts, owner="Noor")
    brought.replace(desk.path)
    desk.close()
    assert owner_in(desk.path, desk) == "Sem"
    (kept,) = (user_data() / "kept").iterdir()
    assert owner_in(kept, desk) == "Noor"


def test_of_a_copy_that_does_not_fit_on_the_disk_nothing_is_left(
    desk_on_stick: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_db: object, _fresh: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    desk_on_stick.path.unlink()
    monkeypatch.setattr(whereabouts, "_copy", full)
    with pytest.raises(Refused, match="disk is full"):
        desk_on_stick.do(set_facts, owner="Sem")
    assert not list((user_data() / "kept").iterdir())


def test_a_file_system_that_numbers_no_files_locks_nobody_out(desk_on_stick: Desk) -> None:
    desk = desk_on_stick
    known = Identity.of(desk.path)
    unknown = Identity(known.device, 0)
    assert known.may_be(unknown)
    assert unknown.may_be(known)
    assert not known.may_be(Identity(known.device, known.inode + 1))


def test_a_stick_that_was_pulled_out_is_said_and_goes_on_when_it_is_back(
    desk_on_stick: Desk, tmp_path: Path
) -> None:
    desk, folder = desk_on_stick, desk_on_stick.path.parent
    pulled = folder.rename(tmp_path / "pulled")
    with pytest.raises(Refused, match="pulled out"):
        desk.do(set_facts, owner="Sem")
    pulled.rename(folder)
    desk.do(set_facts, owner="Sem")
    desk.close()
    assert owner_in(desk.path, desk) == "Sem"


@pytest.mark.parametrize("path", ["/media/noor/STICK/w.commdesk", "/Volumes/STICK/w.commdesk"])
def test_a_stick_has_a_rollback_journal_like_every_place_that_may_go_away(path: str) -> None:
    assert is_on_stick(Path(path))
    assert str(shared_place(Path(path))) == "a USB stick"


def test_a_clock_that_was_set_back_is_said_on_opening_and_acts_keep_their_order(
    tmp_path: Path,
) -> None:
    path = tmp_path / "w.commdesk"
    with Desk.create(path, FEATURES, Workbook("W"), clock=SystemClock()) as desk:
        assert not notices(desk, Settings())
        tomorrow = timedelta(days=1) // timedelta(milliseconds=1) << 21
        desk.db.follow_ids(desk.db.next_id() + tomorrow)  # as done with the clock a day ahead
        desk.do(set_facts, owner="Noor")
    with Desk.open(path, FEATURES, clock=SystemClock()) as desk:
        assert "clock of this computer" in str(notices(desk, Settings())[0])
        desk.do(set_facts, owner="Sem")
        assert desk.db.column("SELECT label FROM journal_entry ORDER BY id")[-1]
        desk.undo()
        assert desk.workbook.owner == "Noor"
