"""Workbooks of random tasks, people, shifts and hours, for what counts them in two ways."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from commdesk.core.database import Database, insert
from commdesk.core.values import Week
from commdesk.features.moderation.dayparts import PARTS, WEEKDAYS, Slots

EXPERTISES = ("", "juridisch", "Juridisch", "redactie")
FIRST_WEEKS = (Week(2026, 10), Week(2026, 41), Week(2026, 50), Week(2020, 50))
"""Summer time begins and ends in the second and third week after; 2026 and 2020 have week 53."""
LENGTH, BEFORE = 7, 5
QUARTER = 15


def fill(db: Database, rng: random.Random) -> tuple[list[Week], date]:
    """The weeks to look at, and today somewhere in them; hours begin some weeks earlier."""
    first = rng.choice(FIRST_WEEKS)
    weeks = [first + n for n in range(LENGTH)]
    days = [(first - BEFORE).monday + timedelta(n) for n in range(7 * (LENGTH + BEFORE))]
    for table in ("moderation_task", "moderator", "closing_day"):
        db.execute(f"DELETE FROM {table}")
    for day in rng.sample(days, 5):
        insert(db, "closing_day", {"day": day.isoformat(), "name": "dicht"})
    tasks = [_task(db, rng, number, days) for number in range(5)]
    team = [_moderator(db, rng, number, days) for number in range(4)]
    for task in tasks:
        for week in rng.sample([first + n for n in range(-BEFORE, LENGTH)], rng.randrange(4)):
            row = {"task_id": task, "week": str(week), "minutes": _minutes(rng, 30)}
            insert(db, "moderation_budget", {**row, "reason": rng.choice(["", "campagne"])})
        for week in rng.sample([first + n for n in range(-BEFORE, LENGTH)], rng.randrange(3)):
            row = {"task_id": task, "before_week": str(week), "minutes": _minutes(rng, 30)}
            insert(db, "moderation_task_earlier", row)
    for day in days:
        for _ in range(rng.randrange(3)):
            row = {"task_id": rng.choice(tasks), "day": day.isoformat()}
            who = {"moderator_id": rng.choice(team), "minutes": _minutes(rng, 12) or QUARTER}
            insert(db, "moderation_shift", {**row, **who, "day_part": str(rng.choice(PARTS))})
            who = {"moderator_id": rng.choice([*team, None]), "minutes": _minutes(rng, 20) or 45}
            insert(db, "moderation_log", {**row, **who})
    return weeks, rng.choice(weeks).monday + timedelta(rng.randrange(7))


def _task(db: Database, rng: random.Random, number: int, days: list[date]) -> int:
    row: dict[str, Any] = {
        "name": f"Taak {number}",
        "expertise": rng.choice(EXPERTISES),
        "weekly_minutes": _minutes(rng, 30),
        "priority": rng.randrange(1, 4),
        "is_active": int(rng.random() < 0.8),
        "carry": rng.choice(["none", "rolls", "ends"]),
        "carry_weeks": rng.randrange(1, 4),
        "carry_from": rng.choice([None, rng.choice(days).isoformat()]),
    }
    return insert(db, "moderation_task", row)


def _moderator(db: Database, rng: random.Random, number: int, days: list[date]) -> int:
    slots = [slot for slot in Slots.every(WEEKDAYS) if rng.random() < 0.3]
    joins, leaves = sorted(rng.sample(days, 2))
    expertise = ", ".join(rng.sample(EXPERTISES[1:], rng.randrange(3)))
    row: dict[str, Any] = {
        "name": f"Moderator {number}",
        "weekly_minutes": rng.randrange(0, 1200),
        "expertise": expertise,
        "is_active": int(rng.random() < 0.8),
        "availability": str(Slots(slots)) if rng.random() < 0.5 else "",
        "from_on": joins.isoformat() if rng.random() < 0.3 else None,
        "until_on": leaves.isoformat() if rng.random() < 0.3 else None,
    }
    made = insert(db, "moderator", row)
    for _ in range(rng.randrange(3)):
        first = rng.choice(days)
        last = first + timedelta(rng.randrange(12))
        run = {"first_on": first.isoformat(), "last_on": last.isoformat()}
        insert(db, "moderator_days_off", {"moderator_id": made, **run})
    return made


def _minutes(rng: random.Random, quarters: int) -> int:
    return QUARTER * rng.randrange(quarters)
