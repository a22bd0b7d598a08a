"""Going back to a copy: whole or not at all, and the workbook is set aside, never lost."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.backup import Backup
from commdesk.core.desk import Desk
from commdesk.core.errors import CannotWrite, PassphraseWanted, Refused
from commdesk.core.keys import Key, key_for
from commdesk.core.words import Words
from commdesk.core.workbook import Workbook, set_facts
from tests.core import elsewhere

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DUTCH = Words("nl")
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="forks, and limits its own rights")


@pytest.fixture
def copy(desk: Desk) -> Backup:
    """A backup of when the owner was still Sem; now it is Fatma."""
    desk.do(set_facts, owner="Sem")
    made = backup.keep(desk.path, NOON)
    desk.do(set_facts, owner="Fatma")
    desk.close()
    return made


def owner_in(path: Path, key: Key | None = None) -> str:
    with Desk.open(path, FEATURES, key=key) as desk:
        return desk.workbook.owner


def visible(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, but for the lock files."""
    return {
        each.name: each.read_bytes()
        for each in folder.iterdir()
        if each.is_file() and not each.name.endswith((".lock", ".holder"))
    }


def test_a_copy_is_restored_as_a_new_file_beside_the_workbook(
    copy: Backup, workbook_path: Path
) -> None:
    before, kept = workbook_path.read_bytes(), copy.path.read_bytes()
    to = backup.proposed_place(workbook_path, copy, DUTCH)
    backup.restore(copy, to, workbook_path)
    assert to.name == "omgeving (back-up 23 nov 2026 13.00).commdesk"
    assert owner_in(to) == "Sem"
    assert workbook_path.read_bytes() == before
    assert copy.path.read_bytes() == kept
    restored = backup.restored_from(to)
    assert restored is not None
    assert (restored.workbook, restored.at) == (workbook_path, NOON)
    assert backup.proposed_place(workbook_path, copy, DUTCH) != to, "a name that is free"


def test_a_workbook_whose_stick_is_out_is_restored_in_the_users_own_folder(
    copy: Backup, tmp_path: Path
) -> None:
    gone = tmp_path / "stick" / "omgeving.commdesk"
    assert backup.proposed_place(gone, copy, DUTCH).parent == Path.home()


def test_a_restored_copy_keeps_its_own_history(copy: Backup, workbook_path: Path) -> None:
    to = workbook_path.with_name("terug.commdesk")
    backup.restore(copy, to, workbook_path)
    with Desk.open(to, FEATURES) as desk:
        desk.undo()
        assert desk.workbook.owner == "Noor"
        desk.redo()
        assert desk.workbook.owner == "Sem"


def test_nothing_is_restored_over_a_file(copy: Backup, workbook_path: Path) -> None:
    before = workbook_path.read_bytes()
    with pytest.raises(Refused, match="exists already"):
        backup.restore(copy, workbook_path, workbook_path)
    assert workbook_path.read_bytes() == before


def test_a_copy_that_something_changed_is_refused(copy: Backup, workbook_path: Path) -> None:
    data = bytearray(copy.path.read_bytes())
    data[9000] ^= 1
    copy.path.write_bytes(data)
    with pytest.raises(Refused, match="not as it was made"):
        backup.restore(copy, to := workbook_path.with_name("terug.commdesk"), workbook_path)
    assert not to.exists()
    assert copy.path.read_bytes() == bytes(data), "a damaged copy is left as it is"


def test_a_copy_made_without_a_note_is_restored_when_it_is_sound(
    copy: Backup, workbook_path: Path
) -> None:
    copy.path.with_suffix(".json").unlink()
    to = workbook_path.with_name("terug.commdesk")
    backup.restore(copy, to, workbook_path)
    assert owner_in(to) == "Sem"
    to.unlink()
    size = copy.path.stat().st_size
    with copy.path.open("rb+") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    with pytest.raises(Refused):
        backup.restore(copy, to, workbook_path)
    assert not to.exists()


def test_a_protected_copy_keeps_the_passphrase_that_it_was_made_under(tmp_path: Path) -> None:
    path, old = tmp_path / "w.commdesk", Key.new("zeven blauwe fietsen")
    Desk.create(path, FEATURES, Workbook("W", owner="Sem"), key=old).close()
    made = backup.keep(path, NOON, key=old)
    new = Key.new("een andere zin")
    backup.restore(made, to := tmp_path / "terug.commdesk", path, key=new)
    with pytest.raises(PassphraseWanted):
        Desk.open(to, FEATURES, key=new)
    assert owner_in(to, key_for(to, "zeven blauwe fietsen")) == "Sem"
    assert not backup.opens_with(made.path, new)
    assert backup.opens_with(made.path, old)


def test_a_restored_file_takes_the_place_of_the_workbook_which_is_set_aside(
    copy: Backup, workbook_path: Path
) -> None:
    backup.restore(copy, to := workbook_path.with_name("terug.commdesk"), workbook_path)
    wal = workbook_path.with_name(workbook_path.name + "-wal")
    wal.write_bytes(b"what was not brought in yet")
    before = workbook_path.read_bytes()
    aside = backup.put_in_place(to, workbook_path, DUTCH, NOON)
    assert aside is not None
    assert aside.name == "omgeving (opzijgezet 23 nov 2026 13.00).commdesk"
    assert aside.read_bytes() == before
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"what was not brought in yet"
    assert not wal.exists(), "it is not of the file that lies there now"
    assert not to.exists()
    assert owner_in(workbook_path) == "Sem"
    assert backup.restored_from(to) is None


def test_a_workbook_that_is_gone_gets_its_file_back(copy: Backup, workbook_path: Path) -> None:
    workbook_path.unlink()
    backup.restore(copy, to := workbook_path.with_name("terug.commdesk"), workbook_path)
    assert backup.put_in_place(to, workbook_path, DUTCH, NOON) is None
    assert owner_in(workbook_path) == "Sem"


def test_a_workbook_that_somebody_has_open_keeps_its_place(
    copy: Backup, workbook_path: Path
) -> None:
    backup.restore(copy, to := workbook_path.with_name("terug.commdesk"), workbook_path)
    other = elsewhere.hold(workbook_path)
    try:
        with pytest.raises(CannotWrite):
            backup.put_in_place(to, workbook_path, DUTCH, NOON)
        assert to.exists()
    finally:
        elsewhere.end(other)
    assert owner_in(workbook_path) == "Fatma"


RESTORE = """
import sys
from pathlib import Path
from commdesk.core import backup
from commdesk.core.errors import Refused
workbook, to = map(Path, sys.argv[1:])
try:
    backup.restore(backup.copies_for(workbook)[0], to, workbook)
except Refused as refused:
    print(refused)
"""


@needs_linux
def test_a_full_disk_leaves_nothing_and_both_files_as_they_were(
    copy: Backup, workbook_path: Path
) -> None:
    before, kept = visible(workbook_path.parent), copy.path.read_bytes()
    to = workbook_path.with_name("terug.commdesk")
    done = elsewhere.run(RESTORE, workbook_path, to, before=elsewhere.with_room_for(65536))
    assert "the disk is full" in done.stdout, done
    assert visible(workbook_path.parent) == before
    assert copy.path.read_bytes() == kept


@needs_linux
def test_a_read_only_folder_leaves_nothing_and_both_files_as_they_were(
    copy: Backup, workbook_path: Path, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shelf.chmod(0o555)
    done = elsewhere.run(RESTORE, workbook_path, shelf / "t.commdesk", before=elsewhere.as_anyone)
    assert "Nothing was changed" in done.stdout, done
    assert visible(shelf) == {}
    assert copy.path.exists()


STEPS = """
import errno, os, shutil, sys
from datetime import UTC, datetime
from pathlib import Path
from commdesk.core import backup
from commdesk.core.errors import Refused
from commdesk.core.words import Words
import filelock, resource

source, base, how, what = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
count = 0

def disturb(event, args):
    global count
    if event not in ("os.rename", "os.link", "os.remove", "open") or not armed:
        return
    if event == "open" and not (str(room) in str(args[0]) and args[2] & os.O_WRONLY):
        return
    count += 1
    if count == step:
        if how == "kill":
            os.kill(os.getpid(), 9)
        raise OSError(errno.ENOSPC, "No space left on device")

armed = False
sys.addaudithook(disturb)
for step in range(1, 40):
    room = base / str(step)
    shutil.copytree(source, room)
    work, copy = room / "w.commdesk", room / "terug.commdesk"
    child = os.fork()
    if not child:
        armed, now = True, datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
        try:
            if what == "place":
                backup.put_in_place(copy, work, Words("nl"), now)
            else:
                copies = backup.copies_for(work, base=room / "copies")
                backup.restore(copies[0], room / "nieuw.commdesk", work)
        except Refused:
            os._exit(1)
        os._exit(0 if count < step else 2)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(step, status, flush=True)
    if status == 0:
        break
"""


def disturbed(copy: Backup, workbook: Path, base: Path, how: str, what: str) -> dict[Path, int]:
    """Do it once for each step on the disk that it makes, and disturb it just before that one."""
    source = base / "source"
    (source / "copies").mkdir(parents=True)
    (source / "w.commdesk").write_bytes(workbook.read_bytes())
    (source / "w.commdesk-wal").write_bytes(b"not brought in yet")
    (source / "terug.commdesk").write_bytes(copy.path.read_bytes())
    name = f"w-{copy.path.name.partition('-')[2]}"
    (source / "copies" / name).write_bytes(copy.path.read_bytes())
    done = elsewhere.run(STEPS, source, base, how, what)
    assert done.returncode == 0, done
    lines = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert lines[-1][1] == 0, "the last one went to its end"
    assert len(lines) > 4
    return {base / str(step): status for step, status in lines[:-1]}


@needs_linux
@pytest.mark.parametrize("what", ["place", "restore"])
def test_a_failure_at_any_step_leaves_both_files_as_they_were(
    copy: Backup, workbook_path: Path, tmp_path: Path, what: str
) -> None:
    for room, status in disturbed(copy, workbook_path, tmp_path / "rooms", "fail", what).items():
        before = visible(room.parent / "source")
        if status == 1:
            assert visible(room) == before, room
        else:  # only tidying up was disturbed
            assert status in {0, 2}
            assert {*before.values()} <= {*visible(room).values()}


@needs_linux
@pytest.mark.parametrize("what", ["place", "restore"])
def test_killed_at_any_step_nothing_is_lost_and_no_wal_lies_beside_another_file(
    copy: Backup, workbook_path: Path, tmp_path: Path, what: str
) -> None:
    for room in disturbed(copy, workbook_path, tmp_path / "rooms", "kill", what):
        before, now = visible(room.parent / "source"), visible(room)
        assert {*before.values()} <= {*now.values()}, room
        work = now["w.commdesk"]
        assert work in {before["w.commdesk"], before["terug.commdesk"]}
        if work == before["terug.commdesk"]:
            assert "w.commdesk-wal" not in now
        new = now.get("nieuw.commdesk")
        assert new in {None, b"", before["terug.commdesk"]}, "whole, or not there"
        assert visible(room / "copies") == visible(room.parent / "source" / "copies")
