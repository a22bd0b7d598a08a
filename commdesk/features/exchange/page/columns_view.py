"""The columns of a list, a few values of each, and what each becomes: to look at and to correct."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.exchange.model import AS_TOLD, LEFT_OUT, NO_HEADINGS, FoundColumn, Layout
from commdesk.features.exchange.page.one_column import ColumnPane
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.inputs import ChoiceInput
from commdesk.kit.parts import Card, button, label
from commdesk.kit.regions import Regions
from commdesk.kit.signals import soon
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.theme import Tone

_LEAVE_OUT = N_("Leave out")
_ROW_WIDTH = 380
_ROW_TEXT = 26


class ColumnRow(Struct, frozen=True):
    """One line of the table."""

    id: str
    heading: str
    samples: str
    becomes: str
    tone: Tone | None
    column: FoundColumn


class ColumnsView(QWidget):
    """A calm table of columns; Enter goes to the choice beside it, which is obeyed at once."""

    chose = Signal(str, str, str)
    """(mark of a column, column key or LEFT_OUT, reason why a closed column comes in)."""
    chose_sheet = Signal(str)
    chose_row = Signal(object)
    """The row of the headings, NO_HEADINGS for a list without them."""
    forgot = Signal()

    def __init__(
        self, words: Words, memory: MutableMapping[str, str], columns: Sequence[Column]
    ) -> None:
        super().__init__()
        self.words = words
        self._titles = {column.key: column.heading for column in columns}
        self._layout: Layout | None = None
        self._rows: list[ColumnRow] = []
        self.question = label(role="strong", wraps=True)
        self.pane = ColumnPane(words, columns)
        self.pane.chose.connect(self.chose)
        self.table = self._make_table(memory)
        card = Card(padding=0)
        card.body.addWidget(self.table, 1)
        self.regions = Regions(
            "import_columns", [card, self.pane], words=words, memory=memory, shares=(3, 2)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self.question)
        column.addWidget(self._make_places())
        column.addWidget(self._make_memory())
        column.addWidget(self.regions, 1)
        self.table.selected.connect(self._show_row)
        self.table.opened.connect(self._open)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """What a column may become: that depends on what the list is taken in as."""
        self._titles = {column.key: column.heading for column in columns}
        self.pane.set_columns(columns)

    def show_layout(self, layout: Layout, *, is_new: bool = False) -> None:
        """Show the columns as they are now; the same one stays selected, unless the list is new."""
        self._layout = layout
        in_order = sorted(layout.columns, key=_is_bare)  # what is empty stands last
        self._rows = [self._line(column) for column in in_order]
        self.question.setText(self.words(layout.question) if layout.question else "")
        self.question.setVisible(layout.question is not None)
        self._show_places(layout)
        self._show_memory(layout)
        self.table.reload()
        if is_new or self.table.current_row() is None:
            first = next((n for n, row in enumerate(self._rows) if _wants_a_look(row.column)), 0)
            self.table.select_row(first)

    def _show_row(self, row: ColumnRow | None) -> None:
        program = self._layout.program if self._layout else ""
        self.pane.show_column(row.column if row else None, program)

    # --- where the list stands --------------------------------------------------------------------

    def _make_places(self) -> QWidget:
        """The sheet, and the row with the headings."""
        self._places = QWidget()
        row = QHBoxLayout(self._places)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        self.sheet, self._sheet_label = ChoiceInput([]), label(self.words("Sheet"), "label")
        self.heading_row = ChoiceInput([])
        self._row_label = label(self.words("Headings stand in"), "label")
        for name, entry in (self._sheet_label, self.sheet), (self._row_label, self.heading_row):
            name.setBuddy(entry.control)
            entry.control.setAccessibleName(name.text())
            entry.setMaximumWidth(theme.px(_ROW_WIDTH))
            row.addWidget(name)
            row.addWidget(entry, 2)
        row.addStretch(1)
        self.sheet.edited.connect(lambda: self.chose_sheet.emit(self.sheet.value()))
        self.heading_row.edited.connect(lambda: self.chose_row.emit(self.heading_row.value()))
        return self._places

    def _show_places(self, layout: Layout) -> None:
        for part in (self._sheet_label, self.sheet):
            part.setVisible(len(layout.sheets) > 1)
        self._places.setVisible(len(layout.sheets) > 1 or not layout.program)
        for part in (self._row_label, self.heading_row):  # a program always writes them first
            part.setVisible(not layout.program)
        self.sheet.set_choices([(name, name) for name in layout.sheets])
        self.sheet.load(layout.sheet)
        rows = [
            (row, self.words("row {row}: {text}", row=str(row), text=shorten(text, _ROW_TEXT)))
            for row, text in layout.first_rows
        ]
        self.heading_row.set_choices([(NO_HEADINGS, self.words("no row: no headings")), *rows])
        self.heading_row.load(layout.heading_row)

    # --- what is remembered -----------------------------------------------------------------------

    def _make_memory(self) -> QWidget:
        self._memory_row = QWidget()
        row = Flow(self._memory_row)
        self.read_as, self.chosen_on = label(role="muted"), label(role="muted")
        self.forget = button("", self.forgot.emit, "link")
        for part in (self.read_as, self.chosen_on, self.forget):
            part.setMinimumHeight(self.forget.sizeHint().height())
            row.addWidget(part)
        return self._memory_row

    def _show_memory(self, layout: Layout) -> None:
        is_chosen = bool(layout.chosen_on or layout.corrections)
        undo = N_("Read as {program} again") if layout.program else N_("Forget this choice")
        self.forget.setText(self.words(undo, program=layout.program))
        self.forget.setVisible(is_chosen)
        read_as = say(
            "Made by {program}: what you leave stays as meant there.",
            program=layout.program,
        )
        self.read_as.setText(self.words(read_as))
        self.read_as.setVisible(bool(layout.program))
        if layout.chosen_on:
            day = self.words.full_date(layout.chosen_on)
            self.chosen_on.setText(self.words("Columns as chosen on {day}", day=day))
        self.chosen_on.setVisible(layout.chosen_on is not None)
        self._memory_row.setVisible(bool(layout.program or layout.chosen_on))

    # --- the table --------------------------------------------------------------------------------

    def _make_table(self, memory: MutableMapping[str, str]) -> Table:
        columns = (
            TableColumn("heading", N_("Column"), 150, sorts=False),
            TableColumn(
                "samples", N_("First values"), 120, stretches=True, is_muted=True, sorts=False
            ),
            TableColumn("becomes", N_("Becomes"), 170, sorts=False, tone=lambda row: row.tone),
        )
        model = RowsModel(columns, lambda: len(self._rows), self._fetch, self.words, parent=self)
        title = self.words("Columns of the file")
        return Table(model, name="import_columns", title=title, memory=memory)

    def _fetch(self, offset: int, limit: int) -> list[ColumnRow]:
        return self._rows[offset : offset + limit]

    def _line(self, column: FoundColumn) -> ColumnRow:
        samples = ", ".join(column.samples) if column.samples else self.words(_why_bare(column))
        return ColumnRow(
            column.mark, column.heading, samples, self._becomes(column), self._tone(column), column
        )

    def _becomes(self, column: FoundColumn) -> str:
        if column.key == AS_TOLD:
            return self.words(N_("Its own meaning"))
        if column.key != LEFT_OUT:
            return self.words(self._titles[column.key])
        if column.closed:
            return self.words("Closed")
        return self.words(_LEAVE_OUT)

    def _tone(self, column: FoundColumn) -> Tone | None:
        """Of a program we know what we leave out: only in another list that wants a look."""
        if column.closed:
            return "accent" if column.reason else "bad"
        if column.key != LEFT_OUT:
            return "good"
        is_ours = self._layout is not None and bool(self._layout.program)
        return "warn" if column.samples and not is_ours else "plain"

    def _open(self, _row: ColumnRow) -> None:
        self.regions.reveal(1)
        self.pane.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        soon(self, lambda: self.table.scrollTo(self.table.currentIndex()))


def shorten(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip(' ·')}…"


def _why_bare(column: FoundColumn) -> str | Text:
    return N_("not shown") if column.closed else N_("empty")


def _is_bare(column: FoundColumn) -> bool:
    return not column.samples and not column.is_never


def _wants_a_look(column: FoundColumn) -> bool:
    return column.key == LEFT_OUT and not column.closed and bool(column.samples)
