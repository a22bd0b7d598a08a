"""Sends what stands in the composer: copied, then logged; brought back when that is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.features.outreach.model import MessageDraft
from commdesk.features.outreach.ops import log_message
from commdesk.features.outreach.queries import find_message

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage


class _Sent(Struct, frozen=True):
    """The last message that went out here."""

    message_id: int
    draft: MessageDraft


class Sending:
    """One chord: the clipboard, the log, the next person."""

    def __init__(self, page: OutreachPage) -> None:
        self._page = page
        self._sent: _Sent | None = None
        self.is_going = False
        """Set while a message of this page is being logged: who is next need not be looked up."""

    def send(self) -> None:
        """Copy the text; log it only when the clipboard holds it; go to the next."""
        page, composer = self._page, self._page.composer
        draft = composer.message()
        if draft is None or composer.is_sent or not composer.text.isEnabled():
            return
        if not draft.text:
            page.show_refusal(Refused("Type what the message says."))
            composer.text.setFocus()
        elif not composer.copy(draft.text):
            page.show_refusal(
                Refused("The clipboard did not take the text, so nothing was logged. Try again.")
            )
        else:
            composer.is_sent = self.is_going = True
            page.do(
                log_message,
                draft,
                now=page.desk.now(),
                then=lambda message_id: self._logged(_Sent(message_id, draft)),
            )
            self.is_going = False

    def bring_back(self) -> None:
        """A message that was undone stands in the composer again, with its person."""
        page = self._page
        if self._sent is None:
            return
        try:
            find_message(page.desk.db, self._sent.message_id)
        except Refused:
            sent, self._sent = self._sent.draft, None
            if page.people.list.select_key(sent.member_id):
                page.show_member(sent.member_id, page.people.list.current())
                page.composer.restore(sent.text, sent.channel, sent.purpose)

    def _logged(self, sent: _Sent) -> None:
        self._sent = sent
        self._page.tell_next(self._page.words("Logged."))
