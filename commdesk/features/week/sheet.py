"""The sheet of the week: days, what is done on them, of which kind, how long."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.words import N_
from commdesk.features.week.queries import week_rows

COLUMNS = (
    Column("day", N_("Day"), "date", 18),
    Column("what", N_("What"), width=52),
    Column("kind", N_("Kind of work"), width=18),
    Column("hours", N_("Own hours"), "hours", 12),
    Column("others", N_("Hours of others"), "hours", 16),
    Column("is_done", N_("Done"), "boolean", 10),
    Column("due_on", N_("Due"), "date", 18, alarm="past"),
)


def export_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """What every feature of the export has on its days; what has no day yet comes at the end."""
    rows = week_rows(db, scope.features, scope.weeks, scope.today)
    return [row for row in rows if not isinstance(row["day"], date) or row["day"] in scope.days]


SHEET = Sheet(
    name="week",
    title=N_("Week"),
    columns=COLUMNS,
    rows=export_rows,
    by_default=True,
    totals=("hours", "others"),
    totals_by="day",  # what is still to plan is no part of the week yet
)
