"""The pages of the concept by keyboard: writing, versions, boundaries, readiness, bad input."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.concept.boundaries import (
    BoundaryDraft,
    explained_on,
    list_boundaries,
    plain_text,
)
from commdesk.features.concept.boundaries.ops import add_boundary, note_explained, write_plain_words
from commdesk.features.concept.boundaries.page import BoundariesPage
from commdesk.features.concept.page import ConceptPage
from commdesk.features.concept.readiness import list_decisions, list_subjects
from commdesk.features.concept.readiness.page import ReadinessPage
from commdesk.features.concept.statement import current_version, list_versions
from commdesk.features.concept.statement.ops import begin_version, write_answer
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.plan import open_todos
from tests.host import QuietHost, on_screen

TODAY = date(2026, 11, 23)
KEY, MOD = Qt.Key, Qt.KeyboardModifier
LONG = "x" * 50_000


@pytest.fixture
def concept(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[ConceptPage]:
    made = ConceptPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as page:
        yield page


@pytest.fixture
def boundaries(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[BoundariesPage]:
    for side, text in (("about", "Groen"), ("about", "Water"), ("not-about", "Personen")):
        desk.do(add_boundary, BoundaryDraft(side, text))
    made = BoundariesPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as page:
        page.take_focus()
        yield page


@pytest.fixture
def readiness(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[ReadinessPage]:
    made = ReadinessPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as page:
        yield page


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found
    return found


def answer(desk: Desk, question: str) -> tuple[str, str]:
    version = current_version(desk.db)
    assert version
    side = version.answers[question]
    return side.theirs, side.ours


def test_a_text_is_stored_when_it_is_left_and_undone_in_one_step(
    concept: ConceptPage, desk: Desk, qtbot: QtBot
) -> None:
    action = concept.primary_action()
    assert action.text == "Answer the first question"
    action.slot()
    qtbot.keyClicks(focus(), "Juristen")
    assert current_version(desk.db) is None
    qtbot.keyClick(focus(), KEY.Key_Tab)
    qtbot.keyClicks(focus(), "Iedereen")
    qtbot.keyClick(focus(), KEY.Key_Return, MOD.ControlModifier)
    assert answer(desk, "for-whom") == ("Juristen", "Iedereen")
    desk.undo()
    assert answer(desk, "for-whom") == ("Juristen", "")
    assert concept.answers.answers["for-whom", "ours"].typed == ""
    assert concept.primary_action().text == "New version"


def test_what_is_typed_is_stored_before_the_window_closes(
    concept: ConceptPage, desk: Desk, qtbot: QtBot
) -> None:
    concept.write_on()
    qtbot.keyClicks(focus(), "Wie bouwt")
    assert not concept.has_unsaved()
    assert answer(desk, "for-whom")[0] == "Wie bouwt"


def test_what_is_typed_stays_when_something_else_changes(
    concept: ConceptPage, desk: Desk, qtbot: QtBot
) -> None:
    concept.write_on()
    qtbot.keyClicks(focus(), "Wie bouwt")
    desk.do(write_answer, "drives", theirs="Alleen staan", today=TODAY)
    assert concept.answers.answers["for-whom", "theirs"].typed == "Wie bouwt"
    assert concept.answers.answers["drives", "theirs"].typed == "Alleen staan"


def test_fifty_thousand_characters_are_refused_beside_the_field_and_stay(
    concept: ConceptPage, desk: Desk, qtbot: QtBot
) -> None:
    concept.write_on()
    written = concept.answers.answers["for-whom", "theirs"]
    written.text.setPlainText(LONG)
    qtbot.keyClick(focus(), KEY.Key_Tab)
    assert "20.000" in written.error
    assert written.typed == LONG
    assert current_version(desk.db) is None
    assert concept.has_unsaved()
    concept.drop_unsaved()
    assert not concept.has_unsaved()


def test_a_new_version_asks_what_is_different(
    concept: ConceptPage, desk: Desk, qtbot: QtBot
) -> None:
    desk.do(write_answer, "for-whom", theirs="Juristen", today=TODAY)
    concept.primary_action().slot()
    while not isinstance(focus(), QLineEdit):
        qtbot.wait(5)
    qtbot.keyClicks(focus(), "Ook bewoners")
    qtbot.keyClick(focus(), KEY.Key_Return)
    newest, before = list_versions(desk.db)
    assert (newest.number, newest.change, before.number) == (2, "Ook bewoners", 1)
    assert newest.answers == before.answers


def test_an_earlier_version_is_compared_field_by_field(
    concept: ConceptPage, desk: Desk, qtbot: QtBot
) -> None:
    desk.do(write_answer, "for-whom", theirs="Juristen", today=TODAY)
    desk.do(begin_version, "Ook bewoners", today=TODAY)
    desk.do(write_answer, "for-whom", theirs="Juristen en bewoners", today=TODAY)
    concept.to_versions()
    concept.list.select_first()
    qtbot.keyClick(focus(), KEY.Key_Down)
    assert concept.compared.isVisible()
    assert concept.compared.heading.text() == "Versie 1 naast versie 2"
    qtbot.keyClick(focus(), KEY.Key_Escape)
    assert concept.answers.isVisible()
    assert focus() is concept.answers.answers["for-whom", "theirs"].text


def test_the_concept_is_saved_as_pdf_or_refused_on_the_page(
    concept: ConceptPage, desk: Desk, tmp_path: Path
) -> None:
    desk.do(write_answer, "for-whom", theirs="Juristen", today=TODAY)
    concept.taking.save_pdf(tmp_path / "concept.docx")
    assert concept.banner.isVisible()
    concept.taking.save_pdf(tmp_path / "concept.pdf")
    assert (tmp_path / "concept.pdf").read_bytes().startswith(b"%PDF")
    assert [each.name for each in tmp_path.glob("concept*")] == ["concept.pdf"]


def test_a_boundary_is_added_and_moved_by_keyboard(
    boundaries: BoundariesPage, desk: Desk, qtbot: QtBot
) -> None:
    boundaries.primary_action().slot()
    qtbot.keyClicks(focus(), "Ruimte")
    qtbot.keyClick(focus(), KEY.Key_Return, MOD.ControlModifier)
    assert focus() is boundaries.list
    qtbot.keyClick(focus(), KEY.Key_Up, MOD.AltModifier)
    qtbot.keyClick(focus(), KEY.Key_Up, MOD.AltModifier)
    qtbot.keyClick(focus(), KEY.Key_Up, MOD.AltModifier)
    assert [each.text for each in list_boundaries(desk.db)] == [
        "Ruimte", "Groen", "Water", "Personen",
    ]  # fmt: skip
    qtbot.keyClick(focus(), KEY.Key_Down, MOD.AltModifier)
    qtbot.keyClick(focus(), KEY.Key_Delete)
    assert [each.text for each in list_boundaries(desk.db)] == ["Groen", "Water", "Personen"]
    desk.undo()
    assert [each.text for each in list_boundaries(desk.db)][1] == "Ruimte"


def test_a_boundary_without_text_is_refused_beside_its_field(
    boundaries: BoundariesPage, desk: Desk, qtbot: QtBot
) -> None:
    boundaries.add()
    qtbot.keyClick(focus(), KEY.Key_Return, MOD.ControlModifier)
    assert focus() is boundaries.form.form.control("text")
    assert focus().property("wrong") == "true"
    focus().setPlainText(LONG)  # type: ignore[attr-defined]
    qtbot.keyClick(focus(), KEY.Key_Return, MOD.ControlModifier)
    assert focus().property("wrong") == "true"
    assert len(list_boundaries(desk.db)) == 3
    boundaries.drop_unsaved()


def test_plain_words_are_proposed_from_the_list_and_are_those_of_outreach(
    boundaries: BoundariesPage, desk: Desk
) -> None:
    boundaries.propose()
    assert plain_text(desk.db) == "Hier gaat het over groen en water. Het gaat niet over personen."
    assert boundaries.plain.written.typed == plain_text(desk.db)
    desk.undo()
    assert boundaries.plain.written.typed == ""


@pytest.mark.parametrize(("do", "kept"), [("Annuleren", True), ("Vervangen", False)])
def test_plain_words_of_somebodys_own_are_replaced_only_when_they_say_so(
    boundaries: BoundariesPage,
    desk: Desk,
    do: str,
    kept: bool,
) -> None:
    desk.do(write_plain_words, "Met zorg geschreven.")
    boundaries.refresh()
    boundaries.propose()
    dialog = QApplication.activeModalWidget()
    assert dialog
    next(each for each in dialog.findChildren(QPushButton) if each.text() == do).click()
    assert (plain_text(desk.db) == "Met zorg geschreven.") == kept
    assert (boundaries.plain.written.typed == "Met zorg geschreven.") == kept


def test_space_notes_that_it_was_explained_and_takes_it_back(
    boundaries: BoundariesPage, desk: Desk, qtbot: QtBot
) -> None:
    member = desk.do(add_member, MemberDraft("Fatma", last_name="Yilmaz"), today=TODAY)
    told = boundaries.told
    assert [row.title for row in told.list.rows] == ["Fatma Yilmaz"]
    told.list.setFocus()
    qtbot.keyClick(told.list, KEY.Key_Space)
    assert explained_on(desk.db, member) == TODAY
    assert told.list.rows == []
    told.show_told(is_told=True)
    assert [row.title for row in told.list.rows] == ["Fatma Yilmaz"]
    qtbot.keyClick(told.list, KEY.Key_Space)
    assert explained_on(desk.db, member) is None


def test_who_does_not_know_them_becomes_a_to_do(boundaries: BoundariesPage, desk: Desk) -> None:
    for name in ("Fatma", "Henk"):
        member = desk.do(add_member, MemberDraft(name), today=TODAY)
    desk.do(note_explained, member, TODAY, today=TODAY)
    boundaries.make_todo()
    assert [each.title for each in open_todos(desk.db)] == ["De afbakening uitleggen aan 1 persoon"]


def test_a_state_is_stored_when_it_is_chosen_and_an_answer_when_it_is_left(
    readiness: ReadinessPage, desk: Desk, qtbot: QtBot
) -> None:
    readiness.take_focus()
    state = readiness.subjects.states["sponsor"].box
    assert focus() is state
    for _ in range(3):
        qtbot.keyClick(state, KEY.Key_Down)
    qtbot.keyClick(state, KEY.Key_Tab)
    qtbot.keyClicks(focus(), "De directeur")
    qtbot.keyClick(focus(), KEY.Key_Tab)
    first = list_subjects(desk.db)[0]
    assert (first.key, first.state, first.answer) == ("sponsor", "yes", "De directeur")
    said = readiness.subjects.heading.text()
    assert said == "6 van 7 onderwerpen zijn nog open; nu eerst: Ruimte om te proberen."


def test_a_decision_is_added_changed_and_removed_by_keyboard(
    readiness: ReadinessPage, desk: Desk, qtbot: QtBot
) -> None:
    readiness.primary_action().slot()
    qtbot.keyClicks(focus(), "Uitgaven")
    qtbot.keyClick(focus(), KEY.Key_Tab)
    qtbot.keyClicks(focus(), "De directeur")
    qtbot.keyClick(focus(), KEY.Key_Tab)
    qtbot.keyClicks(focus(), "veel")
    qtbot.keyClick(focus(), KEY.Key_Return)
    assert focus().property("wrong") == "true"
    focus().setText("5")  # type: ignore[attr-defined]
    qtbot.keyClick(focus(), KEY.Key_Return)
    (made,) = list_decisions(desk.db)
    assert (made.what, made.who, made.within_days) == ("Uitgaven", "De directeur", 5)
    assert focus() is readiness.list
    qtbot.keyClick(focus(), KEY.Key_Return)
    qtbot.keyClicks(focus(), " boven 500")
    qtbot.keyClick(focus(), KEY.Key_Return, MOD.ControlModifier)
    assert "boven 500" in list_decisions(desk.db)[0].what
    qtbot.keyClick(focus(), KEY.Key_Delete)
    assert list_decisions(desk.db) == []
