"""Reads of the gate: who was interviewed for a version, in all, by group, over time."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.features.concept.gate.model import Gate
from commdesk.features.concept.interviews.counting import TOLD, TOLD_BY
from commdesk.features.concept.statement import current_version

_COUNT = """
    count(*) AS interviews, sum(willing IN ('yes', 'already')) AS willing
"""
_COUNTED = f"FROM {TOLD} WHERE counts AND version IS :version"


def gate_of(db: Database, version_id: int | None) -> Gate:
    """The gate of one version of the concept; None: of interviews while there is none.

    An interview counts once it was held and it is known whether they would contribute; of one
    person the newest for that version. Interviews from before the first version count in that.
    """
    sql = f"SELECT {_COUNT} {_COUNTED}"
    row = db.one(sql, {"version": version_id}) or {}
    return Gate(row.get("interviews") or 0, row.get("willing") or 0)


def gate_now(db: Database) -> Gate:
    """The gate of the version of now."""
    version = current_version(db)
    return gate_of(db, version.id if version else None)


def gate_by_circle(db: Database, version_id: int | None) -> list[tuple[str, Gate]]:
    """Group -> its gate, the largest first."""
    sql = f"""
        SELECT circle, {_COUNT} {_COUNTED}
      GROUP BY circle COLLATE NOCASE ORDER BY interviews DESC, circle
    """
    rows = db.query(sql, {"version": version_id})
    return [(row["circle"], Gate(row["interviews"], row["willing"])) for row in rows]


def gate_over_time(db: Database, version_id: int | None) -> list[tuple[date, Gate]]:
    """The gate as it stood at the end of each day on which an interview was held."""
    sql = f"""
        SELECT held_on, {_COUNT} {_COUNTED}
      GROUP BY held_on ORDER BY held_on
    """
    found, interviews, willing = [], 0, 0
    for row in db.query(sql, {"version": version_id}):
        interviews, willing = interviews + row["interviews"], willing + row["willing"]
        found.append((date.fromisoformat(row["held_on"]), Gate(interviews, willing)))
    return found


def gates_on(db: Database, day: date) -> list[tuple[int | None, Gate]]:
    """Number of a version -> its gate as it stood on a day, the oldest first.

    None for interviews while there was no version; versions that came later are left out.
    """
    sql = f"""
        SELECT concept_version.number, {_COUNT}
          FROM {TOLD_BY} AS told
          LEFT JOIN concept_version ON concept_version.id = told.version
         WHERE counts GROUP BY concept_version.number
    """
    given = {"until": day.isoformat()}
    found = {row["number"]: Gate(row["interviews"], row["willing"]) for row in db.query(sql, given)}
    begun = "SELECT number FROM concept_version WHERE started_on <= :until"
    numbers = sorted({*db.column(begun, given), *(found.keys() - {None})})
    gates: list[tuple[int | None, Gate]] = [(each, found.get(each, Gate(0, 0))) for each in numbers]
    return [(None, found[None]), *gates] if None in found else gates
