"""A table fetches what is seen, answers the keyboard, copies what is selected."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from commdesk.core.values import Minutes
from commdesk.core.words import Words
from commdesk.kit.copying import as_text
from commdesk.kit.table import RowsModel, Table, TableColumn

COLUMNS = (
    TableColumn("name", "Name", 120, stretches=True),
    TableColumn("minutes", "Hours", 80, "right"),
    TableColumn("id", "Status", 90, format=lambda _id, _words: "ok", tone=lambda _row: "good"),
)


class Row(Struct, frozen=True, dict=True):
    id: int
    name: str
    minutes: Minutes


class Source:
    """Rows made when asked for; remembers what was asked."""

    def __init__(self, count: int) -> None:
        self.numbers = list(range(count))
        self.asked: list[tuple[int, int]] = []
        self.sorted_by: tuple[str, bool] | None = None

    def count(self) -> int:
        return len(self.numbers)

    def fetch(self, offset: int, limit: int) -> list[Row]:
        self.asked.append((offset, limit))
        return [Row(n, f"Name {n}", Minutes(n)) for n in self.numbers[offset : offset + limit]]

    def sort(self, key: str, is_descending: bool) -> None:
        self.sorted_by = (key, is_descending)
        self.numbers.sort(reverse=is_descending)


def made(qtbot: QtBot, words: Words, count: int, memory: dict[str, str] | None = None) -> Any:
    source = Source(count)
    model = RowsModel(COLUMNS, source.count, source.fetch, words, sort=source.sort)
    table = Table(model, name="t", title="Rows", memory=memory if memory is not None else {})
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(500, 300)
    table.show()
    table.reload()
    return table, source


def test_a_million_rows_fetch_only_what_is_seen(qtbot: QtBot, words: Words) -> None:
    table, source = made(qtbot, words, 1_000_000)
    table.grab()
    assert {offset for offset, _ in source.asked} == {0}
    table.select_row(900_000)
    table.grab()
    assert all(limit == 128 for _, limit in source.asked)
    assert len(source.asked) <= 4


def test_enter_opens_space_ticks_escape_leaves(qtbot: QtBot, words: Words) -> None:
    table, _ = made(qtbot, words, 5)
    table.select_row(2)
    for signal, key in (
        (table.opened, Qt.Key.Key_Return),
        (table.ticked, Qt.Key.Key_Space),
    ):
        with qtbot.waitSignal(signal) as told:
            qtbot.keyClick(table, key)
        assert told.args[0].id == 2
    with qtbot.waitSignal(table.left):
        qtbot.keyClick(table, Qt.Key.Key_Escape)


def test_the_same_row_stays_selected_after_a_reload(qtbot: QtBot, words: Words) -> None:
    table, source = made(qtbot, words, 500)
    table.select_row(300)
    source.numbers.remove(10)
    table.reload()
    assert table.current_id() == 300


def test_the_row_that_took_its_place_is_selected_when_it_is_gone(
    qtbot: QtBot, words: Words
) -> None:
    table, source = made(qtbot, words, 5)
    table.select_row(4)
    source.numbers.remove(4)
    table.reload()
    assert table.current_id() == 3


def test_selected_rows_are_copied_for_a_spreadsheet(qtbot: QtBot, words: Words) -> None:
    table, _ = made(qtbot, words, 3)
    table.select_row(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Name 1\t1 min\tok"
    assert (
        as_text(table.as_cells(table._rows._block(0)[:2])).splitlines()[0] == "Name\tHours\tStatus"
    )


def test_a_cell_speaks_with_its_column(qtbot: QtBot, words: Words) -> None:
    table, _ = made(qtbot, words, 2)
    index = table.model().index(1, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Hours: 1 min"


def test_sorting_asks_the_owner_and_is_remembered(qtbot: QtBot, words: Words) -> None:
    memory: dict[str, str] = {}
    table, source = made(qtbot, words, 5, memory)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert source.sorted_by == ("name", True)
    assert table.model().row(0).id == 4
    qtbot.waitUntil(lambda: "table/t" in memory)
    again, source = made(qtbot, words, 5, memory)
    assert source.sorted_by == ("name", True)
    assert again.model().row(0).id == 4


def test_an_empty_list_says_what_it_is_and_fills_itself(qtbot: QtBot, words: Words) -> None:
    pressed: list[str] = []
    table, source = made(qtbot, words, 0)
    table.set_empty("No rows yet", "Here come the rows.", "Add one", lambda: pressed.append("x"))
    assert table._empty.isVisible()
    table._empty._button.click()
    source.numbers = [1]
    table.reload()
    assert pressed == ["x"]
    assert not table._empty.isVisible()


@pytest.mark.parametrize("broken", ["", "[]", "{"])
def test_what_was_remembered_wrongly_is_forgotten(qtbot: QtBot, words: Words, broken: str) -> None:
    table, _ = made(qtbot, words, 1, {"table/t": broken})
    assert table.model().rowCount() == 1


def test_columns_are_chosen_and_the_last_one_fills_only_then(qtbot: QtBot, words: Words) -> None:
    memory: dict[str, str] = {}
    table, _ = made(qtbot, words, 5, memory)
    table.columns.offer((*COLUMNS, TableColumn("id", "Number", 60)))
    width = table.columnWidth(1)
    table.columns.show(["minutes"], is_kept=False)
    assert table.columns.keys == ("minutes",)
    assert table.columnWidth(0) == table.viewport().width()
    table.columns.show_usual()
    assert table.columns.keys == ("name", "minutes", "id")
    assert table.columnWidth(1) == width


def test_a_moved_column_is_moved_again_the_next_time(qtbot: QtBot, words: Words) -> None:
    memory: dict[str, str] = {}
    table, _ = made(qtbot, words, 5, memory)
    table.columns.offer(COLUMNS)
    table.horizontalHeader().moveSection(0, 2)
    assert table.columns.keys == ("minutes", "id", "name")
    assert table.as_cells(table._rows._block(0)[:1]) == [["0 min", "ok", "Name 0"]]
    qtbot.waitUntil(lambda: "shown" in memory.get("table/t", ""))
    again, _ = made(qtbot, words, 5, memory)
    again.columns.offer(COLUMNS)
    assert again.columns.keys == ("minutes", "id", "name")


def test_a_run_of_rows_is_one_run_however_long(qtbot: QtBot, words: Words) -> None:
    source = Source(1_000_000)
    model = RowsModel(COLUMNS, source.count, source.fetch, words)
    table = Table(model, name="t", title="Rows", memory={}, many=True)
    model.setParent(table)
    qtbot.addWidget(table)
    table.reload()
    table.selectAll()
    assert table.selected_runs() == [(0, 1_000_000)]
    assert table.selected_count == 1_000_000
