"""A row of tiles that becomes two rows, or a column, where it is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from commdesk.core.feature import Tile as Figure
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.parts import Tile

_LEAST_WIDTH = 190


class TileRow(QWidget):
    """Shows the figures that features hand in; a press opens the page that a figure counts."""

    def __init__(self, open_page: Callable[[str], object]) -> None:
        super().__init__()
        self._open_page = open_page
        self._tiles: list[Tile] = []
        self._pages: list[str] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.REGION_GAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_tiles(self, figures: Sequence[Figure], words: Words) -> None:
        """Keep the tiles that are there, so that a focused one stays focused."""
        self._fit_number(len(figures))
        self._pages = [figure.page for figure in figures]
        for tile, figure in zip(self._tiles, figures, strict=True):
            shown = (words(figure.title), words(figure.figure), words(figure.note))
            tile.show_figure(*shown, figure.done, figure.of)
        self.setVisible(bool(figures))
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one tile: the others can stand under it."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _widest(self) -> int:
        return max((tile.minimumSizeHint().width() for tile in self._tiles), default=0)

    def _fit_number(self, count: int) -> None:
        while len(self._tiles) > count:
            self._tiles.pop().deleteLater()
            self._across = 0
        while len(self._tiles) < count:
            tile = Tile()
            place = len(self._tiles)
            tile.clicked.connect(lambda _checked=False, place=place: self._open(place))
            self._tiles.append(tile)
            self._across = 0

    def _open(self, place: int) -> None:
        self._open_page(self._pages[place])

    def _arrange(self) -> None:
        if not self._tiles:
            return
        least = max(theme.px(_LEAST_WIDTH), self._widest()) + theme.REGION_GAP
        across = max(1, min(len(self._tiles), (self.width() + theme.REGION_GAP) // least))
        if across == self._across:
            return
        self._across = across
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // across, place % across)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
