"""Tables of what is kept and of what was taken in, each with the form of the selected line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from commdesk.core.words import N_, Text, Words
from commdesk.features.register.model import ImportLine, Kind, Line, Register, sources_said
from commdesk.features.register.page.forms import LineForm
from commdesk.features.register.paper import ground_said
from commdesk.kit.detail import DetailPane
from commdesk.kit.parts import Card
from commdesk.kit.regions import Regions
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.theme import Tone

if TYPE_CHECKING:
    from commdesk.features.register.page import RegisterSection


class Row(Struct, frozen=True):
    """One line of a table: a whole kind, a field of it, or a list that was taken in."""

    id: str
    title: str
    filled: int
    why: str
    ground: Text
    source: str
    line: Line
    when: str = ""
    is_whole: bool = True
    """Not one field of a kind."""


def _named(row: Any, _words: Words) -> str:
    return str(row.title) if row.is_whole else f"      {row.title}"


def _tone(row: Any) -> Tone | None:
    return None if row.line.legal_ground else "warn"


_KINDS = (
    TableColumn("title", N_("Kind of data, field"), 190, text=_named, stretches=True, sorts=False),
    TableColumn("filled", N_("Filled"), 76, align="right", sorts=False),
    TableColumn("why", N_("Purpose"), 300, wraps=True, needs=580, sorts=False),
    TableColumn("ground", N_("Legal ground"), 200, is_muted=True, needs=800, sorts=False),
    TableColumn("source", N_("Source"), 190, is_muted=True, needs=1000, sorts=False),
)
_LISTS = (
    TableColumn("title", N_("List"), 180, stretches=True, sorts=False),
    TableColumn("when", N_("When and by whom"), 170, is_muted=True, needs=440, sorts=False),
    TableColumn("filled", N_("Rows"), 70, align="right", sorts=False),
    TableColumn("why", N_("Purpose"), 220, wraps=True, needs=640, sorts=False),
    TableColumn("ground", N_("Legal ground"), 190, is_muted=True, tone=_tone, needs=720,
                sorts=False),
    TableColumn("source", N_("Left out at the door"), 160, is_muted=True, needs=900, sorts=False),
)  # fmt: skip


class LinesPane(QWidget):
    """A table at the left, at the right the form of what is selected in it."""

    NAME = ""
    COLUMNS: tuple[TableColumn, ...] = ()
    TITLE = ""

    def __init__(self, page: RegisterSection) -> None:
        super().__init__()
        self._page, self._rows = page, list[Row]()
        words = page.words
        model = RowsModel(
            self.COLUMNS,
            lambda: len(self._rows),
            lambda offset, limit: self._rows[offset : offset + limit],
            words,
            parent=self,
        )
        self.table = Table(
            model, name=f"register_{self.NAME}", title=words(self.TITLE), memory=page.host.memory
        )
        self.whole, self.part = LineForm(page, is_whole=True), LineForm(page, is_whole=False)
        self.form = self.whole
        """The form that shows."""
        self._forms = QStackedWidget()
        self._nothing = DetailPane(words("Choose a line to say what it is for."))
        for form in (self._nothing, self.whole, self.part):
            self._forms.addWidget(form)
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self._regions = Regions(
            f"register_{self.NAME}",
            [card, self._forms],
            words=words,
            memory=page.host.memory,
            shares=(5, 2),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._regions)
        self.table.selected.connect(self._selected)
        self.table.opened.connect(lambda _row: self._open())
        self.setFocusProxy(self.table)

    @property
    def is_typed(self) -> bool:
        return self.form.is_typed

    def empty(self) -> None:
        self.form.empty()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the selected one stays selected."""
        self._rows = list(rows)
        self.table.reload()
        if self.table.current_row() is None and rows:
            self.table.select_row(0)
        if not rows:
            self._forms.setCurrentWidget(self._nothing)

    def _selected(self, row: Row | None) -> None:
        """What is typed of another line is stored first, as leaving a cell of Excel does."""
        if row is None:
            return
        if self.form.is_typed and row.id != self.form.subject:
            self.form.save()
        self.form = self.whole if row.is_whole else self.part
        self._forms.setCurrentWidget(self.form)
        self.form.begin(row.id, row.title, row.line)

    def _open(self) -> None:
        self._regions.reveal(1)
        self.form.form.focus_first()


class KindsPane(LinesPane):
    """Each kind of data, and under it the fields that exist in this workbook."""

    NAME, COLUMNS, TITLE = "kinds", _KINDS, N_("Data and purposes")

    def __init__(self, page: RegisterSection) -> None:
        super().__init__(page)
        words = page.words
        self.table.set_empty(
            words("Nothing is kept of people yet."),
            words("Each kind of data will stand here with its fields, its purpose and its ground."),
            words("Import a list"),
            lambda: page.host.open_page("import"),
        )

    def show_register(self, register: Register) -> None:
        words = self._page.words
        self.show_rows([row for kind in register.kinds for row in _rows_of(kind, words)])


class ListsPane(LinesPane):
    """Each list that was taken in, with what it was for."""

    NAME, COLUMNS, TITLE = "lists", _LISTS, N_("Lists taken in")

    def __init__(self, page: RegisterSection) -> None:
        super().__init__(page)
        words = page.words
        self.table.set_empty(
            words("No list was taken in yet."),
            words("Each will stand here; say beside it what it was for."),
            words("Import a list"),
            lambda: page.host.open_page("import"),
        )

    def show_register(self, register: Register) -> None:
        self.show_rows([_import_row(each, self._page.words) for each in register.imports])


def _rows_of(kind: Kind, words: Words) -> list[Row]:
    whole = Row(
        kind.subject,
        words(kind.title),
        kind.rows,
        kind.line.purpose,
        ground_said(kind.line.legal_ground),
        words.listed(map(words, sources_said(kind.sources, 3))),
        kind.line,
    )
    return [
        whole,
        *(
            Row(
                each.subject,
                words(each.title),
                each.filled,
                each.purpose if each.is_own else "",
                ground_said(each.legal_ground) if each.is_own else Text(""),
                "",
                Line(each.purpose, each.legal_ground),
                is_whole=False,
            )
            for each in kind.fields
        ),
    ]


def _import_row(each: ImportLine, words: Words) -> Row:
    when = each.at.astimezone()
    return Row(
        each.subject,
        each.file_name,
        each.rows,
        each.line.purpose,
        ground_said(each.line.legal_ground),
        ", ".join(each.dropped),
        each.line,
        f"{words.full_date(when.date())}, {each.actor}",
    )
