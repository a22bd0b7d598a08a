"""What one key does with a willing interviewee: candidate ambassador, to-do, promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from commdesk.features.concept.interviews import Interview
from commdesk.features.concept.needs.ops import make_candidate, note_contribution, note_todo
from commdesk.features.concept.needs.page.asking import ask_who
from commdesk.features.concept.needs.queries import namesakes
from commdesk.kit.dialogs import ask_text

if TYPE_CHECKING:
    from commdesk.kit.page import Page


class Acts:
    """Each writes at once, says that it did, and is one step to undo."""

    def __init__(self, page: Page) -> None:
        self._page, self.words = page, page.words

    def make_candidate(self, interview: Interview) -> None:
        if not self._may(interview):
            return
        said = self.words("{name} is a candidate ambassador now", name=interview.name)
        page, today = self._page, self._page.desk.today()
        self._as_member(
            interview,
            lambda who: page.do(
                make_candidate, interview.id, who, today=today, then=self._say(said)
            ),
        )

    def note_todo(self, interview: Interview) -> None:
        if not self._may(interview):
            return
        title = self.words("Talk on with {name} about contributing", name=interview.name)
        said = self.words("In Week, still to be planned: {title}", title=title)
        today = self._page.desk.today()
        self._page.do(note_todo, interview.id, title, today=today, then=self._say(said))

    def note_contribution(self, interview: Interview) -> None:
        """What they would do; it is asked when nobody wrote it down."""
        if not self._may(interview):
            return
        if interview.would_do:
            self._note(interview, interview.would_do)
            return
        words = self.words
        ask_text(
            self._page.window(),
            words,
            title=words("Note a promise of {name}", name=interview.name),
            name=words("What will they do?"),
            do=words("Note a promise"),
            then=lambda what: self._note(interview, what),
        )

    def _note(self, interview: Interview, what: str) -> None:
        said = self.words("Noted in Promises: {what}", what=what)
        page, today = self._page, self._page.desk.today()
        self._as_member(
            interview,
            lambda who: page.do(
                note_contribution, interview.id, what, who, today=today, then=self._say(said)
            ),
        )

    def _may(self, interview: Interview) -> bool:
        if interview.is_willing:
            return True
        self._page.tell(self.words("{name} did not say yes to contributing.", name=interview.name))
        return False

    def _as_member(self, interview: Interview, then: Callable[[int | None], object]) -> None:
        """Who is no member yet becomes one, unless a member of that name is the same person."""
        known = interview.member_id is not None
        others = [] if known else namesakes(self._page.desk.db, interview.name)
        ask_who(self._page, interview.name, others, then)

    def _say(self, text: str) -> Callable[[object], None]:
        return lambda _result: self._page.tell(text)
