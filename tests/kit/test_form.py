"""A form reads what people type, and says beside the field what it cannot read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.kit.form import Field, Form

MONDAY = date(2026, 11, 23)
FIELDS = (
    Field("name", "Name"),
    Field("email", "E-mail", "email"),
    Field("due_on", "Date", "date"),
    Field("minutes", "Hours", "minutes", beside=True),
    Field("count", "Number", "number"),
    Field("stage", "Stage", "choice", (("new", "New"), ("old", "Later"))),
    Field("is_promise", "Promise", "check"),
    Field("tags", "Tags", "tags", (("bomen", "bomen"),)),
    Field("note", "Notes", "long"),
)


class Record(Struct):
    name: str = "Fatma"
    email: str = "fatma@voorbeeld.example"
    due_on: date | None = MONDAY
    minutes: Minutes | None = None
    count: int | None = 3
    stage: str = "old"
    is_promise: bool = True
    tags: tuple[str, ...] = ("bomen", "geluid")
    note: str = "two\nlines"


@pytest.fixture
def form(qtbot: QtBot, words: Words) -> Form:
    made = Form(FIELDS, words, today=lambda: MONDAY)
    qtbot.addWidget(made)
    made.load(Record(minutes=Minutes(90)))
    made.show()
    return made


def type_in(form: Form, key: str, text: str) -> None:
    line = form.control(key)
    assert isinstance(line, QLineEdit)
    line.setText(text)


def test_what_was_loaded_comes_back(form: Form) -> None:
    expected = {**asdict(Record()), "minutes": 90, "tags": ["bomen", "geluid"]}
    assert form.values() == expected


def test_an_empty_form_has_no_values_left(form: Form) -> None:
    form.load(None)
    values = form.values()
    assert (values["name"], values["due_on"], values["minutes"]) == ("", None, None)


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("due_on", "morgen", date(2026, 11, 24)),
        ("minutes", "1u30", 90),
        ("count", "12", 12),
        ("tags", " bomen, , geluid, bomen", ["bomen", "geluid"]),
        ("name", "  Noor ", "Noor"),
    ],
)
def test_what_people_type_is_read(form: Form, key: str, typed: str, value: Any) -> None:
    type_in(form, key, typed)
    assert form.values()[key] == value


@pytest.mark.parametrize(
    ("key", "typed"), [("email", "fatma"), ("due_on", "32-1"), ("minutes", "lang"), ("count", "x")]
)
def test_what_cannot_be_read_is_refused_at_its_field(form: Form, key: str, typed: str) -> None:
    type_in(form, key, typed)
    with pytest.raises(Refused) as refused:
        form.values()
    assert refused.value.field == key


def test_an_error_stands_under_its_field_and_nothing_typed_is_lost(form: Form) -> None:
    type_in(form, "name", "Noor")
    assert form.show_error("name", "Somebody else has this name.")
    assert form._errors["name"].isVisible()
    assert form.control("name").accessibleDescription() == "Somebody else has this name."
    assert form.values()["name"] == "Noor"
    assert form._errors["name"].isHidden()


def test_an_unknown_field_is_left_to_the_page(form: Form) -> None:
    assert not form.show_error("elsewhere", "No")


def test_typing_makes_it_dirty_and_loading_does_not(form: Form, qtbot: QtBot) -> None:
    assert not form.is_dirty
    with qtbot.waitSignal(form.dirty):
        qtbot.keyClicks(form.control("note"), "x")
    assert form.is_dirty
    form.load(Record())
    assert not form.is_dirty


def test_a_date_is_written_out_when_it_is_left(form: Form, qtbot: QtBot) -> None:
    type_in(form, "due_on", "morgen")
    qtbot.keyClick(form.control("due_on"), Qt.Key.Key_Return)
    assert form.control("due_on").text() == "24-11-2026"  # type: ignore[attr-defined]


def test_tab_leaves_a_long_text_and_enter_makes_a_line(form: Form, qtbot: QtBot) -> None:
    control = form.control("note")
    control.setFocus()
    qtbot.keyClick(control, Qt.Key.Key_Return)
    assert "\n" in form.values()["note"] + "\n"
    qtbot.keyClick(control, Qt.Key.Key_Tab)
    assert not control.hasFocus()


def test_every_label_is_the_buddy_of_its_input(form: Form) -> None:
    buddies = {label.buddy() for label in form.findChildren(QLabel) if label.buddy()}
    assert len(buddies) == len(FIELDS) - 1  # a tick box carries its own words


def test_what_is_loaded_under_the_caret_is_selected_as_on_arriving_there(
    form: Form, qtbot: QtBot
) -> None:
    form.show()
    form.activateWindow()
    line = form.control("name")
    assert isinstance(line, QLineEdit)
    with qtbot.waitActive(form):
        line.setFocus()
    form.load(Record())
    qtbot.keyClicks(line, "H")
    assert line.text() == "H"
