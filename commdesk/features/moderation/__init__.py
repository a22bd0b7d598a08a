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
    find_for_palette,
    list_moderators,
    list_tasks,
    name_of_moderator,
    name_of_task,
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
    schema_version=2,
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
    words_for={
        "moderation_task": N_("Moderation task"),
        "moderation_task.name": N_("Name"),
        "moderation_task.expertise": N_("Expertise"),
        "moderation_task.weekly_minutes": N_("Minutes a week"),
        "moderation_task.timing": N_("When"),
        "moderation_task.priority": N_("Priority"),
        "moderation_task.is_active": N_("Active"),
        "moderation_budget": N_("Budget of a week"),
        "moderation_budget.task_id": N_("Moderation task"),
        "moderation_budget.week": N_("Week"),
        "moderation_budget.minutes": N_("Minutes"),
        "moderator": N_("Moderator"),
        "moderator.name": N_("Name"),
        "moderator.member_id": N_("Member"),
        "moderator.expertise": N_("Expertise"),
        "moderator.weekly_minutes": N_("Minutes a week"),
        "moderator.is_paid": N_("Paid"),
        "moderator.is_active": N_("Active"),
        "moderation_shift": N_("Shift"),
        "moderation_shift.task_id": N_("Moderation task"),
        "moderation_shift.moderator_id": N_("Moderator"),
        "moderation_shift.day": N_("Day"),
        "moderation_shift.day_part": N_("Day part"),
        "moderation_shift.minutes": N_("Minutes"),
        "moderation_log": N_("Hours worked"),
        "moderation_log.task_id": N_("Moderation task"),
        "moderation_log.moderator_id": N_("Moderator"),
        "moderation_log.day": N_("Day"),
        "moderation_log.minutes": N_("Minutes"),
        "moderation_log.start_minute": N_("Began at (minute of the day)"),
        "moderation_log.note": N_("Note"),
        "moderation_log.source": N_("Program"),
        "moderation_log.key": N_("Number there"),
    },
    names_for={"moderation_task": name_of_task, "moderator": name_of_moderator},
    personal_data=(PersonalData("moderator", "member_id", ("name", "expertise"), N_("Moderator")),),
    sheets=(SHEET,),
    takes_in="commdesk.features.moderation.intake",
    today=today_items,
    tiles=tiles,
    week=week_items,
    badge=badge,
    find=find_for_palette,
    demo="commdesk.features.moderation.demo",
)
