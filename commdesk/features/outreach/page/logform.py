"""The form for contact that happened elsewhere: a call, a meeting, a message from them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.features.members import Member, find_by_words, find_for_palette, find_member
from commdesk.features.outreach.model import CHANNELS, PURPOSES, MessageDraft
from commdesk.features.outreach.ops import log_message
from commdesk.kit.complete import Lookup
from commdesk.kit.form import Field, Form
from commdesk.kit.parts import Card, button
from commdesk.kit.signals import on_key

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_LEAST_SIGNS = 3  # two beside each other fit at twice the text size
_DIRECTIONS = ((False, N_("from them")), (True, N_("from me")))

FIELDS = (
    Field("member", N_("With"), placeholder=N_("Name or e-mail address")),
    Field("is_outgoing", N_("Direction"), "choice", _DIRECTIONS),
    Field("channel", N_("Channel"), "choice", CHANNELS, beside=True),
    Field("purpose", N_("Purpose"), "choice", PURPOSES),
    Field("on_day", N_("On"), "date", beside=True),
    Field(
        "text",
        N_("What was said"),
        "long",
        help=N_("Nothing about clients, health or political views."),
    ),
    Field("is_answer", N_("Answers their question"), "check"),
)


class LogForm(Card):
    """Logs one contact; `done` with the member's id, or None when it was left."""

    done = Signal(object)

    def __init__(self, page: OutreachPage) -> None:
        super().__init__()
        self._page = page
        words = page.words
        self.form = Form(FIELDS, words, today=page.desk.today)
        line = self.form.control("member")
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        self._line = line
        self._lookup = Lookup(line, lambda typed: find_for_palette(page.desk.db, typed))
        for box in self.form.findChildren(QComboBox):
            box.setMinimumContentsLength(_LEAST_SIGNS)
        self.heading.setText(words("Log contact"))
        self.heading.show()
        buttons = QHBoxLayout()
        buttons.addWidget(button(words("Log"), self.save, "primary"))
        buttons.addWidget(button(words("Cancel"), self.leave))
        buttons.addStretch()
        self.body.addWidget(self.form)
        self.body.addStretch()
        self.body.addLayout(buttons)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            on_key(self, keys, self.save).setAutoRepeat(False)
        on_key(self, "Esc", self.leave)

    def begin(self, member: Member | None) -> None:
        """An empty form, for this member when there is one."""
        empty = {field.key: None for field in FIELDS}
        self.form.load(empty | {"on_day": self._page.desk.today()})
        if member:
            self._lookup.show(member.id, member.name, member.organisation)
        (self.form.control("text") if member else self._line).setFocus()

    def save(self) -> None:
        page = self._page
        with page.refusals(self.form):
            values = self.form.values()
            member = self._member()
            draft = self._draft(member.id, values)
            page.do(
                log_message,
                draft,
                now=page.desk.now(),
                form=self.form,
                then=lambda _id: self._logged(member),
            )

    def leave(self) -> None:
        self.form.load(dict.fromkeys((field.key for field in FIELDS), None))
        self.done.emit(None)

    def _member(self) -> Member:
        db = self._page.desk.db
        try:
            if (taken := self._lookup.taken) is not None:
                return find_member(db, taken)
            return find_by_words(db, self._line.text())
        except Refused as refused:
            raise Refused(refused.text, field="member") from None

    def _draft(self, member_id: int, values: dict[str, Any]) -> MessageDraft:
        plain = {key: values[key] for key in ("channel", "purpose", "text", "is_outgoing")}
        is_answer = values["is_answer"] and values["is_outgoing"]
        sent_at = self._moment(values["on_day"])
        return MessageDraft(member_id, **plain, is_answer=is_answer, sent_at=sent_at)

    def _moment(self, day: date | None) -> datetime | None:
        """None for today: now. Noon of any other day."""
        if day is None or day == self._page.desk.today():
            return None
        return datetime.combine(day, time(12)).astimezone()

    def _logged(self, member: Member) -> None:
        self._page.tell(self._page.words("Logged: contact with {name}", name=member.name))
        self.done.emit(member.id)
