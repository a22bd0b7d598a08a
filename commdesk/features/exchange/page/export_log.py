"""The export log: who took people out of the workbook, when, and what for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from commdesk.core.errors import Refused
from commdesk.core.exports import FORBIDDEN, may_people_leave
from commdesk.core.sheets.output import check_place
from commdesk.core.values import Period, from_moment
from commdesk.core.words import N_, Words
from commdesk.features.exchange import exporting
from commdesk.features.exchange.exporting import TEXTS, sheets_of
from commdesk.features.exchange.page import work
from commdesk.features.exchange.queries import count_exports, list_exports
from commdesk.features.exchange.sheet import SHEET
from commdesk.kit.dialogs import pick_place
from commdesk.kit.form import Field
from commdesk.kit.formquestion import ask_form
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card
from commdesk.kit.table import RowsModel, Table, TableColumn


class ExportLogSection(Page):
    """Newest first; nothing here can be changed or undone."""

    NAME = "export_log"
    TITLE = N_("Export log")
    ICON = "file-document-outline"
    WATCHES = frozenset({"export_log"})
    HELP = N_(
        "Every export with people in it: when, by whom, which sheets, how many people and for "
        "what purpose. The log cannot be changed, and no undo shortens it."
    )

    def build(self) -> None:
        columns = (
            TableColumn("at", N_("When"), 190, sorts=False, format=_when),
            TableColumn("purpose", N_("Purpose"), 160, stretches=True, sorts=False),
            TableColumn("people_count", N_("People"), 76, align="right", sorts=False),
            TableColumn(
                "sheets",
                N_("Sheets"),
                130,
                is_muted=True,
                sorts=False,
                needs=560,
                format=self._named,
            ),
            TableColumn("actor", N_("Who"), 90, is_muted=True, needs=700, sorts=False),
            TableColumn("file_name", N_("File"), 140, is_muted=True, needs=860, sorts=False),
        )
        model = RowsModel(
            columns,
            lambda: count_exports(self.desk.db),
            lambda offset, limit: list_exports(self.desk.db, offset=offset, limit=limit),
            self.words,
            parent=self,
        )
        self.table = Table(
            model, name="export_log", title=self.words("Export log"), memory=self.host.memory
        )
        self.table.set_empty(
            self.words("Nobody's data left this workbook yet."),
            self.words("An export with people in it is listed here, with its purpose."),
            self.words("Export to Excel"),
            lambda: self.host.open_page("export"),
        )
        card = Card(padding=0)
        card.body.addWidget(self.table)
        self.content.addWidget(card, 1)

    def page_actions(self) -> list[PageAction]:
        return [PageAction(N_("Export to Excel"), self.export, name="export_log_excel")]

    def reload(self) -> None:
        self.table.reload()

    def export(self) -> None:
        """Ask what for, then where; where people may not leave, that is said instead."""
        self.banner.hide()
        if not may_people_leave():
            self.show_refusal(Refused(FORBIDDEN))
            return
        ask_form(
            self,
            (Field("purpose", N_("Purpose"), placeholder=N_("For the yearly audit")),),
            None,
            title=self.words("Export to Excel"),
            text=self.words("The log may name people. What the file is for is kept in it."),
            do=self.words("Choose a place"),
            then=self._asked,
        )

    def save(self, path: Path, purpose: str) -> None:
        """All of it, on a writing desk: it is kept in the log itself."""
        with self.refusals():
            check_place(path, exporting.SUFFIX, workbook=self.desk.path)
            wanted = exporting.wish(self.desk.features, (SHEET.name,), self._whole())
            self.host.run_bulk(
                self.words("Making {file}", file=path.name),
                lambda desk, progress: work.hand_out(
                    desk, work.gather(desk, wanted, progress), path, purpose, progress
                ),
                lambda made: self._saved(path, made),
                self.tell_why,
            )

    def _whole(self) -> Period:
        first = self.desk.db.value("SELECT min(at) FROM export_log")
        today = self.desk.today()
        return Period(from_moment(first).astimezone().date() if first else today, today)

    def _asked(self, values: dict[str, Any]) -> Callable[[], None]:
        if not values["purpose"]:
            raise Refused("What is it for?", field="purpose")
        return lambda: pick_place(
            self,
            title=self.words("Export to Excel"),
            kinds=f"Excel (*{exporting.SUFFIX})",
            name=f"{self.desk.workbook.name}-{self.words('Export log')}{exporting.SUFFIX}",
            then=lambda path: self.save(path, values["purpose"]),
        )

    def _saved(self, path: Path, made: exporting.Export) -> None:
        said = exporting.told(made, path.name)
        self.banner.show_text(self.words(said), "good")
        self.tell(said)
        self.desk.announce(frozenset({"export_log", "event_log"}))

    def _named(self, names: Any, words: Words) -> str:
        titles = {name: sheet.title for name, sheet in sheets_of(self.desk.features).items()}
        titles[TEXTS] = N_("Texts of messages and quotes")
        return ", ".join(words(titles[name]) if name in titles else name for name in names)


def _when(at: Any, words: Words) -> str:
    day = at.astimezone()
    return f"{words.date(day.date())} {day.year} {words.time(at)}"
