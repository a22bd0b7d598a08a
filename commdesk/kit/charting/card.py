"""A card with one chart: the question, its answer, the figures, why the line, what to do next."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from commdesk.core.chartwords import cells, place_heading, row, title_of
from commdesk.core.developing import Chart
from commdesk.core.words import Words
from commdesk.kit import theme
from commdesk.kit.charting.pane import PictureOrTable
from commdesk.kit.charting.view import ChartView
from commdesk.kit.copying import copy_cells
from commdesk.kit.detailwords import word
from commdesk.kit.flow import Flow
from commdesk.kit.icons import put_icon
from commdesk.kit.parts import Card, flush_link, icon_button, label
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.taborder import put_in_order
from commdesk.kit.unfolding import Unfolding

_FIRST, _FIGURE, _AROUND = 120, 64, 28
"""Pixels of a column, at least, and around its heading."""
_TABLE, _CHART = "table", "chart-line"
_TABLE_SIGN, _CHART_SIGN = "≡", "∿"
_SEVERAL = 2
_HEAD = (-5, -8, -5)


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
        self._has_reasons = False
        self._turn = icon_button("", _TABLE, self.turn, _TABLE_SIGN)
        self._copy = icon_button(words("Copy"), "content-copy", self.copy, "⧉")
        self._save = icon_button(words("Save as picture"), "download", self._ask_to_save, "↓")
        self._put_head()
        self.answer = label(wraps=True)
        self._stack = PictureOrTable(words, self._make_table)
        self.note = label(role="small", wraps=True)
        self.reasons = label(role="small", wraps=True)
        self._buttons = QWidget()
        flow = Flow(self._buttons, 2 * theme.GAP)
        self.step = flush_link("", self._open_step)
        self.why = Unfolding(words("Why this line?"), self.reasons, memory)
        flow.addWidget(self.step)
        flow.addWidget(self.why.button)
        for part in (self.answer, self._stack, self.note, self._buttons, self.reasons):
            self.body.addWidget(part, 1 if part is self._stack else 0)
        self.body.addStretch()

    @property
    def view(self) -> ChartView:
        return self._stack.view

    @property
    def table(self) -> Table:
        """Its figures; made when first asked for."""
        return self._stack.table

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops, in the order of reading."""
        shown = self.table if self.is_table else self.view.picture
        return [self._turn, self._copy, self._save, shown, self.step, self.why.button]

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
        self._explain(chart)
        self._stack.setVisible(not chart.is_empty)
        if not chart.is_empty:
            self.view.show_chart(chart)
        for each in (self._turn, self._copy, self._save):
            each.setVisible(not chart.is_empty)
        self._buttons.setVisible(self._has_reasons or chart.next_step is not None)
        self._show_rows(chart)
        self._name_buttons()

    def turn(self) -> None:
        """The table instead of the picture, or the picture again."""
        self._stack.turn()
        put_in_order(self._turn, self.stops[1:])
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

    def _put_head(self) -> None:
        """The question, and at its right what can be done with the figures."""
        head = QHBoxLayout()
        head.setSpacing(0)
        head.setContentsMargins(0, *_HEAD)  # the icons stand free in their buttons
        self.body.insertLayout(0, head)
        head.addWidget(self.heading, 1)
        for each in (self._turn, self._copy, self._save):
            head.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)

    def _explain(self, chart: Chart) -> None:
        """What must be known to read it always; why it has its lines when somebody asks."""
        words = self._words
        told = [] if chart.is_empty else reasons(chart, words)
        self._has_reasons = bool(told)
        word(self.note, words(chart.note) if chart.note and not chart.is_empty else "")
        self.reasons.setText("\n".join(told))
        has_several = len(chart.references) >= _SEVERAL
        ask = words("Why these lines?") if has_several else words("Why this line?")
        self.why.tell(ask, words(chart.title), f"chart/{chart.name}/why")
        self.why.button.setVisible(self._has_reasons)
        if not self._has_reasons:
            self.reasons.hide()

    def _name_buttons(self) -> None:
        """Each says of which chart it is."""
        if self._chart is None:
            return
        self._turn.setToolTip(self._stack.offer)
        icon, sign = (_CHART, _CHART_SIGN) if self.is_table else (_TABLE, _TABLE_SIGN)
        self._turn.setText(sign)
        put_icon(self._turn, icon)
        title = self._words(self._chart.title)
        self.step.setAccessibleName(f"{title}: {self.step.text()}")
        for each in (self._turn, self._copy, self._save):
            each.setAccessibleName(f"{title}: {each.toolTip()}")

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
    """Why it has the lines to hold to that it has; several with one reason are told together."""
    held: dict[str, list[str]] = {}
    for each in chart.references:
        held.setdefault(words(each.reason), []).append(words(each.name))
    return [f"{' · '.join(names)}. {reason}" for reason, names in held.items()]


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
