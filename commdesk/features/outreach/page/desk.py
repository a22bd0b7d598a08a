"""The Outreach page: the list, the message, the person; one message costs one chord."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget

from commdesk.core.errors import Refused
from commdesk.core.story import story_tables
from commdesk.core.words import N_
from commdesk.features.members import find_member
from commdesk.features.outreach import ops
from commdesk.features.outreach.model import Message, Purpose
from commdesk.features.outreach.openings import Wanted, wanted_by
from commdesk.features.outreach.page import keys
from commdesk.features.outreach.page.acts import Acts
from commdesk.features.outreach.page.composer import Composer
from commdesk.features.outreach.page.lists import Lists
from commdesk.features.outreach.page.logform import LogForm
from commdesk.features.outreach.page.people import QUEUE, People
from commdesk.features.outreach.page.person import person_of
from commdesk.features.outreach.page.reaching import Reaching
from commdesk.features.outreach.page.replies import Replies
from commdesk.features.outreach.page.sending import Sending
from commdesk.features.outreach.page.sources import SourcesCard
from commdesk.features.outreach.promises.page.form import PromiseForm
from commdesk.features.outreach.queries import find_draft, last_waiting
from commdesk.features.outreach.turns import Rule, Turn, left_out
from commdesk.kit.cardlist import CardRow
from commdesk.kit.detail import DetailPane
from commdesk.kit.form import Form
from commdesk.kit.page import NEW, Page, PageAction, Regions

REPLY = "reply/"
"""The target that goes to the last unanswered message to a member, or to logging one."""


class OutreachPage(Page):
    """Ctrl+Enter copies, logs and goes on; 1 to 5 say what came of a message."""

    NAME = "outreach"
    TITLE = N_("Outreach")
    HELP = N_(
        "Who to write to next and why, and who still owes an answer. Ctrl+Enter copies the text, "
        "logs it and goes to the next. In the list 1 to 5 say what came of the last message (no "
        "answer, answered, will contribute, contributed, wants no contact), Z puts somebody off, "
        "S skips; in the message the same with Alt. Type a name in the list to filter it; Down or "
        "Enter goes from the filter to the first row. Which rules fill the list, and in which "
        "order, is under Page, Sources of the list."
    )
    WATCHES = frozenset({"member", "member_tag", "tag", "workbook_fact", "closing_day", "absence"})
    ICON = "message-outline"

    def build(self) -> None:
        self.member_id: int | None = None
        self._row: CardRow | None = None
        self.acts = Acts(self)
        self.sending = Sending(self)
        self.reaching = Reaching(self)
        self.people = People(self.words)
        self.lists = Lists(self)
        self.composer = Composer(self)
        self.log_form = LogForm(self)
        self.promise_form = PromiseForm(self)
        self.detail = DetailPane(self.words("Choose somebody to see what to know about them."))
        self._middle = QStackedWidget()
        self.sources = SourcesCard(self)
        for each in (self.composer, self.log_form, self.sources, self.promise_form):
            self._middle.addWidget(each)
        self._regions = Regions(
            "outreach",
            (self.people, self._middle, self.detail),
            words=self.words,
            memory=self.host.memory,
            shares=(13, 18, 13),
        )
        self.content.addWidget(self._regions, 1)
        self.replies = Replies(self)
        keys.wire(self)
        self.composer.show_nobody()

    def watched(self) -> frozenset[str]:
        return self.WATCHES | story_tables(self.desk)

    def primary_action(self) -> PageAction:
        return PageAction(N_("Log contact"), self.begin_log, NEW, name="log_message")

    def page_actions(self) -> list[PageAction]:
        return keys.actions(self)

    def filter_field(self) -> QLineEdit:
        return self.people.filter

    def reload(self) -> None:
        if self.sending.is_going and self.lists.is_read:
            self.lists.go_on()
            return
        self.lists.read()
        self.sources.reload()
        self.composer.reload()
        self.sending.bring_back()
        if self.people.list.current() is None:
            self.people.list.select_first()
        self.choose(self.people.list.current())

    def show_target(self, target: object) -> None:
        """Go to this member, in the list or not; `reply/17`: say what came of writing to them."""
        if str(target).startswith(REPLY):
            self.begin_reply(str(target).removeprefix(REPLY))
            return
        self.people.filter.clear()
        if self.is_stale:
            self.refresh()
        self.people.show_tab(QUEUE)
        member_id = int(str(target))
        if not self.people.queue.select_key(member_id):
            self.show_member(member_id, None)
        self._regions.reveal(1)
        self.composer.text.setFocus()

    def take_focus(self) -> None:
        """Into a form that stands open, else where the work is."""
        form = self._middle.currentWidget()
        if isinstance(form, LogForm | PromiseForm):
            form.take_keyboard()
        else:
            super().take_focus()

    def send(self) -> None:
        """Copy the text; log it only when the clipboard holds it; go to the next.

        Nothing goes out that is not in sight: then it is shown first.
        """
        if not self.composer.isVisible():
            if self._middle.currentWidget() is self.composer:
                self.write()
            return
        self.sending.send()

    def begin_reply(self, member: str) -> None:
        """To the last message to this member that waits; without one, log contact with them."""
        if self.is_stale:
            self.refresh()
        with self.refusals():
            member_id = int(member) if member else None
            if member_id is None:
                self.begin_log()
            elif self.replies.show_last_of(member_id):
                self._regions.reveal(0)
            else:
                self.show_member(member_id, None)
                self.begin_log()

    def person_at_hand(self) -> int | None:
        return self.member_id

    def begin_log(self) -> None:
        """Log contact that happened elsewhere, with whoever is selected."""
        with self.refusals():
            member = find_member(self.desk.db, self.member_id) if self.member_id else None
            self._middle.setCurrentWidget(self.log_form)
            self._regions.reveal(1)
            self.log_form.begin(member)

    def begin_promise(self, message_id: int | None = None) -> None:
        """Fill in what was promised on this message just now, or note another with the member."""
        with self.refusals():
            member = find_member(self.desk.db, self.member_id) if self.member_id else None
            if message_id is None:
                self.promise_form.begin(member)
            elif not self.promise_form.begin_after(message_id):
                return
            if (member_id := self.promise_form.member_id) and member_id != self.member_id:
                member = find_member(self.desk.db, member_id)
                self.detail.show_detail(person_of(self.desk, member, self.words, ()))
            self._middle.setCurrentWidget(self.promise_form)
            self._regions.reveal(1)
            self.promise_form.take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        """To another page: keep what is typed. A window that closes has asked `has_unsaved`."""
        if self.window().isVisible():
            self.keep_draft()
        super().hideEvent(event)

    def show_person(self) -> None:
        self._regions.reveal(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.composer.head.about.setVisible(self._regions.is_narrow)

    def waiting_message(self) -> Message | None:
        """The message that a result is about: the selected one, or the member's last."""
        if self._row is not None and isinstance(self._row.data, Message):
            return self._row.data
        return last_waiting(self.desk.db, self.member_id) if self.member_id else None

    def tell_next(self, said: str) -> None:
        """Say what was done and who is next: the focus stays where it is."""
        row = self.people.list.current()
        if row is None:
            self.tell(self.words("{said} That was the last one.", said=said))
        else:
            self.tell(
                self.words("{said} Next: {name}. {why}", said=said, name=row.title, why=row.reason)
            )

    def show_refusal(self, refused: Refused, form: Form | None = None) -> None:
        self.composer.is_sent = False
        super().show_refusal(refused, form)

    def has_unsaved(self) -> bool:
        """A message never is, it is kept as a draft; contact that is being logged is."""
        self.keep_draft()
        return self.log_form.is_typed or self.promise_form.is_typed

    def drop_unsaved(self) -> None:
        self.log_form.empty()
        self.promise_form.empty()
        self._middle.setCurrentWidget(self.composer)

    def choose(self, row: CardRow | None) -> None:
        is_other = (row and row.key) != (self._row and self._row.key)
        if is_other and self._shows_promise and not self.promise_form.is_typed:
            self._middle.setCurrentWidget(self.composer)
        self._row = row
        if row is None:
            self._leave_member()
        else:
            self.show_member(row.data.member_id, row)

    @property
    def _shows_promise(self) -> bool:
        return self._middle.currentWidget() is self.promise_form

    def _leave_member(self) -> None:
        self.keep_draft()
        self.member_id = None
        self.composer.show_nobody()
        self.detail.show_nothing()

    def show_member(self, member_id: int, row: CardRow | None) -> None:
        """The message and the person; text that is being typed for this member stays."""
        with self.refusals():
            member = find_member(self.desk.db, member_id)
            is_same = self.composer.member_id == member_id
            if not is_same:
                self.keep_draft()
            self.member_id = member_id
            turn = row.data if row and isinstance(row.data, Turn) else None
            if not (is_same and self.composer.is_typed):
                why_not = left_out(self.desk.db, [member_id], self.desk.today()).get(member_id)
                self.composer.show_member(
                    member,
                    find_draft(self.desk.db, member_id),
                    wanted_by(turn) if turn else Wanted(Purpose.FOLLOW_UP),
                    why_not,
                    is_answer=turn is not None and turn.rule == Rule.QUESTION,
                )
            why = self.words(turn.reason(self.desk.today())) if turn else ""
            detail = person_of(self.desk, member, self.words, self.acts.buttons(member_id), why)
            self.detail.show_detail(detail)

    def keep_draft(self) -> None:
        """Keep what is typed, or forget what was kept; a draft shows no banner and hides none."""
        draft = self.composer.draft()
        if draft is None or self.composer.is_sent or self.desk.is_read_only:
            return
        if draft != (known := find_draft(self.desk.db, draft.member_id)) and (draft.text or known):
            self.host.perform(lambda: self.desk.do(ops.keep_draft, draft), None, self.show_refusal)

    def write(self) -> None:
        self._middle.setCurrentWidget(self.composer)
        self._regions.reveal(1)
        self.composer.text.setFocus()

    def end_log(self, member_id: object) -> None:
        self._middle.setCurrentWidget(self.composer)
        if member_id is not None:
            self.show_target(member_id)
        else:
            self.leave_form()

    def leave_form(self) -> None:
        """Back to the message and the person of the list, where the keyboard was."""
        self._middle.setCurrentWidget(self.composer)
        self.choose(self.people.list.current())
        self._regions.reveal(0)
        self.people.list.setFocus()
        self.replies.make_ready_for_next()

    def go_to(self, tab: int) -> None:
        self.people.show_tab(tab)
        self.people.list.setFocus()

    def show_sources(self) -> None:
        self._middle.setCurrentWidget(self.sources)
        self._regions.reveal(1)
        self.sources.begin()
