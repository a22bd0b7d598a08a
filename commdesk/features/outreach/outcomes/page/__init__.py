"""The tab What it brings of Outreach: does writing bring something, and which writing does."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from commdesk.core.words import N_
from commdesk.features.outreach.outcomes.model import (
    DIMENSIONS,
    USUAL_WEEKS,
    Dimension,
    Outcomes,
    last_weeks,
    says,
)
from commdesk.features.outreach.outcomes.page import work
from commdesk.features.outreach.outcomes.page.funnel import Funnel
from commdesk.features.outreach.outcomes.page.rows import (
    SORTS,
    WEEK_COLUMNS,
    Row,
    cells_of,
    columns,
    rows_of,
)
from commdesk.features.outreach.outcomes.page.weekly import chart_of
from commdesk.kit import theme
from commdesk.kit.charting import ChartPane
from commdesk.kit.copying import copy_cells
from commdesk.kit.flow import Flow
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card, EmptyState, label
from commdesk.kit.table import RowsModel, Table
from commdesk.kit.tabs import tab_button

_PERIODS = (4, 13, 26, 52)
_NARROW = 720
_TOP_HEIGHT = 250
_LEAST_TABLE = 180


class OutcomesPage(Page):
    """The funnel and the weeks above, a table below for whichever dimension is chosen."""

    NAME = "outcomes"
    TITLE = N_("What it brings")
    HELP = N_(
        "What writing brings: how many messages were sent, answered, and followed by a "
        "contribution. Answered: the result says that the member reacted, or they wrote back "
        "within 14 days. Contributed: the result says so within 14 days, or a post, question, "
        "article or meeting of theirs is known of those days. Behind a share stands between which "
        "shares it lies with 95% certainty; under 15 messages there is none. Ctrl+Shift+C copies "
        "the table; the chart can be shown as a table too."
    )
    WATCHES = frozenset({"outreach_message", "outreach_template", "activity"}) | {
        "member_tag",
        "tag",
    }
    ICON = "chart-bar"

    def build(self) -> None:
        self.outcomes: Outcomes | None = None
        self.by: Dimension = "purpose"
        self._rows: list[Row] = []
        self._is_counting = self._is_behind = False
        self._period = self._make_periods()
        self.header.add_beside_title(self._period)
        self._says = label(role="section", wraps=True)
        self.content.addWidget(self._says)
        self.funnel = Funnel(self.words)
        self.chart = ChartPane(
            "outcomes-weeks",
            self.words("Week by week"),
            WEEK_COLUMNS,
            self.words,
            self.host.memory,
        )
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addLayout(self._make_top())
        column.addWidget(self._make_below(), 1)
        self._empty = EmptyState(self)
        self.content.addWidget(self._body, 1)
        self.content.addWidget(self._empty, 1)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Copy the table"), self.copy, "Ctrl+Shift+C"),
            PageAction(N_("Chart as table, or back"), self._turn_chart, in_header=False),
        ]

    def reload(self) -> None:
        """Count again: at once where that is quick, else in a thread."""
        if self._is_counting:
            self._is_behind = True
            return
        today = self.desk.today()
        period = last_weeks(today, self._period.currentData())
        by_tag = self.by == "tag"
        if not work.has_many_messages(self.desk.db):
            self._show(work.count(self.desk.db, period, today, by_tag=by_tag))
            return
        self._is_counting = True
        self.host.run_job(
            self.words("Counting what messages brought"),
            partial(work.count_in_thread, self.desk, period, today, by_tag),
            self._counted,
            self._stopped,
        )

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, by: Dimension) -> None:
        """Tell apart by this in the table."""
        self.by = by
        self._tabs[by].setChecked(True)
        self._stack.setCurrentWidget(self.table)
        if by == "tag" and self.outcomes is not None and not self.outcomes.tags:
            self.reload()
        elif self.outcomes is not None:
            self._show_lines(self.outcomes)

    def copy(self) -> None:
        """The whole table, for a spreadsheet."""
        copy_cells(cells_of(self._rows, dict(DIMENSIONS)[self.by], self.words))
        self.tell(N_("The table is copied."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(_NARROW)
        way = QBoxLayout.Direction
        self._top.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    # --- private ----------------------------------------------------------------------------------

    def _make_periods(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.words("Period"))
        for weeks in _PERIODS:
            box.addItem(self.words("the last {n} weeks", n=weeks), weeks)
        box.setCurrentIndex(_PERIODS.index(USUAL_WEEKS))
        box.currentIndexChanged.connect(lambda _place: self.reload())
        return box

    def _make_top(self) -> QBoxLayout:
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(theme.REGION_GAP)
        for part, stretch in ((self.funnel, 2), (self.chart, 5)):
            card = Card()
            card.body.addWidget(part, 1)
            policy = QSizePolicy.Policy
            card.setSizePolicy(policy.Expanding, policy.Preferred)
            card.setMinimumHeight(theme.px(_TOP_HEIGHT))
            self._top.addWidget(card, stretch)
        return self._top

    def _make_below(self) -> Card:
        card = Card(padding=12)
        bar = QWidget()
        flow, group = Flow(bar), QButtonGroup(self)
        self._tabs: dict[str, QPushButton] = {}
        for key, title in DIMENSIONS:
            tab = tab_button(self.words(title), partial(self.choose, key))
            group.addButton(tab)
            flow.addWidget(tab)
            self._tabs[key] = tab
        self._tabs[self.by].setChecked(True)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(theme.px(_LEAST_TABLE))
        self._tables: dict[str, Table] = {}
        self._stack.setCurrentWidget(self.table)
        card.body.addWidget(bar)
        card.body.addWidget(self._stack, 1)
        return card

    @property
    def table(self) -> Table:
        """The table of the dimension that is chosen, made when it first is."""
        if self.by not in self._tables:
            self._tables[self.by] = self._make_table(dict(DIMENSIONS)[self.by])
            self._stack.addWidget(self._tables[self.by])
        return self._tables[self.by]

    def _make_table(self, heading: str) -> Table:
        model = RowsModel(
            columns(heading, has_kind=self.by == "purpose"),
            lambda: len(self._rows),
            lambda offset, limit: self._rows[offset : offset + limit],
            self.words,
            sort=self._set_sort,
            parent=self,
        )
        title = f"{self.words(self.TITLE)}: {self.words(heading)}"
        name = f"outcomes-{self.by}"
        return Table(model, name=name, title=title, memory=self.host.memory, many=True)

    def _counted(self, outcomes: Outcomes) -> None:
        self._is_counting = False
        is_behind, self._is_behind = self._is_behind, False
        self._show(outcomes)
        if is_behind:
            self.reload()

    def _stopped(self, error: Exception) -> None:
        self._is_counting = self._is_behind = False
        self.tell_why(error, N_("Counting was stopped."))

    def _show(self, outcomes: Outcomes) -> None:
        words, total = self.words, outcomes.total
        self.outcomes = outcomes
        self._body.setVisible(bool(total.sent))
        self._empty.setVisible(not total.sent)
        self._says.setVisible(bool(total.sent))
        if not total.sent:
            self._explain_emptiness()
            self.header.show_words(line="")
            return
        told = words(says(outcomes))
        self._says.setText(told)
        self.header.show_words(line=words("sent since {day}", day=outcomes.period.first))
        self.funnel.show_counts(total, outcomes.still_open)
        weeks = rows_of(outcomes.by_week(), "week", words)
        self.chart.show_numbers(chart_of(outcomes), weeks, told)
        self._show_lines(outcomes)

    def _show_lines(self, outcomes: Outcomes) -> None:
        self._rows = rows_of(outcomes.lines(self.by), self.by, self.words)
        self._arrange()
        self.table.reload()

    def _explain_emptiness(self) -> None:
        words = self.words
        self._empty.explain(
            words("Nothing was sent in this period"),
            words(
                "Here you see what your messages bring: how many are answered, and who contributes "
                "within 14 days. It counts what is logged in Outreach."
            ),
            words("Write a message"),
            lambda: self.host.open_page("outreach"),
        )

    def _set_sort(self, _key: str, _is_descending: bool) -> None:  # noqa: FBT001 - the table's call
        self._arrange()

    def _arrange(self) -> None:
        """As the table is sorted; as it comes where it is not."""
        key, down = self.table.columns.sort
        order = SORTS.get(key, SORTS[""])
        self._rows = sorted(self._rows, key=order, reverse=down and key in SORTS)

    def _turn_chart(self) -> None:
        self.chart.turn()
