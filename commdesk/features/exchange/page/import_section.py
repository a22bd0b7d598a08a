"""The import section: choose or drop a list, look at the plan, do it in one undoable step."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from commdesk.core.errors import Refused
from commdesk.core.feature import Change, Intake
from commdesk.core.words import N_
from commdesk.features.exchange import importing
from commdesk.features.exchange.model import Taken
from commdesk.features.exchange.page import work
from commdesk.features.exchange.page.plan_view import PlanView, SortedPlan, outlook, summary
from commdesk.kit.dialogs import pick_file
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card, EmptyState
from commdesk.kit.signals import soon

_SHED_AT_ONCE = 1_000
_KINDS = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.gz *.zip"


class ImportSection(Page):
    """A list goes through three states: none, a plan to look at, taken in."""

    NAME = "import"
    TITLE = N_("Import a list")
    ICON = "import"
    HELP = N_(
        "Take people in from Excel, a .csv file or the user list of Discourse. You first see what "
        "would happen, row by row; nothing changes until you choose to import. One undo takes a "
        "whole import back. Columns that say too much about people never come in."
    )

    def build(self) -> None:
        self.intake: Intake = next(iter(importing.intakes(self.desk.features).values()))
        self.taken: Taken | None = None
        self.plan: SortedPlan | None = None
        self._name = ""
        columns = self.intake.columns_in(self.desk.db)
        headings = {column.key: column.heading for column in columns}
        self.view = PlanView(self.words, self.host.memory, headings)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._make_door())
        self.stack.addWidget(self.view)
        self.content.addWidget(self.stack, 1)
        self.setAcceptDrops(True)

    def primary_action(self) -> PageAction | None:
        if self._has_work():
            return PageAction(N_("Import as shown"), self.apply, name="import_apply")
        return PageAction(N_("Choose a list"), self.choose, name="import_choose")

    def page_actions(self) -> list[PageAction]:
        if not hasattr(self, "plan") or self.plan is None:
            return []
        actions = [PageAction(N_("Put the list away"), self.put_away, name="import_put_away")]
        if self._has_work():
            actions.insert(0, PageAction(N_("Another list"), self.choose, name="import_choose"))
        return actions

    def reload(self) -> None:
        """The workbook changed: what was planned against it is planned again."""
        if self.taken is not None:
            self.plan = None
            self._show_state("")
            again = partial(work.plan_again, self.desk, self.taken, self.intake)
            self.host.run_job(self.words("Planning again"), again, self._show_plan)

    def watched(self) -> frozenset[str]:
        """The tables of whoever takes the list in."""
        tables = (f.tables for f in self.desk.features if self.intake in f.intakes)
        return frozenset().union(*tables)

    # --- choosing ---------------------------------------------------------------------------------

    def choose(self) -> None:
        lists = self.words("Lists")
        title = self.words("Choose a list")
        pick_file(self, title=title, kinds=f"{lists} ({_KINDS})", then=self.load)

    def load(self, path: Path) -> None:
        """Read a file and plan it, in a thread."""
        self.banner.hide()
        self._name = path.name
        title = self.words("Reading {file}", file=path.name)
        self.host.run_job(
            title,
            lambda progress: work.read_list(self.desk, path, self.intake, progress),
            self._show_read,
            self._show_failure,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := _dropped(event)) is not None:
            event.acceptProposedAction()
            self.load(path)

    # --- looking and doing ------------------------------------------------------------------------

    def apply(self) -> None:
        """Do what the plan says, in a thread, as one step of history."""
        if self.plan is None or self.taken is None:
            return
        self.banner.hide()
        plan, taken = self.plan, self.taken
        self.taken = None  # what it changes is not to be planned again
        try:
            self.host.run_bulk(
                self.words("Importing {file}", file=self._name),
                lambda desk, progress: work.apply_plan(desk, plan, progress),
                self._applied,
                partial(self._not_applied, taken),
            )
        except Refused as refused:  # another bulk op is writing
            self._not_applied(taken, refused)

    def put_away(self) -> None:
        plan, self.plan, self.taken = self.plan, None, None
        self.view.let_go()
        if plan is not None:
            _shed(self, list(plan.plan.changes))
        self.stack.setCurrentIndex(0)
        self._show_state("")

    def _show_read(self, read: tuple[Taken, SortedPlan]) -> None:
        self.taken = read[0]
        self._show_plan(read[1])

    def _show_plan(self, plan: SortedPlan) -> None:
        self.plan = plan
        self.view.show_plan(plan)
        self.stack.setCurrentWidget(self.view)
        line = self.words(outlook(self._name, plan.counts))
        self._show_state(line)
        self.host.announce(line)
        self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _applied(self, plan: SortedPlan) -> None:
        told = summary(plan.counts)
        self.put_away()
        self.banner.show_text(self.words(told), "good")
        self.tell(told)

    def _not_applied(self, taken: Taken, error: Exception) -> None:
        self.taken = taken
        self._show_failure(error)

    def _show_failure(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.show_refusal(error)
        else:
            self.tell(N_("Cancelled. Nothing was changed."))

    def _show_state(self, line: str) -> None:
        self.header.show_words(line=line)
        self.show_actions()
        self.host.refresh_actions()

    def _has_work(self) -> bool:
        plan: SortedPlan | None = getattr(self, "plan", None)
        return plan is not None and plan.has_work

    def _make_door(self) -> Card:
        card = Card(padding=0)
        empty = EmptyState(card)
        empty.explain(
            self.words("Drop a list here"),
            self.words(
                "Excel, OpenDocument, .csv, or the user list of Discourse as it was downloaded. "
                "You see what would happen before anything changes."
            ),
            self.words("Choose a list"),
            self.choose,
        )
        empty.show()
        card.body.addWidget(empty, 1)
        return card


def _shed(page: ImportSection, held: list[Change]) -> None:
    """Let go of a large plan piece by piece: all at once would stop the window."""
    del held[-_SHED_AT_ONCE:]
    if held:
        soon(page, lambda: _shed(page, held))


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that is dropped, or nothing."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
