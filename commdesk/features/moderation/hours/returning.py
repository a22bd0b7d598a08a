"""Hours that somebody of the team writes in an Excel file and sends back."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.returning import Giver, Returns, Values
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Minutes
from commdesk.core.words import N_, OneOf
from commdesk.features.members import folded
from commdesk.features.moderation.hours.model import Worked, check_past, check_worked
from commdesk.features.moderation.hours.ops import log_hours
from commdesk.features.moderation.hours.queries import worked_on
from commdesk.features.moderation.tasks import Task, list_tasks
from commdesk.features.moderation.team import Moderator, list_moderators

_BLANK_ROWS = 20
_SHOWN = 8


def task_names(db: Database) -> list[str]:
    """The tasks that hours can be written on."""
    return [task.name for task in list_tasks(db) if task.is_active]


COLUMNS = (
    Column("day", N_("Day"), "date", 16, is_input=True),
    Column("task", N_("Moderation task"), width=30, is_input=True, options=task_names),
    Column("minutes", N_("Hours"), "hours", 12, is_input=True),
    Column("note", N_("Note"), width=44, is_input=True),
)


def export_rows(_db: Database, _scope: ExportScope) -> list[dict[str, Any]]:
    """Nothing: hours of a named person stay in Team. The sheet is there to be filled in."""
    return []


def add(db: Database, values: Values, giver: Giver) -> None:
    log_hours(db, _worked(db, values, giver), today=giver.today)


def check(db: Database, _row_id: str | None, values: Values, giver: Giver) -> None:
    """As long as nobody said whose hours they are, only the row itself."""
    if not giver.name:
        _said(db, values)
        check_past(values["day"], giver.today)
        return
    entry = _worked(db, values, giver)
    check_past(entry.day, giver.today)
    others = worked_on(db, entry.day, moderator_id=entry.moderator_id)
    check_worked(entry, others, giver.name)


def change(_db: Database, _row_id: str, _values: Values, _giver: Giver) -> None:
    """Nothing went out that could be changed."""


def _worked(db: Database, values: Values, giver: Giver) -> Worked:
    """The hours of one row; they are of who sends the file."""
    task, person = _said(db, values), _person(db, giver.name)
    note = str(values.get("note") or "")
    return Worked(task.id, person.id, values["day"], Minutes(values["minutes"]), note)


def _said(db: Database, values: Values) -> Task:
    """The task, in a row that says a day, a length and a task."""
    if values.get("day") is None:
        raise Refused("Say on which day that was.", field="day")
    if values.get("minutes") is None:
        raise Refused("Say how long it took.", field="minutes")
    return _task(db, values.get("task") or "")


def _task(db: Database, name: str) -> Task:
    tasks = list_tasks(db)
    found = [task for task in tasks if folded(task.name) == folded(name)]
    if found and name:
        return found[0]
    if not name:
        raise Refused("Say which task that was.", field="task")
    choices = OneOf([task.name for task in tasks if task.is_active][:_SHOWN] or ["–"])
    raise Refused(
        "No task is called {name}; there is {choices}.", name=name, choices=choices, field="task"
    )


def _person(db: Database, name: str) -> Moderator:
    """Who sent the file, as the team knows them."""
    found = [each for each in list_moderators(db) if folded(each.name) == folded(name)]
    if name and len(found) == 1:
        return found[0]
    raise Refused(
        "Nobody in the team is called {name}: say who sent the file, as their name stands in Team.",
        name=name or "–",
    )


SHEET = Sheet(
    name="hours-log",
    title=N_("Hours worked"),
    columns=COLUMNS,
    rows=export_rows,
    by_default=True,
    returns=Returns(
        "id",
        tuple(c.key for c in COLUMNS),
        change,
        check,
        add,
        blank_rows=_BLANK_ROWS,
        givers=lambda db: [person.name for person in list_moderators(db, only_active=True)],
    ),
)
