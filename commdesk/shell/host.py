"""What the window does for its pages: other pages, writing in turn, threads, words to say."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.keys import Key
from commdesk.core.words import Words
from commdesk.kit.jobs import Failed, Job, Jobs, Then
from commdesk.kit.page import Page, PageAction
from commdesk.kit.progress import Progress
from commdesk.shell.pages import Groups
from commdesk.shell.reworking import Rework
from commdesk.shell.stage import Stage
from commdesk.shell.tabs import with_tabs

T = TypeVar("T")


class PageHost(QObject):
    """The `Host` of every page in one window."""

    announced = Signal(str)
    actions_changed = Signal()
    preferred = Signal(str, object)
    rework_wanted = Signal(object)
    workbook_wanted = Signal(object)
    recovery_wanted = Signal(object)

    def __init__(
        self, desk: Desk, words: Words, memory: MutableMapping[str, str], groups: Groups
    ) -> None:
        super().__init__()
        self.desk = desk
        self.words = words
        self.memory = memory
        self.has_letter_keys = True
        self.jobs = Jobs(desk, self)
        self.stage = Stage(groups, partial(with_tabs, desk, self))

    def open_page(self, name: str, target: object = None) -> None:
        """Show a page or a section of one; a name this build does not have does nothing."""
        if name in self.stage.names:
            self.stage.show_page(name, target)
        elif page := self._sections().get(name):
            inner = name if target is None else f"{name}/{target}"
            self.stage.show_page(page, inner)

    def has_page(self, name: str) -> bool:
        return name in self.stage.names or name in self._sections()

    def start(self, page: str, action: str) -> None:
        if page not in self.stage.names:
            return
        self.stage.show_page(page)
        for each in actions_of(self.stage.page(page)):
            if each.name == action:
                each.slot()

    def announce(self, text: str) -> None:
        self.announced.emit(text)

    def perform(self, act: Callable[[], T], then: Then | None, refused: Then) -> None:
        self.jobs.perform(act, then, refused)

    def perform_long(
        self,
        title: str,
        work: Callable[[Desk, Progress], T],
        then: Then | None,
        failed: Failed,
    ) -> None:
        self.jobs.perform_long(title, work, then, failed)

    def run_job(
        self,
        title: str,
        work: Callable[[Progress], T],
        then: Then | None = None,
        failed: Failed | None = None,
    ) -> None:
        self.jobs.run(title, work, then, failed or self.show_failure)

    def run_bulk(
        self,
        title: str,
        work: Callable[[Desk, Progress], T],
        then: Then | None = None,
        failed: Failed | None = None,
    ) -> None:
        self.jobs.run_bulk(title, work, then, failed or self.show_failure)

    def rework(self, title: str, work: Callable[[Progress], Key | None], target: str) -> None:
        self.rework_wanted.emit(Rework(title, work, target))

    def run_quietly(self, work: Callable[[Progress], T], then: Then | None = None) -> Job:
        """Read in a thread what a page shows, where that may take a moment; nobody is kept busy."""
        return self.jobs.run_quietly(work, then, self.show_failure)

    def open_workbook(self, path: Path) -> None:
        self.workbook_wanted.emit(path)

    def recover(self, path: Path) -> None:
        self.recovery_wanted.emit(path)

    def refresh_actions(self) -> None:
        self.actions_changed.emit()

    def prefer(self, key: str, value: object) -> None:
        self.preferred.emit(key, value)

    def show_failure(self, error: Any) -> None:
        """A job was refused or cancelled and nobody else says so."""
        page = self.stage.current_page
        if isinstance(error, Refused) and page is not None:
            page.show_refusal(error)
        else:
            self.announce(self.words("Cancelled. Nothing was changed."))

    def _sections(self) -> dict[str, str]:
        """Section -> the page it is a part of."""
        return {each.name: each.on for feature in self.desk.features for each in feature.sections}


def actions_of(page: Page) -> list[PageAction]:
    """Everything that can be done on a page now, the main thing first."""
    first = page.primary_action()
    return [*([first] if first else []), *page.menu_actions()]
