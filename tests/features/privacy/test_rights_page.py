"""The page of people's rights, by keyboard: find somebody, register, hand out, restrict, erase."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.people import Person
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.privacy.model import RequestDraft
from commdesk.features.privacy.ops import register_request
from commdesk.features.privacy.page import RightsSection
from commdesk.features.privacy.queries import open_requests
from commdesk.kit.dialogs import Question
from tests.host import ThreadedHost, focus, on_screen


@pytest.fixture
def page(
    desk: Desk, fatma: Person, joris: Person, qtbot: QtBot, qapp: QApplication
) -> Iterator[RightsSection]:
    host = ThreadedHost(desk, desk.words)
    with on_screen(RightsSection(desk, host), qtbot, qapp) as shown:
        shown.show_target(fatma.id)
        yield shown


def host_of(page: RightsSection) -> ThreadedHost:
    host = page.host
    assert isinstance(host, ThreadedHost)
    return host


def buttons(page: RightsSection) -> dict[str, QPushButton]:
    found = page.detail.findChildren(QPushButton)
    return {each.text(): each for each in found if not each.isHidden()}


def shown_names(page: RightsSection) -> list[str]:
    model = page.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def question(qtbot: QtBot) -> Question:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), Question))
    found = QApplication.activeModalWidget()
    assert isinstance(found, Question)
    return found


def test_everybody_is_listed_and_the_chosen_one_stands_beside(page: RightsSection) -> None:
    assert shown_names(page) == ["Joris de Wit", "Fatma Yılmaz"]
    assert page.row is not None
    assert page.row.name == "Fatma Yılmaz"
    assert {"Inzien en meegeven…", "Rechtzetten", "Gebruik beperken", "Wissen…"} <= {*buttons(page)}
    assert page.detail.accessibleName() == "Fatma Yılmaz"


def test_the_filter_finds_and_says_why_nobody_is_left(page: RightsSection, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.people.filter, "joris")
    qtbot.waitUntil(lambda: shown_names(page) == ["Joris de Wit"])
    qtbot.keyClicks(page.people.filter, "xx")
    qtbot.waitUntil(lambda: shown_names(page) == [])
    qtbot.keyClick(page.people.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown_names(page)) == 2)


def test_a_request_is_registered_for_who_is_chosen(
    page: RightsSection, desk: Desk, fatma: Person, qtbot: QtBot
) -> None:
    page.register()
    assert focus() is page.form.form.control("kind") or page.form.isAncestorOf(focus())
    page.form.save()
    qtbot.waitUntil(lambda: len(open_requests(desk.db, fatma)) == 1)
    assert page.beside.currentWidget() is page.detail
    qtbot.waitUntil(lambda: "Verzoek afsluiten" in buttons(page))


def test_a_request_of_a_stranger_needs_a_name_next_to_its_field(
    page: RightsSection, desk: Desk
) -> None:
    page.table.clearSelection()
    page.form.begin(None)
    page.beside.setCurrentWidget(page.form)
    page.form.save()
    assert open_requests(desk.db) == []
    assert not page.banner.isVisible()


def test_closing_a_request_keeps_how_it_ended(
    page: RightsSection, desk: Desk, fatma: Person, qtbot: QtBot
) -> None:
    desk.do(register_request, RequestDraft("object", desk.today(), fatma), today=desk.today())
    page.close_request()
    assert page.beside.currentWidget() is page.closing
    page.closing.save()
    qtbot.waitUntil(lambda: open_requests(desk.db) == [])
    assert "Verzoek afsluiten" not in buttons(page)


def test_the_access_file_is_made_and_said_to_be_read_first(
    page: RightsSection, tmp_path: Path, qtbot: QtBot
) -> None:
    assert page.row
    page.save(page.row, tmp_path / "inzage.zip")
    qtbot.waitUntil(page.banner.isVisible)
    assert zipfile.is_zipfile(tmp_path / "inzage.zip")
    assert any("inzage.zip" in each for each in host_of(page).said)


def test_a_file_with_another_ending_is_refused(page: RightsSection, tmp_path: Path) -> None:
    assert page.row
    page.save(page.row, tmp_path / "inzage.pdf")
    assert page.banner.isVisible()
    assert not (tmp_path / "inzage.pdf").exists()


def test_restricting_turns_its_own_button(page: RightsSection, desk: Desk, qtbot: QtBot) -> None:
    buttons(page)["Gebruik beperken"].click()
    assert desk.db.value("SELECT is_restricted FROM member")
    qtbot.waitUntil(lambda: "Weer gebruiken" in buttons(page))


def test_correcting_opens_where_it_is_kept(
    page: RightsSection, fatma: Person, joris: Person
) -> None:
    page.correct()
    page.show_target(joris.id)
    page.people.go_to(joris)
    page.correct()
    assert host_of(page).opened == [("members", fatma.id), ("team", joris.id)]


def test_erasing_says_first_that_it_is_for_good_and_has_the_keyboard_on_cancel(
    page: RightsSection, desk: Desk, qtbot: QtBot
) -> None:
    page.erase()
    asked = question(qtbot)
    assert asked._text.text() == "Dit is niet ongedaan te maken."
    assert asked.focusWidget() is asked._leave
    asked.reject()
    assert desk.db.value("SELECT count(*) FROM member") == 1


def test_erasing_takes_them_out_of_the_list(page: RightsSection, desk: Desk, qtbot: QtBot) -> None:
    page.erase()
    question(qtbot).accept()
    qtbot.waitUntil(lambda: shown_names(page) == ["Joris de Wit"])
    qtbot.waitUntil(page.banner.isVisible)
    assert desk.db.value("SELECT count(*) FROM member") == 0
    assert desk.undo_label is None


def test_an_empty_workbook_says_who_will_stand_here(
    desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    host = ThreadedHost(desk, desk.words)
    with on_screen(RightsSection(desk, host), qtbot, qapp) as shown:
        assert shown.table.model().rowCount() == 0
        assert shown.table._empty.isVisible()
        assert {each.isEnabled() for each in shown.findChildren(QPushButton)} == {True}


def test_among_many_the_list_is_found_in_a_thread(
    page: RightsSection, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commdesk.features.privacy.page.people.QUICKLY", 1)
    desk.do(add_member, MemberDraft(first_name="Anna"), today=desk.today())
    qtbot.waitUntil(lambda: len(shown_names(page)) == 3)
    qtbot.keyClicks(page.people.filter, "anna")
    qtbot.waitUntil(lambda: shown_names(page) == ["Anna"])
