"""What is sent, answered and contributed week by week, as a chart."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.developing import Chart, Line, Reference
from commdesk.core.words import N_, say
from commdesk.features.outreach.outcomes import model
from commdesk.features.outreach.outcomes.model import Outcomes, says


def chart_of(outcomes: Outcomes) -> Chart:
    """Sent, answered and contributed week by week, with the answers of a usual week to hold to."""
    lines = outcomes.by_week()
    settled = [line for line in lines if not line.is_open]
    usual = sum(line.count.answered for line in settled) / len(settled) if settled else 0
    held = Reference(
        usual,
        say("usually {n} answered", n=round(usual)),
        say("The mean of the weeks whose messages are three weeks old."),
    )
    return Chart(
        "outcomes-weeks",
        N_("Week by week"),
        N_("What do messages bring?"),
        says(outcomes),
        outcomes.weeks,
        (
            Line("outcomes-sent", say("Sent"), _counts(lines, "sent")),
            Line("outcomes-answered", say("Answered"), _counts(lines, "answered")),
            Line("outcomes-contributed", say("Contributed"), _counts(lines, "contributed")),
        ),
        shape="columns",
        references=(held,) if usual else (),
        open_places=len(lines) - len(settled),
    )


def _counts(lines: Sequence[model.Line], name: str) -> tuple[int, ...]:
    return tuple(getattr(line.count, name) for line in lines)
