"""Fill in, copy and carry over on the Week page: shown first, changed by hand, taken as one act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.values import Minutes, Week
from commdesk.core.words import Words
from commdesk.core.workbook import add_closing_day, change_workbook
from commdesk.core.workingblocks import WorkingBlock, add_working_blocks
from commdesk.features.members import MemberDraft, add_member
from commdesk.features.plan import (
    TodoDraft,
    add_todo,
    complete_todo,
    find_todo,
    open_todos,
    plan_todo,
)
from commdesk.features.week.page import WeekPage
from commdesk.features.week.page.blocks import MIME, BlockList
from commdesk.features.week.proposal import ProposedItem
from tests.host import QuietHost, focus, on_screen

MONDAY = date(2026, 11, 23)
FRIDAY = MONDAY + timedelta(4)
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[WeekPage]:
    made = WeekPage(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp):
        yield made


def todo(desk: Desk, title: str, day: date | None = None, **more: Any) -> int:
    draft = TodoDraft(title, planned_on=day, **{"minutes": Minutes(60), "kind": "events"} | more)
    return int(desk.do(add_todo, draft, today=MONDAY))


def day_of(desk: Desk, todo_id: int) -> date | None:
    return find_todo(desk.db, todo_id).planned_on


def proposals(page: WeekPage) -> dict[str, int]:
    """Title -> number of the column, of what is proposed."""
    return {
        row.title: place
        for place, column in enumerate(page.columns)
        for row in column.list.rows
        if isinstance(row.data, ProposedItem)
    }


def press(qtbot: QtBot, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(focus(), key, *modifiers)


def entries(desk: Desk) -> int:
    return int(desk.db.value("SELECT count(*) FROM journal_entry"))


def test_a_proposal_shows_in_the_days_and_changes_nothing_until_it_is_taken(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    one, two = todo(desk, "Zaal"), todo(desk, "Brief", due_on=MONDAY)
    before = entries(desk)
    page.planning.fill()
    assert proposals(page) == {"Brief": 0, "Zaal": 0}
    assert page.planning.bar.text.text() == "Voorstel: 2 blokken, 2 u."
    assert not page.left.rows
    assert entries(desk) == before
    assert focus() is page.columns[0].list
    row = next(row for row in page.columns[0].list.rows if row.title == "Brief")
    assert row.right == "voorstel, 1 u"
    assert row.reason.startswith("Uiterlijk ma 23 nov; die dag had nog")
    press(qtbot, KEY.Key_Return, CTRL)
    assert (day_of(desk, one), day_of(desk, two)) == (MONDAY, MONDAY)
    assert entries(desk) == before + 1, "one act"
    assert not page.planning.bar.isVisible()
    assert page.columns[0].list.hasFocus()
    desk.undo()
    assert (day_of(desk, one), day_of(desk, two)) == (None, None)


def test_esc_leaves_a_proposal_and_the_keyboard_stays_in_the_week(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    made = todo(desk, "Zaal")
    page.planning.fill()
    press(qtbot, KEY.Key_Escape)
    assert not proposals(page)
    assert day_of(desk, made) is None
    assert isinstance(focus(), BlockList)
    assert not page.planning.bar.isVisible()


def test_a_proposed_block_moves_and_drops_by_keyboard(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    one, two = todo(desk, "Zaal", due_on=MONDAY), todo(desk, "Brief")
    page.planning.fill()
    press(qtbot, KEY.Key_Left, ALT)
    assert proposals(page)["Zaal"] == 0, "never to a day that is past"
    press(qtbot, KEY.Key_Right, ALT)
    assert proposals(page)["Zaal"] == 1
    assert "Na de uiterste dag" in page.columns[1].list.rows[0].reason
    press(qtbot, KEY.Key_Return)
    assert "Dit is een voorstel" in page.host.said[-1]  # type: ignore[attr-defined]
    page.columns[0].list.setFocus()
    press(qtbot, KEY.Key_Delete)
    assert proposals(page) == {"Zaal": 1}
    assert [row.title for row in page.left.rows] == ["Brief"]
    page.columns[1].list.setFocus()
    press(qtbot, KEY.Key_Return, CTRL)
    assert (day_of(desk, one), day_of(desk, two)) == (MONDAY + timedelta(1), None)


def drop(block_list: BlockList, key: str) -> None:
    carried = QMimeData()
    carried.setData(MIME, key.encode())
    block_list.dropEvent(
        QDropEvent(
            QPointF(4, 4),
            Qt.DropAction.MoveAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_proposed_block_is_dragged_to_another_day_or_out(page: WeekPage, desk: Desk) -> None:
    made = todo(desk, "Zaal")
    page.planning.fill()
    key = str(page.columns[0].list.rows[0].key)
    drop(page.columns[3].list, key)
    assert proposals(page) == {"Zaal": 3}
    drop(page.left, key)
    assert proposals(page) == {}
    drop(page.columns[2].list, f"todo/{made}")
    assert day_of(desk, made) == MONDAY + timedelta(2), "what is not proposed is planned itself"


def test_the_choice_of_kinds_proposes_those_alone(page: WeekPage, desk: Desk) -> None:
    todo(desk, "Zaal")
    todo(desk, "Brief", kind="content")
    page.planning.fill()
    bar = page.planning.bar
    assert sorted(each.text() for each in bar.choices) == ["Bijeenkomsten", "Content"]
    next(each for each in bar.choices if each.data() == "content").trigger()
    assert proposals(page) == {"Brief": 0}
    assert bar.kinds.text() == "Content"
    next(each for each in bar.choices if each.data() == "content").trigger()
    assert len(proposals(page)) == 2
    assert bar.kinds.text() == "Alle soorten"


def test_what_does_not_fit_says_why_where_it_waits(page: WeekPage, desk: Desk) -> None:
    todo(desk, "Groot", minutes=Minutes(20 * 60))
    page.planning.fill()
    assert not page.planning.bar.take.isEnabled()
    assert page.left.rows[0].reason == "Duurt 20 u; een dag heeft nog hoogstens 7 u 12 min over"
    assert "bij Nog te plannen lees je waarom" in page.planning.bar.text.text()


def test_with_nothing_to_plan_it_says_so(page: WeekPage, desk: Desk) -> None:
    page.planning.fill()
    assert page.banner.text == "Geen taken in deze week"
    todo(desk, "Zaal", MONDAY)
    page.planning.fill()
    assert page.banner.text == "Er is niets meer te plannen: alles heeft een dag."
    assert not page.planning.bar.isVisible()


def test_what_is_done_meanwhile_leaves_the_proposal(page: WeekPage, desk: Desk) -> None:
    one = todo(desk, "Zaal")
    todo(desk, "Brief")
    page.planning.fill()
    desk.do(plan_todo, one, FRIDAY)
    assert proposals(page) == {"Brief": 0}
    page.go(1)
    assert not proposals(page)
    assert not page.planning.bar.isVisible()


def test_a_proposal_is_drawn_with_a_broken_line(page: WeekPage, desk: Desk) -> None:
    todo(desk, "Zaal")
    page.planning.fill()
    page.planning.bar.take.setFocus()
    page.columns[0].list.let_go()
    block = page.columns[0].list
    image = block.viewport().grab().toImage()
    left = block.visualRect(block.model().index(0, 0)).topLeft()
    edge = {image.pixel(left.x() + 1, left.y() + y) for y in range(12, 60)}
    assert len(edge) > 1, "dashes and gaps"


# --- last week's pattern --------------------------------------------------------------------------


def test_last_weeks_pattern_is_shown_and_taken_as_one_act(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    last = FRIDAY - timedelta(7)
    kees = desk.do(add_member, MemberDraft("Kees"), today=MONDAY)
    todo(desk, "Weekoverzicht", last, kind="accountability", owner="Noor")
    todo(desk, "Kees bellen", last, member_id=kees)
    todo(desk, "Op een sluitingsdag", last - timedelta(1))
    desk.do(add_closing_day, FRIDAY - timedelta(1), "Brugdag")
    page.planning.copy()
    assert not proposals(page), "what is still open waits in this week already"
    for each in open_todos(desk.db):
        desk.do(complete_todo, each.id, today=last)
    before = entries(desk)
    page.planning.copy()
    assert proposals(page) == {"Weekoverzicht": 4}
    assert page.planning.bar.text.text() == (
        "Voorstel: 1 blok, 1 u. 1 weggelaten: Gesloten: Brugdag."
    )
    press(qtbot, KEY.Key_Return, CTRL)
    (made,) = open_todos(desk.db)
    assert (made.title, made.planned_on, made.kind, made.owner) == (
        "Weekoverzicht",
        FRIDAY,
        "accountability",
        "Noor",
    )
    assert entries(desk) == before + 1
    assert page.columns[4].list.hasFocus()
    page.planning.copy()
    assert not proposals(page), "what stands there is not doubled"
    desk.undo()
    assert not open_todos(desk.db)


def test_a_copy_that_makes_a_day_too_full_says_so(page: WeekPage, desk: Desk) -> None:
    long = todo(desk, "Lang", FRIDAY - timedelta(7), minutes=Minutes(300))
    desk.do(complete_todo, long, today=FRIDAY - timedelta(7))
    todo(desk, "Vol", FRIDAY, minutes=Minutes(180))
    page.planning.copy()
    told = "Voorstel: 1 blok, 5 u. Vrijdag 48 min te veel."
    assert page.planning.bar.text.text() == told
    assert page.host.said[-1] == told  # type: ignore[attr-defined]


def test_a_proposal_says_that_its_days_are_proposed(page: WeekPage, desk: Desk) -> None:
    todo(desk, "Zaal")
    page.planning.fill()
    assert page.left.empty.accessibleName() == "In dit voorstel heeft alles een dag"
    page.planning.take()
    assert page.left.empty.accessibleName() == "Alles heeft een dag"


# --- what stayed behind ---------------------------------------------------------------------------


def test_what_stayed_behind_goes_along_as_one_act_and_says_where(
    page: WeekPage, desk: Desk
) -> None:
    old, fresh = todo(desk, "Oud", MONDAY - timedelta(10)), todo(desk, "Maandag", MONDAY)
    desk.clock.move(days=1)  # type: ignore[attr-defined]
    page.refresh()
    assert page.bottom.carry.text() == "2 doorschuiven"
    before = entries(desk)
    page.bottom.carry.click()
    tuesday = MONDAY + timedelta(1)
    assert (day_of(desk, old), day_of(desk, fresh)) == (tuesday, tuesday)
    assert entries(desk) == before + 1
    assert page.banner.text == "Doorgeschoven: 2 naar di 24 nov."
    assert page.columns[1].list.hasFocus()
    assert not page.bottom.carry.isVisible()
    page.planning.carry()
    assert page.banner.text == "Er bleef niets liggen op een dag die voorbij is."
    desk.undo()
    assert (day_of(desk, old), day_of(desk, fresh)) == (MONDAY - timedelta(10), MONDAY)


def test_the_chosen_block_alone_goes_to_the_next_day_with_room(
    page: WeekPage, desk: Desk, qtbot: QtBot
) -> None:
    made = todo(desk, "Zaal", FRIDAY)
    page.show_target(made)
    press(qtbot, KEY.Key_Right, CTRL)
    assert day_of(desk, made) == MONDAY + timedelta(7), "over the weekend"
    assert page.week == Week.of(MONDAY) + 1
    assert page.columns[0].list.hasFocus()


def test_what_fits_nowhere_stays_and_is_named(page: WeekPage, desk: Desk) -> None:
    made = todo(desk, "Groot", MONDAY - timedelta(3), minutes=Minutes(20 * 60))
    page.refresh()
    page.planning.carry()
    assert page.banner.text == "Geen dag heeft ruimte voor Groot."
    assert day_of(desk, made) == MONDAY - timedelta(3)


# --- around it ------------------------------------------------------------------------------------


def test_working_blocks_stand_in_their_day(page: WeekPage, desk: Desk) -> None:
    desk.do(add_working_blocks, [WorkingBlock(2, 540, 720, "content"), WorkingBlock(6, 540, 600)])
    assert page.columns[1]._blocks.text() == "9–12 content"
    assert "9–12 content" in page.columns[1].list.accessibleName()
    assert not page.columns[5]._blocks.isVisible(), "no hours, no blocks"


def test_enter_on_an_empty_day_begins_a_to_do_there(page: WeekPage, qtbot: QtBot) -> None:
    page.columns[2].list.setFocus()
    press(qtbot, KEY.Key_Return)
    editor = page.editing.editors["plan"]
    assert editor.form.control("planned_on").text() == "25-11-2026"


def test_all_kinds_together_stand_against_ones_own_hours(page: WeekPage, desk: Desk) -> None:
    todo(desk, "Zaal", MONDAY, minutes=Minutes(120))
    rows = [[part.text() for part in (row[0], row[2], row[3])] for row in page.bottom.kinds._rows
            if row[0].isVisible()]  # fmt: skip
    assert rows[-1] == ["Samen", "2 van 36 u", ""]
    assert ["Bijeenkomsten", "2 van 3,6 u", ""] in rows


def test_a_kind_that_gets_more_than_its_hours_says_by_how_much(page: WeekPage, desk: Desk) -> None:
    todo(desk, "Zaal", MONDAY, minutes=Minutes(246))
    rows = {row[0].text(): row[2].text() for row in page.bottom.kinds._rows if row[0].isVisible()}
    assert rows["Bijeenkomsten"] == "4,1 van 3,6 u · 0,5 u meer"
    assert rows["Samen"] == "4,1 van 36 u"


def test_two_hundred_blocks_in_a_week_show_and_fill(page: WeekPage, desk: Desk) -> None:
    @op("Add many")
    def add_many(db: Any) -> None:
        for n in range(200):
            day = None if n % 2 else MONDAY + timedelta(n % 5)
            add_todo(db, TodoDraft(f"Taak {n}", planned_on=day, minutes=Minutes(5)), today=MONDAY)

    desk.do(add_many)
    page.planning.fill()
    assert sum(len(each.rows) for each in page.lists) == 200
    assert len(proposals(page)) == 100
    page.planning.take()
    assert not page.left.rows


def test_what_somebody_else_is_to_do_is_not_planned_for_them(page: WeekPage, desk: Desk) -> None:
    desk.do(change_workbook, {"owner": "Sanne"})
    mine, theirs = todo(desk, "Zaal", owner="sanne"), todo(desk, "Brief", owner="Omar")
    page.planning.fill()
    page.planning.take()
    assert (day_of(desk, mine), day_of(desk, theirs)) == (MONDAY, None)
    page.planning.fill()
    assert proposals(page) == {}


def test_another_to_do_throws_no_typing_away_unasked(
    page: WeekPage, desk: Desk, qtbot: QtBot, qapp: QApplication
) -> None:
    far = todo(desk, "Zaal", MONDAY + timedelta(weeks=5))
    page.add()
    qtbot.keyClicks(focus(), "Typed")
    page.show_target(far)
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.reject()
    assert page.editing.editors["plan"].form.value_now("title") == "Typed"
    page.editing.editors["plan"].form.load(None)
    page.show_target(far)
    assert page.editing.editors["plan"].form.value_now("title") == "Zaal"
