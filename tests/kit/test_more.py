"""What is done less often is two keys away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from commdesk.core.words import Words
from commdesk.kit.more import more_button


def test_enter_opens_it_and_enter_does_the_first(qtbot: QtBot, words: Words) -> None:
    done: list[str] = []
    choices = [(name, lambda name=name: done.append(name), key)
               for name, key in (("Introduce", "Ctrl+I"), ("Open", ""))]  # fmt: skip
    made = more_button(words, choices)
    qtbot.addWidget(made)
    made.show()
    assert made.toolTip() == "Introduce · Open"
    for downs, name in enumerate(("Introduce", "Open")):
        qtbot.keyClick(made, Qt.Key.Key_Return)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [each.text() for each in menu.actions()] == ["Introduce\tCtrl+I", "Open"]
        for _ in range(downs):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
        assert done[-1] == name


def test_esc_closes_it_and_does_nothing(qtbot: QtBot, words: Words) -> None:
    made = more_button(words, [("Introduce", lambda: 1 / 0, "")])
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClick(made, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert menu
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
