"""A filter over a list of cards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.words import Words
from commdesk.kit.cardfilter import CardFilter
from commdesk.kit.cardlist import CardList, CardRow

Key = Qt.Key
ROWS = [
    CardRow(1, "Fatma Yılmaz", "46 days no contact", [("parking", "accent")]),
    CardRow(2, "Henk de Vries", "Asked about trees"),
]


Filtered = tuple[CardList, CardFilter]


@pytest.fixture(params=[False])
def filtered(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Filtered]:
    """A list under its filter; with True the filter comes when it is asked for."""
    cards, around = CardList("People"), QWidget()
    field = CardFilter(Words("en"), cards, comes_when_asked=request.param)
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    column.addWidget(field)
    column.addWidget(cards)
    field.set_empty("Nobody yet")
    field.show_rows(ROWS)
    around.show()
    with qtbot.waitActive(around):
        around.activateWindow()
    yield cards, field
    around.close()


def test_every_typed_word_must_stand_on_the_card(filtered: Filtered) -> None:
    cards, field = filtered
    for typed, keys in (("fatma", [1]), ("contact PARK", [1]), ("asked henk", [2]), ("", [1, 2])):
        field.setText(typed)
        assert [row.key for row in cards.rows] == keys


def test_without_a_fit_it_says_so_and_shows_all_again(filtered: Filtered) -> None:
    cards, field = filtered
    field.setText("zz")
    assert "zz" in cards._empty.accessibleName()
    cards._empty._press()
    assert len(cards.rows) == 2
    field.show_rows([])
    assert cards._empty.accessibleName() == "Nobody yet"


def test_the_list_tells_who_is_selected_also_when_nobody_is_left(filtered: Filtered) -> None:
    cards, field = filtered
    told: list[object] = []
    cards.selected.connect(lambda row: told.append(row and row.key))
    field.show_rows(ROWS)
    field.setText("henk")
    field.setText("zz")
    field.clear()
    assert told == [1, 2, None, 1]


@pytest.mark.parametrize("filtered", [True], indirect=True)
def test_enter_goes_to_the_list_and_a_field_that_came_goes(
    filtered: Filtered, qtbot: QtBot
) -> None:
    cards, field = filtered
    assert field.isHidden()
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "henk")
    qtbot.keyClick(field, Key.Key_Return)
    assert cards.hasFocus()
    assert field.isVisible(), "what filters the list is seen"
    field.setFocus()
    qtbot.keyClick(field, Key.Key_Escape)
    qtbot.keyClick(field, Key.Key_Escape)
    assert cards.hasFocus()
    assert field.isHidden()
