"""Three years of weeks, out of the lines of weeks and beside it out of the rows.

    python -m tests.benchmarks.development FOLDER [MEMBERS ACTIVITIES]

Makes a workbook in FOLDER with 100,000 members and 3,000,000 activities over three years, by SQL,
and prints a table: milliseconds, medians of seven in turn after one to warm. `recount` asks the
same of the rows themselves in one query of plain SQL; the figures of both must be the same.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, indexed_at_the_end
from commdesk.core.desk import Desk
from commdesk.core.developing import MOST_WEEKS, Span
from commdesk.core.journal import op
from commdesk.core.values import Week
from commdesk.core.workbook import Workbook
from commdesk.features.activity import FEATURE, week_counts
from commdesk.features.activity.counting import count_all_weeks, settle_weeks
from commdesk.features.activity.counting.charts import behind
from tests.conftest import MovableClock

TODAY = date(2026, 11, 25)
DAYS = 3 * 365
TEAM = 12
TURNS = 7
_KINDS = "'reply', 'reply', 'reply', 'reaction', 'reaction', 'post', 'question', 'topic', 'event'"
_RECOUNT = """
    SELECT date(happened_on, 'weekday 0', '-6 days') AS monday,
           count(*) FILTER (WHERE kind NOT IN ('reply', 'reaction')) AS contributions,
           count(*) FILTER (WHERE kind IN ('reply', 'reaction')) AS conversations,
           count(DISTINCT member_id) AS active,
           count(DISTINCT member_id)
               FILTER (WHERE kind NOT IN ('reply', 'reaction', 'event')) AS contributing
      FROM activity WHERE happened_on BETWEEN :first AND :last GROUP BY 1
"""


@op("Note one thing that somebody did")
def note_one(db: Database, day: date) -> None:
    db.execute(
        """
        INSERT INTO activity (id, member_id, kind, happened_on, source, key)
        SELECT coalesce(max(activity.id), 0) + 1, (SELECT min(id) FROM member), 'post', :day, 'one',
               coalesce(max(activity.id), 0) + 1 FROM activity
        """,
        {"day": day.isoformat()},
    )


def make_workbook(path: Path, members: int, activities: int) -> Desk:
    if not path.exists():
        made = Workbook("Ontwikkeling", start_on=TODAY - timedelta(days=DAYS), owner="Noor")
        Desk.create(path, FEATURES, made, clock=MovableClock()).close()
        _fill(path, members, activities)
    return Desk.open(path, FEATURES, clock=MovableClock())


def _fill(path: Path, members: int, activities: int) -> None:
    """Outside the journal: nobody did this act by act. Few do most, as in every community."""
    db = Database.connect(path)
    for feature in FEATURES:
        if feature.prepare:
            feature.prepare(db)
    began = time.perf_counter()
    db.execute("BEGIN IMMEDIATE")
    db.execute(_MEMBERS, {"count": members, "days": DAYS, "today": TODAY.isoformat()})
    with indexed_at_the_end(db, "activity"):
        db.execute(
            _ACTIVITIES,
            {"count": activities, "members": members, "days": DAYS, "today": TODAY.isoformat()},
        )
    for feature in FEATURES:
        if feature.settle and feature is not FEATURE:
            feature.settle(db)
    filled = time.perf_counter()
    settle_weeks(db)
    db.execute("COMMIT")
    db.execute("PRAGMA optimize=0x10002")
    db.close()
    settled = time.perf_counter() - filled
    _say(f"filled in {filled - began:.1f} s; all weeks settled in {settled:.2f} s")


_MEMBERS = """
    WITH RECURSIVE place(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < :count)
    INSERT INTO member (id, first_name, last_name, sort_name, email, stage, added_on)
    SELECT n, 'Lid', n, 'lid ' || printf('%07d', n), 'lid' || n || '@voorbeeld.example', 'member',
           date(:today, '-' || (n * 7919 % :days) || ' days') FROM place
"""
_ACTIVITIES = f"""
    WITH RECURSIVE
        kinds(list) AS (SELECT json_array({_KINDS})),
        place(n, part) AS (
            SELECT 1, 0.5 UNION ALL
            SELECT n + 1, (n * 48271 % 2147483647) / 2147483647.0 FROM place WHERE n < :count)
    INSERT INTO activity (id, member_id, kind, happened_on, source, key)
    SELECT n, 1 + CAST(:members * part * part * part AS INTEGER),
           list ->> (n * 31 % 9), date(:today, '-' || (n * 16807 % :days) || ' days'), 'bench', n
      FROM place CROSS JOIN kinds
"""


def span(desk: Desk) -> Span:
    last = Week.of(TODAY)
    weeks = tuple(last - number for number in reversed(range(MOST_WEEKS)))
    team = desk.db.column(f"SELECT id FROM member ORDER BY id LIMIT {TEAM}")
    return Span(weeks, TODAY, frozenset(team))


def recount(desk: Desk, asked: Span) -> list[dict[str, Any]]:
    days = {"first": asked.first_day.isoformat(), "last": asked.last_day.isoformat()}
    return desk.db.query(_RECOUNT, days)


def is_the_same(desk: Desk, asked: Span) -> bool:
    found = {row.pop("monday"): tuple(row.values()) for row in recount(desk, asked)}
    told = {
        str(each.week.monday): (
            each.all.contributions,
            each.all.conversations,
            each.all.active,
            each.all.contributing,
        )
        for each in week_counts(desk.db, asked)
    }
    return all(told[monday] == figures for monday, figures in found.items())


def again(desk: Desk) -> None:
    desk.db.execute("BEGIN")
    count_all_weeks(desk.db)
    desk.db.execute("ROLLBACK")


def main(folder: Path, members: int, activities: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    desk = make_workbook(folder / f"development-{activities}.commdesk", members, activities)
    asked = span(desk)
    assert FEATURE.development
    charts = FEATURE.development
    works: dict[str, Callable[[], object]] = {
        "week_counts, 157 weeks": lambda: week_counts(desk.db, asked),
        "recount, 157 weeks": lambda: recount(desk, asked),
        "charts of activity": lambda: charts(desk.db, asked),
        "behind active": lambda: behind(desk.db, "active", asked.weeks[-2]),
        "one thing noted": lambda: desk.do(note_one, asked.weeks[-2].monday),
        "all weeks again": lambda: again(desk),
    }
    _say(f"{members:,} members, {activities:,} activities, {MOST_WEEKS} weeks, a team of {TEAM}")
    _say(f"the same figures as a recount: {is_the_same(desk, asked)}\n")
    _say("| what | ms |\n|---|---:|")
    for name, work in works.items():
        _say(f"| {name} | {median([_clocked(work) for _ in range(1 + TURNS)][1:]):,.1f} |")
    desk.close()


def _clocked(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[2:4]]
    main(Path(sys.argv[1]), *(numbers or (100_000, 3_000_000)))
