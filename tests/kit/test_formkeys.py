"""Every form has the same keys: Enter and Ctrl+Enter save, Esc leaves."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.words import Words
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys, resume

Key = Qt.Key
FIELDS = (
    Field("name", "Name"),
    Field("stage", "Stage", "choice", (("new", "New"), ("old", "Old"))),
    Field("is_promise", "Promised", "check"),
    Field("known", "Known", choices=(("bomen", "bomen"),)),
    Field("note", "Notes", "long"),
)


class Holder(QWidget):
    """A form with its keys, and what they did."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.form = Form(FIELDS, words, today=lambda: date(2026, 11, 23))
        QVBoxLayout(self).addWidget(self.form)
        self.did: list[str] = []
        form_keys(self, lambda: self.did.append("save"), lambda: self.did.append("leave"))


@pytest.fixture
def holder(qtbot: QtBot, words: Words) -> Holder:
    made = Holder(words)
    qtbot.addWidget(made)
    made.form.load({"name": "Noor"})
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def press(qtbot: QtBot, holder: Holder, field: str, *keys: object) -> list[str]:
    """What came of a key in this field."""
    holder.did.clear()
    holder.form.control(field).setFocus()
    qtbot.keyClick(holder.form.control(field), *keys)  # type: ignore[arg-type]
    return holder.did


@pytest.mark.parametrize("field", ["name", "stage", "is_promise", "known"])
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_in_a_line_saves(qtbot: QtBot, holder: Holder, field: str, key: Key) -> None:
    assert press(qtbot, holder, field, key) == ["save"]


def test_enter_in_text_of_several_lines_is_a_new_line(qtbot: QtBot, holder: Holder) -> None:
    assert press(qtbot, holder, "note", Key.Key_Return) == []
    note = holder.form.control("note")
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == "\n"


@pytest.mark.parametrize("field", ["name", "note"])
def test_ctrl_enter_saves_from_anywhere_and_esc_leaves(
    qtbot: QtBot, holder: Holder, field: str
) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    assert press(qtbot, holder, field, Key.Key_Return, ctrl) == ["save"]
    assert press(qtbot, holder, field, Key.Key_S, ctrl) == ["save"]
    assert press(qtbot, holder, field, Key.Key_Escape) == ["leave"]


def test_enter_takes_the_suggestion_that_is_chosen_before_it_saves(
    qtbot: QtBot, holder: Holder
) -> None:
    line = holder.form.control("known")
    line.setFocus()
    qtbot.keyClicks(line, "bo")
    popup = line.completer().popup()  # type: ignore[attr-defined]
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Key.Key_Down)
    qtbot.keyClick(popup, Key.Key_Return)
    assert (holder.form.values()["known"], holder.did) == ("bomen", [])
    qtbot.keyClick(line, Key.Key_Return)
    assert holder.did == ["save"]


def test_what_is_half_typed_gets_the_keyboard_back_where_it_was(
    qtbot: QtBot, holder: Holder
) -> None:
    assert not resume(holder)
    qtbot.keyClicks(holder.form.control("known"), "x")
    holder.form.control("known").setFocus()
    holder.form.control("known").clearFocus()
    assert resume(holder)
    assert holder.form.isAncestorOf(holder.focusWidget())
