"""Going back to a backup in the window: as a copy first, then in the place of the workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import backup
from commdesk.core.desk import Desk
from commdesk.core.events import list_events
from commdesk.core.people import Person
from commdesk.features.members import MemberDraft, add_member, count_members
from commdesk.features.privacy.doing import erase_for_good
from commdesk.features.recovery.page.dialog import RecoveryDialog
from commdesk.features.safekeeping.page import BackupSection
from commdesk.kit.dialogs import Question
from commdesk.shell.app import Session
from commdesk.shell.window import Window
from tests.conftest import MovableClock
from tests.core import elsewhere


def window_of(session: Session) -> Window:
    assert session.window is not None
    return session.window


def question() -> Question:
    found = QApplication.activeModalWidget()
    assert isinstance(found, Question)
    return found


def agree(qtbot: QtBot) -> None:
    qtbot.mouseClick(question()._do, Qt.MouseButton.LeftButton)


def page_of(session: Session, qtbot: QtBot) -> BackupSection:
    window = window_of(session)
    window.open_page("backup")
    assert window.stage.current_page is not None
    page = window.stage.current_page.shown_part()
    assert isinstance(page, BackupSection)
    qtbot.waitUntil(lambda: page.table.model().rowCount() > 0)
    return page


@pytest.fixture
def restored(session: Session, qtbot: QtBot, clock: MovableClock) -> Window:
    """The window of a copy of before Fatma, restored from the list."""
    desk = window_of(session).desk
    backup.keep(desk.path, desk.now())
    clock.move(minutes=1)
    desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    page = page_of(session, qtbot)
    page.take_focus()
    page.table.select_row(0)
    page.ask_to_restore()
    agree(qtbot)
    qtbot.waitUntil(
        lambda: session.window is not None and session.window.desk.path != desk.path, timeout=20_000
    )
    return window_of(session)


def put_in_place(window: Window, qtbot: QtBot) -> None:
    window.banner._press()
    agree(qtbot)


def test_a_backup_is_restored_as_a_copy_that_is_opened_and_says_what_to_do(
    restored: Window, workbook_path: Path
) -> None:
    assert restored.desk.path.name == "omgeving (back-up 23 nov 2026 09.00).commdesk"
    assert count_members(restored.desk.db) == 0
    assert "Kijk of alles erin staat" in restored.banner.text
    with Desk.open(workbook_path, FEATURES) as desk:
        assert count_members(desk.db) == 1, "the workbook stays as it is"


def test_the_copy_takes_the_place_of_the_workbook_and_that_is_set_aside(
    restored: Window, session: Session, workbook_path: Path, qtbot: QtBot
) -> None:
    copy = restored.desk.path
    put_in_place(restored, qtbot)
    qtbot.waitUntil(
        lambda: session.window is not None and session.window.desk.path == workbook_path,
        timeout=20_000,
    )
    window = window_of(session)
    assert count_members(window.desk.db) == 0
    assert "opzijgezet" in window.banner.text
    assert not copy.exists()
    (aside,) = workbook_path.parent.glob("*opzijgezet*.commdesk")
    with Desk.open(aside, FEATURES, read_only=True) as desk:
        assert count_members(desk.db) == 1


def test_a_workbook_that_somebody_has_open_keeps_its_place(
    restored: Window, session: Session, workbook_path: Path, qtbot: QtBot
) -> None:
    copy, other = restored.desk.path, elsewhere.hold(workbook_path)
    try:
        put_in_place(restored, qtbot)
        qtbot.waitUntil(
            lambda: session.window is not None and session.window is not restored, timeout=20_000
        )
        window = window_of(session)
        assert window.desk.path == copy
        assert "omgeving.commdesk" in window.banner.text
    finally:
        elsewhere.end(other)


def test_closing_a_copy_in_which_nothing_was_done_makes_no_backup_of_it(
    restored: Window, session: Session
) -> None:
    copy = restored.desk.path
    session.close_workbook()
    assert backup.list_backups(copy) == []


def choose(what: str, qtbot: QtBot) -> None:
    """Of what can be done with a damaged file, once it has been read."""
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, RecoveryDialog))

    def offered() -> list[QPushButton]:
        return [each for each in dialog.findChildren(QPushButton) if each.text() == what]

    qtbot.waitUntil(lambda: bool(offered()), timeout=30_000)
    offered()[0].click()


@pytest.mark.parametrize("state", ["gone", "damaged"])
def test_a_workbook_that_is_gone_or_damaged_is_gone_back_on_from_the_start_page(
    session: Session, workbook_path: Path, qtbot: QtBot, state: str
) -> None:
    session.close_workbook()  # makes a backup
    if state == "gone":
        workbook_path.unlink()
        session.show_start()
    else:
        size = workbook_path.stat().st_size
        with workbook_path.open("rb+") as file:
            file.seek(4096)
            file.write(b"\xff" * (size - 4096))
    before = workbook_path.read_bytes() if workbook_path.exists() else None
    start = session.start_window
    assert start is not None
    (row,) = start.recent.rows
    assert bool(row.chips) == (state == "gone")
    session.open_workbook(workbook_path)
    if state == "gone":
        assert start.banner._do.text() == "Restore a backup"
        start.banner._press()
        agree(qtbot)
    else:
        start.banner._press()
        choose("Open the backup as a copy", qtbot)
    qtbot.waitUntil(lambda: session.window is not None, timeout=20_000)
    assert "omgeving (backup" in window_of(session).desk.path.name
    assert before == (workbook_path.read_bytes() if workbook_path.exists() else None)
    put_in_place(window_of(session), qtbot)
    qtbot.waitUntil(
        lambda: session.window is not None and session.window.desk.path == workbook_path,
        timeout=20_000,
    )
    asides = [each.read_bytes() for each in workbook_path.parent.glob("*opzijgezet*.commdesk")]
    assert asides == ([before] if before else []), "what is damaged is set aside as it was"


def test_without_any_backup_nothing_is_offered(session: Session, workbook_path: Path) -> None:
    session.open_workbook(workbook_path.with_name("nergens.commdesk"))
    assert not window_of(session).banner.isVisible()


def test_the_window_of_an_older_backup_also_says_who_is_erased_from_it_again(
    session: Session, qtbot: QtBot, clock: MovableClock
) -> None:
    desk = window_of(session).desk
    fatma = Person(desk.do(add_member, MemberDraft("Fatma"), today=desk.today()))
    backup.keep(desk.path, desk.now())
    clock.move(minutes=1)
    erase_for_good(desk, fatma)
    page = page_of(session, qtbot)
    page.table.select_row(0)
    page.ask_to_restore()
    agree(qtbot)
    qtbot.waitUntil(
        lambda: session.window is not None and session.window.desk.path != desk.path, timeout=20_000
    )
    shown = window_of(session)
    assert "Kijk of alles erin staat" in shown.banner.text
    assert "1 persoon die sindsdien is gewist" in shown.banner.text
    assert count_members(shown.desk.db) == 0


def test_history_says_that_a_backup_was_restored_and_put_in_its_place(
    restored: Window, session: Session, workbook_path: Path, qtbot: QtBot
) -> None:
    with Desk.open(workbook_path, FEATURES, read_only=True) as twin:
        assert [each.action.message for each in list_events(twin.db)] == [
            "Make a backup",  # on closing
            "Restore a backup as a copy",
        ]
    put_in_place(restored, qtbot)
    qtbot.waitUntil(
        lambda: session.window is not None and session.window.desk.path == workbook_path,
        timeout=20_000,
    )
    (placed,) = list_events(window_of(session).desk.db)
    assert placed.action.message == "Put a backup in the place of the workbook"
    assert restored.desk.path.name == placed.object
    assert "What was there is kept as" in str(placed.detail)
