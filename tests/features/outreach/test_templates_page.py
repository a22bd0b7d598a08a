"""The tab Templates with real widgets and keys, and holes on screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.core.workbook import set_facts
from commdesk.features.outreach.page.fields import HoleMarks, as_html, hole_words, qt_place
from commdesk.features.outreach.page.templates import TemplatesPage
from commdesk.features.outreach.templates.fields import fill, holes_in
from commdesk.features.outreach.templates.ops import remove_template
from commdesk.features.outreach.templates.queries import (
    default_template,
    find_template,
    list_templates,
    manner,
)
from tests.host import QuietHost, on_screen

Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
WAVE = QTextCharFormat.UnderlineStyle.WaveUnderline
DASHES = QTextCharFormat.UnderlineStyle.DashUnderline


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost) -> Iterator[TemplatesPage]:
    with on_screen(TemplatesPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


@pytest.fixture
def edit(qtbot: QtBot) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    return made


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def answer(page: TemplatesPage, text: str) -> None:
    (dialog,) = (d for d in page.window().findChildren(QDialog) if d.isVisible())
    (button,) = (b for b in dialog.findChildren(QPushButton) if b.text() == text)
    button.click()


def marked(edit: QPlainTextEdit) -> list[tuple[str, QTextCharFormat.UnderlineStyle]]:
    """What is marked in the whole text, as Qt counts it."""
    found = []
    block = edit.document().firstBlock()
    while block.isValid():
        units = block.text().encode("utf-16-le")
        for each in block.layout().formats():
            part = units[each.start * 2 : (each.start + each.length) * 2]
            found.append((part.decode("utf-16-le"), each.format.underlineStyle()))
        block = block.next()
    return found


def test_the_list_is_of_the_language_of_the_workbook_by_purpose(page: TemplatesPage) -> None:
    assert page.header.line == "60 templates · Dutch 30 · English 30"
    rows = page.list.rows
    assert {row.data.language for row in rows} == {"nl"}
    assert (rows[0].group, rows[0].title) == ("Keep in touch", "Contact houden")
    assert [text for text, _ in rows[0].chips] == ["default", "informal"]
    assert rows[0].reason.startswith("We hebben elkaar een tijdje niet gesproken.")
    assert page.pane.title.text() == "Contact houden"
    assert "Hoi Fatma," in page.pane.preview.text.text()


def test_both_languages_are_shown_when_asked(page: TemplatesPage) -> None:
    page.language.load("")
    page.language.edited.emit()
    assert len(page.list.rows) == 60
    assert [text for text, _ in page.list.rows[0].chips] == ["default", "Dutch · informal"]


def test_a_template_is_changed_by_keys_and_every_text_stays_editable(
    qtbot: QtBot, desk: Desk, page: TemplatesPage
) -> None:
    page.list.setFocus()
    press(qtbot, Key.Key_Return)
    assert page.editor.text.hasFocus()
    page.editor.text.moveCursor(page.editor.text.textCursor().MoveOperation.End)
    qtbot.keyClicks(page.editor.text, " en {voornaam}")
    qtbot.keyClick(page.editor.text, Key.Key_Return, CTRL)
    assert find_template(desk.db, 1).text.endswith(" en {voornaam}")
    assert page.list.hasFocus()
    assert page.list.current_key() == 1
    assert "en Fatma" in page.pane.preview.text.text()


def test_the_fields_stand_under_the_names_of_the_language_of_the_window(
    page: TemplatesPage,
) -> None:
    page.change()
    assert page.editor.text.toPlainText().startswith("{greeting}")
    assert not page.has_unsaved(), "showing is not typing"


def test_a_new_template_is_of_the_purpose_that_is_selected(
    qtbot: QtBot, desk: Desk, page: TemplatesPage
) -> None:
    page.list.select_key(6)
    page.add()
    qtbot.keyClicks(QApplication.focusWidget(), "Mijn welkom")
    press(qtbot, Key.Key_Return)
    made = next(each for each in list_templates(desk.db) if each.name == "Mijn welkom")
    assert (made.purpose, made.language, made.formality) == ("welcome", "nl", "informal")
    assert page.list.current_key() == made.id


def test_a_field_is_chosen_from_a_menu_with_the_keyboard(qtbot: QtBot, page: TemplatesPage) -> None:
    page.change()
    page.editor.text.setPlainText("Dag ")
    page.editor.text.moveCursor(page.editor.text.textCursor().MoveOperation.End)
    button = page.editor._insert
    button.setFocus()
    press(qtbot, Key.Key_Return)
    (menu,) = (m for m in page.editor.findChildren(QMenu) if m.isVisible())
    assert menu.actions()[0].text() == "{first_name}   the first name"
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    assert page.editor.text.toPlainText() == "Dag {name}"
    assert page.editor.text.hasFocus()


def test_what_is_no_field_is_marked_said_and_refused_at_the_text(
    qtbot: QtBot, desk: Desk, page: TemplatesPage
) -> None:
    before = find_template(desk.db, 1).text
    page.change()
    page.editor.text.setPlainText("😀 {voornam} {voornaam} {item}")
    page.editor.show_preview()
    assert marked(page.editor.text) == [("{voornam}", WAVE)]
    said = "{voornam} is not a field. Did you mean {voornaam}?"
    assert page.editor._faults.text() == said
    assert page.editor.preview.missing.text() == ""
    assert "<u " in page.editor.preview.text.text()
    page.editor.save()
    assert page.editor.form._errors["text"].text() == said
    assert find_template(desk.db, 1).text == before
    assert page.has_unsaved()


def test_what_is_ours_and_missing_is_said_under_the_preview(
    desk: Desk, page: TemplatesPage
) -> None:
    desk.do(set_facts, owner="")
    said = "{mijn_naam}: type your name as Owner under Data, Settings"
    assert page.pane.preview.missing.text() == said
    assert page.pane.preview.missing.isVisible()


def test_how_we_write_is_changed_beside_the_list(
    qtbot: QtBot, desk: Desk, page: TemplatesPage
) -> None:
    page.change_manner()
    page.manner.form.control("formality").setCurrentIndex(1)  # type: ignore[attr-defined]
    QTest.keyClicks(page.manner.form.control("boundaries"), "Over groen.")
    page.manner.save()
    assert manner(desk.db).boundaries == "Over groen."
    assert manner(desk.db).formality == "formal"
    assert page.list.hasFocus()
    page.add()
    assert page.editor.form.values()["formality"] == "formal"


def test_the_selected_one_is_made_the_default_copied_and_removed(
    desk: Desk, page: TemplatesPage, host: QuietHost
) -> None:
    page.copy()
    assert page.editor.heading.text() == "Change Contact houden (2)"
    page.editor.leave()
    made = page.list.current_key()
    page.make_default()
    assert host.said[-1] == "Messages begin with Contact houden (2) now."
    found = default_template(desk.db, "keep-in-touch", "nl", "informal")
    assert found is not None
    assert found.id == made
    page.remove()
    answer(page, "Remove")
    assert "Contact houden (2)" not in [row.title for row in page.list.rows]


def test_typing_is_not_thrown_away_without_a_question(qtbot: QtBot, page: TemplatesPage) -> None:
    page.change()
    qtbot.keyClicks(page.editor.text, "x")
    assert page.has_unsaved()
    qtbot.keyClick(page.editor.text, Key.Key_Escape)
    question = QApplication.activeModalWidget()
    assert isinstance(question, QDialog)
    question.accept()
    assert not page.has_unsaved()


def test_without_templates_the_page_says_what_they_are(desk: Desk, page: TemplatesPage) -> None:
    for each in list_templates(desk.db):
        desk.do(remove_template, each.id)
    assert "No templates" in page.list._empty.accessibleName()
    assert page.header.line == ""
    page.make_default()
    page.change()
    page.remove()
    page.add()
    assert page.editor.isVisible()


def test_a_language_without_templates_offers_the_other(desk: Desk, page: TemplatesPage) -> None:
    for each in list_templates(desk.db, language="nl"):
        desk.do(remove_template, each.id)
    assert "No templates in this language" in page.list._empty.accessibleName()
    page._show_both()
    assert len(page.list.rows) == 30


def test_a_target_is_shown_whatever_the_language(page: TemplatesPage) -> None:
    page.show_target(30)
    assert page.list.current_key() == 30


# --- holes on screen ----------------------------------------------------------------------------


def test_holes_are_marked_where_they_are_after_emoji_and_values_with_braces(
    edit: QPlainTextEdit,
) -> None:
    values = {"organisation": "{x} 😀"}
    marks = HoleMarks(edit, lambda text: holes_in(text, values))
    edit.setPlainText("😀😀 {item} {x} 😀 {y}\nمحمد { en {naam}")
    assert marked(edit) == [
        ("{item}", DASHES), ("{y}", WAVE), ("{", WAVE), ("{naam}", DASHES),
    ]  # fmt: skip
    assert marks.document() is edit.document()


def test_another_person_is_marked_anew_without_anything_being_typed(
    qtbot: QtBot, edit: QPlainTextEdit
) -> None:
    marks = HoleMarks(edit, holes_in)
    edit.setPlainText("{x}")
    with qtbot.assertNotEmitted(edit.textChanged, wait=50):
        marks.look_for(lambda text: holes_in(text, {"name": "{x}"}))
    assert marked(edit) == []


def test_marks_follow_the_typing(qtbot: QtBot, edit: QPlainTextEdit) -> None:
    marks = HoleMarks(edit, holes_in)
    qtbot.keyClicks(edit, "Hoi {nam")
    assert marked(edit) == [("{", WAVE)]
    qtbot.keyClicks(edit, "}")
    assert marked(edit) == [("{nam}", WAVE)]
    assert marks.document() is not None


def test_qt_counts_an_emoji_twice() -> None:
    assert [qt_place("a😀b", place) for place in range(4)] == [0, 1, 3, 4]


def test_words_say_each_hole_once_and_how_many_more() -> None:
    holes = fill("{item} {item} {a} {b} {c}", {}).holes
    lines = hole_words(holes, Words("nl")).splitlines()
    assert lines[0] == "{item}: kies een item"
    assert len(lines) == 4
    assert lines[-1] == "en nog 1"
    assert hole_words((), Words("en")) == ""


def test_a_preview_shows_signs_as_they_are_typed() -> None:
    html = as_html(fill("<b> & {x}\n{naam}", {"name": "<i>"}))
    assert html.startswith("&lt;b&gt; &amp; <u ")
    assert html.endswith("<br>&lt;i&gt;")
