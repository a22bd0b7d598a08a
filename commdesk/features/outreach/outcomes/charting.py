"""What writing brings as a chart of the Excel file: messages and answers per week, nobody named."""

from __future__ import annotations

from collections.abc import Sequence

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope
from commdesk.core.sheets.charting import Series, SheetChart
from commdesk.core.values import Period, Week
from commdesk.core.words import say
from commdesk.features.outreach.outcomes.queries import outcomes


def charts(db: Database, scope: ExportScope) -> list[SheetChart]:
    """Messages of ours by the week they were sent in; none while nothing was sent."""
    weeks = scope.chart_weeks
    found = outcomes(db, Period(weeks[0].monday, weeks[-1].sunday), scope.today)
    lines = found.by_week()
    past = [line.id <= str(Week.of(scope.today)) for line in lines]
    if not found.total.sent:
        return []
    return [
        SheetChart(
            say("Messages and answers"),
            tuple(line.id for line in lines),
            (
                Series(say("Sent"), _shown([line.count.sent for line in lines], past)),
                Series(say("Answered"), _shown([line.count.answered for line in lines], past)),
            ),
            kind="line",
            along=say("Week"),
            unit=say("Messages"),
            rank=20,
            name="outreach",
        )
    ]


def _shown(counts: Sequence[int], past: Sequence[bool]) -> tuple[float | None, ...]:
    """Weeks to come have no figure yet: a line to zero would look like one."""
    return tuple(n if is_past else None for n, is_past in zip(counts, past, strict=True))
