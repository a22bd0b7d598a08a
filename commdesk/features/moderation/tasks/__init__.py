"""The need: which tasks moderation has, which expertise, how many hours a week, and when."""

from commdesk.features.moderation.tasks.budgets import Budget, Stretch, read_amount, stretches
from commdesk.features.moderation.tasks.model import (
    CARRIES,
    PRIORITIES,
    WEEK_MINUTES,
    Carry,
    Task,
    TaskDraft,
)
from commdesk.features.moderation.tasks.queries import (
    find_for_palette,
    find_task,
    find_task_by_words,
    known_expertise,
    list_budgets,
    list_tasks,
    name_of_task,
)

__all__ = [
    "CARRIES", "PRIORITIES", "WEEK_MINUTES", "Budget", "Carry", "Stretch", "Task", "TaskDraft",
    "find_for_palette", "find_task", "find_task_by_words", "known_expertise", "list_budgets",
    "list_tasks", "name_of_task", "read_amount", "stretches",
]  # fmt: skip
