"""Closing a window loses nothing that it accepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core.desk import Desk
from commdesk.features.members import MemberDraft, add_member
from commdesk.kit.dialogs import Question
from commdesk.kit.progress import Progress
from commdesk.shell.app import Session
from commdesk.shell.window import Window


def forever(_twin: Desk, progress: Progress) -> None:
    while True:
        progress.check()


@pytest.fixture
def window(session: Session) -> Iterator[Window]:
    """A window in which an import runs, and a member that was added waits for it."""
    assert session.window is not None
    made = session.window
    made.host.run_bulk("Lijst importeren", forever)
    desk = made.desk
    made.host.perform(
        lambda: desk.do(add_member, MemberDraft("Fatma"), today=desk.today()), None, print
    )
    yield made
    made.host.jobs.stop()


def members(path: Path) -> int:
    with Desk.open(path, FEATURES, read_only=True) as desk:
        return int(desk.db.value("SELECT count(*) FROM member"))


def test_it_asks_while_a_long_task_writes(window: Window, qtbot: QtBot) -> None:
    window.close()
    assert window.isVisible()
    question = window.findChild(Question)
    assert question is not None
    assert question.windowTitle() == "Nog bezig: Lijst importeren"
    question.reject()
    assert window.host.jobs.writing


def test_what_waited_is_saved_when_the_user_closes_all_the_same(
    session: Session, window: Window, workbook_path: Path
) -> None:
    window.close()
    question = window.findChild(Question)
    assert question is not None
    (stop,) = (
        each for each in question.findChildren(QPushButton) if each.text() == "Afbreken en sluiten"
    )
    stop.click()
    assert session.window is None
    assert members(workbook_path) == 1
