"""The tab of the account: one page for the boss, in totals, without a person in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from commdesk.core.words import N_
from commdesk.features.moderation.accounting import wording
from commdesk.features.moderation.accounting.cut import Cut
from commdesk.features.moderation.accounting.model import (
    SPANS,
    Account,
    Span,
    weeks_of,
)
from commdesk.features.moderation.accounting.page import work
from commdesk.features.moderation.accounting.page.sight import Sight
from commdesk.features.moderation.accounting.page.taking import Taking
from commdesk.features.moderation.accounting.page.typed import TypedWeeks
from commdesk.features.moderation.accounting.queries import account_for, cut_of, first_week
from commdesk.features.moderation.tasks import list_tasks
from commdesk.kit.copying import copy_cells
from commdesk.kit.page import NEW, PRINT, Page, PageAction
from commdesk.kit.parts import EmptyState


class AccountingPage(Page):
    """A sentence, the tasks, the weeks as a chart, the cut and the decisions."""

    NAME = "accounting"
    TITLE = N_("Accounting")
    HELP = N_(
        "One page for who decides about the hours: per task what was needed, worked and is open, "
        "what slips when hours are cut, and which decisions that asks. Only weeks that are over "
        "count, and only totals: hours of a named person stand in Team. A trend is told from 8 "
        "weeks on, when chance does not explain it. Coming: the shortages of this and the coming "
        "three weeks. Ctrl+P prints it, Ctrl+Shift+C copies the table, Ctrl+Shift+E makes an Excel "
        "file."
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
        self._has_tasks = self._has_hours = True
        self._is_counting = self._is_behind = False
        self.span = self._make_spans()
        self.header.add_beside_title(self.span)
        self.typed = TypedWeeks(words, self.desk.today, self._show_typed)
        self.typed.hide()
        self.content.addWidget(self.typed)
        self.taking = Taking(self, self._content)
        self.sight = Sight(words, self.host.memory, self._show)
        self._empty = EmptyState(self)
        self.content.addWidget(self.sight, 1)
        self.content.addWidget(self._empty, 1)

    def primary_action(self) -> PageAction:
        """What is still missing for an account, else what takes it to who decides."""
        if not self._has_tasks:
            return PageAction(N_("Add task"), self._add_task, NEW)
        if not self._has_hours:
            return PageAction(N_("Write hours"), self._write_hours)
        return PageAction(N_("Export to Excel"), self.taking.export, "Ctrl+Shift+E")

    def page_actions(self) -> list[PageAction]:
        is_whole = self._has_tasks and self._has_hours
        more = [
            PageAction(N_("Print"), self.taking.print, PRINT, in_header=is_whole, name="print"),
            PageAction(N_("Save as PDF"), self.taking.export_pdf, in_header=is_whole),
            PageAction(N_("Copy the table"), self.copy, "Ctrl+Shift+C", in_header=False),
            PageAction(N_("Chart as table, or back"), self.sight.chart.turn, in_header=False),
        ]
        if is_whole:
            return more
        export = PageAction(
            N_("Export to Excel"), self.taking.export, "Ctrl+Shift+E", in_header=False
        )
        return [export, *more]

    def reload(self) -> None:
        """Count again: at once where that is quick, else in a thread."""
        if self._is_counting:
            self._is_behind = True
            return
        desk, today = self.desk, self.desk.today()
        with self.refusals():
            weeks = weeks_of(self._span, today, first_week(desk.db), self.typed.weeks)
            if not work.takes_long(len(weeks), len(list_tasks(desk.db))):
                self._counted(account_for(desk.db, weeks, today))
                return
            self._is_counting = True
            self.host.run_job(
                self.words("Counting hours"),
                partial(work.count_in_thread, desk, weeks, today),
                self._counted,
                self._stopped,
            )

    def take_focus(self) -> None:
        self.sight.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """The whole table, for a spreadsheet."""
        copy_cells(self.sight.cells)
        self.tell(N_("The table is copied."))

    # --- private ----------------------------------------------------------------------------------

    @property
    def _span(self) -> str:
        return str(self.span.currentData())

    def _content(self) -> tuple[Account, Cut] | None:
        account, cut = self.account, self.cut
        return (account, cut) if account and cut and account.weeks else None

    def _counted(self, account: Account) -> None:
        self.account = account
        is_behind, self._is_counting, self._is_behind = self._is_behind, False, False
        self._show()
        if is_behind:
            self.reload()

    def _stopped(self, error: Exception) -> None:
        self._is_counting = self._is_behind = False
        self.tell_why(error, N_("Counting was stopped."))

    def _show(self) -> None:
        db, account, words = self.desk.db, self.account, self.words
        if account is None:
            return
        self.cut = cut_of(db, account, self.sight.cut_card.percent)
        self._note_what_is_there(account)
        self.sight.setVisible(self._has_tasks)
        self._empty.setVisible(not self._has_tasks)
        self.header.show_words(line=wording.which_weeks(account, words))
        if not self._has_tasks:
            self._explain_nothing()
            return
        self._explain_no_weeks()
        self.sight.show_account(account, self.cut)

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
            self.sight.table.set_empty(
                words("No week with hours is over yet"),
                text,
                words("Write hours"),
                self._write_hours,
            )
            return
        self.sight.table.set_empty(
            words("No week of this period is over yet"),
            words("Weeks count once they are over."),
            words("Show the last 13 weeks"),
            lambda: self.span.setCurrentIndex(0),
        )

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

    def _add_task(self) -> None:
        self.host.open_page("moderation_tasks", "new")

    def _write_hours(self) -> None:
        self.host.open_page("hours")
