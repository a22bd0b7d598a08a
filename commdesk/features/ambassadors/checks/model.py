"""Looking back: whether an ambassador got what they were looking for, and when to ask again."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from commdesk.core.words import N_, Text, say

EVERY_MONTHS = 6


class Answer(StrEnum):
    """Whether they got it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


ANSWERS: tuple[tuple[str, str], ...] = (
    (Answer.YES, N_("yes")),
    (Answer.PARTLY, N_("partly")),
    (Answer.NO, N_("no")),
)


class CheckDraft(Struct, frozen=True):
    """One look back with a member."""

    member_id: int
    answer: str
    on_day: date | None = None
    """None: today."""
    note: str = ""


class Check(Struct, frozen=True):
    """A stored look back; `looking_for` is what they looked for then."""

    id: int
    member_id: int
    looking_for: str
    answer: str
    checked_on: date
    note: str


class Gained(Struct, frozen=True):
    """Of how many, asked at least once, the last answer was yes."""

    yes: int
    asked: int

    @property
    def text(self) -> Text:
        return say("{yes} of {n} got what they were looking for", yes=self.yes, n=self.asked)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on, or its last day where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def check_due_on(since: date | None, checks: Sequence[Check]) -> date | None:
    """Six months after the agreement, then six months after the last look back.

    `checks` are of one member, the newest first. None: nothing to look back on.
    """
    if since is None:
        return None
    last = max([since, *(each.checked_on for each in checks)])
    return months_after(last, EVERY_MONTHS)


def gained(checks: Iterable[Sequence[Check]]) -> Gained:
    """Over the last answers of those who were asked; `checks` a member, the newest first."""
    last = [each[0].answer for each in checks if each]
    return Gained(last.count(Answer.YES), len(last))
