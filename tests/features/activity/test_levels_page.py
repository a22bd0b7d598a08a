"""The tab of levels by keyboard, and a flow in which no label covers another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.activity.levels.page import LevelsPage
from commdesk.features.activity.levels.page.flow import Band, lay_out, least_height
from commdesk.features.activity.levels.queries import read_rule
from tests.features.activity.test_levels import member, note
from tests.host import QuietHost, ThreadedHost, on_screen

TODAY = date(2026, 11, 23)
KEY = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[LevelsPage]:
    desk.do(note, member(desk), [(TODAY, "post")])
    desk.do(note, member(desk, "Jan"), [(TODAY - timedelta(days=40), "reply"), (TODAY, "post")])
    desk.do(note, member(desk, "Noor"), [(TODAY, "reply")] * 9)
    made = LevelsPage(desk, QuietHost(desk, Words("en")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as shown:
        yield shown


def test_enter_on_a_movement_goes_to_its_members_with_the_reason(
    page: LevelsPage, qtbot: QtBot
) -> None:
    assert page.said.text().startswith("November 2026: 3 up and 0 down")
    page.moves.setFocus()
    rows = [[row.was, row.level, row.members] for row in page._fetch(0, 9)]
    assert ["Visitor", "Contributor", 1] in rows
    page.moves.select_row(rows.index(["Visitor", "Contributor", 1]))
    qtbot.keyClick(page.moves, KEY.Key_Return)
    (cells,) = page.people.table.all_cells()[1:] or page.people.table.all_cells()
    assert cells[0].startswith("Jan")
    assert "1 contribution and 1 conversation" in cells[1]
    assert page.people.table.hasFocus()


def test_escape_shows_everybody_who_moved_again(page: LevelsPage, qtbot: QtBot) -> None:
    page.moves.setFocus()
    page.moves.select_row(0)
    qtbot.keyClick(page.moves, KEY.Key_Escape)
    assert page.people.heading.text() == "Changed level (3)"


def test_one_step_away_says_what_is_missing(page: LevelsPage) -> None:
    page.show_one_step()
    ((name, said),) = page.people.table.all_cells()
    assert name.startswith("Noor")
    assert said == "Participant from 10 conversations in 365 days: 1 more"


def test_a_month_in_which_nothing_moved_says_so_and_none_comes_after_this(
    page: LevelsPage,
) -> None:
    page.go(1)
    assert "November" in page.said.text()
    page.go(-1)
    assert page.said.text().startswith("October 2026: 1 up")
    page.go(-1)
    assert page.said.text() == "In September 2026 nobody had a level yet."
    assert not page.flow.isVisible()


def test_thresholds_are_typed_and_undone(page: LevelsPage, desk: Desk) -> None:
    page._keep_least({"core": 12})
    assert read_rule(desk.db).rungs[-1].least == 12
    desk.undo()
    assert read_rule(desk.db).rungs[-1].least == 10


def test_the_flow_is_told_in_words(page: LevelsPage) -> None:
    assert "1 from Visitor to Contributor" in page.flow.accessibleDescription()


NAMES = ["Ambassador", "Core", "Contributor", "Participant", "Visitor", "No level"]
_PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1])


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(_PAIRS, st.integers(1, 90_000), max_size=30), st.integers(0, 900))
def test_no_label_of_the_flow_covers_another_or_is_cut(
    moved: dict[tuple[str, str], int], more: int
) -> None:
    bands = [
        Band(was, to, n, is_up=NAMES.index(to) < NAMES.index(was)) for (was, to), n in moved.items()
    ]
    line = 15.0
    whole = QRectF(0, 0, 500, least_height(bands, line) + more)
    laid = lay_out(bands, NAMES, whole, line, 90)
    for is_left in (True, False):
        boxes = [node.label for node in laid.nodes if node.is_left == is_left]
        strips = [each.left if is_left else each.right for each in laid.bands]
        for rects in (boxes, sorted(strips, key=QRectF.top)):
            assert all(rect.height() >= line - 0.01 for rect in rects)
            assert all(a.bottom() <= b.top() + 0.01 for a, b in pairwise(rects))
            assert all(rect.bottom() <= whole.bottom() + 0.01 for rect in rects)
    by_size = sorted(laid.bands, key=lambda each: each.band.members)
    heights = [each.left.height() for each in by_size]
    assert heights == sorted(heights)


@pytest.fixture
def threaded(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[LevelsPage]:
    """With reading and long acts in threads, as in the window."""
    desk.do(note, member(desk), [(TODAY, "post")])
    desk.do(note, member(desk, "Noor"), [(TODAY, "reply")] * 9)
    host = ThreadedHost(desk, Words("en"))
    with on_screen(LevelsPage(desk, host), qtbot, qapp) as shown:  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: shown.is_settled)
        yield shown
        host.jobs.stop()


def test_the_newest_question_is_what_shows(threaded: LevelsPage, qtbot: QtBot) -> None:
    threaded.go(-1)
    threaded.show_one_step()
    threaded.go(1)
    threaded.show_one_step()
    assert not threaded.is_settled
    qtbot.waitUntil(lambda: threaded.is_settled)
    assert threaded.people.heading.text() == "One step away (1)"
    assert threaded.said.text().startswith("November 2026")


def test_what_is_written_while_it_reads_is_read_after_it(
    threaded: LevelsPage, qtbot: QtBot, desk: Desk
) -> None:
    threaded.show_one_step()
    desk.do(note, member(desk, "Jan"), [(TODAY, "post")])
    assert not threaded.is_settled
    qtbot.waitUntil(lambda: threaded.is_settled)
    assert threaded.said.text().startswith("November 2026: 3 up")
