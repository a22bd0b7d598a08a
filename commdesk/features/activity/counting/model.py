"""The counts of one week, which part of them is the team's own, and what may be counted by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from commdesk.core.values import Week
from commdesk.core.words import N_, Text

MOST = 10_000_000
"""More than any week has: a larger figure was typed wrong."""
Whose = Literal["all", "team"]

KINDS: tuple[tuple[str, str], ...] = (
    ("contributions", N_("Contributions")),
    ("conversations", N_("Conversations")),
    ("questions", N_("Questions asked")),
    ("answered", N_("Questions with replies")),
    ("attendance", N_("Came to a meeting")),
    ("active", N_("Active members")),
    ("contributing", N_("Contributing members")),
)
"""What can be counted in a week, in the order of the week sheet."""
TITLES: Mapping[str, str] = dict(KINDS)
OF_TEAM = ("contributions", "conversations")
"""Of these the team's own part can be counted as well."""
OF_PEOPLE = ("active", "contributing")
"""These are people, each counted once."""
TEAM_TITLES: Mapping[str, str] = {
    "contributions": N_("Contributions, the team’s own"),
    "conversations": N_("Conversations, the team’s own"),
}
_WITHIN = (("answered", "questions"), ("contributing", "active"))
"""The one is a part of the other."""


class Part(Struct, frozen=True):
    """What was done; `active` and `contributing` are people, each counted once.

    A meeting that somebody came to is a contribution, as everywhere; who only came to one is
    active, and not contributing. `answered` is known only where it was counted by hand.
    """

    contributions: int = 0
    conversations: int = 0
    active: int = 0
    contributing: int = 0
    questions: int = 0
    answered: int = 0
    attendance: int = 0


class WeekCounts(Struct, frozen=True):
    """One week: everybody's, and the team's own part of it."""

    week: Week = Week.of(date(2026, 1, 1))
    all: Part = Part()
    team: Part = Part()
    known: frozenset[str] = frozenset()
    """The names of `Part` of which the figure is known: what is not known is no zero."""
    known_of_team: frozenset[str] = frozenset()
    """Those of which the team's own part is known: who the team is, or it was typed."""

    @property
    def members(self) -> Part:
        """What is not the team's own."""
        names = Part.__struct_fields__
        return Part(*(getattr(self.all, name) - getattr(self.team, name) for name in names))

    def figure(self, name: str) -> int | None:
        """Everybody's, or None where it is not known."""
        return getattr(self.all, name) if name in self.known else None

    def of_members(self, name: str) -> int | None:
        """Without the team's own part, or None where one of the two is not known."""
        return getattr(self.members, name) if name in self.known & self.known_of_team else None

    def told(self, figure: Figure) -> int | None:
        """One of the figures that can be counted by hand, or None where it is not known."""
        if figure.whose == "all":
            return self.figure(figure.kind)
        return getattr(self.team, figure.kind) if figure.kind in self.known_of_team else None


class Figure(Struct, frozen=True):
    """One figure of a week as it was counted by hand; without a number it is taken out."""

    kind: str
    n: int | None
    whose: Whose = "all"

    @property
    def name(self) -> str:
        """As it is named in the command line: `team-contributions`."""
        return f"team-{self.kind}" if self.whose == "team" else self.kind

    @property
    def text(self) -> Text:
        return Text((TEAM_TITLES if self.whose == "team" else TITLES)[self.kind])


NAMES: Mapping[str, Figure] = {
    each.name: each
    for each in (
        *(Figure(kind, None) for kind, _ in KINDS),
        *(Figure(kind, None, "team") for kind in OF_TEAM),
    )
}
"""Every figure that can be counted by hand, by its name."""

Typed = Mapping[str, int]
"""What was counted by hand in one week, by its name."""


def counted_by_hand(known: WeekCounts, typed: Typed) -> WeekCounts:
    """A week in which each figure is the larger of what is known by name and what was typed.

    What is typed is the total of the week as the platform tells it: it holds what is known by
    name. A part is never more than its whole, and what members are known to have done stays
    theirs: beside it the whole holds all of the team's.
    """
    team = _at_least(known.team, {name: typed.get(f"team-{name}", 0) for name in OF_TEAM})
    every = _at_least(known.all, {kind: typed.get(kind, 0) for kind, _ in KINDS})
    every = _at_least(every, {name: _least_whole(known, team, typed, name) for name in OF_TEAM})
    for part, whole in _WITHIN:
        every = _at_least(every, {whole: getattr(every, part)})
    told = known.known | {name for name in typed if name in TITLES}
    of_team = known.known_of_team | {name for name in OF_TEAM if f"team-{name}" in typed}
    return WeekCounts(known.week, every, team, frozenset(told), frozenset(of_team))


def _least_whole(known: WeekCounts, team: Part, typed: Typed, name: str) -> int:
    """The team's and what members are known to have done: where nobody is known as the team, what
    is known by name may be the team's, and a whole that was typed says how much it is.
    """
    of_team: int = getattr(team, name)
    if name in typed and name not in known.known_of_team:
        return of_team
    return of_team + int(getattr(known.members, name))


def too_much(typed: Typed) -> tuple[Figure, Figure] | None:
    """A part that was typed larger than the whole of it: the part, and the whole."""
    pairs = [*_WITHIN, *((f"team-{name}", name) for name in OF_TEAM)]
    for part, whole in pairs:
        if part in typed and whole in typed and typed[part] > typed[whole]:
            return NAMES[part], NAMES[whole]
    return None


def _at_least(part: Part, figures: Mapping[str, int]) -> Part:
    return replace(part, **{name: max(n, getattr(part, name)) for name, n in figures.items()})
