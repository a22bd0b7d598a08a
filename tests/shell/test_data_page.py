"""The Data page by keys: a list of sections, into one and back, its help, its one action."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea
from pytestqt.qtbot import QtBot

from commdesk.core import settings
from commdesk.core.workbook import change_workbook
from commdesk.features.history.page import HistorySection
from commdesk.features.options.page import SettingsSection
from commdesk.features.safekeeping.page import BackupSection
from commdesk.shell.app import Session
from commdesk.shell.data import DataPage

Data = Callable[[], DataPage]
Press = Callable[..., None]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_arrows_choose_a_section_and_it_is_remembered(data: Data, press: Press) -> None:
    page = data()
    assert page.list.hasFocus()
    names = [section.name for section in page.sections]
    press(KEY.Key_Home)
    shown = [page.shown_part().NAME]
    for _ in names[1:]:
        press(KEY.Key_Down)
        shown.append(page.shown_part().NAME)
    assert shown == names
    assert page.host.memory["data/section"] == names[-1]


def test_every_section_opens_by_its_name_and_has_a_help_of_its_own(data: Data) -> None:
    page = data()
    for section in page.sections:
        page.host.open_page(section.name)
        part = page.shown_part()
        assert part.isVisible()
        assert section.name == part.NAME
        assert part.HELP


@pytest.mark.parametrize("enter", [KEY.Key_Tab, KEY.Key_Return, KEY.Key_Right])
def test_tab_and_enter_go_into_the_section_and_esc_back(
    data: Data, press: Press, enter: Qt.Key
) -> None:
    page = data()
    for name in ("history", "backup", "settings"):
        page.show_target(name)
        page.take_focus()
        press(enter)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert page.shown_part().isAncestorOf(focused), name
        press(KEY.Key_Escape)
        assert page.list.hasFocus(), name


def test_help_is_about_the_section(session: Session, data: Data, press: Press) -> None:
    page = data()
    page.show_target("backup")
    press(KEY.Key_F1)
    assert session.window is not None
    assert session.window.help._title.text() == "Back-up"
    page.show_target("settings")
    assert session.window.help._title.text() == "Instellingen"


def test_ctrl_n_is_the_first_action_of_the_section(data: Data, press: Press, qtbot: QtBot) -> None:
    page = data()
    page.show_target("settings")
    part = page.shown_part()
    assert isinstance(part, SettingsSection)
    press(KEY.Key_N, CTRL)
    assert part.absence.form.control("from_on").hasFocus()
    page.show_target("backup")
    page.take_focus()
    part = page.shown_part()
    assert isinstance(part, BackupSection)
    press(KEY.Key_N, CTRL)
    qtbot.waitUntil(lambda: part.table.model().rowCount() == 1)


def test_a_target_in_a_section_is_passed_on(data: Data) -> None:
    page = data()
    seen: list[object] = []
    page.show_target("history")
    page.shown_part().show_target = seen.append  # type: ignore[method-assign]
    page.show_target("history/17")
    page.show_target("history/week")
    page.show_target("history")
    assert seen == [17, "week"]


def test_with_text_at_200_percent_the_list_stands_above_the_section(
    session: Session, data: Data
) -> None:
    data().show_target("backup")
    session.window.resize(960, 700)  # type: ignore[union-attr]
    session.prefer("text_size", 200)
    page = data()
    QApplication.processEvents()
    assert page._row.direction() == QBoxLayout.Direction.TopToBottom
    assert page.list.height() < 90 * len(page.sections)


def test_the_language_of_the_workbook_changes_every_word_of_the_window(
    session: Session, data: Data, qtbot: QtBot
) -> None:
    page = data()
    page.show_target("settings")
    assert page.header.title == "Gegevens"
    session.window.desk.do(change_workbook, {"language": "en"})  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: session.window is not None and session.window.words.language == "en")
    fresh = data()
    assert (fresh.header.title, fresh.shown_part().header.title) == ("Data", "Settings")
    session.window.undoing.undo()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: session.window is not None and session.window.words.language == "nl")
    assert data().header.title == "Gegevens"


def test_the_name_of_the_workbook_shows_at_once(session: Session, qtbot: QtBot) -> None:
    session.window.desk.do(change_workbook, {"name": "Straatnet"})  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: session.window.windowTitle() == "Straatnet – commdesk")  # type: ignore[union-attr]


def test_a_theme_chosen_by_key_holds_and_leaves_the_keyboard_there(
    session: Session, data: Data, press: Press, qtbot: QtBot
) -> None:
    page = data()
    page.show_target("settings")
    part = page.shown_part()
    assert isinstance(part, SettingsSection)
    old = session.window
    part.computer.fields["theme"].control("theme").setFocus()
    press(KEY.Key_Down)
    qtbot.waitUntil(lambda: session.window is not old)
    assert settings.load().theme == "dark"
    fresh = session.window.stage.current_page  # type: ignore[union-attr]
    assert isinstance(fresh, DataPage)
    part = fresh.shown_part()
    assert isinstance(part, SettingsSection)
    control = part.computer.fields["theme"].control("theme")
    qtbot.waitUntil(control.hasFocus)


def test_closing_after_a_change_leaves_a_backup(session: Session) -> None:
    from commdesk.core import backup

    path = session.window.desk.path  # type: ignore[union-attr]
    session.window.desk.do(change_workbook, {"owner": "Mirjam"})  # type: ignore[union-attr]
    session.end()
    assert len(backup.list_backups(path)) == 1


def test_my_name_stands_in_history(session: Session, data: Data) -> None:
    data().host.prefer("my_name", "Mirjam")
    QApplication.processEvents()
    session.window.desk.do(change_workbook, {"owner": "Noor B."})  # type: ignore[union-attr]
    page = data()
    page.show_target("history")
    part = page.shown_part()
    assert isinstance(part, HistorySection)
    part.table.select_row(0)
    assert part.table.current_row().actor == "Mirjam"


@pytest.mark.parametrize("percent", [100, 200])
def test_no_section_is_cut_at_the_smallest_size(session: Session, data: Data, percent: int) -> None:
    session.prefer("text_size", percent)
    session.window.resize(960, 560)  # type: ignore[union-attr]
    page = data()
    for name in ("history", "backup", "settings"):
        page.show_target(name)
        QApplication.processEvents()
        assert page._areas[name].horizontalScrollBar().maximum() == 0, name


def test_under_the_list_every_section_is_in_sight_and_the_page_scrolls_as_one(
    session: Session, data: Data, press: Press
) -> None:
    data()
    session.window.resize(1280, 800)  # type: ignore[union-attr]
    session.prefer("text_size", 200)
    page = data()
    QApplication.processEvents()
    assert page.list.verticalScrollBar().maximum() == 0
    assert page.list.horizontalScrollBar().maximum() == 0
    names = [section.name for section in page.sections]
    press(KEY.Key_Home)
    for name in names:
        assert name == page.shown_part().NAME
        area = page.stack.currentWidget()
        QApplication.processEvents()
        assert isinstance(area, QScrollArea)
        assert area.verticalScrollBar().maximum() == 0, name
        press(KEY.Key_Down)
