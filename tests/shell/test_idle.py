"""A window that nobody touches lets go of its file; how a file is open is said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.clock import Clock
from commdesk.core.desk import Desk
from commdesk.core.lock import beside
from commdesk.features.members import MemberDraft, add_member, change_member
from commdesk.kit.dialogs import Question
from commdesk.shell.app import Session
from commdesk.shell.idle import IDLE_MS
from commdesk.shell.statusline import file_line
from commdesk.shell.window import Window
from tests.shell.conftest import Press


def window_of(session: Session) -> Window:
    assert session.window is not None
    return session.window


def touch(window: Window) -> None:
    """A key as the system sends it: to the window, before any control sees it."""
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)


def test_half_an_hour_counts() -> None:
    assert IDLE_MS == 30 * 60 * 1000


def test_an_untouched_window_lets_go_and_the_next_key_takes_back(
    session: Session, workbook_path: Path, qtbot: QtBot
) -> None:
    window = window_of(session)
    window.idle.rest()
    assert window.desk.is_resting
    assert "losgelaten" in file_line(window.desk, window.words)
    with Desk.open(workbook_path, FEATURES) as colleague:
        colleague.do(add_member, MemberDraft("Fatma"), today=colleague.today())
    touch(window)
    qtbot.waitUntil(lambda: not window.desk.is_resting)
    assert window is window_of(session), "nobody has it: the window stays"
    assert "1 lid" in file_line(window.desk, window.words)


def test_whoever_comes_back_to_a_held_file_gets_a_window_to_read_in(
    session: Session, workbook_path: Path, qtbot: QtBot
) -> None:
    window_of(session).idle.rest()
    with Desk.open(workbook_path, FEATURES):
        touch(window_of(session))
        qtbot.waitUntil(lambda: window_of(session).desk.is_read_only)
        assert window_of(session).banner.isVisible()


def test_a_window_with_something_unsaved_does_not_let_go(session: Session, press: Press) -> None:
    window = window_of(session)
    window.open_page("members")
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    press("Fatma")
    page = window.stage.current_page
    assert page is not None
    assert page.has_unsaved()
    window.idle.rest()
    assert not window.desk.is_resting
    page.drop_unsaved()
    window.idle.rest()
    assert window.desk.is_resting


@pytest.fixture
def shared(
    qapp: QApplication, clock: Clock, workbook_path: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[Session]:
    """The window on a workbook in a folder that OneDrive carries."""
    folder = tmp_path / "OneDrive - Gemeente Voorbeeld"
    folder.mkdir()
    made = Session(qapp, FEATURES, clock)
    made._crash.install = lambda: None  # type: ignore[method-assign]
    made.begin(Path(shutil.copy(workbook_path, folder)))
    yield made
    made.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]


def test_a_file_on_a_shared_place_gets_one_warning_that_can_be_closed(shared: Session) -> None:
    window = window_of(shared)
    assert window.banner.isVisible()
    assert "OneDrive" in window.banner.accessibleName()
    assert "OneDrive" in file_line(window.desk, window.words)


def test_the_key_that_finds_a_colleagues_work_does_nothing_but_show_it(
    session: Session, workbook_path: Path
) -> None:
    window = window_of(session)
    desk = window.desk
    member = desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    window.idle.rest()
    with Desk.open(workbook_path, FEATURES) as colleague:
        colleague.do(change_member, member, {"phone": "06"})
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not desk.is_resting
    assert desk.db.value("SELECT phone FROM member") == "06"
    assert "Iemand anders" in window.banner.text
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.db.value("SELECT phone FROM member") == "", "the next one is meant for what shows"


def test_ctrl_alone_wakes_and_the_letter_after_it_still_does_nothing(
    session: Session, workbook_path: Path
) -> None:
    window = window_of(session)
    desk = window.desk
    member = desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    window.idle.rest()
    with Desk.open(workbook_path, FEATURES) as colleague:
        colleague.do(change_member, member, {"phone": "06"})
    QTest.keyPress(window.windowHandle(), Qt.Key.Key_Control)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.db.value("SELECT phone FROM member") == "06"


def test_the_key_that_wakes_a_file_nobody_touched_counts(session: Session) -> None:
    window = window_of(session)
    desk = window.desk
    desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    window.idle.rest()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.db.value("SELECT count(*) FROM member") == 0


def test_a_press_on_a_button_does_nothing_when_a_colleague_has_the_file(
    session: Session, workbook_path: Path, qtbot: QtBot
) -> None:
    window = window_of(session)
    desk = window.desk
    desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    window.idle.rest()
    with Desk.open(workbook_path, FEATURES) as colleague:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert colleague.db.value("SELECT count(*) FROM member") == 1
        qtbot.waitUntil(lambda: window_of(session).desk.is_read_only)


def test_a_note_of_another_computer_can_be_taken_over_by_hand(
    qapp: QApplication, clock: Clock, workbook_path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    path = Path(shutil.copy(workbook_path, folder))
    beside(path, ".holder").write_text(
        '{"user": "karin", "computer": "laptop-karin", "since": "2026-11-25T08:00:00Z"}', "utf-8"
    )
    settings.remember(language="en")
    made = Session(qapp, FEATURES, clock)
    made._crash.install = lambda: None  # type: ignore[method-assign]
    made.begin(path)
    start = made.start_window
    assert start is not None
    assert "laptop-karin" in start.banner.text
    start.banner._press()
    question = start.findChild(Question)
    assert question is not None
    (take,) = (b for b in question.findChildren(QPushButton) if b.text() == "Take over")
    take.click()
    assert not window_of(made).desk.is_read_only
    made.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
