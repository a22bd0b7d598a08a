"""What the phase hands in for Development: members' share of growth and of activity."""

from __future__ import annotations

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Line, NextStep, Reference, Span
from commdesk.core.shares import Share
from commdesk.core.words import N_, Text, say
from commdesk.features.activity.phase.model import HALF, NEARLY_ALL, WINDOW, Shares
from commdesk.features.activity.phase.queries import shares_by_week
from commdesk.features.activity.phase.wording import activity_said, growth_said

_SOURCE = "Iriberri & Leroy 2009; Millington"
REFERENCES = (
    Reference(
        float(HALF),
        say("50%: establishment"),
        say("Above half of growth and activity a community is past inception ({source}).",
            source=_SOURCE),
    ),
    Reference(
        float(NEARLY_ALL),
        say("90%: maturity"),
        say("From 90% of growth and activity a community is mature ({source}).",
            source=_SOURCE),
    ),
)  # fmt: skip


def phase_charts(db: Database, span: Span) -> list[Chart]:
    """Both shares of every week, over it and the twelve weeks before it."""
    shares = shares_by_week(db, span)
    last = shares[-1]
    lines = (
        _line("growth_share", say("Growth"), [each.growth for each in shares]),
        _line("activity_share", say("Activity"), [each.activity for each in shares]),
    )
    has_any = any(value is not None for line in lines for value in line.values)
    return [
        Chart(
            "members_share",
            N_("Members’ share of growth and activity"),
            N_("Is it growing on its own?"),
            _answer(last) if has_any else _why_empty(last),
            span.weeks if has_any else (),
            lines if has_any else (),
            unit="share",
            references=REFERENCES,
            next_step=_next_step(last),
            rank=10,
        )
    ]


def _line(name: str, title: Text, shares: list[Share | None]) -> Line:
    """Of too few nothing is said."""
    return Line(
        name,
        title,
        tuple(each.share if each and each.is_enough else None for each in shares),
        tuple(each.of if each else None for each in shares),
        weeks=WINDOW,
    )


def _answer(shares: Shares) -> Text:
    return say(
        "In 13 weeks {growth}; {activity}.",
        growth=growth_said(shares.growth),
        activity=activity_said(shares.activity),
    )


def _why_empty(shares: Shares) -> Text:
    """Which of the two is missing, and so what brings figures."""
    return say(
        "That cannot be told yet. In 13 weeks {growth}; {activity}.",
        growth=growth_said(shares.growth),
        activity=activity_said(shares.activity),
    )


def _next_step(shares: Shares) -> NextStep:
    """First what is not known, then what makes it more."""
    if shares.activity is None:
        return NextStep(say("Link the moderators to members"), "team")
    if not shares.growth.is_enough:
        return NextStep(say("Fill in how new members came"), "members", "view:new")
    if not shares.activity.is_enough:
        return NextStep(say("Import activity or count it by hand"), "import")
    if shares.growth.share < shares.activity.share:
        return NextStep(say("Ask members whom they would bring along"), "outreach")
    return NextStep(say("Help members to contribute themselves"), "outreach")
