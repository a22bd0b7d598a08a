"""What was read of the development of a community, in one piece, and how much of it is shown."""

from __future__ import annotations

from msgspec import Struct

from commdesk.core.developing import Behind, Chart, Levels, Line, NextStep, Phase, PhaseName, Span
from commdesk.core.values import Week
from commdesk.core.words import N_, Text

EVERYTHING = 0
PERIODS = (13, 26, 52, EVERYTHING)
"""Weeks that can be chosen."""
USUAL_PERIOD = 26
FEWEST = 13
"""Weeks that a chart shows at least, also where less is known."""
PHASES: tuple[tuple[PhaseName, str], ...] = (
    ("inception", N_("Inception")),
    ("establishment", N_("Establishment")),
    ("maturity", N_("Maturity")),
)


class Standout(Struct, frozen=True):
    """One of the sentences that matter this week, and what it rests on."""

    sentence: Text
    rule: str
    """Stable name of the rule that found it."""
    line: str = ""
    """The line that it is about."""
    week: Week | None = None
    """The week in which it came about."""
    evidence: tuple[Text, ...] = ()
    behind: tuple[Behind, ...] = ()
    next_step: NextStep | None = None


class Reading(Struct, frozen=True):
    """Everything that Development shows of one week."""

    span: Span
    charts: tuple[Chart, ...]
    """In the order of reading."""
    phase: Phase | None = None
    levels: Levels | None = None
    stands_out: tuple[Standout, ...] = ()
    """At most three, the most important first."""
    calm: Text | None = None
    """Why nothing stands out, where something is known."""

    def chart(self, name: str) -> Chart | None:
        return next((each for each in self.charts if each.name == name), None)

    def lines(self) -> list[tuple[Chart, Line]]:
        """Every line of weeks, with the chart it stands in."""
        return [(chart, line) for chart in self.charts if chart.is_weekly for line in chart.lines]

    @property
    def week(self) -> Week:
        return self.span.weeks[-1]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known yet of which a chart could be drawn."""
        return all(chart.is_empty for chart in self.charts)

    def shown(self, period: int) -> tuple[Chart, ...]:
        """The charts over the last weeks; empty weeks before everything began are left out.

        Those that show something come first: beside one that does, a sentence alone would leave
        half of a row empty.
        """
        weeks = self.weeks_shown(period)
        ordered = sorted(self.charts, key=lambda chart: chart.is_empty)
        return tuple(chart.last(weeks) for chart in ordered)

    def weeks_shown(self, period: int) -> int:
        """How many weeks a chart shows when so many are asked for."""
        known = max(FEWEST, *(_since_it_began(line) for _, line in self.lines()), FEWEST)
        return min(period, known) if period else known


def _since_it_began(line: Line) -> int:
    """Weeks from the first in which something happened."""
    first = next((place for place, value in enumerate(line.values) if value), len(line.values))
    return len(line.values) - first


class AtRisk(Struct, frozen=True):
    """A goal that is in danger within four weeks, for what stands out."""

    title: Text
    text: Text
    """Which goal, where it is expected to be, and how sure that is."""
    next_step: NextStep | None = None
