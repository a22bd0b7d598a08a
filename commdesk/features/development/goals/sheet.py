"""The sheet of goals: what is wanted, where each stands and what is expected; nobody is named."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.values import Week
from commdesk.core.words import N_
from commdesk.features.development.goals.judging import VERDICTS, Standing
from commdesk.features.development.goals.model import DIRECTIONS, UNITS, WHOSE, in_field
from commdesk.features.development.goals.queries import list_goals, standings
from commdesk.features.development.goals.wording import range_of
from commdesk.features.development.queries import read

COLUMNS = (
    Column("title", N_("Goal"), width=40),
    Column("whose", N_("Whose goal"), "choice", 18, choices=WHOSE),
    Column("measure", N_("Measured by"), width=28),
    Column("unit", N_("Counted in"), "choice", 16, choices=UNITS),
    Column("direction", N_("At least or at most"), "choice", 14, choices=DIRECTIONS),
    Column("target", N_("Target value"), "number", 14),
    Column("start_on", N_("From"), "date", 14),
    Column("start_value", N_("Value at the start"), "number", 14),
    Column("due_on", N_("By when"), "date", 14),
    Column("now", N_("Value now"), "number", 14),
    Column("now_on", N_("Known on"), "date", 14),
    Column("low", N_("Expected from"), "number", 16),
    Column("high", N_("Expected up to"), "number", 16),
    Column("verdict", N_("Where it stands"), "choice", 18, choices=VERDICTS),
    Column("goal_id", N_("Id"), "id", 22),
)


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """One row a goal; the note may name people and stays behind."""
    if not list_goals(db):
        return []
    reading = read(db, scope.features, Week.of(scope.today), scope.today)
    return [_row(each) for each in standings(db, reading)]


def _row(each: Standing) -> dict[str, Any]:
    goal = each.goal
    now, (low, high) = each.now, (None, None)
    if each.expected:
        low, high = range_of(each.expected, goal.unit)
    return {
        "title": goal.title,
        "whose": goal.whose,
        "measure": goal.measure,
        "unit": goal.unit,
        "direction": goal.direction,
        "target": in_field(goal.target, goal.unit),
        "start_on": goal.start_on,
        "start_value": in_field(each.start, goal.unit),
        "due_on": goal.due_on,
        "now": in_field(now[1], goal.unit) if now else None,
        "now_on": now[0] if now else None,
        "low": in_field(low, goal.unit),
        "high": in_field(high, goal.unit),
        "verdict": each.verdict,
        "goal_id": goal.id,
    }


SHEET = Sheet(name="goals", title=N_("Goals"), columns=COLUMNS, rows=export_rows)
