"""The tab What it brings with real widgets and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.outreach.outcomes import queries
from commdesk.features.outreach.outcomes.page import OutcomesPage
from tests.host import QuietHost, ThreadedHost, on_screen

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def host(desk: Desk) -> ThreadedHost:
    return ThreadedHost(desk, Words("en"))


@pytest.fixture
def messages(add: Callable[..., int], log: Callable[..., int]) -> None:
    """Sixteen messages a month ago and four of today; the eight asks among them were answered."""
    for number in range(20):
        fields: dict[str, Any] = {"days_ago": 0 if number >= 16 else 30}
        if number < 8:
            fields |= {"purpose": "ask", "result": "answered"}
        log(add(f"Lid {number}", tags=("bomen",) if number % 2 else ()), **fields)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost) -> Iterator[OutcomesPage]:
    with on_screen(OutcomesPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


def shown(page: OutcomesPage) -> list[tuple[str, str]]:
    model, keys = page.table.model(), page.table.columns.keys
    columns = [keys.index("title"), keys.index("sent")]
    return [
        (model.index(row, columns[0]).data(), model.index(row, columns[1]).data())
        for row in range(model.rowCount())
    ]


def test_an_empty_workbook_says_what_will_be_here(page: OutcomesPage, host: ThreadedHost) -> None:
    assert not page._body.isVisible()
    assert page._empty.isVisible()
    (button,) = (each for each in page._empty.findChildren(QPushButton) if each.isVisible())
    QTest.keyClick(button, Key.Key_Return)
    assert host.opened == [("outreach", None)]


@pytest.mark.usefixtures("messages")
class TestWithMessages:
    """Twenty messages, eight of them answered."""

    def test_one_sentence_answers_the_question(self, page: OutcomesPage) -> None:
        assert page._says.text() == (
            "Writing brings something: of every hundred messages about 40 are answered and 0 "
            "followed by a contribution within 14 days."
        )
        assert page.chart.chart.accessibleDescription() == page._says.text()
        bars = [bar.accessibleName() for bar in page.funnel._bars]
        assert bars == [
            "Sent: 20", "Answered: 8 40% (22–61%)", "Will contribute: 0 0% (0–16%)",
            "Contributed: 0 0% (0–16%)",
        ]  # fmt: skip
        assert page.funnel._note.text().startswith("4 messages are younger than three weeks")

    def test_a_tab_tells_apart_by_something_else(self, page: OutcomesPage, qtbot: QtBot) -> None:
        assert shown(page) == [("keep in touch", "12"), ("ask", "8")]
        wanted = {
            "kind": [("ask", "8"), ("neither of the two", "12")],
            "tag": [("bomen", "10"), ("no tag", "10")],
            "template": [("without a template", "20")],
            "channel": [("direct message", "20")],
        }
        for key, rows in wanted.items():
            page._tabs[key].setFocus()
            qtbot.keyClick(page._tabs[key], Key.Key_Return)
            assert shown(page) == rows
        qtbot.keyClick(page._tabs["week"], Key.Key_Return)
        assert len(shown(page)) == 13
        assert shown(page)[-1] == ("week 48", "4")

    def test_few_have_no_share_and_say_so(self, page: OutcomesPage) -> None:
        model, keys = page.table.model(), page.table.columns.keys
        told = [model.index(1, keys.index(key)).data() for key in ("kind", "answered", "verdict")]
        assert told == ["ask", "8", "too few to tell"]

    def test_a_heading_sorts(self, page: OutcomesPage) -> None:
        sent = page.table.columns.keys.index("sent")
        page.table.sortByColumn(sent, Qt.SortOrder.AscendingOrder)
        assert shown(page) == [("ask", "8"), ("keep in touch", "12")]
        page.refresh()
        assert shown(page) == [("ask", "8"), ("keep in touch", "12")]

    def test_another_period_by_keyboard(self, page: OutcomesPage, qtbot: QtBot) -> None:
        page._period.setFocus()
        qtbot.keyClick(page._period, Key.Key_Up)
        assert page._period.currentText() == "the last 4 weeks"
        assert shown(page) == [("keep in touch", "4")]
        assert page._says.text().startswith("Too few to tell yet: 4 messages")

    def test_the_copy_has_every_figure_in_its_own_cell(
        self, page: OutcomesPage, host: ThreadedHost
    ) -> None:
        page.choose("channel")
        page.copy()
        heading, line = QGuiApplication.clipboard().text().split("\n")
        assert heading.split("\t")[:6] == [
            "Channel", "Sent", "Answered", "Share", "at least", "at most",
        ]  # fmt: skip
        assert line.split("\t")[:6] == ["direct message", "20", "8", "40%", "22%", "61%"]
        assert host.said == ["The table is copied."]

    def test_many_are_counted_in_a_thread_and_again_after_a_change(
        self,
        qtbot: QtBot,
        qapp: QApplication,
        desk: Desk,
        host: ThreadedHost,
        monkeypatch: pytest.MonkeyPatch,
        add: Callable[..., int],
        log: Callable[..., int],
    ) -> None:
        monkeypatch.setattr(queries, "_MANY", 10)
        with on_screen(OutcomesPage(desk, host), qtbot, qapp) as page:  # type: ignore[arg-type]
            log(add("Nieuw"), days_ago=30, purpose="thank")
            qtbot.waitUntil(lambda: ("thank", "1") in shown(page) and not host.jobs.is_busy)
            host.jobs.stop()
