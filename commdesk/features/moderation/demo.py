"""Moderation of an invented network: five tasks, five people, weeks of shifts and hours."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from commdesk.core.database import Database, insert
from commdesk.core.feature import Scale
from commdesk.core.values import Week
from commdesk.core.workbook import list_closing_days
from commdesk.features.members import find_member
from commdesk.features.moderation.capacity import FACT as CAPACITY
from commdesk.features.moderation.capacity import Load
from commdesk.features.moderation.dayparts import DayPart

# Name, expertise, minutes a week, day parts, priority, what happens to hours left over.
_TASKS = (
    ("Eerste reacties", "algemeen", 360, "1m 2m 3m 4a", 1, "rolls"),
    ("Avonddienst", "algemeen", 360, "1e 2e 4e", 1, "none"),
    ("Juridische vragen", "juridisch", 240, "2a 3a", 1, "ends"),
    ("Redactie weekbericht", "redactie", 180, "3a 4m", 2, "rolls"),
    ("Conflicten", "bemiddeling", 60, "5m", 2, "none"),
)
_ENGLISH = {
    "Eerste reacties": "First replies", "Avonddienst": "Evening shift",
    "Juridische vragen": "Legal questions", "Redactie weekbericht": "Edit the weekly news",
    "Conflicten": "Conflicts", "algemeen": "general", "juridisch": "legal",
    "redactie": "editing", "bemiddeling": "mediation", "campagne": "campaign",
    "feestdagen": "holidays",
    "Klachten over een eigen dossier": "Complaints about one's own file",
    "Partijpolitiek": "Party politics", "Reclame": "Advertising",
}  # fmt: skip
# Name, minutes, expertise, paid, day parts in which they can, and rather would not; the last two
# are members, where the workbook has members.
_TEAM = (
    ("Noor Jansen", 540, "algemeen, juridisch, bemiddeling", 1,
     "1m 1a 2m 2a 3m 3a 4m 4a 5m 5a", ""),
    ("Lotte de Wit", 300, "algemeen, redactie", 1, "2m 2a 3m 3a 3e 4m 4a", "3e"),
    ("Daan Visser", 300, "algemeen", 1, "", "5e 6m 6a 6e 7m 7a 7e"),
    ("Henk Mulder", 240, "algemeen", 0, "1e 2e 3e 4e", "3e"),
    ("Eva Brouwer", 180, "algemeen, redactie", 0, "1e 2e 3e 4m 4e", ""),
)  # fmt: skip
_VOLUNTEERS = 2
# Task, moderator (place in the lists above), weekday, day part, minutes.
_PATTERN = (
    (0, 0, 1, DayPart.MORNING, 90),
    (0, 0, 2, DayPart.MORNING, 90),
    (0, 1, 3, DayPart.MORNING, 90),
    (0, 2, 4, DayPart.AFTERNOON, 90),
    (1, 2, 1, DayPart.EVENING, 120),
    (1, 3, 2, DayPart.EVENING, 120),
    (1, 4, 4, DayPart.EVENING, 120),
    (2, 0, 2, DayPart.AFTERNOON, 120),
    (2, 0, 3, DayPart.AFTERNOON, 120),
    (3, 1, 3, DayPart.AFTERNOON, 90),
    (3, 1, 4, DayPart.MORNING, 90),
    (4, 0, 5, DayPart.MORNING, 60),
)
# Weeks from now -> places in the pattern that nobody took: three shortages, and gaps further on.
_OPEN = {0: {4}, 1: {8}, 3: {7, 8}, 4: {5, 6}, 5: {0, 3, 8}, 6: {4, 5, 6}, 7: {7, 8, 11}}
_AHEAD = 8
# Weeks from now -> task -> minutes of a budget of its own, and why.
_BUDGETS = {
    -6: {0: (540, "campagne")},
    -5: {0: (540, "campagne"), 1: (480, "campagne")},
    5: {0: (180, "feestdagen")},
}
_AWAY = (3, 4)
"""Henk is away, so many weeks from now: nobody takes his evening."""
_PINNED = {(0, 7), (2, 7)}
"""Weeks from now and places in the pattern that a proposal leaves alone."""
_CARRIED_SINCE = 8
# Boundary, and its off-topic cases by weeks ago.
_CASES = (
    ("Klachten over een eigen dossier", {0: 1, 1: 3, 2: 2, 3: 2, 4: 1, 5: 1, 6: 0, 7: 1}),
    ("Partijpolitiek", {1: 1, 3: 1, 4: 2, 5: 3, 6: 2}),
    ("Reclame", {2: 1}),
)
_LOAD = {"posts": 150, "admin_minutes": 60}
_STEP = 15


class _Made(Struct, frozen=True):
    tasks: list[int]
    team: list[int]


def fill(db: Database, scale: Scale, rng: random.Random, today: date) -> None:
    """Past weeks worked, this week running, three shortages in the coming four weeks."""
    this = Week.of(today)
    made = _Made(_tasks(db, scale, this), _team(db, scale, rng))
    closed = {each.day.isoformat() for each in list_closing_days(db)}
    for number in range(-scale.weeks, _AHEAD + 1):
        pinned = {place for week, place in _PINNED if week == number}
        shifts = list(_shifts(made, this + number, _OPEN.get(number, set()), pinned))
        shut = [shift for shift in shifts if shift["day"] in closed]
        for task, (minutes, reason) in _budgets(made, number, shut).items():
            row = {"task_id": task, "week": str(this + number), "minutes": minutes}
            insert(db, "moderation_budget", {**row, "reason": scale.worded(reason, _ENGLISH)})
        for shift in shifts:
            if shift["day"] not in closed:
                insert(db, "moderation_shift", shift)
                if shift["day"] < today.isoformat():
                    _work(db, shift, rng)
    away = this + _AWAY[1]
    days = {"first_on": away.monday.isoformat(), "last_on": away.sunday.isoformat()}
    insert(db, "moderator_days_off", {"moderator_id": made.team[_AWAY[0]], **days})
    _cases(db, scale, this)
    load = json.dumps({**asdict(Load()), **_LOAD})
    insert(db, "workbook_fact", {"key": CAPACITY, "value": load})


def _cases(db: Database, scale: Scale, this: Week) -> None:
    for boundary, by_week in _CASES:
        for ago, cases in by_week.items():
            if cases:
                row = {"day": (this - ago).monday.isoformat(), "cases": cases}
                insert(db, "moderation_case", {"boundary": scale.worded(boundary, _ENGLISH), **row})


def _budgets(made: _Made, number: int, shut: list[dict[str, Any]]) -> dict[int, tuple[int, str]]:
    """Task -> minutes and why, of a week: what a closing day took is not asked of other days."""
    found = {made.tasks[place]: own for place, own in _BUDGETS.get(number, {}).items()}
    for shift in shut:
        place = made.tasks.index(shift["task_id"])
        minutes, reason = found.get(shift["task_id"], (_TASKS[place][2], ""))
        found[shift["task_id"]] = (max(minutes - shift["minutes"], 0), reason)
    return found


def _tasks(db: Database, scale: Scale, this: Week) -> list[int]:
    return [
        insert(
            db,
            "moderation_task",
            {
                "name": scale.worded(name, _ENGLISH),
                "expertise": scale.worded(expertise, _ENGLISH),
                "weekly_minutes": minutes,
                "slots": slots,
                "priority": priority,
                "carry": carry,
                "carry_from": (this - _CARRIED_SINCE).monday.isoformat(),
            },
        )
        for name, expertise, minutes, slots, priority, carry in _TASKS
    ]


def _team(db: Database, scale: Scale, rng: random.Random) -> list[int]:
    ids = db.column("SELECT id FROM member ORDER BY id LIMIT 1000")
    people = rng.sample(ids, min(len(ids), _VOLUNTEERS))
    made = []
    for name, minutes, expertise, is_paid, availability, rather_not in _TEAM:
        member_id = people.pop() if people and not is_paid else None
        row = {
            "name": find_member(db, member_id).name if member_id else name,
            "member_id": member_id,
            "weekly_minutes": minutes,
            "expertise": ", ".join(scale.worded(e, _ENGLISH) for e in expertise.split(", ")),
            "is_paid": is_paid,
            "availability": availability,
            "rather_not": rather_not,
        }
        made.append(insert(db, "moderator", row))
    return made


def _shifts(
    made: _Made, week: Week, left_open: set[int], pinned: set[int]
) -> Iterator[dict[str, Any]]:
    for place, (task, moderator, weekday, part, minutes) in enumerate(_PATTERN):
        if place not in left_open:
            yield {
                "task_id": made.tasks[task],
                "moderator_id": made.team[moderator],
                "day": (week.monday + timedelta(days=weekday - 1)).isoformat(),
                "day_part": str(part),
                "minutes": minutes,
                "is_pinned": int(place in pinned),
            }


def _work(db: Database, shift: dict[str, Any], rng: random.Random) -> None:
    """What came of a shift: mostly as planned, sometimes a quarter more or less, rarely nothing."""
    minutes = shift["minutes"] + _STEP * rng.choice((0, 0, 0, 0, 1, 1, 2, -1, -1, -2))
    if rng.random() < 0.96:  # noqa: PLR2004 - one in twenty-five fell through
        row = {key: shift[key] for key in ("task_id", "moderator_id", "day")}
        insert(db, "moderation_log", {**row, "minutes": minutes})
