"""The tab Who does what of Build-up: who owns what, and how much does not need the manager."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from commdesk.core.words import N_
from commdesk.core.workbook import read_workbook
from commdesk.features.buildup.team.model import Owned, totals_of
from commdesk.features.buildup.team.page.rows import (
    OWNED_COLUMNS,
    WEEK_COLUMNS,
    OwnedRow,
    chart_of,
    owned_rows,
    share_words,
    spoken,
    week_rows,
    who_is_missing,
)
from commdesk.features.buildup.team.queries import owned, share_weeks
from commdesk.kit import theme
from commdesk.kit.charting import ChartPane
from commdesk.kit.page import Page, PageAction, Regions
from commdesk.kit.parts import Card, label
from commdesk.kit.table import RowsModel, Table

_LEAST_CHART = 200


class BuildupTeamPage(Page):
    """A table of who owns what, beside it thirteen weeks of what others do."""

    NAME = "buildup_team"
    TITLE = N_("Who does what")
    HELP = N_(
        "Organising it away from yourself. At the left everything that somebody owns: steps, "
        "to-dos and ambassadors; Enter opens one. At the right which part of the contributions and "
        "hours is not the manager's own, week by week, as totals: nobody else is shown by name. "
        "Ctrl+Shift+C copies the weeks; the chart can be shown as a table too."
    )
    WATCHES = frozenset(
        {
            "buildup_step",
            "todo",
            "todo_series",
            "todo_skipped",
            "ambassador",
            "activity",
            "moderation_log",
            "moderator",
            "member",
        }
    )
    ICON = "account-group-outline"

    def build(self) -> None:
        words, memory = self.words, self.host.memory
        self._rows: list[OwnedRow] = []
        model = RowsModel(OWNED_COLUMNS, lambda: len(self._rows), self._fetch, words, parent=self)
        self.table = Table(model, name="buildup-owned", title=words("Who owns what"), memory=memory)
        self.table.opened.connect(self._open)
        self.table.set_empty(
            words("Nobody owns anything yet"),
            words("Steps, to-dos and ambassadors stand here with who takes care of them."),
            words("Go to the plan"),
            lambda: self.host.open_page("buildup", "buildup"),
        )
        left = Card(words("Who owns what"), padding=12)
        left.body.addWidget(self.table, 1)
        self.regions = Regions(
            "buildup-team", (left, self._make_right()), words=words, memory=memory, shares=(3, 2)
        )
        self.content.addWidget(self.regions, 1)

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Copy the weeks"), self.chart.copy, "Ctrl+Shift+C"),
            PageAction(N_("Chart as table, or back"), self.chart.turn, in_header=False),
        ]

    def reload(self) -> None:
        db, words, today = self.desk.db, self.words, self.desk.today()
        self._rows = owned_rows(owned(db, today), words)
        self.table.reload()
        weeks = share_weeks(db, today)
        totals = totals_of(weeks)
        self.says.setText(share_words(totals, words))
        missing = who_is_missing(totals, read_workbook(db).owner, words)
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        known = (totals.contributions_share, totals.minutes_share)
        self.chart.setVisible(any(share is not None for share in known))
        self.chart.show_numbers(chart_of(weeks), week_rows(weeks, words), spoken(weeks, words))

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_right(self) -> QWidget:
        self.says = label(role="section", wraps=True)
        self.missing = label(role="small", wraps=True)
        self.chart = ChartPane(
            "buildup-share",
            self.words("Not from the manager, week by week"),
            WEEK_COLUMNS,
            self.words,
            self.host.memory,
        )
        self.chart.setMinimumHeight(theme.px(_LEAST_CHART))
        card = Card(self.words("Organising it away from yourself"))
        for part in (self.says, self.missing):
            card.body.addWidget(part)
        card.body.addWidget(self.chart, 1)
        card.body.addStretch()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card, 1)
        return holder

    def _fetch(self, offset: int, limit: int) -> Sequence[Any]:
        return self._rows[offset : offset + limit]

    def _open(self, row: OwnedRow) -> None:
        thing: Owned = row.thing
        if self.host.has_page(thing.page):
            self.host.open_page(thing.page, thing.target)
