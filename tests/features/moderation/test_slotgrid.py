"""The grid of day parts by keyboard, by mouse, by ear, and as a field of a form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from commdesk.core.words import N_, Words
from commdesk.features.moderation.dayparts import WEEKDAYS, DayPart, Slots
from commdesk.features.moderation.page.slotgrid import CAN, WANTED, SlotGrid, SlotsInput
from commdesk.kit import theme
from commdesk.kit.form import Field, Form
from commdesk.kit.formkeys import form_keys

KEY = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
Shows = Callable[..., SlotGrid]


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Shows]:
    theme.apply(qapp, "light")

    def shown(*states: object) -> SlotGrid:
        grid = SlotGrid(Words("nl"), states or WANTED, "Wanneer")  # type: ignore[arg-type]
        qtbot.addWidget(grid)
        grid.resize(320, 120)
        grid.show()
        grid.setFocus()
        qtbot.waitExposed(grid)
        return grid

    yield shown
    qapp.setStyleSheet("")


def middle(grid: SlotGrid, row: int, column: int) -> QPoint:
    return grid.visualRect(grid.slots_model.index(row, column)).center()


def said(grid: SlotGrid, index: QModelIndex | None = None) -> str:
    return str((index or grid.currentIndex()).data(Qt.ItemDataRole.AccessibleTextRole))


def test_space_marks_the_day_part_where_the_arrows_went(show: Shows, qtbot: QtBot) -> None:
    grid = show()
    with qtbot.waitSignal(grid.changed):
        for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Down, KEY.Key_Down, KEY.Key_Space):
            qtbot.keyClick(grid, key)
    assert grid.marks == (Slots.parse("3e"),)
    qtbot.keyClick(grid, KEY.Key_Space)
    assert grid.marks == (Slots(),)


def test_space_goes_through_every_state_of_a_moderator(show: Shows, qtbot: QtBot) -> None:
    grid = show(*CAN)
    heard = [said(grid)]
    for _ in CAN:
        qtbot.keyClick(grid, KEY.Key_Space)
        heard.append(said(grid))
    states = ("kan niet", "kan", "liever niet", "kan niet")
    assert heard == [f"maandag ochtend: {state}" for state in states]


def test_space_with_shift_or_ctrl_is_for_the_whole_row_or_day(show: Shows, qtbot: QtBot) -> None:
    grid = show()
    qtbot.keyClick(grid, KEY.Key_Space, SHIFT)
    assert grid.marks == (Slots.every(WEEKDAYS, [DayPart.MORNING]),)
    qtbot.keyClick(grid, KEY.Key_Space, CTRL)
    assert grid.marks[0] >= Slots.every([1]), "a day that is partly marked becomes marked"
    qtbot.keyClick(grid, KEY.Key_Space, CTRL)
    assert not grid.marks[0] & Slots.every([1])


def test_a_click_marks_and_dragging_paints_the_same(show: Shows, qtbot: QtBot) -> None:
    grid = show()
    grid.load([Slots.parse("3m")])
    port = grid.viewport()
    qtbot.mousePress(port, LEFT, pos=middle(grid, 0, 0))
    for column in (1, 2, 3):
        QTest.mouseMove(port, middle(grid, 0, column))
    qtbot.mouseRelease(port, LEFT, pos=middle(grid, 0, 3))
    assert grid.marks == (Slots.every([1, 2, 3, 4], [DayPart.MORNING]),)


def test_a_click_on_a_heading_is_for_all_of_it(show: Shows, qtbot: QtBot) -> None:
    grid = show()
    across, down = grid.horizontalHeader(), grid.verticalHeader()
    qtbot.mouseClick(across.viewport(), LEFT, pos=QPoint(across.sectionPosition(1) + 6, 8))
    assert grid.marks == (Slots.every([2]),)
    qtbot.mouseClick(down.viewport(), LEFT, pos=QPoint(6, down.sectionPosition(2) + 6))
    assert grid.marks == (Slots.every([2]) | Slots.every(WEEKDAYS, [DayPart.EVENING]),)


def test_who_can_but_rather_would_not_rather_would_not(show: Shows) -> None:
    grid = show(*CAN)
    grid.load([Slots.parse("1m 1a"), Slots.parse("1a")])
    assert grid.marks == (Slots.parse("1m"), Slots.parse("1a"))


def test_it_fits_in_the_narrowest_form(show: Shows) -> None:
    assert show().minimumSizeHint().width() <= 296


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    fields = (
        Field("name", N_("Name")),
        Field("slots", N_("When"), make=SlotsInput, help=N_("Commas between them")),
        Field("can", N_("When"), make=lambda words: SlotsInput(words, CAN)),
    )
    made = Form(fields, Words("nl"), today=lambda: date(2026, 11, 23))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_form_holds_it_as_any_other_input(form: Form, qtbot: QtBot) -> None:
    both = (Slots.parse("1m"), Slots.parse("5e"))
    form.load({"name": "Noor", "slots": Slots.parse("1e 2e"), "can": both})
    assert not form.is_dirty
    assert form.values() == {"name": "Noor", "slots": Slots.parse("1e 2e"), "can": both}
    qtbot.keyClick(form.control("slots"), KEY.Key_Space)
    assert form.is_dirty
    assert form.values()["slots"] == Slots.parse("1m 1e 2e")
    form.load(None)
    assert form.values() == {"name": "", "slots": Slots(), "can": (Slots(), Slots())}
    assert form.show_error("slots", "Kies een dagdeel.")
    assert form.control("slots").accessibleDescription() == "Kies een dagdeel."
    assert form.control("slots").accessibleName() == "Wanneer"


def test_enter_in_it_saves_the_form(form: Form, qtbot: QtBot) -> None:
    saved = []
    form_keys(form, lambda: saved.append(form.values()["slots"]))
    qtbot.keyClick(form.control("slots"), KEY.Key_Space)
    qtbot.keyClick(form.control("slots"), KEY.Key_Return)
    assert saved == [Slots.parse("1m")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_days_can_be_read_where_it_is_as_narrow_as_can_be(
    qtbot: QtBot, qapp: QApplication, language: str
) -> None:
    theme.apply(qapp, "light")
    grid = SlotGrid(Words(language), WANTED, "When")
    qtbot.addWidget(grid)
    grid.resize(grid.minimumSizeHint())
    grid.show()
    head = grid.horizontalHeader()
    for column in range(len(WEEKDAYS)):
        name = str(grid.slots_model.headerData(column, Qt.Orientation.Horizontal))
        assert head.fontMetrics().horizontalAdvance(name) <= head.sectionSize(column)
    qapp.setStyleSheet("")
