"""What the parts of activity hand in together."""

from __future__ import annotations

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Span
from commdesk.features.activity.counting.charts import development as counted
from commdesk.features.activity.phase import phase_charts


def development(db: Database, span: Span) -> list[Chart]:
    """The phase and what it rests on, what happens in a week, levels."""
    return [*phase_charts(db, span), *counted(db, span)]
