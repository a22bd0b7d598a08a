"""Coverage: what is needed, available, planned, worked and carried over, per week and task."""

from commdesk.features.moderation.coverage.model import (
    CarryStep,
    Cell,
    ExpertiseWeek,
    TaskWeek,
    WeekSum,
    carried_by_week,
    carry_steps,
    shortage_weeks,
)
from commdesk.features.moderation.coverage.queries import (
    Coverage,
    coverage,
    expertise_weeks,
    shortages,
    steps_of,
    task_weeks,
)

__all__ = [
    "CarryStep", "Cell", "Coverage", "ExpertiseWeek", "TaskWeek", "WeekSum", "carried_by_week",
    "carry_steps", "coverage", "expertise_weeks", "shortage_weeks", "shortages", "steps_of",
    "task_weeks",
]  # fmt: skip
