"""Enter presses the button that has the keyboard, whatever kind it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from commdesk.kit.cardlist import CardList, CardRow
from commdesk.kit.parts import button, icon_button
from commdesk.kit.tile import Tile


def made(kind: str) -> QAbstractButton:
    match kind:
        case "button":
            return button("Opslaan")
        case "icon":
            return icon_button("Sluiten", "close", None, "×")
        case _:
            return Tile()


@pytest.mark.parametrize("kind", ["button", "icon", "tile"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_presses_a_button_once(kind: str, key: Qt.Key, qtbot: QtBot) -> None:
    shown, pressed = made(kind), []
    qtbot.addWidget(shown)
    shown.clicked.connect(lambda: pressed.append(kind))
    shown.show()
    qtbot.keyClick(shown, key)
    assert pressed == [kind]


def test_enter_with_ctrl_is_left_to_the_form(qtbot: QtBot) -> None:
    shown, pressed = made("button"), []
    qtbot.addWidget(shown)
    shown.clicked.connect(lambda: pressed.append(1))
    shown.show()
    qtbot.keyClick(shown, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == []


def test_enter_in_an_empty_list_presses_what_fills_it(qtbot: QtBot) -> None:
    cards, pressed = CardList("Members"), []
    qtbot.addWidget(cards)
    cards.set_empty("No members yet", do="Add a member", slot=lambda: pressed.append(1))
    cards.show()
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert pressed == [1]
    cards.show_rows([CardRow(1, "Fatma")])
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert pressed == [1], "only while it is empty"
