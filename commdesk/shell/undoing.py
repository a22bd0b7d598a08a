"""Undo and redo of the window: they do what they named; a large act does not stop the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from commdesk.core import journal
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.core.journal import Entry
from commdesk.core.words import N_, Text, Words
from commdesk.kit.progress import Progress, stoppable
from commdesk.shell.host import PageHost

Act = Callable[[Desk, int], Text]


class Undoing:
    """Knows what menu, button and status line name now; `look` reads it again."""

    def __init__(self, host: PageHost, refused: Callable[[Refused], object]) -> None:
        self._host, self._refused = host, refused
        self._next: Entry | None = None
        self._again: Entry | None = None
        self._under_way = 0

    @property
    def words(self) -> Words:
        return self._host.words

    def look(self) -> tuple[Text | None, Text | None]:
        """What undo and redo are about now."""
        desk = self._host.desk
        self._next, self._again = desk.next_undo, desk.next_redo
        return (
            self._next.text if self._next else None,
            self._again.text if self._again else None,
        )

    def undo(self) -> None:
        self._go(self._next, Desk.undo, N_("Undo: {what}"), N_("Undone: {what}"))

    def redo(self) -> None:
        self._go(self._again, Desk.redo, N_("Redo: {what}"), N_("Done again: {what}"))

    def _go(self, named: Entry | None, act: Act, doing: str, done: str) -> None:
        only = named.id if named else 0  # nothing was named: what is there now came since
        if only and only == self._under_way:
            return
        host = self._host

        def then(what: Text) -> None:
            self._under_way = 0
            host.announce(self.words(done, what=what))

        if named and journal.is_long(host.desk.db, only):
            self._under_way = only
            title = self.words(doing, what=named.text)
            host.perform_long(title, partial(_in_thread, act, only), then, self._not_done)
        else:
            host.perform(lambda: act(host.desk, only), then, self._refused)

    def _not_done(self, error: Exception) -> None:
        self._under_way = 0
        self._host.show_failure(error)


def _in_thread(act: Act, only: int, desk: Desk, progress: Progress) -> Text:
    with stoppable(desk, progress):
        return act(desk, only)
