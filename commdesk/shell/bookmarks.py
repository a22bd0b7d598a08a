"""Keeps the bookmarks of the page that shows in the side bar, and offers all of them to Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject

from commdesk.core.desk import Desk
from commdesk.core.feature import Feature
from commdesk.core.marks import Bookmark
from commdesk.core.words import N_
from commdesk.shell.host import PageHost
from commdesk.shell.palette import Command
from commdesk.shell.sidebar import SideBar

OpenPage = Callable[[str, object], object]


class Bookmarks(QObject):
    """Reads them again when the page, what it shows, or the workbook has changed."""

    def __init__(self, desk: Desk, host: PageHost, side: SideBar, open_page: OpenPage) -> None:
        super().__init__(side)
        self._desk, self._host, self._side = desk, host, side
        self._shown: tuple[str, list[Bookmark], str] = ("", [], "")
        side.mark_chosen.connect(open_page)
        host.stage.page_changed.connect(lambda _name: self.show())
        host.actions_changed.connect(self.show)

    def show(self) -> None:
        """Show what is under the current page, unless that is what stands there."""
        if not self._desk.is_open:
            return  # asked for just before the window closed
        name = self._host.stage.current_name
        page = self._host.stage.current_page
        shown = (name, list(self._of(name)), page.bookmark() if page else "")
        if shown != self._shown:
            self._shown = shown
            self._side.show_marks(*shown)

    def _of(self, page: str) -> Iterator[Bookmark]:
        for feature in self._desk.features:
            if feature.bookmarks and _page_of(feature) == page:
                yield from feature.bookmarks(self._desk, is_counted=True)


def commands(desk: Desk, open_page: OpenPage) -> list[Command]:
    """Every bookmark of every page, as something to go to."""
    return [
        Command(mark.title, N_("view"), partial(open_page, _page_of(feature), mark.target))
        for feature in desk.features
        if feature.bookmarks
        for mark in feature.bookmarks(desk, is_counted=False)
    ]


def _page_of(feature: Feature) -> str:
    return feature.page or feature.name
