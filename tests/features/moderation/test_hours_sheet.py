"""The week sheet with real keys and the real clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    TaskDraft,
    Worked,
    add_moderator,
    add_task,
    change_moderator,
    change_task,
    log_hours,
    set_hours,
)
from commdesk.features.moderation.hours import worked_in_week
from commdesk.features.moderation.hours.page import HoursPage
from commdesk.features.moderation.hours.page.person import PersonSheet
from commdesk.kit.page import Page
from tests.core.dump import dump
from tests.host import QuietHost, focus, on_screen

FRIDAY = date(2026, 11, 27)
WEEK = Week.of(FRIDAY)
MON, TUE, WED, THU, FRI, SAT, _SUN = WEEK.days
KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(desk: Desk, clock: object) -> Desk:
    clock.move(days=4)  # type: ignore[attr-defined]
    return desk


@pytest.fixture
def tasks(desk: Desk) -> list[int]:
    desk.do(add_moderator, ModeratorDraft("Noor", None, Minutes(600)))
    names = (("Eerste reacties", 360), ("Avonddienst", 240), ("Juridische vragen", 120))
    return [desk.do(add_task, TaskDraft(name, "", Minutes(n))) for name, n in names]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk, tasks: list[int]) -> Iterator[HoursPage]:
    made = HoursPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as shown:
        shown.hours.table.setFocus()
        yield shown


def clip(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def go(table: QTableView, row: int, column: int) -> None:
    table.setCurrentIndex(table.model().index(row, column))


def shown(page: HoursPage, row: int, column: int) -> str:
    return str(page.hours.model.index(row, column).data())


def said(page: HoursPage) -> str:
    return page.host.said[-1]  # type: ignore[attr-defined,no-any-return]


def test_a_block_is_pasted_in_one_step(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    before = dump(desk.db)
    clip("1:30:00\t1,5\r\n\t0:45\r\n")
    go(page.hours.table, 0, 2)
    qtbot.keyClick(page.hours.table, KEY.Key_V, CONTROL)
    first, second, _ = tasks
    assert worked_in_week(desk.db, WEEK) == {
        (first, TUE): 90, (first, WED): 90, (second, WED): 45
    }  # fmt: skip
    assert said(page) == "3 vakken geplakt; 1 leeg vak bleef zoals het was"
    assert page.words(desk.undo_label or "") == "Uren schrijven in 3 vakken"
    desk.undo()
    assert dump(desk.db) == before


def test_a_block_with_headings_and_names_goes_to_its_place(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    clip("Taak\tdo 26\tma 23\nJuridische vragen\t2\t1\nAvonddienst\t\t0,5\n")
    go(page.hours.table, 1, 5)
    qtbot.keyClick(page.hours.table, KEY.Key_V, CONTROL)
    assert worked_in_week(desk.db, WEEK) == {
        (tasks[2], THU): 120, (tasks[2], MON): 60, (tasks[1], MON): 30
    }  # fmt: skip


def test_a_block_with_nonsense_writes_nothing_and_marks_what_is_wrong(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    desk.do(set_hours, tasks[0], MON, Minutes(60), today=FRIDAY)
    before = dump(desk.db)
    clip("2:00\tveel\n1:75\t1")
    go(page.hours.table, 0, 1)
    qtbot.keyClick(page.hours.table, KEY.Key_V, CONTROL)
    assert dump(desk.db) == before
    assert [shown(page, 0, 1), shown(page, 0, 2), shown(page, 1, 1)] == ["1:00", "veel", "1:75"]
    assert page.hours.error.text().startswith("Niets geschreven: 2 van 4 vakken kunnen niet.")
    assert page.has_unsaved()
    go(page.hours.table, 1, 1)
    assert page.hours.error.text().startswith("Avonddienst, ma 23 nov: 1:75 is geen tijdsduur")
    qtbot.keyClick(page.hours.table, KEY.Key_Escape)
    assert shown(page, 1, 1) == ""
    go(page.hours.table, 0, 2)
    qtbot.keyClicks(page.hours.table, "1")
    qtbot.keyClick(focus(), KEY.Key_Return)
    qtbot.waitUntil(lambda: worked_in_week(desk.db, WEEK).get((tasks[0], TUE)) == 60)
    assert not page.has_unsaved()


def test_a_block_that_reaches_days_to_come_is_refused_there(
    page: HoursPage, desk: Desk, qtbot: QtBot
) -> None:
    clip("1\t2")
    go(page.hours.table, 0, 5)
    qtbot.keyClick(page.hours.table, KEY.Key_V, CONTROL)
    assert worked_in_week(desk.db, WEEK) == {}
    assert shown(page, 0, 6) == "2:00"
    assert page.hours.model.is_wrong(page.hours.model.index(0, 6))
    assert "za 28 nov moet nog komen" in page.hours.error.text()


def test_what_was_refused_is_there_again_after_another_week(page: HoursPage, qtbot: QtBot) -> None:
    page.hours.model.setData(page.hours.model.index(0, 1), "veel")
    page.go(-1)
    assert shown(page, 0, 1) == ""
    page.go(1)
    assert shown(page, 0, 1) == "veel"
    page.drop_unsaved()
    assert shown(page, 0, 1) == ""


def test_one_value_goes_into_every_selected_cell(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    table = page.hours.table
    go(table, 0, 1)
    for key in (KEY.Key_Right, KEY.Key_Down):
        qtbot.keyClick(table, key, SHIFT)
    clip("0:30")
    qtbot.keyClick(table, KEY.Key_V, CONTROL)
    assert worked_in_week(desk.db, WEEK) == {
        (task, day): 30 for task in tasks[:2] for day in (MON, TUE)
    }


def test_a_selection_is_filled_down_and_to_the_right(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    table = page.hours.table
    desk.do(set_hours, tasks[0], MON, Minutes(90), today=FRIDAY)
    go(table, 0, 1)
    for _ in range(2):
        qtbot.keyClick(table, KEY.Key_Down, SHIFT)
    qtbot.keyClick(table, KEY.Key_D, CONTROL)
    assert worked_in_week(desk.db, WEEK) == {(task, MON): 90 for task in tasks}
    go(table, 1, 1)
    for _ in range(3):
        qtbot.keyClick(table, KEY.Key_Right, SHIFT)
    qtbot.keyClick(table, KEY.Key_R, CONTROL)
    found = worked_in_week(desk.db, WEEK)
    assert [found[tasks[1], day] for day in (MON, TUE, WED, THU)] == [90] * 4
    desk.undo()
    assert len(worked_in_week(desk.db, WEEK)) == 3


def test_the_mouse_finds_what_the_keys_do(page: HoursPage, desk: Desk, tasks: list[int]) -> None:
    desk.do(set_hours, tasks[0], MON, Minutes(90), today=FRIDAY)
    acts = {act.text().split("\t")[0]: act for act in page.hours.table.actions()}
    assert list(acts) == ["Kopiëren", "Plakken", "Omlaag vullen", "Naar rechts vullen"]
    go(page.hours.table, 1, 1)
    acts["Omlaag vullen"].trigger()
    assert worked_in_week(desk.db, WEEK) == {(tasks[0], MON): 90, (tasks[1], MON): 90}


def test_one_cell_is_filled_from_above_and_from_the_left(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    table = page.hours.table
    desk.do(set_hours, tasks[0], MON, Minutes(90), today=FRIDAY)
    go(table, 1, 1)
    qtbot.keyClick(table, KEY.Key_D, CONTROL)
    go(table, 1, 2)
    qtbot.keyClick(table, KEY.Key_R, CONTROL)
    go(table, 0, 1)
    qtbot.keyClick(table, KEY.Key_D, CONTROL)  # nothing stands above the first
    assert worked_in_week(desk.db, WEEK) == {
        (tasks[0], MON): 90, (tasks[1], MON): 90, (tasks[1], TUE): 90
    }  # fmt: skip


def test_a_copied_block_comes_back_the_same(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    table = page.hours.table
    desk.do(set_hours, tasks[0], MON, Minutes(90), today=FRIDAY)
    desk.do(set_hours, tasks[1], TUE, Minutes(5), today=FRIDAY)
    go(table, 0, 1)
    for key in (KEY.Key_Right, KEY.Key_Down):
        qtbot.keyClick(table, key, SHIFT)
    qtbot.keyClick(table, KEY.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "1:30\t\n\t0:05"
    assert said(page) == "4 vakken gekopieerd"
    go(table, 1, 3)
    qtbot.keyClick(table, KEY.Key_V, CONTROL)
    found = worked_in_week(desk.db, WEEK)
    assert (found[tasks[1], WED], found[tasks[2], THU]) == (90, 5)


def test_a_whole_copied_sheet_is_taken_again_by_its_names(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    desk.do(set_hours, tasks[0], MON, Minutes(90), today=FRIDAY)
    table = page.hours.table
    table.selectAll()
    qtbot.keyClick(table, KEY.Key_C, CONTROL)
    first = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    assert first == [
        "Eerste reacties", "1:30", "", "", "", "", "", "", "1:30", "6:00", "0:00", "4:30"
    ]  # fmt: skip


def test_delete_empties_a_selection_in_one_step_and_cut_copies_it_first(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    table = page.hours.table
    for task in tasks:
        desk.do(set_hours, task, MON, Minutes(90), today=FRIDAY)
    go(table, 0, 1)
    qtbot.keyClick(table, KEY.Key_Down, SHIFT)
    qtbot.keyClick(table, KEY.Key_Delete)
    assert worked_in_week(desk.db, WEEK) == {(tasks[2], MON): 90}
    desk.undo()
    assert len(worked_in_week(desk.db, WEEK)) == 3
    go(table, 2, 1)
    qtbot.keyClick(table, KEY.Key_X, CONTROL)
    assert QGuiApplication.clipboard().text() == "1:30"
    assert len(worked_in_week(desk.db, WEEK)) == 2


def test_f2_changes_what_stands_there_and_shift_enter_goes_up(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    table = page.hours.table
    desk.do(set_hours, tasks[1], MON, Minutes(90), today=FRIDAY)
    go(table, 1, 1)
    qtbot.keyClick(table, KEY.Key_F2)
    assert focus().text() == "1:30"  # type: ignore[attr-defined]
    qtbot.keyClick(focus(), KEY.Key_End)
    qtbot.keyClick(focus(), KEY.Key_Backspace)
    qtbot.keyClicks(focus(), "5")
    qtbot.keyClick(focus(), KEY.Key_Return)
    qtbot.waitUntil(lambda: worked_in_week(desk.db, WEEK) == {(tasks[1], MON): 95})
    qtbot.keyClick(table, KEY.Key_Return, SHIFT)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)


def test_last_week_is_proposed_and_written_only_when_it_is_taken_over(
    page: HoursPage, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    for day in WEEK.days:
        desk.do(set_hours, tasks[0], day - timedelta(7), Minutes(60), today=FRIDAY)
    desk.do(set_hours, tasks[0], TUE, Minutes(15), today=FRIDAY)
    page.propose()
    assert [shown(page, 0, n) for n in range(1, 8)] == [
        "1:00", "0:15", "1:00", "1:00", "1:00", "", ""
    ]  # fmt: skip
    assert said(page) == "4 u voorgesteld, zoals gewerkt in week 47. Er is nog niets geschreven."
    assert worked_in_week(desk.db, WEEK) == {(tasks[0], TUE): 15}
    assert page.has_unsaved()
    page.hours.table.setFocus()
    qtbot.keyClick(page.hours.table, KEY.Key_Escape)
    assert shown(page, 0, 1) == ""
    page.propose()
    page.hours.take_over()
    assert sum(worked_in_week(desk.db, WEEK).values()) == 4 * 60 + 15
    assert page.words(desk.undo_label or "") == "Uren schrijven in 4 vakken"
    page.propose()
    assert said(page) == "week 47 heeft geen uren voor de vakken die leeg zijn."


def test_what_was_refused_keeps_its_cell_and_its_week(
    page: HoursPage, desk: Desk, tasks: list[int]
) -> None:
    for day in WEEK.days[:2]:
        desk.do(set_hours, tasks[0], day - timedelta(7), Minutes(60), today=FRIDAY)
    page.hours.model.setData(page.hours.model.index(0, 1), "abc")
    page.propose()
    assert shown(page, 0, 1) == "abc"
    assert shown(page, 0, 2) == "1:00"
    assert said(page).startswith("1 u voorgesteld"), "only what shows"
    page.go(-1)
    assert page.hours.error.isHidden(), "the reason is of another week"
    page.go(1)
    assert page.hours.error.text().endswith("abc is geen tijdsduur. Schrijf 1:30, 1,5 of 90m.")


def test_needed_carried_and_left_stand_beside_each_task_and_in_all(
    page: HoursPage, desk: Desk, tasks: list[int]
) -> None:
    desk.do(change_task, tasks[0], {"carry": "rolls"}, today=MON - timedelta(7))
    desk.do(set_hours, tasks[0], MON - timedelta(7), Minutes(300), today=FRIDAY)
    desk.do(set_hours, tasks[0], MON, Minutes(90), today=FRIDAY)
    desk.do(set_hours, tasks[2], MON, Minutes(180), today=FRIDAY)
    model = page.hours.model
    headings = [model.heading(n) for n in range(8, 12)]
    assert headings == ["Totaal", "Nodig", "Mee", "Over"]
    assert [shown(page, 0, n) for n in range(8, 12)] == ["1,5 u", "6 u", "+1 u", "5,5 u"]
    assert [shown(page, 2, n) for n in range(8, 12)] == ["3 u", "2 u", "–", "−1 u"]
    assert [shown(page, 3, n) for n in range(8, 12)] == ["4,5 u", "12 u", "+1 u", "8,5 u"]
    assert page.header.line == "4,5 van 12 uur gewerkt in week 48"


@pytest.mark.usefixtures("tasks")
def test_what_is_left_stands_in_sight_in_a_small_window(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    made = HoursPage(desk, QuietHost(desk, Words("en")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as page:
        page.resize(800, 500)
        table, model = page.hours.table, page.hours.model
        needed = sum(table._least_widths(low=False).values())
        for room in (needed + 140, needed + 60):
            table.resize(room, 300)
            head, last = table.horizontalHeader(), model.columnCount() - 1
            assert head.sectionPosition(last) + head.sectionSize(last) <= room
            assert table.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        lines = str(model.headerData(3, Qt.Orientation.Horizontal)).splitlines()
        assert len(lines) == 2, "where there is no room the day stands under its name"
        assert "\n" not in model.spoken(model.index(0, 3))


def test_a_task_that_is_off_stays_in_the_weeks_that_have_its_hours(
    page: HoursPage, desk: Desk, tasks: list[int]
) -> None:
    desk.do(set_hours, tasks[0], MON, Minutes(90), today=FRIDAY)
    desk.do(change_task, tasks[0], {"is_active": False}, today=FRIDAY)
    names = [shown(page, row, 0) for row in range(page.hours.model.rowCount())]
    assert names == ["Avonddienst", "Juridische vragen", "Eerste reacties (uit)", "Totaal"]
    page.hours.model.setData(page.hours.model.index(2, 1), "2")
    assert worked_in_week(desk.db, WEEK) == {(tasks[0], MON): 120}
    page.go(-1)
    assert page.hours.model.rowCount() == 3


def test_no_name_of_a_person_stands_on_the_tab_of_hours(
    page: HoursPage, desk: Desk, tasks: list[int]
) -> None:
    noor = desk.db.value("SELECT id FROM moderator")
    desk.do(log_hours, Worked(tasks[0], noor, MON, Minutes(60), "met Noor"), today=FRIDAY)
    model = page.hours.model
    cells = [
        str(model.index(row, column).data(role))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
                     Qt.ItemDataRole.AccessibleTextRole)
    ]  # fmt: skip
    assert not any("Noor" in text for text in cells)
    assert shown(page, 0, 1) == "1:00"


def test_without_tasks_the_tab_says_what_to_do(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    made = HoursPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as page:
        assert page.hours.table.isHidden()
        assert page._empty.isVisible()


class OnePerson(Page):
    """Where a sheet of one person stands."""

    TITLE = "Team"
    WATCHES = frozenset({"moderation_log", "moderator"})

    def build(self) -> None:
        self.sheet = PersonSheet(self)
        self.content.addWidget(self.sheet)

    def reload(self) -> None:
        self.sheet.show_person(self.desk.db.value("SELECT min(id) FROM moderator"), WEEK)


@pytest.fixture
def own(qtbot: QtBot, qapp: QApplication, desk: Desk, tasks: list[int]) -> Iterator[OnePerson]:
    made = OnePerson(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp) as shown_page:
        shown_page.sheet.table.setFocus()
        yield shown_page


def test_a_cell_of_a_person_opens_what_it_is_made_of(
    own: OnePerson, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    noor = desk.db.value("SELECT id FROM moderator")
    line = Worked(tasks[0], noor, MON, Minutes(60), "ochtendronde", 540)
    desk.do(log_hours, line, today=FRIDAY)
    desk.do(set_hours, tasks[0], MON, Minutes(90), today=FRIDAY, moderator_id=noor)
    table, lines = own.sheet.table, own.sheet.lines
    go(table, 0, 1)
    qtbot.keyClick(table, KEY.Key_Return, ALT)
    assert lines.isVisible()
    assert table.isHidden()
    assert lines.heading.text() == "Noor: Eerste reacties, ma 23 nov"
    rows = [lines.table.as_cells([row])[0] for row in lines._lines]
    assert rows == [
        ["–", "30 min", "", "hier getypt"],
        ["09:00", "1 u", "ochtendronde", "hier getypt"],
    ]
    qtbot.keyClick(lines.table, KEY.Key_Escape)
    assert lines.isHidden()
    assert table.hasFocus()


def test_hours_of_a_person_after_their_last_day_are_written_and_it_is_said(
    own: OnePerson, desk: Desk, qtbot: QtBot, tasks: list[int]
) -> None:
    noor = desk.db.value("SELECT id FROM moderator")
    desk.do(change_moderator, noor, {"until_on": TUE})
    clip("1\t1")
    go(own.sheet.table, 0, 2)
    qtbot.keyClick(own.sheet.table, KEY.Key_V, CONTROL)
    assert worked_in_week(desk.db, WEEK, noor) == {(tasks[0], TUE): 60, (tasks[0], WED): 60}
    assert own.sheet.note.text() == "Noor is sinds di 24 nov uit het team; de uren tellen wel mee."
    go(own.sheet.table, 0, 1)
    qtbot.keyClicks(own.sheet.table, "1")
    qtbot.keyClick(focus(), KEY.Key_Return)
    qtbot.waitUntil(own.sheet.note.isHidden)
