"""Where copies go and are found: a chosen folder, the own one, and without the workbook."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core import settings as preferences
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.returning import workbook_key
from commdesk.core.workbook import Workbook, set_facts

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that was chosen for backups."""
    folder = tmp_path / "stick"
    folder.mkdir()
    preferences.remember(backup_folder=str(folder))
    return folder


def test_a_copy_is_noted_with_its_checksum_and_the_last_act_that_it_holds(desk: Desk) -> None:
    desk.do(set_facts, owner="Noor")
    made = backup.keep(desk.path, desk.now())
    note = backup.note_of(made)
    assert note is not None
    assert note.newest_act == desk.db.value("SELECT max(id) FROM journal_entry")
    assert note.workbook == workbook_key(desk.db)
    assert backup.state_of(made) is backup.State.AS_MADE
    text = made.path.with_suffix(".json").read_text("utf-8")
    assert set(json.loads(text)) == {"workbook", "newest_act", "sha256"}, "nothing of what is in it"


def test_copies_go_to_the_chosen_folder_in_one_of_their_own(
    workbook_path: Path, stick: Path
) -> None:
    made = backup.keep(workbook_path, NOON)
    assert made.path.parent.parent == stick
    assert backup.missed_base(made) is None
    assert backup.list_backups(workbook_path) == [made]


def test_a_policy_of_the_organisation_sets_the_folder(
    workbook_path: Path, home: Path, tmp_path: Path
) -> None:
    preferences.remember(backup_folder=str(tmp_path / "own choice"))
    (tmp_path / "set").mkdir()
    (home / "policy.toml").write_text(f'backup_folder = "{tmp_path / "set"}"', "utf-8")
    assert backup.keep(workbook_path, NOON).path.is_relative_to(tmp_path / "set")


def test_a_stick_that_is_out_sends_the_copy_to_the_own_folder_and_both_are_listed(
    workbook_path: Path, stick: Path
) -> None:
    first = backup.keep(workbook_path, NOON)
    away = stick.rename(stick.with_name("pulled out"))
    second = backup.keep(workbook_path, NOON + timedelta(hours=1))
    assert backup.missed_base(second) == stick
    assert not stick.exists(), "no folder is made where a stick should be"
    assert backup.list_backups(workbook_path) == [second]
    away.rename(stick)
    assert backup.list_backups(workbook_path) == [second, first]


def test_a_chosen_folder_that_is_full_sends_the_copy_to_the_own_folder(
    workbook_path: Path, stick: Path
) -> None:
    folder = backup.folders_of(workbook_path)[0]
    folder.touch()  # no folder can be made there
    made = backup.keep(workbook_path, NOON)
    assert made.path.is_relative_to(backup.own_base())
    assert backup.missed_base(made) == stick


def test_a_damaged_workbook_thins_out_no_copy_and_is_left_alone(workbook_path: Path) -> None:
    kept = [backup.keep(workbook_path, NOON - timedelta(days=days)) for days in (5, 5.1)]
    shutil.copy(
        kept[0].path, again := kept[0].path.with_name("omgeving-2026-11-18T01-00-00Z.commdesk")
    )
    size = workbook_path.stat().st_size
    with workbook_path.open("rb+") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * (size - 4096 * 2))
    before = workbook_path.read_bytes()
    with pytest.raises(Refused, match=r"damaged|not sound"):
        backup.keep(workbook_path, NOON)
    assert workbook_path.read_bytes() == before
    assert again.exists()


def test_copies_are_found_when_the_workbook_is_gone_or_moved(
    workbook_path: Path, tmp_path: Path
) -> None:
    made = backup.keep(workbook_path, NOON)
    moved = tmp_path / "elsewhere" / workbook_path.name
    moved.parent.mkdir()
    workbook_path.rename(moved)
    assert backup.copies_for(workbook_path) == [made]
    assert backup.copies_for(moved) == [made], "by its name, for none are of that path"
    assert backup.copies_for(tmp_path / "another.commdesk") == []


def test_copies_are_found_in_a_folder_brought_from_another_computer(
    workbook_path: Path, stick: Path, tmp_path: Path
) -> None:
    made = backup.keep(workbook_path, NOON)
    preferences.remember(backup_folder="")
    moved = tmp_path / "new laptop" / workbook_path.name
    assert backup.copies_for(moved, base=stick) == [made]
    assert backup.copies_for(moved, base=made.path.parent) == [made]


def test_the_newest_good_copy_is_the_newest_that_is_as_it_was_made(workbook_path: Path) -> None:
    good, changed, cut = (
        backup.keep(workbook_path, NOON + timedelta(hours=hours)) for hours in range(3)
    )
    assert backup.newest_good(workbook_path) == cut
    cut.path.write_bytes(cut.path.read_bytes()[:5000])
    data = bytearray(changed.path.read_bytes())
    data[-40] ^= 1  # plain SQLite would not notice
    changed.path.write_bytes(data)
    workbook_path.unlink()
    assert backup.newest_good(workbook_path) == good


def test_the_newest_good_copy_of_a_protected_workbook_opens_with_its_key(tmp_path: Path) -> None:
    path, key = tmp_path / "w.commdesk", Key.new("zeven blauwe fietsen")
    Desk.create(path, FEATURES, Workbook("W"), key=key).close()
    made = backup.keep(path, NOON, key=key)
    assert backup.newest_good(path, key) == made
    assert backup.newest_good(path, Key.new("een andere zin")) is None
    assert backup.state_of(made) is backup.State.AS_MADE, "told without the passphrase"


def test_a_new_workbook_under_an_old_name_does_not_push_out_the_copies_of_the_old_one(
    workbook_path: Path,
) -> None:
    old = backup.keep(workbook_path, NOON - timedelta(days=400))
    workbook_path.unlink()
    Desk.create(workbook_path, FEATURES, Workbook("Nieuw")).close()
    for days in range(40):
        backup.keep(workbook_path, NOON + timedelta(days=days))
    assert old in backup.list_backups(workbook_path)


STAMPS = st.lists(
    st.integers(0, 400).flatmap(
        lambda days: st.integers(0, 12).map(lambda hours: NOON - timedelta(days=days, hours=hours))
    ),
    min_size=1,
    max_size=30,
    unique=True,
)


@settings(max_examples=15)
@given(STAMPS)
def test_a_copy_goes_on_the_day_that_is_foretold(stamps: list[datetime]) -> None:
    """Played day by day, with a copy every working day, as the real thinning does."""
    there = set(backup.to_keep(stamps, TODAY))
    foretold = backup.goes_on(there, TODAY)
    left, day = set(there), TODAY
    for _ in range(330):
        day += timedelta(days=1)
        if day.isoweekday() > 5:
            continue
        left.add(datetime(day.year, day.month, day.day, 11, tzinfo=UTC))
        left = set(backup.to_keep(left, day))
        for gone in [each for each in there if each not in left]:
            there.discard(gone)
            wanted = foretold[gone]
            assert wanted <= day, (gone, wanted)
            assert all(
                (wanted + timedelta(days=n)).isoweekday() > 5 for n in range((day - wanted).days)
            ), (gone, wanted, day)
