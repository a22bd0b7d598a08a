"""The sheet of to-dos: declared once for the export, later for what comes back."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.plan.model import KINDS, Todo
from commdesk.features.plan.queries import open_todos, todos_of_week

COLUMNS = (
    Column("title", N_("To-do"), width=44),
    Column("kind", N_("Kind of work"), "choice", 18, choices=KINDS),
    Column("due_on", N_("Due"), "date", 16),
    Column("planned_on", N_("Planned for"), "date", 16),
    Column("minutes", N_("Minutes"), "minutes", 10),
    Column("owner", N_("Owner"), width=18),
    Column("is_promise", N_("Promise"), "boolean", 12),
    Column("done_on", N_("Done on"), "date", 16),
    Column("note", N_("Note"), width=40),
    Column("id", N_("Id"), "id", 22),
)
_KEYS = tuple(column.key for column in COLUMNS)


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Everything open, and what was planned or done in the weeks of the export; each once."""
    found: dict[int, Todo] = {todo.id: todo for todo in open_todos(db)}
    for week in scope.weeks:
        found |= {todo.id: todo for todo in todos_of_week(db, week)}
    return [{key: getattr(todo, key) for key in _KEYS} for todo in found.values()]


SHEET = Sheet(
    name="todo",
    title=N_("To-dos"),
    columns=COLUMNS,
    rows=export_rows,
    by_default=True,
    totals=("minutes",),
)
