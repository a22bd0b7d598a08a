"""After undo in Week the keyboard is on the block it was about; a proposal does not outlive it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.plan import TodoDraft, add_todo, find_todo, remove_todo
from commdesk.features.week.page import WeekPage
from tests.host import QuietHost, focus, on_screen

MONDAY = date(2026, 11, 23)
SUNDAY = MONDAY + timedelta(6)
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[WeekPage]:
    made = WeekPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp):
        yield made


def todo(desk: Desk, title: str, day: date | None = None) -> int:
    draft = TodoDraft(title, planned_on=day, minutes=Minutes(60), kind="events")
    return int(desk.do(add_todo, draft, today=MONDAY))


def at_hand(page: WeekPage) -> list[int]:
    """What the next key would be about: one at most."""
    return [each.current().id for each in page.lists if each.hasFocus() and each.current()]


def test_a_block_that_undo_moves_back_keeps_the_keyboard(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    mine, other = todo(desk, "Zaal", MONDAY), todo(desk, "Brief", MONDAY + timedelta(1))
    page.show_target(mine)
    qtbot.keyClick(focus(), KEY.Key_Right, ALT)
    desk.undo()
    assert at_hand(page) == [mine]
    assert page.columns[0].list.hasFocus()
    qtbot.keyClick(focus(), KEY.Key_Space)
    assert find_todo(desk.db, mine).is_done
    assert not find_todo(desk.db, other).is_done
    desk.undo()
    desk.redo()
    assert at_hand(page) == [mine]


def test_the_page_goes_along_when_undo_moves_it_to_another_week(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    mine = todo(desk, "Zaal", SUNDAY)
    todo(desk, "Brief", SUNDAY + timedelta(1))
    page.show_target(mine)
    qtbot.keyClick(focus(), KEY.Key_Right, ALT)
    assert page.week == Week.of(MONDAY) + 1
    desk.undo()
    assert page.week == Week.of(MONDAY)
    assert at_hand(page) == [mine]


def test_what_undo_brings_back_is_selected_and_what_it_takes_away_leaves_nothing_at_hand(
    page: WeekPage, desk: Desk
) -> None:
    mine, other = todo(desk, "Zaal", MONDAY), todo(desk, "Brief", MONDAY)
    page.show_target(other)
    desk.do(remove_todo, mine)
    assert at_hand(page) == [other]
    desk.undo()
    assert at_hand(page) == [mine]
    desk.redo()
    assert at_hand(page) == []


def test_undo_during_a_proposal_drops_the_proposal_and_says_so(page: WeekPage, desk: Desk) -> None:
    todo(desk, "Zaal")
    brief = todo(desk, "Brief", MONDAY)
    page.planning.fill()
    assert page.planning.bar.isVisible()
    desk.undo()
    assert page.planning.proposal is None
    assert not page.planning.bar.isVisible()
    assert "Het voorstel is weg" in page.banner.text
    assert brief not in at_hand(page)
