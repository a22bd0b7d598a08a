"""Reads of exchange: what went out, what came in, what was chosen for the columns of lists."""

from __future__ import annotations

import json
from datetime import date

from commdesk.core.database import Database
from commdesk.core.values import from_moment
from commdesk.features.exchange.model import ExportEntry, ImportEntry, Remembered


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


def count_imports(db: Database) -> int:
    return int(db.value("SELECT count(*) FROM import_log"))


def list_imports(db: Database, *, offset: int = 0, limit: int = 200) -> list[ImportEntry]:
    """The lists that were taken in and not taken back, newest first."""
    sql = "SELECT * FROM import_log ORDER BY at DESC, id DESC LIMIT :limit OFFSET :offset"
    return [
        ImportEntry(
            **row
            | {
                "at": from_moment(row["at"]),
                "dropped": tuple(json.loads(row["dropped"])),
                "by_hand": json.loads(row["by_hand"]),
            }
        )
        for row in db.query(sql, {"limit": limit, "offset": offset})
    ]


def remembered_mappings(db: Database) -> dict[str, Remembered]:
    """What was chosen for the columns of lists, by the signature of their headings."""
    rows = db.query("SELECT signature, keys, chosen_on FROM import_mapping")
    return {
        row["signature"]: Remembered(json.loads(row["keys"]), date.fromisoformat(row["chosen_on"]))
        for row in rows
    }
