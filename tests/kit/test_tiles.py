"""Tiles are as large as there is room for, and the list under them keeps its place."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from commdesk.core.feature import Tile as Figure
from commdesk.core.words import Words, say
from commdesk.kit import theme
from commdesk.kit.tile import TileSize
from commdesk.kit.tiles import TileRow

FIGURES = [
    Figure(say("Messages today"), say("23 of 60"), say("2 h planned"), "outreach", 23, 60),
    Figure(say("Ambassadors whose turn it is"), say("5"), say("1 was asked more"), "ambassadors"),
    Figure(say("Moderation week 48"), say("18 of 20 hours"), say("covered"), "moderation", 18, 20),
    Figure(say("Interviews"), say("15 of 15"), say("not yet sure"), "concept", 15, 15),
    Figure(say("Build-up plan"), say("5 of 13 steps"), say("next: Ambassadors"), "buildup", 5, 13),
]


@pytest.fixture
def tiles(qtbot: QtBot, qapp: QApplication) -> tuple[QScrollArea, TileRow]:
    theme.apply(qapp, "light")
    row, page, area = TileRow(lambda _page: None), QWidget(), QScrollArea()
    column = QVBoxLayout(page)
    column.addWidget(row)
    column.addStretch()
    area.setWidgetResizable(True)
    area.setWidget(page)
    qtbot.addWidget(area)
    row.show_tiles(FIGURES, Words("en"))
    area.resize(1700, 1000)
    area.show()
    return area, row


def rows_of(row: TileRow) -> int:
    return len({tile.y() for tile in row._tiles})


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (1700, 1000, TileSize.FULL),
        (1060, 760, TileSize.SMALL),
        (1700, 580, TileSize.SLIM),
        (820, 580, TileSize.SLIM),
    ],
)
def test_all_stand_in_one_row_as_large_as_fits(
    tiles: tuple[QScrollArea, TileRow], qtbot: QtBot, width: int, height: int, size: TileSize
) -> None:
    area, row = tiles
    area.resize(width, height)
    qtbot.waitUntil(lambda: (row.size_now, rows_of(row)) == (size, 1))


def test_where_one_row_is_too_narrow_they_stand_in_even_rows(
    tiles: tuple[QScrollArea, TileRow], qtbot: QtBot
) -> None:
    area, row = tiles
    area.resize(560, 760)
    qtbot.waitUntil(lambda: rows_of(row) == 2)
    assert [tile.y() for tile in row._tiles].count(row._tiles[0].y()) == 3


def test_a_slim_one_tells_in_its_tooltip_what_it_leaves_out(
    tiles: tuple[QScrollArea, TileRow], qtbot: QtBot
) -> None:
    area, row = tiles
    area.resize(1700, 500)
    qtbot.waitUntil(lambda: row.size_now == TileSize.SLIM)
    assert row._tiles[0].toolTip() == "2 h planned"
    assert row._tiles[0].accessibleName() == "Messages today: 23 of 60. 2 h planned"
    area.resize(1700, 1000)
    qtbot.waitUntil(lambda: row._tiles[0].toolTip() == "")
