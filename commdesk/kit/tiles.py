"""A row of tiles that get smaller where there is less room, and only then stand in two rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QWidget

from commdesk.core.feature import Tile as Figure
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.tile import Tile, TileSize

_LEAST_WIDTH = {TileSize.FULL: 200, TileSize.SMALL: 150, TileSize.SLIM: 104}
_LOW = 660  # a page lower than this has its height for the list


class TileRow(QWidget):
    """Shows the figures that features hand in; a press opens the page that a figure counts."""

    def __init__(self, open_page: Callable[[str], object]) -> None:
        super().__init__()
        self._open_page = open_page
        self._tiles: list[Tile] = []
        self._pages: list[str] = []
        self._shape: tuple[int, TileSize, int] | None = None
        self._is_low = False
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

    @property
    def size_now(self) -> TileSize:
        """How much each tile shows."""
        return self._shape[1] if self._shape else TileSize.FULL

    def minimumSizeHint(self) -> QSize:
        """As narrow as one tile: the others can stand under it."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """How high the page may be is known to what it scrolls in."""
        super().showEvent(event)
        place = self._place()
        place.removeEventFilter(self)
        place.installEventFilter(self)
        self._see_height(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._see_height(watched)
        return super().eventFilter(watched, event)

    def _place(self) -> QWidget:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above or self.window()

    def _see_height(self, place: QWidget) -> None:
        self._is_low = place.height() < theme.px(_LOW)
        self._arrange()

    def _widest(self) -> int:
        return max((tile.minimumSizeHint().width() for tile in self._tiles), default=0)

    def _fit_number(self, count: int) -> None:
        while len(self._tiles) > count:
            self._tiles.pop().deleteLater()
        while len(self._tiles) < count:
            tile = Tile()
            place = len(self._tiles)
            tile.clicked.connect(lambda _checked=False, place=place: self._open(place))
            self._tiles.append(tile)
        if self._shape and self._shape[0] != count:
            self._shape = None

    def _open(self, place: int) -> None:
        self._open_page(self._pages[place])

    def _arrange(self) -> None:
        """The largest size in which all stand in one row; else rows of the least that may."""
        if not self._tiles:
            return
        sizes = [TileSize.SLIM] if self._is_low else [TileSize.FULL, TileSize.SMALL]
        size = next((each for each in sizes if self._fits_in_one(each)), sizes[-1])
        if self._fits_in_one(size):
            self._lay_out(len(self._tiles), size)
            return
        gap, widest = self._gap(size), max(self._least(size))
        across = max(1, min(len(self._tiles), (self.width() + gap) // (widest + gap)))
        rows = -(-len(self._tiles) // across)
        self._lay_out(-(-len(self._tiles) // rows), size)

    def _fits_in_one(self, size: TileSize) -> bool:
        gaps = self._gap(size) * (len(self._tiles) - 1)
        return sum(self._least(size)) + gaps <= self.width()

    def _least(self, size: TileSize) -> list[int]:
        """How wide each must be: what its words need, and never a sliver."""
        least = theme.px(_LEAST_WIDTH[size])
        return [max(least, tile.least_width(size)) for tile in self._tiles]

    def _lay_out(self, across: int, size: TileSize) -> None:
        """In one row each is as wide as its words need, and the rest is shared evenly."""
        shape = (len(self._tiles), size, across)
        is_one_row = across == len(self._tiles)
        for column in range(max(self._grid.columnCount(), across)):
            least = self._least(size)[column] if is_one_row and column < across else 0
            self._grid.setColumnMinimumWidth(column, least)
        if shape == self._shape:
            return
        self._shape = shape
        self._grid.setSpacing(self._gap(size))
        for place, tile in enumerate(self._tiles):
            tile.take_size(size)
            self._grid.addWidget(tile, place // across, place % across)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _gap(self, size: TileSize) -> int:
        return theme.GAP if size == TileSize.SLIM else theme.REGION_GAP
