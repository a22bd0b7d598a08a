"""The register section: four tabs, forms beside them, and what is typed is never lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.register.page import DPIA_TAB, LISTS, RECORD_TAB, RegisterSection
from commdesk.features.register.queries import read_lines
from tests.host import ThreadedHost, on_screen

TODAY = date(2026, 11, 23)
LONG = 20_000


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, qapp: QApplication) -> Iterator[RegisterSection]:
    desk.do(add_member, MemberDraft("Henk", last_name="Mulder", email="h@x.example"), today=TODAY)
    host = ThreadedHost(desk, Words("nl"))
    made = RegisterSection(desk, host)  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp):
        qtbot.waitUntil(lambda: made.register is not None, timeout=LONG)
        yield made
    host.jobs.stop()


def settled(page: RegisterSection, qtbot: QtBot) -> None:
    """Until what changed has been read: what comes after the test finds no page."""
    host = page.host
    assert isinstance(host, ThreadedHost)
    qtbot.waitUntil(lambda: not (page._is_reading or host.jobs.is_busy), timeout=LONG)


def test_every_kind_stands_with_its_fields_and_the_form_says_its_purpose(
    page: RegisterSection,
) -> None:
    cells = [row[0].strip() for row in page.kinds.table.all_cells()]
    assert {"Leden", "Voornaam", "E-mail"} <= set(cells)
    assert page.kinds.form.heading.text() == "Leden"
    assert page.kinds.form.form.value_now("legal_ground") == "public-task"


def test_a_purpose_that_is_saved_stands_in_the_table_and_can_be_undone(
    page: RegisterSection, qtbot: QtBot
) -> None:
    form = page.kinds.form.form
    form.load({"purpose": "", "legal_ground": "consent", "recipients": "", "keeping": ""})
    qtbot.keyClicks(form.control("purpose"), "Contact houden")
    page.kinds.form.save()
    assert read_lines(page.desk.db)["members"].purpose == "Contact houden"
    qtbot.waitUntil(
        lambda: any("Contact houden" in row for row in page.kinds.table.all_cells()), timeout=LONG
    )
    page.desk.undo()
    assert read_lines(page.desk.db) == {}
    settled(page, qtbot)


def test_going_to_another_line_saves_what_was_typed(page: RegisterSection, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.kinds.form.form.control("purpose"), "Ook: ")
    assert page.has_unsaved()
    page.kinds.table.select_row(1)
    assert read_lines(page.desk.db)["members"].purpose.startswith("Ook: ")
    assert not page.has_unsaved()
    settled(page, qtbot)


def test_what_is_typed_stays_when_something_else_changes(
    page: RegisterSection, qtbot: QtBot
) -> None:
    page.turn_to(RECORD_TAB)
    box = page.record.form.form.control("register_controller")
    qtbot.keyClicks(box, "B en W")
    page.desk.do(add_member, MemberDraft("Anna"), today=TODAY)
    qtbot.waitUntil(lambda: bool(page.register and page.register.people.members == 2), timeout=LONG)
    assert page.record.form.form.value_now("register_controller") == "B en W"
    assert page.has_unsaved()
    page.drop_unsaved()
    assert not page.has_unsaved()


def test_what_is_filled_in_beside_the_paper_comes_on_it(
    page: RegisterSection, qtbot: QtBot
) -> None:
    page.turn_to(RECORD_TAB)
    qtbot.keyClicks(page.record.form.form.control("register_controller"), "B en W van Lindenoord")
    page.record.form.save()
    qtbot.waitUntil(lambda: "B en W van Lindenoord" in page.record.view.toPlainText(), timeout=LONG)


def test_an_answer_of_the_officer_comes_on_the_dpia_aid(
    page: RegisterSection, qtbot: QtBot
) -> None:
    page.turn_to(DPIA_TAB)
    assert "te beantwoorden door de privacyfunctionaris" in page.dpia.view.toPlainText()
    form = page.dpia.form.form
    qtbot.keyClicks(form.control("vulnerable_note"), "Alleen ambtenaren")
    page.dpia.form.save()
    qtbot.waitUntil(lambda: "Alleen ambtenaren" in page.dpia.view.toPlainText(), timeout=LONG)


def test_without_lists_it_says_so_and_has_the_button_that_fills_it(page: RegisterSection) -> None:
    page.turn_to(LISTS)
    host = page.host
    page.lists.table.setFocus()
    assert page.lists.table.all_cells() == []
    assert isinstance(host, ThreadedHost)
    page.lists.table._empty._press()
    assert host.opened[-1] == ("import", None)


def test_the_paper_that_shows_is_the_one_that_is_saved(
    page: RegisterSection, tmp_path: Path
) -> None:
    page.taking.save_pdf(tmp_path / "register.pdf")
    page.turn_to(DPIA_TAB)
    assert page.taking.name() == "DPIA-hulp"
    page.taking.save_pdf(tmp_path / "dpia.pdf")
    assert (tmp_path / "dpia.pdf").read_bytes().startswith(b"%PDF")


def test_the_register_goes_out_as_an_excel_file(
    page: RegisterSection, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "register.xlsx"
    page.taking.save_excel(path)
    qtbot.waitUntil(path.exists, timeout=LONG)


def test_a_record_of_messages_says_beside_the_purpose_that_it_is_wanted(
    page: RegisterSection, qtbot: QtBot
) -> None:
    question = page.speaking.ask()
    assert question is not None
    question.accept()
    assert question.isVisible(), "It stays until what is asked is there."
    assert question.form.value_now("is_masked") is True
    question.reject()


def test_a_target_opens_its_tab(page: RegisterSection) -> None:
    page.show_target("dpia")
    assert page.is_dpia
    assert page.tabs[DPIA_TAB].isChecked()


def test_tabs_are_reached_with_the_keyboard(page: RegisterSection, qtbot: QtBot) -> None:
    page.tabs[RECORD_TAB].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.tabs[RECORD_TAB], Qt.Key.Key_Space)
    assert page.stack.currentWidget() is page.record
