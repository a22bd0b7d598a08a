"""What the register of moderation tasks shows and keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.words import N_, Words
from commdesk.features.moderation.page.register import Kept
from commdesk.features.moderation.page.slotgrid import SlotsInput
from commdesk.features.moderation.tasks import (
    CARRIES,
    PRIORITIES,
    Task,
    TaskDraft,
    find_task,
    list_tasks,
)
from commdesk.features.moderation.tasks.ops import add_task, change_task, remove_task
from commdesk.kit.form import Field
from commdesk.kit.table import TableColumn
from commdesk.kit.theme import Tone

_PRIORITY = dict(PRIORITIES)


def _priority(value: Any, words: Words) -> str:
    return words(_PRIORITY[value])


def _hours(value: Any, words: Words) -> str:
    return words.hours(value)


def _active(row: Any) -> Tone | None:
    return None if row.is_active else "plain"


def _when(task: Task, words: Words) -> str:
    when = task.slots.said(words) or words("Any day part")
    return words("{when}, {n} at once", when=when, n=task.people) if task.people > 1 else when


TASK_COLUMNS = (
    TableColumn("name", N_("Moderation task"), 150, tone=_active, stretches=True, sorts=False),
    TableColumn("expertise", N_("Expertise"), 110, is_muted=True, sorts=False),
    TableColumn("weekly_minutes", N_("Per week"), 90, "right", _hours, sorts=False),
    TableColumn(
        "slots", N_("When"), 160, text=_when, is_muted=True, sorts=False, needs=520, wraps=True
    ),
    TableColumn("priority", N_("Priority"), 110, format=_priority, sorts=False, needs=660),
)
TASK_FIELDS = (
    Field("name", N_("Moderation task")),
    Field("expertise", N_("Expertise"), help=N_("Empty: anybody can do it.")),
    Field("weekly_minutes", N_("Hours a week"), "minutes"),
    Field("people", N_("People at once"), "number", beside=True),
    Field("slots", N_("When"), make=SlotsInput),
    Field(
        "shift_minutes",
        N_("Longest shift"),
        "minutes",
        help=N_("For a task that any day part will do for."),
    ),
    Field("priority", N_("Priority"), "choice", PRIORITIES),
    Field("carry", N_("Hours left over"), "choice", CARRIES, beside=True),
    Field("carry_weeks", N_("For how many weeks"), "number"),
    Field(
        "carry_from",
        N_("From the week of"),
        "date",
        help=N_("Empty: from the first week with hours worked or a budget of its own."),
    ),
    Field("timing", N_("Note"), placeholder=N_("What it is, what to think of")),
    Field("is_active", N_("Active"), "check"),
)


def tasks(db: Database, words: Words, today: Callable[[], date]) -> Kept:
    return Kept(
        name="moderation_task",
        title=words("Moderation tasks"),
        new=words("Add task"),
        columns=TASK_COLUMNS,
        fields=TASK_FIELDS,
        rows=lambda: list_tasks(db),
        find=lambda task_id: find_task(db, task_id),
        empty=TaskDraft(),
        add=lambda values: (add_task, TaskDraft(**values)),
        change=change_task,
        change_with=lambda: {"today": today()},
        remove=remove_task,
        todo_table="moderation_task",
        why_empty=words("Which tasks does moderation have, which expertise, how many hours?"),
    )
