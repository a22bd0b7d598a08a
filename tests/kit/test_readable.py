"""A long address is shown whole in a narrow pane, and copied without what made that possible."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from commdesk.kit.readable import Readable, breakable

ADDRESS = "n.rienstra@dorpsraadoosterveen.example"


@pytest.fixture
def text(qtbot: QtBot) -> Readable:
    made = Readable()
    qtbot.addWidget(made)
    made.setText(ADDRESS)
    made.resize(200, 80)
    made.show()
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSelection(0, len(made.text()))
    return made


@pytest.mark.parametrize("words", ["", "Gemeente Heidelanden", "b.mol@bos.example · 06"])
def test_words_that_fit_stay_as_they_are(words: str) -> None:
    assert breakable(words) == words


@pytest.mark.parametrize("words", [ADDRESS, "x" * 90, "/".join("abcdefg" * 5), "ı" * 21])
def test_what_is_long_can_break_and_loses_nothing(words: str) -> None:
    pieces = breakable(words).split("\u200b")
    assert "".join(pieces) == words
    assert max(map(len, pieces)) <= 21


def test_it_is_as_narrow_as_its_pieces_and_heard_as_it_is(text: Readable) -> None:
    assert text.minimumSizeHint().width() < 200
    assert text.accessibleName() == ADDRESS
    text.setText("Fatma")
    assert text.accessibleName() == ""


def test_it_is_copied_as_it_is_by_key(text: Readable, qtbot: QtBot) -> None:
    qtbot.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_it_is_copied_as_it_is_by_mouse(text: Readable, qtbot: QtBot) -> None:
    place = text.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, text.mapToGlobal(place))
    QApplication.sendEvent(text, asked)
    qtbot.wait(20)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == ADDRESS
