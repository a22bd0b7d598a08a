"""The tab Organisations with real widgets and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.catalog import FEATURES
from commdesk.core import settings
from commdesk.core.clock import Clock
from commdesk.core.desk import Desk
from commdesk.core.words import Words
from commdesk.features.organisations.model import OrganisationDraft
from commdesk.features.organisations.ops import add_organisation, set_contact_person
from commdesk.features.organisations.page import OrganisationsPage
from commdesk.features.organisations.queries import (
    contacts_of,
    find_organisation,
    list_organisations,
    organisation_named,
    silent_after,
)
from commdesk.kit.copying import as_text
from commdesk.shell.app import Session
from commdesk.shell.window import Window
from tests.features.organisations.conftest import Person
from tests.host import QuietHost, on_screen

Key = Qt.Key
NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def host(desk: Desk) -> QuietHost:
    return QuietHost(desk, Words("en"))


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, desk: Desk, host: QuietHost
) -> Iterator[OrganisationsPage]:
    with on_screen(OrganisationsPage(desk, host), qtbot, qapp) as made:  # type: ignore[arg-type]
        yield made


@pytest.fixture
def window(qapp: QApplication, clock: Clock, workbook_path: Path) -> Iterator[Window]:
    settings.remember(language="en", theme="light")
    session = Session(qapp, FEATURES, clock)
    session._crash.install = lambda: None  # type: ignore[method-assign]
    session.begin(workbook_path)
    assert session.window is not None
    yield session.window
    session.end()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def shown(page: OrganisationsPage) -> list[str]:
    model = page.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def dialog(page: OrganisationsPage) -> QDialog:
    (found,) = (each for each in page.window().findChildren(QDialog) if each.isVisible())
    return found


def answer(page: OrganisationsPage, text: str, *, typed: str = "") -> None:
    """Type into the question, if anything, and press this button of it."""
    if typed:
        QTest.keyClicks(dialog(page).findChild(QLineEdit), typed)
    (button,) = (b for b in dialog(page).findChildren(QPushButton) if b.text() == text)
    button.click()


def test_an_empty_page_says_how_organisations_come_in(page: OrganisationsPage) -> None:
    assert "No organisations yet" in page.table._empty.accessibleName()
    assert page.header.line == ""


def test_an_organisation_is_added_with_the_keyboard(
    qtbot: QtBot, desk: Desk, page: OrganisationsPage
) -> None:
    page.add()
    qtbot.keyClicks(QApplication.focusWidget(), "Gemeente Oost")
    press(qtbot, Key.Key_Return, CTRL)
    (made,) = list_organisations(desk.db)
    assert (made.name, made.kind) == ("Gemeente Oost", "municipality")
    assert page.table.current_id() == made.id
    assert page.table.hasFocus()
    assert page.header.line == "1 organisation · 1 municipality, silent"


def test_the_kind_follows_the_name_until_another_is_chosen(
    qtbot: QtBot, desk: Desk, page: OrganisationsPage
) -> None:
    page.add()
    qtbot.keyClicks(QApplication.focusWidget(), "Gemeente Oost")
    kind = page.editor.form.control("kind")
    assert isinstance(kind, QComboBox)
    assert kind.currentText() == "municipality (as the name tells)"
    kind.setCurrentIndex(kind.findText("company"))
    kind.activated.emit(kind.currentIndex())
    qtbot.keyClicks(page.editor.form.control("name"), " BV")
    page.editor.save()
    assert [each.own_kind for each in list_organisations(desk.db)] == ["company"]


def test_a_taken_name_is_refused_at_its_field_and_the_typing_stays(
    qtbot: QtBot, desk: Desk, page: OrganisationsPage
) -> None:
    desk.do(add_organisation, OrganisationDraft("Gemeente Oost"))
    page.add()
    qtbot.keyClicks(QApplication.focusWidget(), "gemeente oost")
    press(qtbot, Key.Key_Return, CTRL)
    assert page.editor.form._errors["name"].isVisible()
    assert page.has_unsaved()
    press(qtbot, Key.Key_Escape)
    question = QApplication.activeModalWidget()
    assert isinstance(question, QDialog), "what was typed is not thrown away without a question"
    question.accept()
    assert not page.has_unsaved()
    assert page.table.hasFocus()


def test_the_line_and_the_chips_say_who_is_silent(page: OrganisationsPage, person: Person) -> None:
    person("Fatma", "Gemeente Oost", 75)
    person("Henk", "Gemeente West", 2)
    assert page.header.line == "2 organisations · 1 of 2 municipalities is silent"
    page.table.select_row(0)
    (line,) = as_text(page.table.as_cells([page.table.current_row()])).splitlines()[-1:]
    assert line.split("\t") == [
        "Gemeente Oost", "municipality", "1", "", "Wed 9 Sep", "since Sun 8 Nov",
    ]  # fmt: skip


def test_only_the_silent_ones_are_shown_when_asked(page: OrganisationsPage, person: Person) -> None:
    person("Fatma", "Gemeente Oost", 75)
    person("Henk", "Gemeente West", 2)
    page.only_silent.click()
    assert shown(page) == ["Gemeente Oost"]
    page._filter.setText("west")
    page._show_rows()
    assert shown(page) == []
    assert page.pane.card.isHidden()
    page.table._empty._button.click()
    assert shown(page) == ["Gemeente Oost", "Gemeente West"]


def test_the_filter_finds_by_kind_and_contact_person(
    qtbot: QtBot, desk: Desk, page: OrganisationsPage, person: Person
) -> None:
    oost, fatma = person("Fatma", "Gemeente Oost", last_name="Yılmaz")
    person("Henk", "Waterschap West")
    desk.do(set_contact_person, oost, fatma)
    for typed, found in (("yil", ["Gemeente Oost"]), ("water b", ["Waterschap West"])):
        page._filter.setFocus()
        page._filter.clear()
        qtbot.keyClicks(page._filter, typed)
        qtbot.waitUntil(lambda found=found: shown(page) == found)
    press(qtbot, Key.Key_Down)
    assert page.table.hasFocus()


def test_sorting_by_silence_brings_the_longest_silent_to_the_top(
    page: OrganisationsPage, person: Person
) -> None:
    for name, ago in (("Oost", 75), ("West", 2), ("Noord", 90)):
        person(name, f"Gemeente {name}", ago)
    page.table.sortByColumn(5, Qt.SortOrder.AscendingOrder)
    assert shown(page) == ["Gemeente Noord", "Gemeente Oost", "Gemeente West"]
    page.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert shown(page) == ["Gemeente West", "Gemeente Oost", "Gemeente Noord"]


def test_enter_goes_to_the_people_and_from_there_to_the_member(
    qtbot: QtBot, desk: Desk, page: OrganisationsPage, host: QuietHost, person: Person
) -> None:
    oost, henk = person("Henk", "Gemeente Oost", 2)
    _, fatma = person("Fatma", "Gemeente Oost", 75)
    desk.do(set_contact_person, oost, fatma)
    page.table.setFocus()
    page.table.select_row(0)
    press(qtbot, Key.Key_Return)
    assert page.pane.people.hasFocus()
    assert [row.title for row in page.pane.people.rows] == ["Fatma", "Henk"]
    press(qtbot, Key.Key_Down)
    press(qtbot, Key.Key_Return)
    assert host.opened == [("members", henk)]
    press(qtbot, Key.Key_Escape)
    assert page.table.hasFocus()


def test_the_space_bar_makes_a_contact_person_and_no_longer(
    qtbot: QtBot, desk: Desk, page: OrganisationsPage, host: QuietHost, person: Person
) -> None:
    oost, henk = person("Henk", "Gemeente Oost")
    page.table.setFocus()
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Space)
    assert [each.id for each in contacts_of(desk.db, oost)] == [henk]
    assert host.said[-1] == "Henk: contact person"
    assert page.pane.people.rows[0].is_ticked
    press(qtbot, Key.Key_Space)
    assert contacts_of(desk.db, oost) == []
    desk.undo()
    assert page.pane.people.rows[0].is_ticked


def test_a_role_is_asked_for_and_shown(desk: Desk, page: OrganisationsPage, person: Person) -> None:
    oost, henk = person("Henk", "Gemeente Oost", role="jurist")
    assert not page.pane._role.isEnabled()
    desk.do(set_contact_person, oost, henk)
    page.pane._role.click()
    answer(page, "Save", typed="bestuurlijk contact")
    assert page.pane.people.rows[0].reason == "bestuurlijk contact · jurist"


def test_the_name_of_another_one_offers_to_merge(
    qtbot: QtBot, desk: Desk, page: OrganisationsPage, person: Person
) -> None:
    gone, _ = person("Fatma", "Gem. Oost")
    kept, _ = person("Henk", "Gemeente Oost")
    page.table.select_id(gone)
    page.change()
    name = page.editor.form.control("name")
    name.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(name, "gemeente oost")
    press(qtbot, Key.Key_Return, CTRL)
    answer(page, "Merge")
    assert [each.members for each in list_organisations(desk.db)] == [2]
    assert page.table.current_id() == kept
    desk.undo()
    assert len(list_organisations(desk.db)) == 2


def test_an_organisation_is_removed_and_comes_back(
    desk: Desk, page: OrganisationsPage, person: Person
) -> None:
    oost, _ = person("Henk", "Gemeente Oost")
    page.acts.remove()
    answer(page, "Remove")
    assert organisation_named(desk.db, "Gemeente Oost") is None
    desk.undo()
    assert find_organisation(desk.db, oost).members == 1


@pytest.mark.parametrize(("typed", "days"), [("30", 30), ("soon", 60), ("0", 60)])
def test_the_days_of_the_workbook_are_asked_for(
    desk: Desk, page: OrganisationsPage, typed: str, days: int
) -> None:
    page.acts.set_days()
    answer(page, "Save", typed=typed)
    assert silent_after(desk.db) == days
    assert page.banner.isVisible() is (days == 60)


def test_writing_goes_to_the_contact_person_who_may_be_asked(
    desk: Desk, page: OrganisationsPage, host: QuietHost, person: Person
) -> None:
    oost, fatma = person("Fatma", "Gemeente Oost", 75)
    desk.do(set_contact_person, oost, fatma)
    buttons = page.pane.detail.findChildren(QPushButton)
    next(b for b in buttons if b.text() == "Write a message").click()
    assert host.opened == [("outreach", fatma)]


def test_what_is_asked_for_is_selected_whatever_the_filter(
    page: OrganisationsPage, person: Person
) -> None:
    person("Fatma", "Gemeente Oost")
    west, _ = person("Henk", "Waterschap West")
    page._filter.setText("gemeente")
    page.show_target(west)
    assert page.table.current_id() == west


def test_it_is_a_tab_beside_members_that_opens_by_its_name(window: Window) -> None:
    made = window.desk.do(add_organisation, OrganisationDraft("Gemeente Oost"))
    assert window.host.has_page("organisations")
    window.open_page("organisations", made)
    page = window.stage.current_page
    assert page is not None
    part = page.shown_part()
    assert isinstance(part, OrganisationsPage)
    assert part.table.current_id() == made
    assert window.stage.current_name == "members"
