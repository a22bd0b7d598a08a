"""What was read of the development of a community, in one piece."""

from __future__ import annotations

from msgspec import Struct

from commdesk.core.developing import Behind, Chart, Levels, Line, NextStep, Phase, Span
from commdesk.core.values import Week
from commdesk.core.words import Text


class Standout(Struct, frozen=True):
    """One thing that matters this week, in a sentence."""

    sentence: Text
    rule: str
    """`change`, `crossed` or `at-risk`."""
    line: str
    """The name of the line it is about; empty for a target."""
    week: Week
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

    def chart(self, name: str) -> Chart | None:
        return next((each for each in self.charts if each.name == name), None)

    def lines(self) -> list[tuple[Chart, Line]]:
        """Every line of weeks, with the chart it stands in."""
        return [(chart, line) for chart in self.charts if chart.is_weekly for line in chart.lines]


class AtRisk(Struct, frozen=True):
    """A goal that is in danger within four weeks, for what stands out."""

    title: Text
    text: Text
    """Where it is expected to be, and how sure that is."""
    next_step: NextStep | None = None
