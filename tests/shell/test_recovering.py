"""A damaged workbook leads to what can be saved, from the start page and after a kill."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.recovery.page.dialog import RecoveryDialog
from commdesk.shell.app import Session
from commdesk.shell.recovering import check_what_was_left_open
from tests.core.damage import destroy_pages


def dialogs() -> list[RecoveryDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, RecoveryDialog)]


def test_a_file_that_does_not_open_offers_to_see_what_can_be_saved(
    session: Session, qtbot: QtBot, tmp_path: Path, empty_workbook: Path
) -> None:
    file = tmp_path / "kapot.commdesk"
    file.write_bytes(empty_workbook.read_bytes())
    destroy_pages(file, [1])
    session.show_start()
    session.open_workbook(file)
    assert session.start_window is not None
    session.start_window.banner._press()
    (dialog,) = dialogs()
    qtbot.waitUntil(lambda: dialog._job is None, timeout=60_000)
    dialog.reject()


def test_the_open_workbook_is_closed_before_it_is_looked_into(
    session: Session, qtbot: QtBot, workbook_path: Path
) -> None:
    session.recover(workbook_path)
    assert session.window is None
    (dialog,) = dialogs()
    qtbot.waitUntil(lambda: dialog._job is None, timeout=60_000)
    dialog.reject()


def test_after_a_kill_the_file_is_looked_through_and_damage_is_said(
    session: Session, qtbot: QtBot, tmp_path: Path, empty_workbook: Path
) -> None:
    file = tmp_path / "gedood.commdesk"
    file.write_bytes(empty_workbook.read_bytes())
    with Desk.open(file, FEATURES) as desk:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'closing_day'"
        root = desk.db.value(sql)
    destroy_pages(file, [root])
    (tmp_path / ".gedood.commdesk.holder").write_text("{}")
    session.open_workbook(file)
    window = session.window
    assert window is not None
    assert window.desk.path == file
    assert window.desk.was_left_open
    check_what_was_left_open(window)
    qtbot.waitUntil(lambda: "niet afgesloten" in window.banner.text, timeout=60_000)
