"""The tab of capacity: how many hours the messages ask, when, and what that means for the tasks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from commdesk.core.errors import Refused
from commdesk.core.values import Minutes
from commdesk.core.words import N_
from commdesk.features.moderation.capacity import (
    Counted,
    Load,
    busy_slots,
    by_slot,
    count_activity,
    read_load,
)
from commdesk.features.moderation.capacity.ops import set_load
from commdesk.features.moderation.capacity.page.proposal import ProposalCard
from commdesk.features.moderation.capacity.page.shares import SharesTable
from commdesk.features.moderation.capacity.page.typed import LOAD_FIELDS, fields_of, load_of
from commdesk.features.moderation.capacity.said import compared, formula, reference
from commdesk.features.moderation.cases.page import CasesCard
from commdesk.features.moderation.tasks import Task, list_tasks
from commdesk.kit import theme
from commdesk.kit.dialogs import ask_to_drop
from commdesk.kit.flow import Flow
from commdesk.kit.form import Form
from commdesk.kit.formkeys import form_keys
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card, button, label


class CapacityPage(Page):
    """The sum beside its proposal; under them when the work comes in, and what was off-topic."""

    NAME = "capacity"
    TITLE = N_("Capacity")
    HELP = N_(
        "How many hours the messages of a week ask. Type how many there are and how long each "
        "takes, or count them from imported activity; the sum says the hours, the proposal what "
        "each task would get. Enter in the calculation saves it, in the proposal takes it over. "
        "Ctrl+Shift+K counts an off-topic case; in its table + counts one more, - takes one back."
    )
    WATCHES = frozenset({"workbook_fact", "moderation_task", "activity", "moderation_case"})
    ICON = "calculator-variant-outline"

    def build(self) -> None:
        words = self.words
        self._counted: Counted | None = None
        self._tasks: Sequence[Task] = ()
        self.form = Form(LOAD_FIELDS, words, today=self.desk.today)
        self.form.edited.connect(self._work_out)
        self.formula, self.compared = label(role="strong", wraps=True), label(wraps=True)
        self.twice = label(
            words("Posts beside topics that hold their posts already: counted twice. Type one of "
                  "the two, or fewer minutes a topic."), "warn", wraps=True
        )  # fmt: skip
        self.proposal, self.cases = ProposalCard(self), CasesCard(self)
        self.shares, self._when = SharesTable(words), label(role="muted", wraps=True)
        self.content.addWidget(_Beside(self._make_sum(), self.proposal))
        self.content.addWidget(_Beside(self._make_when(), self.cases), 1)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Count from activity"), self.take_counted, in_header=False),
            PageAction(
                N_("Count an off-topic case"), self.cases.begin, "Ctrl+Shift+K", in_header=False
            ),
        ]

    def reload(self) -> None:
        db = self.desk.db
        if self._counted is None:
            self._counted = count_activity(db, self.desk.today())
        if not self.form.is_dirty:
            self.form.load(fields_of(read_load(db)))
        self._tasks = list_tasks(db, only_active=True)
        self.proposal.show_tasks(self._tasks)
        self.cases.reload()
        self._work_out()

    def tables_changed(self, tables: frozenset[str]) -> None:
        """Activity is many rows: counted again when it changed, not at every word typed."""
        if "activity" in tables:
            self._counted = None
        super().tables_changed(tables)

    def begin_day(self) -> None:
        self._counted = None
        super().begin_day()

    def take_focus(self) -> None:
        self.form.focus_first()

    def has_unsaved(self) -> bool:
        return self.form.is_dirty or self.proposal.form.is_dirty or bool(self.cases.line.text())

    def drop_unsaved(self) -> None:
        self.form.load(fields_of(read_load(self.desk.db)))
        self.proposal.form.load(None)
        self.cases.line.clear()

    def take_counted(self) -> None:
        """The posts of a usual week by imported activity; what opens a topic is among them."""
        if self._counted is None or not self._counted.weeks:
            self.tell(self.words("There is no imported activity of a whole week to count."))
            return
        with self.refusals(self.form):
            typed = self.form.values() | {"posts": self._counted.posts, "topics": 0}
            self.do(set_load, load_of(typed), form=self.form, then=lambda _none: self._saved())

    def save(self) -> None:
        with self.refusals(self.form):
            load = load_of(self.form.values())
            self.do(set_load, load, form=self.form, then=lambda _none: self._saved())

    def leave(self) -> None:
        """Back to what was saved; typing is thrown away only on purpose."""
        ask_to_drop(self.window(), self.words, is_typed=self.form.is_dirty, then=self._left)

    def _left(self) -> None:
        self.form.load(fields_of(read_load(self.desk.db)))
        self._work_out()

    def _saved(self) -> None:
        self.form.load(fields_of(read_load(self.desk.db)))
        self._work_out()
        self.tell(self.words("Saved"))

    def _typed(self) -> Load | None:
        try:
            return load_of({field.key: self.form.value_now(field.key) for field in LOAD_FIELDS})
        except Refused:
            return None

    def _work_out(self) -> None:
        """The sum and what follows from it, as it is typed."""
        load, words = self._typed(), self.words
        if load is None:
            self.formula.setText(words("Something in the numbers above cannot be."))
            self.compared.setText("")
        else:
            budgeted = Minutes(sum(task.weekly_minutes for task in self._tasks))
            self.formula.setText(formula(load, words))
            self.compared.setText(compared(load, budgeted, words))
        self.twice.setVisible(load is not None and load.counts_twice)
        self._show_when(load)

    def _show_when(self, load: Load | None) -> None:
        counted = self._counted or Counted()
        minutes = by_slot(counted.by_weekday, load.parts, load.minutes) if load else {}
        busy = busy_slots(minutes)
        self.shares.show_minutes(minutes, busy)
        self.shares.setVisible(bool(minutes))
        self._import.setVisible(not counted.weeks)
        self._when.setText(self._said_when(counted, busy.said(self.words)))
        self.proposal.show_load(load, busy)

    def _said_when(self, counted: Counted, when: str) -> str:
        words = self.words
        if not counted.weeks:
            return words("Import activity to see on which days the work comes in.")
        over = words.plural("{n} week", "{n} weeks", counted.weeks)
        said = words(
            "Counted over {weeks}: {posts} posts a week, {topics} of them open a topic.",
            weeks=over, posts=counted.posts, topics=counted.topics,
        )  # fmt: skip
        if not when:
            return said
        busy = words(
            "Four fifths of the work falls on {when}: that is when people are needed.", when=when
        )
        return f"{said} {busy}"

    # --- parts ------------------------------------------------------------------------------------

    def _make_sum(self) -> Card:
        words = self.words
        card = Card(words("Calculation"))
        buttons = Flow()
        buttons.addWidget(button(words("Save"), self.save))
        buttons.addWidget(button(words("Count from activity"), self.take_counted))
        for part in (self.form, self.formula, self.compared, self.twice):
            card.body.addWidget(part)
        card.body.addLayout(buttons)
        card.body.addWidget(label(reference(words), "small", wraps=True))
        card.body.addStretch()
        form_keys(card, self.save, self.leave)
        return card

    def _make_when(self) -> Card:
        words = self.words
        card = Card(words("When the work comes in"))
        note = words("Activity is kept by day, not by hour: the shares of the day are typed above.")
        self._import = button(words("Import a list"), lambda: self.host.open_page("import"))
        buttons = Flow()
        buttons.addWidget(self._import)
        card.body.addWidget(self._when)
        card.body.addLayout(buttons)
        card.body.addWidget(self.shares)
        card.body.addWidget(label(note, "small", wraps=True))
        card.body.addStretch()
        return card


class _Beside(QWidget):
    """Two cards beside each other, under each other where that is too narrow."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        self._cards = cards
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.REGION_GAP)
        for card in cards:
            card.setSizePolicy(QSizePolicy.Policy.Ignored, card.sizePolicy().verticalPolicy())
            self._row.addWidget(card, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        needed = theme.px(330) * len(self._cards) + theme.REGION_GAP
        self._row.setDirection(ways.LeftToRight if self.width() >= needed else ways.TopToBottom)
