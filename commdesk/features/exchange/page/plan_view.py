"""A plan as people look at it: counts that filter, a table of rows, what changes beside it."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence

from msgspec import Struct
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from commdesk.core.feature import Change, Plan
from commdesk.core.sheets.spec import Problem
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.exchange.model import Import
from commdesk.features.exchange.wording import KINDS, field_name, shown
from commdesk.kit import theme
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, button, label
from commdesk.kit.regions import Regions
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.theme import Tone

PROBLEM = "problem"
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


class PlanRow(Struct, frozen=True):
    """One line of the table: a row of the file, or a value in it that could not be read."""

    id: int
    row: str
    kind: str
    who: str
    what: str
    change: Change | None = None


class SortedPlan(Struct, frozen=True):
    """A plan with its rows by kind: sorted in the thread that made it, the lists are long."""

    made: Import
    rows: Mapping[str, Sequence[Change | Problem]]

    @classmethod
    def of(cls, made: Import) -> SortedPlan:
        rows: dict[str, list[Change | Problem]] = {kind: [] for kind in KINDS}
        for change in made.plan.changes:
            rows[change.kind].append(change)
        return cls(made, rows | {PROBLEM: list(made.plan.problems)})

    @property
    def plan(self) -> Plan:
        return self.made.plan

    @property
    def counts(self) -> dict[str, int]:
        return {kind: len(rows) for kind, rows in self.rows.items()}

    @property
    def has_work(self) -> bool:
        """Whether the plan would change anything."""
        return self.made.has_work


class PlanView(QWidget):
    """Shows one plan; a press on a count shows the rows that it counts."""

    def __init__(
        self, words: Words, memory: MutableMapping[str, str], headings: Mapping[str, str]
    ) -> None:
        super().__init__()
        self.words = words
        self._headings = headings
        self._plan: SortedPlan | None = None
        self._rows: Sequence[Change | Problem] = ()
        self.kind = "new"
        self.tabs = {kind: self._make_tab(kind) for kind in _TITLES}
        self.table = self._make_table(memory)
        self.detail = DetailPane(words("Choose a row to see what it would do."))
        self.dropped = label(role="muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self._in_a_row())
        column.addWidget(self.dropped)
        column.addWidget(self._make_regions(memory), 1)
        self.table.selected.connect(self._show_row)

    def show_plan(self, plan: SortedPlan) -> None:
        self._plan = plan
        counts = plan.counts
        for kind, count in counts.items():
            figure = self.words.number(count)
            _write(self.tabs[kind], f"{self.words(_TITLES[kind])}  {figure}")
        self._show_columns(plan.plan)
        self.show_kind(next((kind for kind in _FIRST if counts[kind]), "new"))

    def _show_columns(self, plan: Plan) -> None:
        """Which columns do not come in: closed at the door, or not recognised."""
        lines = []
        if plan.dropped:
            lines.append(say("Left out at the door: {columns}", columns=list(plan.dropped)))
        if plan.unused:
            lines.append(say("Not recognised, so not used: {columns}", columns=list(plan.unused)))
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
        self._rows = plan.rows[kind]
        for name, tab in self.tabs.items():
            tab.setChecked(name == kind)
        self.detail.show_nothing()
        self.table.set_empty(self.words(_EMPTY[kind]))
        self.table.reload()
        if self._rows:
            self.table.select_row(0)

    def _make_table(self, memory: MutableMapping[str, str]) -> Table:
        columns = (
            TableColumn("row", N_("Row"), 56, align="right", sorts=False),
            TableColumn("who", N_("Who or which column"), 160, sorts=False),
            TableColumn("what", N_("What"), 220, stretches=True, is_muted=True, sorts=False),
        )
        model = RowsModel(columns, lambda: len(self._rows), self._fetch, self.words, parent=self)
        return Table(model, name="import", title=self.words("Rows of the file"), memory=memory)

    def _make_tab(self, kind: str) -> QPushButton:
        tab = button("", lambda: self.show_kind(kind), "tab")
        tab.setCheckable(True)
        return tab

    def _in_a_row(self) -> QWidget:
        row = QWidget()
        flow = Flow(row)
        for tab in self.tabs.values():
            flow.addWidget(tab)
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

    def _line(self, place: int, each: Change | Problem) -> PlanRow:
        if isinstance(each, Problem):
            what = f"{each.found}: {self.words(each.message)}"
            return PlanRow(place, str(each.row), PROBLEM, each.column, what)
        return PlanRow(place, str(each.row), each.kind, each.title or "–", self._what(each), each)

    def _what(self, change: Change) -> str:
        if change.reason:
            return self.words(change.reason)
        if change.kind == "changed":
            names = (field_name(key, self._headings, self.words) for key in change.fields)
            return ", ".join(names)
        if change.kind != "new":
            return ""
        told = ("email", "organisation", "role")
        parts = (change.fields[key][1] for key in told if key in change.fields)
        return ", ".join(str(part) for part in parts)

    def _show_row(self, row: PlanRow | None) -> None:
        if row is None:
            self.detail.show_nothing()
            return
        place = self.words("row {row} of the file", row=row.row)
        chips = [(self.words(_CHIPS[row.kind]), _TONES[row.kind])]
        self.detail.show_detail(Detail(row.who, place, chips=chips, paragraphs=self._story(row)))

    def _story(self, row: PlanRow) -> list[tuple[str, str]]:
        change, words = row.change, self.words
        if change is None:
            return [(words("Problem"), row.what)]
        story = [(words("Reason"), words(change.reason))] if change.reason else []
        for key, (old, new) in change.fields.items():
            now = shown(new, words)
            text = now if change.kind == "new" else f"{shown(old, words)} → {now}"
            story.append((field_name(key, self._headings, words), text))
        if change.kind == "same":
            story.append((words("Nothing to do"), words("The workbook says the same already.")))
        return story


def _write(tab: QPushButton, text: str) -> None:
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


def summary(counts: Mapping[str, int]) -> Text:
    """What was done, for the banner and the screen reader."""
    return say_n(
        "{n} person is taken in, {changed} changed. One undo takes all of it back.",
        "{n} people are taken in, {changed} changed. One undo takes all of it back.",
        counts["new"],
        changed=counts["changed"],
    )


def outlook(name: str, counts: Mapping[str, int]) -> Text:
    """What would be done, for the line under the title and the screen reader."""
    return say(
        "{file}: {new} new, {changed} changed, {same} the same, {skipped} skipped",
        file=name,
        **{kind: counts[kind] for kind in KINDS},
    )
