"""Backups that come by themselves while a window is worked in, and never in the way of typing."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from commdesk.core import backup, settings
from commdesk.core.backup import Backup
from commdesk.core.events import list_events
from commdesk.features.members import MemberDraft, add_member
from commdesk.shell.app import Session
from commdesk.shell.window import Window
from tests.conftest import MovableClock


def window_of(session: Session) -> Window:
    assert session.window is not None
    return session.window


def work(window: Window, name: str = "Fatma") -> None:
    window.desk.do(add_member, MemberDraft(name), today=window.desk.today())


def look(window: Window, qtbot: QtBot) -> list[Backup]:
    """What the timer does each minute; the copies there are once it has done it."""
    window.backing.look()
    qtbot.waitUntil(lambda: not window.backing.is_at_work, timeout=20_000)
    return backup.list_backups(window.desk.path)


def test_an_act_waits_three_hours_for_its_backup(
    session: Session, clock: MovableClock, qtbot: QtBot
) -> None:
    window = window_of(session)
    clock.move(hours=4)
    first = look(window, qtbot)
    assert len(first) == 1, "what was done before this window: making the workbook"
    clock.move(hours=24)
    assert look(window, qtbot) == first, "nothing changed"
    work(window)
    clock.move(hours=2, minutes=59)
    assert look(window, qtbot) == first
    clock.move(minutes=1)
    second = look(window, qtbot)
    assert len(second) == 2
    clock.move(hours=4)
    assert look(window, qtbot) == second, "nothing changed since"


def test_a_workday_that_ended_by_a_shutdown_is_backed_up_when_the_window_opens_again(
    session: Session, clock: MovableClock, qtbot: QtBot
) -> None:
    window = window_of(session)
    backup.keep(window.desk.path, window.desk.now())
    work(window)
    clock.move(hours=15)
    assert len(look(window, qtbot)) == 2


def test_a_window_that_lets_go_of_its_file_makes_one_first_of_what_is_in_none(
    session: Session, clock: MovableClock, qtbot: QtBot
) -> None:
    window = window_of(session)
    backup.keep(window.desk.path, window.desk.now())
    assert len(look(window, qtbot)) == 1
    clock.move(minutes=5)
    work(window)
    window.idle.rest()
    qtbot.waitUntil(lambda: not window.backing.is_at_work, timeout=20_000)
    assert len(backup.list_backups(window.desk.path)) == 2
    assert window.desk.is_resting
    assert list_events(window.desk.db) == [], "a line in history would take the file back"
    window.desk.take_back()
    window.backing.look()
    (event,) = list_events(window.desk.db)
    assert (event.action.message, str(event.detail)) == ("Make a backup", "by itself")


def test_a_folder_that_is_away_is_said_once_and_the_copy_is_kept_here(
    session: Session, clock: MovableClock, qtbot: QtBot, tmp_path: Path
) -> None:
    settings.remember(backup_folder=str(tmp_path / "stick"))
    window = window_of(session)
    clock.move(hours=4)
    assert len(look(window, qtbot)) == 1
    assert "zolang op deze computer" in window.banner.text
    window.banner.hide()
    work(window)
    clock.move(hours=4)
    assert len(look(window, qtbot)) == 2
    assert not window.banner.isVisible()


def test_a_backup_that_fails_is_said_and_tried_again_after_half_an_hour(
    session: Session, clock: MovableClock, qtbot: QtBot
) -> None:
    window = window_of(session)
    folder = backup.backup_folder(window.desk.path)
    folder.parent.mkdir(parents=True)
    folder.touch()
    clock.move(hours=4)
    assert look(window, qtbot) == []
    assert window.banner.isVisible()
    folder.unlink()
    clock.move(minutes=29)
    assert look(window, qtbot) == []
    clock.move(minutes=1)
    assert len(look(window, qtbot)) == 1


def test_the_backup_page_follows_what_came_by_itself(
    session: Session, clock: MovableClock, qtbot: QtBot
) -> None:
    window = window_of(session)
    window.open_page("backup")
    page = window.stage.current_page
    assert page is not None
    table = page.shown_part().table  # type: ignore[attr-defined]
    clock.move(hours=4)
    look(window, qtbot)
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)


def test_typing_goes_on_while_a_copy_is_made(
    session: Session, clock: MovableClock, qtbot: QtBot
) -> None:
    """Not how fast: that the window's thread goes round while the copy is on its way."""
    window, rounds = window_of(session), []
    timer = QTimer(window, interval=0)
    timer.timeout.connect(lambda: rounds.append(time.monotonic()))
    clock.move(hours=4)
    timer.start()
    look(window, qtbot)
    timer.stop()
    assert len(rounds) > 10
