"""The outreach desk over a workbook with many messages; a line of JSON for each measurement.

    python -m tests.benchmarks.outreach WORKBOOK [2026-11-23]

Statistics are compared with a bare GROUP BY of the same table, in turn: a computer that is busy
is busy for both. The workbook should be one of `commdesk demo --members 100000 --messages 1000000`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from commdesk.catalog import FEATURES
from commdesk.core.database import Database
from commdesk.core.desk import Desk
from commdesk.core.values import Week
from commdesk.features.outreach.awaited import count_waiting, waiting
from commdesk.features.outreach.outcomes.model import USUAL_WEEKS, last_weeks
from commdesk.features.outreach.outcomes.queries import outcomes, outcomes_by_tag
from commdesk.features.outreach.turns import due_by_day, queue

TURNS = 7
BARE_QUEUE = """
    SELECT * FROM member WHERE NOT do_not_contact AND last_contact_on <= :today
  ORDER BY last_contact_on, id LIMIT 60
"""
BARE = "SELECT purpose, count(*) FROM outreach_message NOT INDEXED GROUP BY purpose"


def clocked(work: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds on the wall, and of this process."""
    wall, own = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - own)


def in_turn(works: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Medians of each, done in turn; the first turn is to warm."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(1 + TURNS):
        for name, work in works.items():
            took[name].append(clocked(work))
    found = {}
    for name, times in took.items():
        walls, own = zip(*times[1:], strict=True)
        found |= {f"{name}_ms": round(median(walls)), f"{name}_cpu_ms": round(median(own))}
    return found


def statistics(db: Database, today: date) -> dict[str, float]:
    """What it brings over the usual weeks and over a year, and by tag, beside the bare count."""
    usual, year = last_weeks(today, USUAL_WEEKS), last_weeks(today, 52)
    figures: dict[str, float] = {
        "messages": db.value("SELECT count(*) FROM outreach_message"),
        "counted": outcomes(db, usual, today).total.sent,
    }
    return figures | in_turn(
        {
            "bare": lambda: db.query(BARE),
            "statistics": lambda: outcomes(db, usual, today),
            "year": lambda: outcomes(db, year, today),
            "by_tag": lambda: outcomes_by_tag(db, usual),
        }
    )


def whose_turn(db: Database, today: date) -> dict[str, float]:
    """The queue, beside the sixty who were spoken to longest ago in order of that day."""
    found = queue(db, today)
    sizes = {"offered": len(found.offered), "left_out": sum(found.excluded.values())}
    return sizes | in_turn(
        {
            "bare_queue": lambda: db.query(BARE_QUEUE, {"today": today.isoformat()}),
            "queue": lambda: queue(db, today),
            "week": lambda: due_by_day(db, Week.of(today).days),
            "waiting": lambda: (waiting(db), count_waiting(db)),
        }
    )


def main(workbook: Path, today: date) -> None:
    with Desk.open(workbook, FEATURES, read_only=True) as desk:
        for measured in (whose_turn, statistics):
            sys.stdout.write(json.dumps(measured(desk.db, today)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2] if sys.argv[2:] else "2026-11-23"))
