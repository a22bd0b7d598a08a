"""A workbook of three years for the measurements of Development: the demo, and far more activity.

100,000 members, 300,000 messages and 3,000,000 activities unless asked otherwise: everything that
Development tells has figures in it. Few members do most, as in every community; the cast of the
demo, the owner and the moderators among them, does the most of all.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, indexed_at_the_end
from commdesk.core.feature import Scale
from commdesk.features.demo import build

TODAY = date(2026, 11, 25)
DAYS = 3 * 365
USUAL = (100_000, 3_000_000)
_KINDS = "'reply', 'reply', 'reply', 'reaction', 'reaction', 'post', 'question', 'topic', 'event'"
_ORDER = """
    CREATE TEMP TABLE bench_member AS
    SELECT row_number() OVER (ORDER BY id) AS n, id FROM member
"""
_ORDER_INDEX = "CREATE UNIQUE INDEX temp.bench_member_n ON bench_member(n)"
_ADDED = (
    "UPDATE member SET added_on = date(:today, '-' || (id % :days) || ' days') WHERE id % 3 > 0"
)
_ACTIVITIES = f"""
    WITH RECURSIVE
        kinds(list) AS (SELECT json_array({_KINDS})),
        place(n, part) AS (
            SELECT 1, 0.5 UNION ALL
            SELECT n + 1, (n * 48271 % 2147483647) / 2147483647.0 FROM place WHERE n < :count)
    INSERT INTO activity (id, member_id, kind, happened_on, source, key)
    SELECT :above + place.n, bench_member.id, list ->> (place.n * 31 % 9),
           date(:today, '-' || (place.n * 16807 % :days) || ' days'), 'bench', place.n
      FROM place CROSS JOIN kinds
      JOIN bench_member ON bench_member.n = 1 + CAST(:members * part * part * part AS INTEGER)
"""


def make_workbook(folder: Path, members: int, activities: int) -> Path:
    """The workbook in a folder, made when it is not there."""
    path = folder / f"three-years-{members}-{activities}.commdesk"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        scale = Scale(members=members, messages=3 * members)
        build.build(path, FEATURES, build.Recipe(scale, build.SEED, TODAY))
        made = time.perf_counter()
        settled = _fill(path, activities)
        filled = time.perf_counter() - made - settled
        sys.stdout.write(
            f"the demo in {made - began:.1f} s, filled in {filled:.1f} s, weeks and levels "
            f"settled in {settled:.1f} s\n"
        )
    return path


def _fill(path: Path, activities: int) -> float:
    """Outside the journal: nobody did this act by act. Seconds to derive what is derived."""
    db = Database.connect(path)
    for feature in FEATURES:
        if feature.prepare:
            feature.prepare(db)
    members = db.value("SELECT count(*) FROM member")
    given = {
        "count": activities - db.value("SELECT count(*) FROM activity"),
        "above": db.value("SELECT coalesce(max(id), 0) FROM activity"),
        "members": members,
        "days": DAYS,
        "today": TODAY.isoformat(),
    }
    db.execute("BEGIN IMMEDIATE")
    db.execute(_ORDER)
    db.execute(_ORDER_INDEX)
    db.execute(_ADDED, given)
    with indexed_at_the_end(db, "activity"):
        db.execute(_ACTIVITIES, given)
    began = time.perf_counter()
    for feature in FEATURES:
        if feature.settle:
            feature.settle(db)
    settled = time.perf_counter() - began
    db.execute("COMMIT")
    db.execute("PRAGMA optimize=0x10002")
    db.close()
    return settled
