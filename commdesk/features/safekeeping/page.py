"""The backup section: which copies there are, make one now, and is the workbook sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from commdesk.core import backup
from commdesk.core.backup import Backup
from commdesk.core.words import N_, Text, Words, say, say_n
from commdesk.features.safekeeping.keeping import back_up, find_faults, last_backup, local_day
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import Card, button, label
from commdesk.kit.table import RowsModel, Table, TableColumn

_MEGABYTE = 1_000_000


class BackupSection(Page):
    """The kept copies, newest first; above them how it stands with the workbook."""

    NAME = "backup"
    TITLE = N_("Backup")
    ICON = "backup-restore"
    HELP = N_(
        "Copies of the workbook for the day that something goes wrong. One is made by itself when "
        "you close a workbook in which something changed; Ctrl+N makes one now. Every copy is "
        "checked. Kept are the newest of 12 days, 10 weeks and 9 months. Check says whether the "
        "workbook itself is sound."
    )

    def build(self) -> None:
        columns = (
            TableColumn("at", N_("Made on"), 200, stretches=True, sorts=False, format=_when),
            TableColumn("size", N_("Size"), 110, align="right", sorts=False, format=_size),
        )
        self._backups: list[Backup] = []
        model = RowsModel(columns, self._count, self._fetch, self.words, parent=self)
        self.table = Table(
            model, name="backups", title=self.words("Backups"), memory=self.host.memory
        )
        self.table.set_empty(
            self.words("There is no backup yet."),
            self.words("One is made by itself when you close the workbook after a change."),
            self.words("Back up now"),
            self.back_up,
        )
        self.table.opened.connect(lambda _backup: self.open_folder())
        held = Card(padding=0)
        held.body.addWidget(self.table)
        self.content.addWidget(held, 1)
        self.content.addWidget(self._place())

    def primary_action(self) -> PageAction:
        return PageAction(N_("Back up now"), self.back_up, NEW, name="back_up")

    def page_actions(self) -> list[PageAction]:
        return [PageAction(N_("Check the workbook"), self.check, name="check")]

    def reload(self) -> None:
        self._backups = backup.list_backups(self.desk.path)
        self.table.reload()
        self.header.show_words(line=self.words(self._last_line()))

    def back_up(self) -> None:
        """Make a copy in a thread; the list shows it when it is there."""
        path, now, key = self.desk.path, self.desk.now(), self.desk.key
        self.host.run_job(
            self.words("Making a backup"),
            lambda _progress: back_up(path, now, key),
            self._backed_up,
        )

    def check(self) -> None:
        path, key = self.desk.path, self.desk.key
        self.host.run_job(
            self.words("Checking the workbook"),
            lambda _progress: find_faults(path, key),
            self._show_faults,
        )

    def open_folder(self) -> None:
        """Show the copies in the file manager of the system."""
        folder = backup.backup_folder(self.desk.path)
        if not folder.is_dir():
            self.banner.show_text(self.words("There is no backup yet."), "plain")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _place(self) -> Card:
        card = Card()
        card.body.addWidget(label(self.words("Where the copies are"), "label"))
        folder = str(backup.backup_folder(self.desk.path))
        self.folder = label(_breakable(folder), wraps=True)
        self.folder.setAccessibleName(folder)
        card.body.addWidget(self.folder)
        hint = N_(
            "On this computer, so not safe when the computer is lost. To go back to a copy: "
            "copy it beside the workbook under another name, and open that."
        )
        card.body.addWidget(label(self.words(hint), "small", wraps=True))
        opened = button(self.words("Open folder"), self.open_folder)
        card.body.addWidget(opened, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _last_line(self) -> Text:
        last = last_backup(self.desk.path)
        if last is None:
            return say("No backup yet")
        if local_day(last.at) == self.desk.today():
            return say("Last one today at {time}", time=self.words.time(last.at))
        return say("Last one {moment}", moment=last.at)

    def _backed_up(self, _made: Any) -> None:
        self.refresh()
        self.banner.show_text(self.words("The backup is made and checked."), "good")
        self.tell(N_("The backup is made and checked."))
        self.table.select_row(0)

    def _show_faults(self, found: list[Text]) -> None:
        if not found:
            self.banner.show_text(self.words("The workbook is sound."), "good")
            self.tell(N_("The workbook is sound."))
            return
        told = say_n(
            "The workbook is not sound: {n} fault. Leave it as it is and go back to a backup. "
            "{first}",
            "The workbook is not sound: {n} faults. Leave it as it is and go back to a backup. "
            "{first}",
            len(found),
            first=found[0],
        )
        self.banner.show_text(self.words(told), "bad")
        self.tell(told)

    def _count(self) -> int:
        return len(self._backups)

    def _fetch(self, offset: int, limit: int) -> list[dict[str, Any]]:
        return [
            {"id": str(each.path), "at": each.at, "size": each.size}
            for each in self._backups[offset : offset + limit]
        ]


def _when(at: Any, words: Words) -> str:
    return f"{words.date(at.astimezone().date())} {at.astimezone().year}  {words.time(at)}"


def _size(size: Any, words: Words) -> str:
    return f"{words.number(max(round(size / _MEGABYTE, 1), 0.1))} MB"


def _breakable(path: str) -> str:
    """A path that may go on at the next line after each folder."""
    return path.replace(str(Path("/")), f"{Path('/')}\u200b")
