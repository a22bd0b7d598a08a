"""What the side bar shows behind the pages, and the top bar beside its search field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.features.members import MemberDraft, add_member
from commdesk.features.plan import TodoDraft, add_todo
from commdesk.shell.app import Session
from tests.shell.conftest import Press


def badge(session: Session, page: str) -> str:
    assert session.window is not None
    return next(item._badge for item in session.window.side.items if item.name == page)


def test_today_shows_how_much_it_asks_for(session: Session, qtbot: QtBot) -> None:
    assert session.window is not None
    desk, today = session.window.desk, session.window.desk.today()
    for title in ("Bellen", "Mailen"):
        desk.do(add_todo, TodoDraft(title=title, due_on=today), today=today)
    desk.do(add_todo, TodoDraft(title="Later", due_on=today.replace(day=30)), today=today)
    qtbot.waitUntil(lambda: badge(session, "today") == "2")


def test_closing_waits_for_what_is_being_counted(session: Session) -> None:
    assert session.window is not None
    session.window.badges.count()
    session.window.close()
    assert session.window is None


def test_redo_stands_beside_undo(session: Session) -> None:
    assert session.window is not None
    top, desk = session.window.top, session.window.desk
    desk.do(add_member, MemberDraft("Fatma"), today=desk.today())
    assert (top.undo.isEnabled(), top.redo.isEnabled()) == (True, False)
    top.undo.click()
    assert (top.undo.isEnabled(), top.redo.isEnabled()) == (False, True)
    assert top.redo.accessibleName() == "Opnieuw uitvoeren: Fatma toevoegen"
    top.redo.click()
    assert desk.db.value("SELECT count(*) FROM member") == 1


def test_slash_filters_today_and_goes_to_the_list_where_there_is_no_filter(
    session: Session, press: Press
) -> None:
    assert session.window is not None
    window = session.window
    window.open_page("today")
    window.filter()
    page = window.stage.current_page
    assert page is not None
    assert page.filter_field() is QApplication.focusWidget()
    press(Qt.Key.Key_Escape)
    window.open_page("moderation")
    window.filter()
    moderation = window.stage.current_page
    focused = QApplication.focusWidget()
    assert moderation is not None
    assert focused is not None
    assert moderation.isAncestorOf(focused)
