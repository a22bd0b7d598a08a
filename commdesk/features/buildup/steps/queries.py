"""Reads of the build-up plan: its steps, what they wait for, and the proof by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from msgspec import Struct

from commdesk.core.database import Database
from commdesk.core.errors import Refused
from commdesk.features.buildup.steps.model import Step

_DAYS = ("planned_from", "planned_until", "began_on", "done_on")


class Proof(Struct, frozen=True):
    """Something seen that the workbook cannot see itself: a decision, a letter, a conversation."""

    step_id: int
    text: str
    seen_on: date
    id: int = 0


def list_steps(db: Database) -> list[Step]:
    """Every step in order of place."""
    waits: defaultdict[int, list[int]] = defaultdict(list)
    for row in db.query("SELECT step_id, waits_for_id FROM buildup_wait ORDER BY id"):
        waits[row["step_id"]].append(row["waits_for_id"])
    rows = db.query("SELECT * FROM buildup_step ORDER BY position, id")
    return [_step(row, tuple(waits[row["id"]])) for row in rows]


def find_step(db: Database, step_id: int) -> Step:
    """One step; refuses when there is none (any more)."""
    found = next((step for step in list_steps(db) if step.id == step_id), None)
    if found is None:
        raise Refused("This step is no longer in the workbook.")
    return found


def name_of_step(db: Database, step_id: int) -> str:
    """Its title, empty when it is gone."""
    sql = "SELECT title FROM buildup_step WHERE id = :id"
    return str(db.value(sql, {"id": step_id}) or "")


def proofs_of(db: Database, step_id: int | None = None) -> list[Proof]:
    """What was seen by hand, of one step or of all, the newest first."""
    sql = """
        SELECT * FROM buildup_proof WHERE :step IS NULL OR step_id = :step
      ORDER BY seen_on DESC, id DESC
    """
    rows = db.query(sql, {"step": step_id})
    return [Proof(**row | {"seen_on": date.fromisoformat(row["seen_on"])}) for row in rows]


def wait_ids(db: Database, step_id: int) -> dict[int, int]:
    """Step that is waited for -> the row that says so."""
    sql = "SELECT id, waits_for_id FROM buildup_wait WHERE step_id = :step"
    return {row["waits_for_id"]: row["id"] for row in db.query(sql, {"step": step_id})}


def _step(row: dict[str, Any], waits_for: tuple[int, ...]) -> Step:
    days = {key: date.fromisoformat(row[key]) if row[key] else None for key in _DAYS}
    evidence = tuple(row["evidence"].split())
    return Step(**row | days | {"evidence": evidence, "waits_for": waits_for})
