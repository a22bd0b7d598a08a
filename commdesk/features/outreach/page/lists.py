"""What stands in the two lists: read anew, or one step on when a message went out."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QTimer

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.errors import Refused
from commdesk.features.members import count_members, is_large, name_of_member
from commdesk.features.outreach.awaited import count_waiting, waiting
from commdesk.features.outreach.page.namesakes import told_apart
from commdesk.features.outreach.page.standing import Ways, explain_emptiness, how_far
from commdesk.features.outreach.turns import Queue, queue
from commdesk.kit.progress import Progress

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_REST_MS = 400


class _Read(Struct, frozen=True):
    """Everything that the lists show, but for the filter."""

    found: Queue
    waiting: int
    has_people: bool


class Lists:
    """Reads the queue and who owes an answer, and shows what of them fits the filter."""

    def __init__(self, page: OutreachPage) -> None:
        self._page = page
        self._found: Queue | None = None
        self._waiting = 0
        self._has_people = False
        self._reads = 0
        self._soon = QTimer(page, interval=_REST_MS, singleShot=True)
        self._soon.timeout.connect(self._read_again)

    @property
    def is_read(self) -> bool:
        return self._found is not None

    def read(self) -> None:
        """Weigh and count everything again."""
        page = self._page
        self._say_who_is_gone()
        self._take(_read(page.desk.db, page.desk.today()))

    def _say_who_is_gone(self) -> None:
        """Somebody was removed, or merged, while their message stood there."""
        page, member = self._page, self._page.composer.member
        if member is not None and not name_of_member(page.desk.db, member.id):
            page.show_refusal(Refused("{name} is no longer in the workbook.", name=member.name))
            page.composer.show_nobody()

    def _take(self, read: _Read) -> None:
        self._reads += 1
        self._found, self._waiting, self._has_people = read.found, read.waiting, read.has_people
        self._say_how_far(self._found)
        self.show()

    def show(self) -> None:
        """Both lists as the filter has them; what was weighed and counted last stands."""
        page = self._page
        if self._found is None:
            return
        typed = page.people.filter.text()
        self._show_queue(self._found, typed)
        shown = waiting(page.desk.db, search=typed)
        apart = told_apart(page.desk.db, ((each.member_id, each.name) for each in shown))
        page.people.show_waiting(shown, self._waiting, page.desk.today(), apart)
        ways = Ways(lambda: page.host.open_page("members"), page.begin_log)
        explain_emptiness(page.people, ways, has_people=self._has_people)
        if typed and page.people.list.current() is None:
            page.choose(None)  # a digit is about nobody who is not in sight

    def _show_queue(self, found: Queue, typed: str) -> None:
        page = self._page
        turns = [*found.offered, *(turn for _, turn in found.later)]
        apart = told_apart(page.desk.db, ((turn.member_id, turn.name) for turn in turns))
        page.people.show_queue(found, typed, apart)

    def go_on(self) -> None:
        """A message went out: the next person at once, the lists when the chords pause."""
        found, member_id = self._found, self._page.member_id
        if found is not None and member_id is not None:
            self._reads += 1
            left = tuple(turn for turn in found.offered if turn.member_id != member_id)
            self._found = replace(found, written=found.written + 1, offered=left)
            self._say_how_far(self._found)
            self._page.people.take_out(member_id)
            self._soon.start()

    def _say_how_far(self, found: Queue) -> None:
        page = self._page
        page.header.show_words(line=how_far(found, page.words, has_people=self._has_people))

    def _read_again(self) -> None:
        page = self._page
        if not page.isVisible():
            page.is_stale = True
        elif is_large(page.desk.db):
            work = partial(_read_in_thread, page.desk, page.desk.today())
            page.host.run_job(
                page.words("Whose turn it is"),
                work,
                partial(self._take_behind, self._reads),
                lambda _error: self._soon.start(),
            )
        else:
            page.refresh()

    def _take_behind(self, reads: int, read: _Read) -> None:
        """What a thread read, unless something changed meanwhile: that is read in its turn."""
        if reads == self._reads and self._page.isVisible():
            self._take(read)


def _read(db: Database, today: date) -> _Read:
    return _Read(queue(db, today), count_waiting(db), count_members(db) > 0)


def _read_in_thread(desk: Desk, today: date, progress: Progress) -> _Read:
    """The same beside a window that goes on, where there are many members."""
    progress.check()
    with desk.twin() as twin:
        return _read(twin.db, today)
