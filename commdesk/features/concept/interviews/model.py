"""An interview of the needs inventory: with whom, what they said, would they contribute."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from msgspec import Struct

from commdesk.core.errors import Refused
from commdesk.core.stored import trimmed
from commdesk.core.values import Minutes
from commdesk.core.words import N_
from commdesk.features.members import MemberDraft, Stage, folded, is_email, parse_name

LONGEST_NAME = 200
_WEEK = 7 * 24 * 60


class Willing(StrEnum):
    """Whether somebody would contribute actively."""

    UNKNOWN = ""
    NO = "no"
    MAYBE = "maybe"
    YES = "yes"
    ALREADY = "already"


WILLING: tuple[tuple[str, str], ...] = (
    (Willing.NO, N_("no")),
    (Willing.MAYBE, N_("maybe")),
    (Willing.YES, N_("yes")),
    (Willing.ALREADY, N_("does already")),
)
PLAN_FULFILLED = N_("The interview that was planned with them is held now.")
SPOKEN_AGAIN = N_("does not count: spoken with again later")
COUNTS_AS_WILLING = frozenset({Willing.YES, Willing.ALREADY})

_MEANS = {
    Willing.YES: "ja j yes y graag",
    Willing.NO: "nee n no niet",
    Willing.MAYBE: "misschien maybe wellicht mogelijk perhaps",
    Willing.ALREADY: "already al doe doet does",
}
_WORDS_FOR = {word: key for key, words in _MEANS.items() for word in words.split()}
_ALREADY = frozenset({"doet het al", "does already", "doe ik al", "ik doe het al", "i do already"})
_WORD = re.compile(r"\w+")


class InterviewDraft(Struct, frozen=True):
    """What can be typed about one interview."""

    name: str = ""
    member_id: int | None = None
    circle: str = ""
    """Which group they speak for: lawyers, residents."""
    planned_on: date | None = None
    held_on: date | None = None
    """None: still to be held."""
    willing: str = Willing.UNKNOWN
    weekly_minutes: Minutes | None = None
    would_do: str = ""
    wants_back: str = ""
    version_id: int | None = None
    """The version of the concept that it tests; None: the one of the day it was held."""
    email: str = ""
    """Where to reach somebody who is no member yet."""


class Interview(InterviewDraft, frozen=True):
    """A stored interview."""

    id: int = 0

    @property
    def is_held(self) -> bool:
        return self.held_on is not None

    @property
    def is_willing(self) -> bool:
        return self.willing in COUNTS_AS_WILLING

    def days_late(self, today: date) -> int:
        """How long ago it should have been held; 0 when it was, or is still to come."""
        if self.is_held or self.planned_on is None:
            return 0
        return max((today - self.planned_on).days, 0)


class Answer(Struct, frozen=True):
    """What somebody said to one question, with the sentence that says it best."""

    question: str
    text: str = ""
    quote: str = ""
    themes: tuple[str, ...] = ()


def prospect_of(interview: InterviewDraft) -> MemberDraft:
    """The interviewee as a prospect: talked with, and not in the community yet."""
    name = parse_name(interview.name)
    return MemberDraft(
        first_name=name.first,
        infix=name.infix,
        last_name=name.last,
        email=interview.email if is_email(interview.email) else "",
        stage=Stage.PROSPECT,
        looking_for=interview.wants_back,
    )


def check_plan(day: date | None, before: date | None, today: date) -> None:
    """Refuse a plan without a day, or on one that is past; a plan that became late stays."""
    if day is None:
        raise Refused("On which day is it? Give a date.", field="planned_on")
    if day < today and day != before:
        raise Refused("{day} is past. Record the interview instead.", day=day, field="planned_on")


def check_interview(draft: InterviewDraft, today: date) -> None:
    """Refuse what cannot be: no name, held in the future, an answer without a conversation."""
    if not draft.name.strip():
        raise Refused("With whom was it? Give a name.", field="name")
    for key in ("name", "circle", "email"):
        trimmed(getattr(draft, key), key, LONGEST_NAME)
    if draft.held_on is not None and draft.held_on > today:
        raise Refused(
            "{day} is still to come. Plan the interview for that day instead.",
            day=draft.held_on,
            field="held_on",
        )
    if draft.willing not in set(Willing):
        raise Refused("Choose no, maybe, yes or does already.", field="willing")
    if draft.weekly_minutes is not None and not 0 <= draft.weekly_minutes <= _WEEK:
        raise Refused("Hours a week lie between 0 and 168.", field="weekly_minutes")
    for key in ("would_do", "wants_back"):
        trimmed(getattr(draft, key), key)


def willing_of(typed: object) -> str:
    """`Ja, graag`, `No`, `doet het al`; raises ValueError for anything else that is typed."""
    text = folded(" ".join(str(typed or "").split())).strip(" .;,!?")
    if not text:
        return Willing.UNKNOWN
    if text in set(Willing) or text in _ALREADY:
        return text if text in set(Willing) else Willing.ALREADY
    first = _WORD.match(text)
    if first is None or first[0] not in _WORDS_FOR:
        raise ValueError(text)
    return _WORDS_FOR[first[0]]
