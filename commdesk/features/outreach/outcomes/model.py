"""What writing brings, in counts: sent, answered, contributed; by what, and for sure or by chance.

A message of ours is *answered* when its result says that the member reacted, or when the member
wrote back within 14 days. Somebody *contributed* when the result says so, dated within 14 days
after the day of the message, or when a contribution of theirs is known of one of those days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from commdesk.core.shares import ENOUGH, Share
from commdesk.core.values import Period, Week
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.outreach.model import ASKS, CHANNELS, GIVES, PURPOSES

WITHIN_DAYS = 14
"""How long after a message what the member does counts as brought by it."""
USUAL_WEEKS = 13
MOST_DAYS = 5 * 371
"""Longer than this a period is a slip of the pen."""

Dimension = Literal["kind", "purpose", "channel", "template", "tag", "week"]
DIMENSIONS: tuple[tuple[Dimension, str], ...] = (
    ("purpose", N_("Purpose")),
    ("kind", N_("Gives and asks")),
    ("channel", N_("Channel")),
    ("template", N_("Template")),
    ("tag", N_("Tag")),
    ("week", N_("Week")),
)
KINDS: tuple[tuple[str, str], ...] = (
    ("give", N_("give")),
    ("ask", N_("ask")),
    ("neither", N_("neither of the two")),
)
_TITLES: Mapping[str, Mapping[str, str]] = {
    "kind": dict(KINDS),
    "purpose": {str(key): title for key, title in PURPOSES},
    "channel": {str(key): title for key, title in CHANNELS},
}


class Count(Struct, frozen=True):
    """How many messages, and what came of them."""

    sent: int = 0
    answered: int = 0
    promised: int = 0
    """They said that they will contribute, and did not yet."""
    contributed: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.sent + other.sent,
            self.answered + other.answered,
            self.promised + other.promised,
            self.contributed + other.contributed,
        )

    def __sub__(self, other: Count) -> Count:
        return Count(
            self.sent - other.sent,
            self.answered - other.answered,
            self.promised - other.promised,
            self.contributed - other.contributed,
        )

    @property
    def answers(self) -> Share:
        return Share(self.answered, self.sent)

    @property
    def promises(self) -> Share:
        return Share(self.promised, self.sent)

    @property
    def contributions(self) -> Share:
        return Share(self.contributed, self.sent)


class Cell(Struct, frozen=True):
    """The messages of one kind in one week."""

    purpose: str
    channel: str
    template_id: int | None
    week: Week
    count: Count


class Line(Struct, frozen=True):
    """One line of a table: what it is about, and its counts."""

    id: str
    title: Text
    count: Count
    rest: Count = Count()
    """Everything else in that period; nothing where lines are not to be compared."""
    is_open: bool = False
    """A week of which messages may still bring something."""

    @property
    def verdict(self) -> Text:
        """Whether it does better than the rest, when that is no chance."""
        if self.is_open:
            return say("still open")
        if not self.count.answers.is_enough:
            return say("too few to tell")
        if not self.rest.sent:
            return Text("")
        answers = self.count.answers.differs_from(self.rest.answers)
        contributions = self.count.contributions.differs_from(self.rest.contributions)
        return _VERDICTS.get((answers, contributions), say("answers and contributions differ"))


_VERDICTS: Mapping[tuple[int, int], Text] = {
    (0, 0): say("no clear difference"),
    (1, 0): say("more answers than the rest"),
    (-1, 0): say("fewer answers than the rest"),
    (0, 1): say("more contributions than the rest"),
    (0, -1): say("fewer contributions than the rest"),
    (1, 1): say("more of both than the rest"),
    (-1, -1): say("fewer of both than the rest"),
}


class Outcomes(Struct, frozen=True):
    """What the messages of a period brought."""

    period: Period
    today: date
    weeks: tuple[Week, ...]
    cells: tuple[Cell, ...]
    tags: tuple[tuple[str, Count], ...] = ()
    """By the tags that the members have now; empty for nobody's tag. One member has several."""
    templates: Mapping[int, str] = {}

    @property
    def total(self) -> Count:
        return added(cell.count for cell in self.cells)

    @property
    def still_open(self) -> int:
        """Messages of weeks whose last 14 days are not over."""
        return added(c.count for c in self.cells if is_open(c.week, self.today)).sent

    def by_week(self) -> list[Line]:
        """Every week of the period, the oldest first, also one without messages."""
        found = self._sums("week")
        return [
            Line(
                str(week),
                Text("{week}", {"week": week}),
                found.get(str(week), Count()),
                is_open=is_open(week, self.today),
            )
            for week in self.weeks
        ]

    def lines(self, by: Dimension) -> list[Line]:
        """One line for whatever occurs, most sent first; weeks and kinds in their own order."""
        if by == "week":
            return self.by_week()
        found = dict(self.tags) if by == "tag" else self._sums(by)
        total = self.total
        made = [
            Line(key, self.title(by, key), count, total - count) for key, count in found.items()
        ]
        if by == "kind":
            order = [key for key, _ in KINDS]
            return sorted(made, key=lambda line: order.index(line.id))
        return sorted(made, key=lambda line: (-line.count.sent, str(line.title)))

    def title(self, by: Dimension, key: str) -> Text:
        """How a key of a line is called."""
        if by == "tag":
            return Text("{name}", {"name": key}) if key else say("no tag")
        if by == "template":
            if not key:
                return say("without a template")
            name = self.templates.get(int(key))
            return Text("{name}", {"name": name}) if name else say("a template that was removed")
        return Text(_TITLES[by].get(key, key))

    def _sums(self, by: Dimension) -> dict[str, Count]:
        found: dict[str, Count] = {}
        for cell in self.cells:
            key = key_of(cell, by)
            found[key] = found.get(key, Count()) + cell.count
        return found


def key_of(cell: Cell, by: Dimension) -> str:
    """On which line of this table a cell counts."""
    match by:
        case "kind":
            return kind_of(cell.purpose)
        case "purpose":
            return cell.purpose
        case "channel":
            return cell.channel
        case "week":
            return str(cell.week)
        case _:
            return str(cell.template_id or "")


def kind_of(purpose: str) -> str:
    """Whether a message with this purpose gives, asks, or does neither."""
    if purpose in ASKS:
        return "ask"
    return "give" if purpose in GIVES else "neither"


def added(counts: Iterable[Count]) -> Count:
    total = Count()
    for each in counts:
        total += each
    return total


def is_open(week: Week, today: date) -> bool:
    """Whether a message of this week may still bring something that counts."""
    return week.sunday + timedelta(days=WITHIN_DAYS) >= today


def last_weeks(today: date, weeks: int) -> Period:
    """So many ISO weeks, the one that runs now included."""
    return Period((Week.of(today) - (weeks - 1)).monday, Week.of(today).sunday)


def weeks_of(period: Period) -> tuple[Week, ...]:
    """Every ISO week that has a day in the period."""
    first, last = Week.of(period.first), Week.of(period.last)
    count = (last.monday - first.monday).days // 7 + 1
    return tuple(first + n for n in range(count))


def says(outcomes: Outcomes) -> Text:
    """Does writing bring something? In one sentence."""
    total = outcomes.total
    sent = say_n("{n} message", "{n} messages", total.sent)
    answers, contributions = total.answers, total.contributions
    if not total.sent:
        return say("In this period no message was sent.")
    if total.sent < ENOUGH:
        return say(
            "Too few to tell yet: {sent}, {answered} answered, {contributed} followed by a "
            "contribution within {days} days.",
            sent=sent,
            answered=total.answered,
            contributed=total.contributed,
            days=WITHIN_DAYS,
        )
    if not (total.answered or total.contributed):
        return say("Nothing came of {sent} yet: no answer, no contribution.", sent=sent)
    return say(
        "Writing brings something: of every hundred messages about {answers} are answered and "
        "{contributions} followed by a contribution within {days} days.",
        answers=round(100 * answers.share),
        contributions=round(100 * contributions.share),
        days=WITHIN_DAYS,
    )
