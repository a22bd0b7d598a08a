"""Moderation: which tasks, which expertise, how many hours a week, and who covers them.

Needed is the budget of a week, or else of the task; available is what the team has; planned are
its shifts; worked is what was written down. A gap between needed and planned is a shortage, and
there is one count of it. Hours worked by a named person stay in Team.
"""

from commdesk.core.feature import Feature, PersonalData
from commdesk.core.words import N_
from commdesk.features.moderation.handed import badge, tiles, today_items, week_items
from commdesk.features.moderation.model import (
    DayPart,
    Moderator,
    ModeratorDraft,
    Shift,
    Task,
    TaskDraft,
    TaskWeek,
    Worked,
)
from commdesk.features.moderation.ops import (
    add_moderator,
    add_shift,
    add_task,
    change_moderator,
    change_shift,
    change_task,
    log_hours,
    remove_moderator,
    remove_shift,
    remove_task,
    set_budget,
    set_hours,
)
from commdesk.features.moderation.queries import (
    list_moderators,
    list_tasks,
    shortages,
    task_weeks,
)
from commdesk.features.moderation.sheet import SHEET

__all__ = [
    "DayPart", "Moderator", "ModeratorDraft", "Shift", "Task", "TaskDraft", "TaskWeek", "Worked",
    "add_moderator", "add_shift", "add_task", "change_moderator", "change_shift", "change_task",
    "list_moderators", "list_tasks", "log_hours", "remove_moderator", "remove_shift",
    "remove_task", "set_budget", "set_hours", "shortages", "task_weeks",
]  # fmt: skip

FEATURE = Feature(
    name="moderation",
    rank=3,
    title=N_("Moderation"),
    schema="commdesk.features.moderation.schema",
    schema_version=1,
    commands="commdesk.features.moderation.commands",
    tables=frozenset(
        {
            "moderation_task",
            "moderation_budget",
            "moderator",
            "moderation_shift",
            "moderation_log",
        }
    ),
    personal_data=(PersonalData("moderator", "member_id", ("name", "expertise"), N_("Moderator")),),
    sheets=(SHEET,),
    today=today_items,
    tiles=tiles,
    week=week_items,
    badge=badge,
    demo="commdesk.features.moderation.demo",
)
