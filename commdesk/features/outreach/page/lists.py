"""What stands in the two lists: read anew, or one step on when a message went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QTimer

from commdesk.features.members import count_members
from commdesk.features.outreach.awaited import count_waiting, waiting
from commdesk.features.outreach.page.standing import Ways, explain_emptiness, how_far
from commdesk.features.outreach.turns import Queue, queue

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_REST_MS = 400


class Lists:
    """Reads the queue and who owes an answer, and shows what of them fits the filter."""

    def __init__(self, page: OutreachPage) -> None:
        self._page = page
        self._found: Queue | None = None
        self._waiting = 0
        self._has_people = False
        self._soon = QTimer(page, interval=_REST_MS, singleShot=True)
        self._soon.timeout.connect(self._read_again)

    @property
    def is_read(self) -> bool:
        return self._found is not None

    def read(self) -> None:
        """Weigh and count everything again."""
        page, db = self._page, self._page.desk.db
        self._found = queue(db, page.desk.today())
        self._waiting, self._has_people = count_waiting(db), count_members(db) > 0
        self._say_how_far(self._found)
        self.show()

    def show(self) -> None:
        """Both lists as the filter has them; what was weighed and counted last stands."""
        page = self._page
        if self._found is None:
            return
        typed = page.people.filter.text()
        page.people.show_queue(self._found, typed)
        shown = waiting(page.desk.db, search=typed)
        page.people.show_waiting(shown, self._waiting, page.desk.today())
        ways = Ways(lambda: page.host.open_page("members"), page.begin_log)
        explain_emptiness(page.people, ways, has_people=self._has_people)

    def go_on(self) -> None:
        """A message went out: the next person at once, the lists when the chords pause."""
        if self._found is not None and self._page.member_id is not None:
            self._found = replace(self._found, written=self._found.written + 1)
            self._say_how_far(self._found)
            self._page.people.take_out(self._page.member_id)
            self._soon.start()

    def _say_how_far(self, found: Queue) -> None:
        page = self._page
        page.header.show_words(line=how_far(found, page.words, has_people=self._has_people))

    def _read_again(self) -> None:
        if self._page.isVisible():
            self._page.refresh()
        else:
            self._page.is_stale = True
