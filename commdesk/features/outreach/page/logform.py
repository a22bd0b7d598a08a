"""The form for contact that happened elsewhere: a call, a meeting, a message from them."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QLineEdit

from commdesk.core.errors import Refused
from commdesk.core.words import N_
from commdesk.core.workbook import workdays
from commdesk.features.members import Member, find_member
from commdesk.features.outreach.allowing import Refusal, refusals
from commdesk.features.outreach.model import (
    CAREFUL,
    CHANNELS,
    IN_PERSON,
    PURPOSES,
    RESULTS,
    MessageDraft,
    coming_back_on,
    local_day,
)
from commdesk.features.outreach.moments import parse_moment
from commdesk.features.outreach.ops import log_message, log_together
from commdesk.features.outreach.page.together import Together
from commdesk.kit.dialogs import ask
from commdesk.kit.form import Field, Form
from commdesk.kit.formcard import FormCard

if TYPE_CHECKING:
    from commdesk.features.outreach.page import OutreachPage

_LEAST_SIGNS = 3  # two beside each other fit at twice the text size
_DIRECTIONS = ((False, N_("from them")), (True, N_("from me")))
_BOTH_WAYS = ((False, N_("together")), (True, N_("from me")))
"""A meeting is nobody's message; it is contact in either direction."""

FIELDS = (
    Field("member", N_("With"), placeholder=N_("Name or e-mail address")),
    Field("at", N_("When"), placeholder=N_("now; or yest 21:00, fri, 3-11, 14:30")),
    Field("channel", N_("Channel"), "choice", CHANNELS),
    Field("is_outgoing", N_("Direction"), "choice", _DIRECTIONS, beside=True),
    Field("purpose", N_("Purpose"), "choice", PURPOSES),
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
    """Logs one contact, with one person or several; `done` with a member's id."""

    def __init__(self, page: OutreachPage) -> None:
        words = page.words
        super().__init__(words, Form(FIELDS, words, today=page.desk.today), saves=words("Log"))
        self._page = page
        self._line, self._at, self._back = (
            self._line_of(key) for key in ("member", "at", "follow_up_on")
        )
        self._computed = ""
        """The day to come back as it was filled in; another text there was typed, and stays."""
        self._typed_at: datetime | None = None
        """When the moment was typed: `gi` means the day before that, also past midnight."""
        self.together = Together(self._line, page.desk, words)
        self.heading.setText(words("Log contact"))
        self._wire()

    def begin(self, member: Member | None) -> None:
        """An empty form, for this member when there is one; what was typed before stays."""
        if not self.is_typed:
            self.empty()
            self.form.load({"result": ""})
            self._name_directions()
            self.together.begin(member)
            self._follow()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        (self._line if self.together.is_empty else self.form.control("text")).setFocus()

    def save(self) -> None:
        with self._page.refusals(self.form):
            values = self.form.values()
            members = self.together.members()
            draft = self._draft(members[0], values)
            if len(members) == 1:
                self._log(draft, members)
            else:
                self._log_if_allowed(draft, members)

    def empty(self) -> None:
        self.form.load({})
        self.together.begin(None)
        self._computed = ""
        self._typed_at = None

    def _log_if_allowed(self, draft: MessageDraft, members: list[int]) -> None:
        """Those who are refused are named, with the choice to log it with the others."""
        page = self._page
        drafts = [replace(draft, member_id=each) for each in members]
        refused = refusals(page.desk.db, drafts, now=page.desk.now())
        kept = [each for each in members if each not in {one.member_id for one in refused}]
        if not refused:
            self._log(draft, members)
        elif not kept:
            raise Refused(refused[0].why)
        else:
            self._ask_to_leave_out(refused, partial(self._log, draft, kept))

    def _ask_to_leave_out(self, refused: list[Refusal], then: partial[None]) -> None:
        words = self._page.words
        ask(
            self.window(),
            words,
            title=words("Leave out {names}?", names=[each.name for each in refused]),
            text="\n".join(words(each.why) for each in refused),
            do=words("Log with the others"),
            then=then,
        )

    def _log(self, draft: MessageDraft, members: list[int]) -> None:
        page = self._page
        do = partial(
            page.do,
            now=page.desk.now(),
            reason=page.words("Said so in answer to a message"),
            form=self.form,
            then=lambda _ids: self._logged(members),
        )
        if len(members) == 1:
            do(log_message, replace(draft, member_id=members[0]))
        else:
            do(log_together, draft, members)

    def _draft(self, member_id: int, values: dict[str, Any]) -> MessageDraft:
        plain = {key: values[key] for key in ("channel", "purpose", "text", "is_outgoing")}
        sent_at = self._moment(values["at"])
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

    def _moment(self, typed: str) -> datetime | None:
        """None for nothing typed: now."""
        if not typed:
            return None
        return parse_moment(typed, self._typed_at or self._page.desk.now())[0]

    def _note_typing(self) -> None:
        self._typed_at = self._page.desk.now()

    def _write_out(self) -> None:
        """The moment as it was understood, day and time in full."""
        with suppress(Refused):  # what cannot be read is said on saving
            typed = self._at.text().strip()
            if typed:
                moment, is_exact = parse_moment(typed, self._typed_at or self._page.desk.now())
                local = moment.astimezone()
                shown = f"{local:%d-%m-%Y %H:%M}" if is_exact else f"{local:%d-%m-%Y}"
                self._at.setText(shown)
        self._follow()

    def _logged(self, members: list[int]) -> None:
        page = self._page
        if len(members) == 1:
            page.tell(page.words("Logged: contact with {name}", name=self._name_of(members[0])))
        else:
            page.tell(page.words("Logged: contact with {n} people", n=len(members)))
        self.finish(members[0])

    def _name_of(self, member_id: int) -> str:
        return find_member(self._page.desk.db, member_id).name

    def _name_directions(self) -> None:
        """A meeting goes both ways; what is logged of it counts in no cap."""
        box = self.form.control("channel")
        place = box.currentIndex() if isinstance(box, QComboBox) else 0
        is_meeting = CHANNELS[max(place, 0)][0] in IN_PERSON
        self.form.set_choices("is_outgoing", _BOTH_WAYS if is_meeting else _DIRECTIONS)

    def _meet(self) -> None:
        """Another channel: by meeting somebody one sends nothing, unless one says so after."""
        self._name_directions()
        box = self.form.control("channel")
        if isinstance(box, QComboBox) and CHANNELS[box.currentIndex()][0] in IN_PERSON:
            self._direction.setCurrentIndex(0)
        self._follow()

    @property
    def _direction(self) -> QComboBox:
        box = self.form.control("is_outgoing")
        if not isinstance(box, QComboBox):
            raise TypeError(box)
        return box

    def _follow(self) -> None:
        """What goes with a message of ours, and the day to come back until another was typed."""
        is_ours = self._direction.currentIndex() == 1
        for key in _OURS:
            self.form.show_field(key, shown=is_ours)
        if self._back.text() != self._computed:
            return
        day = None
        with suppress(Refused):  # a moment that cannot be read yet is said on saving
            typed = self.form.values()
            sent_at = self._moment(typed["at"]) or self._page.desk.now()
            days = workdays(self._page.desk.db)
            if is_ours:
                result = typed["result"] or ""
                day = coming_back_on(typed["purpose"], result, local_day(sent_at), days)
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
        self.form.control("channel").activated.connect(lambda _index: self._meet())  # type: ignore[attr-defined]
        self._at.textEdited.connect(lambda _text: self._note_typing())
        self._at.editingFinished.connect(self._write_out)
        self.together.refused.connect(lambda refused: self._page.show_refusal(refused, self.form))
