"""Which part of the work is not the manager's own: contributions, and hours of moderation."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Line, NextStep, Reference, Span
from commdesk.core.words import N_, Text, say
from commdesk.features.buildup.team import ShareWeek, share_weeks, totals_of
from commdesk.features.buildup.team.model import HALF, WEEKS, Totals, percent_of

PAGE = "buildup_team"
_MINUTES_AN_HOUR = 60


def development(db: Database, span: Span) -> list[Chart]:
    """One chart of two shares; None where nothing was done, or the manager's part is not known."""
    weeks = share_weeks(db, span.last_day, span.weeks)
    totals = totals_of(weeks[-WEEKS:])
    chart = Chart(
        name="own_share",
        title=N_("Not done by the manager"),
        question=N_("Would it go on without me?"),
        answer=_answer(totals),
        next_step=NextStep(say("See who does what"), PAGE),
        rank=90,
    )
    drawn = _drawn(chart, span, weeks)
    return [chart if drawn.is_empty else drawn]


def _drawn(chart: Chart, span: Span, weeks: Sequence[ShareWeek]) -> Chart:
    half = Reference(
        HALF,
        say("50%: others carry half"),
        say("Once others make half of it, the community begins to carry itself (Iriberri & Leroy "
            "2009)."),
    )  # fmt: skip
    return replace(
        chart,
        places=span.weeks,
        lines=(
            Line(
                "not_managers_contributions",
                say("Contributions by others"),
                tuple(week.contributions_share for week in weeks),
                of=tuple(_known(week.contributions, week.own_contributions) for week in weeks),
            ),
            Line(
                "not_managers_hours",
                say("Hours of others"),
                tuple(week.minutes_share for week in weeks),
                of=tuple(
                    _known(week.minutes // _MINUTES_AN_HOUR, week.own_minutes) for week in weeks
                ),
            ),
        ),
        unit="share",
        references=(half,),
    )


def _known(total: int, own: int | None) -> int | None:
    return None if own is None else total


def _answer(totals: Totals) -> Text:
    given, worked = totals.contributions_share, totals.minutes_share
    if not (totals.contributions or totals.minutes):
        return say("No contributions or hours are known of the last {weeks} weeks.", weeks=WEEKS)
    if given is None and worked is None:
        return say("Which part is the manager's own is not known: put yourself, by the name of the "
                   "workbook's owner, in Members and in Team.")  # fmt: skip
    parts = []
    if given is not None:
        parts.append(
            say(
                "{percent}% of {n} contributions",
                percent=percent_of(given),
                n=totals.contributions,
            )
        )
    if worked is not None:
        parts.append(
            say(
                "{percent}% of {n} hours",
                percent=percent_of(worked),
                n=totals.minutes // _MINUTES_AN_HOUR,
            )
        )
    return say(
        "In the last {weeks} weeks {parts} came from others; half is the line.",
        weeks=WEEKS,
        parts=parts,
    )
