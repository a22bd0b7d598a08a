"""Today says that backups do not come: once acts of more than seven working days are in none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commdesk.core import backup
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.items import TodayItem
from commdesk.core.workbook import set_facts
from commdesk.features.safekeeping.handed import today_items
from tests.conftest import MovableClock


def lines(desk: Desk) -> list[TodayItem]:
    return today_items(desk.db, desk.today())


def test_an_act_of_more_than_seven_working_days_in_no_backup_is_said(
    desk: Desk, clock: MovableClock
) -> None:
    backup.keep(desk.path, desk.now())
    clock.move(days=1)
    desk.do(set_facts, owner="Sem")  # Tuesday 24
    clock.move(days=9)
    assert lines(desk) == [], "Thursday 3 December: the seventh working day after it"
    clock.move(days=1)
    (line,) = lines(desk)
    assert "1 act since Tue 24 Nov" in str(line.reason)
    assert line.page == "backup"
    backup.keep(desk.path, desk.now())
    assert lines(desk) == []


def test_weeks_without_any_act_say_nothing(desk: Desk, clock: MovableClock) -> None:
    backup.keep(desk.path, desk.now())
    clock.move(days=60)
    assert lines(desk) == []
    desk.do(set_facts, owner="Sem")
    assert lines(desk) == [], "back from leave: what was done today is not late"


def test_a_computer_that_never_made_one_knows_nothing(desk: Desk, clock: MovableClock) -> None:
    clock.move(days=60)
    assert lines(desk) == []


def test_backups_that_fail_from_the_first_day_are_said(desk: Desk, clock: MovableClock) -> None:
    (backup.backup_folder(desk.path)).mkdir(parents=True)
    for name in backup.backup_folder(desk.path).parent.iterdir():
        taken = name / f"omgeving-{desk.now():%Y-%m-%dT%H-%M-%SZ}.commdesk"
        taken.mkdir()
        (taken / "x").touch()
    with pytest.raises(Refused):
        backup.keep(desk.path, desk.now())
    clock.move(days=11)
    (line,) = lines(desk)
    assert str(line.title) == "Make a backup"


def test_the_line_stands_in_today_of_the_command_line(
    commdesk: Callable[..., Result], desk: Desk, clock: MovableClock, home: Path
) -> None:
    backup.keep(desk.path, desk.now())
    desk.do(set_facts, owner="Sem")
    clock.move(days=14)
    desk.close()
    assert "Een back-up maken" in commdesk("today", desk.path).stdout
