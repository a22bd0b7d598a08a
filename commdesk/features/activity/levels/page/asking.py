"""What the tab of levels asks of the workbook: answered in a thread, the newest question last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec import Struct
from shiboken6 import isValid

from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.developing import Agreed, agreed_levels
from commdesk.core.errors import Refused
from commdesk.features.activity.levels.queries import Change, Moves, read_moves, who_moved
from commdesk.features.activity.spotting import one_step_from
from commdesk.kit.page import Page
from commdesk.kit.progress import Progress
from commdesk.kit.signals import later

_PATIENCE = 300
"""Milliseconds before it says that it is reading: in a small workbook nobody sees that."""


class Question(Struct, frozen=True):
    """Of the month with this end: who made a movement, or who is one step away now."""

    end: date
    change: Change | None = None
    """Without one: everybody who moved."""
    is_step: bool = False


class Known(Struct, frozen=True):
    """What stays the same, whichever month is asked, until something is written."""

    today: date
    agreed: Agreed
    moves: Moves


class Answer(Struct, frozen=True):
    """What a question found."""

    question: Question
    known: Known
    people: Sequence[int]


class Asking:
    """One question is read at a time; of those that come meanwhile only the newest counts."""

    def __init__(self, page: Page, show: Callable[[Answer], object], wait: Callable[[], object]):
        """`wait` says quietly that it is being read, when that takes longer than a moment."""
        self._page, self._show, self._wait = page, show, wait
        self._known: Known | None = None
        self._next: Question | None = None
        self.is_reading = False
        self._is_anew = False

    def ask(self, question: Question, *, is_anew: bool = False) -> None:
        """`is_anew`: something was written since, nothing that was read before holds."""
        self._is_anew |= is_anew
        self._next = question
        if not self.is_reading:
            self._read()

    @property
    def next(self) -> Question | None:
        """What is asked and not yet being read."""
        return self._next

    def _read(self) -> None:
        question, known = self._next, None if self._is_anew else self._known
        if question is None:
            return
        self._next, self._is_anew, self.is_reading = None, False, True
        later(self._page, _PATIENCE, self._say)
        desk = self._page.desk
        self._page.host.run_quietly(partial(answer, desk, question, known), self._answered)

    def _say(self) -> None:
        if self.is_reading:
            self._wait()

    def _answered(self, found: Answer | Refused) -> None:
        if not isValid(self._page):
            return  # the window was made anew meanwhile: in another language, say
        self.is_reading = False
        if isinstance(found, Refused):
            self._known = None
            self._page.show_refusal(found)
        elif not self._is_anew:
            self._known = found.known
        if self._next is not None:
            self._read()
        elif isinstance(found, Answer):
            self._show(found)


def answer(
    desk: Desk, question: Question, known: Known | None, progress: Progress
) -> Answer | Refused:
    """On a reading connection of its own; what keeps it from that is told by the page."""
    progress.check()
    try:
        with desk.twin() as twin:
            return _found(twin, question, known or _known(twin))
    except Refused as refused:
        return refused


def _known(desk: Desk) -> Known:
    today, agreed = desk.today(), agreed_levels(desk.db, desk.features)
    return Known(today, agreed, read_moves(desk.db, today, agreed))


def _found(desk: Desk, question: Question, known: Known) -> Answer:
    return Answer(question, known, _people(desk.db, question, known))


def _people(db: Database, question: Question, known: Known) -> Sequence[int]:
    if question.is_step:
        return [spot.member_id for spot in one_step_from(db, known.today)]
    return who_moved(db, question.end, question.change, known.today, known.agreed)
