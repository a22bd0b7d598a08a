"""Reads of the concept: its versions and their answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.features.concept.statement.model import Side, Version


def list_versions(db: Database) -> list[Version]:
    """Every version, the newest first."""
    rows = db.query("SELECT * FROM concept_version ORDER BY number DESC")
    return [_version(db, row) for row in rows]


def current_version(db: Database) -> Version | None:
    """The version of now; None before anything was written."""
    row = db.one("SELECT * FROM concept_version ORDER BY number DESC LIMIT 1")
    return _version(db, row) if row else None


def version_on(db: Database, day: date) -> int | None:
    """The version that was current on a day; before the first one that, without any None."""
    sql = """
        SELECT id FROM concept_version
      ORDER BY started_on > :day, CASE WHEN started_on > :day THEN number ELSE -number END LIMIT 1
    """
    found = db.value(sql, {"day": day.isoformat()})
    return None if found is None else int(found)


def interviews_before(db: Database) -> list[int]:
    """Interviews that came before there was a version to test."""
    return db.column("SELECT id FROM interview WHERE version_id IS NULL")


def find_version(db: Database, version_id: int) -> Version:
    """One version; refuses when there is none (any more)."""
    row = db.one("SELECT * FROM concept_version WHERE id = :id", {"id": version_id})
    if row is None:
        raise Refused("This version of the concept is no longer in the workbook.")
    return _version(db, row)


def answer_id(db: Database, version_id: int, question: str) -> int | None:
    """The row that holds the answer to this question."""
    sql = "SELECT id FROM concept_answer WHERE version_id = :version AND question = :question"
    found = db.value(sql, {"version": version_id, "question": question})
    return None if found is None else int(found)


def name_of_version(db: Database, version_id: int) -> str:
    """Its number, empty when it is gone."""
    sql = "SELECT number FROM concept_version WHERE id = :id"
    return str(db.value(sql, {"id": version_id}) or "")


def _version(db: Database, row: dict[str, Any]) -> Version:
    sql = "SELECT question, theirs, ours FROM concept_answer WHERE version_id = :id"
    answers = {
        each["question"]: Side(each["theirs"], each["ours"])
        for each in db.query(sql, {"id": row["id"]})
    }
    started, decided = date.fromisoformat(row["started_on"]), row["verdict_on"]
    read = {
        "started_on": started,
        "verdict_on": date.fromisoformat(decided) if decided else None,
        "answers": answers,
    }
    return Version(**row | read)
