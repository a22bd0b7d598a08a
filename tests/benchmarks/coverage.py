"""The grid of Moderation over a large workbook: read, made and painted, beside a bare Qt table.

    python -m tests.benchmarks.coverage FOLDER [MODERATORS TASKS WEEKS]

Makes a workbook of 200 moderators, 60 tasks and 104 weeks of shifts and hours in FOLDER, and prints
a line of JSON. The grid counts from the question to the end of its first paint, all weeks in the
model: reading, adding up by expertise and in all, and painting. The bare table shows as many ready
texts in as large a window, in turn. `old_*` is what a cell opens: who is planned, could, and why.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from commdesk.catalog import FEATURES
from commdesk.core.clock import SystemClock
from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.core.workbook import Workbook

from commdesk.features.moderation.coverage import coverage
from commdesk.features.moderation.page.grid import Grid
from commdesk.kit import theme

TODAY = date(2026, 11, 23)
PARTS = ("morning", "afternoon", "evening")
EXPERTISES = ("", "algemeen", "juridisch", "redactie", "bemiddeling", "techniek", "taal", "zorg")
CARRIES = ("none", "rolls", "ends")
SHIFTS_A_WEEK = 4
TURNS = 7
ROOT = QModelIndex()


def make_workbook(path: Path, moderators: int, tasks: int, weeks: list[Week]) -> Desk:
    workbook = Workbook("Groot", start_on=weeks[0].monday, owner="Noor")
    Desk.create(path, FEATURES, workbook, clock=SystemClock()).close()
    db = Database.connect(path)
    db.execute("BEGIN")
    fill(db, moderators, tasks, weeks)
    db.execute("COMMIT")
    db.close()
    return Desk.open(path, FEATURES, clock=SystemClock())


def fill(db: Database, moderators: int, tasks: int, weeks: list[Week]) -> None:
    """Shifts in all weeks, hours worked in those that have passed, budgets and days off here and
    there; a third of the tasks rolls hours on, a third lets them go."""
    rng = random.Random(7)  # noqa: S311 - examples, not secrets
    task_ids = insert_many(
        db,
        "moderation_task",
        ("name", "expertise", "weekly_minutes", "carry"),
        [
            (f"Taak {n}", EXPERTISES[n % len(EXPERTISES)], 600 + 60 * (n % 20), CARRIES[n % 3])
            for n in range(tasks)
        ],
    )
    team = insert_many(
        db,
        "moderator",
        ("name", "weekly_minutes", "expertise"),
        [
            (f"Moderator {n}", 480, ", ".join(rng.sample(EXPERTISES[1:], 2)))
            for n in range(moderators)
        ],
    )
    shifts, log = [], []
    for week in weeks:
        for person in team:
            for day in rng.sample(week.days, SHIFTS_A_WEEK):
                row = (rng.choice(task_ids), person, day.isoformat(), 15 * rng.randrange(2, 12))
                shifts.append((*row, rng.choice(PARTS)))
                if day < TODAY:
                    log.append(row)
    insert_many(
        db, "moderation_shift", ("task_id", "moderator_id", "day", "minutes", "day_part"), shifts
    )
    insert_many(db, "moderation_log", ("task_id", "moderator_id", "day", "minutes"), log)
    budgets = [
        (t, str(w), 300, "campagne") for w in weeks for t in rng.sample(task_ids, tasks // 12)
    ]
    insert_many(db, "moderation_budget", ("task_id", "week", "minutes", "reason"), budgets)
    earlier = [(t, str(weeks[len(weeks) // 3]), 540) for t in task_ids[::4]]
    insert_many(db, "moderation_task_earlier", ("task_id", "before_week", "minutes"), earlier)
    away = []
    for person in team:
        for _ in range(3):
            first = rng.choice(weeks).monday
            away.append((person, first.isoformat(), (first + timedelta(9)).isoformat()))
    insert_many(db, "moderator_days_off", ("moderator_id", "first_on", "last_on"), away)
