"""Whose turn it is: the pure rules that rank people, leave people out and spread the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct, field

from commdesk.core.words import N_, Text, say, say_n
from commdesk.core.workbook import Workdays
from commdesk.features.outreach.model import PURPOSES, DayTarget, Purpose, is_over_cap
from commdesk.features.outreach.promises.model import Promise

WELCOME_DAYS = 3
CROWD = 20
"""More people than this added on one day are a list that was taken in, not newcomers."""
_LATE_POINTS = 9
NEVER = date(9000, 1, 1)
"""Stands for a day that no calendar reaches; days can still be added to it."""


class Rule(StrEnum):
    """Why somebody is worth writing to now; the reason's name."""

    QUESTION = "question"
    FOLLOW_UP = "follow-up"
    PROMISE = "promise"
    WELCOME = "welcome"
    CADENCE = "cadence"


RULES: tuple[tuple[Rule, str], ...] = (
    (Rule.QUESTION, N_("Question")),
    (Rule.FOLLOW_UP, N_("Follow up")),
    (Rule.PROMISE, N_("Promise")),
    (Rule.WELCOME, N_("New")),
    (Rule.CADENCE, N_("Cadence")),
)
_POINTS = {
    Rule.QUESTION: 90,
    Rule.FOLLOW_UP: 80,
    Rule.PROMISE: 70,
    Rule.WELCOME: 60,
    Rule.CADENCE: 40,
}
DATED = frozenset({Rule.QUESTION, Rule.FOLLOW_UP, Rule.PROMISE})
"""Rules about something that was said on a day; they come before what merely recurs."""
PURPOSE_OF: Mapping[Rule, Purpose] = {
    Rule.QUESTION: Purpose.HELP,
    Rule.FOLLOW_UP: Purpose.FOLLOW_UP,
    Rule.PROMISE: Purpose.HELP,
    Rule.WELCOME: Purpose.WELCOME,
    Rule.CADENCE: Purpose.KEEP_IN_TOUCH,
}


class Exclusion(StrEnum):
    """Why somebody with a reason is left out all the same."""

    NO_CONTACT = "do-not-contact"
    RESTRICTED = "restricted"
    WRITTEN_TODAY = "written-today"
    CAP = "cap"
    SNOOZED = "snoozed"


class Pace(Struct, frozen=True):
    """How often to be in touch with somebody, and since when that counts."""

    member_id: int
    name: str
    days: int
    since: date
    is_contact: bool
    """False: no contact is known, it counts from the day they were added."""
    is_agreed: bool = True
    """False: the usual rhythm of the workbook, nobody set one."""

    @property
    def due_on(self) -> date:
        """Never later than `NEVER`, however large the cadence is that stands in the file."""
        return date.fromordinal(min(self.since.toordinal() + self.days, NEVER.toordinal()))

    def reason(self, today: date) -> Text:
        """`46 days no contact, agreed every 30`."""
        passed = (today - self.since).days
        if not self.is_contact:
            return say_n(
                "Added {n} day ago, no contact yet", "Added {n} days ago, no contact yet", passed
            )
        if not self.is_agreed:
            return say_n("{n} day no contact", "{n} days no contact", passed)
        return say_n(
            "{n} day no contact, agreed every {days}",
            "{n} days no contact, agreed every {days}",
            passed,
            days=self.days,
        )


class Turn(Struct, frozen=True):
    """One person worth writing to, by one rule. Cheap to make: worded only when shown."""

    member_id: int
    name: str
    rule: Rule
    due_on: date
    since: date
    """The day the reason speaks of: of the message, the question, the promise, joining."""
    purpose: str = ""
    """What the message was for that has no answer."""
    pace: Pace | None = None
    message_id: int | None = None
    promise: Promise | None = None

    def score(self, today: date) -> int:
        """Higher is more worth doing: the rule first, then how long it waits."""
        late = max((today - self.due_on).days, 0)
        return _POINTS[self.rule] + min(late // 7, _LATE_POINTS)

    def reason(self, today: date) -> Text:
        match self.rule:
            case Rule.QUESTION:
                return say("Asked something on {day}, no answer yet", day=self.since)
            case Rule.FOLLOW_UP:
                purpose = Text(dict(PURPOSES).get(self.purpose, self.purpose))
                return say("No answer since {day} ({purpose})", day=self.since, purpose=purpose)
            case Rule.PROMISE:
                if self.promise:
                    return self.promise.reason()
                return say("Promised a contribution on {day}", day=self.since)
            case Rule.WELCOME:
                return say("New since {day}, not welcomed yet", day=self.since)
            case Rule.CADENCE:
                return self.pace.reason(today) if self.pace else say("Cadence")


class Person(Struct, frozen=True):
    """What decides whether somebody may be written to now."""

    do_not_contact: bool = False
    is_restricted: bool = False
    sent_on: tuple[date, ...] = ()
    """Days of our latest messages to them."""
    waits_until: date | None = None
    """Snoozed or skipped until this day."""


class Queue(Struct, frozen=True):
    """Today's list, what comes after it, and who was left out."""

    today: date
    target: DayTarget
    written: int
    offered: tuple[Turn, ...] = ()
    later: tuple[tuple[date, Turn], ...] = ()
    excluded: Mapping[Exclusion, int] = field(default_factory=dict)
    is_workday: bool = True

    @property
    def reasons_left_out(self) -> list[Text]:
        return [_left_out(why, n) for why, n in self.excluded.items()]


def why_left_out(person: Person, today: date) -> Exclusion | None:
    """The first reason that holds; do-not-contact is absolute and comes first."""
    if person.do_not_contact:
        return Exclusion.NO_CONTACT
    if person.is_restricted:
        return Exclusion.RESTRICTED
    if today in person.sent_on:
        return Exclusion.WRITTEN_TODAY
    if is_over_cap(person.sent_on, today):
        return Exclusion.CAP
    if person.waits_until and today < person.waits_until:
        return Exclusion.SNOOZED
    return None


def rank(turns: Iterable[Turn], today: date) -> list[Turn]:
    """Each person once, by the rule that weighs most; the same input gives the same order."""

    everyone = list(turns)
    alike = {(turn.rule, turn.due_on): turn for turn in everyone}
    scores = {each: turn.score(today) for each, turn in alike.items()}  # thousands share a few

    def place(turn: Turn) -> tuple[int, date, str, int]:
        return (-scores[turn.rule, turn.due_on], turn.due_on, turn.name, turn.member_id)

    once: dict[int, Turn] = {}
    for turn in sorted(everyone, key=place):
        once.setdefault(turn.member_id, turn)
    return list(once.values())


def leave_out(
    ranked: Sequence[Turn], people: Mapping[int, Person], today: date
) -> tuple[list[Turn], dict[Exclusion, int]]:
    """Who may be written to, and how many may not by reason."""
    excluded: Counter[Exclusion] = Counter()
    allowed = []
    for turn in ranked:
        why = why_left_out(people.get(turn.member_id, Person()), today)
        if why:
            excluded[why] += 1
        else:
            allowed.append(turn)
    return allowed, {why: excluded[why] for why in Exclusion if excluded[why]}


def spread(
    ranked: Sequence[Turn], today: date, *, room: int, a_day: int, workdays: Workdays
) -> tuple[tuple[Turn, ...], tuple[tuple[date, Turn], ...]]:
    """What fits in today's room, and the rest over the coming working days, as many a day as fit.

    Nothing falls due on a day that is not worked: what waits then comes on the next working day.
    """
    fits = max(room, 0) if today in workdays else 0
    later: list[tuple[date, Turn]] = []
    day = today
    for number, turn in enumerate(ranked[fits:]):
        if number % max(a_day, 1) == 0:
            day = workdays.next_from(day + timedelta(days=1))
        later.append((day, turn))
    return tuple(ranked[:fits]), tuple(later)


def is_newcomer(added_on: date, today: date, added_that_day: int) -> bool:
    """Whether a member is to be welcomed: within three days, and not one of an imported list."""
    return 0 <= (today - added_on).days <= WELCOME_DAYS and added_that_day <= CROWD


def _left_out(why: Exclusion, n: int) -> Text:
    match why:
        case Exclusion.NO_CONTACT:
            return say_n("{n} wants no contact", "{n} want no contact", n)
        case Exclusion.RESTRICTED:
            return say_n("{n} is restricted", "{n} are restricted", n)
        case Exclusion.WRITTEN_TODAY:
            return say_n("{n} was written to today", "{n} were written to today", n)
        case Exclusion.CAP:
            return say_n("{n} had 2 messages in a week", "{n} had 2 messages each in a week", n)
        case Exclusion.SNOOZED:
            return say_n("{n} is snoozed", "{n} are snoozed", n)
