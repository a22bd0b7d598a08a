"""The section of second copies: which there are, and what only they hold."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from commdesk.core.desk import Desk
from commdesk.core.journal import Entry
from commdesk.core.words import N_, Words
from commdesk.features.conflicts.comparing import SecondCopy, find_copies
from commdesk.kit.detail import Detail, DetailPane
from commdesk.kit.page import Page, PageAction
from commdesk.kit.parts import Card
from commdesk.kit.progress import Progress
from commdesk.kit.regions import Regions
from commdesk.kit.table import RowsModel, Table, TableColumn
from commdesk.kit.theme import Tone

_CHIPS: dict[str, tuple[str, Tone]] = {
    "same": (N_("nothing new"), "good"),
    "inside": (N_("nothing new"), "good"),
    "ahead": (N_("newer than this one"), "warn"),
    "apart": (N_("changed in both"), "warn"),
}


class ConflictsSection(Page):
    """Files beside the workbook that were the same workbook once."""

    NAME = "conflicts"
    TITLE = N_("Second copies")
    ICON = "file-compare"
    HELP = N_(
        "When a workbook was changed on two computers at once, OneDrive and programs like it keep "
        "both: a second file lies beside yours. Here you see which acts are only in that copy, so "
        "that you can do them here again. Nothing is merged or removed by itself."
    )

    def build(self) -> None:
        columns = (
            TableColumn("name", N_("File"), 120, stretches=True, sorts=False),
            TableColumn("only_there", N_("Only there"), 108, align="right", sorts=False),
            TableColumn("only_here", N_("Only here"), 104, align="right", sorts=False),
        )
        self._copies: list[SecondCopy] = []
        model = RowsModel(columns, self._count, self._fetch, self.words, parent=self)
        self.table = Table(
            model, name="conflicts", title=self.words("Second copies"), memory=self.host.memory
        )
        self.table.set_empty(
            self.words("There is no second copy."),
            self.words(
                "No other file in the folder of this workbook is a copy of it. In a folder that "
                "OneDrive or another program syncs, one can come when two people work at once."
            ),
            self.words("Look again"),
            self.look,
        )
        self.detail = DetailPane(self.words("Choose a copy to see what only it holds."))
        held = Card(padding=0)
        held.body.addWidget(self.table)
        regions = Regions(
            "conflicts",
            [held, self.detail],
            words=self.words,
            memory=self.host.memory,
            shares=(3, 2),
        )
        self.content.addWidget(regions, 1)
        self.table.selected.connect(self._show)
        self.table.opened.connect(lambda _row: regions.reveal(1))

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(N_("Look again"), self.look),
            PageAction(N_("Show in folder"), self.show_folder),
        ]

    def reload(self) -> None:
        self.table.reload()
        if not self._copies:
            self.look()

    def look(self) -> None:
        """Compare in a thread: a copy may be large, or lie on a slow drive."""
        self.host.run_job(
            self.words("Comparing with second copies"), _finder(self.desk), self._found
        )

    def show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.path.parent)))

    def _found(self, copies: list[SecondCopy]) -> None:
        self._copies = copies
        self.table.reload()
        self.detail.show_nothing()
        self.header.show_words(
            line=self.words.plural("{n} second copy", "{n} second copies", len(copies))
        )
        if copies:
            self.table.select_row(0)

    def _count(self) -> int:
        return len(self._copies)

    def _fetch(self, offset: int, limit: int) -> list[dict[str, Any]]:
        return [
            {
                "id": str(each.path),
                "name": each.path.name,
                "only_there": each.only_there,
                "only_here": each.only_here,
            }
            for each in self._copies[offset : offset + limit]
        ]

    def _show(self, row: dict[str, Any] | None) -> None:
        chosen = next((each for each in self._copies if row and str(each.path) == row["id"]), None)
        if chosen is None:
            self.detail.show_nothing()
        else:
            self.detail.show_detail(_detail_of(chosen, self.words))


def _finder(desk: Desk) -> Any:
    def find(_progress: Progress) -> list[SecondCopy]:
        with desk.twin() as twin:
            return find_copies(twin)

    return find


def _detail_of(copy: SecondCopy, words: Words) -> Detail:
    chip, tone = _CHIPS[copy.state]
    return Detail(
        copy.path.name,
        words(copy.advice),
        chips=[(words(chip), tone)],
        paragraphs=[
            (words("Made by"), copy.maker or words("somebody, by hand")),
            (words("Only in the copy"), _told(copy.newest_there, copy.only_there, words)),
            (words("Only here"), _told(copy.newest_here, copy.only_here, words)),
        ],
    )


def _told(acts: tuple[Entry, ...], count: int, words: Words) -> str:
    lines = [words("{moment}: {what} ({who})", moment=a.at, what=a.text, who=a.actor) for a in acts]
    if (more := count - len(acts)) > 0:
        lines.append(words.plural("and {n} more", "and {n} more", more))
    return "\n".join(lines)
