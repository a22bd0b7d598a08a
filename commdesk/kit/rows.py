"""The rows of a table, fetched in blocks when they come into view; a million rows cost nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from commdesk.core.values import Minutes
from commdesk.core.words import Text, Words
from commdesk.kit.theme import Tone

BLOCK = 128
_KEPT_BLOCKS = 32
Index = QModelIndex | QPersistentModelIndex
Format = Callable[[Any, Words], str]

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
TONE_ROLE = Qt.ItemDataRole.UserRole + 2
MUTED_ROLE = Qt.ItemDataRole.UserRole + 3
WRAPS_ROLE = Qt.ItemDataRole.UserRole + 4


class TableColumn(Struct, frozen=True):
    """One column: which attribute (or key) of a row it shows, under what heading."""

    key: str
    heading: str
    """English msgid."""
    width: int = 120
    align: Literal["left", "right"] = "left"
    format: Format | None = None
    """(value, words) -> text; without it the value is worded by its type."""
    tone: Callable[[Any], Tone | None] | None = None
    """row -> the tone of a chip around the value, or None for plain text."""
    text: Callable[[Any, Words], str] | None = None
    """(row, words) -> text, where one value is not enough."""
    is_muted: bool = False
    stretches: bool = False
    wraps: bool = False
    """A text that is too long goes on two small lines, and is cut at the end of the second."""
    sorts: bool = True
    needs: int = 0
    """Hidden while the table is narrower than this many pixels (at normal text size)."""


def worded(value: Any, words: Words) -> str:
    """A value as its type is written in this language; nothing for None."""
    if value is None:
        return ""
    write = next((write for kind, write in _WRITTEN if isinstance(value, kind)), None)
    return write(value, words) if write else str(value)


_WRITTEN: tuple[tuple[Any, Format], ...] = (
    (Text, lambda value, words: words(value)),
    (bool, lambda value, words: words("yes") if value else words("no")),
    (Minutes, lambda value, words: words.duration(value)),
    (int | float, lambda value, words: words.number(value)),
    (datetime, lambda value, words: words.moment(value)),
    (date, lambda value, words: words.date(value)),
    (list | tuple, lambda value, words: ", ".join(worded(each, words) for each in value)),
)


def field_of(row: Any, key: str) -> Any:
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key, None)


class RowsModel(QAbstractTableModel):
    """Rows by `count()` and `fetch(offset, limit)`; they are objects or mappings with an `id`."""

    def __init__(
        self,
        columns: Sequence[TableColumn],
        count: Callable[[], int],
        fetch: Callable[[int, int], Sequence[Any]],
        words: Words,
        *,
        sort: Callable[[str, bool], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`sort(key, descending)` tells the owner how `fetch` must order from now on."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.words = words
        self._count_rows = count
        self._fetch = fetch
        self._sort = sort
        self._blocks: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._count = 0
        self._answers: dict[int, Callable[[Any, TableColumn], Any]] = {
            Qt.ItemDataRole.DisplayRole: self.text,
            Qt.ItemDataRole.ToolTipRole: self.text,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.TextAlignmentRole: lambda _row, column: _aligned(column),
            ROW_ROLE: lambda row, _column: row,
            TONE_ROLE: lambda row, column: column.tone(row) if column.tone else None,
            MUTED_ROLE: lambda _row, column: column.is_muted,
            WRAPS_ROLE: lambda _row, column: column.wraps,
        }

    def reload(self) -> None:
        """Count and fetch again; selection and place stay when the number of rows is the same."""
        count = self._count_rows()
        if count == self._count and count:
            self._blocks.clear()
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._blocks.clear()
        self._count = count
        self.endResetModel()

    def set_columns(self, columns: Sequence[TableColumn]) -> None:
        """Show other columns; what they show may have to be fetched."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._blocks.clear()
        self.endResetModel()

    def row(self, number: int) -> Any:
        """The row object at this place, or None."""
        if not 0 <= number < self._count:
            return None
        block = self._block(number // BLOCK)
        place = number % BLOCK
        return block[place] if place < len(block) else None

    def find(self, row_id: object, near: int = 0) -> int | None:
        """The place of a row by its id, looked for around `near` only."""
        for block in (near // BLOCK, near // BLOCK + 1, near // BLOCK - 1, 0):
            if not 0 <= block * BLOCK < max(self._count, 1):
                continue
            for place, row in enumerate(self._block(block)):
                if field_of(row, "id") == row_id:
                    return block * BLOCK + place
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or (row := self.row(index.row())) is None:
            return None
        column = self.columns[index.column()]
        tell = self._answers.get(role)
        return tell(row, column) if tell else None

    def text(self, row: Any, column: TableColumn) -> str:
        if column.text:
            return column.text(row, self.words)
        value = field_of(row, column.key)
        return column.format(value, self.words) if column.format else worded(value, self.words)

    def _spoken(self, row: Any, column: TableColumn) -> str:
        """A cell speaks with its column."""
        return f"{self.words(column.heading)}: {self.text(row, column) or '–'}"

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(self.columns[section].heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(self.columns[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not self._sort or not 0 <= column < len(self.columns) or not self.columns[column].sorts:
            return
        self._sort(self.columns[column].key, order == Qt.SortOrder.DescendingOrder)
        self.reload()

    def _block(self, number: int) -> Sequence[Any]:
        if number in self._blocks:
            self._blocks.move_to_end(number)
        else:
            self._blocks[number] = self._fetch(number * BLOCK, BLOCK)
            if len(self._blocks) > _KEPT_BLOCKS:
                self._blocks.popitem(last=False)
        return self._blocks[number]


def _aligned(column: TableColumn) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
