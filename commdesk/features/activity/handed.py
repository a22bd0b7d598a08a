"""What the parts of activity hand in together."""

from __future__ import annotations

from collections.abc import Iterator

from commdesk.core.database import Database
from commdesk.core.developing import Chart, Leaving, Span
from commdesk.features.activity.counting import count_all_weeks, settle_weeks
from commdesk.features.activity.counting.charts import counted
from commdesk.features.activity.counting.creators import creators_chart
from commdesk.features.activity.counting.ops import keep_whose
from commdesk.features.activity.levels import derive_levels, keep_numbers, settle_levels
from commdesk.features.activity.levels import development as levelled
from commdesk.features.activity.phase import counts_and_before, phase_charts


def settle(db: Database) -> None:
    """Count again the weeks, and the levels of members, that an op touched."""
    settle_weeks(db)
    settle_levels(db)


def derive(db: Database) -> None:
    count_all_weeks(db)
    derive_levels(db)


def before_erasing(db: Database, leaving: Leaving) -> None:
    """What these members did keeps counting for whom it counted, and how they moved."""
    keep_whose(db, leaving)
    keep_numbers(db, leaving)


def development(db: Database, span: Span) -> Iterator[Chart]:
    """The phase and what it rests on, what happens in a week, levels; who create takes longest."""
    yield from phase_charts(db, span)
    yield from counted(counts_and_before(db, span)[-len(span.weeks) :], span)
    yield from levelled(db, span)
    yield creators_chart(db, span)
