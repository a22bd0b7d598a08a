"""Reads of the phase: weekly shares of growth and activity, and what they make."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from commdesk.core.database import Database
from commdesk.core.developing import Phase, Span
from commdesk.core.shares import Share
from commdesk.core.workbook import read_workbook
from commdesk.features.activity.counting import WeekCounts, week_counts
from commdesk.features.activity.phase.model import (
    MONTHS,
    WINDOW,
    Shares,
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
    began = read_workbook(db).start_on
    return Phase(
        stand.name,
        phase_text(stand),
        tuple(evidence_of(stand, shares[-1], began, span.last_day)),
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
    done = windows([Share(c.members.contributions, c.all.contributions) for c in counts])
    is_known = bool(span.team) or any(each.team.contributions for each in counts)
    return [
        Shares(week, one, other if is_known else None)
        for week, one, other in zip(wider.weeks, grown, done, strict=True)
    ][WINDOW - 1 :]


def _wider(span: Span) -> Span:
    before = (span.weeks[0] - number for number in range(WINDOW - 1, 0, -1))
    return replace(span, weeks=(*before, *span.weeks))
