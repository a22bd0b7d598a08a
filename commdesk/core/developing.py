"""What features hand in for Development: charts of how the community grows, its phase, levels.

Values flow: a reader loops over the features, draws their charts, and looks along the lines of
weeks for what stands out; it knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from commdesk.core.values import Period, Week
from commdesk.core.words import Text, say

if TYPE_CHECKING:
    from commdesk.core.database import Database
    from commdesk.core.feature import Features

MOST_WEEKS = 157
"""Three years, and the week that runs."""
WEEKS_BEFORE = 8
"""So many weeks before a week are told beside it; whether it differs, what stands out says."""

T = TypeVar("T")
Unit = Literal["count", "share", "minutes", "days", "ratio"]
"""How a value is read: a share is 0 to 1, minutes are worded as hours, days may have a decimal."""
Shape = Literal["lines", "columns", "stacked", "bars"]
"""Bars lie, a place under the other; the others stand along the weeks or places."""
Agreed = Mapping[int, tuple[Period, ...]]
"""Member -> the days on which they held the highest level, by agreement and not by count."""
Whose = Literal["organisation", "members"]
"""Who wants a goal."""
PhaseName = Literal["inception", "establishment", "maturity"]


class Span(Struct, frozen=True):
    """The weeks that are looked at, the oldest first and none left out, and on which day."""

    weeks: tuple[Week, ...]
    today: date
    team: frozenset[int] = frozenset()
    """Members whose contributions are the team's own; see `Feature.team`."""
    agreed: Agreed = field(default_factory=dict)
    """Who is an ambassador; see `Feature.agreed`."""
    shared: dict[str, Any] | None = None
    """What was read already within one reading; without one nothing is kept."""

    def once(self, name: str, read: Callable[[], T]) -> T:
        """What is read, or was read before under this name for these weeks and this reading."""
        if self.shared is None:
            return read()
        if name not in self.shared:
            self.shared[name] = read()
        return cast("T", self.shared[name])

    @property
    def first_day(self) -> date:
        return self.weeks[0].monday

    @property
    def last_day(self) -> date:
        """The last day that counts: what is after today has not happened yet."""
        return min(self.weeks[-1].sunday, self.today)

    @property
    def ends(self) -> list[date]:
        """The last day that counts of every week."""
        return [min(week.sunday, self.last_day) for week in self.weeks]

    def place(self, day: date) -> int:
        """Which of the weeks a day lies in: below 0 before them, their number or more after."""
        return (day - self.first_day).days // 7

    @property
    def is_running(self) -> bool:
        """Whether the last week is not over."""
        return self.weeks[-1].sunday >= self.today


class Line(Struct, frozen=True):
    """One thing that is counted, with a value for each place of its chart."""

    name: str
    """Stable: goals, JSON and rules name it; unique in the program."""
    title: Text
    values: tuple[float | None, ...]
    """None: not known there. Nothing that happened is 0."""
    of: tuple[int | None, ...] = ()
    """Of a share the whole it is of; small ones are not made much of."""
    better: Literal["up", "down", ""] = "up"
    """Which way is good news."""
    is_watched: bool = True
    """Whether a change of it can be one of the things that stand out."""
    weeks: int = 1
    """Each value is of so many weeks up to its own: of more than one only a crossing stands out,
    since the weeks that two values share are no news of the second."""
    adds_up: bool = False
    """Whether weeks may be added up: contributions may, members who were active may not, since
    who came twice would count twice."""


class Reference(Struct, frozen=True):
    """A line to hold to."""

    value: float
    name: Text
    """As it stands beside the line: `50%: others carry half`."""
    reason: Text
    """Where the number comes from, in a sentence."""
    place: int | None = None
    """Of lying bars the one that it is for, by its number; None: for all."""


class NextStep(Struct, frozen=True):
    """What to do about it, and the page where that is done."""

    text: Text
    page: str
    target: Any = None


class Behind(Struct, frozen=True):
    """A member or item that a figure is made of."""

    title: str
    note: Text
    page: str
    target: Any = None


class Chart(Struct, frozen=True):
    """One question, its answer in a sentence, and the figures it comes from.

    Without figures it has no lines: then the answer says why, and what brings them.
    """

    name: str
    """Stable: `commdesk chart FILE NAME`."""
    title: str
    """English msgid."""
    question: str
    """English msgid: `Is it growing on its own?`"""
    answer: Text
    places: tuple[Week | Text, ...] = ()
    lines: tuple[Line, ...] = ()
    shape: Shape = "lines"
    unit: Unit = "count"
    references: tuple[Reference, ...] = ()
    next_step: NextStep | None = None
    rank: int = 50
    """Lower stands higher: phase 10, members 20, replies 30, outreach 40, hours 50, gate 60,
    ambassadors 70, organisations 80, own share 90."""
    behind: Callable[[Any, str, Week], list[Behind]] | None = None
    """Database, name of a line, week: the members or items behind that figure, at most 20."""
    open_places: int = 0
    """So many places at the end may still grow, as the week that runs; they are drawn open."""
    note: Text | None = None
    """What must be known to read it, in a sentence under the picture."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value is not None for line in self.lines for value in line.values)

    @property
    def is_weekly(self) -> bool:
        return bool(self.places) and all(isinstance(place, Week) for place in self.places)

    def seen_in(self, span: Span) -> Chart:
        """The week that runs may still grow; a chart that says itself what does so keeps that."""
        if self.open_places or not (self.is_weekly and span.is_running):
            return self
        return replace(self, open_places=1)

    def last(self, weeks: int) -> Chart:
        """Its last weeks only; a chart that is not of weeks stays as it is."""
        if not self.is_weekly:
            return self
        lines = tuple(
            replace(line, values=line.values[-weeks:], of=line.of[-weeks:]) for line in self.lines
        )
        return replace(self, places=self.places[-weeks:], lines=lines)


class Phase(Struct, frozen=True):
    """In which part of its life a community is (Iriberri & Leroy 2009; Millington)."""

    name: PhaseName
    text: Text
    """In a sentence: what it is called, and since when."""
    evidence: tuple[Text, ...]
    since: date | None = None
    months: tuple[int, int] = (3, 9)
    """How long it usually takes, from and to."""


class Movement(Struct, frozen=True):
    """How many members went from one level to another at or during a month; '' is no level."""

    month: str
    """`2026-11`."""
    was: str
    level: str
    members: int


class Levels(Struct, frozen=True):
    """How active members are, and how that moves."""

    titles: tuple[tuple[str, str], ...]
    """Name and English msgid, the lowest first."""
    counts: dict[str, int]
    """Members by level on the last day of the span."""
    movements: tuple[Movement, ...]
    """Of the months of the span, the oldest first."""


class Leaving(Struct, frozen=True):
    """Members who are erased now, while they are still there."""

    members: frozenset[int]
    team: frozenset[int]
    """Those of them whose contributions are the team's own."""
    today: date


def told_beside(told: Text, values: Sequence[float | None], at: int) -> Text:
    """A figure of one week, told, and between what it lay in the eight known weeks before it.

    That it is more or less than usual is not said here: chance makes that of most weeks.
    """
    before = _known_before(values, at % len(values))
    if not before:
        return told
    least, most, weeks = min(before), max(before), len(before)
    if weeks > 1 and least == most == values[at]:
        return say("{told}, as in each of the {weeks} weeks before it", told=told, weeks=weeks)
    if weeks == 1:
        return say("{told}, in the week before it {n}", told=told, n=least)
    if least == most:
        return say("{told}, in each of the {weeks} weeks before it {n}",
                   told=told, weeks=weeks, n=least)  # fmt: skip
    if weeks < WEEKS_BEFORE:
        return say("{told}, in the {weeks} weeks before it between {least} and {most}",
                   told=told, weeks=weeks, least=least, most=most)  # fmt: skip
    return say("{told}, in the eight weeks before it between {least} and {most}",
               told=told, least=least, most=most)  # fmt: skip


def _known_before(values: Sequence[float | None], at: int) -> list[float]:
    """Of the weeks right before, back to one that is not known."""
    found: list[float] = []
    for value in reversed(values[max(at - WEEKS_BEFORE, 0) : at]):
        if value is None:
            break
        found.append(value)
    return found


def team_of(db: Database, features: Features) -> frozenset[int]:
    """Everybody who works for the community, as features hand them in."""
    return frozenset[int]().union(*(each.team(db) for each in features if each.team))


def agreed_levels(db: Database, features: Features) -> Agreed:
    """Who holds the highest level by agreement, as features hand it in."""
    found: dict[int, tuple[Period, ...]] = {}
    for each in features:
        found |= each.agreed(db) if each.agreed else {}
    return found
