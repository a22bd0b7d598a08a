"""The backup section: which copies there are, what changed since, and going back to one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from shiboken6 import isValid

from commdesk.core import backup
from commdesk.core.backup import Backup
from commdesk.core.desk import Desk
from commdesk.core.events import note_event
from commdesk.core.words import N_, Text, Words, say
from commdesk.features.safekeeping.keeping import back_up, local_day, note_backup
from commdesk.features.safekeeping.model import (
    RESTORED,
    SIZE,
    Compared,
    Kept,
    Place,
    megabytes,
    missed_words,
)
from commdesk.features.safekeeping.page.place import PlaceCard
from commdesk.features.safekeeping.page.told import detail_of
from commdesk.features.safekeeping.queries import (
    check_copy,
    kept_copies,
    place_of_copies,
    what_changed,
)
from commdesk.kit.checking import CHECK, check_workbook
from commdesk.kit.detail import DetailPane
from commdesk.kit.dialogs import ask
from commdesk.kit.page import NEW, Page, PageAction
from commdesk.kit.parts import Card, button
from commdesk.kit.progress import Progress
from commdesk.kit.regions import Regions
from commdesk.kit.table import RowsModel, Table, TableColumn

_CHECKED = N_("Check a backup")


class BackupSection(Page):
    """The kept copies, newest first; beside them what changed since the one that is chosen."""

    NAME = "backup"
    TITLE = N_("Backup")
    ICON = "backup-restore"
    HELP = N_(
        "Copies of the workbook for the day that something goes wrong. They come by themselves: "
        "when you close a workbook in which something changed, and after three hours of work. "
        "Ctrl+N makes one now. Every copy is checked. Kept are all of today and yesterday, and "
        "the newest of 12 days, 10 weeks and 9 months. Choose a copy to see what changed since. "
        "Restore makes a new file of it and opens that: the workbook itself stays as it is, until "
        "you let the copy take its place."
    )

    def build(self) -> None:
        self._kept: list[Kept] = []
        self._compared: dict[str, Compared] = {}
        self._states: dict[str, Text] = {}
        model = RowsModel(_COLUMNS, self._count, self._fetch, self.words, parent=self)
        self.table = Table(
            model, name="backups", title=self.words("Backups"), memory=self.host.memory
        )
        self.table.set_empty(
            self.words("There is no backup yet."),
            self.words("One is made by itself when you close the workbook after a change."),
            self.words("Back up now"),
            self.back_up,
        )
        self.detail = DetailPane(self.words("Choose a backup to see what changed since."))
        held = Card(padding=0)
        held.body.addWidget(self.table)
        regions = Regions(
            "backup", [held, self.detail], words=self.words, memory=self.host.memory, shares=(3, 2)
        )
        self.place = PlaceCard(self)
        self.content.addWidget(regions, 1)
        self.content.addWidget(self.place)
        self.table.selected.connect(self._show)
        self.table.opened.connect(lambda _kept: regions.reveal(1))

    def primary_action(self) -> PageAction:
        return PageAction(N_("Back up now"), self.back_up, NEW, name="back_up")

    def page_actions(self) -> list[PageAction]:
        return [
            PageAction(CHECK, self.check, name="check"),
            PageAction(N_("Check this backup"), self.check_copy, in_header=False),
            PageAction(N_("Restore this backup…"), self.ask_to_restore, in_header=False),
            PageAction(N_("Choose a folder for backups…"), self.place.choose, in_header=False),
            PageAction(N_("Open the folder of the backups"), self.place.open, in_header=False),
        ]

    def tables_changed(self, tables: frozenset[str]) -> None:
        """What changed since a copy changes with every act, whatever its tables."""
        if tables and self.isVisible():
            self.refresh()
        else:
            self.is_stale = True

    def reload(self) -> None:
        """Read in a thread: copies may lie on a stick, or on a network that is slow today."""
        self._compared.clear()
        self.host.run_quietly(partial(_read, self.desk), self._show_copies)

    def back_up(self) -> None:
        """Make a copy in a thread; the list shows it when it is there."""
        path, now, key = self.desk.path, self.desk.now(), self.desk.key
        self.host.run_job(
            self.words("Making a backup"),
            lambda _progress: back_up(path, now, key),
            self._backed_up,
        )

    def check(self) -> None:
        check_workbook(self)

    def check_copy(self) -> None:
        """Whether the chosen copy is as it was made, and sound inside."""
        kept = self._chosen()
        if kept is not None:
            self.host.run_job(
                self.words("Checking the backup"),
                lambda _progress: check_copy(kept.backup, self.desk.key),
                partial(self._checked, kept),
            )

    def ask_to_restore(self) -> None:
        kept = self._chosen()
        if kept is None:
            return
        to = backup.proposed_place(self.desk.path, kept.backup, self.words)
        text = say(
            "It becomes a new file, {file}, in {folder}, which is opened: look there whether "
            "everything is in it. The workbook stays as it is, until you let the copy take its "
            "place.",
            file=to.name,
            folder=str(to.parent),
        )
        ask(
            self,
            self.words,
            title=self.words("Restore the backup of {moment}?", moment=kept.backup.at),
            text=self.words(text),
            do=self.words("Restore as a copy"),
            then=partial(self._restore, kept.backup, to),
        )

    def _restore(self, copy: Backup, to: Path) -> None:
        def work(progress: Progress) -> Path:
            key = self.desk.key
            backup.restore(copy, to, self.desk.path, key=key, check=progress.check)
            return to

        def then(made: Path) -> None:
            note_event(self.desk, RESTORED, copy.path.name)
            self.host.open_workbook(made)

        self.host.run_job(self.words("Restoring the backup"), work, then)

    def _chosen(self) -> Kept | None:
        found: Kept | None = self.table.current_row()
        if found is None:
            self.banner.show_text(self.words("Choose a backup in the list first."), "warn")
        return found

    # --- what was read -------------------------------------------------------------------------

    def _show_copies(self, read: tuple[list[Kept], Place]) -> None:
        if not isValid(self.table):
            return  # the window was made again meanwhile
        self._kept, place = read
        self.table.reload()
        self.place.show_place(place)
        self.header.show_words(line=self.words(self._last_line()))
        if self._kept and self.table.current_row() is None:
            self.table.select_row(0)

    def _show(self, kept: Kept | None) -> None:
        if kept is None:
            self.detail.show_nothing()
            return
        self._show_detail(kept)
        if kept.id not in self._compared and kept.since is not None:
            self.host.run_quietly(
                partial(_compare, self.desk, kept), partial(self._show_compared, kept)
            )

    def _show_compared(self, kept: Kept, compared: Compared) -> None:
        self._compared[kept.id] = compared
        if isValid(self.table) and self.table.current_id() == kept.id:
            self._show_detail(kept)

    def _show_detail(self, kept: Kept) -> None:
        buttons = (
            button(self.words("Restore…"), self.ask_to_restore),
            button(self.words("Check this backup"), self.check_copy),
        )
        compared, state = self._compared.get(kept.id), self._states.get(kept.id)
        self.detail.show_detail(
            detail_of(kept, compared, state, self.desk.called, self.words, buttons)
        )

    def _last_line(self) -> Text:
        if not self._kept:
            return say("No backup yet")
        last = self._kept[0].backup
        if local_day(last.at) == self.desk.today():
            return say("Last one today at {time}", time=self.words.time(last.at))
        return say("Last one {moment}", moment=last.at)

    # --- what came of it -----------------------------------------------------------------------

    def _backed_up(self, made: Backup) -> None:
        note_backup(self.desk, made.path.name)
        self.refresh()
        if missed := backup.missed_base(made):
            self.banner.show_text(self.words(missed_words(missed)), "warn")
            self.tell(missed_words(missed))
        else:
            self.banner.show_text(self.words("The backup is made and checked."), "good")
            self.tell(N_("The backup is made and checked."))
        self.table.select_id(str(made.path))

    def _checked(self, kept: Kept, found: tuple[Text, bool]) -> None:
        state, is_good = found
        self._states[kept.id] = state
        note_event(self.desk, _CHECKED, kept.backup.path.name, "done" if is_good else "failed")
        told = say("The backup of {moment}: {state}", moment=kept.backup.at, state=state)
        self.banner.show_text(self.words(told), "good" if is_good else "bad")
        self.tell(told)
        if self.table.current_id() == kept.id:
            self._show_detail(kept)

    def _count(self) -> int:
        return len(self._kept)

    def _fetch(self, offset: int, limit: int) -> list[Kept]:
        return self._kept[offset : offset + limit]


def _read(desk: Desk, _progress: Progress) -> tuple[list[Kept], Place]:
    with desk.twin() as twin:
        return kept_copies(twin), place_of_copies(twin.path)


def _compare(desk: Desk, kept: Kept, progress: Progress) -> Compared:
    with desk.twin() as twin:
        return what_changed(twin, kept, progress.check)


def _when(kept: Kept, words: Words) -> str:
    return words.moment(kept.backup.at)


def _size(kept: Kept, words: Words) -> str:
    return words(SIZE, size=megabytes(kept.backup.size))


def _acts(kept: Kept, words: Words) -> str:
    return words(kept.acts)


def _until(kept: Kept, words: Words) -> str:
    return words.date(kept.goes_on, today=kept.backup.at.date())


_COLUMNS = (
    TableColumn("at", N_("Made at"), 150, stretches=True, sorts=False, text=_when),
    TableColumn("acts", N_("What changed since"), 168, sorts=False, text=_acts),
    TableColumn(
        "goes_on", N_("Stays until"), 130, is_muted=True, sorts=False, text=_until, needs=520
    ),
    TableColumn("size", N_("Size"), 84, align="right", sorts=False, text=_size, needs=440),
)
