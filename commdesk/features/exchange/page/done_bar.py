"""What the last import did: true until the workbook changes, then it goes."""

from __future__ import annotations

from commdesk.core.words import Text
from commdesk.kit.page import Page


class DoneBar:
    """The green sentence on a page; after an undo it would promise one that was done already."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._text = ""
        self._entry: int | None = None

    def show(self, told: Text) -> None:
        self._text, self._entry = self._page.words(told), self._last()
        self._page.banner.show_text(self._text, "good")
        self._page.tell(told)

    def look(self) -> None:
        """The workbook changed: another act than the import is the last one now."""
        banner = self._page.banner
        if self._text and self._last() != self._entry:
            if banner.text == self._text:
                banner.hide()
            self._text = ""

    def _last(self) -> int | None:
        entry = self._page.desk.next_undo
        return entry.id if entry else None
