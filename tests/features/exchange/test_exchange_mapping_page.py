"""The steps of the import page, by key and mouse: columns, ticks, pasting, what came in before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.features.exchange.model import LEFT_OUT, NO_HEADINGS
from commdesk.features.exchange.page import ImportSection
from commdesk.features.exchange.queries import list_imports, remembered_mappings
from commdesk.features.exchange.sources.columns import digest
from commdesk.features.members import MemberDraft, add_member, count_members, find_by_words
from commdesk.kit.page import Page
from tests.core.dump import dump
from tests.features.exchange.lists import excel
from tests.features.exchange.real_lists import ADDRESS_LINE
from tests.features.exchange.test_exchange_page import LONG, host, shown
from tests.host import ThreadedHost

__all__ = ["host", "shown"]

UNKNOWN = (
    ("Wie", "Waar", "Post"),
    ("Bea Vos", "Oost", "b@x.example"),
    ("Cor", "West", "c@x.example"),
)


@pytest.fixture
def page(shown: Callable[[type[Page]], Any]) -> ImportSection:
    made: ImportSection = shown(ImportSection)
    made.resize(1100, 700)
    return made


def settle(page: ImportSection, qtbot: QtBot) -> None:
    host: Any = page.host
    qtbot.waitUntil(lambda: not host.jobs.is_busy, timeout=LONG)


def load(page: ImportSection, qtbot: QtBot, path: Path) -> None:
    page.load(path)
    settle(page, qtbot)


def choose(page: ImportSection, qtbot: QtBot, heading: str, key: str) -> None:
    """As a person does: to the row, Enter, arrows in the box."""
    rows = [page.columns.table.model().index(n, 0).data() for n in range(9)]
    page.columns.table.select_row(rows.index(heading))
    qtbot.keyClick(page.columns.table, Qt.Key.Key_Return)
    box = page.columns.pane.choice.control
    assert isinstance(box, QComboBox)
    assert box.hasFocus()
    page.columns.pane.choice.load(key)
    box.activated.emit(box.currentIndex())
    settle(page, qtbot)


@pytest.fixture
def unknown(page: ImportSection, qtbot: QtBot, tmp_path: Path) -> ImportSection:
    """With a list on it of which no heading is known."""
    load(page, qtbot, excel(tmp_path / "lijst.xlsx", *UNKNOWN))
    return page


def test_columns_open_by_themselves_when_nobody_is_found(unknown: ImportSection) -> None:
    assert unknown.columns.isVisible()
    assert unknown.columns.question.text() == "In welke kolom staan de namen of de e-mailadressen?"
    unknown.show_plan()
    assert unknown.columns.isVisible(), "there is no plan yet"


def test_a_choice_is_planned_at_once_and_remembered(
    unknown: ImportSection, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    choose(unknown, qtbot, "Wie", "name")
    assert unknown.header.line == "lijst.xlsx: 2 nieuw, 0 gewijzigd, 0 gelijk, 0 overgeslagen"
    choose(unknown, qtbot, "Post", "email")
    assert unknown.columns.table.current_row().heading == "Post", "the same column stays chosen"
    (kept,) = remembered_mappings(desk.db).values()
    assert kept.keys == {digest("wie"): "name", digest("post"): "email"}
    load(
        unknown, qtbot, excel(tmp_path / "nieuw.xlsx", UNKNOWN[0], ("Dirk", "Zuid", "d@x.example"))
    )
    assert unknown.plan
    assert unknown.plan.counts["new"] == 1
    unknown.show_columns()
    assert unknown.columns.chosen_on.text() == "Kolommen zoals gekozen op 23 november 2026"
    qtbot.mouseClick(unknown.columns.forget, Qt.MouseButton.LeftButton)
    settle(unknown, qtbot)
    assert remembered_mappings(desk.db) == {}
    assert unknown.columns.question.isVisible()


ANSWERS = (
    ("ID", "Start time", "Completion time", "Email", "Name", "Waar woon je?"),
    (1, "11/2/26 9:00:00", "11/2/26 9:05:00", "eva@x.example", "Eva Bos", "Oosterveen"),
    (2, "11/2/26 9:10:00", "11/2/26 9:15:00", "anonymous", "Cor", "Zuid"),
)


def test_the_columns_of_a_program_can_be_chosen_and_read_as_before_again(
    page: ImportSection, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    load(page, qtbot, excel(tmp_path / "antwoorden.xlsx", *ANSWERS))
    assert page.view.isVisible(), "what a program means needs no look first"
    assert page.reading
    assert page.reading.taken.format == "forms"
    page.show_columns()
    assert page.columns.isVisible()
    assert page.columns.read_as.text().startswith("Gemaakt door Microsoft Forms")
    assert not page.columns.forget.isVisible(), "nothing is chosen yet"
    assert not page.columns.heading_row.isVisible()
    choose(page, qtbot, "Waar woon je?", "organisation")
    assert page.plan
    assert [dict(row).get("organisation") for row in page.reading.taken.rows] == [
        "Oosterveen",
        "Zuid",
    ]
    assert not page.reading.taken.problems, "who has no account gave no address"
    assert not any(row.get("identity") for row in page.reading.taken.rows)
    load(page, qtbot, excel(tmp_path / "nieuw.xlsx", *ANSWERS))
    assert next(row.get("organisation") for row in page.reading.taken.rows) == "Oosterveen"
    page.show_columns()
    assert page.columns.forget.text() == "Weer lezen als Microsoft Forms"
    qtbot.mouseClick(page.columns.forget, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert [row.get("organisation") for row in page.reading.taken.rows] == [None, None]
    assert remembered_mappings(desk.db) == {}


def test_looking_at_the_columns_of_a_program_changes_nothing(
    page: ImportSection, qtbot: QtBot, tmp_path: Path
) -> None:
    load(page, qtbot, excel(tmp_path / "antwoorden.xlsx", *ANSWERS))
    before = page.reading
    page.show_columns()
    page.show_plan()
    assert before
    assert page.reading
    assert page.reading.taken == before.taken
    assert page.view.isVisible()


def test_import_twice_with_corrected_columns_changes_nothing_and_undo_takes_all_back(
    unknown: ImportSection, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    choose(unknown, qtbot, "Wie", "name")
    choose(unknown, qtbot, "Post", "email")
    before = dump(desk.db)
    unknown.apply()
    settle(unknown, qtbot)
    assert count_members(desk.db) == 2
    load(unknown, qtbot, tmp_path / "lijst.xlsx")
    assert unknown.plan
    assert unknown.plan.counts["same"] == 2
    desk.undo()
    settle(unknown, qtbot)
    assert dump(desk.db) == before


def test_the_heading_row_and_the_sheet_can_be_chosen(
    page: ImportSection, qtbot: QtBot, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Leden"
    for row in (("Naam", "E-mail"), ("Bea", "b@x.example")):
        book.active.append(row)
    for row in (("Cor Vos", "c@x.example"), ("Dirk Bos", "d@x.example")):
        book.create_sheet("Kaal").append(row) if "Kaal" not in book.sheetnames else book[
            "Kaal"
        ].append(row)
    book.save(tmp_path / "boek.xlsx")
    load(page, qtbot, tmp_path / "boek.xlsx")
    page.show_columns()
    assert page.columns.sheet.value() == "Leden"
    page.columns.sheet.load("Kaal")
    page.columns.sheet.edited.emit()
    settle(page, qtbot)
    assert page.columns.heading_row.value() == NO_HEADINGS
    assert page.plan
    assert page.plan.counts["new"] == 2
    page.columns.heading_row.load(1)
    page.columns.heading_row.edited.emit()
    settle(page, qtbot)
    assert page.columns.question.isVisible()


def test_a_closed_column_comes_in_with_a_typed_reason_that_is_kept(
    page: ImportSection, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    load(page, qtbot, excel(tmp_path / "l.xlsx", ("Naam", "Verjaardag"), ("Bea", "1 februari")))
    page.show_columns()
    page.columns.table.select_row(1)
    qtbot.keyClick(page.columns.table, Qt.Key.Key_Return)
    pane = page.columns.pane
    assert pane.reason.hasFocus()
    assert not pane.take.isEnabled(), "not without a reason"
    qtbot.keyClicks(pane.reason, "voor de kaart")
    qtbot.keyClick(pane.reason, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert "Met een reden overgenomen: Verjaardag (voor de kaart)" in page.view.dropped.text()
    page.apply()
    settle(page, qtbot)
    assert find_by_words(desk.db, "Bea").notes == "Verjaardag: 1 februari"
    assert list_imports(desk.db)[0].by_hand == {"Verjaardag": "voor de kaart"}
    log = page.door.earlier.table
    assert log.isVisible()
    cells = [log.model().index(0, n).data() for n in range(log.model().columnCount())]
    assert "met een reden: Verjaardag (voor de kaart)" in cells


def test_it_can_be_left_at_the_door_again(
    page: ImportSection, qtbot: QtBot, tmp_path: Path
) -> None:
    load(page, qtbot, excel(tmp_path / "l.xlsx", ("Naam", "Verjaardag"), ("Bea", "1 februari")))
    page.columns.chose.emit("verjaardag", "notes", "voor de kaart")
    settle(page, qtbot)
    assert page.reading
    assert page.reading.taken.by_hand
    page.columns.chose.emit("verjaardag", LEFT_OUT, "")
    settle(page, qtbot)
    assert page.reading.taken.dropped == ("Verjaardag",)


# --- ticking --------------------------------------------------------------------------------------


@pytest.fixture
def three(page: ImportSection, qtbot: QtBot, tmp_path: Path) -> ImportSection:
    """With three new people on it."""
    rows = [(name, f"{name}@x.example") for name in ("ada", "bea", "cor")]
    load(page, qtbot, excel(tmp_path / "drie.xlsx", ("Naam", "E-mail"), *rows))
    return page


def test_space_leaves_a_row_out_and_what_is_shown_is_what_is_done(
    three: ImportSection, qtbot: QtBot, desk: Desk
) -> None:
    three.view.table.select_row(1)
    qtbot.keyClick(three.view.table, Qt.Key.Key_Space)
    assert three.header.line == "drie.xlsx: 2 nieuw, 0 gewijzigd, 0 gelijk, 1 overgeslagen"
    assert three.view.tabs["new"].text() == "Nieuw  2"
    three.view.show_kind("skipped")
    assert three.view.table.model().index(0, 3).data() == "met de hand weggelaten"
    three.apply()
    settle(three, qtbot)
    assert desk.db.column("SELECT email FROM member ORDER BY email") == [
        "ada@x.example",
        "cor@x.example",
    ]
    assert list_imports(desk.db)[0].skipped_count == 1


def test_space_takes_it_in_again(three: ImportSection, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.keyClick(three.view.table, Qt.Key.Key_Space)
    assert three.plan
    assert three.plan.counts["new"] == 3
    assert three.plan.applied is three.plan.made


def test_a_press_on_the_box_does_the_same(three: ImportSection, qtbot: QtBot) -> None:
    table = three.view.table
    place = table.visualRect(table.model().index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert three.plan
    assert three.plan.counts["new"] == 2


def test_a_whole_kind_is_left_out_at_once(three: ImportSection, qtbot: QtBot) -> None:
    qtbot.mouseClick(three.view.tick_all, Qt.MouseButton.LeftButton)
    assert three.plan
    assert (three.plan.counts["new"], three.plan.has_work) == (0, False)
    action = three.primary_action()
    assert action
    assert action.name == "import_choose", "there is nothing to import"
    with qtbot.waitActive(three):
        three.activateWindow()
    three.view.table.setFocus()
    qtbot.keyClick(three.view.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert three.plan.counts["new"] == 3


def test_what_was_left_out_stays_out_when_the_workbook_changes(
    three: ImportSection, qtbot: QtBot, desk: Desk
) -> None:
    qtbot.keyClick(three.view.table, Qt.Key.Key_Space)
    draft = MemberDraft("bea", email="bea@x.example")
    desk.do(add_member, draft, today=desk.today())
    settle(three, qtbot)
    assert three.plan
    assert three.plan.counts == {"new": 1, "changed": 0, "same": 1, "skipped": 1, "problem": 0}


# --- pasting --------------------------------------------------------------------------------------


def paste(page: ImportSection, qtbot: QtBot, text: str) -> None:
    QApplication.clipboard().setText(text)
    qtbot.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)


def test_an_address_line_finds_and_adds_people(
    page: ImportSection, qtbot: QtBot, desk: Desk
) -> None:
    draft = MemberDraft("Fatma", last_name="Yılmaz", email="f.yilmaz@lindenoord.example")
    desk.do(add_member, draft, today=desk.today())
    paste(page, qtbot, ADDRESS_LINE)
    assert page.plan
    assert page.plan.counts == {"new": 4, "changed": 0, "same": 1, "skipped": 0, "problem": 1}
    page.apply()
    settle(page, qtbot)
    assert count_members(desk.db) == 5


def test_a_block_of_cells_becomes_a_plan(page: ImportSection, qtbot: QtBot) -> None:
    paste(page, qtbot, "Bea Vos\tb@x.example\nCor Bos\tc@x.example")
    assert page.plan
    assert page.plan.counts["new"] == 2
    assert page.header.line.startswith("Geplakt blok: 2 nieuw")


def test_cells_of_which_nothing_is_known_are_asked_about(
    page: ImportSection, qtbot: QtBot, desk: Desk
) -> None:
    paste(page, qtbot, "Bea\tOost\nCor\tWest")
    assert page.columns.question.isVisible()
    page.columns.heading_row.load(NO_HEADINGS)
    page.columns.heading_row.edited.emit()
    settle(page, qtbot)
    choose(page, qtbot, "A", "name")
    assert page.plan
    assert page.plan.counts["new"] == 2
    assert remembered_mappings(desk.db) == {}, "without headings there is nothing to know it by"


def test_an_empty_clipboard_says_what_to_do(page: ImportSection, qtbot: QtBot) -> None:
    page.show_target("paste")
    QApplication.clipboard().clear()
    page.paste()
    settle(page, qtbot)
    assert page.banner.text.startswith("Er staat geen tekst op het klembord.")


def test_stopping_at_any_moment_leaves_nothing(
    page: ImportSection, qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    host: Any = page.host
    assert isinstance(host, ThreadedHost)
    before = dump(desk.db)
    host.jobs.started.connect(lambda job: job.cancel())
    paste(page, qtbot, ADDRESS_LINE)
    load(page, qtbot, excel(tmp_path / "lijst.xlsx", *UNKNOWN))
    assert page.plan is None
    assert dump(desk.db) == before
