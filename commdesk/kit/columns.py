"""Which columns a table shows, how wide, in what order, sorted by which; and remembers it."""

from __future__ import annotations

import json
from collections.abc import MutableMapping, Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QTableView

from commdesk.kit import theme
from commdesk.kit.rows import RowsModel, TableColumn
from commdesk.kit.signals import after_pause


class Columns(QObject):
    """The columns of one table; a user can choose among those that are offered."""

    changed = Signal()
    """Other columns are shown now, or in another order: what their owner fetches may differ."""
    all_wanted = Signal()
    """The user asks for the list of all columns."""

    def __init__(
        self, table: QTableView, model: RowsModel, key: str, memory: MutableMapping[str, str]
    ) -> None:
        super().__init__(table)
        self._table, self._rows = table, model
        self._key, self._memory = key, memory
        self._usual = self._offered = model.columns
        self._is_restoring = True
        self._is_kept = True
        self._filled = -1
        """The column that has what the others leave, whatever its own width."""
        self._across = table.horizontalHeader()
        self._restore()
        self._save_soon = after_pause(self, 300, self._remember)
        self._across.sectionResized.connect(lambda *_: self._changed())
        self._across.sortIndicatorChanged.connect(lambda *_: self._changed())
        self._across.sectionMoved.connect(lambda *_: self._changed())
        self._is_restoring = False

    @property
    def offered(self) -> tuple[TableColumn, ...]:
        """Every column that can be shown."""
        return self._offered

    @property
    def in_order(self) -> list[TableColumn]:
        """The columns that are shown, from left to right."""
        places = range(len(self._rows.columns))
        return [self._rows.columns[self._across.logicalIndex(place)] for place in places]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.in_order)

    @property
    def sort(self) -> tuple[str, bool]:
        """By which column it is sorted, and whether downwards; an empty key: as it comes."""
        section = self._across.sortIndicatorSection()
        is_down = self._across.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        known = 0 <= section < len(self._rows.columns)
        return (self._rows.columns[section].key, is_down) if known else ("", False)

    def offer(self, columns: Sequence[TableColumn]) -> None:
        """Let the user choose, order and move columns among these; what was chosen is shown."""
        is_first = self._offered is self._usual
        shown = self._kept().get("shown") if is_first else self.keys
        self._offered = tuple(columns)
        if is_first:
            self._across.setSectionsMovable(True)
            self._across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self._across.customContextMenuRequested.connect(self._open_menu)
        if isinstance(shown, list | tuple) and shown:
            self.show(shown)
            if is_first:
                self._restore_sort()

    def choose(self, keys: Sequence[str]) -> None:
        """Show these columns in this order because the user says so."""
        self.show(keys)
        self._save_soon()

    def show(self, keys: Sequence[str], *, is_kept: bool = True) -> None:
        """Show these columns; without `is_kept` for now only: nothing of it is remembered."""
        self._is_kept = is_kept
        offered = {column.key: column for column in self._offered}
        wanted = [offered[key] for key in keys if key in offered]
        usual = tuple(column.key for column in self._usual)
        if not wanted or tuple(column.key for column in wanted) == usual:
            wanted = list(self._usual)
        else:  # chosen by hand: shown however narrow the table is
            wanted = [replace(column, needs=0) for column in wanted]
        if [*self._rows.columns] == wanted and self.keys == tuple(each.key for each in wanted):
            return
        self._replace(wanted)
        self.changed.emit()

    def show_usual(self, *, is_kept: bool = True) -> None:
        """Back to what the user chose for this list, or to the columns it comes with."""
        shown = self._kept().get("shown")
        self.show(shown if isinstance(shown, list) else [], is_kept=is_kept)

    def set_sort(self, key: str, *, is_descending: bool) -> None:
        """Sort by this column where it is shown."""
        keys = [column.key for column in self._rows.columns]
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self._across.setSortIndicator(keys.index(key) if key in keys else -1, order)

    def fit(self) -> None:
        """Hide what has no room; the column that stretches gets what the others leave.

        When that one has no room itself, the first column gets it.
        """
        width = self._table.viewport().width()
        stretching = -1
        for number, column in enumerate(self._rows.columns):
            self._table.setColumnHidden(number, width < theme.px(column.needs))
            if column.stretches:
                stretching = 0 if self._table.isColumnHidden(number) else number
        if self._filled >= 0 and self._filled != stretching:
            self._set_width(self._filled)
        self._filled = stretching
        shown = (n for n in range(len(self._rows.columns)) if not self._table.isColumnHidden(n))
        taken = sum(self._across.sectionSize(n) for n in shown if n != stretching)
        self._across.setStretchLastSection(stretching < 0 and self._is_chosen)
        if stretching >= 0:
            least = theme.px(self._rows.columns[stretching].width)
            self._is_restoring = True
            self._across.resizeSection(stretching, max(least, width - taken))
            self._is_restoring = False

    def _replace(self, columns: Sequence[TableColumn]) -> None:
        """Other columns over the same rows; the current row stays."""
        row, (sorted_by, is_down) = self._table.currentIndex().row(), self.sort
        self._is_restoring = True
        self._across.setStretchLastSection(False)  # else Qt keeps the width of another column
        self._rows.set_columns(columns)
        for place in range(len(columns)):
            self._across.moveSection(self._across.visualIndex(place), place)
        self._set_widths()
        self._across.blockSignals(True)  # noqa: FBT003 - Qt's own; the order of rows is the same
        self.set_sort(sorted_by, is_descending=is_down)
        self._across.blockSignals(False)  # noqa: FBT003
        self._is_restoring = False
        self.fit()
        if row >= 0:
            self._table.setCurrentIndex(self._rows.index(row, 0))

    @property
    def _is_chosen(self) -> bool:
        """Whether other columns are shown than the table comes with."""
        return {column.key for column in self._rows.columns} != {c.key for c in self._usual}

    def _has_own_width(self, number: int, column: TableColumn) -> bool:
        """Whether how wide it is now says what somebody wants."""
        is_last = self._across.visualIndex(number) == len(self._rows.columns) - 1
        fills = (
            column.stretches
            or number == self._filled
            or (is_last and self._across.stretchLastSection())
        )
        return not fills and not self._table.isColumnHidden(number)

    def _restore(self) -> None:
        self._set_widths()
        self._restore_sort()
        self._across.setSortIndicatorClearable(True)
        self._table.setSortingEnabled(True)

    def _restore_sort(self) -> None:
        kept = self._kept()
        self.set_sort(str(kept.get("sort", "")), is_descending=bool(kept.get("down")))

    def _set_widths(self) -> None:
        self._filled = -1
        for number in range(len(self._rows.columns)):
            self._set_width(number)

    def _set_width(self, number: int) -> None:
        """As wide as it was made by hand, else as it comes."""
        column = self._rows.columns[number]
        kept = self._kept().get(column.key)
        before, self._is_restoring = self._is_restoring, True
        wanted = kept if isinstance(kept, int) else theme.px(column.width)
        self._across.resizeSection(number, wanted)
        self._is_restoring = before

    def _open_menu(self, at: QPoint) -> None:
        words, keys = self._rows.words, self.keys
        menu = QMenu(self._across)
        for column in self._offered:
            action = menu.addAction(words(column.heading).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(column.key in keys)
            action.setEnabled(keys != (column.key,))
            action.triggered.connect(lambda _checked=False, key=column.key: self._toggle(key))
        menu.addSeparator()
        menu.addAction(words("Columns…")).triggered.connect(lambda *_: self.all_wanted.emit())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._across.mapToGlobal(at))

    def _toggle(self, key: str) -> None:
        keys = list(self.keys)
        self.choose([each for each in keys if each != key] if key in keys else [*keys, key])

    def _kept(self) -> dict[str, Any]:
        try:
            found = json.loads(self._memory.get(self._key, "{}"))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _changed(self) -> None:
        if not self._is_restoring:
            self.fit()
            self._save_soon()

    def _remember(self) -> None:
        kept = self._kept()
        kept |= {
            column.key: self._across.sectionSize(number)
            for number, column in enumerate(self._rows.columns)
            if self._has_own_width(number, column)
        }
        if self._is_kept:
            kept["sort"], kept["down"] = self.sort
            kept["shown"] = self.keys
            if self.keys == tuple(column.key for column in self._usual):
                del kept["shown"]
        self._memory[self._key] = json.dumps(kept)
