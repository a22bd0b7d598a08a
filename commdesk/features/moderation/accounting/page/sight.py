"""What shows of an account: the sentence over the tasks, the weeks, the cut, the decisions."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from commdesk.core.words import Words
from commdesk.features.moderation.accounting import wording
from commdesk.features.moderation.accounting.cut import Cut
from commdesk.features.moderation.accounting.model import Account, TaskAccount
from commdesk.features.moderation.accounting.page.asked import CutCard, DecisionsCard
from commdesk.features.moderation.accounting.page.rows import (
    SHARE,
    TASK_COLUMNS,
    WEEK_COLUMNS,
    ShareDelegate,
    chart_of,
    rows_of,
)
from commdesk.kit import theme
from commdesk.kit.charting import ChartPane
from commdesk.kit.parts import Card, label
from commdesk.kit.readable import Readable
from commdesk.kit.table import RowsModel, Table

_NARROW = 720
_MOST_ROWS = 9
_EMPTY_HEIGHT = 190
_CHART_HEIGHT = 240


class Sight(QWidget):
    """The tasks across the top; under them the chart, and beside it the cut and the decisions."""

    def __init__(
        self, words: Words, memory: MutableMapping[str, str], cut_changed: Callable[[], object]
    ) -> None:
        super().__init__()
        self.words = words
        self._rows: list[TaskAccount] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self._make_tasks(memory))
        column.addLayout(self._make_below(memory, cut_changed), 1)

    @property
    def headline(self) -> str:
        return self._headline.text()

    @property
    def cells(self) -> list[list[str]]:
        """The table of the tasks, with its headings."""
        return self.table.as_cells(self._rows)

    def show_account(self, account: Account, cut: Cut) -> None:
        words = self.words
        headline = wording.headline(account, words)
        self._headline.setText(headline)
        more = " ".join(wording.told(account, words))
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._rows = rows_of(account)
        self.table.reload()
        self._fit_table()
        self._chart_card.setVisible(bool(account.weeks))
        self.chart.show_numbers(
            chart_of(account, words), account.by_week, f"{headline} {more}".strip()
        )
        self.cut_card.show_cut(cut)
        self.decisions.show_decisions(wording.decisions(account, cut, words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(_NARROW)
        way = QBoxLayout.Direction
        self._below.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def _fit_table(self) -> None:
        """As high as its rows, up to so many; more of them scroll inside it."""
        row = self.table.verticalHeader().defaultSectionSize()
        rows = min(len(self._rows), _MOST_ROWS)
        height = self.table.horizontalHeader().sizeHint().height() + rows * row + 4
        self.table.setFixedHeight(height if rows else theme.px(_EMPTY_HEIGHT))

    def _make_tasks(self, memory: MutableMapping[str, str]) -> Card:
        card = Card()
        self._headline = label(role="section", wraps=True)
        self._more = Readable("muted")
        model = RowsModel(
            TASK_COLUMNS,
            lambda: len(self._rows),
            lambda offset, limit: self._rows[offset : offset + limit],
            self.words,
            parent=self,
        )
        title = self.words("Hours per task")
        self.table = Table(model, name="accounting", title=title, memory=memory, many=True)
        place = next(n for n, column in enumerate(TASK_COLUMNS) if column.key == SHARE)
        self.table.setItemDelegateForColumn(place, ShareDelegate(self.table))
        card.body.addWidget(self._headline)
        card.body.addWidget(self._more)
        card.body.addWidget(self.table)
        return card

    def _make_below(
        self, memory: MutableMapping[str, str], cut_changed: Callable[[], object]
    ) -> QBoxLayout:
        words = self.words
        self.chart = ChartPane(
            "accounting-weeks", words("Week by week"), WEEK_COLUMNS, words, memory
        )
        self._chart_card = Card()
        self._chart_card.body.addWidget(self.chart, 1)
        self._chart_card.setMinimumHeight(theme.px(_CHART_HEIGHT))
        self.cut_card = CutCard(words, cut_changed)
        self.decisions = DecisionsCard(words)
        beside = QVBoxLayout()
        beside.setSpacing(theme.REGION_GAP)
        beside.addWidget(self.cut_card)
        beside.addWidget(self.decisions, 1)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(theme.REGION_GAP)
        self._below.addWidget(self._chart_card, 1)
        self._below.addLayout(beside, 1)
        return self._below
