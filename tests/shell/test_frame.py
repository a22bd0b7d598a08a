"""Large text and a narrow window: nothing is cut, and everything can still be reached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from commdesk.features.members import MemberDraft, add_member
from commdesk.kit.regions import Regions
from commdesk.shell.app import Session
from commdesk.shell.window import Window


@pytest.fixture
def large(session: Session, qtbot: QtBot) -> Iterator[Window]:
    """The window on a small screen, with text twice as large."""
    assert session.window is not None
    desk = session.window.desk
    for name in ("Fatma", "Henk"):
        desk.do(add_member, MemberDraft(name), today=desk.today())
    session.prefer("text_size", 200)
    window = session.window
    window.resize(1280, 660)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: not window.side.isVisible())
    yield window
    session.prefer("text_size", 100)


def test_the_menu_has_the_pages_and_every_menu(large: Window) -> None:
    menu = large.menus.whole
    texts = [action.text() for action in menu.actions() if action.text()]
    pages = [large.words(title) for _name, title in large.page_titles]
    assert texts == [*pages, "&Bestand", "Be&werken", "&Pagina", "B&eeld", "&Help"]
    assert large.top._all
    assert large.top._all.isVisible()
    assert large.top.undo.isVisible()
    next(action for action in menu.actions() if action.text() == "Leden").trigger()
    assert large.stage.current_name == "members"


def test_the_keys_of_the_menus_work_without_their_bar(large: Window) -> None:
    assert not large.menus.bar.isVisible()
    QTest.keyClick(large.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert large.desk.db.value("SELECT count(*) FROM member") == 1


@pytest.mark.parametrize("size", [(1280, 660), (1024, 640)])
def test_regions_become_one(large: Window, qtbot: QtBot, size: tuple[int, int]) -> None:
    large.resize(*size)
    for name in ("members", "ambassadors", "outreach", "today"):
        large.open_page(name)
        page = large.stage.current_page
        assert page is not None
        regions = page.findChild(Regions)
        assert regions is not None
        qtbot.waitUntil(lambda regions=regions: regions.is_narrow)  # type: ignore[misc]
        assert page.width() <= large.width(), "no page is wider than the window"


@pytest.mark.parametrize(("width", "is_over"), [(1024, True), (1600, False)])
def test_help_lies_over_a_page_that_has_no_room_beside_it(
    session: Session, qtbot: QtBot, width: int, *, is_over: bool
) -> None:
    assert session.window is not None
    window = session.window
    window.resize(width, 640)
    window.open_page("members")
    qtbot.waitUntil(lambda: window.width() == width)
    before = window.stage.width()
    window.toggle_help()
    qtbot.waitUntil(lambda: (window.stage.width() == before) is is_over)
    assert window.help.geometry().right() == window.help.parentWidget().rect().right()  # type: ignore[union-attr]
    window.toggle_help()
    qtbot.waitUntil(lambda: window.stage.width() == before)
