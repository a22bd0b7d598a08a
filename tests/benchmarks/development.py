"""What Development costs to read over three years, feature by feature, and to keep up to date.

    COMMDESK_HOME=FOLDER python -m tests.benchmarks.development FOLDER [MEMBERS ACTIVITIES]

On the workbook of `three_years`, made in FOLDER when it is not there; a home of its own, since who
is erased here would be erased from every copy on this computer. Milliseconds on the clock and
of the processor, medians of seven in turn after one to warm. A recount asks the same of the rows
themselves in one query of plain SQL; the figures of both must be the same.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from msgspec.structs import replace

from commdesk.catalog import FEATURES
from commdesk.core.database import Database, insert
from commdesk.core.desk import Desk
from commdesk.core.developing import Chart, Span
from commdesk.core.erasing import erase
from commdesk.core.journal import op
from commdesk.core.people import Person
from commdesk.core.values import Week
from commdesk.features.activity import week_counts
from commdesk.features.activity.counting.charts import behind
from commdesk.features.activity.counting.model import Figure
from commdesk.features.activity.counting.ops import count_week
from commdesk.features.activity.counting.queries import known_by_name
from commdesk.features.development.goals import goals_at_risk
from commdesk.features.development.queries import read, span_of
from commdesk.features.development.standing import stands_out
from commdesk.features.duplicates.ops import merge_members
from tests.benchmarks.three_years import TODAY, USUAL, make_workbook
from tests.conftest import MovableClock

TURNS = 7
MIB = 2**20
_RECOUNT = """
    SELECT date(happened_on, 'weekday 0', '-6 days') AS monday,
           count(*) FILTER (WHERE kind NOT IN ('reply', 'reaction')) AS contributions,
           count(*) FILTER (WHERE kind IN ('reply', 'reaction')) AS conversations,
           count(DISTINCT coalesce(member_id, nobody)) AS active,
           count(DISTINCT coalesce(member_id, nobody))
               FILTER (WHERE kind NOT IN ('reply', 'reaction', 'event')) AS contributing
      FROM activity WHERE happened_on BETWEEN :first AND :last GROUP BY 1
"""
Work = Callable[[], object]


@op("Note one thing that somebody did")
def note_one(db: Database, member_id: int, day: date) -> None:
    key = str(db.next_id())
    row = {"kind": "post", "happened_on": day.isoformat(), "source": "one", "key": key}
    insert(db, "activity", {"member_id": member_id, **row})


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
        for each in known_by_name(desk.db, asked)
    }
    return all(told[monday] == figures for monday, figures in found.items())


def reads(desk: Desk, span: Span) -> dict[str, Work]:
    """A whole reading, then each of its parts as it comes in one: what was read is shared."""
    shared: dict[str, Any] = {}
    asked, charts = replace(span, shared=shared), list[Chart]()
    works: dict[str, Work] = {
        "**everything**": lambda: read(desk.db, FEATURES, Week.of(TODAY), TODAY),
        "team and ambassadors": lambda: span_of(desk.db, FEATURES, Week.of(TODAY), TODAY),
    }
    for each in FEATURES:
        if each.development:
            works[f"charts of {each.name}"] = _charted(desk, each.development, asked, charts)
        if each.phase:
            works["the phase, shared"] = lambda phase=each.phase: phase(desk.db, asked)
        if each.levels:
            works["levels, shared"] = lambda levels=each.levels: levels(desk.db, asked)
    whole = read(desk.db, FEATURES, Week.of(TODAY), TODAY)
    works["goals"] = lambda: goals_at_risk(desk.db, whole)
    works["what stands out"] = lambda: stands_out(desk.db, whole)
    return works


def _charted(
    desk: Desk, hand_in: Callable[[Any, Span], Iterable[Chart]], span: Span, charts: list[Chart]
) -> Work:
    def work() -> None:
        if span.shared is not None:
            span.shared.clear()
        charts.extend(hand_in(desk.db, span))

    return work


def writes(desk: Desk, span: Span) -> dict[str, Work]:
    busy, week = busiest(desk)[0], span.weeks[-2]
    counts = iter(range(1_000_000, 2_000_000))
    return {
        "behind `active` of a week": lambda: behind(desk.db, "active", week),
        "one thing noted of the busiest": lambda: desk.do(note_one, busy, week.monday),
        "one count by hand": lambda: desk.do(
            count_week, week, [Figure("contributions", next(counts))], today=TODAY
        ),
    }


def busiest(desk: Desk) -> list[int]:
    """Two members who do much, and less than others: the team stays."""
    sql = """
        SELECT member_id FROM activity WHERE member_id IS NOT NULL
      GROUP BY 1 ORDER BY count(*) DESC LIMIT 2 OFFSET 20
    """
    return desk.db.column(sql)


def once(path: Path) -> dict[str, Work]:
    """What cannot be done twice, on a copy: the merge of two who do much, and erasing them."""
    desk = Desk.open(path, FEATURES, clock=MovableClock())
    keep, drop = busiest(desk)
    places = [place for feature in FEATURES for place in feature.personal_data]
    return {
        "two busy members merged": lambda: desk.do(merge_members, keep, drop, (), places),
        "that undone": desk.undo,
        "a busy member erased": lambda: desk.do(erase, FEATURES, [Person(keep)], today=TODAY),
        "": desk.close,
    }


def main(folder: Path, members: int, activities: int) -> None:
    path = make_workbook(folder, members, activities)
    desk = Desk.open(path, FEATURES, clock=MovableClock())
    span = span_of(desk.db, FEATURES, Week.of(TODAY), TODAY)
    _say(f"{members:,} members, {activities:,} activities, {len(span.weeks)} weeks, a team of "
         f"{len(span.team)}; load {os.getloadavg()[0]:.1f}")  # fmt: skip
    _say(f"the same figures as a recount: {is_the_same(desk, span)}\n")
    _say("| what | on the clock, ms | processor, ms |\n|---|---:|---:|")
    works = {
        **reads(desk, span),
        "counts of all weeks": lambda: week_counts(desk.db, span),
        "the same recounted in SQL": lambda: recount(desk, span),
        **writes(desk, span),
    }
    for name, work in works.items():
        taken = [_clocked(work) for _ in range(1 + TURNS)][1:]
        clock, cpu = (median(column) for column in zip(*taken, strict=True))
        _say(f"| {name} | {clock:,.1f} | {cpu:,.1f} |")
    copy = path.with_name("copy.commdesk")
    shutil.copyfile(path, copy)
    for name, work in once(copy).items():
        clock, cpu = _clocked(work)
        _say(f"| {name}, once | {clock:,.0f} | {cpu:,.0f} |" if name else "")
    copy.unlink()
    _say(f"memory of its own: {own_memory():,.0f} MiB; load {os.getloadavg()[0]:.1f}")
    desk.close()


def own_memory() -> float:
    """MiB without the pages of the file, which the system lends and takes back."""
    info = psutil.Process().memory_info()
    return float(info.rss - info.shared) / MIB


def _clocked(work: Work) -> tuple[float, float]:
    began, cpu = time.perf_counter(), time.process_time()
    work()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - cpu)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[2:4]]
    main(Path(sys.argv[1]), *(numbers or USUAL))
