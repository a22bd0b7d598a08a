"""What a message is, and the pure rules about it: the cap, the follow-up, the day's target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from commdesk.core.values import Minutes, Period
from commdesk.core.words import N_, Text, say
from commdesk.core.workbook import Workdays

CAP = 2
CAP_DAYS = 7
USUAL_MINUTES_A_MESSAGE = 2.0
MOST_CHARACTERS = 20_000
CAREFUL = N_("Nothing about clients, health or political views.")
"""What every free text says."""
_GAPS_NEEDED = 30
_LONGEST_GAP = timedelta(minutes=15)
_SHORTEST_GAP = timedelta(seconds=15)  # two at once is a list being logged, not a message written
_GROWTH_SHARE = 10 / 40  # of one's own hours: product.md, hours split


class Channel(StrEnum):
    """Where contact takes place."""

    DM = "dm"
    MAIL = "mail"
    PHONE = "phone"
    MEETING = "meeting"
    FORUM = "forum"
    EVENT = "event"


class Purpose(StrEnum):
    """What contact is for."""

    KEEP_IN_TOUCH = "keep-in-touch"
    NOTIFY = "notify"
    INSPIRE = "inspire"
    HELP = "help"
    WELCOME = "welcome"
    THANK = "thank"
    INTRODUCE = "introduce"
    ASK = "ask"
    INVITE = "invite"
    FOLLOW_UP = "follow-up"


class Result(StrEnum):
    """What came of a message; waiting until somebody says so."""

    WAITING = ""
    NONE = "none"
    ANSWERED = "answered"
    WILL_CONTRIBUTE = "will-contribute"
    CONTRIBUTED = "contributed"
    NO_CONTACT = "no-contact"


CHANNELS: tuple[tuple[str, str], ...] = (
    (Channel.DM, N_("direct message")),
    (Channel.MAIL, N_("e-mail")),
    (Channel.PHONE, N_("phone")),
    (Channel.MEETING, N_("meeting")),
    (Channel.FORUM, N_("forum")),
    (Channel.EVENT, N_("event")),
)
PURPOSES: tuple[tuple[str, str], ...] = (
    (Purpose.KEEP_IN_TOUCH, N_("keep in touch")),
    (Purpose.NOTIFY, N_("point to something")),
    (Purpose.INSPIRE, N_("inspire")),
    (Purpose.HELP, N_("help contribute")),
    (Purpose.WELCOME, N_("welcome")),
    (Purpose.THANK, N_("thank")),
    (Purpose.INTRODUCE, N_("introduce")),
    (Purpose.ASK, N_("ask")),
    (Purpose.INVITE, N_("invite")),
    (Purpose.FOLLOW_UP, N_("follow up")),
)
GIVES: frozenset[str] = frozenset(
    {
        Purpose.NOTIFY,
        Purpose.INSPIRE,
        Purpose.HELP,
        Purpose.WELCOME,
        Purpose.THANK,
        Purpose.INTRODUCE,
        Purpose.INVITE,
    }
)
"""Messages that bring the member something."""
ASKS: frozenset[str] = frozenset({Purpose.ASK})
"""Messages that want something of the member; what is in neither only keeps in touch."""
RESULTS: tuple[tuple[str, str], ...] = (
    (Result.WAITING, N_("waiting")),
    (Result.NONE, N_("no answer")),
    (Result.ANSWERED, N_("answered")),
    (Result.WILL_CONTRIBUTE, N_("will contribute")),
    (Result.CONTRIBUTED, N_("contributed")),
    (Result.NO_CONTACT, N_("wants no contact")),
)
RESULT_KEYS: tuple[Result, ...] = (
    Result.NONE,
    Result.ANSWERED,
    Result.WILL_CONTRIBUTE,
    Result.CONTRIBUTED,
    Result.NO_CONTACT,
)
"""In the order of the keys 1 to 5."""
REPLIES = frozenset(RESULT_KEYS) - {Result.NONE}
"""Results that mean the member reacted: a real contact."""
IN_PERSON = frozenset({Channel.MEETING, Channel.EVENT})
"""Nobody's message: contact in either direction, and as a rule not ours to count in the cap."""
MAY_BE_WORDLESS = frozenset({Channel.PHONE, Channel.MEETING, Channel.EVENT})

_FOLLOW_UP_DAYS: Mapping[str, int | None] = {
    Purpose.KEEP_IN_TOUCH: 7,
    Purpose.NOTIFY: 14,
    Purpose.INSPIRE: 14,
    Purpose.HELP: 5,
    Purpose.WELCOME: 7,
    Purpose.THANK: None,
    Purpose.INTRODUCE: 7,
    Purpose.ASK: 7,
    Purpose.INVITE: 7,
    Purpose.FOLLOW_UP: 7,
}
_PROMISE_DAYS = 7


class MessageDraft(Struct, frozen=True):
    """One contact to be logged."""

    member_id: int
    channel: str = Channel.DM
    purpose: str = Purpose.KEEP_IN_TOUCH
    text: str = ""
    is_outgoing: bool = True
    is_answer: bool = False
    """Answers what the member asked; passes the cap."""
    sent_at: datetime | None = None
    """None: now. With a time zone."""
    follow_up_on: date | None = None
    """None: the day that goes with the purpose, or with the result."""
    is_closed: bool = False
    """Nobody comes back to it, whatever its purpose."""
    result: str = Result.WAITING
    """What came of it at once: of a call, say."""
    informs: bool = False
    """It tells them that they are in the workbook, and what for."""
    template_id: int | None = None
    """The template that it began with."""
    content_id: int | None = None
    """The item that it points to."""


class Message(Struct, frozen=True):
    """A logged contact."""

    id: int
    member_id: int
    name: str
    sent_at: datetime
    is_outgoing: bool
    channel: str
    purpose: str
    text: str
    result: str
    result_on: date | None
    follow_up_on: date | None
    is_answer: bool
    template_id: int | None = None
    content_id: int | None = None

    @property
    def sent_on(self) -> date:
        return local_day(self.sent_at)


class Draft(Struct, frozen=True):
    """What was typed for a member and not sent yet."""

    member_id: int
    channel: str
    purpose: str
    text: str
    template_id: int | None = None
    content_id: int | None = None


class DayTarget(Struct, frozen=True):
    """How many messages fit in a day, and out of what that follows."""

    planned_minutes: Minutes
    minutes_a_message: float

    @property
    def messages(self) -> int:
        return target(self.planned_minutes, self.minutes_a_message)


def local_day(moment: datetime) -> date:
    """The day of a moment on this computer's clock."""
    return moment.astimezone().date()


def privacy_notice(community: str, source: str) -> Text:
    """What the first message tells somebody whom a list brought in."""
    return say(
        "You are on the list of members of {community}; that comes from {source}. I use your name "
        "and address only to be in touch about the community. Would you rather not, or do you want "
        "to know what it says about you? Tell me, and I will see to it.",
        community=community,
        source=source,
    )


def is_over_cap(sent_on: Iterable[date], day: date) -> bool:
    """Whether one more outgoing message on `day` puts three into any window of seven days.

    A late log counts from its own date, so the windows that end after `day` count too.
    """
    near = [each for each in sent_on if abs((each - day).days) < CAP_DAYS]
    if len(near) < CAP:
        return False
    windows = (Period.window(day + timedelta(days=n), CAP_DAYS) for n in range(CAP_DAYS))
    return any(sum(each in window for each in near) >= CAP for window in windows)


def follow_up_day(purpose: str, sent_on: date, workdays: Workdays) -> date | None:
    """When to come back to a message without an answer; None: never (a thank-you)."""
    days = _FOLLOW_UP_DAYS.get(purpose)
    return None if days is None else workdays.next_from(sent_on + timedelta(days=days))


def promise_day(today: date, workdays: Workdays) -> date:
    """When to ask after a promised contribution."""
    return workdays.next_from(today + timedelta(days=_PROMISE_DAYS))


def coming_back_on(purpose: str, result: str, sent_on: date, workdays: Workdays) -> date | None:
    """When to come back to a message of ours with this result; None: never."""
    if result == Result.WAITING:
        return follow_up_day(purpose, sent_on, workdays)
    return promise_day(sent_on, workdays) if result == Result.WILL_CONTRIBUTE else None


def target(planned_minutes: int, minutes_a_message: float) -> int:
    """The day's target: minutes planned for messages / own minutes a message, whole messages."""
    return int(planned_minutes / minutes_a_message) if minutes_a_message > 0 else 0


def shares_of_day(waiting: int, fresh: int, written: int, goal: int) -> tuple[int, int]:
    """How many of those who wait on a day are to be written to: of the day itself, and older ones.

    The older ones belong to the first day that is still to come. What does not fit in one day's
    target is the day's own too: it stays for a later day, whatever is written before.
    """
    room = max(goal - written, 0)
    own = min(room, max(fresh, waiting - goal))
    return own, min(room, waiting) - own


def usual_minutes_a_day(weekly_minutes: int, workdays_a_week: int) -> Minutes:
    """Minutes for messages on a working day until somebody plans them: the share of growth."""
    return Minutes(round(weekly_minutes * _GROWTH_SHARE / max(workdays_a_week, 1)))


def minutes_a_message(moments: Sequence[datetime]) -> float:
    """Own pace in half minutes: the median time between two messages written after each other.

    `moments` in order of time. A pause of more than a quarter of an hour is no pace; under thirty
    steps nothing is measured yet and the usual two minutes hold.
    """
    steps = (later - earlier for earlier, later in pairwise(moments))
    paces = [step.total_seconds() / 60 for step in steps if _SHORTEST_GAP <= step <= _LONGEST_GAP]
    if len(paces) < _GAPS_NEEDED:
        return USUAL_MINUTES_A_MESSAGE
    from statistics import median  # brings fractions and decimal, for a number that few have yet

    return max(round(median(paces) * 2) / 2, 0.5)
