"""Reads of exchange: the export log."""

from __future__ import annotations

from commdesk.core.database import Database
from commdesk.core.values import from_moment
from commdesk.features.exchange.model import ExportEntry


def count_exports(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM export_log"))


def list_exports(db: Database, *, offset: int = 0, limit: int = 200) -> list[ExportEntry]:
    """The export log, newest first."""
    sql = "SELECT * FROM export_log ORDER BY at DESC, id DESC LIMIT :limit OFFSET :offset"
    return [
        ExportEntry(
            id=row["id"],
            at=from_moment(row["at"]),
            actor=row["actor"],
            device=row["device"],
            file_name=row["file_name"],
            sheets=tuple(row["sheets"].split(",")),
            row_count=row["row_count"],
            people_count=row["people_count"],
            purpose=row["purpose"],
        )
        for row in db.query(sql, {"limit": limit, "offset": offset})
    ]
