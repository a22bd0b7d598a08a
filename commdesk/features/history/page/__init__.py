"""The history section: what was done, what it changed, and undo back to here."""

from __future__ import annotations

from functools import partial

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.words import N_, Text, say
from commdesk.features.history.model import Line, paragraphs
from commdesk.features.history.page.taking import Taking
from commdesk.features.history.queries import (
    Titles,
    count_changes,
    count_lines,
    list_lines,
    what_changed,
)
from commdesk.features.history.rewind import is_long_way_back, undo_back_to
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.dialogs import ask
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card
from commdesk.kit.progress import Progress, stoppable
from commdesk.kit.regions import Regions
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.theme import Tone

_SHOWN_CHANGES = 60


class HistorySection(Page):
    """Every act, newest first; beside it what it changed."""

    NAME = "history"
    TITLE = N_("History")
    ICON = "history"
    HELP = N_(
        "Every change that was made in this workbook: what, to what, with which result, by whom, "
        "on which computer, when. Backups, exports with people and the like are here too. Choose "
        "a line and undo back to it: all that came later is undone too, in order. Export to Excel "
        "makes a file of it, for a purpose."
    )

    def build(self) -> None:
        self._titles = Titles(self.desk.features)
        columns = (
            TableColumn("at", N_("When"), 146, sorts=False),
            TableColumn("shown", N_("What"), 200, stretches=True, sorts=False),
            TableColumn("object", N_("To what"), 150, is_muted=True, needs=540, sorts=False),
            TableColumn("result", N_("Result"), 90, is_muted=True, needs=660, sorts=False),
            TableColumn("actor", N_("Who"), 96, is_muted=True, needs=450, sorts=False),
            TableColumn("device", N_("Computer"), 120, is_muted=True, needs=780, sorts=False),
        )
        model = RowsModel(columns, self._count, self._fetch, self.words, parent=self)
        self.table = Table(
            model, name="history", title=self.words("History"), memory=self.host.memory
        )
        self.table.set_empty(
            self.words("Nothing was done yet."),
            self.words("Every change in this workbook will be listed here."),
            self.words("Go to Today"),
            lambda: self.host.open_page("today"),
        )
        self.detail = DetailPane(self.words("Choose a line to see what it changed."))
        held = Card(padding=0)
        held.body.addWidget(self.table)
        regions = Regions(
            "history",
            [held, self.detail],
            words=self.words,
            memory=self.host.memory,
            shares=(3, 2),
        )
        self.content.addWidget(regions, 1)
        self.taking = Taking(self)
        self.table.selected.connect(self._show)
        self.table.opened.connect(lambda _line: regions.reveal(1))

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Undo back to here"), self._ask_undo_back),
            PageAction(N_("Export to Excel"), self.taking.ask, name="history_export"),
        ]

    def reload(self) -> None:
        self.table.reload()

    def tables_changed(self, tables: frozenset[str]) -> None:
        """History changes with every act, whatever its tables."""
        if tables and self.isVisible():
            self.refresh()
        else:
            self.is_stale = True

    def _count(self) -> int:
        return count_lines(self.desk.db)

    def _fetch(self, offset: int, limit: int) -> list[Line]:
        return list_lines(self.desk.db, offset=offset, limit=limit, titles=self._titles)

    def _show(self, line: Line | None) -> None:
        if line is None:
            self.detail.show_nothing()
            return
        self.detail.show_detail(self._detail_of(line))

    def _detail_of(self, line: Line) -> Detail:
        where = self.words(
            "{moment} by {who} on {device}", moment=line.at, who=line.actor, device=line.device
        )
        tone: Tone = "plain" if line.can_undo or line.state is None else "warn"
        chips = [(self.words(line.state or line.result), tone)]
        if line.detail is not None:
            facts = ((N_("To what"), line.object), (N_("More"), line.detail))
            said = [(self.words(name), self.words(text)) for name, text in facts]
            return Detail(self.words(line.action), where, chips=chips, paragraphs=said)
        changes = what_changed(self.desk, line.id, limit=_SHOWN_CHANGES)
        shown = paragraphs(changes, self.words)
        if (more := count_changes(self.desk.db, line.id) - len(changes)) > 0:
            shown.append(("…", self.words.plural("{n} more change", "{n} more changes", more)))
        if not shown:
            shown.append((self.words("Changes"), self.words("The values were erased.")))
        return Detail(self.words(line.action), where, chips=chips, paragraphs=shown)

    def _ask_undo_back(self) -> None:
        line = self.table.current_row()
        if line is None or not line.can_undo:
            self.banner.show_text(self.words("Choose an act that still stands."), "warn")
            return
        ask(
            self,
            self.words,
            title=self.words("Undo back to here?"),
            text=self.words(
                "“{what}” and everything done after it will be undone, newest first. "
                "Redo brings it back.",
                what=line.action,
            ),
            do=self.words("Undo back to here"),
            then=lambda: self._undo_back(line),
        )

    def _undo_back(self, line: Line) -> None:
        """In its turn, and in a thread when much hangs on it."""
        if is_long_way_back(self.desk, line.id):
            title = self.words("Undoing back to: {what}", what=line.action)
            self.host.perform_long(
                title, partial(_undo_back, line.id), self._went_back, self._stopped
            )
        else:
            self.host.perform(
                lambda: undo_back_to(self.desk, line.id), self._went_back, self.show_refusal
            )

    def _went_back(self, undone: list[Text]) -> None:
        self.tell(say("{n} undone", n=len(undone)))

    def _stopped(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.show_refusal(error)
        else:
            self.tell(say("Stopped. What was undone before stays undone."))


def _undo_back(entry_id: int, desk: Desk, progress: Progress) -> list[Text]:
    with stoppable(desk, progress):
        return undo_back_to(desk, entry_id)
