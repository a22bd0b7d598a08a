"""Keeps how many came in and left, when those who did are erased."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

from commdesk.core.database import Database, insert
from commdesk.core.developing import Leaving
from commdesk.core.values import Week
from commdesk.features.members.growth.queries import JOINED
from commdesk.features.members.model import CAME_THROUGH


def keep_totals(db: Database, leaving: Leaving) -> None:
    """Add these members to the totals of the weeks in which they came and left; part of an op.

    A total says no more than a week and how they came, and nobody's name; whoever would have come
    or left after today never does.
    """
    sql = f"""
        SELECT {JOINED} AS came_on, left_on, came_through FROM member
         WHERE id IN (SELECT value FROM json_each(:ids)) AND stage <> 'prospect'
    """
    counted: Counter[tuple[str, str, str]] = Counter()
    today = leaving.today.isoformat()
    for row in db.query(sql, {"ids": json.dumps(sorted(leaving.members))}):
        if row["came_on"] <= today:
            counted[_week(row["came_on"]), "new", _known(row["came_through"])] += 1
        if row["left_on"] and row["left_on"] <= today:
            counted[_week(row["left_on"]), "left", ""] += 1
    for (week, kind, came_through), n in counted.items():
        _add(db, {"week": week, "kind": kind, "came_through": came_through}, n)


def _known(came_through: str) -> str:
    """Only the choices there are: no other text outlives the person."""
    return came_through if came_through in dict(CAME_THROUGH) else ""


def _week(day: str) -> str:
    return str(Week.of(date.fromisoformat(day)))


def _add(db: Database, which: dict[str, str], n: int) -> None:
    sql = """
        UPDATE member_growth_gone SET n = n + :n
         WHERE week = :week AND kind = :kind AND came_through = :came_through
    """
    if not db.execute(sql, {**which, "n": n}):
        insert(db, "member_growth_gone", {**which, "n": n})
