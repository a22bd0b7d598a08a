"""A chart of columns, and its numbers as a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.charts import ChartPane, Picture, Series, spread, top_of
from commdesk.kit.table import TableColumn

COLUMNS = (TableColumn("id", "Week"), TableColumn("n", "Sent"))
ROWS = [{"id": "47", "n": 3}, {"id": "48", "n": 0}]


@pytest.mark.parametrize(
    ("most", "axis"),
    [(1, (1, 1)), (3, (3, 1)), (4, (4, 2)), (7, (10, 5)), (60, (60, 20)), (253, (300, 100))],
)
def test_the_axis_begins_at_zero_and_ends_round(most: float, axis: tuple[int, int]) -> None:
    assert top_of(most) == axis


def test_labels_do_not_cover_each_other() -> None:
    assert spread([10, 12, 50], 10, 100) == [10, 20, 50]
    assert spread([96, 98, 99], 10, 100) == [80, 90, 100]


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> ChartPane:
    theme.apply(qapp, "light")
    made = ChartPane("test", "Week by week", COLUMNS, Words("en"), {})
    qtbot.addWidget(made)
    made.resize(500, 260)
    picture = Picture(
        ("47", "48"), (Series("Sent", "plain", (3, 0)), Series("Answered", "good", (1, 0))),
        reference=2, reference_name="usually 2", settled=1,
    )  # fmt: skip
    made.show_numbers(picture, ROWS, "Three were sent.")
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_says_what_it_shows(pane: ChartPane) -> None:
    assert pane.chart.accessibleName() == "Week by week"
    assert pane.chart.accessibleDescription() == "Three were sent."
    assert not pane.grab().toImage().isNull()


def test_it_turns_into_a_table_and_back_by_keyboard(pane: ChartPane, qtbot: QtBot) -> None:
    pane._turn.setFocus()
    qtbot.keyClick(pane._turn, Qt.Key.Key_Return)
    assert pane.is_table
    assert pane.table.model().index(0, 1).data() == "3"
    assert pane._turn.accessibleName() == "Week by week: Show as chart"
    qtbot.keyClick(pane._turn, Qt.Key.Key_Return)
    assert not pane.is_table


def test_ctrl_c_on_the_chart_copies_its_numbers(pane: ChartPane, qtbot: QtBot) -> None:
    pane.chart.setFocus()
    qtbot.keyClick(pane.chart, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Week\tSent\n47\t3\n48\t0"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_painted_without_numbers_and_small(
    pane: ChartPane, qapp: QApplication, scheme: str
) -> None:
    theme.apply(qapp, scheme, 2.0)
    pane.show_numbers(Picture((), ()), [], "")
    assert not pane.grab().toImage().isNull()
    pane.show_numbers(
        Picture(tuple(map(str, range(52))), (Series("x", "good", (0,) * 52),)), [], ""
    )
    pane.resize(240, 150)
    assert not pane.grab().toImage().isNull()
    theme.apply(qapp, "light")
