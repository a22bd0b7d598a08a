"""Where copies go: the folder, what is to be known of it, and choosing another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from commdesk.core import backup
from commdesk.core.words import N_
from commdesk.features.safekeeping.model import Place
from commdesk.features.safekeeping.page.told import breakable
from commdesk.kit import theme
from commdesk.kit.dialogs import pick_folder
from commdesk.kit.flow import Flow
from commdesk.kit.page import Page
from commdesk.kit.parts import Card, button, label


class PlaceCard(Card):
    """The folder can be chosen, unless the organisation has set it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        words = page.words
        self._place: Place | None = None
        self.body.addWidget(label(words("Where the copies go"), "label"))
        self.folder = label(wraps=True)
        self.advice = label(role="small", wraps=True)
        self.body.addWidget(self.folder)
        self.body.addWidget(self.advice)
        buttons = QWidget()
        row = Flow(buttons)
        self._choose = button(words("Choose a folder…"), self.choose)
        self._own = button(words("Back to this computer"), self._use_own)
        for each in (self._choose, self._own, button(words("Open folder"), self.open)):
            row.addWidget(each)
        self.body.addWidget(buttons)
        self._own.hide()

    def show_place(self, place: Place) -> None:
        words, self._place = self._page.words, place
        self.folder.setText(breakable(str(place.base)))
        self.folder.setAccessibleName(str(place.base))
        fixed = [words("Set by your organisation.")] if place.is_fixed else []
        self.advice.setText(" ".join([words(place.advice), *fixed]))
        theme.set_role(self.advice, "small" if place.is_reached else "warning")
        self._choose.setEnabled(not place.is_fixed)
        self._own.setVisible(place.is_chosen and not place.is_fixed)

    def choose(self) -> None:
        if self._place is not None and not self._place.is_fixed:
            title = self._page.words("Choose a folder for backups…")
            pick_folder(self._page, title=title, then=self._use)

    def open(self) -> None:
        """Show the copies in the file manager of the system."""
        path = self._page.desk.path
        folder = next((each for each in backup.folders_of(path) if each.is_dir()), None)
        if folder is None:
            self._page.banner.show_text(self._page.words("There is no backup yet."), "plain")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _use(self, folder: Path) -> None:
        if not backup.is_reached(folder):
            text = self._page.words("{folder} cannot be written.", folder=str(folder))
            self._page.banner.show_text(text, "bad")
            return
        self._prefer(str(folder.resolve()))

    def _use_own(self) -> None:
        self._prefer("")

    def _prefer(self, folder: str) -> None:
        """It holds from the next copy on; those that are there stay, and stay in the list."""
        self._page.host.prefer("backup_folder", folder)
        self._page.tell(N_("Saved"))
        self._page.host.run_quietly(lambda _progress: None, lambda _none: self._page.refresh())
