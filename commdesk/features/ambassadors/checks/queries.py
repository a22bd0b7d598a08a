"""Reads of looks back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.features.ambassadors.checks.model import Check


def checks_of(db: Database, member_id: int) -> list[Check]:
    """Every look back with one member, the newest first."""
    sql = """
        SELECT * FROM ambassador_check WHERE member_id = :member ORDER BY checked_on DESC, id DESC
    """
    return [_check(row) for row in db.query(sql, {"member": member_id})]


def all_checks(db: Database) -> defaultdict[int, list[Check]]:
    """Every look back by member, the newest first."""
    found: defaultdict[int, list[Check]] = defaultdict(list)
    for row in db.query("SELECT * FROM ambassador_check ORDER BY checked_on DESC, id DESC"):
        found[row["member_id"]].append(_check(row))
    return found


def _check(row: dict[str, Any]) -> Check:
    return Check(**row | {"checked_on": date.fromisoformat(row["checked_on"])})
