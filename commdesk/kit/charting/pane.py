"""A chart under a title in a card of a page, its numbers as a table of the page's own columns."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.developing import Chart
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.charting.view import ChartPicture, ChartView
from commdesk.kit.copying import copy_cells
from commdesk.kit.parts import button, label
from commdesk.kit.table import RowsModel, Table, TableColumn


class PictureOrTable(QStackedWidget):
    """A picture, and at a press its figures in its place; the table is made when first asked."""

    def __init__(self, words: Words, make_table: Callable[[], Table]) -> None:
        super().__init__()
        self._words, self._make_table = words, make_table
        self._table: Table | None = None
        self.view = ChartView(words)
        self.addWidget(self.view)

    @property
    def table(self) -> Table:
        if self._table is None:
            self._table = self._make_table()
            self.addWidget(self._table)
        return self._table

    @property
    def is_made(self) -> bool:
        """Whether there is a table yet."""
        return self._table is not None

    @property
    def is_table(self) -> bool:
        return self.currentWidget() is not self.view

    def turn(self) -> None:
        """The table instead of the picture, or the picture again."""
        self.setCurrentWidget(self.view if self.is_table else self.table)

    @property
    def offer(self) -> str:
        """What the button says that turns it."""
        words = self._words
        return words("Show as chart") if self.is_table else words("Show as table")


class ChartPane(QWidget):
    """A chart, and at a press its numbers as a table; Ctrl+C copies them either way."""

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[TableColumn],
        words: Words,
        memory: MutableMapping[str, str],
    ) -> None:
        """`title` stands above it and names it; the rows have an `id`."""
        super().__init__()
        self._words, self._title, self._name = words, title, name
        self._columns, self._memory = columns, memory
        self._rows: list[Any] = []
        self._stack = PictureOrTable(words, self._make_table)
        self._turn = button("", self.turn, "link")
        row = QHBoxLayout()
        row.addWidget(label(title, "section", wraps=True), 1)
        row.addWidget(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self._name_turn()

    @property
    def chart(self) -> ChartPicture:
        return self._stack.view.picture

    @property
    def table(self) -> Table:
        return self._stack.table

    @property
    def is_table(self) -> bool:
        return self._stack.is_table

    def show_numbers(self, chart: Chart, rows: Sequence[Any], spoken: str) -> None:
        """`spoken`: what a screen reader says that the picture shows."""
        self._rows = list(rows)
        self._stack.view.show_chart(chart, self._title, spoken)
        if self._stack.is_made:
            self.table.reload()

    def turn(self) -> None:
        """The table instead of the chart, or the chart again."""
        self._stack.turn()
        self._name_turn()

    def copy(self) -> None:
        """All its numbers, for a spreadsheet."""
        copy_cells(self.table.as_cells(self._rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _make_table(self) -> Table:
        model = RowsModel(
            self._columns,
            lambda: len(self._rows),
            lambda offset, limit: self._rows[offset : offset + limit],
            self._words,
            parent=self,
        )
        made = Table(model, name=self._name, title=self._title, memory=self._memory, many=True)
        made.reload()
        return made

    def _name_turn(self) -> None:
        self._turn.setText(self._stack.offer)
        self._turn.setAccessibleName(f"{self._title}: {self._stack.offer}")
