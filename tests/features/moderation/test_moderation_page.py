"""The Moderation page by keyboard: what the grid says, who and why, budgets, rostering."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import asdict
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.features.moderation import (
    ModeratorDraft,
    Shift,
    Slots,
    TaskDraft,
    Worked,
    add_moderator,
    add_shift,
    add_task,
    change_moderator,
    log_hours,
    remove_moderator,
    set_budget,
)
from commdesk.features.moderation.page import ModerationPage
from commdesk.features.moderation.page.gridmodel import NOTE
from commdesk.features.moderation.roster import shifts_between
from commdesk.features.moderation.tasks.ops import change_task
from commdesk.features.moderation.team import DaysOff
from commdesk.features.moderation.team.ops import add_days_off
from tests.host import QuietHost, focus

MONDAY = date(2026, 11, 23)
WEEK = Week.of(MONDAY)
KEY = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, legal: int, noor: int) -> ModerationPage:
    made = ModerationPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    desk.on_change(made.tables_changed)
    made.resize(1060, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def cells(page: ModerationPage, row: int = 0) -> list[str]:
    """What the weeks say, from this one on."""
    model = page.overview.grid.grid_model
    first = model.weeks.index(WEEK)
    return [model.index(row, column).data() for column in range(first, model.columnCount())]


def in_sight(page: ModerationPage) -> str:
    grid = page.overview.grid
    return str(grid.grid_model.headerData(grid.columnAt(0), Qt.Orientation.Horizontal))


def test_a_cell_says_covered_short_or_later_in_words(
    page: ModerationPage, desk: Desk, legal: int, noor: int
) -> None:
    for day in (0, 1):
        desk.do(add_shift, Shift(legal, noor, MONDAY + timedelta(day), "evening", Minutes(120)))
    desk.do(add_shift, Shift(legal, noor, MONDAY + timedelta(7), "evening", Minutes(120)))
    desk.do(set_budget, legal, WEEK + 2, Minutes(0))
    assert cells(page)[:5] == [
        "4 van 4 u · gedekt",
        "2 van 4 u · 2 u tekort",
        "–",
        "0 van 4 u · 4 u tekort",
        "0 van 4 u",
    ]
    assert "2 tekorten in de komende vier weken" in page.header.line


def test_enter_on_a_cell_sets_the_hours_of_that_week_or_of_a_period_with_the_reason(
    page: ModerationPage, desk: Desk, qtbot: QtBot, legal: int
) -> None:
    grid, budget = page.overview.grid, page.overview.pane.budget
    grid.setFocus()
    qtbot.keyClick(grid, KEY.Key_Right)
    qtbot.keyClick(grid, KEY.Key_Return)
    field = focus()
    qtbot.keyClick(field, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, "5,5")
    qtbot.keyClick(field, KEY.Key_Return)
    assert cells(page)[1] == "0 van 5,5 u · 5,5 u tekort"
    assert focus() is grid
    desk.undo()
    assert cells(page)[1] == "0 van 4 u · 4 u tekort"
    qtbot.keyClick(grid, KEY.Key_Return)
    budget.form.load({"minutes": Minutes(180), "until": 2, "reason": "feestdagen"})
    budget.save()
    assert cells(page)[1:5] == ["0 van 3 u · 3 u tekort"] * 3 + ["0 van 4 u"]
    note = grid.grid_model.headerData(
        grid.grid_model.weeks.index(WEEK + 2), Qt.Orientation.Horizontal, NOTE
    )
    assert note == "feestdagen"
    spoken = grid.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Juridische vragen, week 49: 0 van 3 u · 3 u tekort · eigen uren: feestdagen"
    qtbot.keyClick(grid, KEY.Key_Return)
    budget.clear()
    assert cells(page)[1] == "0 van 4 u · 4 u tekort"


def test_a_shortage_is_rostered_and_a_refusal_stands_beside_its_field(
    page: ModerationPage, desk: Desk, qtbot: QtBot, legal: int, noor: int
) -> None:
    pane = page.overview.pane
    page.show_target(legal)
    pane.begin_shift()
    pane.shift.save()
    (shift,) = shifts_between(desk.db, MONDAY, MONDAY + timedelta(6))
    assert (shift.task_id, shift.moderator_id, shift.minutes) == (legal, noor, 120)
    pane.begin_shift()
    pane.shift.form.load(asdict(shift))
    pane.shift.save()
    said = pane.shift.form.control("day_part").accessibleDescription()
    assert "heeft op ma 23 nov in de ochtend al Juridische vragen" in said
    pane.drop_unsaved()
    pane.people.setFocus()
    pane.people.select_first()
    qtbot.keyClick(pane.people, KEY.Key_Delete)
    assert shifts_between(desk.db, MONDAY, MONDAY + timedelta(6)) == []


def test_enter_on_somebody_who_could_begins_their_shift_where_they_can(
    page: ModerationPage, desk: Desk, qtbot: QtBot, noor: int
) -> None:
    desk.do(change_moderator, noor, {"availability": Slots.parse("3m 4e")})
    people = page.overview.pane.people
    (row,) = people.rows
    assert (row.group, row.title, row.reason) == ("Kan nog", "Noor", "wo ochtend, do avond")
    people.setFocus()
    people.select_first()
    qtbot.keyClick(people, KEY.Key_Return)
    page.overview.pane.shift.save()
    (shift,) = shifts_between(desk.db, MONDAY, MONDAY + timedelta(6))
    assert (shift.day, shift.day_part) == (MONDAY + timedelta(2), "morning")
    assert [(row.group, row.reason) for row in people.rows] == [
        ("Gepland", "wo 25 nov ochtend"),
        ("Kan nog", "do avond"),
    ]


def test_who_could_not_says_why(page: ModerationPage, desk: Desk, noor: int) -> None:
    desk.do(add_moderator, ModeratorDraft("Daan", None, Minutes(300), ("redactie",)))
    desk.do(add_days_off, DaysOff(noor, MONDAY, MONDAY + timedelta(8)))
    rows = page.overview.pane.people.rows
    assert [(row.group, row.title, row.reason) for row in rows] == [
        ("Kan niet", "Noor", "vrij t/m di 1 dec"),
        ("Kan niet", "Daan", "geen expertise juridisch"),
    ]


def test_hours_carried_show_in_the_past_and_this_week_with_their_story(
    page: ModerationPage, desk: Desk, legal: int, noor: int
) -> None:
    changes = {"carry": "rolls", "carry_from": MONDAY - timedelta(14)}
    desk.do(change_task, legal, changes, today=MONDAY)
    desk.do(log_hours, Worked(legal, noor, MONDAY - timedelta(14), Minutes(300)), today=MONDAY)
    desk.do(log_hours, Worked(legal, noor, MONDAY - timedelta(7), Minutes(90)), today=MONDAY)
    model = page.overview.grid.grid_model
    at = model.weeks.index(WEEK)
    assert [model.index(0, column).data() for column in range(at - 2, at + 2)] == [
        "5 van 4 u",
        "1,5 van 4 u · −1 u mee",
        "0 van 4 u · 4 u tekort · 1,5 u mee",
        "0 van 4 u · 4 u tekort",
    ]
    spoken = model.index(0, at - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Juridische vragen, week 47, gewerkt: 1,5 van 4 u · −1 u mee"
    words = [each.text() for each in page.overview.pane.why.findChildren(QLabel)]
    assert "Meegenomen uren: 1,5 u" in words
    assert "2,5 u niet gewerkt, samen 1,5 u" in words
    assert "1 u meer dan nodig, samen −1 u" in words


def test_the_weeks_scroll_by_keyboard_with_this_week_in_sight_at_first(
    page: ModerationPage, desk: Desk, qtbot: QtBot, legal: int
) -> None:
    grid = page.overview.grid
    assert in_sight(page) == "week 48"
    assert [str(week) for week in (grid.grid_model.weeks[0], grid.grid_model.weeks[-1])] == [
        "2026-W44", "2027-W07",
    ]  # fmt: skip
    grid.setFocus()
    qtbot.keyClick(grid, KEY.Key_Home)
    assert grid.current_place() == (("task", legal), WEEK - 4)
    qtbot.keyClick(grid, KEY.Key_End)
    assert grid.current_place() == (("task", legal), WEEK + 12)
    page.go(1)
    assert grid.current_place() == (("task", legal), WEEK + 12 + grid.weeks_in_sight())
    place, seen = grid.current_place(), in_sight(page)
    desk.do(add_task, TaskDraft("Avonddienst", "", Minutes(60)))
    assert (grid.current_place(), in_sight(page), focus()) == (place, seen, grid)
    page.overview.go_to_this_week()
    assert (grid.current_place(), in_sight(page)) == ((("task", legal), WEEK), "week 48")


def test_by_expertise_the_weeks_of_its_tasks_are_added_up(
    page: ModerationPage, desk: Desk, qtbot: QtBot
) -> None:
    desk.do(add_task, TaskDraft("Klachten", "Juridisch", Minutes(60)))
    desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(30)))
    page.overview.show_by(by_expertise=True)
    model = page.overview.grid.grid_model
    names = [model.headerData(row, Qt.Orientation.Vertical) for row in range(3)]
    assert names == ["juridisch", "iedereen", "Totaal"]
    assert cells(page)[0] == "0 van 5 u · 5 u tekort"
    assert cells(page, 2)[0] == "0 van 5,5 u · 5,5 u tekort"
    page.overview.grid.setFocus()
    qtbot.keyClick(page.overview.grid, KEY.Key_Return)
    assert focus() is page.overview.pane.people
    assert "12 tekorten in de komende vier weken" in page.header.line


def test_without_tasks_the_page_says_what_belongs_here(qtbot: QtBot, desk: Desk) -> None:
    page = ModerationPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.show()
    assert page.overview.grid.empty.accessibleName().startswith("Nog geen moderatietaken")


def test_a_gap_in_a_later_week_says_that_it_is_no_shortage_yet(page: ModerationPage) -> None:
    model = page.overview.grid.grid_model
    at = model.weeks.index(WEEK)
    said = [model.index(0, at + n).data(Qt.ItemDataRole.ToolTipRole) for n in (3, 4)]
    assert said[0].endswith("tekort")
    assert said[1].endswith("later: nog geen tekort")


def test_the_people_say_what_comes_first(page: ModerationPage, desk: Desk, noor: int) -> None:
    desk.do(remove_moderator, noor, today=MONDAY)
    assert page.overview.pane.people._empty._button.text() == "Moderator toevoegen"


def test_on_an_empty_workbook_the_first_thing_to_do_is_a_task_then_a_moderator(
    qtbot: QtBot, desk: Desk
) -> None:
    page = ModerationPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    qtbot.addWidget(page)
    desk.on_change(page.tables_changed)
    page.resize(1060, 720)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    assert page.primary_action().text == "Add task"
    page.primary_action().slot()
    assert page.host.opened[-1] == ("moderation_tasks", "new")  # type: ignore[attr-defined]
    desk.do(add_task, TaskDraft("Eerste reacties", "", Minutes(240)))
    assert page.primary_action().text == "Add moderator", "nobody can be rostered yet"
    desk.do(add_moderator, ModeratorDraft("Noor", None, Minutes(300), ()))
    assert page.primary_action().text == "Roster somebody"
    page.primary_action().slot()
    assert page.overview.pane.shift.isAncestorOf(focus())
    assert focus().isVisible()


def begun(page: ModerationPage) -> tuple[date, str, int, object]:
    values = page.overview.pane.shift.form.values()
    return values["day"], values["day_part"], values["minutes"], values["moderator_id"]


def test_rostering_begins_with_the_first_open_place_and_who_suits_it(
    page: ModerationPage, desk: Desk, noor: int
) -> None:
    slots = Slots.parse("2a 4m")
    forum = desk.do(add_task, TaskDraft("Forum", "", Minutes(180), slots=slots))
    busy = ModeratorDraft("Eva", None, Minutes(900), availability=Slots.parse("4m"))
    able = ModeratorDraft("Henk", None, Minutes(240), availability=Slots.parse("2a 4m"))
    eva, henk = desk.do(add_moderator, busy), desk.do(add_moderator, able)
    desk.do(change_moderator, noor, {"rather_not": Slots.parse("2a")})
    page.show_target(forum)
    pane = page.overview.pane
    pane.begin_shift()
    assert begun(page) == (MONDAY + timedelta(1), "afternoon", 90, henk)
    pane.shift.save()
    pane.begin_shift()
    assert begun(page) == (MONDAY + timedelta(3), "morning", 90, eva)
    pane.shift.save()
    page.show_target(forum)
    page.overview.grid.choose(("task", forum), WEEK)
    pane.begin_shift()  # nothing is open: its first day part that is not past
    assert begun(page)[:2] == (MONDAY + timedelta(1), "afternoon")
    assert page.desk.db.value("SELECT count(*) FROM moderation_shift") == 2


def test_rostering_for_a_task_without_day_parts_begins_where_the_best_can(
    page: ModerationPage, desk: Desk, legal: int, noor: int
) -> None:
    wishes = {"availability": Slots.parse("2e 3m 4a"), "rather_not": Slots.parse("2e")}
    desk.do(change_moderator, noor, wishes)
    page.show_target(legal)
    page.overview.pane.begin_shift()
    assert begun(page) == (MONDAY + timedelta(2), "morning", 120, noor)
