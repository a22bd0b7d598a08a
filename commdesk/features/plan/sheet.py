"""The sheet of to-dos: declared once for the export, later for what comes back."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.plan.model import KINDS, Todo, shared_title
from commdesk.features.plan.queries import is_restricted, open_todos, todos_of_week

COLUMNS = (
    Column("title", N_("To-do"), width=44),
    Column("kind", N_("Kind of work"), "choice", 18, choices=KINDS),
    Column("due_on", N_("Due"), "date", 16),
    Column("planned_on", N_("Planned for"), "date", 16),
    Column("minutes", N_("Minutes"), "minutes", 10),
    Column("owner", N_("Owner"), width=18),
    Column("is_promise", N_("Promise"), "boolean", 12),
    Column("done_on", N_("Done on"), "date", 16),
    Column("id", N_("Id"), "id", 22),
)
_KEYS = tuple(column.key for column in COLUMNS)


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Everything open, and what was planned or done in the weeks of the export; each once.

    Nobody's data: a to-do about a member says only that, notes stay out, and so do to-dos about
    members whose data is restricted.
    """
    found: dict[int, Todo] = {todo.id: todo for todo in open_todos(db)}
    for week in scope.weeks:
        found |= {todo.id: todo for todo in todos_of_week(db, week)}
    return [_row(todo) for todo in found.values() if not is_restricted(db, todo.member_id)]


def _row(todo: Todo) -> dict[str, Any]:
    row = {key: getattr(todo, key) for key in _KEYS}
    return row | ({"title": title} if (title := shared_title(todo)) else {})


SHEET = Sheet(
    name="todo",
    title=N_("To-dos"),
    columns=COLUMNS,
    rows=export_rows,
    by_default=True,
    totals=("minutes",),
)
