"""The tab of the account: one page for the boss, in totals, without a person in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget

from commdesk.core.words import N_
from commdesk.features.moderation.accounting import wording
from commdesk.features.moderation.accounting.cut import Cut
from commdesk.features.moderation.accounting.model import (
    SPANS,
    Account,
    Span,
    TaskAccount,
    weeks_of,
)
from commdesk.features.moderation.accounting.page import files
from commdesk.features.moderation.accounting.page.asked import CutCard, DecisionsCard
from commdesk.features.moderation.accounting.page.rows import (
    SHARE,
    TASK_COLUMNS,
    WEEK_COLUMNS,
    ShareDelegate,
    picture_of,
    rows_of,
)
from commdesk.features.moderation.accounting.page.typed import TypedWeeks
from commdesk.features.moderation.accounting.queries import account_for, cut_of, first_week
from commdesk.features.moderation.tasks import list_tasks
from commdesk.kit import theme
from commdesk.kit.charts import ChartPane
from commdesk.kit.copying import copy_cells
from commdesk.kit.dialogs import pick_place
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import Card, EmptyState, label
from commdesk.kit.readable import Readable
from commdesk.kit.table import RowsModel, Table

_NARROW = 720
_MOST_ROWS = 9
_EMPTY_HEIGHT = 190
_CHART_HEIGHT = 240


class AccountingPage(Page):
    """A sentence, the tasks, the weeks as a chart, the cut and the decisions."""

    NAME = "accounting"
    TITLE = N_("Accounting")
    HELP = N_(
        "One page for who decides about the hours: per task what was needed, worked and is open, "
        "what slips when hours are cut, and which decisions that asks. Only weeks that are over "
        "count, and only totals: hours of a named person stand in Team. A trend is told from 8 "
        "weeks on, when chance does not explain it. Coming: the shortages of this and the coming "
        "three weeks. Ctrl+Shift+C copies the table, Ctrl+Shift+E makes an Excel file."
    )
    WATCHES = frozenset(
        {
            "moderation_task",
            "moderation_task_earlier",
            "moderation_budget",
            "moderator",
            "moderation_shift",
            "moderation_log",
            "moderation_case",
        }
    )
    ICON = "file-chart-outline"

    def build(self) -> None:
        words = self.words
        self.account: Account | None = None
        self.cut: Cut | None = None
        self._rows: list[TaskAccount] = []
        self._has_tasks = self._has_hours = True
        self.span = self._make_spans()
        self.header.add_beside_title(self.span)
        self.typed = TypedWeeks(words, self.desk.today, self._show_typed)
        self.typed.hide()
        self.content.addWidget(self.typed)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.REGION_GAP)
        column.addWidget(self._make_tasks())
        column.addLayout(self._make_below(), 1)
        self._empty = EmptyState(self)
        self.content.addWidget(self._body, 1)
        self.content.addWidget(self._empty, 1)

    def primary_action(self) -> PageAction:
        """What is still missing for an account, else what takes it to who decides."""
        if not self._has_tasks:
            return PageAction(N_("Add task"), self._add_task, NEW)
        if not self._has_hours:
            return PageAction(N_("Write hours"), self._write_hours)
        return PageAction(N_("Export to Excel"), self.export, "Ctrl+Shift+E")

    def page_actions(self) -> list[PageAction]:
        return [PageAction(N_("Copy the table"), self.copy, "Ctrl+Shift+C"), *self._lesser()]

    def reload(self) -> None:
        db, today = self.desk.db, self.desk.today()
        with self.refusals():
            weeks = weeks_of(self._span, today, first_week(db), self.typed.weeks)
            self.account = account_for(db, weeks, today)
            self._show()

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_unsaved(self) -> bool:
        return False

    def copy(self) -> None:
        """The whole table, for a spreadsheet."""
        copy_cells(self.table.as_cells(self._rows))
        self.tell(N_("The table is copied."))

    def export(self) -> None:
        """Ask where, then make an Excel file of what shows."""
        if self.account and self.account.weeks:
            pick_place(
                self,
                title=self.words("Export to Excel"),
                kinds="Excel (*.xlsx)",
                name=files.name_of(self.desk.workbook.name, self.account, self.words),
                then=self.save,
            )

    def save(self, path: Path) -> None:
        """Write in a thread; everything it needs is read already."""
        if self.account is None or self.cut is None:
            return
        with self.refusals():
            files.check_place(path, self.desk.path)
            content = (self.account, self.cut, self.desk.workbook.name)
            self.host.run_job(
                self.words("Making {file}", file=path.name),
                lambda _progress: files.write(path, *content, self.words),
                lambda _none: self._saved(path),
                self._failed,
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(_NARROW)
        way = QBoxLayout.Direction
        self._below.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    # --- private ----------------------------------------------------------------------------------

    @property
    def _span(self) -> str:
        return str(self.span.currentData())

    def _lesser(self) -> list[PageAction]:
        """What is no main action now, and the chart's other side."""
        turn = PageAction(N_("Chart as table, or back"), self.chart.turn, in_header=False)
        if self._has_tasks and self._has_hours:
            return [turn]
        export = PageAction(N_("Export to Excel"), self.export, "Ctrl+Shift+E", in_header=False)
        return [export, turn]

    def _show(self) -> None:
        db, account, words = self.desk.db, self.account, self.words
        if account is None:
            return
        self.cut = cut_of(db, account, self.cut_card.percent)
        self._note_what_is_there(account)
        self._body.setVisible(self._has_tasks)
        self._empty.setVisible(not self._has_tasks)
        self.header.show_words(line=wording.which_weeks(account, words))
        if not self._has_tasks:
            self._explain_nothing()
            return
        self._show_account(account)
        self._show_cut(account, self.cut)

    def _show_account(self, account: Account) -> None:
        words = self.words
        headline = wording.headline(account, words)
        self._headline.setText(headline)
        told = [wording.course(account), wording.rest(account), wording.cases(account)]
        more = " ".join(words(text) for text in told if text)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._rows = rows_of(account)
        self._explain_no_weeks()
        self.table.reload()
        self._fit_table()
        self._chart_card.setVisible(bool(account.weeks))
        self.chart.show_numbers(
            picture_of(account, words), account.by_week, f"{headline} {more}".strip()
        )

    def _show_cut(self, account: Account, cut: Cut) -> None:
        self.cut_card.show_cut(cut)
        self.decisions.show_decisions(wording.decisions(account, cut, self.words))

    def _note_what_is_there(self, account: Account) -> None:
        before = (self._has_tasks, self._has_hours)
        self._has_tasks = bool(account.tasks or list_tasks(self.desk.db, only_active=True))
        self._has_hours = bool(account.total.worked)
        if before != (self._has_tasks, self._has_hours):
            self.show_actions()
            self.host.refresh_actions()

    def _explain_nothing(self) -> None:
        words = self.words
        self._empty.explain(
            words("There is nothing to account for yet"),
            words(
                "Here stands per task what was needed and worked, in totals. It begins with what "
                "moderation has to do."
            ),
            words("Add task"),
            self._add_task,
        )

    def _explain_no_weeks(self) -> None:
        words = self.words
        if self._span == Span.WEEKS or first_week(self.desk.db) is None:
            text = words("Weeks count once they are over, from the first with a shift or hours.")
            self.table.set_empty(
                words("No week with hours is over yet"),
                text,
                words("Write hours"),
                self._write_hours,
            )
            return
        self.table.set_empty(
            words("No week of this period is over yet"),
            words("Weeks count once they are over."),
            words("Show the last 13 weeks"),
            lambda: self.span.setCurrentIndex(0),
        )

    def _fit_table(self) -> None:
        """As high as its rows, up to so many; more of them scroll inside it."""
        row = self.table.verticalHeader().defaultSectionSize()
        rows = min(len(self._rows), _MOST_ROWS)
        height = self.table.horizontalHeader().sizeHint().height() + rows * row + 4
        self.table.setFixedHeight(height if rows else theme.px(_EMPTY_HEIGHT))

    def _make_spans(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.words("Period"))
        for span, text in SPANS:
            box.addItem(self.words(text), span)
        box.currentIndexChanged.connect(lambda _place: self._choose_span())
        return box

    def _choose_span(self) -> None:
        """Typed weeks begin as the weeks that show now."""
        is_typed = self._span == Span.TYPED
        self.typed.setVisible(is_typed)
        if is_typed:
            self.typed.begin(self.account.weeks if self.account else ())
        else:
            self.reload()

    def _show_typed(self) -> None:
        with self.refusals(self.typed.form):
            self.typed.read()
            self.reload()

    def _make_tasks(self) -> Card:
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
        title, memory = self.words("Hours per task"), self.host.memory
        self.table = Table(model, name="accounting", title=title, memory=memory, many=True)
        place = next(n for n, column in enumerate(TASK_COLUMNS) if column.key == SHARE)
        self.table.setItemDelegateForColumn(place, ShareDelegate(self.table))
        card.body.addWidget(self._headline)
        card.body.addWidget(self._more)
        card.body.addWidget(self.table)
        return card

    def _make_below(self) -> QBoxLayout:
        words = self.words
        self.chart = ChartPane(
            "accounting-weeks", words("Week by week"), WEEK_COLUMNS, words, self.host.memory
        )
        self._chart_card = Card()
        self._chart_card.body.addWidget(self.chart, 1)
        self._chart_card.setMinimumHeight(theme.px(_CHART_HEIGHT))
        self.cut_card = CutCard(words, self._show)
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

    def _add_task(self) -> None:
        self.host.open_page("moderation_tasks", "new")

    def _write_hours(self) -> None:
        self.host.open_page("hours")

    def _saved(self, path: Path) -> None:
        told = self.words("{file} is made.", file=path.name)
        self.banner.show_text(told, "good")
        self.tell(told)

    def _failed(self, error: Any) -> None:
        self.show_refusal(error)
