"""Reads of moves."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from commdesk.core.database import Database
from commdesk.core.developing import Agreed
from commdesk.core.errors import Refused
from commdesk.features.ambassadors.pipeline.model import Move, agreed_periods


def moves_of(db: Database, member_id: int) -> list[Move]:
    """Every move of one member, the newest first."""
    sql = """
        SELECT * FROM ambassador_move WHERE member_id = :member ORDER BY moved_on DESC, id DESC
    """
    return [_move(row) for row in db.query(sql, {"member": member_id})]


def all_moves(db: Database) -> defaultdict[int, list[Move]]:
    """Every move by member, the newest first."""
    found: defaultdict[int, list[Move]] = defaultdict(list)
    for row in db.query("SELECT * FROM ambassador_move ORDER BY moved_on DESC, id DESC"):
        found[row["member_id"]].append(_move(row))
    return found


def find_move(db: Database, move_id: int) -> Move:
    """One move; refuses when it is gone."""
    row = db.one("SELECT * FROM ambassador_move WHERE id = :id", {"id": move_id})
    if row is None:
        raise Refused("This move is no longer in the workbook.")
    return _move(row)


def _move(row: dict[str, Any]) -> Move:
    return Move(**row | {"moved_on": date.fromisoformat(row["moved_on"])})


def agreed(db: Database) -> Agreed:
    """Who is or was an ambassador by agreement, and on which days."""
    found = ((who, agreed_periods(moves)) for who, moves in all_moves(db).items())
    return {who: periods for who, periods in found if periods}
