"""What the register of moderation tasks shows and keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.words import N_, Words
from commdesk.features.moderation.page.register import Kept
from commdesk.features.moderation.tasks import PRIORITIES, TaskDraft, find_task, list_tasks
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


TASK_COLUMNS = (
    TableColumn("name", N_("Moderation task"), 150, tone=_active, stretches=True, sorts=False),
    TableColumn("expertise", N_("Expertise"), 110, is_muted=True, sorts=False),
    TableColumn("weekly_minutes", N_("Per week"), 90, "right", _hours, sorts=False),
    TableColumn("timing", N_("When"), 160, is_muted=True, sorts=False, needs=520),
    TableColumn("priority", N_("Priority"), 110, format=_priority, sorts=False, needs=660),
)
TASK_FIELDS = (
    Field("name", N_("Moderation task")),
    Field("expertise", N_("Expertise"), help=N_("Empty: anybody can do it.")),
    Field("weekly_minutes", N_("Hours a week"), "minutes", beside=True),
    Field("timing", N_("When"), placeholder=N_("Mon, Tue and Thu, evening")),
    Field("priority", N_("Priority"), "choice", PRIORITIES, beside=True),
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
