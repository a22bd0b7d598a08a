"""F1 names the keys as the keyboard of the user has them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from commdesk.kit.dialogs import Question
from commdesk.shell.app import Session
from tests.shell.conftest import Press


def test_the_space_bar_has_its_dutch_name(session: Session) -> None:
    assert session.window is not None
    session.window.toggle_help()
    shown = {each.text() for each in session.window.help.findChildren(QLabel)}
    assert "Spatie" in shown
    assert "Space" not in shown


def help_texts(session: Session) -> list[str]:
    assert session.window is not None
    return [each.text() for each in session.window.help.findChildren(QLabel) if each.text()]


def test_it_names_the_keys_of_the_page_and_of_every_form(session: Session) -> None:
    assert session.window is not None
    session.window.open_page("members")
    session.window.toggle_help()
    shown = help_texts(session)
    assert shown[shown.index("Ctrl+N") + 1] == "Lid toevoegen"
    assert shown[shown.index("Ctrl+E") + 1] == "Lid wijzigen"
    form = shown[shown.index("Toetsen in een formulier") + 1 :][:6]
    assert form[0::2] == ["Enter", "Ctrl+Enter", "Esc"]


def test_it_names_the_keys_that_work_in_the_lists_of_today_and_week(session: Session) -> None:
    assert session.window is not None
    session.window.open_page("today")
    session.window.toggle_help()
    shown = help_texts(session)
    assert shown[shown.index("Z") + 1] == "Uitstellen tot de volgende werkdag"
    assert {"Shift+Z", "R", "O"} <= set(shown)
    session.window.open_page("week")
    shown = help_texts(session)
    assert shown[shown.index("Alt+Right") + 1] == "Naar de dag erna"
    assert shown[shown.index("Ctrl+Right") + 1] == "Naar de volgende dag met ruimte"


def test_esc_closes_it_before_anything_else(session: Session, press: Press) -> None:
    assert session.window is not None
    window = session.window
    window.open_page("members")
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    press("Fat")
    window.toggle_help()
    press(Qt.Key.Key_Escape)
    assert window.help.isHidden()
    assert QApplication.activeModalWidget() is None, "the form was left"
    press(Qt.Key.Key_Escape)
    question = QApplication.activeModalWidget()
    assert isinstance(question, Question), "what was typed is not thrown away without a question"
    question.accept()
