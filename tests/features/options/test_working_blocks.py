"""Working blocks: set by weekday, refused where they cannot be, undone like any act."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import Words
from commdesk.core.workingblocks import (
    WorkingBlock,
    add_working_blocks,
    change_working_block,
    clock_time,
    read_time,
    remove_working_block,
    working_blocks,
)
from commdesk.features.options.page import SettingsSection
from tests.host import QuietHost, focus, on_screen

KEY = Qt.Key
MORNING = WorkingBlock(2, 9 * 60, 12 * 60, "content")
NOON = WorkingBlock(2, 12 * 60, 13 * 60)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("9", 540), ("9:00", 540), ("09.30", 570), ("13u30", 810), ("13u", 780), ("24:00", 1440)],
)
def test_a_time_is_read_as_people_write_it(typed: str, minutes: int) -> None:
    assert read_time(typed) == minutes


@pytest.mark.parametrize("typed", ["", "half tien", "9:60", "24:01", "25", "-1", "9:5", "9-12"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_time(typed)


@given(st.integers(0, 1440))
def test_every_time_is_read_back_as_it_is_written(minutes: int) -> None:
    assert read_time(clock_time(minutes)) == minutes


def test_blocks_are_kept_in_order_and_each_act_is_one_undo(desk: Desk) -> None:
    assert working_blocks(desk.db) == ()
    desk.do(add_working_blocks, [NOON, MORNING])
    assert working_blocks(desk.db) == (MORNING, NOON)
    later = WorkingBlock(3, 540, 600)
    desk.do(change_working_block, NOON, later)
    desk.do(remove_working_block, MORNING)
    assert working_blocks(desk.db) == (later,)
    desk.undo()
    assert working_blocks(desk.db) == (MORNING, later)
    desk.undo()
    desk.undo()
    assert working_blocks(desk.db) == ()


@pytest.mark.parametrize(
    ("block", "field"),
    [
        (WorkingBlock(2, 11 * 60, 14 * 60), "start"),
        (WorkingBlock(3, 600, 600), "end"),
        (WorkingBlock(3, 600, 540), "end"),
        (WorkingBlock(3, 600, 1441), "end"),
        (WorkingBlock(3, -1, 540), "start"),
        (WorkingBlock(8, 540, 600), "weekday"),
    ],
)
def test_a_block_that_cannot_be_is_refused_beside_its_field(
    desk: Desk, block: WorkingBlock, field: str
) -> None:
    desk.do(add_working_blocks, [MORNING])
    with pytest.raises(Refused) as refused:
        desk.do(add_working_blocks, [WorkingBlock(4, 540, 600), block])
    assert refused.value.field == field
    assert working_blocks(desk.db) == (MORNING,), "all of them or none"


def test_a_block_that_is_gone_cannot_be_changed(desk: Desk) -> None:
    for op, args in ((change_working_block, (MORNING, NOON)), (remove_working_block, (MORNING,))):
        with pytest.raises(Refused):
            desk.do(op, *args)  # type: ignore[arg-type]


# --- on the page ----------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[SettingsSection]:
    made = SettingsSection(desk, QuietHost(desk, Words("nl")))  # type: ignore[arg-type]
    with on_screen(made, qtbot, qapp):
        yield made


def fill_in(page: SettingsSection, qtbot: QtBot, start: str, end: str, day: int = 0) -> None:
    form = page.blocks.form
    box, first = form.control("weekday"), form.control("start")
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(day)
    first.setFocus()
    for control, typed in ((first, start), (form.control("end"), end)):
        assert isinstance(control, QLineEdit)
        control.setFocus()
        control.selectAll()
        qtbot.keyClicks(control, typed)


def test_one_form_adds_a_block_to_every_working_day(page: SettingsSection, qtbot: QtBot) -> None:
    fill_in(page, qtbot, "9", "12:30")
    qtbot.keyClick(focus(), KEY.Key_Return)
    assert working_blocks(page.desk.db) == tuple(WorkingBlock(d, 540, 750) for d in range(1, 6))
    assert page.blocks.table.model().rowCount() == 5
    page.desk.undo()
    assert working_blocks(page.desk.db) == ()


def test_a_block_is_changed_and_removed_by_keyboard(page: SettingsSection, qtbot: QtBot) -> None:
    page.desk.do(add_working_blocks, [MORNING, NOON])
    table = page.blocks.table
    table.setFocus()
    table.select_row(0)
    qtbot.keyClick(table, KEY.Key_Return)
    start = page.blocks.form.control("start")
    assert isinstance(start, QLineEdit)
    assert start.text() == "9:00"
    fill_in(page, qtbot, "8.30", "11", day=2)
    qtbot.keyClick(focus(), KEY.Key_Return)
    assert working_blocks(page.desk.db)[0] == WorkingBlock(2, 510, 660, "content")
    table.setFocus()
    table.select_row(0)
    qtbot.keyClick(table, KEY.Key_Delete)
    assert working_blocks(page.desk.db) == (NOON,)


@pytest.mark.parametrize(
    ("start", "end", "key", "said"),
    [
        ("10", "13", "start", "Overlapt met 9–12 op dezelfde dag."),
        ("13", "12", "end", "Het einde ligt voor het begin."),
        ("", "12", "start", "Van hoe laat tot hoe laat?"),
        ("negen", "12", "start", "negen is geen tijd. Schrijf 9:00 of 13.30."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_typing_stays(
    page: SettingsSection, qtbot: QtBot, start: str, end: str, key: str, said: str
) -> None:
    page.desk.do(add_working_blocks, [MORNING])
    fill_in(page, qtbot, start, end, day=2)
    qtbot.keyClick(focus(), KEY.Key_Return)
    assert page.blocks.form._errors[key].text() == said
    control = page.blocks.form.control("end")
    assert isinstance(control, QLineEdit)
    assert control.text() == end
    assert page.has_unsaved()
    page.drop_unsaved()
    assert not page.has_unsaved()
