"""The export log: who took people out of the workbook, when, and what for."""

from __future__ import annotations

from typing import Any

from commdesk.core.words import N_, Words
from commdesk.features.exchange.exporting import TEXTS, sheets_of
from commdesk.features.exchange.queries import count_exports, list_exports
from commdesk.kit.page import Page
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

    def reload(self) -> None:
        self.table.reload()

    def _named(self, names: Any, words: Words) -> str:
        titles = {name: sheet.title for name, sheet in sheets_of(self.desk.features).items()}
        titles[TEXTS] = N_("Texts of messages and quotes")
        return ", ".join(words(titles[name]) if name in titles else name for name in names)


def _when(at: Any, words: Words) -> str:
    day = at.astimezone()
    return f"{words.date(day.date())} {day.year} {words.time(at)}"
