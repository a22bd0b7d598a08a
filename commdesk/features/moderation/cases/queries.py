"""Reads of off-topic cases."""

from __future__ import annotations

from datetime import date

from commdesk.core.database import Database
from commdesk.core.values import Week
from commdesk.features.moderation.cases.model import WEEKS, BoundaryWeeks, DayCases, by_boundary


def cases_by_boundary(db: Database, today: date) -> list[BoundaryWeeks]:
    """What the last eight weeks had, each boundary once."""
    first = (Week.of(today) - (2 * WEEKS - 1)).monday
    sql = """
        SELECT day, boundary, sum(cases) AS cases FROM moderation_case
         WHERE day >= :first GROUP BY day, boundary ORDER BY day
    """
    rows = db.query(sql, {"first": first.isoformat()})
    found = [DayCases(date.fromisoformat(r["day"]), r["boundary"], r["cases"]) for r in rows]
    return by_boundary(found, today)


def known_boundaries(db: Database) -> list[str]:
    """Every boundary that ever had a case, by name."""
    sql = "SELECT DISTINCT boundary FROM moderation_case ORDER BY boundary COLLATE NOCASE"
    return db.column(sql)


def find_case(db: Database, boundary: str, day: date) -> tuple[int, int] | None:
    """(id, cases) of a boundary on a day."""
    sql = "SELECT id, cases FROM moderation_case WHERE boundary = :boundary AND day = :day LIMIT 1"
    row = db.one(sql, {"boundary": boundary, "day": day.isoformat()})
    return (row["id"], row["cases"]) if row else None
