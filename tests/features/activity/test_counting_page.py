"""The week sheet by keyboard alone: typed, saved, refused beside its field, gone back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.features.activity.counting.page import CountingPage
from commdesk.features.activity.counting.queries import typed_counts
from tests.features.activity.test_counting import note, people
from tests.host import QuietHost, on_screen

NOW = Week(2026, 48)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[CountingPage]:
    made = CountingPage(desk, QuietHost(desk, Words("en")))
    with on_screen(made, qtbot, qapp):
        made.take_focus()
        yield made


def typed(desk: Desk, week: Week = NOW) -> dict[str, int]:
    return dict(typed_counts(desk.db, [week]).get(week, {}))


def test_a_week_is_filled_in_by_keyboard_alone(
    desk: Desk, page: CountingPage, qtbot: QtBot
) -> None:
    for name, text in (
        ("contributions", "12"), ("team-contributions", "3"), ("conversations", "40"),
        ("team-conversations", "9"), ("questions", "4"), ("answered", "3"), ("attendance", "0"),
        ("active", "21"), ("contributing", "7"),
    ):  # fmt: skip
        line = page.sheet.line(name)
        assert page.focusWidget() is line, name
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert typed(desk) == {
        "contributions": 12, "team-contributions": 3, "conversations": 40, "team-conversations": 9,
        "questions": 4, "answered": 3, "attendance": 0, "active": 21, "contributing": 7,
    }  # fmt: skip
    desk.undo()
    assert "contributing" not in typed(desk), "each figure is a step of its own"
    assert typed(desk)["active"] == 21


def test_tab_saves_as_well(desk: Desk, page: CountingPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.sheet.line("contributions"), "5")
    qtbot.keyClick(page.sheet.line("contributions"), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.sheet.line("team-contributions")
    assert typed(desk) == {"contributions": 5}


@pytest.mark.parametrize("text", ["veel", "-3", "99999999999"])
def test_bad_input_is_refused_beside_its_field_and_stays_there(
    desk: Desk, page: CountingPage, qtbot: QtBot, text: str
) -> None:
    line = page.sheet.line("contributions")
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.sheet.error_of("contributions")
    assert (line.text(), page.focusWidget()) == (text, line)
    assert typed(desk) == {}
    page.go(-1)
    assert (page.week, page.has_unsaved()) == (NOW, True), "first it is mended"
    line.clear()
    qtbot.keyClicks(line, "3")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not page.sheet.error_of("contributions")
    assert typed(desk) == {"contributions": 3}


def test_a_part_larger_than_its_whole_is_refused_where_it_is_typed(
    page: CountingPage, qtbot: QtBot
) -> None:
    for name, text in (("contributions", "2"), ("team-contributions", "3")):
        qtbot.keyClicks(page.sheet.line(name), text)
        qtbot.keyClick(page.sheet.line(name), Qt.Key.Key_Return)
    assert "2" in page.sheet.error_of("team-contributions")
    assert not page.sheet.error_of("contributions")


def test_an_empty_field_takes_the_figure_out(desk: Desk, page: CountingPage, qtbot: QtBot) -> None:
    line = page.sheet.line("contributions")
    for text in ("5", ""):
        line.setFocus()
        line.selectAll()
        qtbot.keyClick(line, Qt.Key.Key_Backspace)
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert typed(desk) == {}


def test_beside_a_field_stand_what_is_known_and_the_week_before(
    desk: Desk, page: CountingPage
) -> None:
    (fatma,) = people(desk, 1)
    desk.do(note, [(fatma, "post", day) for day in (NOW.monday, (NOW - 1).monday)])
    page.refresh()
    said = page.sheet.known_of("contributions")
    assert "1" in said
    assert "·" in said
    assert page.sheet.line("contributions").accessibleName()


def test_no_week_is_counted_before_it_has_begun(page: CountingPage) -> None:
    page.go(1)
    assert page.week == NOW
    page.go(-1)
    assert page.week == NOW - 1


def test_what_a_colleague_undoes_shows_again(desk: Desk, page: CountingPage, qtbot: QtBot) -> None:
    line = page.sheet.line("contributions")
    qtbot.keyClicks(line, "5")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    desk.undo()
    page.refresh()
    assert line.text() == ""
