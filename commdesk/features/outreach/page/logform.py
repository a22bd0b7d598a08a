"""The form for contact that happened elsewhere: a call, a meeting, a message from them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.core.workbook import workdays
from commdesk.features.members import Member, find_by_words, find_for_palette, find_member
from commdesk.features.outreach.model import (
    CAREFUL,
    CHANNELS,
    PURPOSES,
    RESULTS,
    MessageDraft,
    coming_back_on,
)
from commdesk.features.outreach.ops import log_message
from commdesk.kit.complete import Lookup
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_TIME = re.compile(r"(\d{1,2})(?:[:.hu]?([0-5]\d))?(?: ?(?:u|uur))?", re.ASCII)
_LEAST_SIGNS = 3  # two beside each other fit at twice the text size
_DIRECTIONS = ((False, N_("from them")), (True, N_("from me")))

FIELDS = (
    Field("member", N_("With"), placeholder=N_("Name or e-mail address")),
    Field("is_outgoing", N_("Direction"), "choice", _DIRECTIONS),
    Field("channel", N_("Channel"), "choice", CHANNELS, beside=True),
    Field("purpose", N_("Purpose"), "choice", PURPOSES),
    Field("on_day", N_("On"), "date"),
    Field("at_time", N_("Time"), placeholder="14:30", beside=True),
    Field("text", N_("What was said"), "long", help=CAREFUL),
    Field("result", N_("Result"), "choice", RESULTS),
    Field("follow_up_on", N_("Come back on"), "date", beside=True),
    Field("is_answer", N_("Answers their question"), "check"),
)
_OURS = ("result", "follow_up_on", "is_answer")
"""Only asked of what we said."""
_MOVERS = ("is_outgoing", "purpose", "result")
"""Choices on which the day to come back depends."""


class LogForm(FormCard):
    """Logs one contact; `done` with the member's id."""

    def __init__(self, page: OutreachPage) -> None:
        words = page.words
        super().__init__(words, Form(FIELDS, words, today=page.desk.today), saves=words("Log"))
        self._page = page
        self._line, self._on, self._back = (
            self._line_of(key) for key in ("member", "on_day", "follow_up_on")
        )
        self._computed = ""
        """The day to come back as it was filled in; another text there was typed, and stays."""
        self._lookup = Lookup(self._line, lambda typed: find_for_palette(page.desk.db, typed))
        self.heading.setText(words("Log contact"))
        self._wire()

    @property
    def is_typed(self) -> bool:
        return self.form.is_dirty

    def begin(self, member: Member | None) -> None:
        """An empty form, for this member when there is one; what was typed before stays."""
        if not self.is_typed:
            self.empty()
            self.form.load({"on_day": self._page.desk.today(), "result": ""})
            if member:
                self._lookup.show(member.id, member.name, member.organisation)
            self._follow()
        (self.form.control("text") if self._line.text() else self._line).setFocus()

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
                reason=page.words("Said so in answer to a message"),
                form=self.form,
                then=lambda _id: self._logged(member),
            )

    def empty(self) -> None:
        self.form.load({})
        self._computed = ""

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
        sent_at = self._moment(values["on_day"], values["at_time"])
        if not values["is_outgoing"]:
            return MessageDraft(member_id, **plain, sent_at=sent_at)
        back = values["follow_up_on"]
        return MessageDraft(
            member_id,
            **plain,
            is_answer=values["is_answer"],
            sent_at=sent_at,
            follow_up_on=back,
            is_closed=back is None,
            result=values["result"] or "",
        )

    def _moment(self, day: date | None, typed: str) -> datetime | None:
        """None for today without a time: now. Noon of any other day without one."""
        now = self._page.desk.now()
        day = day or self._page.desk.today()
        if not typed and day == self._page.desk.today():
            return None
        moment = datetime.combine(day, read_time(typed) if typed else time(12)).astimezone()
        if moment > now and day == self._page.desk.today():
            raise Refused("{time} is still to come.", time=typed, field="at_time")
        return moment

    def _logged(self, member: Member) -> None:
        self._page.tell(self._page.words("Logged: contact with {name}", name=member.name))
        self.finish(member.id)

    def _follow(self) -> None:
        """What goes with a message of ours, and the day to come back until another was typed."""
        box = self.form.control("is_outgoing")
        is_ours = isinstance(box, QComboBox) and box.currentIndex() == 1
        for key in _OURS:
            self.form.show_field(key, shown=is_ours)
        if self._back.text() != self._computed:
            return
        day = None
        with suppress(Refused):  # a day that cannot be read yet is said on saving
            typed = self.form.values()
            sent_on = typed["on_day"] or self._page.desk.today()
            days = workdays(self._page.desk.db)
            if is_ours:
                day = coming_back_on(typed["purpose"], typed["result"] or "", sent_on, days)
        self._computed = f"{day:%d-%m-%Y}" if day else ""
        self._back.setText(self._computed)

    def _line_of(self, key: str) -> QLineEdit:
        line = self.form.control(key)
        if not isinstance(line, QLineEdit):
            raise TypeError(line)
        return line

    def _wire(self) -> None:
        for box in self.form.findChildren(QComboBox):
            box.setMinimumContentsLength(_LEAST_SIGNS)
        for key in _MOVERS:
            self.form.control(key).activated.connect(lambda _index: self._follow())  # type: ignore[attr-defined]
        self._on.editingFinished.connect(self._follow)


def read_time(typed: str) -> time:
    """`14:30`, `14.30`, `1430`, `9u`, `9`; refuses what is no time of the day."""
    found = _TIME.fullmatch(typed.strip().lower())
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else time(24)
    except ValueError:
        raise Refused(
            "{text} is not a time of the day. Write 14:30.", text=typed, field="at_time"
        ) from None
