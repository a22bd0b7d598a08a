"""A plan as people look at it: counts that filter, a table of rows, what changes beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from commdesk.core.intaking import Change
from commdesk.core.sheets.spec import Problem
from commdesk.core.words import N_, Words, say
from commdesk.features.exchange.model import WORK, Labels, Origin, Taken
from commdesk.features.exchange.page.plan_row import PlanRow, TickDelegate, story, what_of
from commdesk.features.exchange.page.sorted_plan import PROBLEM, SortedPlan
from commdesk.features.exchange.wording import KINDS, left_at_the_door, some
from commdesk.kit import theme
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, button, empty_layout, label
from commdesk.kit.regions import Regions
from commdesk.kit.signals import on_key
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.theme import Tone

_TITLES = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "same": N_("The same"),
    "skipped": N_("Skipped"),
    PROBLEM: N_("Problems"),
}
_TONES: dict[str, Tone] = {
    "new": "good", "changed": "accent", "same": "plain", "skipped": "warn", PROBLEM: "warn",
}  # fmt: skip
_TAB_PADDING = 26
_FIRST = ("changed", "new", PROBLEM, "skipped", "same")
"""What is worth a look first, when there is any."""


Origins = Callable[[str, Change], Mapping[str, Origin]]
"""(table of what would change, the change) -> where the values came from that it would replace."""


class PlanView(QWidget):
    """Shows one plan; a press on a count shows the rows that it counts, Space unticks a row."""

    ticked = Signal()
    """Rows were ticked or unticked: the counts are other ones now."""

    def __init__(
        self,
        words: Words,
        memory: MutableMapping[str, str],
        labels: Labels,
        origins: Origins,
    ) -> None:
        super().__init__()
        self.words = words
        self._labels = labels
        self._origins = origins
        self._plan: SortedPlan | None = None
        self._rows: Sequence[int | Problem] = ()
        self.kind = "new"
        self.number = 0
        self.tabs = {kind: self._make_tab(kind) for kind in _TITLES}
        self.part_tabs: list[QPushButton] = []
        self.tick_all = button("", self._tick_all, "link")
        self.table = self._make_table(memory)
        self.detail = DetailPane(words("Choose a row to see what it would do."))
        self.dropped = label(role="muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        self._part_row = QWidget()
        self._part_flow = Flow(self._part_row)
        column.addWidget(self._part_row)
        column.addWidget(self._in_a_row())
        column.addWidget(self.dropped)
        column.addWidget(self._make_regions(memory), 1)
        self.table.selected.connect(self._show_row)
        self.table.ticked.connect(self._tick_row)
        self.table.clicked.connect(self._click)
        on_key(self.table, "Ctrl+Space", self._tick_all)

    def show_plan(self, plan: SortedPlan, taken: Taken) -> None:
        is_same = self._plan is not None and len(self._plan.parts) == len(plan.parts)
        self._plan = plan
        self._show_columns(taken)
        self._make_part_tabs(plan)
        self.show_part(self.number if is_same else 0, self.kind if is_same else "")

    def show_part(self, number: int, kind: str = "") -> None:
        """The rows of one part of the list: its people, or what they did."""
        if self._plan is None:
            return
        self.number = number
        for place, tab in enumerate(self.part_tabs):
            tab.setChecked(place == number)
        counts = self._show_counts()
        stays = kind and counts[kind]
        self.show_kind(kind if stays else next((kind for kind in _FIRST if counts[kind]), "new"))

    def _show_counts(self) -> dict[str, int]:
        plan = self._plan
        if plan is None:
            return {}
        for place, tab in enumerate(self.part_tabs):
            counts = plan.counts_of(place)
            due = self.words.number(counts["new"] + counts["changed"])
            title = plan.parts[place].part.intake.title
            write_tab(tab, f"{self.words(title)}  {due}")
        counts = plan.counts_of(self.number)
        for kind, count in counts.items():
            figure = self.words.number(count)
            write_tab(self.tabs[kind], f"{self.words(_TITLES[kind])}  {figure}")
        return counts

    def _show_columns(self, taken: Taken) -> None:
        """Which columns do not come in: closed at the door, or not recognised."""
        lines = []
        if at_the_door := left_at_the_door(taken):
            lines.append(at_the_door)
        if taken.unused:
            lines.append(say("Not recognised, so not used: {columns}", columns=some(taken.unused)))
        for heading, reason in taken.by_hand.items():
            lines.append(say("Taken by hand: {column} ({reason})", column=heading, reason=reason))
        self.dropped.setText("\n".join(map(self.words, lines)))
        self.dropped.setVisible(bool(lines))

    def let_go(self) -> None:
        """Hold no plan any more."""
        self._plan, self._rows = None, ()
        self.table.reload()

    def show_kind(self, kind: str) -> None:
        """The rows of one kind, or the problems."""
        plan = self._plan
        self.kind = kind
        if plan is None:
            return
        self._rows = plan.rows_of(self.number, kind)
        for name, tab in self.tabs.items():
            tab.setChecked(name == kind)
        self.detail.show_nothing()
        self.table.set_empty(self.words(_EMPTY[kind]))
        self.table.reload()
        self._show_tick_all()
        if self._rows:
            self.table.select_row(0)

    # --- ticking ----------------------------------------------------------------------------------

    def _click(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._tick_row(self.table.current_row())

    def _tick_row(self, row: PlanRow | None) -> None:
        plan = self._plan
        if plan is None or row is None or row.tick is None:
            return
        place = self._rows[row.id]
        if isinstance(place, int) and plan.can_tick(self.number, place):
            plan.tick(self.number, [place], is_ticked=not row.tick)
            self._ticked()

    def _tick_all(self) -> None:
        """All rows of this kind: out, or in again when some are out."""
        plan = self._plan
        if plan is None or self.kind not in WORK:
            return
        places = [place for place in self._rows if isinstance(place, int)]
        plan.tick(self.number, places, is_ticked=self._has_unticked())
        self._ticked()

    def _has_unticked(self) -> bool:
        return self._plan is not None and (
            self._plan.counts_of(self.number)[self.kind] < len(self._rows)
        )

    def _ticked(self) -> None:
        self._show_counts()
        if self._plan is not None:
            self._rows = self._plan.rows_of(self.number, self.kind)
        self.table.reload()
        self._show_tick_all()
        self.ticked.emit()

    def _show_tick_all(self) -> None:
        is_wanted = self.kind in WORK and bool(self._rows)
        self.tick_all.setVisible(is_wanted)
        text = N_("Take all of these in") if self._has_unticked() else N_("Leave all of these out")
        self.tick_all.setText(self.words(text))

    # --- parts ------------------------------------------------------------------------------------

    def _make_table(self, memory: MutableMapping[str, str]) -> Table:
        columns = (
            TableColumn("tick", N_("In"), 48, sorts=False),
            TableColumn("row", N_("Row"), 48, align="right", sorts=False),
            TableColumn("who", N_("Who or which column"), 180, sorts=False),
            TableColumn(
                "what", N_("What"), 100, stretches=True, is_muted=True, sorts=False, wraps=True
            ),
        )
        model = RowsModel(columns, lambda: len(self._rows), self._fetch, self.words, parent=self)
        made = Table(model, name="import", title=self.words("Rows of the file"), memory=memory)
        made.setItemDelegateForColumn(0, TickDelegate(made))
        return made

    def _make_tab(self, kind: str) -> QPushButton:
        tab = button("", lambda: self.show_kind(kind), "tab")
        tab.setCheckable(True)
        return tab

    def _make_part_tabs(self, plan: SortedPlan) -> None:
        """What else the list brings in has tabs of its own; people alone need none."""
        empty_layout(self._part_flow)
        self.part_tabs = []
        if len(plan.parts) > 1:
            for number in range(len(plan.parts)):
                tab = button("", partial(self.show_part, number), "tab")
                tab.setCheckable(True)
                self.part_tabs.append(tab)
                self._part_flow.addWidget(tab)
        self._part_row.setVisible(bool(self.part_tabs))

    def _in_a_row(self) -> QWidget:
        row = QWidget()
        flow = Flow(row)
        for tab in self.tabs.values():
            flow.addWidget(tab)
        self.tick_all.setMinimumHeight(self.tabs["new"].sizeHint().height())
        flow.addWidget(self.tick_all)
        return row

    def _make_regions(self, memory: MutableMapping[str, str]) -> Regions:
        card = Card(padding=0)
        card.body.addWidget(self.table, 1)
        regions = Regions(
            "import", [card, self.detail], words=self.words, memory=memory, shares=(3, 2)
        )
        self.table.opened.connect(lambda _row: regions.reveal(1))
        return regions

    def _fetch(self, offset: int, limit: int) -> list[PlanRow]:
        block = self._rows[offset : offset + limit]
        return [self._line(offset + n, each) for n, each in enumerate(block)]

    def _line(self, number: int, each: int | Problem) -> PlanRow:
        if isinstance(each, Problem):
            found = "" if each.found is None else f"{each.found}: "
            what = f"{found}{self.words(each.message)}"
            return PlanRow(number, str(each.row), PROBLEM, each.column, what)
        plan = self._plan
        if plan is None:
            return PlanRow(number, "", "same", "", "")
        change = plan.parts[self.number].changes[each]
        tick = plan.is_ticked(self.number, each) if change.kind in WORK else None
        kind, what = change.kind, what_of(change, self._labels, self.words)
        if tick is False:
            kind, what = "skipped", self.words("left out by hand")
        return PlanRow(number, str(change.row), kind, change.title or "–", what, change, tick)

    def _show_row(self, row: PlanRow | None) -> None:
        if row is None:
            self.detail.show_nothing()
            return
        place = self.words("row {row} of the file", row=row.row)
        chips = [(self.words(_CHIPS[row.kind]), _TONES[row.kind])]
        origins: Mapping[str, Origin] = {}
        if self._plan and row.change and row.change.kind == "changed":
            origins = self._origins(self._plan.parts[self.number].part.intake.table, row.change)
        paragraphs = story(row, self._labels, self.words, origins)
        self.detail.show_detail(Detail(row.who, place, chips=chips, paragraphs=paragraphs))


def write_tab(tab: QPushButton, text: str) -> None:
    """A tab is as wide when it is chosen, and bold, as when it is not."""
    tab.setText(text)
    bold = theme.font()
    bold.setWeight(bold.Weight.DemiBold)
    tab.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + theme.px(_TAB_PADDING))


_CHIPS = {**KINDS, PROBLEM: N_("problem")}
_EMPTY = {
    "new": N_("Nobody in this list is new."),
    "changed": N_("Nothing changes about anybody."),
    "same": N_("Nobody is the same as in the workbook."),
    "skipped": N_("No row stays out."),
    PROBLEM: N_("Every value could be read."),
}
