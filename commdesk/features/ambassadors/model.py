"""What an ambassador is, what passes between us, and when something asks for attention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from commdesk.core.feature import Balance
from commdesk.core.stored import MOST_CHARACTERS
from commdesk.core.values import Minutes, Period
from commdesk.core.words import N_, Text, say, say_n
from commdesk.core.workbook import Workdays
from commdesk.features.ambassadors.agreements.model import (
    Agreement,
    AgreementDraft,
    Ending,
    agreed_minutes,
)
from commdesk.features.ambassadors.checks.model import Check
from commdesk.features.ambassadors.stages import AT_WORK, ORDER, STAGES, WITH_AGREEMENT, Stage
from commdesk.features.outreach import Pace

__all__ = [
    "BALANCE_DAYS", "ENDS_WITHIN", "IDEAS", "KINDS", "MOST_CHARACTERS", "NEEDS", "ORDER",
    "RECURRENCES", "STAGES", "WITH_AGREEMENT", "Ambassador", "AmbassadorDraft", "Attention",
    "Card", "Exchange", "ExchangeDraft", "Idea", "Kind", "Need", "Recurrence", "Stage",
    "ask_warnings", "balance_of", "warnings_of",
]  # fmt: skip

BALANCE_DAYS = 90
ENDS_WITHIN = timedelta(weeks=8)


class Need(StrEnum):
    """What an ambassador is looking for."""

    UNKNOWN = ""
    NETWORK = "larger-network"
    PLATFORM = "larger-platform"
    KNOWLEDGE = "unique-knowledge"
    CHANGE = "change-for-clients"
    RECOGNITION = "recognition"
    OTHER = "other"


NEEDS: tuple[tuple[str, str], ...] = (
    (Need.UNKNOWN, N_("not known yet")),
    (Need.NETWORK, N_("a larger network")),
    (Need.PLATFORM, N_("a larger platform")),
    (Need.KNOWLEDGE, N_("unique knowledge")),
    (Need.CHANGE, N_("change for their clients")),
    (Need.RECOGNITION, N_("recognition")),
    (Need.OTHER, N_("something else")),
)


class Kind(StrEnum):
    """Which way something went."""

    GIVE = "give"
    ASK = "ask"


class Idea(StrEnum):
    """Whose idea it was."""

    OURS = "ours"
    THEIRS = "theirs"


class Recurrence(StrEnum):
    """Whether it comes back."""

    ONCE = ""
    WEEKLY = "weekly"
    MONTHLY = "monthly"


KINDS: tuple[tuple[str, str], ...] = ((Kind.GIVE, N_("given")), (Kind.ASK, N_("asked for")))
IDEAS: tuple[tuple[str, str], ...] = ((Idea.OURS, N_("our idea")), (Idea.THEIRS, N_("their idea")))
RECURRENCES: tuple[tuple[str, str], ...] = (
    (Recurrence.ONCE, N_("once")),
    (Recurrence.WEEKLY, N_("every week")),
    (Recurrence.MONTHLY, N_("every month")),
)


class AmbassadorDraft(Struct, frozen=True):
    """What can be typed about an ambassador."""

    stage: str = Stage.CANDIDATE
    looking_for: str = Need.UNKNOWN
    looking_for_note: str = ""
    """In their own words."""
    we_do: str = ""
    """What we do about it."""
    agreement: str = ""
    weekly_minutes: Minutes | None = None
    from_on: date | None = None
    until_on: date | None = None
    contact_person: str = ""
    follower_id: int | None = None
    """The ambassador who takes over when the agreement ends."""
    cadence_days: int | None = None

    @property
    def agreed(self) -> AgreementDraft:
        """The part that is an agreement, a row of its own."""
        return AgreementDraft(
            self.agreement,
            self.weekly_minutes,
            self.from_on,
            self.until_on,
            self.contact_person,
            self.follower_id,
        )


class Ambassador(AmbassadorDraft, frozen=True):
    """A stored ambassador, with the agreement that holds now."""

    id: int = 0
    member_id: int = 0
    name: str = ""
    stage_on: date = date.min
    do_not_contact: bool = False


class ExchangeDraft(Struct, frozen=True):
    """One give or ask."""

    member_id: int
    kind: str
    what: str
    on_day: date | None = None
    """None: today."""
    idea: str = Idea.OURS
    recurrence: str = Recurrence.ONCE
    is_thanks: bool = False
    """A give that says thanks; what it cost is nobody's business."""


class Exchange(Struct, frozen=True):
    """A stored give or ask."""

    id: int
    member_id: int
    kind: str
    what: str
    happened_on: date
    idea: str
    recurrence: str
    is_thanks: bool = False

    @property
    def is_recurring(self) -> bool:
        return self.recurrence != Recurrence.ONCE


WarningKind = Literal["cadence", "ends", "ended", "check", "balance", "weekly-ask"]


class Attention(Struct, frozen=True):
    """Something about an ambassador that asks for attention, and what to do."""

    kind: WarningKind
    text: Text


class Card(Struct, frozen=True):
    """One ambassador as the list shows them."""

    ambassador: Ambassador
    balance: Balance
    pace: Pace | None
    """How often to be in touch; None when nobody may (do-not-contact) or no cadence holds."""
    warnings: tuple[Attention, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    """The newest first."""
    checks: tuple[Check, ...] = ()
    """The newest first."""
    ending: Ending | None = None
    check_on: date | None = None
    """When to look back on what they were looking for; None when there is nothing to."""

    def agreed_on(self, day: date) -> Minutes:
        """Hours a week that count on this day: of somebody who is with us now."""
        is_at_work = self.ambassador.stage in AT_WORK
        return agreed_minutes(self.agreements, day) if is_at_work else Minutes(0)

    @property
    def is_due(self) -> bool:
        return any(warning.kind == "cadence" for warning in self.warnings)


def balance_of(exchanges: Iterable[Exchange], today: date) -> Balance:
    """Gives and asks in the window of 90 days."""
    window = Period.window(today, BALANCE_DAYS)
    kinds = [each.kind for each in exchanges if each.happened_on in window]
    return Balance(kinds.count(Kind.GIVE), kinds.count(Kind.ASK), BALANCE_DAYS)


def ask_warnings(balance: Balance, *, kind: str, idea: str, recurrence: str) -> list[Text]:
    """What speaks against a new ask, before it is made; a give never warns."""
    if kind != Kind.ASK:
        return []
    found = []
    if balance.is_negative:
        found.append(
            say("You asked more than you gave ({balance}). Give first.", balance=balance.text)
        )
    if idea == Idea.OURS and recurrence == Recurrence.WEEKLY:
        found.append(
            say("A weekly ask of your own wears people out: ask once, or let it be theirs.")
        )
    return found


def warnings_of(
    ambassador: Ambassador,
    exchanges: Sequence[Exchange],
    pace: Pace | None,
    today: date,
    workdays: Workdays,
    *,
    ending: Ending | None = None,
    check_on: date | None = None,
) -> tuple[Attention, ...]:
    """Everything that asks for attention now, the most pressing first."""
    if ambassador.stage == Stage.THANKED:
        return ()
    found = [
        _cadence_warning(pace, today, workdays),
        _end_warning(ambassador, ending, today),
        _check_warning(check_on, today),
        _balance_warning(balance_of(exchanges, today)),
        _weekly_warning(exchanges, today),
    ]
    return tuple(warning for warning in found if warning)


def _cadence_warning(pace: Pace | None, today: date, workdays: Workdays) -> Attention | None:
    if pace is None or workdays.next_from(pace.due_on) > today:
        return None
    return Attention("cadence", pace.reason(today))


def _end_warning(ambassador: Ambassador, ending: Ending | None, today: date) -> Attention | None:
    if ending is None or ambassador.stage not in WITH_AGREEMENT:
        return None
    end = ending.on_day
    if end < today:
        text = say("The agreement ended on {day}: renew it or say thanks", day=end)
        return Attention("ended", text)
    if end > today + ENDS_WITHIN or ending.is_followed:
        return None
    if ending.follower:
        text = say(
            "The agreement ends on {day}: agree with {name}, who follows, from then on",
            day=end,
            name=ending.follower,
        )
        return Attention("ends", text)
    weeks = (end - today).days // 7
    text = say_n(
        "The agreement ends on {day}, in {n} week: renew it or find who follows",
        "The agreement ends on {day}, in {n} weeks: renew it or find who follows",
        weeks,
        day=end,
    )
    return Attention("ends", text)


def _check_warning(check_on: date | None, today: date) -> Attention | None:
    if check_on is None or check_on > today:
        return None
    return Attention("check", say("Half a year on: did they get what they were looking for?"))


def _balance_warning(balance: Balance) -> Attention | None:
    if not balance.is_negative:
        return None
    return Attention("balance", say("{balance} in 90 days: give first", balance=balance.text))


def _weekly_warning(exchanges: Sequence[Exchange], today: date) -> Attention | None:
    window = Period.window(today, BALANCE_DAYS)
    for each in exchanges:
        is_ours = each.kind == Kind.ASK and each.idea == Idea.OURS
        if is_ours and each.recurrence == Recurrence.WEEKLY and each.happened_on in window:
            return Attention(
                "weekly-ask", say("Asked every week, our idea: {what}", what=each.what)
            )
    return None
