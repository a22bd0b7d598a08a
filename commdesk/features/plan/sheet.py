"""The sheet of to-dos: declared once for the export and for what comes back."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.members import restricted_members
from commdesk.features.plan.model import KINDS, Todo, shared_title
from commdesk.features.plan.queries import known_owners, open_todos, todos_of_week
from commdesk.features.plan.returning import RETURNS

STATES: tuple[tuple[str, str], ...] = (
    ("week", N_("this week")),
    ("left", N_("still to plan")),
    ("later", N_("in a later week")),
    ("done", N_("done")),
)
COLUMNS = (
    Column("state", N_("State"), "choice", 16, choices=STATES),
    Column("is_done", N_("Done"), "boolean", 10, is_input=True),
    Column("title", N_("To-do"), width=44, is_input=True),
    Column("kind", N_("Kind of work"), "choice", 18, choices=KINDS, is_input=True),
    Column("due_on", N_("Due"), "date", 16, is_input=True, alarm="past"),
    Column("planned_on", N_("Planned for"), "date", 16, is_input=True),
    Column("minutes", N_("Hours"), "hours", 10, is_input=True),
    Column("owner", N_("Owner"), width=18, is_input=True, options=known_owners),
    Column("is_promise", N_("Promise"), "boolean", 12),
    Column("done_on", N_("Done on"), "date", 16),
    Column("id", N_("Id"), "id", 22),
)
_KEYS = tuple(column.key for column in COLUMNS if column.key != "state")
_ORDER = [state for state, _ in STATES]


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """Everything open, and what was planned or done in the weeks of the export; each once.

    Nobody's data: a to-do about a member says only that, notes stay out, and so do to-dos about
    members whose data is restricted.
    """
    found: dict[int, Todo] = {todo.id: todo for todo in open_todos(db, scope.today)}
    for week in scope.weeks:
        found |= {todo.id: todo for todo in todos_of_week(db, week)}
    restricted = restricted_members(db)
    shared = [
        todo for todo in found.values() if _is_in(scope, todo) and todo.member_id not in restricted
    ]
    rows = [_row(todo, scope) for todo in shared]
    return sorted(rows, key=lambda row: (_ORDER.index(row["state"]), row["planned_on"] or date.max))


def _is_in(scope: ExportScope, todo: Todo) -> bool:
    """Open, or of these days: a week may reach past the days that were asked for."""
    return not todo.is_done or any(
        day in scope.days for day in (todo.done_on, todo.planned_on) if day
    )


def _row(todo: Todo, scope: ExportScope) -> dict[str, Any]:
    row = {key: getattr(todo, key) for key in _KEYS} | {"state": _state(todo, scope)}
    return row | ({"title": title} if (title := shared_title(todo)) else {})


def _state(todo: Todo, scope: ExportScope) -> str:
    """Where it stands, seen from the weeks of the export."""
    if todo.is_done:
        return "done"
    if todo.planned_on and Week.of(todo.planned_on) in scope.weeks:
        return "week"
    last = scope.weeks[-1].sunday if scope.weeks else scope.today
    return "later" if todo.planned_on and todo.planned_on > last else "left"


SHEET = Sheet(
    name="todo",
    title=N_("To-dos"),
    columns=COLUMNS,
    rows=export_rows,
    by_default=True,
    totals=("minutes",),
    returns=RETURNS,
)
