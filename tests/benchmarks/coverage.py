"""The grid of Moderation over a large workbook: read, made and painted, beside a bare Qt table.

    python -m tests.benchmarks.coverage FOLDER [MODERATORS TASKS WEEKS]

Makes a workbook of 200 moderators, 60 tasks and 104 weeks of shifts and hours in FOLDER, and prints
a line of JSON: milliseconds on the wall, and of the process. The grid counts from the question to
the end of its first paint, all weeks in the model: reading, adding up by expertise and in all, and
painting. The bare table shows as many ready texts in as large a window, in turn. `read` is the
first part alone, `page` the whole page, which has 17 weeks at first, `cell` what an arrow key opens
and paints: who is planned, who could, and why.
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

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from commdesk.catalog import FEATURES
from commdesk.core.cycles import look_again
from commdesk.core.database import Database, insert_many
from commdesk.core.desk import Desk
from commdesk.core.values import Week
from commdesk.core.words import Words
from commdesk.core.workbook import Workbook
from commdesk.features.moderation.coverage import coverage
from commdesk.features.moderation.handed import badge
from commdesk.features.moderation.page import ModerationPage
from commdesk.features.moderation.page.grid import Grid
from commdesk.features.moderation.page.gridmodel import Shown
from commdesk.kit import theme
from tests.conftest import MovableClock
from tests.host import QuietHost

TODAY = date(2026, 11, 23)
PARTS = ("morning", "afternoon", "evening")
EXPERTISES = ("", "algemeen", "juridisch", "redactie", "bemiddeling", "techniek", "taal", "zorg")
CARRIES = ("none", "rolls", "ends")
SHIFTS_A_WEEK = 4
TURNS = 7
ROOT = QModelIndex()


def make_workbook(path: Path, moderators: int, tasks: int, weeks: list[Week]) -> Desk:
    workbook = Workbook("Groot", start_on=weeks[0].monday, owner="Noor")
    Desk.create(path, FEATURES, workbook, clock=MovableClock()).close()
    db = Database.connect(path)
    db.execute("BEGIN")
    fill(db, moderators, tasks, weeks)
    db.execute("COMMIT")
    db.close()
    return Desk.open(path, FEATURES, clock=MovableClock())


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


class Ready(QAbstractTableModel):
    """As many texts as the grid has cells, made beforehand."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._texts = [[f"{r} van {c} u" for c in range(columns)] for r in range(rows)]

    def rowCount(self, parent: QModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: QModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._texts[0])

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        return None


def painted(make: Callable[[], QWidget]) -> Callable[[], object]:
    """Make it, lay it out and paint it in a window of its own; then let it go."""

    def run() -> None:
        made = make()
        made.resize(1040, 700)
        made.show()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        made.grab()
        made.close()
        made.deleteLater()

    return run


def make_grid(desk: Desk, words: Words, weeks: list[Week]) -> Grid:
    grid = Grid(words)
    grid.resize(1040, 700)
    grid.show_weeks(Shown(weeks, coverage(desk.db, weeks, TODAY), TODAY))
    return grid


def make_bare(rows: int, columns: int) -> QTableView:
    table = QTableView()
    table.setModel(Ready(rows, columns))
    return table


def clocked(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the wall, and of this process."""
    wall, own = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - own)


def in_turn(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Medians of each, done in turn; the first turn is to warm."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(1 + TURNS):
        for name, work in works.items():
            took[name].append(clocked(work))
            QApplication.processEvents()
    found = {}
    for name, times in took.items():
        walls, own = zip(*times[1:], strict=True)
        found |= {f"{name}_ms": round(median(walls)), f"{name}_cpu_ms": round(median(own))}
    return found


def arrow(page: ModerationPage) -> Callable[[], object]:
    """One step down, or up again, until what it opens is painted."""
    grid = page.overview.grid

    def run() -> None:
        row = 1 - min(grid.currentIndex().row(), 1)
        grid.setCurrentIndex(grid.grid_model.index(row, grid.currentIndex().column()))
        QApplication.processEvents()
        page.grab()

    return run


def main(folder: Path, moderators: int, tasks: int, count: int) -> None:
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    weeks = [Week.of(TODAY) + n for n in range(12 - count + 1, 13)]
    desk, words = make_workbook(folder / "coverage.commdesk", moderators, tasks, weeks), Words("nl")
    host = QuietHost(desk, words)
    page = ModerationPage(desk, host)  # type: ignore[arg-type]
    page.resize(1040, 700)
    page.show()
    look_again()  # as the program does once it has started
    figures: dict[str, float] = {
        "moderators": moderators,
        "tasks": tasks,
        "weeks": count,
        "shifts": desk.db.value("SELECT count(*) FROM moderation_shift"),
        "cells": len(coverage(desk.db, weeks, TODAY).by_task),
    }
    figures |= in_turn(
        {
            "bare": painted(lambda: make_bare(tasks + 1, count)),
            "grid": painted(lambda: make_grid(desk, words, weeks)),
            "read": lambda: coverage(desk.db, weeks, TODAY),
            "page": painted(lambda: ModerationPage(desk, host)),  # type: ignore[arg-type]
            "cell": arrow(page),
            "badge": lambda: badge(desk.db, TODAY),
        }
    )
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    page.close()
    desk.close()


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[2:5]]
    main(Path(sys.argv[1]), *(numbers or (200, 60, 104)))
