"""Where a message is written: what it is for and begins with, its text; Tab leaves the text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from commdesk.features.members import Member
from commdesk.features.outreach.model import Draft, MessageDraft
from commdesk.features.outreach.openings import USUAL, Opening, Wanted, open_message
from commdesk.features.outreach.page.choices import MessageChoices
from commdesk.features.outreach.page.fields import (
    HoleMarks,
    hole_words,
    qt_place,
    replace_text,
    select_hole,
)
from commdesk.features.outreach.page.firstgive import FirstGive
from commdesk.features.outreach.page.hints import BLOCKS, About, what_follows
from commdesk.features.outreach.page.messagehead import MessageHead
from commdesk.features.outreach.templates.fields import Hole, fill, finish, holes_in
from commdesk.features.outreach.turns import Exclusion
from commdesk.kit.flow import Flow
from commdesk.kit.parts import Card, button, label

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_QUIET_MS = 600


class Composer(Card):
    """Shows one member's message; `typed` after a pause in the typing, to keep the draft."""

    typed = Signal()

    def __init__(self, page: OutreachPage) -> None:
        super().__init__(padding=12)
        self._page = page
        self.words = page.words
        self.member: Member | None = None
        self._opening: Opening | None = None
        self._wanted = Wanted("")
        self._why: Exclusion | None = None
        self._is_loading = False
        self.is_old_draft = False
        """What stands here was begun another time, and nobody touched it since."""
        self.is_sent = False
        """Set while the text is on its way: it is no draft any more and is not sent twice."""
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self.choices = MessageChoices(self.words)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self._marks = HoleMarks(self.text, self._holes)
        self.is_answer = QCheckBox(self.words("Answers their question"))
        self._missing = label(role="error", wraps=True)
        self._missing.hide()
        self.first_give = FirstGive(page)
        self._hint = label(role="small", wraps=True)
        self._send = button(self.words("Copy and next"), page.send, "primary")
        self.later_button = button(self.words("Later"), page.acts.offer_snooze)
        self._skip = button(self.words("Skip"), page.acts.skip)
        self.head = MessageHead(self.words, self.text, self._begin_again, page.show_person)
        self._lay_out()
        self._wire()
        self._order_tabs()

    @property
    def member_id(self) -> int | None:
        return self.member.id if self.member else None

    def reload(self) -> None:
        """The templates and items may have changed; what is typed stays."""
        self.choices.reload(self._page.desk.db, self._page.desk.today())
        self.choices.show_opening(self._opening, self._page.desk.db)

    def show_nobody(self) -> None:
        self.member = self._opening = None
        self._fill("")
        self.choices.empty(self._page.desk.db)
        self.head.show_member(None)
        self._set_enabled(is_on=False)
        self.first_give.hide()
        self.is_answer.hide()
        self._hint.setText(self.words("Choose somebody to write to."))

    def show_member(
        self,
        member: Member,
        draft: Draft | None,
        wanted: Wanted,
        why_not: Exclusion | None,
        *,
        is_answer: bool,
    ) -> None:
        """The draft that was kept for them, else what it begins with; blocked when refused."""
        self.member = member
        self._why = why_not
        if draft:
            wanted = Wanted(draft.purpose, draft.template_id or 0, draft.content_id)
        channel = draft.channel if draft else self.choices.channel.value()
        self._open(wanted, channel)
        if draft:
            self._fill(draft.text)
        self.is_old_draft = draft is not None
        self.head.show_member(member, is_draft=self.is_old_draft)
        self.is_answer.setChecked(is_answer)
        self.is_answer.setVisible(is_answer or why_not == Exclusion.CAP)
        self._set_enabled(is_on=why_not not in BLOCKS)
        self._say_what_follows()

    def _begin_again(self) -> None:
        """Let the draft go for what a message begins with; Ctrl+Z in the text brings it back."""
        self._replace(Wanted(self._wanted.purpose, USUAL, self._wanted.content_id))
        self.text.setFocus()

    @property
    def is_typed(self) -> bool:
        """Whether there is anything else than what it began with."""
        text = self.text.toPlainText().strip()
        return bool(text) and self._opening is not None and text != self._opening.text.strip()

    def draft(self) -> Draft | None:
        """What to keep for this member; an empty text when there is nothing to keep."""
        self._quiet.stop()
        if self.member is None or self._opening is None:
            return None
        return Draft(
            member_id=self.member.id,
            channel=self.choices.channel.value(),
            purpose=self.choices.purpose.value(),
            text=self.text.toPlainText() if self.is_typed else "",
            template_id=self._opening.template_id,
            content_id=self._opening.content_id,
        )

    def message(self) -> MessageDraft | None:
        """What goes out; without words when there is nothing to say yet."""
        if self.member is None or (opening := self._opening) is None:
            return None
        typed = fill(self.text.toPlainText().strip(), opening.values, to_edit=True).text
        text = finish(typed, opening.values).text
        return MessageDraft(
            member_id=self.member.id,
            channel=self.choices.channel.value(),
            purpose=self.choices.purpose.value(),
            text=text if self.is_typed or opening.is_message else "",
            informs=bool(opening.notice) and opening.notice in text,
            is_answer=not self.is_answer.isHidden() and self.is_answer.isChecked(),
            template_id=opening.template_id,
            content_id=opening.content_id,
        )

    def first_hole(self) -> Hole | None:
        """What is still missing in the text, and stops it; the cursor goes there."""
        hole = next(iter(self._holes(self.text.toPlainText())), None)
        if hole:
            select_hole(self.text, hole)
        return hole

    def restore(self, sent: MessageDraft, typed: str) -> None:
        """Put back what was sent, as it was typed, when sending was undone."""
        self._open(Wanted(sent.purpose, sent.template_id or 0, sent.content_id), sent.channel)
        self._fill(typed)
        self.typed.emit()

    def take_content(self, purpose: str, content_id: int | None) -> None:
        """Write about this item instead, as the default template of the purpose does."""
        self._replace(Wanted(purpose, USUAL, content_id))

    def _purpose_chosen(self) -> None:
        self.choices.offer_templates()
        purpose = self.choices.purpose.value()
        self._replace(Wanted(purpose, USUAL, self._wanted.content_id), keeps_typed=True)

    def _template_chosen(self) -> None:
        template_id = self.choices.template.value()
        self._replace(
            Wanted(self._wanted.purpose, template_id, self._wanted.content_id, self._wanted.promise)
        )

    def _content_chosen(self) -> None:
        template_id = self._opening.template_id if self._opening else None
        content_id = self.choices.content.value()
        wanted = Wanted(self._wanted.purpose, template_id or 0, content_id, self._wanted.promise)
        self._replace(wanted, keeps_typed=True)

    def _replace(self, wanted: Wanted, *, keeps_typed: bool = False) -> None:
        """Begin again; what was typed stays with what is known filled in, or is one Ctrl+Z away."""
        if self.member is None:
            return
        typed = self.text.toPlainText() if self.is_typed and keeps_typed else None
        self._wanted = wanted
        self._opening = opening = self._opening_of(wanted)
        self.choices.load(wanted.purpose, self.choices.channel.value(), opening, self._page.desk.db)
        new = opening.text if typed is None else fill(typed, opening.values, to_edit=True).text
        replace_text(self.text, new)
        self._marks.look_for(self._holes)
        self._stand_after_greeting()
        self._say_what_follows()
        self.typed.emit()

    def _open(self, wanted: Wanted, channel: str) -> None:
        self._wanted = wanted
        self._opening = opening = self._opening_of(wanted)
        self.choices.load(wanted.purpose, channel, opening, self._page.desk.db)
        self._fill(opening.text)
        self._stand_after_greeting()

    def _opening_of(self, wanted: Wanted) -> Opening:
        if self.member is None:
            raise ValueError(wanted)
        return open_message(
            self._page.desk.db, self.member.id, wanted, today=self._page.desk.today()
        )

    def _fill(self, text: str) -> None:
        self._is_loading, self.is_sent = True, False
        self.text.setPlainText(text)
        self._marks.look_for(self._holes)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self._is_loading = False
        self._say_what_is_missing()

    def _stand_after_greeting(self) -> None:
        if self._opening and (self._opening.notice or self._opening.is_message):
            cursor = self.text.textCursor()
            cursor.setPosition(qt_place(self._opening.text, self._opening.body_at))
            self.text.setTextCursor(cursor)

    def _holes(self, text: str) -> tuple[Hole, ...]:
        """What is missing; a field that is typed by hand and known is filled in on sending."""
        values = self._opening.values if self._opening else {}
        found = holes_in(text, values)
        return tuple(each for each in found if each.kind != "empty" or not values.get(each.name))

    def _lay_out(self) -> None:
        self.text.setAccessibleName(self.words("Message"))
        self.body.addWidget(self.choices)
        self.body.addWidget(self.head)
        self.body.addWidget(self.text, 1)
        for part in (self.is_answer, self._missing, self.first_give, self._hint):
            self.body.addWidget(part)
        buttons = Flow()
        self.body.addLayout(buttons)
        for each in (self._send, self.later_button, self._skip):
            buttons.addWidget(each)

    def _order_tabs(self) -> None:
        """As it is read: the choices, the text, what follows, the buttons."""
        stops = (*self.choices.boxes, self.head.again, self.head.about, self.text, self.is_answer)
        for here, there in pairwise((*stops, self._send, self.later_button, self._skip)):
            self.setTabOrder(here, there)

    def _wire(self) -> None:
        self._quiet.timeout.connect(self.typed)
        self.text.textChanged.connect(self._changed)
        self.choices.purpose_chosen.connect(self._purpose_chosen)
        self.choices.template_chosen.connect(self._template_chosen)
        self.choices.content_chosen.connect(self._content_chosen)
        self.choices.channel_chosen.connect(self.typed)
        self._send.setToolTip(self.words("Ctrl+Enter: copy the text, log it, go to the next"))
        self.later_button.setToolTip(self.words("Z in the list, Alt+Z here"))
        self._skip.setToolTip(self.words("S in the list, Alt+S here"))

    def _changed(self) -> None:
        if not self._is_loading:
            self._quiet.start()
            self._say_what_is_missing()
            if self._opening and self._opening.notice:
                self._say_what_follows()
            if self.is_old_draft:
                self.is_old_draft = False
                self.head.show_member(self.member)

    def _set_enabled(self, *, is_on: bool) -> None:
        for each in (self.text, self.choices, self._send):
            each.setEnabled(is_on)
        for each in (self.later_button, self._skip):
            each.setEnabled(self.member is not None)

    def _say_what_is_missing(self) -> None:
        said = hole_words(self._holes(self.text.toPlainText()), self.words)
        if said != self._missing.text():
            self._missing.setText(said)
            self._missing.setVisible(bool(said))

    def _say_what_follows(self) -> None:
        self.first_give.show_for(self.member, self._wanted.purpose)
        if self.member is not None:
            notice = self._opening.notice if self._opening else ""
            is_told = notice in self.text.toPlainText() if notice else None
            about = About(self.member, self._wanted.purpose, self._why, is_told)
            self._hint.setText(what_follows(self._page.desk, self.words, about))
