"""What every table and list can do: Ctrl+C takes what is selected along, Ctrl+A selects it all.

A class of the kit or of a feature mixes `CopiesCells` in before its Qt class. A line alone goes
without headings, as it is pasted into a list that is there; more go with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from commdesk.core.words import N_
from commdesk.kit.copying import Cells, copy_cells

if TYPE_CHECKING:
    from commdesk.kit.page import Page

    _View = QAbstractItemView
else:
    _View = object

MOST_COPIED = 20_000
"""More rows than this are for an export: the clipboard holds them all at once."""
_TOO_MANY = N_("These are too many rows to copy. Export them to Excel, or select fewer.")
_KEYS = QKeySequence.StandardKey


class CopiesCells(_View):
    """Cells of a view on the clipboard; what is not one cell an item says what its cells are."""

    def count_selected(self) -> int:
        """How many rows Ctrl+C takes."""
        return len({index.row() for index in self.selectedIndexes()})

    def selected_cells(self) -> Cells:
        """What is selected, with headings where it is more than one cell."""
        chosen = self.selectedIndexes()
        if len(chosen) <= 1:
            current = self.currentIndex()
            return [[text_of(current)]] if current.isValid() else []
        rows = sorted({index.row() for index in chosen})
        return grid_of(self, rows, sorted({index.column() for index in chosen}))

    def count_all(self) -> int:
        return self.model().rowCount()

    def all_cells(self) -> Cells:
        """Everything that shows, with headings."""
        model = self.model()
        columns = range(model.columnCount()) if isinstance(self, QTableView) else [0]
        return grid_of(self, range(model.rowCount()), columns)

    def copy(self) -> None:
        """Put what is selected on the clipboard, for a spreadsheet or a letter."""
        if self._fits(self.count_selected()) and (cells := self.selected_cells()):
            self._put(cells, self.count_selected())

    def copy_all(self) -> None:
        """Put everything that shows on the clipboard."""
        if self._fits(self.count_all()) and (cells := self.all_cells()):
            self._put(cells, self.count_all())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_KEYS.Copy):
            self.copy()
        elif event.matches(_KEYS.SelectAll):
            self._select_all()
        else:
            super().keyPressEvent(event)

    def _select_all(self) -> None:
        """Also where one row is chosen at a time: until the next key or click it is all of them."""
        mode = QAbstractItemView.SelectionMode
        if self.selectionMode() != mode.SingleSelection:
            self.selectAll()
            return
        self.setSelectionMode(mode.ContiguousSelection)
        self.selectAll()
        self.setSelectionMode(mode.SingleSelection)

    def _fits(self, count: int) -> bool:
        if count > MOST_COPIED and (page := page_around(self)):
            page.banner.show_text(page.words(_TOO_MANY), "warn")
            page.host.announce(page.words(_TOO_MANY))
        return count <= MOST_COPIED

    def _put(self, cells: Cells, count: int) -> None:
        copy_cells(cells)
        if page := page_around(self):
            page.tell(page.words.plural("{n} row copied", "{n} rows copied", count))


def text_of(index: QModelIndex) -> str:
    """What a cell shows, or says where it only paints."""
    shown = index.data(Qt.ItemDataRole.DisplayRole)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole) if shown is None else shown
    return "" if said is None else str(said)


def grid_of(view: QAbstractItemView, rows: Sequence[int], columns: Sequence[int]) -> Cells:
    """These cells with the headings that show, above and at the left."""
    model = view.model()
    if not isinstance(view, QTableView):
        return [[text_of(model.index(row, column)) for column in columns] for row in rows]
    shown = [column for column in columns if not view.isColumnHidden(column)]
    beside = not view.verticalHeader().isHidden()
    lines = [
        [
            *([_heading(model, row, Qt.Orientation.Vertical)] if beside else []),
            *(text_of(model.index(row, column)) for column in shown),
        ]
        for row in rows
    ]
    above = [_heading(model, column, Qt.Orientation.Horizontal) for column in shown]
    return [[*([""] if beside else []), *above], *lines] if any(above) else lines


def copyable_in(widget: QWidget) -> list[CopiesCells]:
    """The tables and lists in a page, the one with the keyboard first, then the largest."""
    found = [each for each in widget.findChildren(QAbstractItemView) if _copies(each)]
    found.sort(key=lambda each: (not each.hasFocus(), -each.width() * each.height()))
    return found  # type: ignore[return-value]


def _copies(view: QAbstractItemView) -> bool:
    return isinstance(view, CopiesCells)


def _heading(model: Any, section: int, way: Qt.Orientation) -> str:
    found = model.headerData(section, way, Qt.ItemDataRole.DisplayRole)
    return "" if found is None else str(found)


def page_around(widget: QWidget) -> Page | None:
    from commdesk.kit.page import Page

    above = widget.parentWidget()
    while above is not None and not isinstance(above, Page):
        above = above.parentWidget()
    return above
