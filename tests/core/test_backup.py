"""Backups: whole beside a writer, verified, kept by age, and never half there."""

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.workbook import Workbook, set_facts

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def back(days: float) -> datetime:
    return NOON - timedelta(days=days)


def test_a_backup_holds_what_is_not_yet_in_the_main_file(desk: Desk) -> None:
    desk.do(set_facts, marker="kept")
    made = backup.make(desk.path, desk.now())
    with Desk.open(made.path, FEATURES, read_only=True) as copy:
        assert copy.db.value("SELECT value FROM workbook_fact WHERE key = 'marker'") == '"kept"'


def test_a_backup_is_one_file_without_companions(desk: Desk) -> None:
    made = backup.make(desk.path, desk.now())
    assert [path.name for path in made.path.parent.iterdir()] == [
        "omgeving-2026-11-23T08-00-00Z.commdesk"
    ]


def test_what_a_killed_process_left_half_made_goes_with_the_next(desk: Desk) -> None:
    folder = backup.backup_folder(desk.path)
    folder.mkdir(parents=True)
    names = [f".{name}-2026-11-20T08-00-00Z.commdesk.4711" for name in ("omgeving", "ander")]
    for name in names:
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - 90_000,) * 2)
    at_work = folder / ".omgeving-2026-11-23T07-59-00Z.commdesk.4712"
    at_work.write_bytes(b"half")
    made = backup.make(desk.path, desk.now())
    assert set(folder.iterdir()) == {made.path, at_work, folder / names[1]}


def test_backups_are_listed_newest_first(desk: Desk) -> None:
    first = backup.make(desk.path, back(2))
    second = backup.make(desk.path, back(1))
    (backup.backup_folder(desk.path) / "something else.commdesk").touch()
    assert backup.list_backups(desk.path) == [second, first]


def test_two_workbooks_of_one_name_do_not_share_backups(tmp_path: Path) -> None:
    folders = {backup.backup_folder(tmp_path / folder / "w.commdesk") for folder in "ab"}
    assert len(folders) == 2


def test_a_damaged_workbook_makes_no_backup_and_leaves_no_file(workbook_path: Path) -> None:
    size = workbook_path.stat().st_size
    with workbook_path.open("rb+") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * (size - 4096 * 2))
    with pytest.raises(Refused):
        backup.make(workbook_path, NOON)
    assert not list(backup.backup_folder(workbook_path).glob("*"))


def test_a_folder_that_cannot_be_made_is_refused(workbook_path: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(Refused, match="cannot be written"):
        backup.make(workbook_path, NOON, folder=tmp_path / "taken" / "backups")


def test_rotation_removes_only_what_is_not_kept(workbook_path: Path) -> None:
    for days in (0, 5, 5.1):
        backup.make(workbook_path, back(days))
    gone = backup.rotate(workbook_path, TODAY)
    assert [b.at for b in gone] == [back(5.1)]
    assert [b.at for b in backup.list_backups(workbook_path)] == [back(0), back(5)]


def test_a_copy_of_a_backup_under_another_name_is_left_alone(workbook_path: Path) -> None:
    made = backup.make(workbook_path, back(900))
    shutil.copy(made.path, made.path.with_name("mine.commdesk"))
    backup.rotate(workbook_path, TODAY)
    assert made.path.with_name("mine.commdesk").exists()


def test_everything_of_today_and_yesterday_is_kept() -> None:
    stamps = [back(n / 24) for n in range(30)]
    assert backup.to_keep(stamps, TODAY) == set(stamps)


def test_a_copy_a_day_for_two_years_leaves_days_weeks_and_months() -> None:
    kept = sorted(backup.to_keep([back(n) for n in range(730)], TODAY), reverse=True)
    assert kept[:12] == [back(n) for n in range(12)]
    assert len({stamp.isocalendar()[:2] for stamp in kept}) >= backup.WEEKLY
    assert len({(stamp.year, stamp.month) for stamp in kept}) == backup.MONTHLY
    assert len(kept) <= backup.DAILY + backup.WEEKLY + backup.MONTHLY


def test_of_one_day_the_newest_stays() -> None:
    assert backup.to_keep([back(5), back(5.2), back(20), back(20.1)], TODAY) == {back(5), back(20)}


def test_time_away_costs_no_backup() -> None:
    stamps = [back(400 + n) for n in range(12)]
    assert backup.to_keep(stamps, TODAY) == set(stamps)


def test_no_backup_at_all_keeps_nothing() -> None:
    assert backup.to_keep([], TODAY) == frozenset()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_full_disk_refuses_a_backup_and_leaves_no_half_copy(
    workbook_path: Path, home: Path
) -> None:
    limited = (
        "import resource, runpy; resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)); "
        "runpy.run_module('commdesk', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "backup", str(workbook_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 1
    assert "No backup was made" in done.stderr or "geen back-up" in done.stderr
    kept = [path.name for path in (home / "data" / "backups").rglob("*") if path.is_file()]
    assert kept == ["last.json"], "only that it did not succeed is remembered"


def test_a_workbook_with_a_very_long_name_has_backups_too(tmp_path: Path) -> None:
    path = tmp_path / f"{'gemeente ' * 24}.commdesk"
    with Desk.create(path, FEATURES, Workbook("Lang")) as desk:
        made = backup.make(path, desk.now())
    assert backup.list_backups(path) == [made]
