"""A card with one chart: the question, its answer, the figures, why the line, what to do next."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from commdesk.core.developing import Chart
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.charting.pane import PictureOrTable
from commdesk.kit.charting.view import ChartView
from commdesk.kit.charting.wording import cells, place_heading, row, title_of
from commdesk.kit.copying import copy_cells
from commdesk.kit.detailwords import word
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, Slot, button, label
from commdesk.kit.table import RowsModel, Table, TableColumn

_FIRST, _FIGURE, _AROUND = 120, 64, 28
"""Pixels of a column, at least, and around its heading."""


class _Row(Struct, frozen=True):
    """One place, worded."""

    id: int
    cells: list[str]


class ChartCard(Card):
    """Shows a chart, and another one in its place when the figures change.

    card = ChartCard(words, host.memory)
    card.step_opened.connect(lambda step: host.open_page(step.page, step.target))
    card.save_asked.connect(saving.ask_for)
    card.told.connect(page.tell)
    card.show_chart(chart.last(weeks))
    """

    step_opened = Signal(object)
    """The `NextStep` that somebody wants to take."""
    save_asked = Signal(object)
    """The `Chart` that somebody wants as a picture."""
    told = Signal(str)
    """What was done, to be said."""

    def __init__(self, words: Words, memory: MutableMapping[str, str]) -> None:
        super().__init__()
        self._words, self._memory = words, memory
        self._chart: Chart | None = None
        self.answer = label(wraps=True)
        self._stack = PictureOrTable(words, self._make_table)
        self.reasons = label(role="small", wraps=True)
        self.step = button("", self._open_step, "link")
        self._buttons = QWidget()
        flow = Flow(self._buttons)
        flow.addWidget(self.step)
        self._turn = self._add("", self.turn, flow)
        self._copy = self._add(words("Copy"), self.copy, flow)
        self._save = self._add(words("Save as picture"), self._ask_to_save, flow)
        for part in (self.answer, self._stack, self.reasons, self._buttons):
            self.body.addWidget(part, 1 if part is self._stack else 0)

    @property
    def view(self) -> ChartView:
        return self._stack.view

    @property
    def table(self) -> Table:
        """Its figures; made when first asked for."""
        return self._stack.table

    @property
    def is_table(self) -> bool:
        return self._stack.is_table

    def show_chart(self, chart: Chart) -> None:
        """Without figures only the answer and the next step stand there."""
        words = self._words
        self._chart = chart
        word(self.heading, words(chart.question))
        word(self.answer, words(chart.answer))
        word(self.step, words(chart.next_step.text) if chart.next_step else "")
        word(self.reasons, "" if chart.is_empty else "\n".join(reasons(chart, words)))
        self._stack.setVisible(not chart.is_empty)
        if not chart.is_empty:
            self.view.show_chart(chart)
        for each in (self._turn, self._copy, self._save):
            each.setVisible(not chart.is_empty)
        self._buttons.setVisible(not chart.is_empty or chart.next_step is not None)
        self._show_rows(chart)
        self._name_buttons()

    def turn(self) -> None:
        """The table instead of the picture, or the picture again."""
        self._stack.turn()
        self._name_buttons()

    def copy(self) -> None:
        """All its figures, for a spreadsheet."""
        if self._chart is None or self._chart.is_empty:
            return
        copy_cells(cells(self._chart, self._words))
        count = len(self._chart.places)
        self.told.emit(self._words.plural("{n} row copied", "{n} rows copied", count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _add(self, text: str, slot: Slot, flow: Flow) -> QPushButton:
        made = button(text, slot, "link")
        flow.addWidget(made)
        return made

    def _name_buttons(self) -> None:
        """Each says of which chart it is."""
        if self._chart is None:
            return
        self._turn.setText(self._stack.offer)
        title = self._words(self._chart.title)
        for each in (self.step, self._turn, self._copy, self._save):
            each.setAccessibleName(f"{title}: {each.text()}")

    def _open_step(self) -> None:
        if self._chart and self._chart.next_step:
            self.step_opened.emit(self._chart.next_step)

    def _ask_to_save(self) -> None:
        self.save_asked.emit(self._chart)

    def _show_rows(self, chart: Chart) -> None:
        if self._stack.is_made:
            model = self.table.model()
            if isinstance(model, RowsModel) and model.columns != self._columns():
                model.set_columns(self._columns())
            self.table.setAccessibleName(self._words(chart.title))
            self.table.reload()

    def _columns(self) -> Sequence[TableColumn]:
        """The place, and a column for each line."""
        if self._chart is None:
            return ()
        titles = [title_of(line, self._words) for line in self._chart.lines]
        first = _column(0, place_heading(self._chart, self._words))
        return (first, *(_column(number, title) for number, title in enumerate(titles, 1)))

    def _count_rows(self) -> int:
        return len(self._chart.places) if self._chart else 0

    def _fetch(self, offset: int, limit: int) -> list[_Row]:
        """Rows are worded when they come into view."""
        if self._chart is None:
            return []
        places = range(offset, min(offset + limit, len(self._chart.places)))
        return [_Row(place, row(self._chart, place, self._words)) for place in places]

    def _make_table(self) -> Table:
        chart = self._chart
        model = RowsModel(
            self._columns(),
            self._count_rows,
            self._fetch,
            self._words,
            parent=self,
        )
        made = Table(
            model,
            name=f"chart-{chart.name}" if chart else "chart",
            title=self._words(chart.title) if chart else "",
            memory=self._memory,
            many=True,
        )
        made.reload()
        return made


def reasons(chart: Chart, words: Words) -> list[str]:
    """Why it has the lines to hold to that it has, and what must be known to read it."""
    held = [f"{words(each.name)}. {words(each.reason)}" for each in chart.references]
    return [*held, *([words(chart.note)] if chart.note else [])]


def _column(number: int, heading: str) -> TableColumn:
    """`heading` is worded already."""
    wide = theme.metrics("label").horizontalAdvance(heading) / theme.look().scale + _AROUND
    return TableColumn(
        f"cell{number}",
        heading,
        max(_FIGURE, round(wide)) if number else _FIRST,
        "right" if number else "left",
        text=lambda row, _words: row.cells[number],
        stretches=not number,
        sorts=False,
    )
