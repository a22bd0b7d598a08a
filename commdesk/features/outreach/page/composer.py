"""Where a message is written: channel, purpose, text; Enter is a new line, Tab leaves."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from commdesk.core.words import N_
from commdesk.core.workbook import workdays
from commdesk.features.members import Member
from commdesk.features.outreach.model import (
    CAREFUL,
    CHANNELS,
    PURPOSES,
    Channel,
    Draft,
    MessageDraft,
    Purpose,
    follow_up_day,
    privacy_notice,
)
from commdesk.features.outreach.turns import Exclusion
from commdesk.kit import theme
from commdesk.kit.flow import Flow
from commdesk.kit.inputs import ChoiceInput, Choices
from commdesk.kit.parts import Card, button, label

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_BLOCKS = {Exclusion.NO_CONTACT, Exclusion.RESTRICTED}
_QUIET_MS = 600
_LEAST_SIGNS = 3  # two beside each other fit at twice the text size


class Composer(Card):
    """Shows one member's message; `typed` after a pause in the typing, to keep the draft."""

    typed = Signal()

    def __init__(self, page: OutreachPage) -> None:
        super().__init__(padding=12)
        self._page = page
        self.words = page.words
        self._member: Member | None = None
        self._greeting = self._notice = ""
        self._why: Exclusion | None = None
        self._is_loading = False
        self.is_sent = False
        """Set while the text is on its way: it is no draft any more and is not sent twice."""
        self._quiet = QTimer(self)
        self.channel = self._choice(CHANNELS)
        self.purpose = self._choice(PURPOSES)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.is_answer = QCheckBox(self.words("Answers their question"))
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

    def show_nobody(self) -> None:
        self._member = None
        self._greeting = self._notice = ""
        self._fill("", Channel.DM, Purpose.KEEP_IN_TOUCH)
        self._to.setText(self.words("Message"))
        self._set_enabled(is_on=False)
        self._hint.setText(self.words("Choose somebody to write to."))

    def show_member(
        self,
        member: Member,
        draft: Draft | None,
        purpose: str,
        why_not: Exclusion | None,
        *,
        is_answer: bool,
    ) -> None:
        """The draft that was kept for them, else a greeting; blocked when contact is refused."""
        self._member = member
        self._why = why_not
        self._greeting = self.words("Hi {name},", name=member.greeting_name) + "\n\n"
        self._notice = self._notice_to(member)
        channel = self.channel.value()
        if draft:
            self._fill(draft.text, draft.channel, draft.purpose)
        else:
            self._fill(self._opening, channel, purpose)
            self._stand_after_greeting()
        self._to.setText(self.words("Message to {name}", name=member.name))
        self._about.setText(self.words("About {name}", name=member.greeting_name))
        self.is_answer.setChecked(is_answer)
        self.is_answer.setVisible(is_answer or why_not == Exclusion.CAP)
        self._set_enabled(is_on=why_not not in _BLOCKS)
        self._say_what_follows()

    def offer_person(self, *, is_offered: bool) -> None:
        """Whether there is a way to the person: where only one region shows."""
        self._about.setVisible(is_offered)

    @property
    def is_typed(self) -> bool:
        """Whether there is more than the greeting."""
        text = self.text.toPlainText().strip()
        return bool(text) and text != self._opening.strip()

    @property
    def _opening(self) -> str:
        """What stands there before anything is typed."""
        return f"{self._greeting}\n\n{self._notice}" if self._notice else self._greeting

    def draft(self) -> Draft | None:
        """What to keep for this member; an empty text when there is nothing to keep."""
        self._quiet.stop()
        if self._member is None:
            return None
        text = self.text.toPlainText() if self.is_typed else ""
        return Draft(self._member.id, self.channel.value(), self.purpose.value(), text)

    def message(self) -> MessageDraft | None:
        if self._member is None:
            return None
        text = self.text.toPlainText().strip() if self.is_typed else ""
        return MessageDraft(
            member_id=self._member.id,
            channel=self.channel.value(),
            purpose=self.purpose.value(),
            text=text,
            informs=bool(self._notice) and self._notice in text,
            is_answer=not self.is_answer.isHidden() and self.is_answer.isChecked(),
        )

    def restore(self, text: str, channel: str, purpose: str) -> None:
        """Put back what was sent, when sending was undone."""
        self._fill(text, channel, purpose)
        self.typed.emit()

    def _fill(self, text: str, channel: str, purpose: str) -> None:
        self._is_loading, self.is_sent = True, False
        self.text.setPlainText(text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.channel.load(channel)
        self.purpose.load(purpose)
        self._is_loading = False

    def _notice_to(self, member: Member) -> str:
        """The first message to somebody out of a list says that they are in the workbook."""
        if member.informed_on or not member.source:
            return ""
        return self.words(privacy_notice(self._page.desk.workbook.name, member.source))

    def _stand_after_greeting(self) -> None:
        if self._notice:
            cursor = self.text.textCursor()
            cursor.setPosition(len(self._greeting))
            self.text.setTextCursor(cursor)

    def _choice(self, choices: Choices) -> ChoiceInput:
        made = ChoiceInput([(value, self.words(text)) for value, text in choices])
        made.box.setMinimumContentsLength(_LEAST_SIGNS)
        return made

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(4)
        for column, (name, entry) in enumerate(
            ((self.words("Channel"), self.channel), (self.words("Purpose"), self.purpose))
        ):
            buddy = label(name, "label")
            buddy.setBuddy(entry.control)
            entry.control.setAccessibleName(name)
            grid.addWidget(buddy, 0, column)
            grid.addWidget(entry, 1, column)
        self._to = label(self.words("Message"), "label", wraps=True)
        self._to.setBuddy(self.text)
        self.text.setAccessibleName(self.words("Message"))
        buttons = Flow()
        for each in (self._send, self._later, self._skip):
            buttons.addWidget(each)
        self.body.addLayout(grid)
        head = QHBoxLayout()
        head.addWidget(self._to, 1)
        head.addWidget(self._about)
        self.body.addLayout(head)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.is_answer)
        self.body.addWidget(self._hint)
        self.body.addLayout(buttons)

    def _order_tabs(self) -> None:
        """As it is read: channel, purpose, text, what follows, the buttons."""
        stops = (self.channel.box, self.purpose.box, self._about, self.text, self.is_answer)
        for here, there in pairwise((*stops, self._send, self._later, self._skip)):
            self.setTabOrder(here, there)

    def _wire(self) -> None:
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self.typed)
        self.text.textChanged.connect(self._changed)
        self.channel.edited.connect(self.typed)
        self.purpose.edited.connect(self.typed)
        self.purpose.edited.connect(self._say_what_follows)
        self._send.setToolTip(self.words("Ctrl+Enter: copy the text, log it, go to the next"))
        self._later.setToolTip(self.words("Z in the list, Alt+Z here"))
        self._skip.setToolTip(self.words("S in the list, Alt+S here"))

    def _changed(self) -> None:
        if not self._is_loading:
            self._quiet.start()

    def _set_enabled(self, *, is_on: bool) -> None:
        for each in (self.text, self.channel, self.purpose, self._send):
            each.setEnabled(is_on)
        for each in (self._later, self._skip):
            each.setEnabled(self._member is not None)

    def _say_what_follows(self) -> None:
        """Why it cannot be sent, or when they come back without an answer."""
        if self._member is None:
            return
        blocked = _blocked(self._why)
        if blocked:
            self._hint.setText(self.words(blocked, name=self._member.name))
            return
        day = follow_up_day(self.purpose.value(), self._today, workdays(self._page.desk.db))
        if day:
            text = self.words(
                "No answer? Then {name} comes back on {day}.",
                name=self._member.greeting_name,
                day=day,
            )
        else:
            text = self.words("No follow-up: nothing is asked.")
        if self._notice:
            text += " " + self.words(
                "It also says that they are in the workbook: nobody told them yet."
            )
        self._hint.setText(text + "\n" + self.words(CAREFUL))

    @property
    def _today(self) -> date:
        return self._page.desk.today()


def _blocked(why: Exclusion | None) -> str:
    """The msgid of what stands in the way, or an empty text."""
    return {
        Exclusion.NO_CONTACT: N_("{name} asked not to be contacted."),
        Exclusion.RESTRICTED: N_("The use of {name}'s data is restricted."),
        Exclusion.CAP: N_(
            "{name} had 2 messages in 7 days already. An answer to a question is allowed."
        ),
    }.get(why or Exclusion.SNOOZED, "")
