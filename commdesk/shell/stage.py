"""Where the pages stand: made when first shown, one visible at a time, scrolled when too large."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from commdesk.kit.page import Page
from commdesk.kit.scrolled import quiet_area
from commdesk.shell.pages import Groups, PagePlace, page_class


class Stage(QStackedWidget):
    """Pages by name; a page that was never shown was never imported."""

    page_changed = Signal(str)

    def __init__(self, groups: Groups, make: Callable[[type[Page]], Page]) -> None:
        super().__init__()
        self._places: dict[str, PagePlace] = {p.name: p for group in groups for p in group}
        self._make = make
        self._pages: dict[str, Page] = {}
        self._areas: dict[str, QScrollArea] = {}

    @property
    def names(self) -> list[str]:
        """Names of the pages that can be shown, in side bar order."""
        return list(self._places)

    @property
    def pages(self) -> list[Page]:
        """The pages that were made so far."""
        return list(self._pages.values())

    @property
    def current_name(self) -> str:
        now = self.currentWidget()
        return next((name for name, area in self._areas.items() if area is now), "")

    @property
    def current_page(self) -> Page | None:
        return self._pages.get(self.current_name)

    def is_made(self, name: str) -> bool:
        return name in self._pages

    def page(self, name: str) -> Page:
        """The page with this name, made now when it was not yet."""
        if name not in self._pages:
            page = self._make(page_class(self._places[name].place))
            area = quiet_area(page)
            self._pages[name] = page
            self._areas[name] = area
            self.addWidget(area)
        return self._pages[name]

    def show_page(self, name: str, target: object = None) -> None:
        before = self.current_name
        page = self.page(name)
        page.freshen()
        self.setCurrentWidget(self._areas[name])
        if before != name:
            self.page_changed.emit(name)
        if target is not None:
            page.show_target(target)
