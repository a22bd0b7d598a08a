"""What is done to the selected item: its link opened, a reply counted, closed, removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from commdesk.core.errors import Refused
from commdesk.features.content.model import Item, Kind, tidy_link
from commdesk.features.content.ops import (
    close_question,
    remove_item,
    reopen_question,
    set_replies,
)
from commdesk.kit.dialogs import ask
from commdesk.kit.parts import button

if TYPE_CHECKING:
    from commdesk.features.content.page import ItemsPage


class Acts:
    """The writing side of the page, beside its form."""

    def __init__(self, page: ItemsPage) -> None:
        self._page = page
        self.words = page.words

    def buttons(self, item: Item) -> tuple[QPushButton, ...]:
        """What can be done with this item, the likeliest first."""
        words = self.words
        made = [
            button(words("One more reply"), self.count_reply),
            button(words("Change"), self._page.change),
        ]
        made[0].setToolTip(words("Key + in the list"))
        if item.link:
            made.insert(0, button(words("Open link"), self.open_link, "primary"))
            made[0].setToolTip(item.link)
        if item.kind == Kind.QUESTION:
            text = words("Close question") if item.is_open else words("Reopen question")
            made.append(button(text, self.toggle_question))
        return tuple(made)

    def open_link(self) -> None:
        """Give the link to the browser or the mail program of this computer."""
        page, item = self._page, self._page.item()
        with page.refusals():
            if item is None or not (link := tidy_link(item.link)):
                raise Refused("This item has no link.")
            if not QDesktopServices.openUrl(QUrl(link)):
                raise Refused("No program on this computer opens {link}.", link=link)

    def count_reply(self) -> None:
        """One more reply than it had."""
        if item := self._page.item():
            count = item.replies + 1
            said = self.words.plural("{n} reply so far", "{n} replies so far", count)
            today = self._page.desk.today()
            self._do(set_replies, item.id, count, said=said, today=today)

    def toggle_question(self) -> None:
        """Close the question, or reopen it."""
        item, today = self._page.item(), self._page.desk.today()
        if item is None:
            return
        if item.is_open:
            said = self.words("Closed: {title}", title=item.title)
            self._do(close_question, item.id, said=said, today=today)
        else:
            said = self.words("Reopened: {title}", title=item.title)
            self._do(reopen_question, item.id, said=said)

    def remove(self) -> None:
        if item := self._page.item():
            ask(
                self._page.window(),
                self.words,
                title=self.words("Remove {name}?", name=item.title),
                text=self.words("Messages about it stay. You can undo this."),
                do=self.words("Remove"),
                then=partial(self._page.do, remove_item, item.id),
                is_danger=True,
            )

    def _do(self, op: Callable[..., Any], *args: Any, said: str, **kwargs: Any) -> None:
        self._page.do(op, *args, then=lambda _none: self._page.tell(said), **kwargs)
