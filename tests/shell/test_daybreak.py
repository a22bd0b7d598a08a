"""A window that stays open shows the day that it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from commdesk.shell.app import Session
from commdesk.shell.window import Window
from tests.conftest import MovableClock


def window_of(session: Session) -> Window:
    assert session.window is not None
    return session.window


def title(window: Window) -> str:
    page = window.stage.current_page
    assert page is not None
    return page.header.title


def test_a_new_day_shows_on_the_page_and_is_said(session: Session, clock: MovableClock) -> None:
    window = window_of(session)
    window.open_page("week")
    window.open_page("today")
    assert title(window) == "Maandag 23 november"
    clock.move(days=1)
    window.day.look()
    assert title(window) == "Dinsdag 24 november"
    assert window.status.text == "Een nieuwe dag: dinsdag 24 november"
    assert window.stage.page("week").shown_part().is_stale, (
        "what does not show is read when it does"
    )


def test_coming_back_to_the_window_is_enough(session: Session, clock: MovableClock) -> None:
    window = window_of(session)
    window.open_page("today")
    clock.move(days=1)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert title(window) == "Dinsdag 24 november"


def test_a_file_taken_back_the_next_morning_shows_that_morning(
    session: Session, clock: MovableClock
) -> None:
    window = window_of(session)
    window.open_page("today")
    window.idle.rest()
    clock.move(days=1)
    window.idle._wake()
    assert title(window) == "Dinsdag 24 november"


def test_the_same_day_reads_nothing_again(session: Session, clock: MovableClock) -> None:
    window = window_of(session)
    window.open_page("week")
    window.open_page("today")
    clock.move(hours=3)
    window.day.look()
    assert not window.stage.page("week").shown_part().is_stale
