"""Reads of readiness: what is known of each subject, and who decides what."""

from __future__ import annotations

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.features.concept.readiness.model import SUBJECTS, Decision, Subject


def list_subjects(db: Database) -> list[Subject]:
    """Every subject in its order, also one of which nothing is known."""
    rows = db.query("SELECT subject, answer, state FROM concept_readiness")
    known = {row["subject"]: Subject(row["subject"], row["answer"], row["state"]) for row in rows}
    return [known.get(kind.key, Subject(kind.key)) for kind in SUBJECTS]


def subject_id(db: Database, subject: str) -> int | None:
    """The row that holds what is known of this subject."""
    sql = "SELECT id FROM concept_readiness WHERE subject = :subject"
    found = db.value(sql, {"subject": subject})
    return None if found is None else int(found)


def list_decisions(db: Database) -> list[Decision]:
    """What the manager decides alone first, then by who decides."""
    sql = """
        SELECT id, what, who, within_days FROM concept_decision
      ORDER BY who <> '', who COLLATE NOCASE, what COLLATE NOCASE, id
    """
    return [Decision(**row) for row in db.query(sql)]


def find_decision(db: Database, decision_id: int) -> Decision:
    """One kind of decision; refuses when there is none (any more)."""
    sql = "SELECT id, what, who, within_days FROM concept_decision WHERE id = :id"
    row = db.one(sql, {"id": decision_id})
    if row is None:
        raise Refused("This decision is no longer in the workbook.")
    return Decision(**row)


def name_of_decision(db: Database, decision_id: int) -> str:
    """What it is about, empty when it is gone."""
    sql = "SELECT what FROM concept_decision WHERE id = :id"
    return str(db.value(sql, {"id": decision_id}) or "")
