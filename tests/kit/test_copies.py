"""What is copied is what is selected, with headings above more than one row, and never too much."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.kit import copies
from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.copies import CopiesCells
from commdesk.kit.page import Page
from commdesk.kit.table import RowsModel, Table, TableColumn
from tests.host import QuietHost

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
NL = Words("nl")


class Squares(CopiesCells, QTableView):
    """Any grid of a feature."""


class Lists(Page):
    TITLE = "Members"

    def build(self) -> None:
        names = ("Taak", "Uren")
        columns = (TableColumn("a", names[0]), TableColumn("b", names[1]))
        model = RowsModel(columns, lambda: 40, fetch, self.words, parent=self)
        self.table = Table(model, name="t", title="Taken", memory={})
        self.cards = CardList("Wie")
        for each in (self.table, self.cards):
            self.content.addWidget(each)


def fetch(offset: int, limit: int) -> list[dict[str, Any]]:
    return [{"id": n, "a": f"=taak {n}", "b": n} for n in range(offset, min(offset + limit, 40))]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Lists:
    made = Lists(desk, QuietHost(desk, NL))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.table.reload()
    with qtbot.waitExposed(made):
        made.show()
    return made


def copied(qtbot: QtBot, view: Any, *keys: Qt.Key) -> list[str]:
    QApplication.clipboard().clear()
    for key in keys:
        qtbot.keyClick(view, key, CTRL)
    return QApplication.clipboard().text().split("\n")


def test_a_row_goes_alone_and_all_of_them_with_headings(page: Lists, qtbot: QtBot) -> None:
    page.table.select_row(2)
    assert copied(qtbot, page.table, Key.Key_C) == ["=taak 2\t2"]
    lines = copied(qtbot, page.table, Key.Key_A, Key.Key_C)
    assert (lines[0], lines[-1], len(lines)) == ("Taak\tUren", "=taak 39\t39", 41)
    assert page.table.current_id() == 2
    assert page.host.said[-1] == "40 rijen gekopieerd"  # type: ignore[attr-defined]
    qtbot.keyClick(page.table, Key.Key_Down)
    assert copied(qtbot, page.table, Key.Key_C) == ["=taak 3\t3"]


def test_a_formula_stays_text_where_html_is_taken(page: Lists, qtbot: QtBot) -> None:
    page.table.select_row(0)
    copied(qtbot, page.table, Key.Key_C)
    html = QApplication.clipboard().mimeData().html()
    assert "<td style=\"mso-number-format:'\\@'\">=taak 0</td>" in html


def test_cards_say_their_group_and_reason_and_leave_out_what_none_has(
    page: Lists, qtbot: QtBot
) -> None:
    page.cards.show_rows([
        CardRow(1, "Anna", "46 dagen geen contact", [("te laat", "bad")], group="Vandaag"),
        CardRow(2, "Bas", group="Later"),
    ])  # fmt: skip
    page.cards.select_first()
    assert copied(qtbot, page.cards, Key.Key_C) == ["Vandaag\tAnna\t46 dagen geen contact\tte laat"]
    assert copied(qtbot, page.cards, Key.Key_A, Key.Key_C) == [
        "Groep\tWie\tToelichting\tKenmerk",
        "Vandaag\tAnna\t46 dagen geen contact\tte laat",
        "Later\tBas\t\t",
    ]


def test_nothing_selected_copies_nothing(page: Lists, qtbot: QtBot) -> None:
    assert copied(qtbot, page.cards, Key.Key_C) == [""]
    assert copied(qtbot, page.table, Key.Key_C) == [""]


def test_too_much_for_the_clipboard_is_said(
    page: Lists, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "MOST_COPIED", 39)
    assert copied(qtbot, page.table, Key.Key_A, Key.Key_C) == [""]
    assert "te veel rijen" in page.banner.text


def test_a_grid_goes_with_the_names_at_its_side(qtbot: QtBot) -> None:
    grid = Squares()
    qtbot.addWidget(grid)
    model = QStandardItemModel(2, 2)
    model.setHorizontalHeaderLabels(["week 48", "week 49"])
    model.setVerticalHeaderLabels(["Reacties", "Meldingen"])
    for place, text in enumerate(("1", "2", "3", "4")):
        model.setItem(place // 2, place % 2, QStandardItem(text))
    grid.setModel(model)
    grid.setCurrentIndex(model.index(1, 0))
    assert copied(qtbot, grid, Key.Key_C) == ["3"]
    wanted = ["\tweek 48\tweek 49", "Reacties\t1\t2", "Meldingen\t3\t4"]
    assert copied(qtbot, grid, Key.Key_A, Key.Key_C) == wanted
    grid.setColumnHidden(1, True)
    grid.copy_all()
    assert QApplication.clipboard().text().split("\n")[1] == "Reacties\t1"


def test_the_page_copies_the_list_that_shows_something(page: Lists) -> None:
    page.copy_table()
    assert QApplication.clipboard().text().startswith("Taak\tUren\n")
    assert [each.name for each in page.menu_actions()] == ["copy_table"]
