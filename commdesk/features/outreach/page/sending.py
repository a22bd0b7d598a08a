"""Sends what stands in the composer: copied, then logged; brought back when that is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.features.outreach.allowing import check_message
from commdesk.features.outreach.model import MessageDraft
from commdesk.features.outreach.ops import log_message
from commdesk.features.outreach.queries import find_message
from commdesk.kit.copying import copy_privately

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage


class _Place(Struct, frozen=True):
    """Where the user stood: which list, which row, what was typed in the filter."""

    tab: int
    key: object
    filter: str


class _Sent(Struct, frozen=True):
    """A message that went out here, and from where."""

    message_id: int
    draft: MessageDraft
    typed: str
    """The text before it was finished: with its fields and doubled braces."""
    place: _Place


class Sending:
    """One chord: the clipboard, the log, the next person."""

    def __init__(self, page: OutreachPage) -> None:
        self._page = page
        self._sent: list[_Sent] = []
        self.is_going = False
        """Set while a message of this page is being logged: who is next need not be looked up."""

    def send(self) -> None:
        """Copy the text; log it only when the clipboard holds it; go to the next."""
        page, composer = self._page, self._page.composer
        draft = composer.message()
        if draft is None or composer.is_sent or not composer.text.isEnabled():
            return
        if not draft.text:
            composer.text.setFocus()
        typed = composer.text.toPlainText()
        with page.refusals():
            if composer.is_old_draft:
                composer.is_old_draft = False
                raise Refused(
                    "This is a draft that you began earlier. Ctrl+Enter once more sends it."
                )
            if hole := composer.first_hole():
                raise Refused(hole.words)
            check_message(page.desk.db, draft, now=page.desk.now())  # before anything is copied
            if not copy_privately(draft.text):
                raise Refused(
                    "The clipboard did not take the text, so nothing was logged. Try again."
                )
            place = self._place()
            composer.is_sent = self.is_going = True
            page.do(
                log_message,
                draft,
                now=page.desk.now(),
                then=lambda message_id: self._logged(_Sent(message_id, draft, typed, place)),
            )
            self.is_going = False

    def bring_back(self) -> None:
        """A message that was undone stands in the composer again: person, place and text."""
        undone = None
        while self._sent and not self._is_logged(self._sent[-1]):
            undone = self._sent.pop()
        if undone is None:
            return
        self._stand_at(undone.place)
        page, draft = self._page, undone.draft
        row = page.people.list.current()
        is_theirs = row is not None and row.data.member_id == draft.member_id
        page.show_member(draft.member_id, row if is_theirs else None)
        if page.composer.member_id == draft.member_id:
            page.composer.restore(draft, undone.typed)

    def _is_logged(self, sent: _Sent) -> bool:
        try:
            find_message(self._page.desk.db, sent.message_id)
        except Refused:
            return False
        return True

    def _place(self) -> _Place:
        people = self._page.people
        return _Place(people.tab, people.list.current_key(), people.filter.text())

    def _stand_at(self, place: _Place) -> None:
        people = self._page.people
        if people.filter.text() != place.filter:
            people.filter.setText(place.filter)
        people.show_tab(place.tab)
        people.list.select_key(place.key)

    def _logged(self, sent: _Sent) -> None:
        self._sent.append(sent)
        self._page.tell_next(self._page.words("Logged."))
