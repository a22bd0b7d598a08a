"""Taking back in the window: by keys, conflicts first, nothing before it was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.journal import history
from commdesk.core.words import Words
from commdesk.features.exchange.page import ImportSection, ReturningSection
from commdesk.features.plan import change_todo, find_todo
from tests.features.exchange.returned import Edited, fill, send
from tests.host import ThreadedHost

LONG = 30_000


@pytest.fixture
def host(desk: Desk, qapp: object) -> Iterator[ThreadedHost]:
    made = ThreadedHost(desk, Words("nl"))
    yield made
    made.jobs.stop()


@pytest.fixture
def page(desk: Desk, host: ThreadedHost, qtbot: QtBot) -> ReturningSection:
    made = ReturningSection(desk, host)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    desk.on_change(made.tables_changed)
    made.resize(1000, 640)
    made.show()
    return made


@pytest.fixture
def edited(desk: Desk, tmp_path: Path) -> tuple[Path, list[int]]:
    """A file with a tick, two cells changed on both sides and a row that is gone; the ids."""
    fill(desk)
    file = Edited(send(desk, tmp_path / "week.xlsx"))
    first, place = file.first("todo"), file.columns("todo")["Id"]
    ids = [int(str(file.sheet("todo").cell(first + n, place).value)) for n in range(4)]
    file.put("todo", first, "Gedaan", "ja")
    for n in (1, 2):
        file.put("todo", first + n, "Eigenaar", "Daar")
        desk.do(change_todo, ids[n], {"owner": "Hier"})
    file.sheet("todo").delete_rows(first + 3)
    return file.save(), ids


def load(page: ReturningSection, path: Path, qtbot: QtBot) -> None:
    page.load(path)
    qtbot.waitUntil(lambda: page.reading is not None, timeout=LONG)


def test_conflicts_come_first_and_ask_for_a_choice_by_key(
    page: ReturningSection, edited: tuple[Path, list[int]], desk: Desk, qtbot: QtBot
) -> None:
    path, ids = edited
    page.name.setText("Ine Bakker")
    load(page, path, qtbot)
    assert page.list.kind == "conflict"
    assert "2 cellen die aan beide kanten zijn gewijzigd" in page.line.text()
    page.take()
    assert "keuze" in page.banner.text
    assert find_todo(desk.db, ids[0]).done_on is None
    qtbot.keyClick(page.list.table, Qt.Key.Key_1)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Right)
    assert "keuze" not in page.line.text()
    page.take()
    qtbot.waitUntil(lambda: page.reading is None, timeout=LONG)
    owners = [find_todo(desk.db, todo_id).owner for todo_id in ids[1:3]]
    assert owners == ["Hier", "Daar"]
    assert find_todo(desk.db, ids[0]).done_on == desk.today()
    assert find_todo(desk.db, ids[3])
    assert history(desk.db, limit=1)[0].actor == "Ine Bakker"
    assert (
        page.banner.text == "2 wijzigingen van week.xlsx zijn overgenomen, op naam van Ine Bakker."
    )


def test_a_row_that_is_gone_is_removed_only_when_that_is_chosen(
    page: ReturningSection, edited: tuple[Path, list[int]], desk: Desk, qtbot: QtBot
) -> None:
    path, ids = edited
    page.name.setText("Ine")
    load(page, path, qtbot)
    page.list.show_kind("deleted")
    qtbot.keyClick(page.list.table, Qt.Key.Key_Space)
    page.list.show_kind("conflict")
    page.list.all_here.click()
    page.take()
    qtbot.waitUntil(lambda: page.reading is None, timeout=LONG)
    assert not desk.db.value("SELECT 1 FROM todo WHERE id = :id", {"id": ids[3]})
    page._undo(desk.next_undo.id)  # type: ignore[union-attr]
    assert find_todo(desk.db, ids[3])


def test_nothing_is_taken_before_it_is_said_who_sent_it(
    page: ReturningSection, edited: tuple[Path, list[int]], desk: Desk, qtbot: QtBot
) -> None:
    load(page, edited[0], qtbot)
    page.take()
    assert page.banner.text.startswith("Vul in wie de werkmap terugstuurde")
    assert page.reading is not None
    assert page.name.completer().model().rowCount() >= 1


def test_a_refused_file_is_said_and_leaves_the_door_open(
    page: ReturningSection, tmp_path: Path, qtbot: QtBot
) -> None:
    plain = tmp_path / "lijst.csv"
    plain.write_text("Naam;E-mail\nIne;ine@voorbeeld.example\n")
    page.load(plain)
    qtbot.waitUntil(lambda: bool(page.banner.text), timeout=LONG)
    assert "lijst.csv is geen werkmap die commdesk maakte" in page.banner.text
    assert page.stack.currentIndex() == 0


def test_a_choice_holds_when_the_workbook_changes_meanwhile(
    page: ReturningSection, edited: tuple[Path, list[int]], desk: Desk, qtbot: QtBot
) -> None:
    path, ids = edited
    page.name.setText("Ine")
    load(page, path, qtbot)
    qtbot.keyClick(page.list.table, Qt.Key.Key_2)
    before = page.reading
    desk.do(change_todo, ids[0], {"owner": "Intussen"})
    qtbot.waitUntil(lambda: page.reading is not before, timeout=LONG)
    assert "1 cel die aan beide kanten is gewijzigd" in page.line.text()
    assert page.reading is not None
    assert page.reading.found.count("here") == 1


def test_an_edited_file_that_is_dropped_on_the_import_is_told_where_to_go(
    desk: Desk, host: ThreadedHost, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(desk)
    section = ImportSection(desk, host)  # type: ignore[arg-type]
    qtbot.addWidget(section)
    section.show()
    section.load(send(desk, tmp_path / "week.xlsx", ["todo"]))
    qtbot.waitUntil(lambda: bool(section.banner.text), timeout=LONG)
    assert "Haal hem terug onder Bewerkte werkmap terughalen" in section.banner.text


def test_what_could_not_be_taken_stays_in_view(
    page: ReturningSection, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(desk)
    file = Edited(send(desk, tmp_path / "week.xlsx", ["todo"]))
    file.put("todo", file.first("todo"), "Gedaan", "ja")
    file.put("todo", file.first("todo") + 1, "Uiterlijk", "eens")
    page.name.setText("Ine")
    load(page, file.save(), qtbot)
    before = page.reading
    page.take()
    qtbot.waitUntil(lambda: "zie de lijst" in page.banner.text, timeout=LONG)
    assert page.reading is not None
    assert page.reading is not before
    assert page.list.kind == "invalid"
    assert "1 regel kon niet worden overgenomen" in page.banner.text


def test_what_is_wanted_first_and_every_choice_is_announced(
    page: ReturningSection, edited: tuple[Path, list[int]], host: ThreadedHost, qtbot: QtBot
) -> None:
    load(page, edited[0], qtbot)
    page.take()
    assert host.said[-1].startswith("Vul in wie de werkmap terugstuurde")
    page.name.setText("Ine")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert page.banner.isHidden()
    qtbot.waitUntil(lambda: bool(page.reading and page.reading.found.giver.name), timeout=LONG)
    page.take()
    assert "2 cellen" in host.said[-1]
    qtbot.keyClick(page.list.table, Qt.Key.Key_2)
    assert ": overnemen. 2 wijzigingen om over te nemen; 1 cel" in host.said[-1]
    assert page.banner.text.startswith("1 cel")
    qtbot.keyClick(page.list.table, Qt.Key.Key_1)
    assert ": houden. 2 wijzigingen om over te nemen" in host.said[-1]
    assert page.banner.isHidden()


def test_both_values_stand_on_a_line_of_their_own(
    page: ReturningSection, edited: tuple[Path, list[int]], qtbot: QtBot
) -> None:
    load(page, edited[0], qtbot)
    assert page.list.table.current_row().change == "hier Hier\ndaar Daar"


def test_tab_goes_from_the_name_by_the_list_to_its_buttons(
    page: ReturningSection, edited: tuple[Path, list[int]], qtbot: QtBot
) -> None:
    load(page, edited[0], qtbot)
    page.activateWindow()
    page.list.table.setFocus()
    qtbot.waitUntil(page.list.table.hasFocus)
    seen = []
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        seen.append(focused.text() if isinstance(focused, QPushButton) else repr(focused))
    assert seen == ["Houden (1)", "Overnemen (2)"]
    page.name.setFocus()
    qtbot.keyClick(page.name, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() in page.list.tabs.values()
