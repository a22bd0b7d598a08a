"""Coverage: what is needed, available, planned, worked and carried over, per week and task."""

from commdesk.features.moderation.coverage.model import (
    TaskWeek,
    carried_by_week,
    shortage_weeks,
)
from commdesk.features.moderation.coverage.queries import shortages, task_weeks

__all__ = ["TaskWeek", "carried_by_week", "shortage_weeks", "shortages", "task_weeks"]
