"""The sheet of hours: per week and task, what is left as a live formula; totals, no names."""

from __future__ import annotations

from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.moderation.coverage.model import shortage_weeks
from commdesk.features.moderation.coverage.queries import task_weeks

COLUMNS = (
    Column("week", N_("Week"), width=12),
    Column("task", N_("Moderation task"), width=30),
    Column("expertise", N_("Expertise"), width=18),
    Column("budget", N_("Budget"), "hours", 12),
    Column("planned", N_("Planned"), "hours", 12),
    Column("worked", N_("Worked"), "hours", 12),
    Column("carried", N_("Carried over"), "hours", 16),
    Column("left", N_("Left"), "hours", 12, formula="={budget}-{worked}"),
    Column("open", N_("Not planned yet"), "hours", 12, formula="=MAX({budget}-{planned},0)"),
    Column("is_near", N_("Within four weeks"), "boolean", 12),
    Column("short", N_("Short"), "hours", 12, alarm="above zero",
           formula='=IF({is_near}="{said[yes]}",{open},0)'),
    Column("task_id", N_("Id"), "id", 22),
)  # fmt: skip


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """One row for each week and task; hours of named persons never leave the workbook.

    Only in this and the coming three weeks a gap is a shortage.
    """
    near = shortage_weeks(scope.today)
    return [
        {
            "week": str(cell.week),
            "task": cell.task,
            "expertise": cell.expertise,
            "budget": cell.needed,
            "planned": cell.planned,
            "worked": cell.worked,
            "carried": cell.carried,
            "left": cell.left,
            "open": cell.missing,
            "is_near": cell.week in near,
            "short": cell.missing if cell.week in near else 0,
            "task_id": cell.task_id,
        }
        for cell in task_weeks(db, scope.weeks, scope.today)
    ]


SHEET = Sheet(
    name="hours",
    title=N_("Hours per task"),
    columns=COLUMNS,
    rows=export_rows,
    by_default=True,
    totals=("budget", "planned", "worked", "left", "open", "short"),
)
