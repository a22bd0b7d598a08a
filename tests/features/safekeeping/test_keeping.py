"""Rules of backups by themselves: one on closing after a change, none without, never in the way."""

from typing import Any

import pytest

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.check import find_faults
from commdesk.core.desk import Desk
from commdesk.core.workbook import change_workbook
from commdesk.features.safekeeping import back_up_on_close
from commdesk.features.safekeeping.keeping import has_changed, last_backup


def test_the_first_closing_makes_a_backup(desk: Desk) -> None:
    made = back_up_on_close(desk)
    assert made is not None
    assert backup.list_backups(desk.path) == [made]
    assert last_backup(desk.path) == made


def test_without_a_change_closing_makes_no_further_backup(desk: Desk, clock: Any) -> None:
    back_up_on_close(desk)
    clock.move(days=1)
    assert not has_changed(desk)
    assert back_up_on_close(desk) is None


@pytest.mark.parametrize("act", ["do", "undo"])
def test_after_any_act_closing_makes_one(desk: Desk, clock: Any, act: str) -> None:
    desk.do(change_workbook, {"owner": "Mirjam"})
    back_up_on_close(desk)
    clock.move(minutes=5)
    if act == "do":
        desk.do(change_workbook, {"owner": "Noor"})
    else:
        desk.undo()
    made = back_up_on_close(desk)
    assert made is not None
    with Desk.open(made.path, FEATURES, read_only=True) as copy:
        assert copy.workbook.owner == desk.workbook.owner


def test_old_copies_are_thinned_out_on_closing(desk: Desk, clock: Any) -> None:
    for n in range(40):
        desk.do(change_workbook, {"owner": f"Noor {n}"})
        back_up_on_close(desk)
        clock.move(days=1)
    assert len(backup.list_backups(desk.path)) < 25


def test_a_reader_leaves_backups_to_the_writer(desk: Desk) -> None:
    with Desk.open(desk.path, FEATURES, read_only=True) as twin:
        assert back_up_on_close(twin) is None
    assert backup.list_backups(desk.path) == []


def test_a_closed_desk_is_left_alone(desk: Desk) -> None:
    desk.close()
    assert back_up_on_close(desk) is None


def test_a_folder_that_cannot_be_made_never_stands_in_the_way(desk: Desk) -> None:
    folder = backup.backup_folder(desk.path)
    folder.parent.mkdir(parents=True)
    folder.touch()
    assert back_up_on_close(desk) is None


def test_a_broken_copy_is_followed_by_a_good_one(desk: Desk, clock: Any) -> None:
    made = back_up_on_close(desk)
    assert made is not None
    clock.move(minutes=1)
    made.path.write_bytes(b"no workbook any more")
    again = back_up_on_close(desk)
    assert again is not None
    assert again.path != made.path


def test_a_sound_workbook_has_no_faults_also_while_it_is_open(desk: Desk) -> None:
    assert find_faults(desk.path) == []
