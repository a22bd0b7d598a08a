"""What growth hands in for Development: who came in, and through whom."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import WEEKS_BEFORE, Chart, Line, NextStep, Span, told_beside
from commdesk.core.words import N_, Text, say, say_n
from commdesk.features.members.growth.model import Growth
from commdesk.features.members.growth.queries import first_week, growth_by_week, newcomers


def growth_charts(db: Database, span: Span) -> list[Chart]:
    """New members of every week since the first one came in."""
    first = first_week(db)
    chart = Chart(
        "new_members",
        N_("New members"),
        N_("Do people keep coming, also without us?"),
        say("Nobody has come in yet; members who are added or imported are counted here."),
        next_step=NextStep(say("Add members or import a list"), "members"),
        rank=21,
    )
    if first is None or first > span.weeks[-1]:
        return [chart]
    weeks = growth_by_week(db, span)
    known = [each for each in weeks if each.week >= first]
    return [
        replace(
            chart,
            answer=_answer(known[:-1] if span.is_running and len(known) > 1 else known),
            places=span.weeks,
            lines=_lines(weeks, len(weeks) - len(known)),
            next_step=_next_step(known),
            behind=newcomers,
        )
    ]


def _lines(weeks: Sequence[Growth], unknown: int) -> tuple[Line, ...]:
    """Of the first weeks nothing is known: nobody was counted yet."""
    before = (None,) * unknown
    known = weeks[unknown:]
    return (
        Line(
            "new_members",
            say("New members"),
            (*before, *(each.new for each in known)),
            adds_up=True,
        ),
        Line(
            "new_through_members",
            say("Through members or by themselves"),
            (*before, *(each.by_members for each in known)),
            adds_up=True,
        ),
    )


def _answer(weeks: Sequence[Growth]) -> Text:
    """How many in the last week, what the weeks before it brought, and through whom."""
    last = weeks[-1]
    came = say_n("{n} new member in {week}", "{n} new members in {week}", last.new, week=last.week)
    came = told_beside(came, [each.new for each in weeks], -1)
    if last.known:
        came = say(
            "{came}; {n} of {of} through members or by themselves",
            came=came,
            n=last.by_members,
            of=last.known,
        )
    if len(weeks) == 1:
        return say("{came}; of the weeks before nothing is known.", came=came)
    return Text("{came}.", {"came": came})


def _next_step(weeks: Sequence[Growth]) -> NextStep | None:
    """What makes the second line tell more."""
    unknown = sum(each.unknown for each in weeks[-1 - WEEKS_BEFORE :])
    if not unknown:
        return None
    text = say_n("Fill in how {n} new member came", "Fill in how {n} new members came", unknown)
    return NextStep(text, "members", "view:new")
