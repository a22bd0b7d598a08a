"""Why somebody is worth writing to: the rules, their order, and each reason in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from commdesk.core.words import N_, Text, say, say_n
from commdesk.core.workbook import Workdays
from commdesk.features.outreach.model import PURPOSES, Purpose
from commdesk.features.outreach.promises.model import Promise

WELCOME_DAYS = 3
CROWD = 20
"""More people than this added on one day are a list that was taken in, not newcomers."""
EVERY_DAY = Workdays(frozenset(range(1, 8)), frozenset())
NEVER = date(9000, 1, 1)
"""Stands for a day that no calendar reaches; days can still be added to it."""
_STEP = 10
_LATE_POINTS = 9


class Rule(StrEnum):
    """Why somebody is worth writing to now; a source of the queue."""

    QUESTION = "question"
    FOLLOW_UP = "follow-up"
    OUR_PROMISE = "our-promise"
    PROMISE = "promise"
    WELCOME = "welcome"
    THANK = "thank"
    RETURNED = "returned"
    ANSWER = "answer"
    CADENCE = "cadence"
    STEP = "step"
    MATCH = "match"
    QUIET = "quiet"


RULES: tuple[tuple[Rule, str], ...] = (
    (Rule.QUESTION, N_("Question")),
    (Rule.FOLLOW_UP, N_("Follow up")),
    (Rule.OUR_PROMISE, N_("Our promise")),
    (Rule.PROMISE, N_("Promise")),
    (Rule.WELCOME, N_("New")),
    (Rule.THANK, N_("First contribution")),
    (Rule.RETURNED, N_("Back again")),
    (Rule.ANSWER, N_("Might answer")),
    (Rule.CADENCE, N_("Cadence")),
    (Rule.STEP, N_("One step from")),
    (Rule.MATCH, N_("Looks for this")),
    (Rule.QUIET, N_("Gone quiet")),
)
"""Every source in its usual order: what was said on a day comes before what merely fits."""
EXPLAINED: Mapping[Rule, str] = {
    Rule.QUESTION: N_("They asked something, and nothing went back since."),
    Rule.FOLLOW_UP: N_("A message of ours has no answer, and its follow-up day has come."),
    Rule.OUR_PROMISE: N_("We promised something, and the day is near."),
    Rule.PROMISE: N_("They promised a contribution, and the day to ask after it has come."),
    Rule.WELCOME: N_("Joined within three days and not welcomed yet."),
    Rule.THANK: N_("Their first contribution, of the last two weeks, has no thanks yet."),
    Rule.RETURNED: N_("Active again after a month of silence."),
    Rule.ANSWER: N_("A question is open, and they know the subject."),
    Rule.CADENCE: N_("The agreed time since the last real contact has passed."),
    Rule.STEP: N_("One contribution or conversation from the next level."),
    Rule.MATCH: N_("A new item fits what they look for."),
    Rule.QUIET: N_("Was active, and has been silent for a month."),
}
DATED = frozenset({Rule.QUESTION, Rule.FOLLOW_UP, Rule.OUR_PROMISE, Rule.PROMISE})
"""Rules about something that was said on a day; they come before what merely recurs."""
OWN_WORDS = frozenset({Rule.QUESTION, Rule.OUR_PROMISE})
"""Rules that no template can speak for: only the manager knows the answer."""
PURPOSE_OF: Mapping[Rule, Purpose] = {
    Rule.QUESTION: Purpose.HELP,
    Rule.FOLLOW_UP: Purpose.FOLLOW_UP,
    Rule.OUR_PROMISE: Purpose.HELP,
    Rule.PROMISE: Purpose.FOLLOW_UP,
    Rule.WELCOME: Purpose.WELCOME,
    Rule.THANK: Purpose.THANK,
    Rule.RETURNED: Purpose.KEEP_IN_TOUCH,
    Rule.ANSWER: Purpose.ASK,
    Rule.CADENCE: Purpose.KEEP_IN_TOUCH,
    Rule.STEP: Purpose.HELP,
    Rule.MATCH: Purpose.NOTIFY,
    Rule.QUIET: Purpose.KEEP_IN_TOUCH,
}


class Source(Struct, frozen=True):
    """One rule as this workbook uses it."""

    rule: Rule
    is_on: bool = True


Sources = tuple[Source, ...]
"""Every rule once; its place is its weight."""
USUAL_SOURCES: Sources = tuple(Source(rule) for rule, _ in RULES)


def arranged(kept: Sequence[tuple[str, bool]]) -> Sources:
    """The sources as they were stored; one that is new since then stands at its usual end."""
    known = {str(rule) for rule, _ in RULES}
    stored = [Source(Rule(name), is_on) for name, is_on in dict(kept).items() if name in known]
    there = {source.rule for source in stored}
    return (*stored, *(each for each in USUAL_SOURCES if each.rule not in there))


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
    title: str = ""
    """Of the item that it is about."""
    content_id: int | None = None
    count: int = 0
    """Days of silence, or what is still missing."""
    word: str = ""
    """What fits: the tag or word that they and the item share; the next level."""

    def reason(self, today: date) -> Text:
        """Why now, in words."""
        return _REASONS[self.rule](self, today)


def score(turn: Turn, place: int, today: date) -> int:
    """Higher is more worth doing: the place of its source first, then the weeks it waits."""
    late = max((today - turn.due_on).days, 0)
    return _STEP * (len(RULES) - place) + min(late // 7, _LATE_POINTS)


def is_newcomer(
    added_on: date, today: date, added_that_day: int, workdays: Workdays = EVERY_DAY
) -> bool:
    """Whether a member is to be welcomed: within three days, and not one of an imported list.

    Who was added before days that are not worked is welcomed on the first day after them at the
    latest: whoever works on Monday and Tuesday alone, or comes back from a holiday, can.
    """
    last = max(
        added_on + timedelta(days=WELCOME_DAYS), workdays.next_from(added_on + timedelta(days=1))
    )
    return added_on <= today <= last and added_that_day <= CROWD


def _of_cadence(turn: Turn, today: date) -> Text:
    return turn.pace.reason(today) if turn.pace else say("Cadence")


def _of_follow_up(turn: Turn, _today: date) -> Text:
    purpose = Text(dict(PURPOSES).get(turn.purpose, turn.purpose))
    return say("No answer since {day} ({purpose})", day=turn.since, purpose=purpose)


def _of_promise(turn: Turn, _today: date) -> Text:
    if turn.promise:
        return turn.promise.reason()
    return say("Promised a contribution on {day}", day=turn.since)


def _of_step(turn: Turn, _today: date) -> Text:
    level = Text(turn.word)
    if turn.purpose == "contribution":
        return say_n(
            "{n} contribution from {level}", "{n} contributions from {level}", 1, level=level
        )
    return say_n("{n} conversation from {level}", "{n} conversations from {level}", 1, level=level)


_REASONS: Mapping[Rule, Callable[[Turn, date], Text]] = {
    Rule.QUESTION: lambda turn, _: say("Asked something on {day}, no answer yet", day=turn.since),
    Rule.FOLLOW_UP: _of_follow_up,
    Rule.OUR_PROMISE: _of_promise,
    Rule.PROMISE: _of_promise,
    Rule.WELCOME: lambda turn, _: say("New since {day}, not welcomed yet", day=turn.since),
    Rule.THANK: lambda turn, _: say("First contribution {day}, not thanked yet", day=turn.since),
    Rule.RETURNED: lambda turn, _: say_n(
        "Back after {n} day of silence", "Back after {n} days of silence", turn.count
    ),
    Rule.ANSWER: lambda turn, _: say(
        "Knows “{word}”; open question: {title}", word=turn.word, title=turn.title
    ),
    Rule.CADENCE: _of_cadence,
    Rule.STEP: _of_step,
    Rule.MATCH: lambda turn, _: say(
        "Looks for “{word}”; fits {title}", word=turn.word, title=turn.title
    ),
    Rule.QUIET: lambda turn, today: say_n(
        "Silent for {n} day, was active before",
        "Silent for {n} days, was active before",
        (today - turn.since).days,
    ),
}
