"""Reads of exchange: what went out, what came in, what was chosen for the columns of lists."""

from __future__ import annotations

import json
from datetime import date

from commdesk.core.database import Database
from commdesk.core.exports import ExportEntry
from commdesk.core.intaking import Change
from commdesk.core.values import from_moment
from commdesk.features.exchange.model import ImportEntry, Origin, Remembered


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


def rows_taken(db: Database, export: str) -> dict[tuple[str, str], date]:
    """(sheet, key of a row) -> when it was added out of a file of this export."""
    sql = "SELECT sheet, row_key, taken_on FROM returned_row WHERE export = :export"
    rows = db.query(sql, {"export": export})
    return {
        (row["sheet"], row["row_key"]): date.fromisoformat(row["taken_on"])
        for row in rows
        if row["row_key"]
    }


def last_taken(db: Database, export: str) -> date | None:
    """When something of this export was taken back last."""
    sql = "SELECT max(taken_on) FROM returned_row WHERE export = :export"
    told = db.value(sql, {"export": export})
    return date.fromisoformat(told) if told else None


def last_entry(db: Database) -> int:
    """The newest line of history."""
    return int(db.value("SELECT max(id) FROM journal_entry") or 0)


def origins_of(
    db: Database, table: str, change: Change, *, until: int | None = None
) -> dict[str, Origin]:
    """Field that would change -> where its value came from, as far as history still tells.

    `until`: the last line of history that counts, for a plan that is done meanwhile.
    """
    sought = {key for key, (old, _new) in change.fields.items() if old not in {None, "", ()}}
    if not table or change.target is None or not sought:
        return {}
    sql = """
        SELECT change.after, entry.subject, entry.at
          FROM journal_change AS change JOIN journal_entry AS entry ON entry.id = change.entry_id
         WHERE change.table_name = :table AND change.row_id = :id AND change.after IS NOT NULL
           AND entry.kind = 'do' AND NOT entry.is_undone
           AND (:until IS NULL OR entry.id <= :until)
      ORDER BY change.id DESC
    """
    found: dict[str, Origin] = {}
    for row in db.query(sql, {"table": table, "id": change.target, "until": until}):
        after = json.loads(row["after"])
        for key in sought - found.keys():
            if after.get(key, after.get(f"{key}_id")) not in {None, ""}:
                source = json.loads(row["subject"]).get("source", "")
                found[key] = Origin(str(source), from_moment(row["at"]).astimezone().date())
    return found
