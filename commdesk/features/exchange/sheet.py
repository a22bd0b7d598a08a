"""The export log as a table for Excel."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commdesk.core.database import Database
from commdesk.core.feature import ExportScope, Sheet
from commdesk.core.sheets.spec import Column
from commdesk.core.values import day_starts_at, from_moment
from commdesk.core.words import N_

COLUMNS = (
    Column("at", N_("When"), "moment", 18),
    Column("purpose", N_("Purpose"), width=50),
    Column("people_count", N_("People"), "number", 10),
    Column("row_count", N_("Rows"), "number", 10),
    Column("sheets", N_("Sheets"), width=36),
    Column("file_name", N_("File"), width=36),
    Column("actor", N_("Who"), width=20),
    Column("device", N_("Computer"), width=20),
)
_A_DAY = timedelta(days=1)


def export_log_rows(db: Database, scope: ExportScope) -> list[dict[str, Any]]:
    """The exports of these days, newest first."""
    days = scope.days
    bounds = {"since": day_starts_at(days.first), "until": day_starts_at(days.last + _A_DAY)}
    sql = """
        SELECT at, purpose, people_count, row_count, sheets, file_name, actor, device, id
          FROM export_log WHERE at >= :since AND at < :until ORDER BY at DESC, id DESC
    """
    return [
        row | {"at": from_moment(row["at"]), "sheets": row["sheets"].replace(",", ", ")}
        for row in db.query(sql, bounds)
    ]


SHEET = Sheet(
    name="export_log",
    title=N_("Export log"),
    columns=COLUMNS,
    rows=export_log_rows,
    has_people=True,
)
"""A file may be named after somebody, and a purpose may name them."""
