"""Tab goes through a form as it is read, and what has the keyboard is in sight."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.words import Words
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

MONDAY = date(2026, 11, 23)
FIELDS = (
    Field("title", "Title"),
    *(Field(f"text{n}", f"Text {n}", "long", lines=6) for n in range(3)),
    Field("until", "Until", "date"),
)


def form() -> Form:
    return Form(FIELDS, Words("en"), today=lambda: MONDAY)


@pytest.fixture
def below() -> QWidget:
    holder = QWidget()
    QVBoxLayout(holder)
    return holder


@pytest.fixture
def card(qtbot: QtBot, below: QWidget) -> Iterator[FormCard]:
    """In a window, with a line before it and one behind it."""
    window = QWidget()
    column = QVBoxLayout(window)
    made = FormCard(Words("en"), Form(FIELDS[:1], Words("en"), today=lambda: MONDAY), below)
    for part in (QLineEdit(), made, QLineEdit()):
        column.addWidget(part)
    qtbot.addWidget(window)
    window.resize(500, 420)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
    window.close()


def tabs(qtbot: QtBot, start: QWidget, many: int) -> list[QWidget | None]:
    start.setFocus()
    found = []
    for _ in range(many):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)  # type: ignore[no-untyped-call]
        found.append(QApplication.focusWidget())
    return found


def test_after_the_last_field_come_its_day_picker_save_and_cancel(
    qtbot: QtBot, card: FormCard
) -> None:
    held = form()
    card.hold(held)
    until = held.control("until")
    picker, *buttons = tabs(qtbot, until, 3)
    assert picker is not None
    assert held.isAncestorOf(picker)
    assert buttons == [card.saver, card.leaver]
    assert tabs(qtbot, held.control("title"), 1) == [held.control("text0")]


def test_what_came_under_the_form_comes_before_save(
    qtbot: QtBot, card: FormCard, below: QWidget
) -> None:
    offered = [QPushButton("Give a book"), QPushButton("Give a stage")]
    for each in offered:
        below.layout().addWidget(each)  # type: ignore[union-attr]
    card.order_tabs()
    qtbot.waitUntil(offered[-1].isVisible)
    found = tabs(qtbot, card.form.control("title"), 4)
    assert found == [*offered, card.saver, card.leaver]


def test_the_field_that_gets_the_keyboard_is_in_sight(qtbot: QtBot, card: FormCard) -> None:
    held = form()
    card.hold(held)

    def is_seen(key: str) -> bool:
        control, port = held.control(key), card._area.viewport()
        return port.rect().contains(control.mapTo(port, QPoint(5, 5)))

    assert not is_seen("until")
    held.control("until").setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(lambda: is_seen("until"))
    assert not is_seen("title")
    held.load({})
    held.focus_first()
    qtbot.waitUntil(lambda: is_seen("title"))
