"""Where a message is written: what it is for and begins with, its text; Tab leaves the text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QWidget

from commdesk.features.members import Member
from commdesk.features.outreach.model import Draft, MessageDraft
from commdesk.features.outreach.openings import USUAL, Opening, Wanted, open_message
from commdesk.features.outreach.page.choices import MessageChoices
from commdesk.features.outreach.page.fields import HoleMarks, hole_words, qt_place, select_hole
from commdesk.features.outreach.page.firstgive import FirstGive
from commdesk.features.outreach.page.hints import BLOCKS, About, what_follows
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
        self._member: Member | None = None
        self._opening: Opening | None = None
        self._wanted = Wanted("")
        self._why: Exclusion | None = None
        self._is_loading = False
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
        self._later = button(self.words("Later"), page.acts.offer_snooze)
        self._skip = button(self.words("Skip"), page.acts.skip)
        self._about = button("", page.show_person, "link")
        self._about.hide()
        self._lay_out()
        self._wire()
        self._order_tabs()

    @property
    def member_id(self) -> int | None:
        return self._member.id if self._member else None

    @property
    def later_button(self) -> QWidget:
        """What the choice of days hangs under."""
        return self._later

    def reload(self) -> None:
        """The templates and items may have changed; what is typed stays."""
        self.choices.reload(self._page.desk.db)
        self.choices.show_opening(self._opening, self._page.desk.db)

    def show_nobody(self) -> None:
        self._member = self._opening = None
        self._fill("")
        self.choices.empty(self._page.desk.db)
        self._to.setText(self.words("Message"))
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
        self._member = member
        self._why = why_not
        if draft:
            wanted = Wanted(draft.purpose, draft.template_id or 0, draft.content_id)
        channel = draft.channel if draft else self.choices.channel.value()
        self._open(wanted, channel)
        if draft:
            self._fill(draft.text)
        self._to.setText(self.words("Message to {name}", name=member.name))
        self._about.setText(self.words("About {name}", name=member.greeting_name))
        self.is_answer.setChecked(is_answer)
        self.is_answer.setVisible(is_answer or why_not == Exclusion.CAP)
        self._set_enabled(is_on=why_not not in BLOCKS)
        self._say_what_follows()

    def offer_person(self, *, is_offered: bool) -> None:
        """Whether there is a way to the person: where only one region shows."""
        self._about.setVisible(is_offered)

    @property
    def is_typed(self) -> bool:
        """Whether there is anything else than what it began with."""
        text = self.text.toPlainText().strip()
        return bool(text) and self._opening is not None and text != self._opening.text.strip()

    def draft(self) -> Draft | None:
        """What to keep for this member; an empty text when there is nothing to keep."""
        self._quiet.stop()
        if self._member is None or self._opening is None:
            return None
        return Draft(
            member_id=self._member.id,
            channel=self.choices.channel.value(),
            purpose=self.choices.purpose.value(),
            text=self.text.toPlainText() if self.is_typed else "",
            template_id=self._opening.template_id,
            content_id=self._opening.content_id,
        )

    def message(self) -> MessageDraft | None:
        """What goes out; without words when there is nothing to say yet."""
        if self._member is None or (opening := self._opening) is None:
            return None
        text = finish(self.text.toPlainText().strip(), opening.values).text
        return MessageDraft(
            member_id=self._member.id,
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

    def restore(self, sent: MessageDraft) -> None:
        """Put back what was sent, when sending was undone."""
        self._open(Wanted(sent.purpose, sent.template_id or 0, sent.content_id), sent.channel)
        self._fill(sent.text)
        self.typed.emit()

    def take_content(self, purpose: str, content_id: int | None) -> None:
        """Write about this item instead, as the default template of the purpose does."""
        self._replace(Wanted(purpose, USUAL, content_id))

    # What the user chose among the four.

    def _purpose_chosen(self) -> None:
        self.choices.offer_templates()
        wanted = Wanted(self.choices.purpose.value(), USUAL, self._wanted.content_id)
        self._replace(wanted, keeps_typed=True)

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
        """Begin again; what was typed stays, with what is known by now filled in, or is one
        Ctrl+Z away.
        """
        if self._member is None:
            return
        typed = self.text.toPlainText() if self.is_typed and keeps_typed else None
        self._wanted = wanted
        self._opening = opening = self._opening_of(wanted)
        self.choices.load(wanted.purpose, self.choices.channel.value(), opening, self._page.desk.db)
        new = opening.text if typed is None else fill(typed, opening.values, to_edit=True).text
        cursor = self.text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(new)
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
        if self._member is None:
            raise ValueError(wanted)
        return open_message(
            self._page.desk.db, self._member.id, wanted, today=self._page.desk.today()
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
        return holes_in(text, self._opening.values if self._opening else {})

    def _lay_out(self) -> None:
        self._to = label(self.words("Message"), "label", wraps=True)
        self._to.setBuddy(self.text)
        self.text.setAccessibleName(self.words("Message"))
        buttons = Flow()
        for each in (self._send, self._later, self._skip):
            buttons.addWidget(each)
        self.body.addWidget(self.choices)
        head = QHBoxLayout()
        head.addWidget(self._to, 1)
        head.addWidget(self._about)
        self.body.addLayout(head)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.is_answer)
        self.body.addWidget(self._missing)
        self.body.addWidget(self.first_give)
        self.body.addWidget(self._hint)
        self.body.addLayout(buttons)

    def _order_tabs(self) -> None:
        """As it is read: the choices, the text, what follows, the buttons."""
        stops = (*self.choices.boxes, self._about, self.text, self.is_answer)
        for here, there in pairwise((*stops, self._send, self._later, self._skip)):
            self.setTabOrder(here, there)

    def _wire(self) -> None:
        self._quiet.timeout.connect(self.typed)
        self.text.textChanged.connect(self._changed)
        self.choices.purpose_chosen.connect(self._purpose_chosen)
        self.choices.template_chosen.connect(self._template_chosen)
        self.choices.content_chosen.connect(self._content_chosen)
        self.choices.channel_chosen.connect(self.typed)
        self._send.setToolTip(self.words("Ctrl+Enter: copy the text, log it, go to the next"))
        self._later.setToolTip(self.words("Z in the list, Alt+Z here"))
        self._skip.setToolTip(self.words("S in the list, Alt+S here"))

    def _changed(self) -> None:
        if not self._is_loading:
            self._quiet.start()
            self._say_what_is_missing()

    def _set_enabled(self, *, is_on: bool) -> None:
        for each in (self.text, self.choices, self._send):
            each.setEnabled(is_on)
        for each in (self._later, self._skip):
            each.setEnabled(self._member is not None)

    def _say_what_is_missing(self) -> None:
        said = hole_words(self._holes(self.text.toPlainText()), self.words)
        if said != self._missing.text():
            self._missing.setText(said)
            self._missing.setVisible(bool(said))

    def _say_what_follows(self) -> None:
        self.first_give.show_for(self._member, self._wanted.purpose)
        if self._member is not None:
            notice = self._opening.notice if self._opening else ""
            about = About(self._member, self._wanted.purpose, self._why, is_told_of=bool(notice))
            self._hint.setText(what_follows(self._page.desk, self.words, about))
