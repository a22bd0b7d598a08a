"""The window made again in another language while a page of the old one is still being read."""

from __future__ import annotations

import sys
from types import TracebackType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from commdesk.shell.app import Session


@pytest.mark.parametrize("part", ["", "goals", "levels"])
def test_what_a_page_of_the_old_window_read_is_told_to_nobody(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    broken: list[BaseException] = []

    def keep(_kind: type[BaseException], error: BaseException, _where: TracebackType) -> None:
        broken.append(error)

    monkeypatch.setattr(sys, "excepthook", keep)
    for language in ("en", "nl", "en", "nl"):
        old = session.window
        assert old is not None
        old.open_page("development", part or None)
        jobs = old.host.jobs
        session.set_language(language)
        assert session.window is not old
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
        qtbot.waitUntil(lambda jobs=jobs: not jobs._running)
        qtbot.wait(20)
    assert not broken


def test_actions_that_change_on_a_page_of_the_old_window_are_not_shown(session: Session) -> None:
    old = session.window
    assert old is not None
    session.set_language("en")
    menu = old.menus._page_menu
    assert menu is not None
    menu.clear()
    old.host.refresh_actions()
    assert menu.isEmpty()
