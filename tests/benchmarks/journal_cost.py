"""What the journal costs: inserts, updates and undo of 20,000 rows against bare executemany.

python -m tests.benchmarks.journal_cost FOLDER [ROWS]
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from commdesk.catalog import FEATURES
from commdesk.core import engine
from commdesk.core.database import Database, insert, update
from commdesk.core.desk import Desk
from commdesk.core.journal import op
from commdesk.core.workbook import Workbook

ADD = "INSERT INTO closing_day (id, day, name) VALUES (:id, :day, :name)"
CHANGE = "UPDATE closing_day SET name = :name WHERE id = :id"


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def rows(count: int) -> list[dict[str, object]]:
    return [{"id": 10**15 + n, "day": f"dag {n:06}", "name": f"naam {n}"} for n in range(count)]


def bare(path: Path, count: int) -> dict[str, float]:
    """The same table, indexes and pragmas without triggers, in one transaction each."""
    Desk.create(path, FEATURES, Workbook("W")).close()
    raw = engine.connect(str(path))

    def run(sql: str, values: list[dict[str, object]]) -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(sql, values)
        raw.execute("COMMIT")

    given = rows(count)
    later = [row | {"name": "anders"} for row in given]
    found = {
        "insert": seconds(lambda: run(ADD, given)),
        "update": seconds(lambda: run(CHANGE, later)),
        "undo update": seconds(lambda: run(CHANGE, given)),
        "undo insert": seconds(lambda: run("DELETE FROM closing_day WHERE id = :id", given)),
    }
    raw.close()
    return found


@op("Add many")
def add_many(db: Database, given: list[dict[str, object]]) -> None:
    for row in given:
        insert(db, "closing_day", row)


@op("Change many")
def change_many(db: Database, given: list[dict[str, object]]) -> None:
    for row in given:
        update(db, "closing_day", int(str(row["id"])), {"name": "anders"})


def journaled(path: Path, count: int) -> dict[str, float]:
    given = rows(count)
    with Desk.create(path, FEATURES, Workbook("W")) as desk:
        return {
            "insert": seconds(lambda: desk.do(add_many, given)),
            "update": seconds(lambda: desk.do(change_many, given)),
            "undo update": seconds(desk.undo),
            "undo insert": seconds(desk.undo),
        }


def one_at_a_time(path: Path, count: int) -> float:
    """Milliseconds of one small act, synced to disk."""
    with Desk.create(path, FEATURES, Workbook("W")) as desk:
        given = [[row] for row in rows(count)]
        return 1000 * seconds(lambda: [desk.do(add_many, row) for row in given]) / count


def main(folder: Path, count: int) -> None:
    plain, with_journal = (
        bare(folder / "bare.commdesk", count),
        journaled(folder / "journal.commdesk", count),
    )
    for phase, took in plain.items():
        figures = {
            "phase": phase,
            "bare_s": round(took, 3),
            "journaled_s": round(with_journal[phase], 3),
            "times": round(with_journal[phase] / took, 1),
        }
        sys.stdout.write(json.dumps(figures) + "\n")
    small = round(one_at_a_time(folder / "small.commdesk", 300), 2)
    sys.stdout.write(json.dumps({"phase": "one small act", "ms": small}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
