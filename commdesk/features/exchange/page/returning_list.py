"""What came back, cell by cell: counts that filter, a list with a choice a line, the three values
beside it."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from commdesk.core.words import N_, Words
from commdesk.features.exchange.page.plan_view import write_tab
from commdesk.features.exchange.page.returning_rows import CHIPS, BackRow, row_of, story
from commdesk.features.exchange.returning.model import KINDS, TAKEN, Difference, Kind, Mark
from commdesk.features.exchange.returning.taking import Returned, is_taken
from commdesk.kit import theme
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, button
from commdesk.kit.regions import Regions
from commdesk.kit.table import RowsModel, Table, TableColumn

_CHOICES = {
    Qt.Key.Key_1: False,
    Qt.Key.Key_2: True,
    Qt.Key.Key_Left: False,
    Qt.Key.Key_Right: True,
}
_TITLES = dict(KINDS)
_TABS: dict[Kind, str] = {
    "conflict": N_("Both sides"),
    "changed": N_("There"),
    "new": N_("New"),
    "deleted": N_("Gone"),
    "invalid": N_("Not possible"),
    "here": N_("Here only"),
    "ignored": N_("Left alone"),
}
_EMPTY = N_("There is nothing of this kind in the file.")


class ChoosingTable(Table):
    """A list in which 1 or Left keeps what is here, 2 or Right takes what the file says."""

    chose = Signal(bool)
    has_letter_keys = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_digit = key in {Qt.Key.Key_1, Qt.Key.Key_2}
        is_bare = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if key in _CHOICES and is_bare and (self.has_letter_keys or not is_digit):
            self.chose.emit(_CHOICES[key])
        else:
            super().keyPressEvent(event)


class ReturningList(QWidget):
    """Shows one file that came back; conflicts come first."""

    chose = Signal(str)
    """Something else is taken now: what was chosen, in words; the counts are other ones."""

    def __init__(self, words: Words, memory: MutableMapping[str, str]) -> None:
        super().__init__()
        self.words = words
        self.choices: dict[Mark, bool | None] = {}
        self.kind: Kind = "changed"
        self._found: Returned | None = None
        self._rows: Sequence[Difference] = ()
        self.tabs = {kind: self._make_tab(kind) for kind, _ in KINDS}
        self.all_here = button("", partial(self._choose_all, is_there=False), "link")
        self.all_there = button("", partial(self._choose_all, is_there=True), "link")
        self.table = self._make_table(memory)
        self.detail = DetailPane(words("Choose a line to see what it was and what it is now."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self._in_a_row())
        card = Card(padding=0)
        card.body.addWidget(self.table, 1)
        regions = Regions("returning", [card, self.detail], words=words, memory=memory,
                          shares=(2, 1))  # fmt: skip
        column.addWidget(regions, 1)
        self.table.opened.connect(lambda _row: regions.reveal(1))
        self.table.selected.connect(self._show_row)
        self.table.chose.connect(self.choose)
        self.table.ticked.connect(self._toggle)

    def show_found(self, found: Returned) -> None:
        """Another file, or the same one anew: choices that were made hold."""
        marks = {each.mark for each in found.differences}
        self.choices = {mark: said for mark, said in self.choices.items() if mark in marks}
        self._found = found
        counts = {kind: found.count(kind) for kind, _ in KINDS}
        for kind, count in counts.items():
            tab = self.tabs[kind]
            write_tab(tab, f"{self.words(_TABS[kind])}  {self.words.number(count)}")
            tab.setToolTip(self.words(_TITLES[kind]))
            tab.setVisible(bool(count))
        first: Kind = next((kind for kind, _ in KINDS if counts[kind]), "changed")
        self.show_kind(self.kind if counts[self.kind] and not counts["conflict"] else first)

    def in_tab_order(self) -> list[QWidget]:
        """From the counts by way of the list to what is beside it."""
        return [*self.tabs.values(), self.all_here, self.all_there, self.table]

    def let_go(self) -> None:
        self._found, self._rows, self.choices = None, (), {}
        self.table.reload()

    def show_kind(self, kind: Kind) -> None:
        """The lines of one kind."""
        self.kind = kind
        self._rows = self._found.of(kind) if self._found else ()
        for name, tab in self.tabs.items():
            tab.setChecked(name == kind)
        self.detail.show_nothing()
        self.table.set_empty(self.words(_EMPTY))
        self.table.reload()
        self._show_all_links()
        if self._rows:
            self.table.select_row(0)
            self._show_row(self.table.current_row())

    def show_open(self) -> None:
        """Go to the first line that still asks for a choice."""
        self.show_kind("conflict")
        places = [n for n, each in enumerate(self._rows) if is_taken(each, self.choices) is None]
        if places:
            self.table.select_row(places[0])
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, is_there: bool) -> None:  # noqa: FBT001 - what a signal of Qt brings
        """Say it of the current line; of a conflict the next one that is open follows."""
        row = self.table.current_row()
        if isinstance(row, BackRow) and row.found.kind in TAKEN:
            was_open = is_taken(row.found, self.choices) is None
            self._say([row.found], is_there=is_there)
            if was_open and row.id + 1 < len(self._rows):
                self.table.select_row(row.id + 1)

    def _toggle(self, row: BackRow) -> None:
        if row.found.kind in TAKEN:
            self._say([row.found], is_there=not is_taken(row.found, self.choices))

    def _choose_all(self, *, is_there: bool) -> None:
        if self.kind in TAKEN:
            self._say(self._rows, is_there=is_there)

    def _say(self, found: Sequence[Difference], *, is_there: bool) -> None:
        self.choices |= {each.mark: is_there for each in found}
        self.table.reload()
        row = self.table.current_row()
        self.chose.emit(_told(row) if row and len(found) == 1 else self._all_told(is_there))

    def _all_told(self, is_there: bool) -> str:  # noqa: FBT001 - as in `choose`
        return self.words(_ALL.get(self.kind, _ALL_CELLS)[is_there])

    def _show_all_links(self) -> None:
        is_wanted = self.kind in TAKEN and len(self._rows) > 1
        here, there = _ALL.get(self.kind, _ALL_CELLS)
        for link, text in ((self.all_here, here), (self.all_there, there)):
            link.setText(self.words(text))
            link.setVisible(is_wanted)

    def _show_row(self, row: BackRow | None) -> None:
        found = self._found
        if row is None or found is None:
            self.detail.show_nothing()
            return
        chip, tone = CHIPS[row.found.kind]
        title = row.column or row.what
        line = row.where if title == row.what else f"{row.what} · {row.where}"
        buttons = self._buttons(row.found)
        chips = [(self.words(chip), tone)]
        paragraphs = story(row.found, found, self.words)
        self.detail.show_detail(
            Detail(title, line, chips=chips, paragraphs=paragraphs, buttons=buttons)
        )
        for before, after in pairwise([self.table, *buttons]):
            QWidget.setTabOrder(before, after)

    def _buttons(self, each: Difference) -> list[QPushButton]:
        if each.kind not in TAKEN:
            return []
        here, there = _ONE.get(each.kind, _ONE_CELL)
        made = [
            button(self.words(here), partial(self.choose, False)),  # noqa: FBT003 - see choose
            button(self.words(there), partial(self.choose, True)),  # noqa: FBT003
        ]
        for one, said in zip(made, _IN_FULL.get(each.kind, _CELL_IN_FULL), strict=True):
            one.setToolTip(self.words(said))
            one.setAccessibleName(self.words(said))
        return made

    def _make_tab(self, kind: Kind) -> QPushButton:
        tab = button("", lambda: self.show_kind(kind), "tab")
        tab.setCheckable(True)
        return tab

    def _in_a_row(self) -> QWidget:
        row = QWidget()
        flow = Flow(row)
        for tab in self.tabs.values():
            flow.addWidget(tab)
        for link in (self.all_here, self.all_there):
            flow.addWidget(link)
        return row

    def _make_table(self, memory: MutableMapping[str, str]) -> ChoosingTable:
        columns = (
            TableColumn("choice", N_("Choice"), 112, sorts=False, tone=_tone),
            TableColumn("where", N_("Place"), 120, sorts=False, needs=720),
            TableColumn("what", N_("What"), 108, sorts=False, wraps=True),
            TableColumn("column", N_("Column"), 100, sorts=False, is_muted=True, needs=480),
            TableColumn("change", N_("What changes"), 130, stretches=True, sorts=False, wraps=True),
        )
        model = RowsModel(columns, lambda: len(self._rows), self._fetch, self.words, parent=self)
        title = self.words("What came back in the file")
        return ChoosingTable(model, name="returning", title=title, memory=memory)

    def _fetch(self, offset: int, limit: int) -> list[BackRow]:
        found = self._found
        if found is None:
            return []
        return [
            row_of(offset + n, each, found, self.choices, self.words)
            for n, each in enumerate(self._rows[offset : offset + limit])
        ]


def _tone(row: BackRow) -> theme.Tone | None:
    return row.tone


def _told(row: BackRow) -> str:
    named = f"{row.what}, {row.column}" if row.column else row.what
    return f"{named}: {row.choice}"


_ONE_CELL = (N_("Keep (1)"), N_("Take over (2)"))
"""Short: beside each other under the pane, where the three values want the height."""
_ONE = {
    "new": (N_("Leave out (1)"), N_("Take over (2)")),
    "deleted": (N_("Keep (1)"), N_("Remove (2)")),
}
_CELL_IN_FULL = (N_("Keep what is here (1)"), N_("Take what the file says (2)"))
_IN_FULL = {
    "new": (N_("Leave this row out (1)"), N_("Take this row (2)")),
    "deleted": (N_("Keep this row (1)"), N_("Remove this row (2)")),
}
_ALL_CELLS = (N_("Keep all as they are here"), N_("Take all as the file says"))
_ALL = {
    "new": (N_("Leave all of these out"), N_("Take all of these in")),
    "deleted": (N_("Keep all of these"), N_("Remove all of these")),
}
