"""Where a workbook lies decides its journal, and who may open it beside its writer."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import place as places
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused, TakenElsewhere
from commdesk.core.journal import op
from commdesk.core.lock import beside, find_holder
from commdesk.core.place import shared_place
from commdesk.features.members import MemberDraft, add_member, change_member


@pytest.fixture
def synced(workbook_path: Path, tmp_path: Path) -> Path:
    """A workbook in a folder that OneDrive carries to other computers."""
    folder = tmp_path / "OneDrive - Gemeente Voorbeeld"
    folder.mkdir()
    return Path(shutil.copy(workbook_path, folder / "netwerk.commdesk"))


def journal_of(desk: Desk) -> object:
    return desk.db.value("PRAGMA journal_mode")


def test_an_own_disk_is_no_shared_place(workbook_path: Path) -> None:
    assert shared_place(workbook_path) is None


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Gemeente Voorbeeld", "OneDrive"),
        ("SharePoint", "SharePoint"),
        ("Dropbox (Gemeente)", "Dropbox"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_a_folder_named_as_a_sync_program_names_it_is_shared(
    tmp_path: Path, folder: str, name: str
) -> None:
    assert str(shared_place(tmp_path / folder / "team" / "netwerk.commdesk")) == name


def test_a_file_named_after_a_sync_program_is_not_shared(tmp_path: Path) -> None:
    assert shared_place(tmp_path / "dropbox.commdesk") is None


def test_the_folder_that_windows_says_onedrive_carries_is_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Elders").mkdir()
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Documenten"))
    assert str(shared_place(tmp_path / "Documenten" / "a.commdesk")) == "OneDrive"
    assert shared_place(tmp_path / "Elders" / "a.commdesk") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by the kind of drive")
@pytest.mark.parametrize(("kind", "is_network"), [("cifs", True), ("nfs4", True), ("ext4", False)])
def test_a_network_file_system_is_told_by_its_kind(kind: str, is_network: bool) -> None:
    assert bool(places._NETWORK.fullmatch(kind)) is is_network


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by the kind of drive")
def test_the_mount_nearest_above_a_file_says_its_kind() -> None:
    assert places._file_system(Path("/proc/self/status")) in {"proc", ""}  # "": no such mount here


def test_a_synced_workbook_has_no_wal_and_gets_one_again_on_an_own_disk(
    synced: Path, tmp_path: Path
) -> None:
    with Desk.open(synced, FEATURES) as desk:
        assert journal_of(desk) == "delete"
        assert str(desk.place) == "OneDrive"
        desk.do(add_member, MemberDraft("Fatma", last_name="Yılmaz"), today=desk.today())
        assert not synced.with_name(synced.name + "-wal").exists()
    home = Path(shutil.copy(synced, tmp_path / "thuis.commdesk"))
    with Desk.open(home, FEATURES) as desk:
        assert journal_of(desk) == "wal"
        assert desk.place is None
        assert desk.db.value("SELECT first_name FROM member") == "Fatma"


def test_a_long_op_lets_the_window_read_under_a_rollback_journal(synced: Path) -> None:
    count = "SELECT count(*) FROM member"
    with Desk.open(synced, FEATURES) as desk, desk.fork() as twin:

        @op("Fill the workbook")
        def fill(db: Database) -> None:
            for number in range(3_000):  # 30 MB and its journal: far more than the cache holds
                row = {"sort_name": str(number), "added_on": "2026-11-23", "notes": "x" * 10_000}
                insert(db, "member", row)
            assert desk.db.value(count) == 0, "the window reads on, and sees nothing half done"

        twin.do(fill)
        assert desk.db.value(count) == 3_000


def test_on_a_shared_place_it_is_read_beside_a_writer_of_this_computer(synced: Path) -> None:
    with (
        Desk.open(synced, FEATURES) as desk,
        Desk.open(synced, FEATURES, read_only=True) as twin,
    ):
        desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
        assert twin.db.value("SELECT count(*) FROM member") == 1


def test_on_a_shared_place_it_is_not_read_beside_another_computer(synced: Path) -> None:
    with Desk.open(synced, FEATURES):
        note = beside(synced, ".holder")
        holder = json.loads(note.read_text("utf-8"))
        note.write_text(json.dumps(holder | {"computer": "laptop-karin", "user": "karin"}), "utf-8")
        with pytest.raises(Refused, match="laptop-karin"):
            Desk.open(synced, FEATURES, read_only=True)


def test_another_may_write_while_the_holder_rests(workbook_path: Path) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        told: list[frozenset[str]] = []
        desk.on_change(told.append)
        desk.let_go()
        assert desk.is_resting
        with Desk.open(workbook_path, FEATURES) as other:
            other.do(add_member, MemberDraft("Fatma"), today=other.today())
            with pytest.raises(Refused, match="open for writing by"):
                desk.take_back()
        assert desk.is_resting
        desk.take_back()
        assert not desk.is_resting
        assert "member" in told[-1], "the pages must read again what another wrote"


def test_whoever_rested_and_finds_nothing_changed_goes_on_in_silence(workbook_path: Path) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        told: list[frozenset[str]] = []
        desk.on_change(told.append)
        desk.let_go()
        desk.take_back()
        assert told == []


def test_an_act_takes_the_file_back_by_itself(workbook_path: Path) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        desk.let_go()
        desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
        assert not desk.is_resting
        with pytest.raises(Refused, match="open for writing by"):
            Desk.open(workbook_path, FEATURES)


def test_what_a_newer_program_brought_up_to_date_is_not_written_by_this_one(
    workbook_path: Path,
) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        desk.let_go()
        with Desk.open(workbook_path, FEATURES) as other:
            other.db.execute("PRAGMA query_only=OFF")
            other.db.execute("PRAGMA user_version=9999")
        with pytest.raises(Refused, match="newer commdesk"):
            desk.take_back()
        assert desk.is_resting


def test_a_bulk_op_of_whoever_rested_waits_for_no_colleague(workbook_path: Path) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        desk.let_go()
        with (
            Desk.open(workbook_path, FEATURES) as colleague,
            pytest.raises(Refused, match="open for writing by"),
            desk.fork() as twin,
        ):
            twin.do(add_member, MemberDraft("Fatma"), today=twin.today())
        assert colleague.path == desk.path
        with desk.fork() as twin:
            twin.do(add_member, MemberDraft("Fatma"), today=twin.today())
        assert not desk.is_resting, "the fork works under the lock of its desk"


def test_a_thread_works_under_the_lock_of_its_window(workbook_path: Path) -> None:
    made: list[int] = []

    def work() -> None:
        with desk.fork() as twin:
            made.append(twin.do(add_member, MemberDraft("Fatma"), today=twin.today()))

    with Desk.open(workbook_path, FEATURES) as desk:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert made


def test_a_file_that_was_replaced_while_it_rested_is_opened_again(synced: Path) -> None:
    with Desk.open(synced, FEATURES) as desk:
        member = desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
        told: list[frozenset[str]] = []
        desk.on_change(told.append)
        desk.let_go()
        brought = Path(shutil.copy(synced, synced.with_name("brought.commdesk")))
        with Desk.open(brought, FEATURES) as colleague:
            colleague.do(change_member, member, {"phone": "06"})
        brought.replace(synced)  # as a sync program does
        assert desk.take_back(), "another wrote"
        assert "member" in told[-1]
        assert desk.db.value("SELECT phone FROM member") == "06"
        desk.do(change_member, member, {"notes": "mijn werk"})
    with Desk.open(synced, FEATURES, read_only=True) as later:
        assert later.db.one("SELECT phone, notes FROM member") == {
            "phone": "06",
            "notes": "mijn werk",
        }


def test_a_file_that_rests_is_whole_without_its_companions(
    workbook_path: Path, tmp_path: Path
) -> None:
    with Desk.open(workbook_path, FEATURES) as desk:
        desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
        desk.let_go()
        copy = Path(shutil.copy(workbook_path, tmp_path / "copy.commdesk"))
    with Desk.open(copy, FEATURES) as desk:
        assert desk.db.value("SELECT count(*) FROM member") == 1


def as_left_by(computer: str, workbook: Path) -> Path:
    """The note of another computer, as a sync program brings it: without a lock."""
    note = beside(workbook, ".holder")
    holder = {"user": "karin", "computer": computer, "since": "2026-11-25T08:00:00Z"}
    note.write_text(json.dumps(holder), "utf-8")
    return note


def test_on_a_shared_place_the_note_of_another_computer_counts(synced: Path) -> None:
    note = as_left_by("laptop-karin", synced)
    for read_only in (False, True):
        with pytest.raises(TakenElsewhere, match=r"laptop-karin.*choose Take over"):
            Desk.open(synced, FEATURES, read_only=read_only)
    assert "laptop-karin" in note.read_text("utf-8"), "it is not ours to take away"
    holder = find_holder(synced)
    assert holder
    assert holder.user == "karin"


def test_whoever_knows_that_nobody_is_there_takes_over(synced: Path) -> None:
    as_left_by("laptop-karin", synced)
    with Desk.open(synced, FEATURES, take_over=True) as desk:
        desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
        note = as_left_by("laptop-karin", synced)
        with pytest.raises(TakenElsewhere):
            desk.do(add_member, MemberDraft("Piet"), today=desk.today())
    assert note.exists(), "the note of whoever took over stays"
    with Desk.open(synced, FEATURES, take_over=True):
        pass
    assert not note.exists()


def test_on_an_own_disk_a_note_without_a_lock_is_none(workbook_path: Path) -> None:
    as_left_by("laptop-karin", workbook_path)
    with Desk.open(workbook_path, FEATURES):
        pass


def test_the_note_has_the_time_of_the_computer_whatever_day_an_example_plays_on(
    desk: Desk,
) -> None:
    holder = desk.holder
    assert holder
    assert abs(datetime.now(UTC) - datetime.fromisoformat(holder.since)).total_seconds() < 60
