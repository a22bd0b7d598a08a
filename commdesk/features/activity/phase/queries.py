"""Reads of the phase: weekly shares of growth and activity, and what they make."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Phase, Span
from commdesk.core.shares import Share
from commdesk.core.workbook import read_workbook
from commdesk.features.activity.counting import WeekCounts, first_known_week, week_counts
from commdesk.features.activity.phase.model import (
    MONTHS,
    WINDOW,
    Began,
    Shares,
    months_between,
    stand_at,
    windows,
)
from commdesk.features.activity.phase.wording import evidence_of, phase_text
from commdesk.features.members import growth_by_week


def read_phase(db: Database, span: Span) -> Phase | None:
    """The phase at the end of the span; None as long as nobody came in or did anything."""
    shares = shares_by_week(db, span)
    if not any(each.growth.of or (each.activity and each.activity.of) for each in shares):
        return None
    stand = stand_at(shares, min(span.today, span.weeks[-1].sunday + timedelta(days=1)))
    return Phase(
        stand.name,
        phase_text(stand),
        tuple(evidence_of(stand, shares[-1], _began(db, span))),
        stand.since,
        MONTHS[stand.name],
    )


def shares_by_week(db: Database, span: Span) -> list[Shares]:
    """Of every week of the span the shares over it and the twelve weeks before it."""
    return span.once("shares_by_week", lambda: _shares(db, span))


def counts_and_before(db: Database, span: Span) -> list[WeekCounts]:
    """Of every week of the span, and of the twelve before it that its shares are of."""
    return span.once("counts_and_before", lambda: week_counts(db, _wider(span)))


def _shares(db: Database, span: Span) -> list[Shares]:
    wider, counts = _wider(span), counts_and_before(db, span)
    growth = growth_by_week(db, wider)
    grown = windows([Share(each.by_members, each.known) for each in growth])
    done = windows([_done(each) for each in counts])
    is_known = any("contributions" in each.known_of_team for each in counts)
    return [
        Shares(week, one, other if is_known else None)
        for week, one, other in zip(wider.weeks, grown, done, strict=True)
    ][WINDOW - 1 :]


def _done(week: WeekCounts) -> Share:
    """Of a week of which the team's own part is not known nothing counts."""
    own = week.of_members("contributions")
    return Share(0, 0) if own is None else Share(own, week.all.contributions)


def _began(db: Database, span: Span) -> Began:
    """Where the workbook holds weeks from before it was made, the community is that old."""
    made_on, first = read_workbook(db).start_on, first_known_week(db)
    is_older = first is not None and first.sunday < made_on
    since = first.monday if first and is_older else made_on
    return Began(months_between(since, span.last_day), is_older=is_older)


def _wider(span: Span) -> Span:
    before = (span.weeks[0] - number for number in range(WINDOW - 1, 0, -1))
    return replace(span, weeks=(*before, *span.weeks))
