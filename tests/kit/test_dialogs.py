"""A question has verbs on its buttons, is careful with what is dangerous, never stacks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.errors import Broken
from commdesk.core.words import Words
from commdesk.kit.dialogs import ask, ask_text


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_yes_does_it_and_escape_does_not(qtbot: QtBot, parent: QWidget, words: Words) -> None:
    done: list[int] = []
    for press in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        question = ask(parent, words, title="Go?", text="", do="Go", then=lambda: done.append(1))
        qtbot.keyClick(question, press)
        qtbot.waitUntil(lambda question=question: not question.isVisible())  # type: ignore[misc]
    assert done == [1]


def test_enter_on_a_dangerous_question_leaves_it(
    qtbot: QtBot, parent: QWidget, words: Words
) -> None:
    done: list[int] = []
    question = ask(
        parent,
        words,
        title="Remove?",
        text="All of it.",
        do="Remove",
        then=lambda: done.append(1),
        is_danger=True,
    )
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert done == []


def test_a_needed_answer_enables_the_button(qtbot: QtBot, parent: QWidget, words: Words) -> None:
    answers: list[str] = []
    question = ask_text(
        parent, words, title="Stop?", name="Why", do="Stop contact", then=answers.append
    )
    stop = next(b for b in question.findChildren(QPushButton) if b.text() == "Stop contact")
    assert not stop.isEnabled()
    qtbot.keyClicks(question.findChild(QLineEdit), " asked so ")
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert answers == ["asked so"]


def test_a_dialog_never_opens_on_a_dialog(qtbot: QtBot, parent: QWidget, words: Words) -> None:
    first = ask(parent, words, title="One?", text="", do="Go", then=lambda: None)
    qtbot.waitExposed(first)
    with pytest.raises(Broken):
        ask(parent, words, title="Two?", text="", do="Go", then=lambda: None)
    first.reject()
